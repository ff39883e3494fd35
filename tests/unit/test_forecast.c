/* Expected figures: printed by tests/reference/forecast.py, an independent way to compute them. */
#include "unit.h"

#include "analysis/forecast.h"

static const double season[] = {-12, -20, 5, 3, 8, 10, -4, -6, 7, 2, 1, 6};

static double noise(int t)
{
	return (t * t * 7 + t * 3) % 11 - 5;
}

static double rising(int t)
{
	return 100 + t + season[t % 12] + noise(t) / 2;
}

static void forecast_all(double (*figure)(int), size_t count, size_t year, size_t horizon,
	struct forecast *out, struct forecast_season *found)
{
	struct forecaster forecaster;
	struct arena arena;
	double x[200];

	for (size_t t = 0; t < count; t++)
		x[t] = figure((int)t);
	arena_init(&arena, NULL);
	forecaster_init(&forecaster, &arena);
	forecast_make(&forecaster,
		&(struct forecast_run){.figure = x, .count = count, .year = year}, horizon, out,
		found);
	arena_free(&arena);
}

static void assert_forecasts(const struct forecast *got, size_t count, const double (*expected)[4])
{
	for (size_t h = 0; h < count; h++) {
		assert_double_near(got[h].theta, expected[h][0], 1e-11);
		assert_double_near(got[h].damped, expected[h][1], 1e-11);
		assert_double_near(got[h].half_years, expected[h][2], 1e-11);
		assert_double_near(got[h].mean, expected[h][3], 1e-11);
	}
}

static void a_seasonal_series_goes_on_with_its_season(void **state)
{
	static const double expected[][4] = {
		{133.532770837, 133.354677193, 132.806241505, 133.231229845},
		{123.276689032, 123.294038824, 122.604069193, 123.058265683},
		{153.705745848, 153.910989561, 152.86474046, 153.49382529},
		{151.913809762, 152.257604624, 151.080277414, 151.750563933},
		{157.945534772, 158.409385796, 157.076482964, 157.810467844},
		{162.079790047, 162.625772291, 161.185503096, 161.963688478},
	};
	struct forecast got[6];
	struct forecast_season found;

	(void)state;
	forecast_all(rising, 48, 12, 6, got, &found);
	assert_forecasts(got, 6, expected);
	assert_true(found.seasonal);
	assert_true(found.logarithms);
}

static double plain(int t)
{
	return 50 + t / 2.0 + noise(t);
}

static void a_series_without_season_goes_on_without(void **state)
{
	static const double expected[][4] = {
		{67.9286824071, 68.1755253127, 69.0399549758, 68.3813875652},
		{68.223744609, 68.6696830002, 69.3404916991, 68.7446397694},
		{68.5200884743, 69.1424500554, 69.6423366841, 69.1016250712},
	};
	struct forecast got[3];
	struct forecast_season found;

	(void)state;
	forecast_all(plain, 40, 12, 3, got, &found);
	assert_forecasts(got, 3, expected);
	assert_false(found.seasonal);
}

static double negative(int t)
{
	return rising(t) - 120;
}

static void figures_below_0_are_taken_as_they_are(void **state)
{
	static const double expected[][4] = {
		{15.7535956326, 16.045010403, 14.4916965769, 15.4301008708},
		{7.23928166953, 7.99239847658, 5.9764867857, 7.06938897727},
		{32.7658495363, 33.9324558411, 31.5021588243, 32.7334880672},
	};
	struct forecast got[3];
	struct forecast_season found;

	(void)state;
	forecast_all(negative, 48, 12, 3, got, &found);
	assert_forecasts(got, 3, expected);
	assert_true(found.seasonal);
	assert_false(found.logarithms);
}

static double counted(int t)
{
	return fmax(0, noise(t));
}

static void figures_of_0_are_taken_as_they_are(void **state)
{
	static const double expected[][4] = {
		{1.00563583927, 0.984943173557, 1.06449932132, 1.01835944472},
		{1.0023056329, 0.983101744564, 1.0664834483, 1.01729694192},
		{0.998975426516, 0.98135238702, 1.06846757528, 1.01626512961},
	};
	struct forecast got[3];

	(void)state;
	forecast_all(counted, 40, 12, 3, got, NULL);
	assert_forecasts(got, 3, expected);
}

static double vanishing(int t)
{
	return fmax(0, 60 - 2.0 * t);
}

static double turning_negative(int t)
{
	return 60 - 2.0 * t;
}

static void what_was_never_negative_stays_so(void **state)
{
	struct forecast got[12];

	(void)state;
	forecast_all(vanishing, 40, 12, 12, got, NULL);
	for (size_t h = 0; h < 12; h++)
		assert_true(got[h].theta >= 0 && got[h].damped >= 0 && got[h].half_years >= 0);
	assert_double(got[11].theta, 0);
	forecast_all(turning_negative, 40, 12, 12, got, NULL);
	/* half as fast as the line: from −18 by 1 a period */
	assert_double_near(got[11].theta, -18 - 12, 0.001);
}

static double combined(int t)
{
	return 200 + 3 * t + (t % 11 == 0 ? 90 : 4 * (t % 11)) + noise(t);
}

static void a_year_of_eleven_is_always_seasonal(void **state)
{
	static const double expected[][4] = {
		{425.642827407, 425.943528197, 424.140296778, 425.242217461},
		{335.01524229, 335.340953465, 333.831643137, 334.729279631},
		{330.914226829, 331.233223769, 329.744142185, 330.630530928},
	};
	struct forecast got[12];
	struct forecast_season found;

	(void)state;
	forecast_all(combined, 44, FORECAST_COMBINED, 12, got, &found);
	assert_forecasts(got, 3, expected);
	assert_double_near(got[11].mean, 448.810406359, 1e-11); /* the next January to February */
	assert_true(found.seasonal);
}

static double quarterly(int t)
{
	static const double four[] = {9, -3, -8, 2};

	return 40 + t + four[t % 4] + noise(t) / 5;
}

static void quarters_have_a_season_of_four(void **state)
{
	static const double expected[][4] = {
		{71.7480759035, 71.8730976419, 66.0832750996, 69.9014828817},
		{56.7175361488, 57.2322624364, 52.2480583728, 55.3992856527},
		{51.1638440769, 51.9599378953, 47.1397707333, 50.0878509019},
		{64.4675478181, 65.8358169768, 59.4069081661, 63.2367576537},
		{74.8143390191, 76.7668251235, 68.9528374173, 73.5113338533},
	};
	struct forecast got[5];

	(void)state;
	forecast_all(quarterly, 20, 4, 5, got, NULL);
	assert_forecasts(got, 5, expected);
}

static double constant(int t)
{
	(void)t;
	return 100;
}

static double nothing(int t)
{
	(void)t;
	return 0;
}

static void a_constant_stays_what_it_is(void **state)
{
	struct forecast got[3];
	struct forecast_season found;

	(void)state;
	forecast_all(constant, 36, 12, 3, got, &found);
	assert_double(got[2].mean, 100);
	assert_false(found.seasonal);
	forecast_all(constant, 44, FORECAST_COMBINED, 3, got, &found);
	assert_double(got[2].mean, 100);
	forecast_all(nothing, 36, 12, 3, got, NULL);
	assert_double(got[2].mean, 0);
}

static double straight(int t)
{
	return -500 + 7.0 * t;
}

static void a_straight_line_goes_on_more_slowly(void **state)
{
	struct forecast got[12];

	(void)state;
	forecast_all(straight, 48, 1, 12, got, NULL);
	/* half as fast as the line, from the middle of the last half year */
	assert_double_near(got[11].theta, straight(47) + 12 * 3.5, 0.01);
	assert_double_near(got[11].half_years, straight(47) - 2.5 * 7 + 14.5 * 3.5, 0.01);
	/* the trend wears off: 7 in the last period, 7·0.95 in the next, … */
	assert_double_near(got[0].damped, straight(47) + 7 * 0.95, 0.01);
	assert_true(got[11].damped < straight(59) && got[11].damped > straight(55));
}

static double weekly(int t)
{
	return 30 + t % 3;
}

static void the_shortest_run_is_a_year(void **state)
{
	struct forecast got[2];

	(void)state;
	forecast_all(weekly, FORECAST_LEAST, 1, 2, got, NULL);
	for (size_t h = 0; h < 2; h++)
		assert_true(got[h].mean > 29 && got[h].mean < 33);
}

static double weak(int t)
{
	return 100 + noise(t) + season[t % 12] / 6;
}

/* A season that is not likely is not taken out either, so that there might be none in a year. */
static void a_season_that_is_not_likely_is_none(void **state)
{
	struct forecast got[3], without[3];
	struct forecast_season found;

	(void)state;
	forecast_all(weak, 48, 12, 3, got, &found);
	assert_false(found.seasonal);
	forecast_all(weak, 48, 1, 3, without, NULL);
	for (size_t h = 0; h < 3; h++)
		assert_double(got[h].mean, without[h].mean);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_seasonal_series_goes_on_with_its_season),
		cmocka_unit_test(a_series_without_season_goes_on_without),
		cmocka_unit_test(figures_below_0_are_taken_as_they_are),
		cmocka_unit_test(figures_of_0_are_taken_as_they_are),
		cmocka_unit_test(what_was_never_negative_stays_so),
		cmocka_unit_test(a_year_of_eleven_is_always_seasonal),
		cmocka_unit_test(quarters_have_a_season_of_four),
		cmocka_unit_test(a_constant_stays_what_it_is),
		cmocka_unit_test(a_straight_line_goes_on_more_slowly),
		cmocka_unit_test(the_shortest_run_is_a_year),
		cmocka_unit_test(a_season_that_is_not_likely_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
