#include "unit.h"

#include "ingest/dialect.h"

static struct arena arena;
static struct diag diag;
static struct sheet_dialect dialect;
static struct str why;

static bool detect(const char *text, char delimiter)
{
	diag_init(&diag, &arena);
	return dialect_detect(&arena, STR("f.csv"), str_of(text), delimiter, &dialect, &why, &diag);
}

static void is_written_with(const char *text, char delimiter, char quote, size_t width)
{
	if (!detect(text, '\0'))
		fail_msg("%s", messages(&arena, &diag));
	assert_int_equal(dialect.delimiter, delimiter);
	assert_int_equal(dialect.quote, quote);
	assert_int_equal(dialect.width, width);
}

static void each_of_four_delimiters_is_recognised(void **state)
{
	(void)state;
	is_written_with("月份,余额\n2024-05,1.5\n2024-06,2\n", ',', '"', 2);
	is_written_with("月份;余额\n2024-05;1.5\n2024-06;2\n", ';', '"', 2);
	is_written_with("月份\t余额\n2024-05\t1.5\n2024-06\t2\n", '\t', '"', 2);
	is_written_with("月份|余额\n2024-05|1.5\n2024-06|2\n", '|', '"', 2);
}

static void a_decimal_comma_is_no_delimiter(void **state)
{
	(void)state;
	is_written_with("Grupo;Tipo;Periodo;Total\nÍndice general;Índice;2025M12;119,942\n"
			"Índice general;Índice;2025M11;119,532\n",
		';', '"', 4);
	is_written_with("d;a;b\n2024-05;1,5;2,5\n2024-06;3,5;4,5\n", ';', '"', 3);
}

static void a_comma_in_quotes_is_no_delimiter(void **state)
{
	(void)state;
	is_written_with("\"月份\";\"甲,乙\"\n\"2024-05\";\"1,234.5\"\n\"2024-06\";\"2,345.5\"\n",
		';', '"', 2);
}

static void apostrophes_may_quote(void **state)
{
	(void)state;
	is_written_with("'月份','甲,乙'\n'2024-05','1'\n'2024-06','2'\n", ',', '\'', 2);
	is_written_with("date,People's Bank\n2024-05,1\n2024-06,2\n", ',', '"', 2);
	/* of a text without any other quote, even if one of them is not closed */
	is_written_with("'d'|'a'|'b'\n2024-05|'1|2\n2024-06|3|4\n", '|', '\'', 3);
	is_written_with("d,'a,b'\n2024-05,1\n2024-06,'2\n", ',', '\'', 2);
	is_written_with("d,'tis\n2024-05,'1\n2024-06,2\n", ',', '"', 2);
	is_written_with("d,a\n2024-05,\"5", ',', '"', 2);
}

static void the_usual_width_is_that_of_most_records(void **state)
{
	(void)state;
	is_written_with(
		"标题\n单位：亿元\n月份,a,b\n2024-05,1,2\n2024-06,1,2\n注：x\n", ',', '"', 3);
}

static void a_sep_line_decides(void **state)
{
	(void)state;
	is_written_with("sep=;\r\n月份;余额\r\n2024-05;1,5\r\n", ';', '"', 2);
	assert_int_equal(dialect.skip, 7);
	is_written_with("\"sep=|\"\n月份|余额\n2024-05|1,5\n", '|', '"', 2);
	assert_int_equal(dialect.skip, 8);
	assert_true(detect("\"sep=;", '\0')); /* nothing behind it */
	assert_int_equal(dialect.delimiter, ';');
	assert_int_equal(dialect.skip, 6);
	is_written_with("sep=\r\n月份;余额\r\n2024-05;1,5\r\n", ';', '"', 2);
	is_written_with("\"sep=\"\n月份;余额\n2024-05;1,5\n", ';', '"', 2);
	is_written_with("sep='\n月份;余额\n2024-05;1,5\n", ';', '"', 2);
	assert_int_equal(dialect.skip, 0);
	is_written_with("separator,value\n2024-05,1\n", ',', '"', 2);
	assert_int_equal(dialect.skip, 0);
}

static void the_source_section_may_name_the_delimiter(void **state)
{
	(void)state;
	assert_true(detect("a:b\n2024-05:1\n", ':'));
	assert_int_equal(dialect.delimiter, ':');
	assert_str_equal(why, "other, quote \", 2 cells a record (named by the source section)");
}

static void a_text_without_a_table_has_records_of_one_cell(void **state)
{
	(void)state;
	is_written_with("", ',', '"', 1);
	is_written_with("just some words\nand more of them\n", ',', '"', 1);
	is_written_with("<html>\n<body>\n", ',', '"', 1);
}

static void a_text_without_line_ends_is_looked_at_in_part(void **state)
{
	enum { LEN = 9 << 20 };
	char *text = memset(malloc(LEN + 1), 'x', LEN);

	(void)state;
	text[LEN] = '\0';
	assert_false(detect(text, '\0'));
	assert_true(str_has(str_of(messages(&arena, &diag)),
		STR("f.csv:1: error: a cell is longer than 1 MiB")));
	free(text);
}

static void a_table_of_texts_is_one_of_one_width(void **state)
{
	(void)state;
	is_written_with("name;remark\nA, B;one\nC;two, three, four\n", ';', '"', 2);
	is_written_with("name,remark\nA,one\n", ',', '"', 2);
}

static void blanks_delimit_where_nothing_else_finds_figures(void **state)
{
	(void)state;
	is_written_with("month total\n2024-05 1.5\n2024-06 2\n", ' ', '"', 2);
	is_written_with("month,total sum\n2024-05,1 500\n2024-06,2 500\n", ',', '"', 2);
}

static void the_runner_up_is_named_with_its_score(void **state)
{
	(void)state;
	is_written_with("a;b\n2024-05;1\n2024-06;2\n", ';', '"', 2);
	assert_true(str_has(why, STR("next is comma with 0.000")));
}

static void a_limit_is_told_not_taken_for_no_table(void **state)
{
	char *text = malloc(200001);

	(void)state;
	for (size_t i = 0; i < 200000; i++)
		text[i] = i % 2 ? ',' : '1';
	text[200000] = '\0';
	assert_false(detect(text, '\0'));
	assert_true(str_has(str_of(messages(&arena, &diag)), STR("more than 65535 columns")));
	free(text);
}

static void two_delimiters_that_fit_alike_are_refused(void **state)
{
	(void)state;
	assert_false(detect("a,b;c\n1,x;2\n", '\0'));
	assert_string_equal(messages(&arena, &diag),
		"f.csv: error: delimiter may be comma or semicolon; name it with delimiter = in a "
		"source "
		"section\n");
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
		cmocka_unit_test(each_of_four_delimiters_is_recognised),
		cmocka_unit_test(a_decimal_comma_is_no_delimiter),
		cmocka_unit_test(a_comma_in_quotes_is_no_delimiter),
		cmocka_unit_test(apostrophes_may_quote),
		cmocka_unit_test(the_usual_width_is_that_of_most_records),
		cmocka_unit_test(a_sep_line_decides),
		cmocka_unit_test(the_source_section_may_name_the_delimiter),
		cmocka_unit_test(a_text_without_a_table_has_records_of_one_cell),
		cmocka_unit_test(a_text_without_line_ends_is_looked_at_in_part),
		cmocka_unit_test(a_table_of_texts_is_one_of_one_width),
		cmocka_unit_test(blanks_delimit_where_nothing_else_finds_figures),
		cmocka_unit_test(the_runner_up_is_named_with_its_score),
		cmocka_unit_test(a_limit_is_told_not_taken_for_no_table),
		cmocka_unit_test(two_delimiters_that_fit_alike_are_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
