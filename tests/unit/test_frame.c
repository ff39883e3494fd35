#include "unit.h"

#include "ingest/frame.h"

static struct arena arena;
static struct diag diag;
static struct sheet sheet;
static struct frame frame;

static bool find_with(const struct source *source, const char *text, size_t width)
{
	struct sheet_dialect dialect = {.delimiter = ',', .quote = '"', .width = width};

	diag_init(&diag, &arena);
	assert_true(sheet_read(&arena, STR("f.csv"), str_of(text), dialect, &sheet, &diag));
	frame_find(&arena, &sheet, source, &frame);
	return frame_check(&sheet, &frame, &diag);
}

static void find(const char *text, size_t width)
{
	if (!find_with(NULL, text, width))
		fail_msg("%s", messages(&arena, &diag));
}

static void is_framed(size_t header, size_t header_count, long unit_row, size_t body, size_t end)
{
	assert_int_equal(frame.header, header);
	assert_int_equal(frame.header_count, header_count);
	assert_int_equal(frame.unit_row, unit_row);
	assert_int_equal(frame.body, body);
	assert_int_equal(frame.end, end);
}

static void a_plain_table_is_header_and_rows(void **state)
{
	(void)state;
	find("月份,甲,乙\n2024-05,1,2\n2024-06,3,4\n", 3);
	is_framed(0, 1, NO_RECORD, 1, 3);
	assert_int_equal(frame.columns, 3);
	assert_str_equal(frame.names[2], "乙");
}

static void what_stands_before_the_header_is_notes(void **state)
{
	static const char *const units[] = {"单位", NULL}, *const titles[] = {"指标", NULL};

	(void)state;
	find("2024年统计表,,\n数据库：月度数据,,\n指标：余额（万元）,,\n（单位：亿元）,,\n月份,甲,"
	     "乙\n2024-05,1,2\n",
		3);
	is_framed(4, 1, NO_RECORD, 5, 6);
	assert_str_equal(frame_note(&frame, units), "亿元");
	assert_str_equal(frame_note(&frame, titles), "余额（万元）");
	assert_str_equal(frame_unit(&frame), "亿元");
	assert_str_equal(frame_indicator(&frame), "余额（万元）");
}

static void a_key_and_its_value_in_two_cells_are_a_note(void **state)
{
	(void)state;
	find("\"Title\",\"CPI\"\n\"Unit\",\"Index\"\n\"Important notes\",\n\"1988\",\"48.2\"\n", 2);
	is_framed(3, 0, NO_RECORD, 3, 4);
	assert_str_equal(frame_indicator(&frame), "CPI");
	find("Geography,Canada,,\nItem,May 2024,June 2024,July 2024\nAll,1,2,3\n", 4);
	is_framed(1, 1, NO_RECORD, 2, 3);
	find("DATE,UNRATE\n2024-05-01,4\n", 2);
	is_framed(0, 1, NO_RECORD, 1, 2);
}

static void a_unit_that_is_none_is_no_unit(void **state)
{
	(void)state;
	find("单位：亿元、%,\n月份,甲\n2024-05,1\n", 2);
	assert_str_equal(frame_unit(&frame), "");
}

static void header_rows_are_joined_and_merged_cells_filled(void **state)
{
	(void)state;
	find("月份,贷款,,存款,\n,余额,同比,余额,同比\n2024-05,1,2,3,4\n", 5);
	is_framed(0, 2, NO_RECORD, 2, 3);
	assert_str_equal(frame.names[0], "月份");
	assert_str_equal(frame.names[2], "贷款 同比");
	assert_str_equal(frame.names[3], "存款 余额");
	find("指标,,x\n地区,2024-05,2024-06\n城东,1,2\n", 3);
	is_framed(0, 2, NO_RECORD, 2, 3);
	find("指标,甲,乙\n期间,1月,2月\n贷款,1,2\n", 3); /* named already: no periods */
	is_framed(0, 1, NO_RECORD, 1, 3);
}

static void a_name_in_two_lines_is_one(void **state)
{
	(void)state;
	find("月份,\"贷款\n余额\",\"Total\nloans\"\n2024-05,1,2\n", 3);
	assert_str_equal(frame.names[1], "贷款余额");
	assert_str_equal(frame.names[2], "Total loans");
	find("月份,\"Total \nloans\"\n2024-05,1\n", 2);
	assert_str_equal(frame.names[1], "Total loans");
}

static void a_row_of_units_belongs_to_the_header(void **state)
{
	(void)state;
	find("月份,甲,乙\n,亿元,%\n2024-05,1,2\n", 3);
	is_framed(0, 1, 1, 2, 3);
	assert_str_equal(frame.units[1], "亿元");
	assert_str_equal(frame.units[2], "%");
	find("Item,May 2024,June 2024\n,2002=100,\nAll,1,2\n", 3);
	assert_str_equal(frame.units[2], "2002=100");
}

static void what_is_not_throughout_a_unit_names_columns(void **state)
{
	(void)state;
	find("月份,甲,乙,丙\n,(亿元,(),%\n2024-05,1,2,3\n", 4);
	is_framed(0, 2, NO_RECORD, 2, 3);
	assert_str_equal(frame.names[1], "甲 (亿元");
	find("月份,甲,乙,丙\n,(),(亿元,%\n2024-05,1,2,3\n", 4);
	is_framed(0, 2, NO_RECORD, 2, 3);
	find("项目,甲,乙\n,亿元,%\n,合计,\n2024-05,1,2\n", 3);
	is_framed(0, 1, 1, 2, 4);
	find("项目,甲,乙\n,亿元,%\n,5,6\n2024-05,1,2\n", 3);
	is_framed(0, 1, 1, 2, 4);
	find("项目,甲,乙\n,亿元,%\n,万元,%\n2024-05,1,2\n", 3);
	is_framed(0, 1, 1, 2, 4);
}

static void rows_above_the_figures_tell_of_each_column(void **state)
{
	(void)state;
	find("指标名称,甲,,丙\n单位,亿元,%,%\n2024-05,1,2,3\n", 4);
	is_framed(0, 2, 1, 2, 3);
	assert_str_equal(frame.names[2], "");
	find("指标名称,甲,乙\n名称,甲,丙\n频率,月,月\n2024-05,1,2\n", 3);
	assert_str_equal(frame.names[1], "甲");
	assert_str_equal(frame.names[2], "乙 丙");
	find("频率,月,周\n2024-05,1,2\n", 3); /* nothing else names them */
	is_framed(0, 1, NO_RECORD, 1, 2);
	assert_str_equal(frame.names[2], "周");
}

static void a_header_of_years_is_a_header(void **state)
{
	(void)state;
	find("指标,2019,2020,2021\n企业数,1,2,3\n", 4);
	is_framed(0, 1, NO_RECORD, 1, 2);
	find("指标,时间,数值\n企业数,2024-05,1999\n户数,2024-05,2001\n",
		3); /* 1999 is no year here */
	is_framed(0, 1, NO_RECORD, 1, 3);
}

static void the_footer_ends_the_table(void **state)
{
	(void)state;
	find("月份,甲\n2024-05,1\n注：初步数,\n数据来源：统计局,\n", 2);
	is_framed(0, 1, NO_RECORD, 1, 2);
	find("月份,甲\n2024-05,1\n\"Notes: a, b\"\n", 2);
	is_framed(0, 1, NO_RECORD, 1, 2);
	find("月份,甲\n2024-05,1\n,\n\nHow to cite: x\n", 2);
	is_framed(0, 1, NO_RECORD, 1, 2);
	find("月份,甲,乙\n2024-05,1,2\n注：丙,丁\n", 3);
	is_framed(0, 1, NO_RECORD, 1, 2);
	find("月份,甲,乙\n2024-05,1,2\n注：丙,3\n", 3); /* it may be a row that went wrong */
	is_framed(0, 1, NO_RECORD, 1, 3);
}

static void words_that_only_begin_like_a_footer_are_rows(void **state)
{
	(void)state;
	find("指标,2024-05,2024-06\n注册企业数,,\nNotebooks,1,2\n备注数,3,4\n", 3);
	is_framed(0, 1, NO_RECORD, 1, 4);
}

static void another_header_ends_the_table(void **state)
{
	(void)state;
	find("月份,甲\n2024-05,1\n\n月份,乙\n2024-05,2\n", 2);
	assert_int_equal(frame.second_table, 2);
	assert_int_equal(frame.end, 2);
	find("地区,2021,2022\n甲,1,2\n\n地区,2023,2024\n甲,3,4\n", 3);
	assert_int_equal(frame.second_table, 2);
	find("地区,2021,2022\n甲,1,2\n\n,2023,2024\n甲,3,4\n", 3);
	assert_int_equal(frame.second_table, 2);
	find("地区,2021,2022\n甲,1,2\n\n乙,2023,2024\n", 3); /* figures like years */
	assert_int_equal(frame.second_table, NO_RECORD);
	find("月份,甲\n2024-05,1\n月份,甲\n2024-06,2\n", 2); /* files put behind each other */
	assert_int_equal(frame.second_table, 2);
}

static void a_row_of_names_with_another_width_begins_another_table(void **state)
{
	(void)state;
	find("月份,甲\n2024-05,1\n2024-06,2\n季度,丙,丁\n2024-Q1,2,3\n", 2);
	assert_int_equal(frame.second_table, 3);
	assert_int_equal(frame.end, 3);
	find("月份,甲\n2024-05,1\n丙,丁,戊\n2024-06,2\n", 2); /* a row that went wrong */
	assert_int_equal(frame.second_table, NO_RECORD);
}

static void the_first_of_nothing_but_texts_is_the_header(void **state)
{
	struct str rows = STR("");

	(void)state;
	find("name,remark\na,b\nc,d\n", 2);
	is_framed(0, 1, NO_RECORD, 1, 3);
	for (int i = 0; i < 17; i++)
		rows = str_printf(&arena, "%.*sa,b%d\n", STR_ARG(rows), i);
	find(str_c(&arena, str_printf(&arena, "%.*s2024-05,1\n", STR_ARG(rows))), 2);
	is_framed(0, 1, NO_RECORD, 1, 18);
}

static void a_row_may_begin_with_any_character(void **state)
{
	(void)state;
	find("月份,甲\n2024-05,1\n\x7F,2\n", 2);
	is_framed(0, 1, NO_RECORD, 1, 3);
	find(",甲,乙\n2024-05,1,2\n2024-06,2,3\n", 3);
	is_framed(0, 1, NO_RECORD, 1, 3);
}

static void a_header_of_another_width_is_refused(void **state)
{
	(void)state;
	assert_false(find_with(NULL, "月份,甲乙\n2024-05,1,2\n2024-06,1,2\n", 3));
	assert_string_equal(messages(&arena, &diag),
		"f.csv:1:1: error: header has 2 cells, but the rows have 3; mend the file, or say "
		"where "
		"the header is with skip_top = and header_rows = in a source section\n");
}

static void a_quote_over_several_cells_of_a_header_is_refused(void **state)
{
	static const char message[] =
		"f.csv:1:6: error: \"b'\" in the header closes a quote that an earlier cell opens; "
		"mend the header\n";

	(void)state;
	assert_false(find_with(NULL, "d,'a,b'\n2024-05,1,2\n", 3));
	assert_string_equal(messages(&arena, &diag), message);
	find("'d','a','\n2024-05,1,2\n", 3);
	find("d,'a,'b'\n2024-05,1,2\n", 3); /* which is closed is not known */
	find("d,\"a\" x,b\n2024-05,1,2\n", 3);
}

static void notes_hold_keys_titles_and_years(void **state)
{
	static const struct {
		const char *notes;
		int year;
	} years[] = {{"2024年统计表", 2024}, {"2023年至2024年贷款", 0}, {"A-2024年", 2024},
		{"-2024年", 2024}, {"2023-2024年", 0}, {"2024年1月至2024年5月", 2024},
		{"2023年12月，2024年5月", 0}, {"2024年统计表\n（2024年）", 2024},
		{"2023年统计表\n2024年", 0}};

	(void)state;
	for (size_t i = 0; i < sizeof(years) / sizeof(*years); i++) {
		find(str_c(&arena, str_printf(&arena, "%s\n月份,甲,乙\n1月,1,2\n", years[i].notes)),
			3);
		if (frame_year(&frame) != years[i].year)
			fail_msg("%s: %d", years[i].notes, frame_year(&frame));
	}
	find("：x,,\n月份,甲,乙\n2024-05,1,2\n", 3);
	assert_str_equal(frame.notes.item[0].key, "");
	find("Debt (x GDP)\n\"Loans (x 1,000)\"\n月份,甲,乙\n2024-05,1,2\n", 3);
	assert_str_equal(frame_unit_scale(&frame), "1,000");
	find("Debt (x GDP)\n月份,甲,乙\n2024-05,1,2\n", 3);
	assert_str_equal(frame_unit_scale(&frame), "");
}

static void what_looks_like_a_row_of_the_table_is_no_note(void **state)
{
	(void)state;
	find("x,2024-05,,\n月份,甲,乙,丙\n2024-05,1,2,3\n", 4);
	assert_int_equal(frame.notes.count, 0);
	find("2024年,x,,\n月份,甲,乙,丙\n2024-05,1,2,3\n", 4);
	assert_int_equal(frame.notes.count, 0);
	find(",x,y,,\n月份,甲,乙,丙,丁\n2024-05,1,2,3,4\n", 5);
	assert_int_equal(frame.notes.count, 0);
	find("a,b,c\n月份,甲,乙,丙,丁,戊,己\n2024-05,1,2,3,4,5,6\n", 7); /* a title with commas */
	assert_int_equal(frame.header, 1);
	assert_false(find_with(NULL, "Title,CPI\nUnit,Index\n", 2)); /* keys and nothing else */
	assert_false(find_with(NULL, "月份,甲,乙\n注：x,y\n2024-05,1,2\n", 3));
}

static void the_source_section_may_fix_the_frame(void **state)
{
	struct source source = {.skip_top = 2, .header_rows = 1};

	(void)state;
	assert_true(find_with(&source, "x,y\nz,w\n月份,甲\n2024-05,1\n", 2));
	is_framed(2, 1, NO_RECORD, 3, 4);
	source = (struct source){.skip_top = -1, .header_rows = 0};
	assert_true(find_with(&source, "2024-05,1\n2024-06,2\n", 2));
	is_framed(0, 0, NO_RECORD, 0, 2);
}

static void a_file_without_rows_is_refused(void **state)
{
	(void)state;
	assert_false(find_with(NULL, "月份,甲\n", 2));
	assert_string_equal(messages(&arena, &diag),
		"f.csv: error: no row with figures found; if there is one, say where it stands "
		"with "
		"skip_top = and header_rows = in a source section\n");
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
		cmocka_unit_test(a_plain_table_is_header_and_rows),
		cmocka_unit_test(what_stands_before_the_header_is_notes),
		cmocka_unit_test(a_key_and_its_value_in_two_cells_are_a_note),
		cmocka_unit_test(a_unit_that_is_none_is_no_unit),
		cmocka_unit_test(header_rows_are_joined_and_merged_cells_filled),
		cmocka_unit_test(a_name_in_two_lines_is_one),
		cmocka_unit_test(a_row_of_units_belongs_to_the_header),
		cmocka_unit_test(what_is_not_throughout_a_unit_names_columns),
		cmocka_unit_test(rows_above_the_figures_tell_of_each_column),
		cmocka_unit_test(a_header_of_years_is_a_header),
		cmocka_unit_test(the_footer_ends_the_table),
		cmocka_unit_test(words_that_only_begin_like_a_footer_are_rows),
		cmocka_unit_test(another_header_ends_the_table),
		cmocka_unit_test(a_row_of_names_with_another_width_begins_another_table),
		cmocka_unit_test(the_first_of_nothing_but_texts_is_the_header),
		cmocka_unit_test(a_row_may_begin_with_any_character),
		cmocka_unit_test(a_header_of_another_width_is_refused),
		cmocka_unit_test(a_quote_over_several_cells_of_a_header_is_refused),
		cmocka_unit_test(notes_hold_keys_titles_and_years),
		cmocka_unit_test(what_looks_like_a_row_of_the_table_is_no_note),
		cmocka_unit_test(the_source_section_may_fix_the_frame),
		cmocka_unit_test(a_file_without_rows_is_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
