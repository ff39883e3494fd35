#include "unit.h"

#include "analysis/damped.h"
#include "analysis/seasonal.h"
#include "analysis/smoothing.h"
#include "analysis/theta.h"

static struct arena arena;
static struct smoothing_grid smoothing = {.arena = &arena};
static struct damped_grid damping = {.arena = &arena};

static void a_quarterly_pattern_is_seasonal(void **state)
{
	/* r4 = 3/4 and r1 = r3 = 0, r2 = -7/8: 0.75 > 1.645/4 · √(1 + 2·49/64) = 0.65 */
	const double x[] = {1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1, 1, 1, -1, -1};

	(void)state;
	assert_true(seasonal_test(x, 16, 4, SEASONAL_SURE));
}

static void a_constant_or_short_series_is_not_seasonal(void **state)
{
	const double x[] = {5, 5, 5, 5, 5, 5, 5, 5}, y[] = {1, 2, 3, 4, 1, 2, 3};
	const double z[] = {1, 5, 2, 8, 1, 5, 2, 8}, two[] = {1, 5, 1, 5, 1, 5, 1, 5};

	(void)state;
	assert_false(seasonal_test(x, 8, 4, SEASONAL_SURE));
	assert_false(seasonal_test(y, 7, 4, SEASONAL_SURE));
	assert_false(seasonal_test(y, 7, 1, SEASONAL_SURE));
	/* two years are enough: r4 = 30/60, r1 = -38/60, r2 = 30/60, r3 = -37/60, and
	 * 0.5 > 0.5/√8 · √(1 + 2 · 1.03) = 0.31 */
	assert_true(seasonal_test(z, 8, 4, 0.5));
	assert_false(seasonal_test(z, 7, 4, 0.5));
	/* r2 = 6/8, r1 = -7/8: 0.75 > 1/√8 · √(1 + 2·49/64) = 0.56 */
	assert_true(seasonal_test(two, 8, 2, 1));
	assert_false(seasonal_test(two, 8, 2, 1.5)); /* 0.84 */
}

static void an_even_year_is_centred_by_half_figures(void **state)
{
	const double x[] = {1, 2, 3, 4, 9};
	double average[5];

	(void)state;
	seasonal_average(x, 5, 4, average);
	assert_nan(average[1]);
	assert_double(average[2], (0.5 * 1 + 2 + 3 + 4 + 0.5 * 9) / 4);
	assert_nan(average[3]);
}

static void an_odd_year_has_a_middle(void **state)
{
	const double x[] = {1, 2, 6, 4};
	double average[4];

	(void)state;
	seasonal_average(x, 4, 3, average);
	assert_nan(average[0]);
	assert_double(average[1], 3);
	assert_double(average[2], 4);
	assert_nan(average[3]);
}

static void indices_are_means_by_period_and_centred(void **state)
{
	const double d[] = {NAN, 2, -1, 5, 4, NAN};
	double index[3];

	(void)state;
	seasonal_differences(d, 6, 3, index); /* 5, 3, −1; their mean is 7/3 */
	assert_double(index[0], 5 - 7.0 / 3);
	assert_double(index[1], 3 - 7.0 / 3);
	assert_double(index[2], -1 - 7.0 / 3);
}

static void indices_are_believed_as_far_as_they_stand_out(void **state)
{
	/* Means 4, −4, 2, −2, each of a pair 1 apart on either side: within Σ = 8 over 8 − 4, so 2,
	 * of a mean 1; between (16+16+4+4)/3. Noise: 1/3 · 1/(40/3) = 1/40. */
	const double d[] = {5, -5, 3, -3, 3, -3, 1, -1}, index[] = {4, -4, 2, -2};
	/* Nothing but differences within: nothing is believed. */
	const double e[] = {1, -1, 1, -1, -1, 1, -1, 1}, small[] = {0.01, -0.01, 0.01, -0.01};
	const double none[] = {0, 0, 0, 0};

	(void)state;
	assert_double(seasonal_credence(d, 8, 4, index), 1 - 1.0 / 40);
	assert_double(seasonal_credence(e, 8, 4, small), 0);
	assert_double(seasonal_credence(e, 8, 4, none), 0);
	assert_double(seasonal_credence(d, 4, 4, index), 0);
}

static void a_level_that_jumps_is_followed(void **state)
{
	/* From 0 to 10: the fastest smoothing fits best, and is 0.01 of the jump behind. */
	const double y[] = {0, 0, 0, 0, 10, 10, 10};

	(void)state;
	assert_double_near(smoothing_level(&smoothing, y, 7), 10, 1e-5);
}

static void a_level_among_noise_is_its_mean(void **state)
{
	/* The slowest smoothing fits best; with the best beginning it stays near the mean. */
	const double y[] = {9, 11, 9, 11, 9, 11, 9, 11};
	double level = smoothing_level(&smoothing, y, 8);

	(void)state;
	assert_true(fabs(level - 10) < 0.05);
	assert_double(smoothing_level(&smoothing, y, 1), 9);
}

static void far_from_0_smoothing_is_as_exact(void **state)
{
	const double y[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};
	double far[11];

	(void)state;
	for (int i = 0; i < 11; i++)
		far[i] = y[i] + 1e8;
	assert_double_near(smoothing_level(&smoothing, far, 11) - 1e8,
		smoothing_level(&smoothing, y, 11), 1e-6);
	assert_double_near(
		damped_fit(&damping, far, 11).level - 1e8, damped_fit(&damping, y, 11).level, 1e-6);
}

static void a_damped_trend_is_found_again(void **state)
{
	/* 100 + 10 · (0.95 + 0.95² + …) */
	double y[30], level = 100, slope = 10;
	struct damped damped;

	(void)state;
	for (int t = 0; t < 30; t++) {
		slope *= 0.95;
		level += slope;
		y[t] = level;
	}
	damped = damped_fit(&damping, y, 30);
	assert_double_near(damped.level, level, 1e-9);
	assert_double_near(damped.slope, slope, 1e-9);
	assert_double_near(damped_at(&damped, 2), level + slope * 0.95 + slope * 0.95 * 0.95, 1e-9);
}

static void theta_goes_half_as_fast_as_the_line(void **state)
{
	/* The line is 2 + 3t; nothing deviates, so both halves begin at the last figure, 14, if the
	 * smoothing keeps up: the figures with doubled deviations are the line itself. */
	const double y[] = {2, 5, 8, 11, 14};
	double room[5];
	struct theta theta = theta_fit(&smoothing, y, 5, room);

	(void)state;
	assert_double(theta.slope, 3);
	assert_double(theta.intercept, 2);
	assert_double(theta_at(&theta, 2) - theta_at(&theta, 1), 1.5);
	assert_double_near(theta_at(&theta, 2), (theta.level + 20) / 2, 1e-12);
	assert_double_near(theta.level, 14, 0.01);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_quarterly_pattern_is_seasonal),
		cmocka_unit_test(a_constant_or_short_series_is_not_seasonal),
		cmocka_unit_test(an_even_year_is_centred_by_half_figures),
		cmocka_unit_test(an_odd_year_has_a_middle),
		cmocka_unit_test(indices_are_means_by_period_and_centred),
		cmocka_unit_test(indices_are_believed_as_far_as_they_stand_out),
		cmocka_unit_test(a_level_that_jumps_is_followed),
		cmocka_unit_test(a_level_among_noise_is_its_mean),
		cmocka_unit_test(far_from_0_smoothing_is_as_exact),
		cmocka_unit_test(a_damped_trend_is_found_again),
		cmocka_unit_test(theta_goes_half_as_fast_as_the_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
