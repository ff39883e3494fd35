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
		marks_look(&mark, str_of(cells[record]), false, record, 1);
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
	marks_look(&mark, STR("12"), false, 3, 1);
	marks_look(&mark, STR("1,234"), false, 4, 1);
	marks_look(&mark, STR("1,235"), false, 5, 1);
	assert_int_equal(mark.record, 4);
	assert_true(mark.has_number);
	marks_look(&mark, STR("0,5"), false, 6, 2);
	assert_int_equal(mark.record, 6); /* it decides */
	assert_int_equal(mark.column, 2);
}

static void cells_that_hold_no_comma_agree_as_others_do(void **state)
{
	(void)state;
	for (int known = 0; known < 2; known++) {
		struct mark mark = {.mark = '\0'};

		marks_look(&mark, STR("0.5"), known, 0, 1);
		marks_look(&mark, STR("1.5"), known, 1, 1);
		marks_look(&mark, STR("2"), known, 2, 1);
		marks_look(&mark, STR("1,5"), false, 3, 1);
		assert_int_equal(mark.with, 1);
		assert_int_equal(mark.against, 1);
		assert_int_equal(mark.against_record, 3);
		mark = (struct mark){.mark = '\0'};
		marks_look(&mark, STR("0,5"), false, 0, 1);
		marks_look(&mark, STR("1.5"), known, 1, 1);
		assert_int_equal(mark.against, 1);
	}
}

static void words_are_no_numbers(void **state)
{
	struct mark mark = {.mark = '\0'};

	(void)state;
	marks_look(&mark, STR("第一"), false, 0, 0);
	marks_look(&mark, STR("…"), false, 1, 0);
	marks_look(&mark, STR(""), false, 2, 0);
	assert_false(mark.has_number);
	marks_look(&mark, STR("12.5 p"), false, 3, 0);
	assert_true(mark.has_number);
}

static struct mark look_at(const char *const *cells, const size_t *chosen, size_t from, size_t to)
{
	struct mark mark = {.mark = '\0'};

	for (size_t i = from; i < to; i++)
		marks_look(&mark, str_of(cells[chosen[i]]), false, i, 1);
	return mark;
}

/* The parts of a column, cut before `a` and before `b`; false if they cannot be joined. */
static bool join(const char *const *cells, const size_t *chosen, size_t a, size_t b, size_t count,
	struct mark *mark)
{
	const struct mark second = look_at(cells, chosen, a, b),
			  third = look_at(cells, chosen, b, count);

	*mark = look_at(cells, chosen, 0, a);
	return marks_join(mark, &second) && marks_join(mark, &third);
}

static void assert_same_decision(struct mark a, struct mark b)
{
	struct marks first = {&a, 1}, second = {&b, 1};

	marks_decide(&run, &first);
	marks_decide(&run, &second);
	assert_int_equal(a.mark, b.mark);
	assert_int_equal(a.refused, b.refused);
	assert_int_equal(a.has_number, b.has_number);
	assert_int_equal(a.evidence, b.evidence);
	assert_int_equal(a.record, b.record);
	assert_int_equal(a.column, b.column);
}

/* All columns of four cells, cut in all ways. */
static void what_was_seen_apart_is_joined_to_what_is_seen_at_once_or_not_at_all(void **state)
{
	static const char *const cells[] = {
		"", "12", "x", "x.5", "1,234", "1.234", "0.5", "0,5", "1,234.5", "0.5 x"};
	enum { CELLS = sizeof(cells) / sizeof(*cells), COUNT = 4 };
	size_t all = CELLS * CELLS * CELLS * CELLS, joined = 0;

	(void)state;
	for (size_t number = 0; number < all; number++) {
		size_t chosen[COUNT], rest = number;

		for (size_t i = 0; i < COUNT; i++, rest /= CELLS)
			chosen[i] = rest % CELLS;
		for (size_t a = 0; a <= COUNT; a++)
			for (size_t b = a; b <= COUNT; b++) {
				struct mark mark;

				if (!join(cells, chosen, a, b, COUNT, &mark))
					continue;
				joined++;
				assert_same_decision(mark, look_at(cells, chosen, 0, COUNT));
			}
	}
	assert_true(joined > all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_cell_with_both_marks_or_other_than_three_digits_decides),
		cmocka_unit_test(three_digits_decide_nothing),
		cmocka_unit_test(a_chinese_file_has_the_point_and_the_source_section_its_say),
		cmocka_unit_test(a_first_cell_against_all_others_is_the_faulty_one),
		cmocka_unit_test(the_cell_that_leaves_it_open_is_remembered),
		cmocka_unit_test(cells_that_hold_no_comma_agree_as_others_do),
		cmocka_unit_test(words_are_no_numbers),
		cmocka_unit_test(
			what_was_seen_apart_is_joined_to_what_is_seen_at_once_or_not_at_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
