#include "unit.h"

#include <sched.h>

#include "base/buf.h"
#include "ingest/order.h"

/* Stands before libc's own: as many processors as a test says. */
static int pretended_cores = 1;

int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	(void)pid;
	memset(set, 0, size);
	for (int i = 0; i < pretended_cores; i++)
		CPU_SET_S((size_t)i, size, set);
	return 0;
}

static struct arena arena, scratch;
static struct diag diag;
static struct indicator indicator = {.every = EVERY_MONTH, .calendar = {1, false}};
static struct source source;
static struct ingest_result result;
static struct run run;

/* A file of one column, with a figure a line from the second on: series, period, value. */
static void fill(const int (*figures)[3], size_t count)
{
	struct sheet_dialect dialect = {.delimiter = ',', .quote = '"', .width = 1};
	struct figures *all = &result.load.figures;
	struct buf text;

	buf_init(&text, &arena);
	buf_text(&text, "header\n");
	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "%zu\n", i);
	diag_init(&diag, &arena);
	result = (struct ingest_result){.missing = 0};
	run = (struct run){.arena = &arena,
		.scratch = &scratch,
		.path = STR("f.csv"),
		.result = &result,
		.diag = &diag};
	assert_true(sheet_read(&arena, run.path, buf_str(&text), dialect, &run.sheet, &diag));
	for (size_t i = 0; i < 2; i++)
		*array_add(&arena, &all->series) =
			(struct series_key){&indicator, i ? STR("b") : STR("")};
	for (size_t i = 0; i < count; i++)
		*array_add(&arena, all) = (struct figure){.series = (uint32_t)figures[i][0],
			.period = figures[i][1],
			.value = figures[i][2],
			.line = (uint32_t)i + 2};
}

#define FILL(...) \
	fill((const int[][3]){__VA_ARGS__}, sizeof((const int[][3]){__VA_ARGS__}) / sizeof(int[3]))

/* The figures that are left, as "series:period=value". */
static const char *left(void)
{
	const struct figures *all = &result.load.figures;
	struct str text = STR("");

	for (size_t i = 0; i < all->count; i++)
		text = str_printf(&arena, "%.*s%s%u:%d=%g", STR_ARG(text), i ? " " : "",
			all->item[i].series, all->item[i].period, all->item[i].value);
	return str_c(&arena, text);
}

static bool sort(void)
{
	bool strict;

	assert_true(order_sort(&run, &strict));
	return strict;
}

static void figures_are_sorted_by_series_and_period(void **state)
{
	(void)state;
	FILL({1, 5, 10}, {0, 650, 11}, {1, -3, 12}, {0, 5, 13});
	sort();
	assert_string_equal(left(), "0:5=13 0:650=11 1:-3=12 1:5=10");
}

static void figures_of_one_period_stay_in_the_order_of_the_file(void **state)
{
	(void)state;
	FILL({0, 7, 1}, {1, 7, 2}, {0, 7, 3}, {1, 7, 4}, {0, 6, 5});
	sort();
	assert_string_equal(left(), "0:6=5 0:7=1 0:7=3 1:7=2 1:7=4");
}

/* 2741 and these counts have no common divisor, so that all periods differ. */
static void many_are_sorted(int count)
{
	int(*figures)[3] = calloc((size_t)count, sizeof(*figures));

	for (int i = 0; i < count; i++) {
		figures[i][0] = i * 7 % 2;
		figures[i][1] = (int)(i * 2741L % count) - 100;
		figures[i][2] = i;
	}
	fill(figures, (size_t)count);
	free(figures);
	sort();
	for (int i = 1; i < count; i++) {
		const struct figure *a = &result.load.figures.item[i - 1], *b = a + 1;

		assert_true(
			a->series < b->series || (a->series == b->series && a->period < b->period));
	}
}

static void many_figures_are_sorted_too(void **state)
{
	(void)state;
	many_are_sorted(5000);
	for (pretended_cores = 2; pretended_cores > 0; pretended_cores--)
		many_are_sorted(200000); /* worth two processes */
	pretended_cores = 1;
}

static void equal_figures_of_one_period_are_one(void **state)
{
	(void)state;
	FILL({0, 7, 1}, {0, 7, 1}, {0, 8, 1});
	order_unique(&run);
	assert_string_equal(left(), "0:7=1 0:8=1");
	assert_int_equal(diag.errors, 0);
}

static void different_figures_of_one_period_are_refused_with_both_lines(void **state)
{
	(void)state;
	indicator.id = STR("loans");
	FILL({0, 652, 1}, {0, 653, 3}, {0, 652, 2}); /* 652: 2024-05 */
	sort();
	order_unique(&run);
	assert_string_equal(messages(&arena, &diag),
		"f.csv:4:1: error: 2024-05 of loans is 2 here but 1 in line 2; mend the file, or "
		"add "
		"duplicates = first or duplicates = last to a section source f { match = \"f.csv\" "
		"}\n");
	order_drop_rejected(&run);
	assert_string_equal(left(), "0:653=3");
}

static void the_source_section_may_choose_the_first_or_the_last(void **state)
{
	(void)state;
	FILL({0, 7, 1}, {0, 7, 2}, {0, 7, 3});
	source.duplicates = DUPLICATES_FIRST;
	run.source = &source;
	order_unique(&run);
	assert_string_equal(left(), "0:7=1");
	FILL({0, 7, 1}, {0, 7, 2}, {0, 7, 3});
	source.duplicates = DUPLICATES_LAST;
	run.source = &source;
	order_unique(&run);
	assert_string_equal(left(), "0:7=3");
	assert_int_equal(diag.errors, 0);
}

static void the_figures_of_rejected_records_are_dropped(void **state)
{
	(void)state;
	FILL({0, 7, 1}, {0, 8, 2}, {0, 9, 3});
	run_reject(&run, 3); /* the record of the third figure; the header is 0 */
	run_reject(&run, 1);
	order_drop_rejected(&run);
	assert_string_equal(left(), "0:8=2");
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	arena_init(&scratch, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&scratch);
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_are_sorted_by_series_and_period),
		cmocka_unit_test(figures_of_one_period_stay_in_the_order_of_the_file),
		cmocka_unit_test(many_figures_are_sorted_too),
		cmocka_unit_test(equal_figures_of_one_period_are_one),
		cmocka_unit_test(different_figures_of_one_period_are_refused_with_both_lines),
		cmocka_unit_test(the_source_section_may_choose_the_first_or_the_last),
		cmocka_unit_test(the_figures_of_rejected_records_are_dropped),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
