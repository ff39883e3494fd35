/* What a figure is held against: a number, or another indicator's figures of the same time. */
#include "world.h"

/* January and February 2024 together, then a month each. */
static struct indicator *add_combined(struct world *world)
{
	struct indicator *indicator = add_indicator(world, "x", KIND_FLOW, "亿元");

	indicator->combined = true;
	FIGURES(world, indicator, "", "2023-12", 10, NAN, 20);
	return indicator;
}

static struct verdict judge_february(struct world *world, const char *target)
{
	struct indicator *indicator = add_combined(world);

	add_target(world, indicator, target);
	return judge(world, indicator, "2024-03-28");
}

static void a_figure_of_two_months_is_held_against_twice_the_bound(void **state)
{
	struct verdict verdict = judge_february(*state, "value >= 10.5");

	assert_int_equal(verdict.status, VERDICT_MISSED);
	assert_int_equal(verdict.span, 2);
	assert_double(verdict.bound, 21);
}

static void both_ends_of_a_range_are_doubled(void **state)
{
	struct verdict verdict = judge_february(*state, "value within 9 .. 10");

	assert_int_equal(verdict.status, VERDICT_MET);
	assert_double(verdict.bound, 18);
	assert_double(verdict.bound_high, 20);
}

static void a_plan_of_two_months_is_added_up(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_FLOW, "亿元");
	struct verdict verdict;

	FIGURES(world, plan, "", "2023-12", 5, 7, 14);
	verdict = judge_february(world, "value >= plan");
	assert_int_equal(verdict.status, VERDICT_MISSED);
	assert_double(verdict.bound, 21);
}

static void a_plan_for_each_month_counts_for_both(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_STOCK, "亿元");
	struct verdict verdict;

	plan->every = EVERY_ONCE;
	FIGURES(world, plan, "", "2023-06", 9);
	verdict = judge_february(world, "value >= plan");
	assert_int_equal(verdict.status, VERDICT_MET);
	assert_double(verdict.bound, 18);
}

static void a_plan_in_smaller_units_is_converted(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "亿元"),
			 *plan = add_indicator(world, "plan", KIND_STOCK, "万元"),
			 *large = add_indicator(world, "large", KIND_STOCK, "万亿元");
	struct verdicts verdicts;

	FIGURES(world, indicator, "", "2024-01", 10, 12);
	FIGURES(world, plan, "", "2024-01", 100000, 125000);
	FIGURES(world, large, "", "2024-01", 0.001, 0.0011);
	add_target(world, indicator, "value >= plan");
	add_target(world, indicator, "value >= large");
	verdicts = judge_all(world, indicator, "2024-03-28");
	assert_double(verdicts.item[0].bound, 12.5);
	assert_int_equal(verdicts.item[0].status, VERDICT_MISSED);
	assert_double(verdicts.item[1].bound, 11);
	assert_int_equal(verdicts.item[1].status, VERDICT_MET);
}

static void a_plan_of_growth_is_in_percent_whatever_the_units(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "亿元"),
			 *plan = add_indicator(world, "plan", KIND_RATIO, "%");
	struct verdict verdict;

	FIGURES(world, indicator, "", "2023-01", 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
		100, 100, 106);
	FIGURES(world, plan, "", "2024-01", 5);
	add_target(world, indicator, "yoy >= plan");
	verdict = judge(world, indicator, "2024-02-28");
	assert_int_equal(verdict.status, VERDICT_MET);
	assert_double(verdict.bound, 5);
	assert_double(verdict.value, 6);
}

static void a_plan_without_that_period_leaves_the_target_open(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_FLOW, "亿元");

	FIGURES(world, plan, "", "2024-03", 14);
	assert_int_equal(judge_february(world, "value >= plan").status, VERDICT_NO_DATA);
}

static void growth_before_the_first_year_is_not_due(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "亿元");
	struct verdict verdict;

	FIGURES(world, indicator, "", "2024-01", 100, 101);
	add_target(world, indicator, "yoy >= 5%");
	verdict = judge(world, indicator, "2024-03-28");
	assert_status(verdict, VERDICT_NOT_DUE, REASON_NO_EARLIER);
}

static void growth_is_due_where_the_figures_of_a_year_ago_should_be_there(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "亿元");

	indicator->has_since = true;
	indicator->since = period_number(indicator, "2023-01");
	FIGURES(world, indicator, "", "2024-01", 100, 101);
	add_target(world, indicator, "yoy >= 5%");
	assert_status(judge(world, indicator, "2024-03-28"), VERDICT_NO_DATA, REASON_NO_MEASURE);
}

static void a_plan_without_any_figure_leaves_the_target_open(void **state)
{
	struct world *world = *state;

	add_indicator(world, "plan", KIND_FLOW, "亿元");
	assert_status(judge_february(world, "value >= plan"), VERDICT_NO_DATA, REASON_NO_BOUND);
}

/* 件 and 亿元 have nothing in common. */
static void a_plan_in_another_kind_of_unit_leaves_the_target_open(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_FLOW, "件");
	struct indicator *indicator = add_indicator(world, "x", KIND_FLOW, "亿元");

	FIGURES(world, plan, "", "2024-01", 5);
	FIGURES(world, indicator, "", "2024-01", 10);
	add_target(world, indicator, "value >= plan");
	assert_status(judge(world, indicator, "2024-02-28"), VERDICT_NO_DATA, REASON_NO_BOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(a_figure_of_two_months_is_held_against_twice_the_bound),
		world_test(both_ends_of_a_range_are_doubled),
		world_test(a_plan_of_two_months_is_added_up),
		world_test(a_plan_for_each_month_counts_for_both),
		world_test(a_plan_in_smaller_units_is_converted),
		world_test(a_plan_of_growth_is_in_percent_whatever_the_units),
		world_test(a_plan_without_that_period_leaves_the_target_open),
		world_test(growth_before_the_first_year_is_not_due),
		world_test(growth_is_due_where_the_figures_of_a_year_ago_should_be_there),
		world_test(a_plan_without_any_figure_leaves_the_target_open),
		world_test(a_plan_in_another_kind_of_unit_leaves_the_target_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
