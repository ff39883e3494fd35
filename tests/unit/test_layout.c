#include "unit.h"

#include "ingest/layout.h"

static struct arena arena;
static struct diag diag;
static struct catalogue catalogue;
static struct indicator indicators[2];
static struct indicator *items[2];
static struct sheet sheet;
static struct frame frame;
static struct labels labels;
static struct table_layout layout;

static bool find_with(
	const struct source *source, const struct indicator *fixed, const char *text, size_t width)
{
	struct sheet_dialect dialect = {.delimiter = ',', .quote = '"', .width = width};

	diag_init(&diag, &arena);
	if (!sheet_read(&arena, STR("f.csv"), str_of(text), dialect, &sheet, &diag))
		fail_msg("%s", messages(&arena, &diag));
	frame_find(&arena, &sheet, NULL, &frame);
	labels_init(&arena, &catalogue, source, &labels);
	return layout_find(&arena, &sheet, &frame, &labels, source, fixed, &layout, &diag);
}

static void find(const char *text, size_t width)
{
	if (!find_with(NULL, NULL, text, width))
		fail_msg("%s", messages(&arena, &diag));
}

static void is_refused(const char *text, size_t width, const char *message)
{
	assert_false(find_with(NULL, NULL, text, width));
	assert_string_equal(messages(&arena, &diag), message);
}

static void a_column_of_periods_and_one_of_labels_make_a_long_table(void **state)
{
	(void)state;
	find("b,a,c\n2024-05,贷款,1\n2024-06,外贸,2\n", 3);
	assert_int_equal(layout.kind, LAYOUT_LONG);
	assert_int_equal(layout.period_column, 0);
	assert_int_equal(layout.label_column, 1);
	assert_int_equal(layout.values.item[0], 2);
	assert_true(layout.area_column == NO_COLUMN);
}

static void a_column_of_periods_alone_makes_a_wide_table(void **state)
{
	(void)state;
	find("月份,贷款,外贸,备注\n2024-05,1,2,x\n2024-06,2,3,y\n", 4);
	assert_int_equal(layout.kind, LAYOUT_WIDE);
	assert_int_equal(layout.values.count, 3);
	assert_true(layout.label_column == NO_COLUMN);
}

static void header_cells_that_are_periods_make_a_matrix(void **state)
{
	(void)state;
	find("指标,单位,代码,2024-05,2024-06\n贷款,亿元,1001,1,2\n外贸,万元,1002,3,4\n", 5);
	assert_int_equal(layout.kind, LAYOUT_MATRIX);
	assert_int_equal(layout.values.count, 2);
	assert_int_equal(layout.label_column, 0);
	assert_int_equal(layout.unit_column, 1);
	assert_int_equal(layout.others.count, 1);
}

static void a_matrix_of_areas_takes_its_indicator_from_the_notes(void **state)
{
	(void)state;
	find("指标：贷款（万元）,,\n地区,2024-05,2024-06\n城东,1,2\n城西,3,4\n", 3);
	assert_ptr_equal(layout.fixed, &indicators[0]);
	assert_str_equal(layout.fixed_unit, "万元");
	assert_int_equal(layout.area_column, 0);
}

static void one_indicator_for_the_file_leaves_the_text_to_the_area(void **state)
{
	(void)state;
	assert_true(
		find_with(NULL, &indicators[0], "日期,镇,数\n2024-05,城东,1\n2024-05,城西,2\n", 3));
	assert_int_equal(layout.kind, LAYOUT_LONG);
	assert_int_equal(layout.area_column, 1);
	assert_int_equal(layout.values.item[0], 2);
}

static void one_indicator_for_the_file_needs_to_know_its_column(void **state)
{
	(void)state;
	assert_false(find_with(NULL, &indicators[0], "月份,贷款,外贸\n2024-05,1,2\n", 3));
	assert_string_equal(messages(&arena, &diag),
		"f.csv:1: error: several columns hold numbers, 贷款 is the first; add value_column "
		"= \"贷款\" to a section source f { match = \"f.csv\" }\n");
}

static void a_year_and_the_month_beside_it_are_one_period(void **state)
{
	(void)state;
	find("年,月,贷款\n2023,12,1\n2024,1,2\n", 3);
	assert_int_equal(layout.period_column, 0);
	assert_int_equal(layout.part_column, 1);
	assert_int_equal(layout.values.count, 1);
	find("年,x,贷款\n2023,12月,1\n2024,1月,2\n", 3);
	assert_int_equal(layout.part_column, 1);
	find("年,外贸,贷款\n2023,12,1\n2024,1,2\n", 3); /* figures of 12 and 1 are no months */
	assert_true(layout.part_column == NO_COLUMN);
	assert_int_equal(layout.values.count, 2);
}

static void the_value_is_the_one_number_column_or_the_one_called_so(void **state)
{
	(void)state;
	find("指标,月份,同期,本期\n贷款,2024-05,1,2\n", 4);
	assert_int_equal(layout.values.item[0], 3);
	is_refused("指标,月份,甲,乙\n贷款,2024-05,1,2\n", 4,
		"f.csv:1: error: several columns hold numbers, 甲 is the first; add value_column = "
		"\"甲\" to a section source f { match = \"f.csv\" }\n");
}

static void the_source_section_names_columns(void **state)
{
	struct source source = {.id = STR("s"),
		.period_column = STR("到"),
		.value_column = STR("乙"),
		.area_column = STR("镇"),
		.indicator_column = STR("名")};

	(void)state;
	assert_true(
		find_with(&source, NULL, "名,镇,从,到,甲,乙\n贷款,东,2024-04,2024-05,1,2\n", 6));
	assert_int_equal(layout.kind, LAYOUT_LONG);
	assert_int_equal(layout.period_column, 3);
	assert_int_equal(layout.values.item[0], 5);
	assert_int_equal(layout.area_column, 1);
}

static void a_figure_column_without_a_period_for_its_name_is_refused(void **state)
{
	(void)state;
	is_refused("指标,2024-04,2024x05,2024-06,2024-07,2024-08\n贷款,1,2,3,4,5\n", 6,
		"f.csv:1: error: column 2024x05 holds figures, but the header names no period "
		"there; add ignore = { \"2024x05\" } to a section source f { match = \"f.csv\" "
		"}\n");
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	indicators[0] =
		(struct indicator){.id = STR("loans"), .title = STR("贷款"), .unit = STR("亿元")};
	indicators[1] =
		(struct indicator){.id = STR("trade"), .title = STR("外贸"), .unit = STR("亿元")};
	items[0] = &indicators[0];
	items[1] = &indicators[1];
	catalogue = (struct catalogue){.indicators = {.item = items, .count = 2}};
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
		cmocka_unit_test(a_column_of_periods_and_one_of_labels_make_a_long_table),
		cmocka_unit_test(a_column_of_periods_alone_makes_a_wide_table),
		cmocka_unit_test(header_cells_that_are_periods_make_a_matrix),
		cmocka_unit_test(a_matrix_of_areas_takes_its_indicator_from_the_notes),
		cmocka_unit_test(one_indicator_for_the_file_leaves_the_text_to_the_area),
		cmocka_unit_test(one_indicator_for_the_file_needs_to_know_its_column),
		cmocka_unit_test(a_year_and_the_month_beside_it_are_one_period),
		cmocka_unit_test(the_value_is_the_one_number_column_or_the_one_called_so),
		cmocka_unit_test(the_source_section_names_columns),
		cmocka_unit_test(a_figure_column_without_a_period_for_its_name_is_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
