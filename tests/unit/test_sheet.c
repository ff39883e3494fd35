#include "unit.h"

#include "text/sheet.h"

static struct arena arena;
static struct diag diag;
static struct sheet sheet;

static bool read(const char *text, char delimiter, size_t width)
{
	struct sheet_dialect dialect = {.delimiter = delimiter, .quote = '"', .width = width};

	diag_init(&diag, &arena);
	return sheet_read(&arena, STR("f.csv"), str_of(text), dialect, &sheet, &diag);
}

/* All cells: records end with a line feed, cells are divided by |. */
static void is_read_as(const char *text, size_t width, const char *expected)
{
	struct str all = STR("");

	assert_true(read(text, ',', width));
	for (size_t r = 0; r < sheet.count; r++) {
		for (size_t c = 0; c < sheet_width(&sheet, r); c++)
			all = str_printf(&arena, "%.*s%s%.*s", STR_ARG(all), c ? "|" : "",
				STR_ARG(sheet_cell(&sheet, r, c)));
		all = str_printf(&arena, "%.*s\n", STR_ARG(all));
	}
	assert_str_equal(all, expected);
}

static void stands_at(size_t record, size_t column, size_t line, size_t character)
{
	struct place place = sheet_place(&sheet, record, column);

	if (place.line != line || place.column != character)
		fail_msg("%zu:%zu, not %zu:%zu", place.line, place.column, line, character);
}

static void records_end_with_lf_crlf_or_cr(void **state)
{
	(void)state;
	is_read_as("a,b\nc,d\n", 2, "a|b\nc|d\n");
	is_read_as("a,b\r\nc,d", 2, "a|b\nc|d\n");
	is_read_as("a,b\rc,d\r", 2, "a|b\nc|d\n");
	is_read_as("a,b\rc,d\r\ne,f\ng,h", 2, "a|b\nc|d\ne|f\ng|h\n");
	stands_at(3, 1, 4, 3);
}

static void blank_lines_make_no_record_but_count(void **state)
{
	(void)state;
	is_read_as("\n\na,b\r\n\r\n  \n c ,d\n\n", 2, "a|b\nc|d\n");
	stands_at(0, 0, 3, 1);
	stands_at(1, 0, 6, 2);
	stands_at(1, 1, 6, 5);
}

static void quoted_cells_hold_delimiters_quotes_and_line_ends(void **state)
{
	(void)state;
	is_read_as("\"a,1\",\"say \"\"x\"\"\",\"\"\n\"l1\nl2\",y,z\nq,r,s\n", 3,
		"a,1|say \"x\"|\nl1\nl2|y|z\nq|r|s\n");
	stands_at(0, 1, 1, 7);
	stands_at(0, 2, 1, 19);
	stands_at(1, 1, 3, 5);
	stands_at(2, 0, 4, 1);
}

static void the_column_counts_characters(void **state)
{
	(void)state;
	is_read_as("月份,各项贷款余额\n2024-05,x\n", 2, "月份|各项贷款余额\n2024-05|x\n");
	stands_at(0, 1, 1, 4);
	stands_at(1, 1, 2, 9);
}

static void empty_cells_keep_their_places(void **state)
{
	(void)state;
	is_read_as(",,\n,a,\n", 3, "||\n|a|\n");
	assert_int_equal(sheet_width(&sheet, 0), 3);
	assert_str_equal(sheet_cell(&sheet, 1, 7), "");
}

static void blanks_around_cells_are_dropped(void **state)
{
	(void)state;
	is_read_as(" a b , \"c \" ,\td\t\n", 3, "a b|c |d\n");
	stands_at(0, 1, 1, 8);
}

static void a_tab_may_be_the_delimiter(void **state)
{
	(void)state;
	assert_true(read("a\t\tb\n", '\t', 3));
	assert_int_equal(sheet_width(&sheet, 0), 3);
	assert_str_equal(sheet_cell(&sheet, 0, 2), "b");
}

static void lines_are_counted_through_blank_ones(void **state)
{
	(void)state;
	is_read_as("\"a\",b\n\n \n\"c\",d\n", 2, "a|b\nc|d\n");
	stands_at(1, 0, 4, 1);
}

static void a_quote_inside_a_cell_is_a_character(void **state)
{
	(void)state;
	is_read_as("5\" pipe,2\nx\"y\",3\n", 2, "5\" pipe|2\nx\"y\"|3\n");
	assert_int_equal(sheet.faults.count, 0);
}

static void an_unclosed_quote_swallows_no_rows(void **state)
{
	(void)state;
	is_read_as("k,a,b\nr,\"x,3\ns,y,4\nt,z,5\n", 3, "k|a|b\nr|\"x|3\ns|y|4\nt|z|5\n");
	assert_int_equal(sheet_fault(&sheet, 1)->kind, FAULT_MENDED);
	assert_int_equal(sheet_fault(&sheet, 1)->at, strlen("k,a,b\nr,"));
	assert_null(sheet_fault(&sheet, 2));
}

static void two_unclosed_quotes_do_not_close_each_other(void **state)
{
	(void)state;
	is_read_as("k,a,b\nr,\"x,3\ns,y,4\nt,\"z,5\nu,v,6\n", 3,
		"k|a|b\nr|\"x|3\ns|y|4\nt|\"z|5\nu|v|6\n");
	assert_int_equal(sheet.faults.count, 2);
}

static void a_missing_closing_quote_in_a_fully_quoted_file_stays_in_its_row(void **state)
{
	(void)state;
	is_read_as("\"a\",\"b\"\n\"x,\"1\"\n\"y\",\"2\"\n", 2, "a|b\n\"x|1\ny|2\n");
	assert_int_equal(sheet_fault(&sheet, 1)->kind, FAULT_MENDED);
}

static void a_record_that_fits_neither_way_is_a_fault(void **state)
{
	(void)state;
	is_read_as("a,b,c\n\"x,\"1,2\",5,6,7\nd,e,f\n", 3, "a|b|c\n\"x|\"1|2\"|5|6|7\nd|e|f\n");
	assert_int_equal(sheet_fault(&sheet, 1)->kind, FAULT_STRAY);
	assert_int_equal(sheet.faults.item[0].at, 6);
}

static void the_quote_rule_that_gives_the_usual_width_wins(void **state)
{
	(void)state;
	is_read_as("a,b,c\nx,\"1,\"2,3\"\nd,e,f\n", 3, "a|b|c\nx|\"1|2,3\nd|e|f\n");
	is_read_as("a,b,c\n\"12\\\",x\",1,2\n", 3, "a|b|c\n12\",x|1|2\n");
	is_read_as("a,b\n\"12\\\" x\",1\n", 2, "a|b\n12\" x|1\n");
	is_read_as("a,b,c\n\"x, 12\"\",\"y\",3\n", 3, "a|b|c\nx, 12\"|y|3\n");
	assert_int_equal(sheet_fault(&sheet, 1)->kind, FAULT_MENDED);
	/* two backslashes, one of which looks like the end of its cell */
	is_read_as("a,b\n\"a\\\" x\\\", y\",1\n", 2, "a|b\na\" x\", y|1\n");
	/* a backslash that does not explain the others */
	is_read_as("a,b\n\"12\\\" x\" y\",1\n", 2, "a|b\n12\\\" x\" y|1\n");
	is_read_as("a,b\n1,\"12\\\" x\n", 2, "a|b\n1|\"12\\\" x\n");
	is_read_as("a,b\n\"12\\\" x\",1,2\n", 2, "a|b\n\"12\\\" x\"|1|2\n");
}

/* So many cells in quotes, and `"1,"2,3"` behind them. */
static int fault_behind(size_t cells)
{
	struct str header = STR("a,b"), record = STR("");

	for (size_t i = 0; i < cells; i++) {
		header = str_printf(&arena, "%.*s,c", STR_ARG(header));
		record = str_printf(&arena, "%.*s\"x\",", STR_ARG(record));
	}
	assert_true(read(str_c(&arena, str_printf(&arena, "%.*s\n%.*s\"1,\"2,3\"\n",
					       STR_ARG(header), STR_ARG(record))),
		',', cells + 2));
	assert_non_null(sheet_fault(&sheet, 1));
	return (int)sheet_fault(&sheet, 1)->kind;
}

static void so_many_quotes_are_tried_as_literal_ones(void **state)
{
	(void)state;
	assert_int_equal(fault_behind(60), FAULT_MENDED);
	assert_int_equal(fault_behind(70), FAULT_STRAY);
}

static void rows_glued_behind_a_quoted_cell_are_a_fault(void **state)
{
	(void)state;
	is_read_as("a,b\n\"x,\"y\"\",1\nc,d\n", 2, "a|b\n\"x|\"y\"\"|1\nc|d\n");
	assert_int_equal(sheet_fault(&sheet, 1)->kind, FAULT_STRAY);
	is_read_as("a,b,c\n1,2,\"x\"3,4,\"y\"\n", 3, "a|b|c\n1|2|x\"3,4,\"y\n");
	assert_int_equal(sheet_fault(&sheet, 1)->kind, FAULT_STRAY);
	is_read_as("a,b\n1,\"5\" pipe\"\n", 2, "a|b\n1|5\" pipe\n");
	assert_null(sheet_fault(&sheet, 1));
}

static void a_last_cell_may_have_several_lines(void **state)
{
	(void)state;
	is_read_as("a,b\n1,\"two\nlines\"\n3,4\n", 2, "a|b\n1|two\nlines\n3|4\n");
	assert_int_equal(sheet.faults.count, 0);
}

static void records_of_another_delimiter_are_read_if_wanted(void **state)
{
	struct sheet_dialect dialect = {.delimiter = ',', .quote = '"', .width = 3, .mixed = true};
	const char *text = "a,b,c\n1 2 \"x, y\"\nmore words here\n"
			   "1 \"x\"y\" 3\n1 2 \"x\n";

	(void)state;
	diag_init(&diag, &arena);
	assert_true(sheet_read(&arena, STR("f.csv"), str_of(text), dialect, &sheet, &diag));
	assert_int_equal(sheet_width(&sheet, 1), 3);
	assert_str_equal(sheet_cell(&sheet, 1, 2), "x, y");
	assert_int_equal(sheet_fault(&sheet, 1)->kind, FAULT_DELIMITER);
	for (size_t i = 2; i < 5; i++)
		assert_int_equal(sheet_width(&sheet, i), 1);
}

static void several_lines_that_may_be_one_record_or_several_are_a_fault(void **state)
{
	(void)state;
	is_read_as("a,b,c\nx,\"y,3\nx2,y2\",4\n", 3, "a|b|c\nx|\"y|3\nx2|y2\"|4\n");
	assert_int_equal(sheet_fault(&sheet, 1)->kind, FAULT_TWO_WAYS);
}

static void an_unclosed_quote_in_a_long_file_is_found_after_a_mebibyte(void **state)
{
	size_t rows = 300000, len = 0;
	char *text = malloc(rows * 8 + 64);

	(void)state;
	len += (size_t)sprintf(text, "k,a\nr,\"x\n");
	for (size_t i = 0; i < rows; i++)
		len += (size_t)sprintf(text + len, "s,%zu\n", i % 1000);
	assert_true(read(text, ',', 2));
	assert_int_equal(sheet.count, rows + 2);
	assert_str_equal(sheet_cell(&sheet, 1, 1), "\"x");
	assert_int_equal(sheet_place(&sheet, rows + 1, 0).line, rows + 2);
	free(text);
}

static void limits_are_errors_not_crashes(void **state)
{
	size_t size = SHEET_CELL_MAX + 100;
	char *text = malloc(size + 1);

	(void)state;
	memset(text, 'x', size);
	text[size] = '\0';
	assert_false(read(text, ',', 2));
	assert_string_equal(messages(&arena, &diag), "f.csv:1: error: a cell is longer than 1 MiB; "
						     "name the right delimiter with delimiter "
						     "= in a source section, or mend the file\n");
	memset(text, ',', SHEET_COLUMNS_MAX + 10);
	text[SHEET_COLUMNS_MAX + 10] = '\0';
	assert_false(read(text, ',', 2));
	text[SHEET_COLUMNS_MAX - 1] = '\0';
	assert_true(read(text, ',', 2));
	assert_int_equal(sheet_width(&sheet, 0), SHEET_COLUMNS_MAX);
	free(text);
}

static void the_raw_record_is_verbatim(void **state)
{
	(void)state;
	assert_true(read("a,\"b \"\"c\"\"\"\r\n\r\n\"l1\nl2\",x\r\n", ',', 2));
	assert_str_equal(sheet_raw(&sheet, 0), "a,\"b \"\"c\"\"\"");
	assert_str_equal(sheet_raw(&sheet, 1), "\"l1\nl2\",x");
	assert_true(read("a,b  \nc,d \r\n", ',', 2));
	assert_str_equal(sheet_raw(&sheet, 0), "a,b");
	assert_str_equal(sheet_raw(&sheet, 1), "c,d");
}

static void blank_lines_belong_to_no_raw_record_but_blank_cells_do(void **state)
{
	(void)state;
	assert_true(read("a,b\n \t\nc,d\n", ',', 2));
	assert_str_equal(sheet_raw(&sheet, 0), "a,b");
	assert_true(read("a b \nc d e\n", ' ', 3));
	assert_str_equal(sheet_raw(&sheet, 0), "a b ");
}

static void the_quote_may_be_another_character(void **state)
{
	struct sheet_dialect dialect = {.delimiter = ';', .quote = '\'', .width = 2};

	(void)state;
	diag_init(&diag, &arena);
	assert_true(sheet_read(
		&arena, STR("f.csv"), STR("'a;b';\"c\"\n'it''s';d\n"), dialect, &sheet, &diag));
	assert_int_equal(sheet.count, 2);
	assert_str_equal(sheet_cell(&sheet, 0, 0), "a;b");
	assert_str_equal(sheet_cell(&sheet, 0, 1), "\"c\"");
	assert_str_equal(sheet_cell(&sheet, 1, 0), "it's");
}

/* Whether quoted or not: 65535 is the first length that its cell has no room for. */
static void long_cells_keep_their_length(void **state)
{
	enum { AROUND = 3 };
	char *text = malloc(SHEET_LONG + 100);

	(void)state;
	for (size_t len = SHEET_LONG - AROUND; len <= SHEET_LONG + AROUND; len++) {
		for (size_t quotes = 0; quotes < 2; quotes++) {
			size_t end = quotes + len;

			memset(text, 'x', len + 2);
			if (quotes)
				text[0] = text[end++] = '"';
			memcpy(text + end, ",y\nz,\n", 7);
			assert_true(read(text, ',', 2));
			assert_int_equal(sheet.count, 2);
			assert_int_equal(sheet_cell(&sheet, 0, 0).len, len);
			assert_ptr_equal(sheet_cell(&sheet, 0, 0).at, text + quotes);
			assert_str_equal(sheet_cell(&sheet, 0, 1), "y");
			assert_str_equal(sheet_cell(&sheet, 1, 0), "z");
		}
	}
	free(text);
}

static void a_long_cell_that_is_read_again_keeps_its_length(void **state)
{
	enum { LONG = SHEET_LONG + 5 };
	char *text = malloc(2 * LONG + 100);

	(void)state;
	memset(text, 'x', 2 * LONG + 100);
	memcpy(text + LONG, ",b\nr,\"", 6);
	memcpy(text + 2 * LONG, "\ns,t\n", 6);
	assert_true(read(text, ',', 2));
	assert_int_equal(sheet.count, 3);
	assert_int_equal(sheet_cell(&sheet, 0, 0).len, LONG);
	assert_int_equal(sheet_cell(&sheet, 1, 1).len, LONG - strlen(",b\nr,"));
	assert_str_equal(sheet_cell(&sheet, 2, 1), "t");
	free(text);
}

/* Cells of 900,000 bytes, all in one record. */
static bool read_large_cells(char *text, size_t count)
{
	enum { LARGE = 900000 };

	memset(text, 'x', count * LARGE);
	for (size_t i = 1; i < count; i++)
		text[i * LARGE] = ',';
	text[count * LARGE] = '\0';
	return read(text, ',', count);
}

static void a_limit_may_be_that_of_a_quote_that_is_never_closed(void **state)
{
	enum { CELL = 900000, CELLS = 5, LINE = 5 << 20 };
	char *text = malloc(LINE + 64);
	size_t len = 0;

	(void)state;
	/* a line that is longer than any record */
	memset(text, 'x', LINE);
	memcpy(text, "k,\"", 3);
	memcpy(text + LINE, "\n1,2\n", 6);
	text[LINE + 5] = '\0';
	assert_false(read(text, ',', 2));
	assert_true(str_has(str_of(messages(&arena, &diag)), STR("a cell is longer than 1 MiB")));
	/* commas that a quote swallows */
	memset(text, ',', SHEET_COLUMNS_MAX + 10);
	memcpy(text, "a,b\n\"", 5);
	strcpy(text + SHEET_COLUMNS_MAX + 10, "\n1,2\n");
	assert_false(read(text, ',', 2));
	assert_true(str_has(str_of(messages(&arena, &diag)), STR("more than 65535 columns")));
	/* cells of several lines, which are too long together: the first of them has one line */
	for (size_t i = 0; i < CELLS; i++) {
		memset(text + len, 'x', CELL);
		memcpy(text + len, "\"\n", 2);
		memcpy(text + len + CELL - 2, "\",", 2);
		len += CELL;
	}
	strcpy(text + len, "1\n1,2\n");
	assert_true(read(text, ',', 2));
	assert_str_equal(sheet_cell(&sheet, 0, 0), "\"");
	assert_int_equal(sheet_fault(&sheet, 0)->kind, FAULT_STRAY);
	free(text);
}

static void a_long_cell_stays_where_a_later_record_is_read_again(void **state)
{
	char *text = malloc(SHEET_LONG + 64);

	(void)state;
	memset(text, 'x', SHEET_LONG);
	strcpy(text + SHEET_LONG, ",1\nr,\"x\ns,2\n");
	assert_true(read(text, ',', 2));
	assert_int_equal(sheet_cell(&sheet, 0, 0).len, SHEET_LONG);
	assert_str_equal(sheet_cell(&sheet, 1, 1), "\"x");
	assert_str_equal(sheet_cell(&sheet, 2, 0), "s");
	free(text);
}

static void limits_end_where_they_say(void **state)
{
	char *text = malloc(5 * 900000 + 1);

	(void)state;
	memset(text, 'x', SHEET_CELL_MAX + 1);
	text[SHEET_CELL_MAX + 1] = '\0';
	assert_false(read(text, ',', 1));
	text[SHEET_CELL_MAX] = '\0';
	assert_true(read(text, ',', 1));
	assert_int_equal(sheet_cell(&sheet, 0, 0).len, SHEET_CELL_MAX);
	memset(text, ',', SHEET_COLUMNS_MAX);
	text[SHEET_COLUMNS_MAX] = '\0';
	assert_false(read(text, ',', 2));
	assert_true(str_has(str_of(messages(&arena, &diag)), STR("more than 65535 columns")));
	assert_true(read_large_cells(text, 4));
	assert_int_equal(sheet_width(&sheet, 0), 4);
	assert_false(read_large_cells(text, 5));
	assert_true(str_has(str_of(messages(&arena, &diag)), STR("a record is longer than 4 MiB")));
	free(text);
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_end_with_lf_crlf_or_cr),
		cmocka_unit_test(blank_lines_make_no_record_but_count),
		cmocka_unit_test(quoted_cells_hold_delimiters_quotes_and_line_ends),
		cmocka_unit_test(the_column_counts_characters),
		cmocka_unit_test(empty_cells_keep_their_places),
		cmocka_unit_test(blanks_around_cells_are_dropped),
		cmocka_unit_test(a_tab_may_be_the_delimiter),
		cmocka_unit_test(lines_are_counted_through_blank_ones),
		cmocka_unit_test(a_quote_inside_a_cell_is_a_character),
		cmocka_unit_test(an_unclosed_quote_swallows_no_rows),
		cmocka_unit_test(two_unclosed_quotes_do_not_close_each_other),
		cmocka_unit_test(a_missing_closing_quote_in_a_fully_quoted_file_stays_in_its_row),
		cmocka_unit_test(a_record_that_fits_neither_way_is_a_fault),
		cmocka_unit_test(the_quote_rule_that_gives_the_usual_width_wins),
		cmocka_unit_test(rows_glued_behind_a_quoted_cell_are_a_fault),
		cmocka_unit_test(a_last_cell_may_have_several_lines),
		cmocka_unit_test(records_of_another_delimiter_are_read_if_wanted),
		cmocka_unit_test(several_lines_that_may_be_one_record_or_several_are_a_fault),
		cmocka_unit_test(an_unclosed_quote_in_a_long_file_is_found_after_a_mebibyte),
		cmocka_unit_test(limits_are_errors_not_crashes),
		cmocka_unit_test(the_raw_record_is_verbatim),
		cmocka_unit_test(blank_lines_belong_to_no_raw_record_but_blank_cells_do),
		cmocka_unit_test(the_quote_may_be_another_character),
		cmocka_unit_test(long_cells_keep_their_length),
		cmocka_unit_test(a_long_cell_that_is_read_again_keeps_its_length),
		cmocka_unit_test(so_many_quotes_are_tried_as_literal_ones),
		cmocka_unit_test(a_limit_may_be_that_of_a_quote_that_is_never_closed),
		cmocka_unit_test(a_long_cell_stays_where_a_later_record_is_read_again),
		cmocka_unit_test(limits_end_where_they_say),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
