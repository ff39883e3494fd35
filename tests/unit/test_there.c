#include "world.h"

#include "store/there.h"

static const struct comparing exactly = {15, 19900}; /* 2024-06-26 */

/* What comes back for the figures of x since 2024-04, under labels of a month and t. */
static void take(struct world *world, struct there *there, size_t count, const double *values,
	const int64_t *stamps)
{
	const struct remote_series series = {.indicator = world->catalogue.indicators.item[0],
		.area = STR(""),
		.every = STR("month"),
		.unit = STR("t"),
		.count = count,
		.value = values,
		.stamps = stamps};

	there->arena = &world->arena;
	assert_true(there_take(there, &series, &world->diag));
}

enum { APRIL, MAY, JUNE };
static const int64_t stamps[] = {1711929600000, 1714521600000, 1717200000000};

static struct tally compare(
	struct world *world, const struct there *there, const struct comparing *how)
{
	const struct series *here = &world->book.series.item[0];
	struct tally tally = {.count = {0}};

	tally_series(&tally, how, here, there_find(&world->arena, there, here->key));
	return tally;
}

static void figures_are_there_missing_wrong_or_too_many(void **state)
{
	struct world *world = *state;
	struct indicator *it = add_indicator(world, "x", KIND_STOCK, "t");
	struct there there = {0};
	struct tally tally;

	FIGURES(world, it, "", "2024-03", 7, 1, 2, NAN);
	take(world, &there, 3, (double[]){1, 3, 5}, stamps);
	tally = compare(world, &there, &exactly);
	assert_int_equal(tally.count[FIGURE_THERE], 1);
	assert_int_equal(tally.count[FIGURE_MISSING], 1);
	assert_int_equal(tally.count[FIGURE_WRONG], 1);
	assert_int_equal(tally.count[FIGURE_SURPLUS], 1);
	assert_double(tally.first[FIGURE_WRONG].here, 2);
	assert_double(tally.first[FIGURE_WRONG].there, 3);
	assert_int_equal(tally.first[FIGURE_SURPLUS].period, period_number(it, "2024-06"));
	assert_int_equal(tally.spoilt, 0);
	assert_true(tally.newest_missing < tally.oldest_there);
}

static void what_is_ahead_is_not_missing(void **state)
{
	struct world *world = *state;
	struct indicator *it = add_indicator(world, "x", KIND_STOCK, "t");
	struct there there = {0};
	struct tally tally;

	FIGURES(world, it, "", "2024-06", 1, 2);
	tally = compare(world, &there, &exactly);
	assert_int_equal(tally.count[FIGURE_MISSING], 1);
	assert_int_equal(tally.count[FIGURE_AHEAD], 1);
}

static void last_digits_count_unless_fewer_are_asked_for(void **state)
{
	const struct comparing twelve = {12, 19900};
	struct world *world = *state;
	struct indicator *it = add_indicator(world, "x", KIND_STOCK, "t");
	struct there there = {0};

	FIGURES(world, it, "", "2024-04", 0.123456789012345);
	take(world, &there, 1, (double[]){0.123456789012}, stamps);
	assert_int_equal(compare(world, &there, &exactly).count[FIGURE_ROUNDED], 1);
	assert_int_equal(compare(world, &there, &twelve).count[FIGURE_THERE], 1);
	there = (struct there){0};
	take(world, &there, 1, (double[]){0.1234567891}, stamps);
	assert_int_equal(compare(world, &there, &twelve).count[FIGURE_WRONG], 1);
}

static void what_is_there_of_earlier_periods_is_too_much(void **state)
{
	struct world *world = *state;
	struct indicator *it = add_indicator(world, "x", KIND_STOCK, "t");
	struct there there = {0};
	struct tally tally;

	FIGURES(world, it, "", "2024-06", 5);
	take(world, &there, 3, (double[]){3, 4, 5}, stamps);
	tally = compare(world, &there, &exactly);
	assert_int_equal(tally.count[FIGURE_SURPLUS], 2);
	assert_int_equal(tally.count[FIGURE_THERE], 1);
}

static void the_same_figure_twice_is_one(void **state)
{
	struct world *world = *state;
	struct indicator *it = add_indicator(world, "x", KIND_STOCK, "t");
	struct there there = {0};
	struct tally tally;

	FIGURES(world, it, "", "2024-04", 0.1);
	take(world, &there, 2, (double[]){0.1, 0.1}, (int64_t[]){stamps[APRIL], stamps[APRIL]});
	take(world, &there, 1, (double[]){NAN}, &stamps[JUNE]);
	tally = compare(world, &there, &exactly);
	assert_int_equal(tally.count[FIGURE_THERE], 1);
	assert_int_equal(tally.spoilt, 0);
}

static void two_figures_or_an_odd_time_spoil_a_series(void **state)
{
	struct world *world = *state;
	struct indicator *it = add_indicator(world, "x", KIND_STOCK, "t");
	struct there twice = {0}, odd = {0};

	FIGURES(world, it, "", "2024-04", 0.1);
	take(world, &twice, 2, (double[]){0.1, 0.2}, (int64_t[]){stamps[APRIL], stamps[APRIL]});
	assert_int_equal(compare(world, &twice, &exactly).spoilt, 1);
	take(world, &odd, 2, (double[]){0.1, 0.2}, (int64_t[]){stamps[APRIL], stamps[MAY] + 1});
	assert_int_equal(compare(world, &odd, &exactly).spoilt, 1);
}

static void figures_that_nobody_could_have_sent_spoil_a_series(void **state)
{
	struct world *world = *state;
	struct indicator *it = add_indicator(world, "x", KIND_STOCK, "t");
	struct there large = {0}, small = {0};

	FIGURES(world, it, "", "2024-04", 0.1);
	take(world, &large, 2, (double[]){0.1, 1.7976931348623157e308}, stamps);
	assert_int_equal(compare(world, &large, &exactly).spoilt, 1);
	assert_nan(layers_at(&large.series.item[0].layers, (2024 - 1970) * 12 + 4));
	take(world, &small, 2, (double[]){0.1, 1e-31}, stamps);
	assert_int_equal(compare(world, &small, &exactly).spoilt, 1);
}

static void other_labels_are_foreign(void **state)
{
	struct world *world = *state;
	struct there there = {0};

	add_indicator(world, "x", KIND_STOCK, "kg");
	take(world, &there, 1, (double[]){1}, stamps);
	assert_int_equal(there.series.count, 0);
	assert_int_equal(there.foreign.count, 1);
	assert_str_equal(there.foreign.item[0].unit, "t");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(figures_are_there_missing_wrong_or_too_many),
		world_test(what_is_ahead_is_not_missing),
		world_test(last_digits_count_unless_fewer_are_asked_for),
		world_test(what_is_there_of_earlier_periods_is_too_much),
		world_test(the_same_figure_twice_is_one),
		world_test(two_figures_or_an_odd_time_spoil_a_series),
		world_test(figures_that_nobody_could_have_sent_spoil_a_series),
		world_test(other_labels_are_foreign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
