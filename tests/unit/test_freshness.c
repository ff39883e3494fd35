#include "world.h"

static int overdue_on(void **state, const char *today, enum freshness expected)
{
	struct world *world = *state;
	int overdue;

	assert_int_equal(
		verdict_freshness(&world->book.series.item[0], -1, day(today), &overdue), expected);
	return overdue;
}

static struct indicator *monthly(void **state)
{
	struct indicator *indicator = add_indicator(*state, "x", KIND_YTD, "亿元");

	FIGURES((struct world *)*state, indicator, "", "2023-11", 1);
	return indicator;
}

static void a_figure_is_fresh_until_its_successor_is_overdue(void **state)
{
	monthly(state);
	/* 31 December + 25 days = 25 January */
	assert_int_equal(overdue_on(state, "2024-01-25", FRESH), 0);
	assert_int_equal(overdue_on(state, "2024-01-26", LATE), 1);
	/* 31 January + 25 days = 25 February */
	assert_int_equal(overdue_on(state, "2024-02-25", LATE), 1);
	assert_int_equal(overdue_on(state, "2024-02-26", STALE), 2);
	assert_int_equal(overdue_on(state, "2024-03-26", STALE), 3);
}

static void a_january_that_is_never_published_is_never_late(void **state)
{
	monthly(state)->combined = true;
	assert_int_equal(overdue_on(state, "2024-01-26", LATE), 1);
	assert_int_equal(overdue_on(state, "2024-02-26", LATE), 1);
	/* 29 February + 25 days = 25 March */
	assert_int_equal(overdue_on(state, "2024-03-25", LATE), 1);
	assert_int_equal(overdue_on(state, "2024-03-26", STALE), 2);
}

static void the_lag_may_be_none(void **state)
{
	struct world *world = *state;
	int overdue;

	monthly(state);
	verdict_freshness(&world->book.series.item[0], 0, day("2023-12-31"), &overdue);
	assert_int_equal(overdue, 0);
	verdict_freshness(&world->book.series.item[0], 0, day("2024-01-01"), &overdue);
	assert_int_equal(overdue, 1);
}

static void nothing_is_due_after_until(void **state)
{
	struct indicator *indicator = monthly(state);

	indicator->has_until = true;
	indicator->until = period_number(indicator, "2023-12");
	assert_int_equal(overdue_on(state, "2025-01-01", LATE), 1);
}

static void nothing_is_due_before_since(void **state)
{
	struct indicator *indicator = monthly(state);

	indicator->has_since = true;
	indicator->since = period_number(indicator, "2024-03");
	assert_int_equal(overdue_on(state, "2024-04-25", FRESH), 0);
	assert_int_equal(overdue_on(state, "2024-04-26", LATE), 1);
}

static void a_fact_filed_once_stays_fresh(void **state)
{
	struct world *world = *state;

	monthly(state)->every = EVERY_ONCE;
	world->book.series.item[0].first = 600;
	assert_int_equal(overdue_on(state, "2064-01-01", FRESH), 0);
}

static void zero_of_zero_is_not_owed(void **state)
{
	struct world *world = *state;

	monthly(state);
	*array_add(&world->arena, &world->book.series.item[0].nothing) = 53 * 12 + 11;
	*array_add(&world->arena, &world->book.series.item[0].nothing) = 54 * 12 + 1;
	assert_int_equal(overdue_on(state, "2024-01-26", FRESH), 0);
	assert_int_equal(overdue_on(state, "2024-02-26", LATE), 1);
	assert_int_equal(overdue_on(state, "2024-03-26", LATE), 1);
}

static void without_figures_there_is_no_freshness(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_YTD, "亿元");
	struct series none = {.key = {indicator, STR("")}};
	int overdue = 7;

	assert_int_equal(verdict_freshness(NULL, -1, day("2024-01-01"), &overdue), FRESHNESS_NONE);
	assert_int_equal(overdue, 0);
	overdue = 7;
	assert_int_equal(verdict_freshness(&none, -1, day("2024-01-01"), &overdue), FRESHNESS_NONE);
	assert_int_equal(overdue, 0);
}

static void days_weeks_quarters_and_years_fall_due_after_their_end(void **state)
{
	static const struct {
		enum every every;
		const char *figure, *late, *stale;
	} cases[] = {
		{EVERY_DAY, "2024-02-28", "2024-03-26", "2024-03-27"},  /* 29 February + 25 */
		{EVERY_WEEK, "2024-W26", "2024-08-02", "2024-08-09"},   /* Sunday 7 July + 25 */
		{EVERY_QUARTER, "2024-Q1", "2024-07-26", "2024-10-26"}, /* 30 June + 25 */
		{EVERY_YEAR, "2022", "2024-01-26", "2025-01-26"},
	};
	struct world *world = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "项");
		struct series series = {.key = {indicator, STR("")}, .count = 1};
		double figure = 1;
		int overdue;

		indicator->every = cases[i].every;
		series.first = period_number(indicator, cases[i].figure);
		series.value = &figure;
		verdict_freshness(&series, -1, day(cases[i].late) - 1, &overdue);
		assert_int_equal(overdue, 0);
		verdict_freshness(&series, -1, day(cases[i].late), &overdue);
		assert_int_equal(overdue, 1);
		verdict_freshness(&series, -1, day(cases[i].stale) - 1, &overdue);
		assert_int_equal(overdue, 1);
		verdict_freshness(&series, -1, day(cases[i].stale), &overdue);
		assert_int_equal(overdue, 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(a_figure_is_fresh_until_its_successor_is_overdue),
		world_test(a_january_that_is_never_published_is_never_late),
		world_test(the_lag_may_be_none),
		world_test(nothing_is_due_after_until),
		world_test(nothing_is_due_before_since),
		world_test(a_fact_filed_once_stays_fresh),
		world_test(zero_of_zero_is_not_owed),
		world_test(without_figures_there_is_no_freshness),
		world_test(days_weeks_quarters_and_years_fall_due_after_their_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
