#include "unit.h"

#include "model/formula.h"

struct reader {
	struct arena arena;
	struct diag diag;
	struct formula formula;
};

static int set_up(void **state)
{
	struct reader *reader = calloc(1, sizeof(*reader));

	if (!reader)
		return -1;
	arena_init(&reader->arena, NULL);
	diag_init(&reader->diag, &reader->arena);
	*state = reader;
	return 0;
}

static int tear_down(void **state)
{
	struct reader *reader = *state;

	arena_free(&reader->arena);
	free(reader);
	return 0;
}

#define reader_test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static bool parse(struct reader *reader, struct str text)
{
	return formula_parse(&reader->arena, text, (struct place){STR("f.conf"), 4, 1},
		&reader->formula, &reader->diag);
}

/* The steps as postfix text: "a b + 2 *", with ~ for a minus sign. */
static const char *postfix(struct reader *reader, const char *text)
{
	static const char *const ops[] = {[FORMULA_ADD] = "+",
		[FORMULA_SUBTRACT] = "-",
		[FORMULA_MULTIPLY] = "*",
		[FORMULA_DIVIDE] = "/",
		[FORMULA_NEGATE] = "~"};
	struct str all = STR("");

	if (!parse(reader, str_of(text)))
		fail_msg("%s: %s", text, messages(&reader->arena, &reader->diag));
	for (size_t i = 0; i < reader->formula.count; i++) {
		const struct formula_step *step = &reader->formula.item[i];
		struct str word = step->op == FORMULA_INDICATOR ? step->id
				  : step->op == FORMULA_NUMBER
					  ? str_printf(&reader->arena, "%g", step->number)
					  : str_of(ops[step->op]);

		all = str_printf(
			&reader->arena, "%.*s%s%.*s", STR_ARG(all), i ? " " : "", STR_ARG(word));
	}
	return str_c(&reader->arena, all);
}

static void refuse(void **state, const char *text, size_t column, const char *message)
{
	struct reader *reader = *state;
	struct diag diag;

	diag_init(&diag, &reader->arena);
	assert_false(formula_parse(&reader->arena, str_of(text),
		(struct place){STR("f.conf"), 4, 1}, &reader->formula, &diag));
	assert_string_equal(messages(&reader->arena, &diag),
		str_c(&reader->arena,
			str_printf(&reader->arena, "f.conf:4:%zu: error: %s\n", column, message)));
}

static void products_come_before_sums(void **state)
{
	assert_string_equal(postfix(*state, "a + b * c"), "a b c * +");
	assert_string_equal(postfix(*state, "a * b + c"), "a b * c +");
	assert_string_equal(postfix(*state, "(a + b) * c"), "a b + c *");
}

static void equals_are_taken_from_the_left(void **state)
{
	assert_string_equal(postfix(*state, "a - b - c"), "a b - c -");
	assert_string_equal(postfix(*state, "a / b / c * d"), "a b / c / d *");
}

static void a_minus_sign_binds_to_what_follows(void **state)
{
	assert_string_equal(postfix(*state, "-a * b"), "a ~ b *");
	assert_string_equal(postfix(*state, "a - -b"), "a b ~ -");
	assert_string_equal(postfix(*state, "a * -(b + c)"), "a b c + ~ *");
	assert_string_equal(postfix(*state, "--a"), "a ~ ~");
}

static void numbers_and_ids_need_no_blanks(void **state)
{
	assert_string_equal(postfix(*state, "credit_repaired/credit_listed2*1.5e2"),
		"credit_repaired credit_listed2 / 150 *");
}

static void ids_know_their_column(void **state)
{
	struct reader *reader = *state;

	postfix(reader, "( a ) / b1");
	assert_int_equal(reader->formula.item[0].column, 3);
	assert_int_equal(reader->formula.item[1].column, 9);
	assert_str_equal(reader->formula.text, "( a ) / b1");
}

static void the_depth_is_the_most_values_waiting(void **state)
{
	struct reader *reader = *state;

	postfix(reader, "a");
	assert_int_equal(reader->formula.depth, 1);
	postfix(reader, "a + b + c");
	assert_int_equal(reader->formula.depth, 2);
	postfix(reader, "a + (b - (c / -d))");
	assert_int_equal(reader->formula.depth, 4);
}

static void what_is_no_formula_is_refused_where_it_fails(void **state)
{
	refuse(state, "", 1, "empty formula; write for example a / b * 100");
	refuse(state, "  ", 1, "empty formula; write for example a / b * 100");
	refuse(state, "a +", 4, "formula ends where a number, an indicator or \"(\" is expected");
	refuse(state, "a b", 3, "\"b\" stands where + - * / or \")\" is expected");
	refuse(state, "* a", 1, "\"*\" stands where a number, an indicator or \"(\" is expected");
	refuse(state, "a + {", 5, "\"{\" stands where a number, an indicator or \"(\" is expected");
	refuse(state, "a × b", 3, "\"×\" stands where + - * / or \")\" is expected");
	refuse(state, "贷款 / b", 1,
		"\"贷款\" stands where a number, an indicator or \"(\" is expected");
	refuse(state, "a / 贷款", 5,
		"\"贷款\" stands where a number, an indicator or \"(\" is expected");
	refuse(state, "()", 2, "\")\" stands where a number, an indicator or \"(\" is expected");
	refuse(state, "a + 1e99", 5, "number \"1e99\" is out of range");
	refuse(state, "a + 1e-31", 5, "number \"1e-31\" is out of range");
	refuse(state, "a {", 3, "\"{\" stands where + - * / or \")\" is expected");
}

static void parentheses_must_match(void **state)
{
	refuse(state, "2 * (a + (b)", 5, "\"(\" is never closed; add a \")\"");
	refuse(state, "(a + b)) * 2", 8, "\")\" closes nothing");
}

static void a_formula_has_at_most_200_steps(void **state)
{
	struct reader *reader = *state;
	struct str text = STR("a");

	for (int i = 0; i < 99; i++)
		text = str_printf(&reader->arena, "%.*s+a", STR_ARG(text));
	assert_true(parse(reader, text));
	text = str_printf(&reader->arena, "-(%.*s+a)", STR_ARG(text));
	refuse(state, str_c(&reader->arena, text), 1,
		"formula has more than 200 steps; split it into several indicators");
}

static void deep_parentheses_are_no_danger(void **state)
{
	struct reader *reader = *state;
	size_t depth = 100000;
	char *text = arena_alloc(&reader->arena, 1, 2 * depth + 2);

	memset(text, '(', depth);
	text[depth] = 'a';
	memset(text + depth + 1, ')', depth);
	assert_true(parse(reader, str_of(text)));
	assert_int_equal(reader->formula.count, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		reader_test(products_come_before_sums),
		reader_test(equals_are_taken_from_the_left),
		reader_test(a_minus_sign_binds_to_what_follows),
		reader_test(numbers_and_ids_need_no_blanks),
		reader_test(ids_know_their_column),
		reader_test(the_depth_is_the_most_values_waiting),
		reader_test(what_is_no_formula_is_refused_where_it_fails),
		reader_test(parentheses_must_match),
		reader_test(a_formula_has_at_most_200_steps),
		reader_test(deep_parentheses_are_no_danger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
