#include "world.h"

static const double Q80 = 1.2816;

static double normal(double deviations)
{
	return 0.5 * erfc(-deviations / sqrt(2));
}

/* A year-to-date series with `years` of history from 2024 back, each with the same share of 100
 * after five months, and `so_far` after five months of 2024. */
static struct verdict after_five_months(
	void **state, const char *target, size_t years, const double *shares, double so_far)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "trade", KIND_YTD, "亿元");
	double figures[60];
	size_t count = 0;

	for (size_t year = 0; year < years; year++)
		for (int month = 1; month <= 12; month++)
			figures[count++] = month == 5 ? shares[year] : month == 12 ? 100 : NAN;
	for (int month = 1; month < 5; month++)
		figures[count++] = NAN;
	figures[count++] = so_far;
	indicator->has_since = true;
	indicator->since = (54 - (int)years) * 12;
	add_figures(world, indicator, "",
		str_c(&world->arena, str_printf(&world->arena, "%d-01", 2024 - (int)years)), count,
		figures);
	add_target(world, indicator, target);
	return judge(world, indicator, "2024-06-25");
}

static void the_linear_pace_is_printed_in_points(void **state)
{
	/* published: 47.5 % of a year's budget at the end of May is 5.83 points ahead of time */
	struct verdict verdict =
		after_five_months(state, "total >= 100 亿元 in 2024", 0, NULL, 47.5);

	assert_double(verdict.linear_gap, 47.5 - 500.0 / 12);
	assert_int_equal(verdict.known, 5);
	assert_int_equal(verdict.of, 12);
	assert_double(verdict.so_far, 47.5);
	assert_double(verdict.needed, 7.5);
	assert_nan(verdict.value);
	assert_int_equal(verdict.year, 54);
}

static void without_earlier_years_the_year_is_taken_to_be_even(void **state)
{
	struct verdict verdict =
		after_five_months(state, "total >= 100 亿元 in 2024", 0, NULL, 47.5);

	assert_status(verdict, VERDICT_ON_TRACK, REASON_PACE);
	assert_double(verdict.share, 5.0 / 12);
	assert_double(verdict.projection, 114);
	assert_double(verdict.low, 114 * 0.89);
	assert_double(verdict.high, 114 * 1.11);
	assert_double(verdict.chance, normal(14 / (114 * 0.11 / Q80)));
}

static void one_earlier_year_shows_the_share(void **state)
{
	struct verdict verdict =
		after_five_months(state, "total >= 100 亿元 in 2024", 1, (double[]){30}, 33);

	assert_double(verdict.share, 0.3);
	assert_double(verdict.projection, 110);
	assert_double(verdict.low, 110 * (1 - 0.112));
	assert_status(verdict, VERDICT_ON_TRACK, REASON_PACE);
}

static void the_latest_three_years_show_the_share(void **state)
{
	struct verdict verdict = after_five_months(
		state, "total >= 100 亿元 in 2024", 4, (double[]){90, 20, 30, 40}, 33);

	assert_double(verdict.share, 0.3);
	assert_double(verdict.low, 110 * (1 - 0.091));
}

static void a_fair_chance_is_at_risk(void **state)
{
	/* P = 98; 80 % of the totals lie within 9.1 % of it */
	struct verdict verdict =
		after_five_months(state, "total >= 100 亿元 in 2024", 2, (double[]){30, 30}, 29.4);

	assert_status(verdict, VERDICT_AT_RISK, REASON_PACE);
	assert_double(verdict.chance, normal(-2 / (98 * 0.091 / Q80)));
	assert_true(verdict.chance > 0.2);
}

static void a_poor_chance_is_off_track(void **state)
{
	struct verdict verdict =
		after_five_months(state, "total >= 100 亿元 in 2024", 2, (double[]){30, 30}, 27);

	assert_status(verdict, VERDICT_OFF_TRACK, REASON_PACE);
	assert_double(verdict.projection, 90);
	assert_true(verdict.chance < 0.2);
}

static void a_ceiling_has_the_mirrored_chance(void **state)
{
	struct verdict verdict =
		after_five_months(state, "total <= 100 亿元 in 2024", 2, (double[]){30, 30}, 29.4);

	assert_status(verdict, VERDICT_ON_TRACK, REASON_PACE);
	assert_double(verdict.chance, normal(2 / (98 * 0.091 / Q80)));
}

static void a_range_has_the_chance_between_its_ends(void **state)
{
	struct verdict verdict = after_five_months(
		state, "total within 99..110 亿元 in 2024", 2, (double[]){30, 30}, 29.4);
	double deviation = 98 * 0.091 / Q80;

	assert_status(verdict, VERDICT_AT_RISK, REASON_PACE);
	assert_double(verdict.chance, normal(12 / deviation) - normal(1 / deviation));
}

static void the_pace_may_be_linear(void **state)
{
	struct verdict verdict = after_five_months(
		state, "total >= 100 亿元 in 2024 pace=linear", 2, (double[]){30, 30}, 40);

	assert_double(verdict.projection, 96);
	assert_double(verdict.low, 96 * 0.89);
}

static void there_may_be_no_pace(void **state)
{
	assert_status(after_five_months(state, "total >= 100 亿元 in 2024 pace=none", 0, NULL, 1),
		VERDICT_ON_TRACK, REASON_NO_PACE);
}

static void a_plan_may_be_the_pace(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_YTD, "万元");
	struct indicator *indicator = add_indicator(world, "revenue", KIND_YTD, "亿元");
	struct verdict verdict;

	FIGURES(world, plan, "", "2024-01", 100000, 200000, 250000);
	FIGURES(world, indicator, "", "2024-01", 10, 20, 30);
	add_target(world, indicator, "total >= 100 in 2024 pace=plan");
	verdict = judge(world, indicator, "2024-04-25");
	assert_double(verdict.share, 0.25);
	assert_double(verdict.projection, 120);
}

static void a_plan_in_percent_is_the_share_itself(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_RATIO, "%");
	struct indicator *indicator = add_indicator(world, "revenue", KIND_YTD, "亿元");

	FIGURES(world, plan, "", "2024-03", 20);
	FIGURES(world, indicator, "", "2024-03", 30);
	add_target(world, indicator, "total >= 100 in 2024 pace=plan");
	assert_double(judge(world, indicator, "2024-04-25").projection, 150);
}

static void the_last_month_decides(void **state)
{
	struct verdict verdict = JUDGE(
		*state, KIND_YTD, "亿元", "total >= 100 in 2023", "2024-01-10", "2023-12", 100);

	assert_status(verdict, VERDICT_MET, REASON_DECIDED);
	assert_double(verdict.value, 100);
	assert_false(verdict.over);
}

static void a_total_of_flows_needs_them_all(void **state)
{
	assert_status(JUDGE(*state, KIND_FLOW, "件", "total >= 13 in 2023", "2024-01-10", "2023-01",
			      1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
		VERDICT_MISSED, REASON_DECIDED);
}

static void a_hole_in_the_flows_makes_the_total_stale(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_FLOW, "件", "total >= 13 in 2024", "2024-07-10",
		"2024-01", 1, 1, NAN, 1, 1);

	assert_status(verdict, VERDICT_STALE, REASON_OLD);
	assert_int_equal(verdict.known, 2);
	assert_int_equal(verdict.periods, 3);
	assert_int_equal(verdict.freshness, FRESH);
}

static void an_overdue_december_is_stale_not_missed(void **state)
{
	assert_status(JUDGE(*state, KIND_YTD, "亿元", "total >= 100 in 2023", "2024-01-26",
			      "2023-11", 50),
		VERDICT_STALE, REASON_OLD);
}

static void a_year_is_over_when_the_period_after_it_is_due(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_YTD, "亿元");

	FIGURES(world, indicator, "", "2023-12", 100);
	add_target(world, indicator, "total >= 100 in 2023");
	assert_false(judge(world, indicator, "2024-02-25").over);
	assert_true(judge(world, indicator, "2024-02-26").over);
	/* no January is published: it falls due with February */
	indicator->combined = true;
	assert_false(judge(world, indicator, "2024-02-26").over);
	assert_true(judge(world, indicator, "2024-03-26").over);
}

static void a_total_that_is_reached_stays_reached(void **state)
{
	struct verdict verdict =
		JUDGE(*state, KIND_YTD, "家", "total >= 2 in 2024", "2024-07-10", "2024-05", 1, 2);

	assert_status(verdict, VERDICT_MET, REASON_EARLY);
	assert_double(verdict.chance, 1);
}

static void after_a_negative_flow_it_may_be_lost_again(void **state)
{
	assert_status(JUDGE(*state, KIND_YTD, "家", "total >= 2 in 2024", "2024-07-10", "2024-04",
			      3, 2, 2),
		VERDICT_ON_TRACK, REASON_PACE);
}

static void a_ceiling_that_is_passed_is_missed(void **state)
{
	struct verdict verdict =
		JUDGE(*state, KIND_FLOW, "起", "total <= 2 in 2024", "2024-03-10", "2024-01", 1, 2);

	assert_status(verdict, VERDICT_MISSED, REASON_EARLY);
	assert_double(verdict.chance, 0);
}

static void growth_is_judged_as_a_total(void **state)
{
	/* 100 last year, so 106; 53 of it after half a year */
	struct verdict verdict = JUDGE(*state, KIND_YTD, "亿元", "growth >= 6% in 2024 pace=linear",
		"2024-07-10", "2023-12", 100, NAN, NAN, NAN, NAN, NAN, 53);

	assert_status(verdict, VERDICT_ON_TRACK, REASON_PACE);
	assert_double(verdict.goal, 106);
	assert_double(verdict.bound, 6);
	assert_double(verdict.projection, 106);
	assert_double_near(verdict.linear_gap, 0, 1e-12);
}

static void growth_of_a_whole_year_is_decided(void **state)
{
	struct verdict verdict =
		JUDGE(*state, KIND_YTD, "亿元", "growth >= 6% in 2024", "2025-01-10", "2023-12",
			100, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 105);

	assert_status(verdict, VERDICT_MISSED, REASON_DECIDED);
	assert_double(verdict.value, 5);
}

static void growth_in_the_first_year_is_not_due(void **state)
{
	assert_status(JUDGE(*state, KIND_YTD, "亿元", "growth >= 6% in 2024", "2024-07-10",
			      "2024-05", 10, 12),
		VERDICT_NOT_DUE, REASON_NO_EARLIER);
}

static void growth_from_nothing_is_only_more_or_less(void **state)
{
	assert_status(JUDGE(*state, KIND_YTD, "家", "growth > 0 in 2024", "2025-01-10", "2023-12",
			      0, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 1),
		VERDICT_MET, REASON_DECIDED);
}

static void growth_by_so_much_from_nothing_is_no_data(void **state)
{
	assert_status(JUDGE(*state, KIND_YTD, "家", "growth >= 6% in 2024", "2024-07-10", "2023-12",
			      0, NAN, NAN, NAN, NAN, NAN, 1),
		VERDICT_NO_DATA, REASON_NO_MEASURE);
}

static void growth_of_a_stock_is_a_level_by_the_end_of_the_year(void **state)
{
	/* from 200 to 220 in the year; 9 of 20 in half of it */
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "亿元", "growth >= 10% in 2024",
		"2024-07-10", "2023-12", 200, NAN, NAN, NAN, NAN, NAN, 209);

	assert_status(verdict, VERDICT_AT_RISK, REASON_LEVEL);
	assert_double(verdict.goal, 220);
	assert_double(verdict.ratio, 0.9);
	assert_nan(verdict.projection);
}

static void growth_of_a_stock_is_decided_by_the_last_figures(void **state)
{
	assert_double(
		JUDGE(*state, KIND_STOCK, "亿元", "growth >= 10% in 2024", "2025-01-10", "2023-12",
			200, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 220)
			.value,
		10);
}

static void an_average_counts_figures(void **state)
{
	/* 4 + 5 + 6 of 12 times 5 */
	struct verdict verdict = JUDGE(
		*state, KIND_RATIO, "%", "average >= 5% in 2024", "2024-04-10", "2024-01", 4, 5, 6);

	assert_status(verdict, VERDICT_ON_TRACK, REASON_PACE);
	assert_double(verdict.so_far, 5);
	assert_double(verdict.projection, 5);
	assert_double(verdict.needed, 5);
	assert_double(verdict.goal, 5);
	assert_double_near(verdict.linear_gap, 0, 1e-12);
}

static void an_average_without_january_has_eleven(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "growth", KIND_RATIO, "%");
	struct verdict verdict;

	indicator->combined = true;
	FIGURES(world, indicator, "", "2024-02", 4, 5);
	add_target(world, indicator, "average >= 6% in 2024");
	verdict = judge(world, indicator, "2024-04-10");
	assert_double(verdict.so_far, 4.5);
	assert_double(verdict.needed, (66.0 - 9) / 9);
	assert_double(verdict.linear_gap, 100 * (9.0 / 66 - 2.0 / 11));
}

static void a_february_that_holds_january_is_two_months(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "freight", KIND_FLOW, "万吨");
	struct verdict verdict;

	indicator->combined = true;
	FIGURES(world, indicator, "", "2024-02", 20);
	add_target(world, indicator, "total >= 120 in 2024");
	verdict = judge(world, indicator, "2024-03-10");
	assert_int_equal(verdict.known, 2);
	assert_double(verdict.projection, 120);
}

static void an_office_year_may_begin_in_april(void **state)
{
	struct world *world = *state;
	struct indicator *indicator;
	struct verdict verdict;

	world->catalogue.calendar.year_start = 4;
	indicator = add_indicator(world, "grants", KIND_FLOW, "件");
	FIGURES(world, indicator, "", "2024-03", 100, 10, 10, 10);
	add_target(world, indicator, "total >= 120 in 2024/25");
	verdict = judge(world, indicator, "2024-07-10");
	assert_double(verdict.so_far, 30);
	assert_int_equal(verdict.known, 3);
	assert_int_equal(verdict.deadline, period_number(indicator, "2025-03"));
}

static void a_quarter_is_as_sure_as_three_months(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "gdp", KIND_YTD, "亿元");
	struct verdict verdict;

	indicator->every = EVERY_QUARTER;
	FIGURES(world, indicator, "", "2024-Q1", 20, 50);
	add_target(world, indicator, "total >= 120 in 2024");
	verdict = judge(world, indicator, "2024-07-30");
	assert_double(verdict.projection, 100);
	assert_double(verdict.low, 100 * (1 - 0.088));
	assert_int_equal(verdict.of, 4);
}

static void an_annual_figure_is_decided_or_not_due(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "output", KIND_FLOW, "亿元");
	struct verdicts verdicts;

	indicator->every = EVERY_YEAR;
	FIGURES(world, indicator, "", "2022", 90, 110);
	add_target(world, indicator, "total >= 100 in every year");
	verdicts = judge_all(world, indicator, "2024-07-10");
	assert_int_equal(verdicts.count, 3);
	assert_status(verdicts.item[0], VERDICT_MISSED, REASON_DECIDED);
	assert_true(verdicts.item[0].over);
	assert_status(verdicts.item[1], VERDICT_MET, REASON_DECIDED);
	assert_false(verdicts.item[1].over);
	assert_status(verdicts.item[2], VERDICT_NOT_DUE, REASON_NO_PERIOD);
}

static void every_year_skips_years_without_figures(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_YTD, "家");
	double figures[26] = {1};
	struct verdicts verdicts;

	for (size_t i = 1; i < 24; i++)
		figures[i] = NAN;
	figures[24] = figures[25] = 1;
	add_figures(world, indicator, "", "2021-12", 26, figures);
	add_target(world, indicator, "total >= 1 in every year");
	verdicts = judge_all(world, indicator, "2024-01-31");
	assert_int_equal(verdicts.count, 3);
	assert_int_equal(verdicts.item[0].year, 51);
	assert_int_equal(verdicts.item[1].year, 53);
	assert_int_equal(verdicts.item[2].year, 54);
}

static void a_goal_of_zero_has_neither_gap_nor_chance(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_FLOW, "亿元", "total >= -12 in 2024",
		"2024-03-10", "2024-01", -1, 0.5);

	assert_status(verdict, VERDICT_ON_TRACK, REASON_PACE);
	assert_nan(verdict.linear_gap);
	assert_nan(verdict.chance);
	assert_nan(verdict.share);
	assert_double(verdict.projection, -3);
}

static void a_goal_below_zero_can_be_off_track(void **state)
{
	assert_status(JUDGE(*state, KIND_FLOW, "亿元", "total >= -12 in 2024", "2024-03-10",
			      "2024-01", -4, -4),
		VERDICT_OFF_TRACK, REASON_PACE);
}

static void a_projection_below_zero_is_sure_to_stay_under_a_ceiling(void **state)
{
	struct verdict verdict = JUDGE(
		*state, KIND_FLOW, "亿元", "total <= 100 in 2024", "2024-03-10", "2024-01", -4, 2);

	assert_status(verdict, VERDICT_ON_TRACK, REASON_PACE);
	assert_double(verdict.projection, -12);
	assert_double(verdict.chance, 1);
}

static void a_projection_below_zero_is_sure_to_miss_a_floor(void **state)
{
	struct verdict verdict = JUDGE(
		*state, KIND_FLOW, "亿元", "total >= 100 in 2024", "2024-03-10", "2024-01", -4, 2);

	assert_status(verdict, VERDICT_OFF_TRACK, REASON_PACE);
	assert_double(verdict.chance, 0);
}

static void months_of_nothing_in_earlier_years_tell_no_share(void **state)
{
	struct verdict verdict =
		after_five_months(state, "total >= 100 亿元 in 2024", 1, (double[]){0}, 50);

	assert_double(verdict.share, 5.0 / 12);
	assert_double(verdict.low, 120 * 0.89);
}

static void a_year_that_has_not_begun_is_not_due(void **state)
{
	assert_status(JUDGE(*state, KIND_YTD, "亿元", "total >= 100 in 2025", "2024-07-10",
			      "2024-05", 10, 12),
		VERDICT_NOT_DUE, REASON_NO_PERIOD);
}

static void a_year_without_its_first_figure_is_no_data_once_that_is_due(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_YTD, "亿元");

	FIGURES(world, indicator, "", "2023-12", 100);
	add_target(world, indicator, "total >= 100 in 2024");
	assert_status(judge(world, indicator, "2024-02-25"), VERDICT_NOT_DUE, REASON_NO_PERIOD);
	assert_status(judge(world, indicator, "2024-02-26"), VERDICT_NO_DATA, REASON_NO_VALUE);
}

static void a_year_that_began_before_the_figures_is_not_due(void **state)
{
	assert_status(JUDGE(*state, KIND_FLOW, "件", "total >= 10 in 2024", "2024-07-10", "2024-04",
			      1, 1, 1),
		VERDICT_NOT_DUE, REASON_NO_EARLIER);
}

static void a_cumulative_counts_from_zero_at_since(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "repaired", KIND_CUMULATIVE, "条");
	struct verdict verdict;

	indicator->has_since = true;
	indicator->since = period_number(indicator, "2024-01");
	FIGURES(world, indicator, "", "2024-03", 30);
	add_target(world, indicator, "total >= 120 in 2024");
	verdict = judge(world, indicator, "2024-04-10");
	assert_double(verdict.so_far, 30);
	assert_double(verdict.projection, 120);
}

static void a_bound_filed_once_stands_for_the_year(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_FLOW, "亿元");
	struct indicator *indicator = add_indicator(world, "revenue", KIND_YTD, "亿元");

	plan->every = EVERY_ONCE;
	FIGURES(world, plan, "", "2024-02", 240);
	FIGURES(world, indicator, "", "2024-01", 20, 40);
	add_target(world, indicator, "total >= plan in 2024");
	assert_double(judge(world, indicator, "2024-03-10").goal, 240);
}

static void a_projection_below_zero_is_sure_to_miss_a_range(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_FLOW, "件", "total within 10..20 in 2024",
		"2024-04-10", "2024-01", -5, 2, -3);

	assert_double(verdict.projection, -24);
	assert_double(verdict.chance, 0);
	assert_int_equal(verdict.status, VERDICT_OFF_TRACK);
}

static void a_plan_of_flows_is_added_up_for_the_pace(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_FLOW, "万元");
	struct indicator *once = add_indicator(world, "once", KIND_FLOW, "%");
	struct indicator *indicator = add_indicator(world, "revenue", KIND_FLOW, "亿元");
	struct verdicts verdicts;

	once->every = EVERY_ONCE;
	FIGURES(world, plan, "", "2024-01", 100000, 100000, 50000);
	FIGURES(world, once, "", "2024-02", 20);
	FIGURES(world, indicator, "", "2024-01", 10, 10, 10);
	add_target(world, indicator, "total >= 100 in 2024 pace=plan");
	add_target(world, indicator, "total >= 100 in 2024 pace=once");
	verdicts = judge_all(world, indicator, "2024-04-25");
	assert_double(verdicts.item[0].share, 0.25);
	assert_double(verdicts.item[0].projection, 120);
	assert_double(verdicts.item[1].share, 0.2);
	assert_double(verdicts.item[1].projection, 150);
}

static void figures_after_today_are_not_in_the_total(void **state)
{
	static const char *const targets[] = {"total >= 60 in 2024", "average >= 5 in 2024"};

	for (size_t i = 0; i < 2; i++) {
		struct world *world = *state;
		struct indicator *indicator =
			add_indicator(world, "x", i ? KIND_RATIO : KIND_FLOW, "%");
		struct verdicts verdicts = {0};

		world->book.series.count = 0;
		FIGURES(world, indicator, "", "2024-01", 4, 5, 6, 7, 8, 9);
		add_target(world, indicator, targets[i]);
		book_index(&world->arena, &world->book);
		verdict_judge(&world->arena, &world->book, indicator, day("2024-03-28"), &verdicts);
		assert_int_equal(verdicts.item[0].known, 3);
		assert_double(verdicts.item[0].so_far, i ? 5 : 15);
	}
}

static void the_interval_of_an_average_lies_around_its_projection(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_RATIO, "%", "average >= 5 in 2024",
		"2024-05-28", "2024-01", 4, 5, 6, 5);

	assert_double(verdict.projection, 5);
	assert_double(verdict.low, 5 * (1 - 0.143));
	assert_double(verdict.high, 5 * (1 + 0.143));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(the_linear_pace_is_printed_in_points),
		world_test(without_earlier_years_the_year_is_taken_to_be_even),
		world_test(one_earlier_year_shows_the_share),
		world_test(the_latest_three_years_show_the_share),
		world_test(a_fair_chance_is_at_risk),
		world_test(a_poor_chance_is_off_track),
		world_test(a_ceiling_has_the_mirrored_chance),
		world_test(a_range_has_the_chance_between_its_ends),
		world_test(the_pace_may_be_linear),
		world_test(there_may_be_no_pace),
		world_test(a_plan_may_be_the_pace),
		world_test(a_plan_in_percent_is_the_share_itself),
		world_test(the_last_month_decides),
		world_test(a_total_of_flows_needs_them_all),
		world_test(a_hole_in_the_flows_makes_the_total_stale),
		world_test(an_overdue_december_is_stale_not_missed),
		world_test(a_year_is_over_when_the_period_after_it_is_due),
		world_test(a_total_that_is_reached_stays_reached),
		world_test(after_a_negative_flow_it_may_be_lost_again),
		world_test(a_ceiling_that_is_passed_is_missed),
		world_test(growth_is_judged_as_a_total),
		world_test(growth_of_a_whole_year_is_decided),
		world_test(growth_in_the_first_year_is_not_due),
		world_test(growth_from_nothing_is_only_more_or_less),
		world_test(growth_by_so_much_from_nothing_is_no_data),
		world_test(growth_of_a_stock_is_a_level_by_the_end_of_the_year),
		world_test(growth_of_a_stock_is_decided_by_the_last_figures),
		world_test(an_average_counts_figures),
		world_test(an_average_without_january_has_eleven),
		world_test(a_february_that_holds_january_is_two_months),
		world_test(an_office_year_may_begin_in_april),
		world_test(a_quarter_is_as_sure_as_three_months),
		world_test(an_annual_figure_is_decided_or_not_due),
		world_test(every_year_skips_years_without_figures),
		world_test(a_goal_of_zero_has_neither_gap_nor_chance),
		world_test(a_goal_below_zero_can_be_off_track),
		world_test(a_projection_below_zero_is_sure_to_stay_under_a_ceiling),
		world_test(a_projection_below_zero_is_sure_to_miss_a_floor),
		world_test(months_of_nothing_in_earlier_years_tell_no_share),
		world_test(a_year_that_has_not_begun_is_not_due),
		world_test(a_year_without_its_first_figure_is_no_data_once_that_is_due),
		world_test(a_year_that_began_before_the_figures_is_not_due),
		world_test(a_cumulative_counts_from_zero_at_since),
		world_test(a_bound_filed_once_stands_for_the_year),
		world_test(a_projection_below_zero_is_sure_to_miss_a_range),
		world_test(a_plan_of_flows_is_added_up_for_the_pace),
		world_test(figures_after_today_are_not_in_the_total),
		world_test(the_interval_of_an_average_lies_around_its_projection),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
