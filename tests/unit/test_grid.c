#include "unit.h"

#include "base/utf8.h"
#include "text/grid.h"

#include <dlfcn.h>
#include <libsmartcols/libsmartcols.h>
#include <locale.h>
#include <sched.h>

/* Stands before libc's own: four processors. */
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	(void)pid;
	memset(set, 0, size);
	for (size_t i = 0; i < 4; i++)
		CPU_SET_S(i, size, set);
	return 0;
}

static size_t drawn_here; /* lines that this process has given libsmartcols */

/* Stands before libsmartcols' own, and counts. */
struct libscols_line *scols_table_new_line(
	struct libscols_table *table, struct libscols_line *parent)
{
	struct libscols_line *(*real)(struct libscols_table *, struct libscols_line *);

	*(void **)&real = dlsym(RTLD_NEXT, "scols_table_new_line");
	drawn_here++;
	return real(table, parent);
}

static const struct grid_column columns[] = {
	{{"状态", 6}, false, false},
	{{"name", 4}, false, true},
	{{"实际", 6}, true, false},
};

static struct arena arena;

static int start(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

static int finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct str drawn(const struct str *cells, const char *const *colors, size_t rows, int width)
{
	struct buf out;

	buf_init(&out, &arena);
	assert_true(grid_draw(&out, columns, 3, cells, colors, rows, width));
	return buf_str(&out);
}

static void columns_stand_under_their_headings_in_chinese_too(void **state)
{
	const struct str cells[] = {
		STR("达标"), STR("贷款余额"), STR("2,400.62"), STR("missed"), STR("x"), STR("1")};

	(void)state;
	assert_str_equal(drawn(cells, NULL, 2, 0), "状态   name         实际\n"
						   "达标   贷款余额 2,400.62\n"
						   "missed x               1\n");
}

static void a_table_without_rows_shows_its_headings(void **state)
{
	(void)state;
	assert_str_equal(drawn(NULL, NULL, 0, 0), "状态 name 实际\n");
	assert_str_equal(drawn(NULL, NULL, 0, 80), "状态 name 实际\n");
}

static void an_empty_row_is_an_empty_line(void **state)
{
	const struct grid_column one = {.heading = STR("a")};
	const struct str cells[] = {STR("x"), STR(""), STR("y")};
	struct buf out;

	(void)state;
	buf_init(&out, &arena);
	assert_true(grid_draw(&out, &one, 1, cells, NULL, 3, 0));
	assert_str_equal(buf_str(&out), "a\nx\n\ny\n");
}

static void nothing_that_a_terminal_would_obey_gets_through(void **state)
{
	const struct str cells[] = {STR("a\033[2Jb"), STR("c\nd\te\r"),
		STR("\xFF\xC2\x9B"
		    "5\x7F")};

	(void)state;
	assert_str_equal(drawn(cells, NULL, 1, 0), "状态   name   实际\n"
						   "a [2Jb c d e  ? 5\n");
	assert_str_equal(grid_tame(&arena, STR("a\xE2\x80\xA8"
					       "b\0c")),
		"a b c");
	assert_str_equal(grid_tame(&arena, STR("\xE2\x80\xAEna\xE2\x81\xA9")), "?na?");
	assert_str_equal(grid_tame(&arena, (struct str){NULL, 0}), "");
}

static void only_columns_that_may_be_are_cut_to_the_width(void **state)
{
	const struct str cells[] = {STR("off-track"),
		STR("各项贷款余额各项贷款余额各项贷款余额各项贷款余额"),
		STR("123,456,789.01 亿元")};
	struct str rest, line;

	(void)state;
	for (int width = 40; width <= 90; width += 5) {
		rest = drawn(cells, NULL, 1, width);
		assert_true(str_has(rest, cells[0]) && str_has(rest, cells[2]));
		assert_int_equal(str_has(rest, cells[1]), width >= 80);
		while (str_cut(&rest, '\n', &line))
			assert_true(utf8_columns(line) <= (size_t)width);
	}
	/* off a terminal nothing is cut */
	assert_true(str_has(drawn(cells, NULL, 1, 0), cells[1]));
	/* narrower than what must not be cut: wider than the terminal, but whole */
	rest = drawn(cells, NULL, 1, 10);
	assert_true(str_has(rest, cells[0]) && str_has(rest, cells[2]));
}

static void a_very_long_cell_stands_whole(void **state)
{
	char *much = arena_alloc(&arena, 1, 100001);
	struct str cells[] = {STR("a"), {much, 100000}, STR("b")};

	(void)state;
	memset(much, 'x', 100000);
	assert_true(str_has(drawn(cells, NULL, 1, 0), cells[1]));
	assert_false(str_has(drawn(cells, NULL, 1, 80), cells[1]));
}

static void colours_surround_the_cell_and_end(void **state)
{
	const struct str cells[] = {STR("missed"), STR("x"), STR("1")};
	const char *const colors[] = {"\033[1;31m", NULL, NULL};

	(void)state;
	assert_str_equal(drawn(cells, colors, 1, 80), "状态   name 实际\n"
						      "\033[1;31mmissed\033[0m x       1\n");
	assert_str_equal(drawn(cells, NULL, 1, 80), "状态   name 实际\n"
						    "missed x       1\n");
}

enum { MANY = 9000 }; /* rows, enough for several processes */

static struct str *many_cells(void)
{
	struct str *cells = NEW_ARRAY(&arena, 3 * MANY, struct str);

	for (int row = 0; row < MANY; row++) {
		cells[3 * row] = row % 7 ? STR("met") : STR("达标");
		cells[3 * row + 1] = str_printf(&arena, "%.*s%d", row / 1000, "贷款余额贷", row);
		cells[3 * row + 2] = str_printf(&arena, "%d", row * row);
	}
	return cells;
}

/* On a terminal one process draws all of it. */
static void assert_drawn_as_one(const struct str *cells)
{
	struct str whole = drawn(cells, NULL, MANY, 200), stripes = drawn(cells, NULL, MANY, 0);

	assert_int_equal(stripes.len, whole.len);
	assert_memory_equal(stripes.at, whole.at, whole.len);
}

/* Others draw most of it, if they find the widths that were expected. */
static void assert_shared_out(const struct str *cells, bool shared)
{
	drawn_here = 0;
	drawn(cells, NULL, MANY, 0);
	if (shared)
		assert_true(drawn_here < MANY / 2);
	else
		assert_true(drawn_here >= MANY);
}

static void a_long_table_is_the_same_whoever_draws_it(void **state)
{
	struct str *cells = many_cells();

	(void)state;
	assert_drawn_as_one(cells);
	assert_shared_out(cells, true);
	cells[3 * (MANY - 1) + 1] = STR("the longest name of all stands in the last row");
	assert_drawn_as_one(cells);
	assert_shared_out(cells, true);
	cells[0] = STR("各项贷款余额各项贷款余额");
	cells[3 * 4000 + 2] = STR("");
	assert_drawn_as_one(cells);
	assert_shared_out(cells, true);
}

/* A rocket, which libsmartcols counts as two columns and utf8_columns as one. */
static void so_is_one_with_a_character_whose_width_is_another_elsewhere(void **state)
{
	struct str *cells = many_cells(),
		   rocket = STR("\xF0\x9F\x9A\x80 a name that is long enough");

	(void)state;
	cells[3 * 5000 + 1] = rocket;
	assert_int_equal(utf8_columns(str_head(rocket, 4)), 1);
	assert_drawn_as_one(cells);
	assert_shared_out(cells, false);
}

/* The heading of an empty column is all that tells its width. */
static void headings_may_be_the_widest(void **state)
{
	struct str *cells = many_cells();

	(void)state;
	for (size_t row = 0; row < MANY; row++)
		cells[3 * row] = STR("");
	assert_drawn_as_one(cells);
	assert_shared_out(cells, true);
}

static void short_tables_are_drawn_here(void **state)
{
	struct str *cells = many_cells();

	(void)state;
	drawn_here = 0;
	drawn(cells, NULL, 999, 0);
	assert_int_equal(drawn_here, 999);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(columns_stand_under_their_headings_in_chinese_too),
		TEST(a_table_without_rows_shows_its_headings),
		TEST(an_empty_row_is_an_empty_line),
		TEST(nothing_that_a_terminal_would_obey_gets_through),
		TEST(only_columns_that_may_be_are_cut_to_the_width),
		TEST(a_very_long_cell_stands_whole),
		TEST(colours_surround_the_cell_and_end),
		TEST(a_long_table_is_the_same_whoever_draws_it),
		TEST(so_is_one_with_a_character_whose_width_is_another_elsewhere),
		TEST(headings_may_be_the_widest),
		TEST(short_tables_are_drawn_here),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
