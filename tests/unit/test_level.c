#include "world.h"

/* A level from 2023-12 (figure `base`) to the one of 2024-06, the target due in 2024-12. */
static struct verdict half_way(void **state, const char *target, double base, double figure)
{
	return JUDGE(*state, KIND_STOCK, "项", target, "2024-07-10", "2023-12", base, NAN, NAN, NAN,
		NAN, NAN, figure);
}

static void half_the_way_in_half_the_time_is_on_track(void **state)
{
	struct verdict verdict = half_way(state, "value >= 200 by 2024-12", 100, 150);

	assert_status(verdict, VERDICT_ON_TRACK, REASON_LEVEL);
	assert_double(verdict.ratio, 1);
	assert_int_equal(verdict.known, 6);
	assert_int_equal(verdict.of, 12);
	assert_double(verdict.value, 150);
	assert_double(verdict.goal, 200);
	assert_double(verdict.start, 100);
	assert_int_equal(verdict.start_period, (2023 - 1970) * 12 + 11);
	assert_double(verdict.so_far, 150);
	assert_true(verdict.has_deadline);
	assert_false(verdict.over);
}

static void ninety_five_percent_of_the_path_is_on_track(void **state)
{
	assert_status(half_way(state, "value >= 200 by 2024-12", 100, 147.5), VERDICT_ON_TRACK,
		REASON_LEVEL);
}

/* 0.0475 / 0.1 · 12 / 6 comes out as 0.9499999999999997. */
static void what_binary_fractions_lose_is_not_missing(void **state)
{
	assert_status(half_way(state, "value >= 0.2 by 2024-12", 0.1, 0.1475), VERDICT_ON_TRACK,
		REASON_LEVEL);
}

static void less_is_at_risk_down_to_sixty_percent(void **state)
{
	assert_status(half_way(state, "value >= 200 by 2024-12", 100, 147), VERDICT_AT_RISK,
		REASON_LEVEL);
	assert_status(half_way(state, "value >= 200 by 2024-12", 100, 130), VERDICT_AT_RISK,
		REASON_LEVEL);
}

static void below_sixty_percent_is_off_track(void **state)
{
	struct verdict verdict = half_way(state, "value >= 200 by 2024-12", 100, 129);

	assert_status(verdict, VERDICT_OFF_TRACK, REASON_LEVEL);
	assert_double(verdict.ratio, 0.58);
}

static void moving_away_is_the_wrong_way(void **state)
{
	struct verdict verdict = half_way(state, "value >= 200 by 2024-12", 100, 90);

	assert_status(verdict, VERDICT_OFF_TRACK, REASON_WRONG_WAY);
	assert_double(verdict.ratio, -0.2);
}

static void what_is_reached_before_the_deadline_is_on_track(void **state)
{
	assert_status(half_way(state, "value >= 200 by 2024-12", 100, 205), VERDICT_ON_TRACK,
		REASON_REACHED);
}

static void a_decrease_has_a_path_too(void **state)
{
	struct verdict verdict = half_way(state, "value <= 3 by 2024-12", 5, 4);

	assert_status(verdict, VERDICT_ON_TRACK, REASON_LEVEL);
	assert_double(verdict.ratio, 1);
}

static void a_base_may_be_below_zero(void **state)
{
	assert_double(half_way(state, "value >= 10 by 2024-12", -50, -20).ratio, 1);
}

static void zero_is_a_base(void **state)
{
	struct verdict verdict = half_way(state, "value >= 10 by 2024-12", 0, 4);

	assert_status(verdict, VERDICT_AT_RISK, REASON_LEVEL);
	assert_double(verdict.ratio, 0.8);
}

static void zero_is_a_target(void **state)
{
	assert_double(half_way(state, "value = 0 by 2024-12", 50, 20).ratio, 1.2);
}

static void a_base_that_meets_the_target_leaves_no_path(void **state)
{
	struct verdict verdict = half_way(state, "value >= 100 by 2024-12", 100, 99);

	assert_status(verdict, VERDICT_AT_RISK, REASON_LEVEL);
	assert_nan(verdict.ratio);
}

static void a_range_is_approached_from_its_nearer_end(void **state)
{
	struct verdict verdict = half_way(state, "value within 40..60 by 2024-12", 100, 80);

	assert_double(verdict.ratio, 1); /* from 100 to 60: 20 of 40 */
	assert_double(verdict.goal, 40);
	assert_double(verdict.goal_high, 60);
}

static void one_figure_has_no_pace(void **state)
{
	struct verdict verdict = JUDGE(
		*state, KIND_STOCK, "项", "value >= 200 by 2024-12", "2024-07-10", "2024-06", 100);

	assert_status(verdict, VERDICT_ON_TRACK, REASON_NO_PACE);
	assert_nan(verdict.ratio);
}

static void without_a_pace_it_is_on_track_until_the_deadline(void **state)
{
	assert_status(half_way(state, "value >= 4 by 2024-12 pace=none", 0, 1), VERDICT_ON_TRACK,
		REASON_NO_PACE);
}

static void a_base_may_be_given(void **state)
{
	/* 5 of 22 in 4 of 10 months */
	struct verdict verdict = JUDGE(*state, KIND_RATIO, "%",
		"value >= 100% by 2024-12 base=0@2024-02", "2024-07-10", "2024-06", 500.0 / 22);

	assert_status(verdict, VERDICT_OFF_TRACK, REASON_LEVEL);
	assert_double(verdict.ratio, 5.0 / 22 / 0.4);
	assert_int_equal(verdict.known, 4);
	assert_int_equal(verdict.of, 10);
}

static void growth_on_a_negative_base_is_on_its_way_if_it_rose(void **state)
{
	assert_status(
		JUDGE(*state, KIND_STOCK, "亿元", "yoy >= 0 by 2024-12", "2024-07-10", "2023-06",
			-10, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, -4),
		VERDICT_ON_TRACK, REASON_REACHED);
}

static void growth_on_a_negative_base_is_at_risk_if_it_fell(void **state)
{
	assert_status(
		JUDGE(*state, KIND_STOCK, "亿元", "yoy >= 0 by 2024-12", "2024-07-10", "2023-06",
			-4, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, -10),
		VERDICT_AT_RISK, REASON_LEVEL);
}

static void a_base_period_takes_its_figure(void **state)
{
	/* base 110 in 2024-02: 20 of 90 in 4 of 10 months */
	struct verdict verdict =
		JUDGE(*state, KIND_STOCK, "项", "value >= 200 by 2024-12 base=2024-02",
			"2024-07-10", "2024-01", 100, 110, 120, 125, 128, 130);

	assert_double(verdict.ratio, 20.0 / 90 / 0.4);
}

static void the_figure_of_the_deadline_decides(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "项", "value >= 200 by 2024-06",
		"2024-07-01", "2024-05", 210, 200);

	assert_status(verdict, VERDICT_MET, REASON_DECIDED);
	assert_double(verdict.value, 200);
}

static void what_was_reached_before_but_not_then_is_missed(void **state)
{
	assert_status(JUDGE(*state, KIND_STOCK, "项", "value >= 200 by 2024-06", "2024-07-01",
			      "2024-05", 210, 199.9),
		VERDICT_MISSED, REASON_DECIDED);
}

static void a_missed_deadline_stays_missed_when_figures_end(void **state)
{
	assert_status(JUDGE(*state, KIND_STOCK, "项", "value >= 200 by 2024-06", "2025-07-01",
			      "2024-06", 199),
		VERDICT_MISSED, REASON_DECIDED);
}

static void reached_later_is_met_late(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "项", "value >= 200 by 2024-06",
		"2024-10-01", "2024-06", 190, 195, 205, 190);

	assert_status(verdict, VERDICT_MET, REASON_LATE_REACHED);
	assert_int_equal(verdict.periods, 2);
	assert_double(verdict.value, 205);
}

static void an_absent_deadline_is_judged_by_the_first_figure_after_it(void **state)
{
	struct verdict verdict = JUDGE(
		*state, KIND_STOCK, "项", "value >= 22 by 2024-05", "2024-07-10", "2024-06", 5);

	assert_status(verdict, VERDICT_MISSED, REASON_LATE_FIRST);
	assert_int_equal(verdict.periods, 1);
	assert_double(verdict.value, 5);
}

static void an_absent_deadline_may_be_met_by_the_first_figure_after_it(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "项", "value >= 22 by 2024-05",
		"2024-07-10", "2024-04", 10, NAN, 22);

	assert_status(verdict, VERDICT_MET, REASON_LATE_FIRST);
	assert_int_equal(verdict.periods, 1);
}

static void an_overdue_deadline_without_any_later_figure_is_stale_not_missed(void **state)
{
	struct verdict verdict = JUDGE(
		*state, KIND_STOCK, "项", "value >= 200 by 2024-05", "2024-06-26", "2024-04", 100);

	assert_status(verdict, VERDICT_STALE, REASON_OLD);
	assert_int_equal(verdict.periods, 1);
}

static void on_the_last_day_of_the_lag_it_is_not_overdue(void **state)
{
	/* 31 May + 25 days = 25 June */
	assert_status(JUDGE(*state, KIND_STOCK, "项", "value >= 200 by 2024-05", "2024-06-25",
			      "2024-03", 100, 120),
		VERDICT_OFF_TRACK, REASON_LEVEL);
}

static void two_figures_late_are_stale_before_the_deadline(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "项", "value >= 200 by 2024-12",
		"2024-06-26", "2024-02", 100, 199);

	assert_status(verdict, VERDICT_STALE, REASON_OLD);
	assert_int_equal(verdict.periods, 2);
	assert_int_equal(verdict.freshness, STALE);
}

static void one_figure_late_is_a_note_only(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "项", "value >= 200 by 2024-12",
		"2024-06-26", "2024-02", 100, 110, 130);

	assert_int_equal(verdict.status, VERDICT_ON_TRACK);
	assert_int_equal(verdict.freshness, LATE);
	assert_int_equal(verdict.overdue, 1);
}

static void figures_after_today_are_not_looked_at(void **state)
{
	assert_status(JUDGE(*state, KIND_STOCK, "项", "value >= 200 by 2024-06", "2024-05-31",
			      "2024-04", 100, 150, 250),
		VERDICT_ON_TRACK, REASON_LEVEL);
}

static void a_figure_of_the_present_period_counts_before_it_is_due(void **state)
{
	assert_status(JUDGE(*state, KIND_STOCK, "项", "value >= 200 by 2024-06", "2024-06-02",
			      "2024-04", 100, 150, 250),
		VERDICT_MET, REASON_DECIDED);
}

static void quarters_have_deadlines(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "treaties", KIND_CUMULATIVE, "个");

	indicator->every = EVERY_QUARTER;
	FIGURES(world, indicator, "", "2024-Q1", 1, 2);
	add_target(world, indicator, "value >= 3 by 2024-Q4 base=0@2023-Q4");
	assert_double(judge(world, indicator, "2024-07-30").ratio, 2.0 / 3 / 0.5);
}

static void weeks_have_deadlines(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "reports", KIND_STOCK, "份");

	indicator->every = EVERY_WEEK;
	indicator->lag = 3;
	FIGURES(world, indicator, "", "2024-W20", 0, 1, 2, 3, 4);
	add_target(world, indicator, "value >= 10 by 2024-W30");
	assert_double(judge(world, indicator, "2024-06-17").ratio, 1);
}

static void a_fact_filed_once_decides_when_the_deadline_has_passed(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "listed_pct", KIND_RATIO, "%");

	indicator->every = EVERY_ONCE;
	FIGURES(world, indicator, "", "2024-06", 89.29);
	add_target(world, indicator, "value >= 100% by 2024-12");
	assert_status(judge(world, indicator, "2024-07-10"), VERDICT_ON_TRACK, REASON_NO_PACE);
	assert_status(judge(world, indicator, "2025-01-25"), VERDICT_ON_TRACK, REASON_NO_PACE);
	assert_status(judge(world, indicator, "2025-01-26"), VERDICT_MISSED, REASON_DECIDED);
}

static void a_plan_may_be_the_bound(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_STOCK, "万元");
	struct indicator *indicator = add_indicator(world, "credit", KIND_STOCK, "亿元");
	struct verdict verdict;

	plan->every = EVERY_ONCE;
	FIGURES(world, plan, "", "2024-01", 2000000); /* 200 亿元 */
	FIGURES(world, indicator, "", "2023-12", 100, NAN, NAN, NAN, NAN, NAN, 130);
	add_target(world, indicator, "value >= plan by 2024-12");
	verdict = judge(world, indicator, "2024-07-10");
	assert_double(verdict.ratio, 0.6);
	assert_double(verdict.bound, 200);
}

static void without_any_figure_there_is_no_data_once_one_is_due(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "new", KIND_STOCK, "项");

	indicator->has_since = true;
	indicator->since = period_number(indicator, "2024-05");
	add_target(world, indicator, "value >= 3 by 2024-12");
	assert_status(judge(world, indicator, "2024-06-25"), VERDICT_NOT_DUE, REASON_NO_PERIOD);
	assert_status(judge(world, indicator, "2024-06-26"), VERDICT_NO_DATA, REASON_NO_FIGURE);
}

static void a_gap_behind_an_absent_deadline_is_passed_over(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "项", "value >= 22 by 2024-03",
		"2024-07-10", "2024-02", 1, NAN, NAN, 5, 30);

	assert_int_equal(verdict.period, (2024 - 1970) * 12 + 5);
	assert_status(verdict, VERDICT_MET, REASON_LATE_REACHED);
	verdict = JUDGE(*state, KIND_STOCK, "项", "value >= 22 by 2024-03", "2024-07-10", "2024-02",
		1, NAN, NAN, 5, 6);
	assert_int_equal(verdict.period, (2024 - 1970) * 12 + 4);
	assert_double(verdict.value, 5);
	assert_status(verdict, VERDICT_MISSED, REASON_LATE_FIRST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(half_the_way_in_half_the_time_is_on_track),
		world_test(ninety_five_percent_of_the_path_is_on_track),
		world_test(what_binary_fractions_lose_is_not_missing),
		world_test(less_is_at_risk_down_to_sixty_percent),
		world_test(below_sixty_percent_is_off_track),
		world_test(moving_away_is_the_wrong_way),
		world_test(what_is_reached_before_the_deadline_is_on_track),
		world_test(a_decrease_has_a_path_too),
		world_test(a_base_may_be_below_zero),
		world_test(zero_is_a_base),
		world_test(zero_is_a_target),
		world_test(a_base_that_meets_the_target_leaves_no_path),
		world_test(a_range_is_approached_from_its_nearer_end),
		world_test(one_figure_has_no_pace),
		world_test(without_a_pace_it_is_on_track_until_the_deadline),
		world_test(a_base_may_be_given),
		world_test(a_base_period_takes_its_figure),
		world_test(the_figure_of_the_deadline_decides),
		world_test(what_was_reached_before_but_not_then_is_missed),
		world_test(a_missed_deadline_stays_missed_when_figures_end),
		world_test(reached_later_is_met_late),
		world_test(an_absent_deadline_is_judged_by_the_first_figure_after_it),
		world_test(an_absent_deadline_may_be_met_by_the_first_figure_after_it),
		world_test(an_overdue_deadline_without_any_later_figure_is_stale_not_missed),
		world_test(on_the_last_day_of_the_lag_it_is_not_overdue),
		world_test(two_figures_late_are_stale_before_the_deadline),
		world_test(one_figure_late_is_a_note_only),
		world_test(figures_after_today_are_not_looked_at),
		world_test(a_figure_of_the_present_period_counts_before_it_is_due),
		world_test(quarters_have_deadlines),
		world_test(weeks_have_deadlines),
		world_test(a_fact_filed_once_decides_when_the_deadline_has_passed),
		world_test(a_plan_may_be_the_bound),
		world_test(without_any_figure_there_is_no_data_once_one_is_due),
		world_test(growth_on_a_negative_base_is_on_its_way_if_it_rose),
		world_test(growth_on_a_negative_base_is_at_risk_if_it_fell),
		world_test(a_gap_behind_an_absent_deadline_is_passed_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
