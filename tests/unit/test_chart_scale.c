#include "unit.h"

#include "output/chart_scale.h"

static struct arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void assert_ticks(const struct scale *scale, const double *ticks, size_t count)
{
	assert_int_equal(scale->ticks, count);
	for (size_t i = 0; i < count; i++)
		assert_double(scale->tick[i], ticks[i]);
}

static void bars_stand_on_zero(void **state)
{
	struct scale scale = scale_make(40, 100, true, 0);
	const double ticks[] = {0, 20, 40, 60, 80, 100};

	(void)state;
	assert_double(scale.low, 0);
	assert_true(scale.high > 100);
	assert_false(scale.broken);
	assert_ticks(&scale, ticks, 6);
}

static void negative_bars_hang_from_zero(void **state)
{
	struct scale scale = scale_make(-9, -3, true, 0);

	(void)state;
	assert_double(scale.high, 0);
	assert_true(scale.low < -9);
}

static void a_line_far_from_zero_has_a_broken_axis(void **state)
{
	struct scale scale = scale_make(5341, 8617, false, 3);
	const double ticks[] = {6000, 7000, 8000};

	(void)state;
	assert_true(scale.broken);
	assert_ticks(&scale, ticks, 3);
}

static void a_line_near_zero_gets_it_for_nothing(void **state)
{
	struct scale scale = scale_make(10, 90, false, 0);

	(void)state;
	assert_double(scale.low, 0);
	assert_false(scale.broken);
}

static void ticks_are_exact_decimals(void **state)
{
	struct scale scale = scale_make(1.31, 1.67, false, 2);

	(void)state;
	assert_int_equal(scale.places, 1);
	assert_true(scale.tick[0] == 1.3 && scale.tick[1] == 1.4 && scale.tick[2] == 1.5);
}

static void figures_without_decimals_get_ticks_without(void **state)
{
	struct scale scale = scale_make(3, 4, false, 0);

	(void)state;
	assert_int_equal(scale.places, 0);
	assert_double(scale.tick[0], 3);
	assert_double(scale.tick[1], 4);
}

static void equal_figures_stand_in_the_middle(void **state)
{
	struct scale scale = scale_make(3, 3, false, 0);

	(void)state;
	assert_double((scale.low + scale.high) / 2, 3);
	assert_true(scale.ticks >= 1);
}

static void nothing_but_zeros_stands_on_the_axis(void **state)
{
	struct scale bars = scale_make(0, 0, true, 0), line = scale_make(0, 0, false, 0);

	(void)state;
	assert_double(bars.low, 0);
	assert_double(line.low, 0);
	assert_true(bars.high >= 1 && line.high >= 1);
}

static bool is_round(double step)
{
	double mantissa = step / pow(10, floor(log10(step) + 1e-9));

	return fabs(mantissa - 1) < 1e-6 || fabs(mantissa - 2) < 1e-6 ||
	       fabs(mantissa - 2.5) < 1e-6 || fabs(mantissa - 5) < 1e-6;
}

static void check_axis(double low, double high, bool bars)
{
	struct scale scale = scale_make(low, high, bars, 15);
	double size = scale.high - scale.low;

	assert_true(scale.low <= low && scale.high >= high);
	assert_true(scale.ticks >= 2 && scale.ticks <= SCALE_TICKS);
	assert_true(scale.tick[0] >= scale.low - size * 1e-9);
	assert_true(scale.tick[scale.ticks - 1] <= scale.high + size * 1e-9);
	if (size > 1e-9 * fabs(high)) /* below that the steps are lost in the ticks' own digits */
		assert_true(is_round(scale.tick[1] - scale.tick[0]));
}

static void every_range_has_few_round_ticks_within(void **state)
{
	(void)state;
	for (int exponent = -12; exponent < 29; exponent++) {
		for (double from = -4; from < 5; from += 0.37) {
			double unit = pow(10, exponent);

			check_axis(from * unit, (from + 1.3) * unit, false);
			check_axis(from * unit, (from + 0.01) * unit, false);
			check_axis(from * unit, (from + 7) * unit, true);
		}
	}
}

static void figures_beyond_fifteen_decimals_go_without_ticks(void **state)
{
	struct scale scale = scale_make(2e-20, 3e-20, false, 15);

	(void)state;
	assert_int_equal(scale.ticks, 0);
	assert_true(scale.low < scale.high);
}

static void a_tiny_range_far_from_zero_keeps_its_decimals(void **state)
{
	struct scale scale = scale_make(99.9999981, 100.0000019, false, 7);

	(void)state;
	assert_int_equal(scale.places, 6);
	assert_str_equal(scale_number(&arena, scale.tick[0], scale_tick_notation(&scale, false)),
		"99.999998");
}

static const struct notation two = {2, 0, ""};

static void a_negative_number_has_a_real_minus(void **state)
{
	(void)state;
	assert_str_equal(scale_number(&arena, -1234.5, two), "−1,234.50");
}

static void what_rounds_to_nothing_has_no_sign(void **state)
{
	(void)state;
	assert_str_equal(scale_number(&arena, -0.004, two), "0.00");
	assert_str_equal(scale_number(&arena, -0.0, two), "0.00");
}

static void halves_are_rounded_away_from_zero(void **state)
{
	(void)state;
	assert_str_equal(scale_number(&arena, 2.675, two), "2.68");
	assert_str_equal(scale_number(&arena, -2.675, two), "−2.68");
}

static void long_numbers_get_a_word(void **state)
{
	(void)state;
	assert_str_equal(scale_number(&arena, 1.7133e12, scale_notation(1.7133e12, 0, 9, false)),
		"1.7133万亿");
	assert_str_equal(scale_number(&arena, 1.7133e12, scale_notation(1.7133e12, 0, 9, true)),
		"1.7133 tn");
	assert_str_equal(
		scale_number(&arena, 2.5e10, scale_notation(2.5e10, 0, 9, false)), "250.00亿");
	assert_str_equal(
		scale_number(&arena, 2.5e7, scale_notation(2.5e7, 0, 7, true)), "25.000 m");
}

static void numbers_that_fit_stay_as_they_are(void **state)
{
	(void)state;
	assert_str_equal(scale_number(&arena, 123456789, scale_notation(123456789, 0, 9, false)),
		"123,456,789");
}

static void ticks_of_long_numbers_have_no_useless_decimals(void **state)
{
	struct scale scale = scale_make(1.2e12, 1.75e12, false, 0);

	(void)state;
	assert_str_equal(
		scale_number(&arena, scale.tick[0], scale_tick_notation(&scale, false)), "1.2万亿");
}

static void five_digits_are_enough_for_a_label(void **state)
{
	(void)state;
	assert_int_equal(scale_places(8616.599, 3), 1);
	assert_int_equal(scale_places(74.5, 1), 1);
	assert_int_equal(scale_places(123456, 6), 0);
	assert_int_equal(scale_places(0.012345678, 15), 6);
	assert_int_equal(scale_places(0, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bars_stand_on_zero),
		cmocka_unit_test(negative_bars_hang_from_zero),
		cmocka_unit_test(a_line_far_from_zero_has_a_broken_axis),
		cmocka_unit_test(a_line_near_zero_gets_it_for_nothing),
		cmocka_unit_test(ticks_are_exact_decimals),
		cmocka_unit_test(figures_without_decimals_get_ticks_without),
		cmocka_unit_test(equal_figures_stand_in_the_middle),
		cmocka_unit_test(nothing_but_zeros_stands_on_the_axis),
		cmocka_unit_test(every_range_has_few_round_ticks_within),
		cmocka_unit_test(figures_beyond_fifteen_decimals_go_without_ticks),
		cmocka_unit_test(a_tiny_range_far_from_zero_keeps_its_decimals),
		cmocka_unit_test(a_negative_number_has_a_real_minus),
		cmocka_unit_test(what_rounds_to_nothing_has_no_sign),
		cmocka_unit_test(halves_are_rounded_away_from_zero),
		cmocka_unit_test(long_numbers_get_a_word),
		cmocka_unit_test(numbers_that_fit_stay_as_they_are),
		cmocka_unit_test(ticks_of_long_numbers_have_no_useless_decimals),
		cmocka_unit_test(five_digits_are_enough_for_a_label),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
