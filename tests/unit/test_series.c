#include "world.h"

static struct series *only(struct world *world)
{
	return &world->book.series.item[0];
}

static void periods_without_a_figure_are_missing(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "");

	FIGURES(world, indicator, "", "2024-01", 1, NAN, 3);
	assert_nan(series_at(only(world), 647));
	assert_double(series_at(only(world), 648), 1);
	assert_nan(series_at(only(world), 649));
	assert_double(series_at(only(world), 650), 3);
	assert_nan(series_at(only(world), 651));
	assert_int_equal(series_last(only(world)), 650);
}

static void a_cut_takes_the_gaps_before_it_too(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "");

	FIGURES(world, indicator, "", "2024-01", 1, NAN, NAN, 4);
	series_cut(only(world), 660);
	assert_int_equal(only(world)->count, 4);
	series_cut(only(world), 650);
	assert_int_equal(only(world)->count, 1);
	series_cut(only(world), 640);
	assert_int_equal(only(world)->count, 0);
	assert_nan(series_at(only(world), 648));
	series_cut(only(world), 640);
	assert_int_equal(only(world)->count, 0);
}

static void the_book_is_cut_after_the_period_that_holds_today(void **state)
{
	struct world *world = *state;
	struct indicator *month = add_indicator(world, "month", KIND_STOCK, "");
	struct indicator *year = add_indicator(world, "year", KIND_STOCK, "");
	struct indicator *once = add_indicator(world, "once", KIND_STOCK, "");

	year->every = EVERY_YEAR;
	once->every = EVERY_ONCE;
	FIGURES(world, month, "", "2024-01", 1, 2, 3);
	FIGURES(world, year, "", "2023", 1, 2, 3);
	FIGURES(world, once, "", "2024-01", 1, 2, 3);
	book_cut(&world->book, day("2024-02-01"));
	assert_int_equal(world->book.series.item[0].count, 2);
	assert_int_equal(world->book.series.item[1].count, 2);
	assert_int_equal(world->book.series.item[2].count, 3);
}

static void the_book_finds_wholes_and_areas(void **state)
{
	struct world *world = *state;
	struct indicator *a = add_indicator(world, "a", KIND_STOCK, "");
	struct indicator *b = add_indicator(world, "b", KIND_STOCK, "");
	struct indicator *c = add_indicator(world, "c", KIND_STOCK, "");
	size_t first;

	FIGURES(world, c, "城西", "2024-01", 1);
	FIGURES(world, a, "", "2024-01", 2);
	FIGURES(world, c, "", "2024-01", 3);
	FIGURES(world, c, "城东", "2024-01", 4);
	book_index(&world->arena, &world->book);
	assert_double(book_find(&world->book, a, STR(""))->value[0], 2);
	assert_double(book_find(&world->book, c, STR(""))->value[0], 3);
	assert_double(book_find(&world->book, c, STR("城东"))->value[0], 4);
	assert_double(book_find(&world->book, c, STR("城西"))->value[0], 1);
	assert_null(book_find(&world->book, c, STR("城")));
	assert_null(book_find(&world->book, b, STR("")));
	assert_int_equal(book_range(&world->book, a, &first), 1);
	assert_int_equal(first, 0);
	assert_int_equal(book_range(&world->book, b, &first), 0);
	assert_int_equal(book_range(&world->book, c, &first), 3);
	assert_int_equal(first, 1);
	assert_int_equal(world->book.series.item[first].key.area.len, 0);
}

static void every_area_of_many_is_found(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "");

	for (int i = 0; i < 100; i++)
		FIGURES(world, indicator,
			str_c(&world->arena, str_printf(&world->arena, "%d", (i * 37) % 100)),
			"2024-01", (i * 37) % 100);
	book_index(&world->arena, &world->book);
	for (int i = 0; i < 100; i++)
		assert_double(book_find(&world->book, indicator, str_printf(&world->arena, "%d", i))
				      ->value[0],
			i);
	assert_null(book_find(&world->book, indicator, STR("100")));
}

static void an_empty_book_holds_nothing(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_STOCK, "");
	size_t first;

	book_index(&world->arena, &world->book);
	assert_null(book_find(&world->book, indicator, STR("")));
	assert_int_equal(book_range(&world->book, indicator, &first), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(periods_without_a_figure_are_missing),
		world_test(a_cut_takes_the_gaps_before_it_too),
		world_test(the_book_is_cut_after_the_period_that_holds_today),
		world_test(the_book_finds_wholes_and_areas),
		world_test(every_area_of_many_is_found),
		world_test(an_empty_book_holds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
