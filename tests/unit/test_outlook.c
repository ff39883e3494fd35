/* A series without noise goes on as it did, so each forecast can be said in advance. */
#include "world.h"

#include "analysis/outlook.h"

enum { THREE_YEARS = 36, AHEAD = 14 };

/* Three years and `more` months whose flow is `flow` a month; the first is January 2021. */
static struct series *add_steady(
	struct world *world, enum kind kind, double flow, size_t more, bool combined)
{
	struct indicator *indicator = add_indicator(world, "x", kind, "亿元");
	double figures[THREE_YEARS + 12], sum = 0;

	indicator->combined = combined;
	for (size_t t = 0; t < THREE_YEARS + more; t++) {
		bool january = t % 12 == 0, february = t % 12 == 1;

		sum = kind == KIND_YTD && january ? flow : sum + flow;
		figures[t] = kind == KIND_YTD || kind == KIND_CUMULATIVE ? sum : flow;
		if (combined)
			figures[t] = january ? NAN : february ? 2 * flow : figures[t];
	}
	world->book.series.count = 0;
	add_figures(world, indicator, "", "2021-01", THREE_YEARS + more, figures);
	return &world->book.series.item[0];
}

static struct series extended(struct world *world, const struct series *series, int periods)
{
	struct series out;
	size_t needed;

	assert_true(outlook_extend(&world->arena, series, periods, &out, &needed));
	assert_int_equal(needed, THREE_YEARS - 3 * series->key.indicator->combined);
	assert_int_equal(out.first, series->first);
	assert_int_equal(out.count, series->count + (size_t)periods);
	for (size_t i = 0; i < series->count; i++)
		assert_double(out.value[i], series->value[i]);
	return out;
}

static void a_stock_and_a_flow_go_on(void **state)
{
	static const enum kind kinds[] = {KIND_STOCK, KIND_RATIO, KIND_FLOW};

	for (size_t k = 0; k < 3; k++) {
		struct series *series = add_steady(*state, kinds[k], 5, 0, false);
		struct series out = extended(*state, series, AHEAD);

		for (size_t i = THREE_YEARS; i < out.count; i++)
			assert_double_near(out.value[i], 5, 1e-9);
	}
}

static void figures_of_the_year_so_far_begin_again_each_january(void **state)
{
	struct series *series = add_steady(*state, KIND_YTD, 5, 10, false);
	struct series out = extended(*state, series, AHEAD);

	assert_double_near(out.value[THREE_YEARS + 10], 55, 1e-9); /* November */
	assert_double_near(out.value[THREE_YEARS + 11], 60, 1e-9);
	assert_double_near(out.value[THREE_YEARS + 12], 5, 1e-9); /* January */
	assert_double_near(out.value[THREE_YEARS + 13], 10, 1e-9);
	assert_double_near(out.value[THREE_YEARS + 23], 60, 1e-9);
}

static void what_adds_up_for_ever_is_added_to(void **state)
{
	struct series *series = add_steady(*state, KIND_CUMULATIVE, 5, 1, false);
	struct series out = extended(*state, series, 3);

	assert_double_near(out.value[THREE_YEARS + 1], 190, 1e-9);
	assert_double_near(out.value[THREE_YEARS + 2], 195, 1e-9);
	assert_double_near(out.value[THREE_YEARS + 3], 200, 1e-9);
}

static void a_january_that_is_not_published_stays_missing(void **state)
{
	struct series *series = add_steady(*state, KIND_FLOW, 5, 0, true);
	struct series out = extended(*state, series, AHEAD);

	assert_nan(out.value[THREE_YEARS]);
	assert_double_near(out.value[THREE_YEARS + 1], 10, 1e-6); /* both months */
	for (size_t i = 2; i < 12; i++)
		assert_double_near(out.value[THREE_YEARS + i], 5, 1e-6);
	assert_nan(out.value[THREE_YEARS + 12]);
	assert_double_near(out.value[THREE_YEARS + 13], 10, 1e-6);
}

static void a_january_that_came_after_all_is_no_part_of_february(void **state)
{
	struct series *series = add_steady(*state, KIND_FLOW, 5, 1, true), out;

	series->value[THREE_YEARS] = 6;
	out = extended(*state, series, 1);
	assert_double_near(out.value[THREE_YEARS + 1], 4, 1e-6);
}

static void three_years_in_a_row_up_to_the_last_are_needed(void **state)
{
	struct world *world = *state;
	struct series *series = add_steady(world, KIND_FLOW, 5, 1, false), out;
	size_t needed = 0;

	series->value[0] = NAN;
	assert_true(outlook_extend(&world->arena, series, 1, &out, &needed));
	series->value[1] = NAN;
	assert_false(outlook_extend(&world->arena, series, 1, &out, &needed));
	assert_int_equal(needed, THREE_YEARS);
	series->count = 0;
	assert_false(outlook_extend(&world->arena, series, 1, &out, &needed));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(a_stock_and_a_flow_go_on),
		world_test(figures_of_the_year_so_far_begin_again_each_january),
		world_test(what_adds_up_for_ever_is_added_to),
		world_test(a_january_that_is_not_published_stays_missing),
		world_test(a_january_that_came_after_all_is_no_part_of_february),
		world_test(three_years_in_a_row_up_to_the_last_are_needed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
