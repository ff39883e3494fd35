#include "world.h"

static void the_latest_figure_that_holds_is_met(void **state)
{
	struct verdict verdict =
		JUDGE(*state, KIND_RATIO, "%", "value >= 95%", "2024-07-10", "2024-03", 90, 90, 96);

	assert_status(verdict, VERDICT_MET, REASON_HOLDS);
	assert_double(verdict.value, 96);
	assert_double(verdict.bound, 95);
	assert_false(verdict.has_deadline);
	assert_false(verdict.over);
}

static void the_latest_figure_that_breaks_is_missed(void **state)
{
	struct verdict verdict =
		JUDGE(*state, KIND_RATIO, "%", "value >= 95%", "2024-07-10", "2024-04", 96, 94);

	assert_status(verdict, VERDICT_MISSED, REASON_BROKEN_FOR_GOOD);
	assert_int_equal(verdict.periods, 1);
}

static void equality_meets_at_least_but_not_more_than(void **state)
{
	assert_int_equal(
		JUDGE(*state, KIND_STOCK, "家", "value >= 426", "2024-07-10", "2024-06", 426)
			.status,
		VERDICT_MET);
}

static void equality_does_not_meet_more_than(void **state)
{
	assert_int_equal(
		JUDGE(*state, KIND_STOCK, "家", "value > 426", "2024-07-10", "2024-06", 426).status,
		VERDICT_MISSED);
}

static void a_break_within_the_patience_is_at_risk(void **state)
{
	struct verdict verdict = JUDGE(
		*state, KIND_RATIO, "%", "value >= 95% for=2", "2024-07-10", "2024-03", 96, 94, 94);

	assert_status(verdict, VERDICT_AT_RISK, REASON_BROKEN);
	assert_int_equal(verdict.periods, 2);
}

static void a_break_beyond_the_patience_is_missed(void **state)
{
	assert_status(JUDGE(*state, KIND_RATIO, "%", "value >= 95% for=2", "2024-07-10", "2024-02",
			      96, 94, 94, 94),
		VERDICT_MISSED, REASON_BROKEN_FOR_GOOD);
}

static void a_missing_month_neither_continues_nor_ends_a_break(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_RATIO, "%", "value >= 95% for=2", "2024-07-10",
		"2024-02", 94, 94, NAN, 94);

	assert_status(verdict, VERDICT_MISSED, REASON_BROKEN_FOR_GOOD);
	assert_int_equal(verdict.periods, 3);
}

static void an_open_window_forgets_breaks_that_have_ended(void **state)
{
	assert_status(JUDGE(*state, KIND_RATIO, "%", "value >= 95% from 2024-01", "2024-07-10",
			      "2024-01", 90, 90, 90, 90, 96),
		VERDICT_MET, REASON_HOLDS);
}

static void a_closed_window_does_not(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_RATIO, "%", "value >= 95% from 2024 to 2024",
		"2024-07-10", "2024-01", 96, 90, 91, 96, 90);

	assert_status(verdict, VERDICT_MISSED, REASON_BROKEN_FOR_GOOD);
	assert_int_equal(verdict.periods, 2);
	assert_double(verdict.value, 91);
	assert_int_equal(verdict.period, 650); /* 2024-03 */
}

static void a_later_break_of_the_same_length_is_another_one(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_RATIO, "%", "value >= 95% from 2024 to 2024",
		"2024-07-10", "2024-01", 90, 96, 91, 92, 96);

	assert_int_equal(verdict.periods, 1);
	assert_double(verdict.value, 90);
}

static void figures_before_the_window_do_not_count(void **state)
{
	assert_status(JUDGE(*state, KIND_RATIO, "%", "value >= 95% from 2024-02 to 2024-12",
			      "2024-07-10", "2024-01", 90, 96, 96, 96, 96),
		VERDICT_ON_TRACK, REASON_HOLDS);
}

static void the_last_period_of_a_window_closes_it(void **state)
{
	assert_status(JUDGE(*state, KIND_RATIO, "%", "value >= 95% from 2024-04 to 2024-05",
			      "2024-06-01", "2024-04", 96, 96),
		VERDICT_MET, REASON_HOLDS);
}

static void a_short_break_in_a_window_is_at_risk_and_forgiven_at_its_end(void **state)
{
	assert_status(JUDGE(*state, KIND_RATIO, "%", "value >= 95% from 2024-01 to 2024-12 for=1",
			      "2024-07-10", "2024-04", 96, 94),
		VERDICT_AT_RISK, REASON_BROKEN);
}

static void a_short_break_at_the_end_of_a_window_is_forgiven(void **state)
{
	assert_status(JUDGE(*state, KIND_RATIO, "%", "value >= 95% from 2024-01 to 2024-05 for=1",
			      "2024-07-10", "2024-04", 96, 94),
		VERDICT_MET, REASON_HOLDS);
}

static void a_window_is_over_when_the_period_after_it_is_due(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_RATIO, "%");

	FIGURES(world, indicator, "", "2024-04", 96, 96);
	add_target(world, indicator, "value >= 95% from 2024-04 to 2024-05");
	assert_false(judge(world, indicator, "2024-07-25").over);
	assert_true(judge(world, indicator, "2024-07-26").over);
}

static void a_window_that_has_not_begun_is_not_due(void **state)
{
	assert_status(JUDGE(*state, KIND_RATIO, "%", "value >= 95% from 2024-07", "2024-07-10",
			      "2024-04", 90, 90, 90),
		VERDICT_NOT_DUE, REASON_NO_PERIOD);
}

static void a_window_without_figures_has_no_data_once_one_is_due(void **state)
{
	assert_status(JUDGE(*state, KIND_RATIO, "%", "value >= 95% from 2024-05", "2024-07-10",
			      "2024-03", 90, 90),
		VERDICT_NO_DATA, REASON_NO_VALUE);
}

static void a_late_figure_does_not_change_the_status(void **state)
{
	struct verdict verdict =
		JUDGE(*state, KIND_RATIO, "%", "value >= 95%", "2024-07-10", "2024-03", 96, 96);

	assert_status(verdict, VERDICT_MET, REASON_HOLDS);
	assert_int_equal(verdict.freshness, LATE);
	assert_int_equal(verdict.overdue, 1);
}

static void two_late_figures_make_it_stale(void **state)
{
	struct verdict verdict =
		JUDGE(*state, KIND_RATIO, "%", "value >= 95%", "2024-07-10", "2024-02", 96, 96);

	assert_status(verdict, VERDICT_STALE, REASON_OLD);
	assert_int_equal(verdict.periods, 2);
	assert_double(verdict.value, 96);
}

static void a_target_may_have_a_lag_of_its_own(void **state)
{
	assert_int_equal(JUDGE(*state, KIND_RATIO, "%", "value >= 95% lag=60", "2024-07-10",
				 "2024-02", 96, 96)
				 .status,
		VERDICT_MET);
}

static void at_a_period_decides_in_that_period(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "亿元", "value > 83.11 亿元 at 2024-05",
		"2024-07-10", "2024-04", 80, 88.35, 70);

	assert_status(verdict, VERDICT_MET, REASON_DECIDED);
	assert_double(verdict.value, 88.35);
}

static void at_a_later_period_is_on_track_while_it_holds(void **state)
{
	assert_status(JUDGE(*state, KIND_STOCK, "家", "value >= 10 at 2024-12", "2024-07-10",
			      "2024-05", 9, 11),
		VERDICT_ON_TRACK, REASON_HOLDS);
}

static void at_a_later_period_a_break_is_off_track_after_the_patience(void **state)
{
	assert_status(JUDGE(*state, KIND_STOCK, "家", "value >= 10 at 2024-12 for=1", "2024-07-10",
			      "2024-05", 9, 9),
		VERDICT_OFF_TRACK, REASON_BROKEN_FOR_GOOD);
}

static void at_a_later_period_a_short_break_is_at_risk(void **state)
{
	assert_status(JUDGE(*state, KIND_STOCK, "家", "value >= 10 at 2024-12 for=1", "2024-07-10",
			      "2024-05", 11, 9),
		VERDICT_AT_RISK, REASON_BROKEN);
}

static void at_an_overdue_period_is_stale_not_missed(void **state)
{
	assert_status(JUDGE(*state, KIND_STOCK, "家", "value >= 10 at 2024-05", "2024-07-10",
			      "2024-04", 9, NAN, 11),
		VERDICT_STALE, REASON_OLD);
}

static void a_window_before_the_first_figure_has_no_data(void **state)
{
	assert_status(JUDGE(*state, KIND_STOCK, "亿元", "value >= 8 from 2023-01 to 2023-06",
			      "2024-07-10", "2024-06", 100),
		VERDICT_NO_DATA, REASON_NO_VALUE);
}

static void an_unpublished_january_hides_no_missing_window(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_RATIO, "%");

	indicator->combined = true;
	FIGURES(world, indicator, "", "2024-02", 5);
	add_target(world, indicator, "value >= 8 from 2023-06 to 2024-01");
	assert_status(judge(world, indicator, "2024-03-10"), VERDICT_NO_DATA, REASON_NO_VALUE);
}

static void yoy_in_the_first_year_is_not_due(void **state)
{
	assert_status(JUDGE(*state, KIND_STOCK, "亿元", "yoy >= 8%", "2024-07-10", "2024-01", 100,
			      101, 102, 103, 104),
		VERDICT_NOT_DUE, REASON_NO_EARLIER);
}

static void yoy_without_its_base_is_no_data(void **state)
{
	struct verdict verdict =
		JUDGE(*state, KIND_STOCK, "亿元", "yoy >= 8% from 2024-05", "2024-07-10", "2023-04",
			100, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 104, 105);

	assert_status(verdict, VERDICT_NO_DATA, REASON_NO_MEASURE);
}

static void growth_on_a_negative_base_answers_whether_it_rose(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "亿元", "yoy > 0", "2024-07-10",
		"2023-06", -10, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, -4);

	assert_status(verdict, VERDICT_MET, REASON_HOLDS);
	assert_nan(verdict.value);
	assert_double(verdict.current, -4);
	assert_double(verdict.base, -10);
}

static void growth_on_a_base_of_zero_says_no_more_than_that(void **state)
{
	assert_status(
		JUDGE(*state, KIND_STOCK, "亿元", "yoy >= 5% from 2024-06", "2024-07-10", "2023-06",
			0, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 4),
		VERDICT_NO_DATA, REASON_NO_MEASURE);
}

static void a_flow_over_two_months_is_compared_with_twice_the_bound(void **state)
{
	struct verdict verdict =
		JUDGE(*state, KIND_YTD, "次", "flow >= 10", "2024-07-10", "2024-04", 40, NAN, 61);

	assert_status(verdict, VERDICT_MET, REASON_HOLDS);
	assert_double(verdict.value, 21);
	assert_int_equal(verdict.span, 2);
	assert_double(verdict.bound, 20);
}

static void a_flow_over_six_months_that_falls_short_is_missed(void **state)
{
	struct verdict verdict =
		JUDGE(*state, KIND_YTD, "次", "flow >= 1", "2024-07-10", "2024-06", 3);

	assert_status(verdict, VERDICT_MISSED, REASON_BROKEN_FOR_GOOD);
	assert_int_equal(verdict.span, 6);
	assert_double(verdict.bound, 6);
}

static void a_february_that_holds_january_is_compared_with_twice_the_bound(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "freight", KIND_FLOW, "万吨");

	indicator->combined = true;
	FIGURES(world, indicator, "", "2023-12", 12, NAN, 19);
	add_target(world, indicator, "value >= 10");
	assert_status(
		judge(world, indicator, "2024-03-10"), VERDICT_MISSED, REASON_BROKEN_FOR_GOOD);
}

static void a_bound_may_be_a_figure_of_the_same_period(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_YTD, "万元");
	struct indicator *indicator = add_indicator(world, "budget", KIND_YTD, "亿元");
	struct verdict verdict;

	FIGURES(world, plan, "", "2024-04", 400000, 500000);
	FIGURES(world, indicator, "", "2024-04", 41, 49, 60);
	add_target(world, indicator, "ytd >= plan");
	verdict = judge(world, indicator, "2024-07-10");
	assert_status(verdict, VERDICT_MISSED, REASON_BROKEN_FOR_GOOD);
	assert_double(verdict.bound, 50);
	assert_double(verdict.value, 49); /* June has no bound, hence no verdict */
}

static void without_a_bound_there_is_no_verdict(void **state)
{
	struct world *world = *state;
	struct indicator *limit = add_indicator(world, "noise_limit", KIND_RATIO, "分贝");
	struct indicator *indicator = add_indicator(world, "noise", KIND_RATIO, "分贝");

	limit->every = EVERY_ONCE;
	FIGURES(world, indicator, "", "2024-05", 50);
	add_target(world, indicator, "value <= noise_limit from 2024-05");
	assert_status(judge(world, indicator, "2024-07-10"), VERDICT_NO_DATA, REASON_NO_BOUND);
	FIGURES(world, limit, "", "2024-06", 55);
	assert_status(judge(world, indicator, "2024-07-10"), VERDICT_MET, REASON_HOLDS);
}

static void a_fact_filed_once_is_never_due_and_never_stale(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "wall", KIND_STOCK, "米");
	struct verdict verdict;

	indicator->every = EVERY_ONCE;
	add_target(world, indicator, "value >= 20");
	assert_status(judge(world, indicator, "2024-07-10"), VERDICT_NOT_DUE, REASON_NO_PERIOD);
	FIGURES(world, indicator, "", "2023-12", 20);
	verdict = judge(world, indicator, "2034-07-10");
	assert_status(verdict, VERDICT_MET, REASON_HOLDS);
	assert_int_equal(verdict.freshness, FRESH);
}

static void nothing_happened_is_neither_late_nor_stale(void **state)
{
	struct world *world = *state;
	struct indicator *done = add_indicator(world, "done", KIND_FLOW, "件");
	struct indicator *all = add_indicator(world, "all", KIND_FLOW, "件");
	struct indicator *rate = add_indicator(world, "rate", KIND_RATIO, "%");
	struct verdict verdict;

	FIGURES(world, done, "", "2024-02", 4, 0, 0, 0);
	FIGURES(world, all, "", "2024-02", 4, 0, 0, 0);
	set_formula(world, rate, "done / all * 100");
	add_target(world, rate, "value = 100%");
	verdict = judge(world, rate, "2024-07-10");
	assert_status(verdict, VERDICT_MET, REASON_HOLDS);
	assert_int_equal(verdict.freshness, FRESH);
	assert_int_equal(verdict.overdue, 0);
}

static void weeks_are_compared_with_the_same_week_last_year(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "reports", KIND_FLOW, "份");
	double figures[53] = {2};
	struct verdict verdict;

	for (size_t i = 1; i < 52; i++)
		figures[i] = NAN;
	figures[52] = 3;
	indicator->every = EVERY_WEEK;
	add_figures(world, indicator, "", "2023-W20", 53, figures);
	add_target(world, indicator, "yoy > 0");
	verdict = judge(world, indicator, "2024-05-20");
	assert_status(verdict, VERDICT_MET, REASON_HOLDS);
	assert_double(verdict.value, 50);
}

static void years_are_compared_with_the_year_before(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "centres", KIND_STOCK, "个");

	indicator->every = EVERY_YEAR;
	FIGURES(world, indicator, "", "2022", 10, 12);
	add_target(world, indicator, "yoy >= 20%");
	assert_double(judge(world, indicator, "2024-02-10").value, 20);
}

static void each_area_is_judged_on_its_own(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "complaints", KIND_STOCK, "件");
	struct verdicts verdicts;

	FIGURES(world, indicator, "", "2024-06", 5);
	FIGURES(world, indicator, "城东", "2024-06", 4);
	FIGURES(world, indicator, "城西", "2024-06", 1);
	add_target(world, indicator, "value <= 3 area=*");
	add_target(world, indicator, "value <= 4 area=城东");
	verdicts = judge_all(world, indicator, "2024-07-10");
	assert_int_equal(verdicts.count, 3);
	assert_int_equal(verdicts.item[0].status, VERDICT_MISSED);
	assert_int_equal(verdicts.item[1].status, VERDICT_MET);
	assert_str_equal(verdicts.item[1].area, "城西");
	assert_int_equal(verdicts.item[2].status, VERDICT_MET);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(the_latest_figure_that_holds_is_met),
		world_test(the_latest_figure_that_breaks_is_missed),
		world_test(equality_meets_at_least_but_not_more_than),
		world_test(equality_does_not_meet_more_than),
		world_test(a_break_within_the_patience_is_at_risk),
		world_test(a_break_beyond_the_patience_is_missed),
		world_test(a_missing_month_neither_continues_nor_ends_a_break),
		world_test(an_open_window_forgets_breaks_that_have_ended),
		world_test(a_closed_window_does_not),
		world_test(a_later_break_of_the_same_length_is_another_one),
		world_test(figures_before_the_window_do_not_count),
		world_test(the_last_period_of_a_window_closes_it),
		world_test(a_short_break_in_a_window_is_at_risk_and_forgiven_at_its_end),
		world_test(a_short_break_at_the_end_of_a_window_is_forgiven),
		world_test(a_window_is_over_when_the_period_after_it_is_due),
		world_test(a_window_that_has_not_begun_is_not_due),
		world_test(a_window_without_figures_has_no_data_once_one_is_due),
		world_test(a_late_figure_does_not_change_the_status),
		world_test(two_late_figures_make_it_stale),
		world_test(a_target_may_have_a_lag_of_its_own),
		world_test(at_a_period_decides_in_that_period),
		world_test(at_a_later_period_is_on_track_while_it_holds),
		world_test(at_a_later_period_a_break_is_off_track_after_the_patience),
		world_test(at_a_later_period_a_short_break_is_at_risk),
		world_test(at_an_overdue_period_is_stale_not_missed),
		world_test(a_window_before_the_first_figure_has_no_data),
		world_test(an_unpublished_january_hides_no_missing_window),
		world_test(yoy_in_the_first_year_is_not_due),
		world_test(yoy_without_its_base_is_no_data),
		world_test(growth_on_a_negative_base_answers_whether_it_rose),
		world_test(growth_on_a_base_of_zero_says_no_more_than_that),
		world_test(a_flow_over_two_months_is_compared_with_twice_the_bound),
		world_test(a_flow_over_six_months_that_falls_short_is_missed),
		world_test(a_february_that_holds_january_is_compared_with_twice_the_bound),
		world_test(a_bound_may_be_a_figure_of_the_same_period),
		world_test(without_a_bound_there_is_no_verdict),
		world_test(a_fact_filed_once_is_never_due_and_never_stale),
		world_test(nothing_happened_is_neither_late_nor_stale),
		world_test(weeks_are_compared_with_the_same_week_last_year),
		world_test(years_are_compared_with_the_year_before),
		world_test(each_area_is_judged_on_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
