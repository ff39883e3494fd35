/* What is written where there is little to write, or what is strange. */
#include "unit.h"

#include "output/chart_scale.h"
#include "output/gnuplot_font.h"
#include "output/gnuplot_seal.h"
#include "output/png.h"
#include "output/result.h"
#include "output/sparkline.h"

static struct arena arena;
static struct result result;
static struct diag diag;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	result_init(&result, &arena);
	diag_init(&diag, &arena);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct str written(enum format format)
{
	const struct write_options options = {0};
	struct buf out;

	buf_init(&out, &arena);
	if (!result_write(&result, format, &options, &out, &diag))
		fail_msg("%s", messages(&arena, &diag));
	return buf_str(&out);
}

static void add_table(const char *key, const char *text)
{
	struct table *table = result_table(&result, STR(""));

	table_column(&result, table, key, str_of(key));
	table_text(&result, table, str_of(text));
}

static void tables_of_people_stand_apart(void **state)
{
	(void)state;
	add_table("a", "1");
	add_table("b", "2");
	result_line(&result, "%s", "below");
	assert_str_equal(written(FORMAT_MARKDOWN),
		"| a |\n| --- |\n| 1 |\n\n| b |\n| --- |\n| 2 |\n\nbelow\n");
	assert_str_equal(written(FORMAT_TEXT), "a\n1\n\nb\n2\nbelow\n");
}

static void programs_get_the_first_table(void **state)
{
	(void)state;
	add_table("a", "1");
	add_table("b", "2");
	assert_str_equal(written(FORMAT_CSV), "a\n1\n");
	assert_true(str_has(written(FORMAT_JSON), STR("\"a\": \"1\"")));
	assert_false(str_has(written(FORMAT_JSON), STR("\"b\"")));
}

static void lines_alone_are_for_people(void **state)
{
	(void)state;
	result_line(&result, "%s", "first");
	result_line(&result, "%s", "second");
	assert_str_equal(written(FORMAT_CSV), "");
	assert_str_equal(written(FORMAT_MARKDOWN), "first\n\nsecond\n");
}

static void a_table_without_columns_is_empty(void **state)
{
	(void)state;
	result_table(&result, STR(""));
	assert_str_equal(written(FORMAT_JSON), "[]\n");
}

static void a_member_that_is_not_there_is_not_found(void **state)
{
	struct node *object = node_object(&arena, NULL, NULL);

	(void)state;
	assert_null(node_find(object, "a"));
	node_number(&arena, object, "a", 1);
	assert_non_null(node_find(object, "a"));
	assert_null(node_find(object, "b"));
}

static struct str drawn(const double *value, size_t count)
{
	struct buf out;

	buf_init(&out, &arena);
	sparkline_svg(&out, value, count);
	return buf_str(&out);
}

static void a_sparkline_of_one_figure_is_a_dot_in_the_middle(void **state)
{
	const double value[] = {7};

	(void)state;
	assert_true(str_has(drawn(value, 1), STR("d=\"M48.0 12.0\"")));
	assert_true(str_has(drawn(value, 1), STR("cx=\"48.0\" cy=\"12.0\"")));
}

static void a_sparkline_without_figures_is_empty(void **state)
{
	const double value[] = {NAN, NAN};

	(void)state;
	assert_true(str_has(drawn(value, 2), STR("d=\"\"")));
	assert_false(str_has(drawn(value, 2), STR("<circle")));
}

/* The smallest figure that is taken is 1e-30; the largest is below 1e30. */
static void the_smallest_and_the_largest_numbers_have_their_notation(void **state)
{
	struct notation notation = scale_notation(2e-30, 31, 5, true);

	(void)state;
	assert_int_equal(notation.power, -30);
	assert_str_equal(scale_number(&arena, 2e-30, notation), "2.0E−30");
	notation = scale_notation(5e-5, 5, 5, true);
	assert_int_equal(notation.power, -6);
	notation = scale_notation(9e29, 0, 5, false);
	assert_int_equal(notation.power, 12);
	notation = scale_notation(1234567, 0, 5, false);
	assert_string_equal(notation.word, "万");
	notation = scale_notation(123456, 0, 5, true);
	assert_string_equal(notation.word, " m");
	assert_str_equal(scale_number(&arena, -0.001, (struct notation){1, 0, " m"}), "0.0");
	assert_str_equal(scale_number(&arena, -0.06, (struct notation){1, 0, " m"}), "−0.1 m");
}

static void fonts_are_read_as_fontconfig_lists_them(void **state)
{
	struct font font = font_parse(
		&arena, STR("DejaVu Sans\n20-7e a0 4e00-9FFF g0 1-x - 1234567 ff-10a\n"));

	(void)state;
	assert_str_equal(font.family, "DejaVu Sans");
	assert_int_equal(font.ranges.count, 3);
	assert_int_equal(font.ranges.item[1].first, 0xA0);
	assert_int_equal(font.ranges.item[1].last, 0xA0);
	assert_int_equal(font.ranges.item[2].last, 0x10A);
	assert_true(font_has(&font, 'a'));
	assert_false(font_has(&font, 0x80));
	assert_false(font_has(&font, 0x200));
	assert_int_equal(font_parse(&arena, STR("")).family.len, 0);
	assert_int_equal(font_parse(&arena, STR("DejaVu Sans\n")).ranges.count, 0);
	assert_int_equal(font_parse(&arena, STR("DejaVu Sans")).family.len, 0);
}

static void what_does_not_end_as_a_picture_gets_no_seal(void **state)
{
	(void)state;
	assert_str_equal(seal_add(&arena, STR("<svg"), PICTURE_SVG, STR("x")), "<svg");
	assert_str_equal(seal_add(&arena, STR("%PDF-1"), PICTURE_PDF, STR("x")), "%PDF-1");
	assert_true(
		seal_holds(&arena, seal_add(&arena, STR("<svg></svg>\n"), PICTURE_SVG, STR("x")),
			PICTURE_SVG, STR("x")));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(tables_of_people_stand_apart),
		TEST(programs_get_the_first_table),
		TEST(lines_alone_are_for_people),
		TEST(a_table_without_columns_is_empty),
		TEST(a_member_that_is_not_there_is_not_found),
		TEST(a_sparkline_of_one_figure_is_a_dot_in_the_middle),
		TEST(a_sparkline_without_figures_is_empty),
		TEST(the_smallest_and_the_largest_numbers_have_their_notation),
		TEST(fonts_are_read_as_fontconfig_lists_them),
		TEST(what_does_not_end_as_a_picture_gets_no_seal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
