/* Projections by forecasts. Expected forecasts: printed by tests/reference/forecast.py. */
#include "world.h"

static const double season[] = {-12, -20, 5, 3, 8, 10, -4, -6, 7, 2, 1, 6};

static double noise(int t)
{
	return (t * t * 7 + t * 3) % 11 - 5;
}

static double rising(int t)
{
	return 100 + t + season[t % 12] + noise(t) / 2;
}

static double sum_of_rising(int first, int count)
{
	double sum = 0;

	for (int t = first; t < first + count; t++)
		sum += rising(t);
	return sum;
}

/* A monthly series whose first `count` figures are rising(0), rising(1), …; as cumulated figures
 * for a ytd. */
static struct indicator *add_rising(
	struct world *world, enum kind kind, const char *first, size_t count)
{
	struct indicator *indicator = add_indicator(world, "x", kind, "亿元");
	double figures[120], sum = 0;

	for (size_t t = 0; t < count; t++) {
		bool january = (period_number(indicator, first) + (int)t) % 12 == 0;

		sum = january ? rising((int)t) : sum + rising((int)t);
		figures[t] = kind == KIND_YTD ? sum : rising((int)t);
	}
	add_figures(world, indicator, "", first, count, figures);
	return indicator;
}

static struct verdict judge_rising(void **state, enum kind kind, const char *target,
	const char *first, size_t count, const char *today)
{
	struct world *world = *state;
	struct indicator *indicator;

	world->book.series.count = 0;
	indicator = add_rising(world, kind, first, count);
	add_target(world, indicator, target);
	return judge(world, indicator, today);
}

/* The means of the six forecasts after rising(0) … rising(47). */
static const double rest = 133.231229845 + 123.058265683 + 153.49382529 + 151.750563933 +
			   157.810467844 + 161.963688478;

static void three_years_of_months_are_projected_by_forecasts(void **state)
{
	struct verdict verdict = judge_rising(
		state, KIND_FLOW, "total >= 1700 in 2024", "2020-07", 48, "2024-07-10");

	assert_double_near(verdict.projection, sum_of_rising(42, 6) + rest, 1e-11);
	assert_int_equal(verdict.known, 6);
}

static void cumulated_figures_are_projected_as_their_flows(void **state)
{
	struct verdict verdict =
		judge_rising(state, KIND_YTD, "total >= 1700 in 2024", "2020-01", 54, "2024-07-10");

	assert_double_near(verdict.projection,
		judge_rising(state, KIND_FLOW, "total >= 1700 in 2024", "2020-01", 54, "2024-07-10")
			.projection,
		1e-9);
}

static void without_backtests_the_table_says_how_sure_that_is(void **state)
{
	double centre;
	struct verdict verdict = judge_rising(
		state, KIND_FLOW, "total >= 1700 in 2024", "2020-07", 48, "2024-07-10");

	assert_double(verdict.low, verdict.projection * (1 - 0.068));
	centre = 0.85 * verdict.projection + 0.15 * verdict.so_far / verdict.share;
	assert_double(
		verdict.chance, 0.5 * erfc((1700 - centre) / (centre * 0.068 / 1.2816) / sqrt(2)));
}

static void less_than_three_years_are_projected_by_their_share(void **state)
{
	/* 35 months: one whole year, 2022 */
	struct verdict verdict = judge_rising(
		state, KIND_FLOW, "total >= 1700 in 2023", "2021-01", 35, "2023-12-10");
	double share = (sum_of_rising(0, 11) / sum_of_rising(0, 12) +
			       sum_of_rising(12, 11) / sum_of_rising(12, 12)) /
		       2;

	assert_double(verdict.share, share);
	assert_double(verdict.projection, sum_of_rising(24, 11) / share);
	assert_double_near(verdict.high, verdict.projection * 1.019, 1e-9);
}

static void a_gap_begins_the_three_years_anew(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_rising(world, KIND_FLOW, "2020-01", 54);
	struct verdict verdict;

	world->book.series.item[0].value[20] = NAN; /* 33 months ago */
	add_target(world, indicator, "total >= 1700 in 2024");
	verdict = judge(world, indicator, "2024-07-10");
	assert_double(verdict.projection, sum_of_rising(48, 6) / verdict.share);
}

static void the_error_is_that_of_the_same_projection_in_earlier_years(void **state)
{
	/* 2019 to mid 2024: 2022 and 2023 have three years before them. */
	struct verdict of_2022 = judge_rising(
		state, KIND_FLOW, "total >= 9999 in 2022", "2019-01", 42, "2022-07-10");
	struct verdict of_2023 = judge_rising(
		state, KIND_FLOW, "total >= 9999 in 2023", "2019-01", 54, "2023-07-10");
	struct verdict verdict = judge_rising(
		state, KIND_FLOW, "total >= 1700 in 2024", "2019-01", 66, "2024-07-10");
	double a = sum_of_rising(36, 12) / of_2022.projection - 1;
	double b = sum_of_rising(48, 12) / of_2023.projection - 1;
	double error = sqrt((a * a + b * b) / 2), t, centre;

	/* Student's t with two degrees of freedom: F(t) = ½ + t / (2 √(2 + t²)), 80 % in ± 1.8856
	 */
	assert_true(error > 0.002);
	assert_double_near(verdict.low, verdict.projection * (1 - 1.8856181 * error), 1e-9);
	centre = 0.85 * verdict.projection + 0.15 * verdict.so_far / verdict.share;
	t = (centre - 1700) / (centre * error);
	assert_double_near(verdict.chance, 0.5 + t / (2 * sqrt(2 + t * t)), 1e-9);
}

static void no_error_is_taken_to_be_less_than_a_fifth_of_a_percent(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_FLOW, "件");
	double figures[54];
	struct verdict verdict;

	for (size_t i = 0; i < 54; i++)
		figures[i] = 5;
	add_figures(world, indicator, "", "2020-01", 54, figures);
	add_target(world, indicator, "total >= 61 in 2024");
	verdict = judge(world, indicator, "2024-07-10");
	assert_double(verdict.projection, 60);
	assert_double_near(verdict.high, 60 * (1 + 0.002 * 3.0776835), 1e-9);
	assert_status(verdict, VERDICT_OFF_TRACK, REASON_PACE);
}

static void a_share_is_tested_on_earlier_years_too(void **state)
{
	struct verdict verdict = judge_rising(
		state, KIND_FLOW, "total >= 1700 in 2023 pace=share", "2019-01", 54, "2023-07-10");
	double half = 0, error;

	for (int year = 0; year < 3; year++)
		half += sum_of_rising(12 * year, 6) / sum_of_rising(12 * year, 12) / 3;
	error = sum_of_rising(36, 12) / (sum_of_rising(36, 6) / half) - 1;
	assert_double(verdict.projection, sum_of_rising(48, 6) / verdict.share);
	assert_double_near(verdict.low, verdict.projection * (1 - 3.0776835 * fabs(error)), 1e-9);
}

static void a_plan_is_never_tested_on_earlier_years(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_RATIO, "%"), *indicator;
	struct verdict verdict;

	indicator = add_rising(world, KIND_FLOW, "2019-01", 66);
	FIGURES(world, plan, "", "2024-06", 50);
	add_target(world, indicator, "total >= 1700 in 2024 pace=plan");
	verdict = judge(world, indicator, "2024-07-10");
	assert_double(verdict.projection, 2 * sum_of_rising(60, 6));
	assert_double(verdict.high, verdict.projection * 1.088);
}

static void an_average_is_projected_from_its_figures(void **state)
{
	struct verdict verdict = judge_rising(
		state, KIND_RATIO, "average >= 140 in 2024", "2020-07", 48, "2024-07-10");

	assert_double_near(verdict.projection, (sum_of_rising(42, 6) + rest) / 12, 1e-11);
}

static void growth_is_projected_as_a_total(void **state)
{
	struct verdict verdict =
		judge_rising(state, KIND_FLOW, "growth >= 6% in 2024", "2020-07", 48, "2024-07-10");

	assert_double_near(verdict.projection, sum_of_rising(42, 6) + rest, 1e-11);
	assert_double(verdict.goal, 1.06 * sum_of_rising(30, 12));
}

/* Targets of one series share what they ask in common, and nothing else. */
static void each_target_is_projected_as_if_it_were_the_only_one(void **state)
{
	static const char *const targets[] = {"total >= 1700 in 2023", "growth >= 2% in 2023",
		"total >= 1700 in 2023 pace=linear", "average >= 140 in 2023",
		"total within 1500..1700 in 2023 pace=plan", "total >= 1800 in 2023 pace=plan",
		"total <= 1750 in 2023"};
	const size_t count = sizeof(targets) / sizeof(*targets);
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_RATIO, "亿元");
	struct indicator *together = add_rising(world, KIND_FLOW, "2019-01", 54), *alone;
	struct verdicts all, one;

	FIGURES(world, plan, "", "2023-06", 800);
	for (size_t i = 0; i < count; i++)
		add_target(world, together, targets[i]);
	all = judge_all(world, together, "2023-07-10");
	assert_int_equal(all.count, count);
	for (size_t i = 0; i < count; i++) {
		alone = add_rising(world, KIND_FLOW, "2019-01", 54);
		add_target(world, alone, targets[i]);
		one = judge_all(world, alone, "2023-07-10");
		assert_int_equal(one.item[0].status, all.item[i].status);
		assert_true(!isnan(one.item[0].projection));
		assert_true(one.item[0].projection == all.item[i].projection);
		assert_true(one.item[0].low == all.item[i].low);
		assert_true(one.item[0].share == all.item[i].share);
		assert_true(one.item[0].chance == all.item[i].chance);
	}
}

static void a_year_without_january_has_eleven_points(void **state)
{
	static const double rest_of_year[] = {329.622598811, 325.19124838, 337.480690238,
		340.193477105, 345.907391807, 356.640762715, 356.520688195, 374.240753613,
		367.703215488, 378.964143};
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_YTD, "亿元");
	double figures[60], sum = 0;
	struct verdict verdict;
	size_t count = 0;

	for (int t = 0; t < 45; t++) {
		double flow = 200 + 3 * t + (t % 11 == 0 ? 90 : 4 * (t % 11)) + noise(t);

		if (t % 11 == 0 && t > 0)
			figures[count++] = NAN;
		sum = t % 11 == 0 ? flow : sum + flow;
		figures[count++] = sum;
	}
	indicator->combined = true;
	add_figures(world, indicator, "", "2020-02", count, figures);
	add_target(world, indicator, "total >= 4000 in 2024");
	verdict = judge(world, indicator, "2024-03-10");
	assert_int_equal(verdict.known, 2);
	sum = verdict.so_far;
	for (size_t i = 0; i < 10; i++)
		sum += rest_of_year[i];
	assert_double_near(verdict.projection, sum, 1e-11);
}

/* The table of docs/METHODS.md §6, whose rows go by the years that the series has before. */
static void each_month_has_its_spread_for_each_way_to_project(void **state)
{
	static const double percent[][11] = {
		{24.3, 21.5, 16.3, 14.3, 11.0, 8.8, 6.9, 5.9, 4.5, 3.2, 1.8},
		{23.9, 17.4, 14.6, 12.6, 11.2, 9.3, 7.9, 6.3, 4.6, 3.1, 2.0},
		{20.5, 15.3, 12.3, 10.2, 9.1, 7.6, 6.2, 5.1, 3.9, 2.7, 1.9},
		{13.7, 12.4, 11.3, 9.9, 8.1, 6.8, 5.5, 4.8, 3.4, 2.5, 1.4}};

	for (int years = 0; years < 4; years++) {
		for (int month = 1; month <= 11; month++) {
			char first[24], today[24];
			struct verdict verdict;

			snprintf(first, sizeof(first), "%d-01", 2024 - years);
			snprintf(today, sizeof(today), "2024-%02d-28", month + 1);
			verdict = judge_rising(state, KIND_FLOW, "total >= 1700 in 2024", first,
				(size_t)(12 * years + month), today);
			assert_int_equal(verdict.known, month);
			assert_double_near(100 * (verdict.high / verdict.projection - 1),
				percent[years][month - 1], 1e-9);
		}
	}
}

/* Counted in ten thousand times the unit, figures and goals are as many times smaller: chances and
 * shares are not. */
static void the_size_of_the_unit_makes_no_difference(void **state)
{
	static const char *const targets[][2] = {{"total >= 1700 in 2024", "total >= 0.17 in 2024"},
		{"total <= 1700 in 2024", "total <= 0.17 in 2024"},
		{"average >= 140 in 2024", "average >= 0.014 in 2024"},
		{"total >= 1700 in 2024 pace=linear", "total >= 0.17 in 2024 pace=linear"}};
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(targets) / sizeof(*targets); i++) {
		struct verdict large =
			judge_rising(state, KIND_FLOW, targets[i][0], "2019-01", 66, "2024-07-10");
		struct verdict small;
		struct indicator *indicator;

		world->book.series.count = 0;
		indicator = add_rising(world, KIND_FLOW, "2019-01", 66);
		for (size_t t = 0; t < 66; t++)
			world->book.series.item[0].value[t] /= 10000;
		add_target(world, indicator, targets[i][1]);
		small = judge(world, indicator, "2024-07-10");
		assert_int_equal(small.status, large.status);
		assert_double_near(small.chance, large.chance, 1e-9);
		assert_double_near(small.share, large.share, 1e-12);
		assert_double_near(small.linear_gap, large.linear_gap, 1e-9);
		assert_double_near(10000 * small.projection, large.projection, 1e-8);
		assert_double_near(10000 * small.low, large.low, 1e-8);
		assert_double_near(10000 * small.needed, large.needed, 1e-8);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(three_years_of_months_are_projected_by_forecasts),
		world_test(cumulated_figures_are_projected_as_their_flows),
		world_test(without_backtests_the_table_says_how_sure_that_is),
		world_test(less_than_three_years_are_projected_by_their_share),
		world_test(a_gap_begins_the_three_years_anew),
		world_test(the_error_is_that_of_the_same_projection_in_earlier_years),
		world_test(no_error_is_taken_to_be_less_than_a_fifth_of_a_percent),
		world_test(a_share_is_tested_on_earlier_years_too),
		world_test(a_plan_is_never_tested_on_earlier_years),
		world_test(an_average_is_projected_from_its_figures),
		world_test(growth_is_projected_as_a_total),
		world_test(each_target_is_projected_as_if_it_were_the_only_one),
		world_test(a_year_without_january_has_eleven_points),
		world_test(each_month_has_its_spread_for_each_way_to_project),
		world_test(the_size_of_the_unit_makes_no_difference),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
