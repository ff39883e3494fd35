#include "world.h"

#include "model/metric.h"

static void every_period_comes_back_from_its_stamp(void **state)
{
	struct world *world = *state;
	struct indicator *it = add_indicator(world, "x", KIND_FLOW, "");
	int last = date_day(2100, 12, 31), number;

	for (int every = 0; every < EVERY_COUNT; every++) {
		it->every = (enum every)every;
		it->calendar.year_start = every == EVERY_YEAR ? 7 : 1;
		number = period_of_day(it->every, it->calendar, date_day(1960, 1, 1));
		for (; number <= period_of_day(it->every, it->calendar, last); number++) {
			int back = -1;

			assert_true(metric_period(it, metric_stamp(it, number), &back));
			assert_int_equal(back, number);
		}
	}
}

/* date -ud @1714521600: Wed May 1 00:00:00 UTC 2024 */
static void a_stamp_is_the_first_instant_of_its_period(void **state)
{
	struct indicator *it = add_indicator(*state, "x", KIND_FLOW, "");

	assert_int_equal(metric_stamp(it, (2024 - 1970) * 12 + 4), 1714521600000);
}

static void no_period_begins_at_another_second(void **state)
{
	struct indicator *it = add_indicator(*state, "x", KIND_FLOW, "");
	int period;

	assert_false(metric_period(it, 1714521600001, &period));
	assert_false(metric_period(it, 1714521600000 + 86400000, &period));
	assert_false(metric_period(it, INT64_MAX / 86400000 * 86400000, &period));
	assert_false(metric_period(it, INT64_MIN / 86400000 * 86400000, &period));
	it->every = EVERY_QUARTER;
	assert_false(metric_period(it, 1714521600000, &period));
}

static void a_line_leaves_out_what_is_missing(void **state)
{
	struct world *world = *state;
	struct indicator *it = add_indicator(world, "x", KIND_FLOW, "\"t\"");
	struct buf out;

	FIGURES(world, it, "a\\b", "2024-04", 1, NAN, 0.1, 4);
	buf_init(&out, &world->arena);
	assert_int_equal(metric_line(&world->book.series.item[0], period_number(it, "2024-04"),
				 period_number(it, "2024-06"), &out),
		2);
	assert_str_equal(buf_str(&out),
		"{\"metric\":{\"__name__\":\"x\",\"job\":\"tidemark\",\"area\":\"a\\\\b\","
		"\"every\":\"month\",\"unit\":\"\\\"t\\\"\"},\"values\":[1,0.1],"
		"\"timestamps\":[1711929600000,1717200000000]}\n");
}

static void a_line_without_figures_is_none(void **state)
{
	struct world *world = *state;
	struct indicator *it = add_indicator(world, "x", KIND_FLOW, "");
	int may = period_number(it, "2024-05");
	struct buf out;

	FIGURES(world, it, "", "2024-04", 1, NAN, 3);
	buf_init(&out, &world->arena);
	buf_text(&out, "before\n");
	assert_int_equal(metric_line(&world->book.series.item[0], may, may, &out), 0);
	assert_str_equal(buf_str(&out), "before\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(every_period_comes_back_from_its_stamp),
		world_test(a_stamp_is_the_first_instant_of_its_period),
		world_test(no_period_begins_at_another_second),
		world_test(a_line_leaves_out_what_is_missing),
		world_test(a_line_without_figures_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
