#include "world.h"

static void statuses_have_names_that_are_found_again(void **state)
{
	enum verdict_status found;

	(void)state;
	for (int i = 0; i < VERDICT_COUNT; i++) {
		assert_true(verdict_status_find(
			str_of(verdict_status_name((enum verdict_status)i)), &found));
		assert_int_equal(found, i);
	}
	assert_false(verdict_status_find(STR("bad"), &found));
	assert_string_equal(verdict_status_name(VERDICT_OFF_TRACK), "off-track");
	assert_string_equal(freshness_name(LATE), "late");
}

static void exit_statuses_are_those_of_monitoring_plugins(void **state)
{
	static const int expected[VERDICT_COUNT] = {[VERDICT_AT_RISK] = 1,
		[VERDICT_OFF_TRACK] = 2,
		[VERDICT_MISSED] = 2,
		[VERDICT_STALE] = 3,
		[VERDICT_NO_DATA] = 3};

	(void)state;
	for (int i = 0; i < VERDICT_COUNT; i++)
		assert_int_equal(verdict_exit((enum verdict_status)i), expected[i]);
}

static void stale_is_worse_than_fine_and_better_than_at_risk(void **state)
{
	static const int from_best[] = {0, 3, 1, 2};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		for (size_t k = 0; k < 4; k++)
			assert_int_equal(verdict_worse(from_best[i], from_best[k]),
				from_best[i > k ? i : k]);
	}
}

static void each_target_has_its_verdict_in_the_order_of_the_catalogue(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "loans", KIND_STOCK, "亿元");
	struct verdicts verdicts;

	FIGURES(world, indicator, "", "2024-06", 2400.62);
	add_target(world, indicator, "value >= 2600亿元 by 2024-12");
	add_target(world, indicator, "yoy >= 8%");
	verdicts = judge_all(world, indicator, "2024-07-10");
	assert_int_equal(verdicts.count, 2);
	assert_ptr_equal(verdicts.item[0].target, &indicator->targets.item[0]);
	assert_ptr_equal(verdicts.item[0].indicator, indicator);
	assert_status(verdicts.item[0], VERDICT_ON_TRACK, REASON_NO_PACE);
	assert_status(verdicts.item[1], VERDICT_NOT_DUE, REASON_NO_EARLIER);
	assert_true(verdicts.item[1].has_last);
	assert_int_equal(verdicts.item[1].last, 653);
	assert_false(verdicts.item[1].has_period);
}

static void a_target_without_an_area_speaks_for_the_whole_alone(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "件");
	struct verdicts verdicts;

	FIGURES(world, indicator, "", "2024-06", 5);
	FIGURES(world, indicator, "城东", "2024-06", 3);
	FIGURES(world, indicator, "城西", "2024-06", 2);
	add_target(world, indicator, "value <= 3");
	add_target(world, indicator, "value <= 3 area=城东");
	verdicts = judge_all(world, indicator, "2024-07-10");
	assert_int_equal(verdicts.count, 2);
	assert_str_equal(verdicts.item[0].area, "");
	assert_status(verdicts.item[0], VERDICT_MISSED, REASON_BROKEN_FOR_GOOD);
	assert_str_equal(verdicts.item[1].area, "城东");
	assert_status(verdicts.item[1], VERDICT_MET, REASON_HOLDS);
}

static void listed_areas_without_figures_are_judged_too(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "件");
	struct verdicts verdicts;

	*array_add(&world->arena, &indicator->areas) = STR("城东");
	*array_add(&world->arena, &indicator->areas) = STR("城西");
	FIGURES(world, indicator, "城东", "2024-06", 3);
	add_target(world, indicator, "value <= 3 area=*");
	verdicts = judge_all(world, indicator, "2024-07-10");
	assert_int_equal(verdicts.count, 2);
	assert_status(verdicts.item[0], VERDICT_MET, REASON_HOLDS);
	assert_status(verdicts.item[1], VERDICT_NO_DATA, REASON_NO_FIGURE);
	assert_str_equal(verdicts.item[1].area, "城西");
}

static void an_area_without_a_bound_of_its_own_takes_a_fact_of_the_whole(void **state)
{
	struct world *world = *state;
	struct indicator *limit = add_indicator(world, "limit", KIND_STOCK, "件");
	struct indicator *plan = add_indicator(world, "plan", KIND_STOCK, "件");
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "件");
	struct verdicts verdicts;

	limit->every = EVERY_ONCE;
	FIGURES(world, limit, "", "2024-01", 3);
	FIGURES(world, plan, "", "2024-06", 3);
	FIGURES(world, indicator, "城东", "2024-06", 3);
	add_target(world, indicator, "value <= limit area=城东");
	add_target(world, indicator, "value <= plan area=城东");
	verdicts = judge_all(world, indicator, "2024-07-10");
	assert_status(verdicts.item[0], VERDICT_MET, REASON_HOLDS);
	assert_status(verdicts.item[1], VERDICT_NO_DATA, REASON_NO_BOUND);
}

static void an_empty_store_has_no_data(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_YTD, "件");
	struct verdicts verdicts;

	add_target(world, indicator, "total >= 3 in every year");
	add_target(world, indicator, "yoy > 0");
	verdicts = judge_all(world, indicator, "2024-07-10");
	assert_int_equal(verdicts.count, 2);
	assert_status(verdicts.item[0], VERDICT_NO_DATA, REASON_NO_FIGURE);
	assert_int_equal(verdicts.item[0].year, 54);
	assert_status(verdicts.item[1], VERDICT_NO_DATA, REASON_NO_FIGURE);
	assert_int_equal(verdicts.item[1].freshness, FRESHNESS_NONE);
}

/* The series of an indicator with one target, and whether it holds in a period. */
static int holds(struct world *world, const struct indicator *indicator, const char *period)
{
	struct series *series;
	struct measured measured;

	book_index(&world->arena, &world->book);
	series = book_find(&world->book, indicator, STR(""));
	measures_compute(&world->arena, indicator->targets.item[0].measure, series, &measured);
	return verdict_holds(&world->book, series, &indicator->targets.item[0], &measured,
		period_number(indicator, period));
}

static double bound(struct world *world, const struct indicator *indicator, const char *period)
{
	struct series *series;

	book_index(&world->arena, &world->book);
	series = book_find(&world->book, indicator, STR(""));
	return verdict_bound(&world->book, series, &indicator->targets.item[0],
		period_number(indicator, period));
}

static void a_limit_holds_or_not_in_each_period_of_its_window(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "件");

	FIGURES(world, indicator, "", "2024-01", 9, 3, NAN, 4);
	add_target(world, indicator, "value <= 3 from 2024-02");
	assert_int_equal(holds(world, indicator, "2024-01"), -1);
	assert_int_equal(holds(world, indicator, "2024-02"), 1);
	assert_int_equal(holds(world, indicator, "2024-03"), -1);
	assert_int_equal(holds(world, indicator, "2024-04"), 0);
	assert_nan(bound(world, indicator, "2024-01"));
	assert_double(bound(world, indicator, "2024-02"), 3);
}

static void a_total_holds_on_its_linear_pace(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_FLOW, "件");

	FIGURES(world, indicator, "", "2023-12", 99, 10, 9);
	add_target(world, indicator, "total >= 120 in 2024");
	assert_int_equal(holds(world, indicator, "2023-12"), -1);
	assert_int_equal(holds(world, indicator, "2024-01"), 1);
	assert_int_equal(holds(world, indicator, "2024-02"), 0);
	assert_int_equal(holds(world, indicator, "2024-03"), -1);
	assert_double(bound(world, indicator, "2024-02"), 20);
	assert_double(bound(world, indicator, "2024-12"), 120);
	assert_nan(bound(world, indicator, "2025-01"));
}

static void a_stock_grows_from_last_years_last_figure(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "件");

	FIGURES(world, indicator, "", "2023-12", 100, 101, 101);
	add_target(world, indicator, "growth >= 12% in 2024");
	assert_double(bound(world, indicator, "2024-02"), 102);
	assert_int_equal(holds(world, indicator, "2024-01"), 1);
	assert_int_equal(holds(world, indicator, "2024-02"), 0);
}

static void an_average_is_held_against_its_bound(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_RATIO, "%");

	FIGURES(world, indicator, "", "2024-01", 4, 6);
	add_target(world, indicator, "average >= 5 in 2024");
	assert_double(bound(world, indicator, "2024-02"), 5);
	assert_int_equal(holds(world, indicator, "2024-01"), 0);
	assert_int_equal(holds(world, indicator, "2024-02"), 1);
}

static void a_range_has_two_bounds(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_RATIO, "%");
	struct series *series;

	FIGURES(world, indicator, "", "2024-01", 50);
	add_target(world, indicator, "value within 40..60");
	assert_double(bound(world, indicator, "2024-01"), 40);
	series = book_find(&world->book, indicator, STR(""));
	assert_double(verdict_bound_high(&world->book, series, indicator->targets.item, 648), 60);
}

/* A quarter of the year, a quarter of both. */
static void both_bounds_of_a_year_are_reached_step_by_step(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_FLOW, "");
	struct series *series;

	FIGURES(world, indicator, "", "2024-01", 1, 2, 3);
	add_target(world, indicator, "total within 120..240 in 2024");
	assert_double(bound(world, indicator, "2024-03"), 30);
	series = book_find(&world->book, indicator, STR(""));
	assert_double(verdict_bound_high(&world->book, series, indicator->targets.item, 650), 60);
}

static void the_latest_period_with_a_measure_is_judged(void **state)
{
	struct verdict verdict;

	/* 2023-03 is missing, so 2024-03 has no growth, and 2024-02 is the latest that has */
	verdict = JUDGE(*state, KIND_STOCK, "亿元", "yoy >= 8%", "2024-04-10", "2023-01", 100, 100,
		NAN, 100, 100, 100, 100, 100, 100, 100, 100, 100, 110, 112, 115);
	assert_int_equal(verdict.status, VERDICT_MET);
	assert_double(verdict.value, 12);
	assert_int_equal(verdict.period, (2024 - 1970) * 12 + 1);
	assert_double(verdict.current, 112);
	assert_double(verdict.base, 100);
	assert_double(verdict.bound, 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(statuses_have_names_that_are_found_again),
		world_test(exit_statuses_are_those_of_monitoring_plugins),
		world_test(stale_is_worse_than_fine_and_better_than_at_risk),
		world_test(each_target_has_its_verdict_in_the_order_of_the_catalogue),
		world_test(a_target_without_an_area_speaks_for_the_whole_alone),
		world_test(listed_areas_without_figures_are_judged_too),
		world_test(an_area_without_a_bound_of_its_own_takes_a_fact_of_the_whole),
		world_test(an_empty_store_has_no_data),
		world_test(a_limit_holds_or_not_in_each_period_of_its_window),
		world_test(a_total_holds_on_its_linear_pace),
		world_test(a_stock_grows_from_last_years_last_figure),
		world_test(an_average_is_held_against_its_bound),
		world_test(a_range_has_two_bounds),
		world_test(both_bounds_of_a_year_are_reached_step_by_step),
		world_test(the_latest_period_with_a_measure_is_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
