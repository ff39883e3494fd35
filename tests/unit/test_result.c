#include "unit.h"

#include "output/result.h"

#include <locale.h>

static struct arena arena;
static struct diag diag;
static struct result result;

static int start(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	result_init(&result, &arena);
	return setlocale(LC_CTYPE, "C.UTF-8") ? 0 : -1;
}

static int finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void written(enum format format, const char *expected)
{
	const struct write_options options = {false, 0};
	struct buf out;

	buf_init(&out, &arena);
	assert_true(result_write(&result, format, &options, &out, &diag));
	assert_str_equal(buf_str(&out), expected);
}

/* A column of each sort and two rows, the second without a figure. */
static struct table *make_table(void)
{
	struct table *table = result_table(&result, STR(""));
	struct cell *cell;

	table_column(&result, table, "id", STR("编号"))->machine_only = true;
	table_column(&result, table, "title", STR("指标"));
	table_column(&result, table, "value", STR("实际"))->right = true;
	table_column(&result, table, "remark", STR("备注"))->people_only = true;
	table_text(&result, table, STR("a,b"));
	cell = table_text(&result, table, STR("say \"hi\""));
	cell->plain = STR("hi\nthere");
	table_number(&result, table, 2400.625, STR("2,400.63"));
	table_text(&result, table, STR("x|y"));
	table_text(&result, table, STR("c"));
	table_text(&result, table, STR("贷款"));
	table_number(&result, table, (double)NAN, STR("–"));
	table_text(&result, table, STR(""));
	return table;
}

static void people_see_texts_and_lines(void **state)
{
	(void)state;
	make_table()->title = STR("Title");
	result_line(&result, "%d lines", 1);
	written(FORMAT_TEXT, "Title\n"
			     "指标         实际 备注\n"
			     "say \"hi\" 2,400.63 x|y\n"
			     "贷款            –\n"
			     "1 lines\n");
}

static void programs_see_plain_values_and_full_numbers(void **state)
{
	(void)state;
	make_table();
	result_line(&result, "for people only");
	written(FORMAT_CSV, "id,title,value\n"
			    "\"a,b\",\"hi\nthere\",2400.625\n"
			    "c,贷款,\n");
	written(FORMAT_JSON, "[\n"
			     "  {\n"
			     "    \"id\": \"a,b\",\n"
			     "    \"title\": \"hi\\nthere\",\n"
			     "    \"value\": 2400.625\n"
			     "  },\n"
			     "  {\n"
			     "    \"id\": \"c\",\n"
			     "    \"title\": \"贷款\",\n"
			     "    \"value\": null\n"
			     "  }\n"
			     "]\n");
}

static void quotes_and_line_ends_are_quoted_as_rfc_4180_says(void **state)
{
	struct table *table = result_table(&result, STR(""));

	(void)state;
	table_column(&result, table, "a", STR("a"));
	table_text(&result, table, STR("say \"hi\""));
	table_text(&result, table, STR("one\r\ntwo"));
	table_text(&result, table, STR("plain text"));
	written(FORMAT_CSV, "a\n\"say \"\"hi\"\"\"\n\"one\r\ntwo\"\nplain text\n");
}

static void markdown_takes_no_text_for_markup(void **state)
{
	struct table *table = result_table(&result, STR("A*B"));

	(void)state;
	table_column(&result, table, "a", STR("a_b"));
	table_column(&result, table, "b", STR("b"))->right = true;
	table_text(&result, table, STR("<b>|`x`\\ [y](z) #1 ~~\nnext"));
	table_text(&result, table, STR("R&D"));
	result_line(&result, "one");
	result_line(&result, "*two*");
	written(FORMAT_MARKDOWN, "## A\\*B\n\n"
				 "| a\\_b | b |\n"
				 "| --- | ---: |\n"
				 "| &lt;b>\\|\\`x\\`\\\\ \\[y\\](z) \\#1 \\~\\~ next | R&amp;D |\n"
				 "\none\n\n\\*two\\*\n");
}

static void a_tree_is_written_instead_of_the_table_where_there_is_one(void **state)
{
	struct node *root = node_object(&arena, NULL, NULL), *list;

	(void)state;
	make_table();
	result.json = root;
	node_text(&arena, root, "text", STR("a\"b"));
	node_number(&arena, root, "number", -0.5);
	node_number(&arena, root, "missing", (double)NAN);
	node_bool(&arena, root, "truth", true);
	node_null(&arena, root, "nothing");
	list = node_list(&arena, root, "list");
	node_number(&arena, list, NULL, 1);
	node_bool(&arena, list, NULL, false);
	node_list(&arena, root, "empty");
	node_object(&arena, root, "none");
	written(FORMAT_JSON, "{\n"
			     "  \"text\": \"a\\\"b\",\n"
			     "  \"number\": -0.5,\n"
			     "  \"missing\": null,\n"
			     "  \"truth\": true,\n"
			     "  \"nothing\": null,\n"
			     "  \"list\": [\n"
			     "    1,\n"
			     "    false\n"
			     "  ],\n"
			     "  \"empty\": [],\n"
			     "  \"none\": {}\n"
			     "}\n");
}

static void a_table_without_rows_keeps_its_headings(void **state)
{
	struct table *table = result_table(&result, STR(""));

	(void)state;
	table_column(&result, table, "id", STR("编号"));
	table_column(&result, table, "value", STR("实际"));
	written(FORMAT_TEXT, "编号 实际\n");
	written(FORMAT_CSV, "id,value\n");
	written(FORMAT_JSON, "[]\n");
	written(FORMAT_MARKDOWN, "| 编号 | 实际 |\n| --- | --- |\n");
}

static void several_tables_are_for_people_the_first_for_programs(void **state)
{
	struct table *one = result_table(&result, STR("One")), *two;

	(void)state;
	table_column(&result, one, "a", STR("a"));
	table_text(&result, one, STR("1"));
	two = result_table(&result, STR("Two"));
	table_column(&result, two, "b", STR("b"));
	table_text(&result, two, STR("2"));
	written(FORMAT_TEXT, "One\na\n1\n\nTwo\nb\n2\n");
	written(FORMAT_CSV, "a\n1\n");
}

static void a_terminal_gets_no_commands_from_titles_and_lines(void **state)
{
	struct table *table = result_table(&result, STR("a\033[2Jb"));

	(void)state;
	table_column(&result, table, "c", STR("c"));
	result_line(&result, "area \"%s\"", "x\033]0;y\007");
	written(FORMAT_TEXT, "a [2Jb\nc\narea \"x ]0;y \"\n");
}

static void colours_are_given_when_wanted(void **state)
{
	const struct write_options options = {true, 80};
	struct table *table = result_table(&result, STR(""));
	struct buf out;

	(void)state;
	table_column(&result, table, "a", STR("a"));
	table_text(&result, table, STR("bad"))->tint = TINT_BAD;
	table_text(&result, table, STR("none"));
	buf_init(&out, &arena);
	assert_true(result_write(&result, FORMAT_TEXT, &options, &out, &diag));
	assert_true(str_has(buf_str(&out), STR("\033[1;31mbad")));
	assert_false(str_has(buf_str(&out), STR("mnone")));
}

static void drawn(int width, const char *expected)
{
	const struct write_options options = {false, width};
	struct buf out;

	buf_init(&out, &arena);
	assert_true(result_write(&result, FORMAT_TEXT, &options, &out, &diag));
	assert_str_equal(buf_str(&out), expected);
}

static void a_spare_column_is_shown_where_the_whole_table_has_room(void **state)
{
	struct table *table = result_table(&result, STR(""));

	(void)state;
	table_column(&result, table, "title", STR("title"));
	table_column(&result, table, "id", STR("id"))->machine_only = true;
	table_column(&result, table, "line", STR("line"))->spare = true;
	table_text(&result, table, STR("贷款余额"));
	table_text(&result, table, STR("loans"));
	table_text(&result, table, STR("▁▂▃▄▅"));
	drawn(0, "title    line\n贷款余额 ▁▂▃▄▅\n");
	drawn(14, "title    line\n贷款余额 ▁▂▃▄▅\n");
	drawn(13, "title\n贷款余额\n");
	written(FORMAT_CSV, "title,id,line\n贷款余额,loans,▁▂▃▄▅\n");
}

static void nothing_to_write_as_json_is_a_bug(void **state)
{
	const struct write_options options = {false, 0};
	struct buf out;

	(void)state;
	buf_init(&out, &arena);
	assert_false(result_write(&result, FORMAT_JSON, &options, &out, &diag));
	assert_int_equal(diag.status, STATUS_BUG);
}

static void formats_have_names(void **state)
{
	enum format format;

	(void)state;
	for (int i = FORMAT_TEXT; i <= FORMAT_MARKDOWN; i++) {
		assert_true(format_find(str_of(format_name((enum format)i)), &format));
		assert_int_equal(format, i);
	}
	assert_false(format_find(STR("xml"), &format));
	assert_false(format_find(STR("JSON"), &format));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(people_see_texts_and_lines),
		TEST(programs_see_plain_values_and_full_numbers),
		TEST(quotes_and_line_ends_are_quoted_as_rfc_4180_says),
		TEST(markdown_takes_no_text_for_markup),
		TEST(a_tree_is_written_instead_of_the_table_where_there_is_one),
		TEST(a_table_without_rows_keeps_its_headings),
		TEST(several_tables_are_for_people_the_first_for_programs),
		TEST(a_terminal_gets_no_commands_from_titles_and_lines),
		TEST(colours_are_given_when_wanted),
		TEST(a_spare_column_is_shown_where_the_whole_table_has_room),
		TEST(nothing_to_write_as_json_is_a_bug),
		TEST(formats_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
