/* How far several processes read at once what is worth it. What they read is compared with what one
 * of them reads in test_sheet_plain. */
#include "unit.h"

#include "text/sheet_plain.h"

#include <sched.h>

enum { ROW = 16 }; /* bytes of a row */

static struct arena arena;
static struct diag diag;
static struct sheet sheet;
static int pretended_cores;

/* Stands before libc's own: as many processors as a test says. */
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	(void)pid;
	memset(set, 0, size);
	for (int i = 0; i < pretended_cores; i++)
		CPU_SET_S((size_t)i, size, set);
	return 0;
}

static int start(void **state)
{
	(void)state;
	pretended_cores = 5;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* Rows of three cells each. */
static char *make_rows(size_t rows)
{
	char *text = arena_alloc(&arena, 1, rows * ROW + 1);

	for (size_t i = 0; i < rows; i++)
		snprintf(text + i * ROW, ROW + 1, "%07zu,1234,56\n", i % 10000000);
	return text;
}

/* Reads the first window alone, as a sheet does to see what the rest will need. */
static struct sheet_reader read_window(const char *text, size_t len)
{
	struct sheet_reader r = {.arena = &arena,
		.sheet = &sheet,
		.text = {text, len},
		.delimiter = ',',
		.quote = '"',
		.line = 1};

	sheet = (struct sheet){.text = r.text,
		.dialect = {.delimiter = ',', .quote = '"', .width = 3},
		.usual.line = 1};
	assert_true(sheet_read_plain(&r, len));
	assert_true(r.cursor < SHEET_WINDOW && r.cursor > SHEET_WINDOW - 2 * ROW);
	return r;
}

/* Everything before the cursor is in the sheet, row by row. */
static void assert_read_up_to(const struct sheet_reader *r, size_t rows)
{
	assert_int_equal(r->cursor, rows * ROW);
	assert_int_equal(r->line, rows + 1);
	assert_int_equal(sheet.records.count, rows);
	assert_int_equal(sheet.cells.count, 3 * rows);
	assert_int_equal(sheet.records.item[rows - 1].at, (rows - 1) * ROW);
	assert_int_equal(sheet.records.item[rows - 1].first, 3 * (rows - 1));
	assert_int_equal(sheet.records.item[rows - 1].line, rows);
	assert_int_equal(sheet.usual.line, rows + 1);
}

static void a_regular_text_is_read_to_its_end(void **state)
{
	enum { ROWS = 400000 }; /* 6.1 MiB */
	char *text = make_rows(ROWS);
	struct sheet_reader r;

	(void)state;
	for (pretended_cores = 2; pretended_cores <= 7; pretended_cores++) {
		r = read_window(text, (size_t)ROWS * ROW);
		assert_true(sheet_read_striped(&r, &diag));
		assert_read_up_to(&r, ROWS);
	}
	/* a last line without an end is left to others */
	r = read_window(text, (size_t)ROWS * ROW - 3);
	assert_true(sheet_read_striped(&r, &diag));
	assert_read_up_to(&r, ROWS - 1);
}

static void two_megabytes_are_worth_two_processes(void **state)
{
	size_t window = SHEET_WINDOW / ROW * ROW, len = window + 2 * SHEET_STRIPE;
	char *text = make_rows(len / ROW);
	struct sheet_reader r = read_window(text, len - ROW);

	(void)state;
	assert_true(sheet_read_striped(&r, &diag));
	assert_read_up_to(&r, window / ROW);
	r = read_window(text, len);
	assert_true(sheet_read_striped(&r, &diag));
	assert_read_up_to(&r, len / ROW);
	pretended_cores = 1;
	r = read_window(text, len);
	assert_true(sheet_read_striped(&r, &diag));
	assert_read_up_to(&r, window / ROW);
}

static void a_quote_ends_it_wherever_it_stands(void **state)
{
	enum { ROWS = 400000 };
	static const size_t rows[] = {50000, 150000, 399999};
	char *text = make_rows(ROWS);
	struct sheet_reader r;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		text[rows[i] * ROW + 5] = '"';
		r = read_window(text, (size_t)ROWS * ROW);
		assert_true(sheet_read_striped(&r, &diag));
		assert_read_up_to(&r, rows[i]);
		text[rows[i] * ROW + 5] = '0';
	}
}

static void behind_a_quote_more_are_expected(void **state)
{
	enum { ROWS = 400000 };
	char *text = make_rows(ROWS);
	struct sheet_reader r = read_window(text, (size_t)ROWS * ROW);

	(void)state;
	text[5] = '"';
	assert_true(sheet_read_striped(&r, &diag));
	assert_read_up_to(&r, SHEET_WINDOW / ROW);
}

/* A fourth cell takes the room of the last row of its stripe, the third of five: the window with
 * that row is left to others. */
static void more_cells_than_usual_end_it(void **state)
{
	enum { ROWS = 400000, LONGER = 200000 };
	char *text = make_rows(ROWS);
	size_t len = (size_t)ROWS * ROW, end;
	struct sheet_reader r;

	(void)state;
	text[(size_t)LONGER * ROW + 3] = ',';
	r = read_window(text, len);
	end = r.cursor + (len - r.cursor) * 3 / 5;
	assert_true(sheet_read_striped(&r, &diag));
	assert_true(r.cursor <= end && r.cursor > end - SHEET_WINDOW);
	assert_int_equal(sheet.records.count, r.cursor / ROW);
	assert_int_equal(sheet.cells.count, 3 * sheet.records.count + 1);
	assert_int_equal(sheet.usual.line, LONGER + 1);
}

/* Line ends of both kinds make three records of a line, and so one too many in its stripe. */
static void more_records_than_lines_end_it(void **state)
{
	enum { ROWS = 400000, LONGER = 200000 };
	char *text = make_rows(ROWS);
	size_t len = (size_t)ROWS * ROW, end;
	struct sheet_reader r;

	(void)state;
	memcpy(text + (size_t)LONGER * ROW, "000000\r1234\r567\n", ROW);
	r = read_window(text, len);
	end = r.cursor + (len - r.cursor) * 3 / 5;
	assert_true(sheet_read_striped(&r, &diag));
	assert_true(r.cursor <= end && r.cursor > end - SHEET_WINDOW);
	assert_int_equal(sheet.records.count, r.cursor / ROW + 2);
	assert_int_equal(sheet.cells.count, 3 * (sheet.records.count - 2));
}

/* Some rows in the first stripe are of another width, but there are as many cells as expected: what
 * other processes read behind them moves by records alone, or by lines alone. */
static void records_and_lines_are_counted_apart(void **state)
{
	static const char *const rows[] = {
		"0000000,1,2,3,4,5xxxxxxxxxxxxx\n\n",       /* two lines, one record */
		"0000,1,2,3,4,5xx\n\n0000000,1\r2xxxxx\n"}; /* three of both, and one more */
	enum { ROWS = 400000, OTHER = 40000 };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char *text = make_rows(ROWS);
		size_t taken = i ? 3 : 2, records = i ? ROWS : ROWS - 1;
		struct sheet_reader r;
		const struct sheet_record *last;

		memset(text + (size_t)OTHER * ROW, 'x', taken * ROW);
		memcpy(text + (size_t)OTHER * ROW + taken * ROW - strlen(rows[i]), rows[i],
			strlen(rows[i]));
		r = read_window(text, (size_t)ROWS * ROW);
		assert_true(sheet_read_striped(&r, &diag));
		assert_int_equal(r.cursor, ROWS * ROW);
		assert_int_equal(sheet.records.count, records);
		assert_int_equal(sheet.cells.count, 3 * ROWS);
		last = &sheet.records.item[records - 1];
		assert_int_equal(last->at, (ROWS - 1) * ROW);
		assert_int_equal(last->first, 3 * (ROWS - 1));
		assert_int_equal(last->line, ROWS + i);
	}
}

/* Two rows of the usual kind, another one, and a usual one again, which is not right below them. */
static void assert_usual_rows(const char *row, size_t usual)
{
	struct str text = str_printf(&arena, "a,1,2\nb,1,2\n%s\nc,1,2\n", row);
	struct sheet_reader r = {.arena = &arena,
		.sheet = &sheet,
		.text = text,
		.delimiter = ',',
		.quote = '"',
		.line = 1};

	sheet = (struct sheet){.text = text,
		.dialect = {.delimiter = ',', .quote = '"', .width = 3},
		.usual.line = 1};
	assert_true(sheet_read_plain(&r, text.len));
	assert_int_equal(sheet.usual.end, usual);
	assert_int_equal(sheet.usual.line, usual + 1);
	assert_true(sheet.usual.begins['a'] && sheet.usual.begins['b']);
	assert_int_equal(sheet.usual.begins['c'], usual == 4);
}

static void what_is_not_usual_ends_the_usual_rows(void **state)
{
	(void)state;
	assert_usual_rows("x,1,2", 4);
	assert_usual_rows("!,1,2", 4);
	assert_usual_rows("~,1,2", 4);
	assert_usual_rows("x,,2", 4);
	assert_usual_rows("x,1,", 2);
	assert_usual_rows(",1,2", 2);
	assert_usual_rows("x,1", 2);
	assert_usual_rows("x,1,2,3", 2);
	assert_usual_rows("", 2);
	assert_usual_rows("\x01,1,2", 2);
	assert_usual_rows("\x7F,1,2", 2);
	assert_usual_rows("é,1,2", 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_regular_text_is_read_to_its_end),
		TEST(two_megabytes_are_worth_two_processes),
		TEST(a_quote_ends_it_wherever_it_stands),
		TEST(behind_a_quote_more_are_expected),
		TEST(more_cells_than_usual_end_it),
		TEST(more_records_than_lines_end_it),
		TEST(records_and_lines_are_counted_apart),
		TEST(what_is_not_usual_ends_the_usual_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
