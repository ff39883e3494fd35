#include "unit.h"

#include "ingest/marks.h"

static struct source source;
static struct run run;

/* The mark of a column with these cells; '?' if nothing decides. */
static char mark_of(const char *const *cells)
{
	struct mark mark = {.mark = '\0'};
	struct marks marks = {&mark, 1};

	for (size_t record = 0; cells[record]; record++)
		marks_look(&mark, str_of(cells[record]), record, 1);
	marks_decide(&run, &marks);
	return mark.refused ? '?' : mark.mark;
}

#define MARK(...) mark_of((const char *const[]){__VA_ARGS__, NULL})

static void a_cell_with_both_marks_or_other_than_three_digits_decides(void **state)
{
	(void)state;
	assert_int_equal(MARK("1,234", "1,234.5"), '.');
	assert_int_equal(MARK("1.234", "1.234,5"), ',');
	assert_int_equal(MARK("119,942", "0,5"), ',');
	assert_int_equal(MARK("119,942", "0.5"), '.');
	assert_int_equal(MARK("1,234,567"), '.'); /* a mark that stands twice is none */
	assert_int_equal(MARK("0,125"), ',');     /* no group begins with 0 */
	assert_int_equal(MARK("1234,567"), ',');  /* nor has four digits */
}

static void three_digits_decide_nothing(void **state)
{
	(void)state;
	assert_int_equal(MARK("119,942", "120,345"), '?');
	assert_int_equal(MARK("1.234", ""), '?');
	assert_int_equal(MARK("12", "x", ".."), '.'); /* there is nothing to decide */
}

static void a_chinese_file_has_the_point_and_the_source_section_its_say(void **state)
{
	(void)state;
	run.chinese = true;
	assert_int_equal(MARK("119,942"), '.');
	run.chinese = false;
	source.decimal = MARK_COMMA;
	run.source = &source;
	assert_int_equal(MARK("119,942"), ',');
	assert_int_equal(MARK("0.5"), ','); /* and so the cell is refused later */
	source.decimal = MARK_POINT;
	assert_int_equal(MARK("119,942"), '.');
	run.source = NULL;
}

static void a_first_cell_against_all_others_is_the_faulty_one(void **state)
{
	(void)state;
	assert_int_equal(MARK("0,5", "1.5", "2.5", "3.5"), '.');
	assert_int_equal(MARK("0.5", "1,5", "2,5", "3,5"), ',');
	assert_int_equal(MARK("0.5", "1.5", "2,5"), '.');
}

static void the_cell_that_leaves_it_open_is_remembered(void **state)
{
	struct mark mark = {.mark = '\0'};

	(void)state;
	marks_look(&mark, STR("12"), 3, 1);
	marks_look(&mark, STR("1,234"), 4, 1);
	marks_look(&mark, STR("1,235"), 5, 1);
	assert_int_equal(mark.record, 4);
	assert_true(mark.has_number);
	marks_look(&mark, STR("0,5"), 6, 2);
	assert_int_equal(mark.record, 6); /* it decides */
	assert_int_equal(mark.column, 2);
}

static void words_are_no_numbers(void **state)
{
	struct mark mark = {.mark = '\0'};

	(void)state;
	marks_look(&mark, STR("第一"), 0, 0);
	marks_look(&mark, STR("…"), 1, 0);
	marks_look(&mark, STR(""), 2, 0);
	assert_false(mark.has_number);
	marks_look(&mark, STR("12.5 p"), 3, 0);
	assert_true(mark.has_number);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cell_with_both_marks_or_other_than_three_digits_decides),
		cmocka_unit_test(three_digits_decide_nothing),
		cmocka_unit_test(a_chinese_file_has_the_point_and_the_source_section_its_say),
		cmocka_unit_test(a_first_cell_against_all_others_is_the_faulty_one),
		cmocka_unit_test(the_cell_that_leaves_it_open_is_remembered),
		cmocka_unit_test(words_are_no_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
