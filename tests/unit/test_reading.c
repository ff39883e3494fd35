#include "unit.h"

#include "text/reading.h"

static struct arena arena;
static struct reading reading;

/* The cells of the line, divided by / . */
static void is_split(const char *line, enum quote_rule quotes, char delimiter, size_t literal,
	const char *expected)
{
	struct reading_rule rule = {quotes, delimiter, '"', literal};
	struct str all = STR("");

	reading_split(&arena, str_of(line), &rule, &reading);
	for (size_t i = 0; i < reading.cells.count; i++)
		all = str_printf(&arena, "%.*s%s%.*s", STR_ARG(all), i ? "/" : "",
			STR_ARG(reading_text(&arena, &reading, str_of(line), i)));
	assert_str_equal(all, expected);
}

static void quotes_hold_delimiters_and_doubled_quotes(void **state)
{
	(void)state;
	is_split("a, \"b,c\" ,\"say \"\"x\"\"\",\"\",", QUOTES_DOUBLED, ',', SIZE_MAX,
		"a/b,c/say \"x\"//");
	assert_false(reading.stray || reading.unclosed);
	is_split("", QUOTES_DOUBLED, ',', SIZE_MAX, "");
	is_split(" x\t", QUOTES_DOUBLED, ',', SIZE_MAX, "x");
	is_split("a \tb", QUOTES_DOUBLED, '\t', SIZE_MAX, "a/b");
}

static void a_quote_that_closes_nothing_is_itself_and_stray(void **state)
{
	(void)state;
	is_split("\"a \"b\" c\",d", QUOTES_DOUBLED, ',', SIZE_MAX, "a \"b\" c/d");
	assert_true(reading.stray && !reading.unclosed && !reading.swallows);
	is_split("x,\"a,d", QUOTES_DOUBLED, ',', SIZE_MAX, "x/a,d");
	assert_true(reading.unclosed);
}

/* Each of them is counted, whatever came before. */
static void several_stray_quotes_and_open_cells_are_still_so(void **state)
{
	(void)state;
	is_split("\"a,\"b,\"c", QUOTES_DOUBLED, ',', SIZE_MAX, "a,\"b,\"c");
	assert_true(reading.stray && reading.swallows && reading.unclosed);
	is_split("\"a\"b \"c", QUOTES_DOUBLED, ' ', SIZE_MAX, "a\"b \"c");
	assert_true(reading.stray && reading.swallows && reading.unclosed);
}

static void one_quote_may_be_literal(void **state)
{
	(void)state;
	is_split("x,\"a,\"b,c\",d", QUOTES_DOUBLED, ',', 2, "x/\"a/b,c/d");
	assert_false(reading.stray || reading.unclosed);
}

static void quotes_may_be_escaped_undoubled_or_literal(void **state)
{
	(void)state;
	is_split("\"12\\\"\",\"b\"", QUOTES_ESCAPED, ',', SIZE_MAX, "12\"/b");
	assert_false(reading.stray || reading.unclosed);
	is_split("\"12\"\",\"b\"", QUOTES_UNDOUBLED, ',', SIZE_MAX, "12\"/b");
	assert_false(reading.unclosed);
	is_split("\"a,b\",c", QUOTES_LITERAL, ',', SIZE_MAX, "\"a/b\"/c");
}

static void a_quote_opens_a_cell_behind_a_delimiter_and_blanks(void **state)
{
	struct str text = STR("a,\"b");

	(void)state;
	assert_true(reading_opens(text, 0, 2, ','));
	assert_true(reading_opens(STR("a,  \"b"), 0, 4, ','));
	assert_false(reading_opens(STR("a, x\"b"), 0, 4, ','));
	assert_false(reading_opens(text, 0, 2, ';'));
	/* what stands before the cell is not part of it */
	assert_false(reading_opens(text, 2, 2, ','));
	assert_false(reading_opens(str_from(STR(", \"b"), 2), 0, 0, ','));
	/* a delimiter that is a blank is no blank */
	assert_true(reading_opens(STR("a \"b"), 0, 2, ' '));
	assert_false(reading_opens(STR(" \"b"), 1, 1, ' '));
}

/* "x,"y",z is two rows glued, or a quote that was not doubled: the reading tells, and goes on. */
static void a_stray_quote_behind_a_delimiter_may_open_another_cell(void **state)
{
	(void)state;
	is_split("\"x,\"y\",z", QUOTES_DOUBLED, ',', SIZE_MAX, "x,\"y/z");
	assert_true(reading.stray && reading.swallows);
	is_split("\"x,\"y \"b\"", QUOTES_DOUBLED, ',', SIZE_MAX, "x,\"y \"b");
	assert_true(reading.swallows); /* of two stray quotes the first does */
	is_split("x", QUOTES_DOUBLED, ',', SIZE_MAX, "x");
	assert_false(reading.stray || reading.swallows);
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
		cmocka_unit_test(quotes_hold_delimiters_and_doubled_quotes),
		cmocka_unit_test(a_quote_that_closes_nothing_is_itself_and_stray),
		cmocka_unit_test(several_stray_quotes_and_open_cells_are_still_so),
		cmocka_unit_test(one_quote_may_be_literal),
		cmocka_unit_test(quotes_may_be_escaped_undoubled_or_literal),
		cmocka_unit_test(a_quote_opens_a_cell_behind_a_delimiter_and_blanks),
		cmocka_unit_test(a_stray_quote_behind_a_delimiter_may_open_another_cell),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
