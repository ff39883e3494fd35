#include "world.h"

static void derive(struct world *world)
{
	book_index(&world->arena, &world->book);
	derive_sums(&world->arena, &world->book);
	derive_formulas(&world->arena, &world->book);
}

static double figure(struct world *world, const struct indicator *indicator, const char *area,
	const char *period)
{
	const struct series *series = book_find(&world->book, indicator, str_of(area));

	return series ? series_at(series, period_number(indicator, period)) : NAN;
}

static struct indicator *computed(struct world *world, const char *formula)
{
	struct indicator *indicator = add_indicator(world, "computed", KIND_RATIO, "%");

	set_formula(world, indicator, formula);
	return indicator;
}

static struct indicator *stock(struct world *world, const char *id)
{
	return add_indicator(world, id, KIND_STOCK, "条");
}

static void a_share_is_computed_period_by_period(void **state)
{
	struct world *world = *state;
	struct indicator *repaired = stock(world, "repaired"), *listed = stock(world, "listed");
	struct indicator *share = computed(world, "repaired / listed * 100");

	FIGURES(world, repaired, "", "2024-05", 200, 209);
	FIGURES(world, listed, "", "2024-05", 230, 230);
	derive(world);
	assert_double(figure(world, share, "", "2024-05"), 200.0 / 230 * 100);
	assert_double(figure(world, share, "", "2024-06"), 209.0 / 230 * 100);
	assert_nan(figure(world, share, "", "2024-07"));
}

static void precedence_and_signs_are_those_of_arithmetic(void **state)
{
	static const struct {
		const char *formula;
		double expected;
	} cases[] = {{"a + b * c", 14}, {"(a + b) * c", 20}, {"a - b - c", -5},
		{"a / b / 2", 1.0 / 3}, {"-a * -b", 6}, {"a - -b", 5}, {"-(a + b)", -5},
		{"2 * (a + (b - c)) / 4", 0.5}, {"a * 1.5e2", 300}};
	struct world *world = *state;
	struct indicator *a = stock(world, "a"), *b = stock(world, "b"), *c = stock(world, "c");
	struct indicator *result[sizeof(cases) / sizeof(*cases)];

	FIGURES(world, a, "", "2024-01", 2);
	FIGURES(world, b, "", "2024-01", 3);
	FIGURES(world, c, "", "2024-01", 4);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		result[i] = computed(world, cases[i].formula);
	derive(world);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_double(figure(world, result[i], "", "2024-01"), cases[i].expected);
}

static void missing_in_is_missing_out(void **state)
{
	struct world *world = *state;
	struct indicator *a = stock(world, "a"), *b = stock(world, "b");
	struct indicator *sum = computed(world, "a + b");
	struct series *series;

	FIGURES(world, a, "", "2024-01", 1, NAN, 3, 4);
	FIGURES(world, b, "", "2024-01", 1, 2, 3);
	derive(world);
	series = book_find(&world->book, sum, STR(""));
	assert_int_equal(series->first, 648);
	assert_int_equal(series->count, 3);
	assert_nan(series->value[1]);
	assert_double(series->value[2], 6);
	assert_false(derive_is_nothing(series, 649));
}

static void without_a_figure_there_is_no_series(void **state)
{
	struct world *world = *state;
	struct indicator *a = stock(world, "a"), *b = stock(world, "b");
	struct indicator *sum = computed(world, "a + b"), *other = computed(world, "1 + 2");

	FIGURES(world, a, "", "2024-01", 1);
	FIGURES(world, b, "", "2024-03", 1);
	derive(world);
	assert_null(book_find(&world->book, sum, STR("")));
	assert_null(book_find(&world->book, other, STR("")));
}

static void division_by_zero_is_missing_and_zero_by_zero_is_nothing(void **state)
{
	struct world *world = *state;
	struct indicator *a = stock(world, "a"), *b = stock(world, "b");
	struct indicator *share = computed(world, "100 - a / b * 100");
	struct series *series;

	FIGURES(world, a, "", "2024-01", 1, 1, 0, 0);
	FIGURES(world, b, "", "2024-01", 2, 0, 0, 1);
	derive(world);
	series = book_find(&world->book, share, STR(""));
	assert_double(series->value[0], 50);
	assert_nan(series->value[1]);
	assert_false(derive_is_nothing(series, 649));
	assert_nan(series->value[2]);
	assert_true(derive_is_nothing(series, 650));
	assert_double(series->value[3], 100);
	assert_false(derive_is_nothing(series, 651));
}

static void nothing_goes_on_at_both_ends(void **state)
{
	struct world *world = *state;
	struct indicator *gap = add_indicator(world, "gap", KIND_RATIO, "%");
	struct indicator *a = stock(world, "a"), *b = stock(world, "b");
	struct series *series;

	computed(world, "a / b * 100");
	set_formula(world, gap, "100 - computed");
	FIGURES(world, a, "", "2024-01", 0, 1, 0);
	FIGURES(world, b, "", "2024-01", 0, 4, 0);
	derive(world);
	series = book_find(&world->book, gap, STR(""));
	assert_int_equal(series->count, 1);
	assert_true(derive_is_nothing(series, 648));
	assert_true(derive_is_nothing(series, 650));
}

static void nothing_goes_on_through_further_formulas(void **state)
{
	struct world *world = *state;
	struct indicator *gap = add_indicator(world, "gap", KIND_RATIO, "%");
	struct indicator *a = stock(world, "a"), *b = stock(world, "b");
	struct series *series;

	computed(world, "a / b * 100");
	set_formula(world, gap, "100 - computed");
	FIGURES(world, a, "", "2024-01", 1, 0);
	FIGURES(world, b, "", "2024-01", 4, 0);
	derive(world);
	series = book_find(&world->book, gap, STR(""));
	assert_int_equal(series->count, 1);
	assert_double(series->value[0], 75);
	assert_true(derive_is_nothing(series, 649));
}

static void a_fact_filed_once_stands_for_every_period(void **state)
{
	struct world *world = *state;
	struct indicator *done = stock(world, "done"), *all = stock(world, "all");
	struct indicator *share = computed(world, "done / all * 100");

	all->every = EVERY_ONCE;
	FIGURES(world, done, "", "2024-01", 1, 1, 1, 1, 1);
	FIGURES(world, all, "", "2024-02", 20, NAN, 25);
	derive(world);
	assert_double(figure(world, share, "", "2024-01"), 5); /* before it: the first */
	assert_double(figure(world, share, "", "2024-02"), 5);
	assert_double(figure(world, share, "", "2024-03"), 5);
	assert_double(figure(world, share, "", "2024-04"), 4);
	assert_double(figure(world, share, "", "2024-05"), 4);
}

static void facts_alone_give_figures_where_one_was_filed(void **state)
{
	struct world *world = *state;
	struct indicator *done = stock(world, "done"), *all = stock(world, "all");
	struct indicator *share = computed(world, "done / all * 100");

	done->every = all->every = share->every = EVERY_ONCE;
	FIGURES(world, all, "", "2024-02", 84);
	FIGURES(world, done, "", "2024-04", 75, NAN, 84);
	derive(world);
	assert_double(figure(world, share, "", "2024-02"), 75.0 / 84 * 100);
	assert_nan(figure(world, share, "", "2024-03"));
	assert_double(figure(world, share, "", "2024-04"), 75.0 / 84 * 100);
	assert_nan(figure(world, share, "", "2024-05"));
	assert_double(figure(world, share, "", "2024-06"), 100);
}

static void once_on_a_day_is_the_latest_figure_not_after_it(void **state)
{
	struct world *world = *state;
	struct indicator *limit = stock(world, "limit");
	struct series *series;

	limit->every = EVERY_ONCE;
	FIGURES(world, limit, "", "2024-02", 20, NAN, 25);
	series = &world->book.series.item[0];
	assert_double(derive_once(series, day("2020-01-01")), 20);
	assert_double(derive_once(series, day("2024-03-31")), 20);
	assert_double(derive_once(series, day("2024-04-01")), 25);
	assert_double(derive_once(series, day("2034-04-01")), 25);
	series->count = 0;
	assert_nan(derive_once(series, day("2024-04-01")));
}

static void each_area_comes_from_its_own_inputs(void **state)
{
	struct world *world = *state;
	struct indicator *a = stock(world, "a"), *b = stock(world, "b"), *c = stock(world, "c");
	struct indicator *result = computed(world, "a / b * c");

	c->every = EVERY_ONCE;
	FIGURES(world, a, "", "2024-01", 10);
	FIGURES(world, b, "", "2024-01", 20);
	FIGURES(world, a, "城东", "2024-01", 1);
	FIGURES(world, b, "城东", "2024-01", 4);
	FIGURES(world, a, "城西", "2024-01", 1);
	FIGURES(world, c, "", "2024-01", 100);
	derive(world);
	assert_double(figure(world, result, "", "2024-01"), 50);
	assert_double(figure(world, result, "城东", "2024-01"), 25);
	assert_null(book_find(&world->book, result, STR("城西")));
}

static void formulas_may_build_on_formulas_in_any_order(void **state)
{
	struct world *world = *state;
	struct indicator *last = add_indicator(world, "last", KIND_RATIO, "%");
	struct indicator *middle = add_indicator(world, "middle", KIND_RATIO, "%");
	struct indicator *a = stock(world, "a");

	set_formula(world, middle, "a * 2");
	set_formula(world, last, "middle + a");
	FIGURES(world, a, "", "2024-01", 5);
	derive(world);
	assert_double(figure(world, last, "", "2024-01"), 15);
}

static void areas_are_summed_where_no_whole_is_stored(void **state)
{
	struct world *world = *state;
	struct indicator *a = stock(world, "a"), *b = stock(world, "b");
	struct series *sum;

	a->areas_sum = b->areas_sum = true;
	FIGURES(world, a, "城东", "2024-01", 1, 2, NAN, 4);
	FIGURES(world, a, "城西", "2024-02", 10, 20, 30, 40);
	FIGURES(world, b, "", "2024-01", 7);
	FIGURES(world, b, "城东", "2024-01", 1);
	derive(world);
	sum = book_find(&world->book, a, STR(""));
	assert_int_equal(sum->first, 649);
	assert_int_equal(sum->count, 3);
	assert_double(sum->value[0], 12);
	assert_nan(sum->value[1]);
	assert_double(sum->value[2], 34);
	assert_double(figure(world, b, "", "2024-01"), 7);
}

static void a_sum_waits_for_every_area_on_the_list(void **state)
{
	struct world *world = *state;
	struct indicator *a = stock(world, "a");

	a->areas_sum = true;
	*array_add(&world->arena, &a->areas) = STR("城东");
	*array_add(&world->arena, &a->areas) = STR("城西");
	FIGURES(world, a, "城东", "2024-01", 1);
	derive(world);
	assert_null(book_find(&world->book, a, STR("")));
	FIGURES(world, a, "城西", "2024-01", 2);
	derive(world);
	assert_double(figure(world, a, "", "2024-01"), 3);
}

static void areas_of_which_all_figures_lie_ahead_have_no_sum(void **state)
{
	struct world *world = *state;
	struct indicator *a = stock(world, "a");

	a->areas_sum = true;
	FIGURES(world, a, "城东", "2024-07", 1);
	book_cut(&world->book, 19904); /* 2024-06-30 */
	derive(world);
	assert_null(book_find(&world->book, a, STR("")));
}

static void percentages_are_never_summed(void **state)
{
	struct world *world = *state;
	struct indicator *a = add_indicator(world, "a", KIND_RATIO, "%");

	a->areas_sum = true;
	FIGURES(world, a, "城东", "2024-01", 1);
	derive(world);
	assert_null(book_find(&world->book, a, STR("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(a_share_is_computed_period_by_period),
		world_test(precedence_and_signs_are_those_of_arithmetic),
		world_test(missing_in_is_missing_out),
		world_test(without_a_figure_there_is_no_series),
		world_test(division_by_zero_is_missing_and_zero_by_zero_is_nothing),
		world_test(nothing_goes_on_at_both_ends),
		world_test(nothing_goes_on_through_further_formulas),
		world_test(a_fact_filed_once_stands_for_every_period),
		world_test(facts_alone_give_figures_where_one_was_filed),
		world_test(once_on_a_day_is_the_latest_figure_not_after_it),
		world_test(each_area_comes_from_its_own_inputs),
		world_test(formulas_may_build_on_formulas_in_any_order),
		world_test(areas_are_summed_where_no_whole_is_stored),
		world_test(a_sum_waits_for_every_area_on_the_list),
		world_test(areas_of_which_all_figures_lie_ahead_have_no_sum),
		world_test(percentages_are_never_summed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
