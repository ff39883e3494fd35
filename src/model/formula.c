#include "model/formula.h"

#include "model/cursor.h"
#include "text/decimal.h"

enum { STEPS_MAX = 200 };

/* Operators wait here until those that bind tighter are done (Dijkstra's shunting yard). */
struct waiting {
	char op; /* one of + - * / ( and ~ for a minus sign */
	size_t at;
};

struct reader {
	struct arena *arena;
	struct cursor cursor;
	struct formula *formula;
	struct {
		ARRAY(struct waiting);
	} waiting;
};

static int strength(char op)
{
	return op == '~' ? 3 : op == '*' || op == '/' ? 2 : op == '(' ? 0 : 1;
}

static enum formula_op op_of(char op)
{
	switch (op) {
	case '+':
		return FORMULA_ADD;
	case '-':
		return FORMULA_SUBTRACT;
	case '*':
		return FORMULA_MULTIPLY;
	case '/':
		return FORMULA_DIVIDE;
	default:
		return FORMULA_NEGATE;
	}
}

static struct formula_step *add_step(struct reader *reader, enum formula_op op)
{
	struct formula_step *step = array_add(reader->arena, reader->formula);

	step->op = op;
	return step;
}

/* Writes out what waits and binds at least as tightly, back to the last open parenthesis. */
static void release(struct reader *reader, int least)
{
	while (reader->waiting.count) {
		char op = reader->waiting.item[reader->waiting.count - 1].op;

		if (op == '(' || strength(op) < least)
			return;
		reader->waiting.count--;
		add_step(reader, op_of(op));
	}
}

static void wait_with(struct reader *reader, char op)
{
	*array_add(reader->arena, &reader->waiting) = (struct waiting){op, reader->cursor.at};
	reader->cursor.at++;
}

static bool read_number(struct reader *reader, size_t start, struct str text)
{
	struct decimal decimal;

	if (!decimal_parse(text, &decimal) || !decimal_storable(decimal))
		return cursor_error(
			&reader->cursor, start, "number \"%.*s\" is out of range", STR_ARG(text));
	add_step(reader, FORMULA_NUMBER)->number = decimal_value(decimal);
	return true;
}

static bool expected(struct reader *reader, const char *what)
{
	struct cursor *cursor = &reader->cursor;
	size_t start = cursor->at;
	struct str word = cursor_word(cursor);

	if (!word.len)
		return cursor_error(cursor, start, "formula ends where %s is expected", what);
	return cursor_error(cursor, start, "\"%.*s\" stands where %s is expected",
		STR_ARG(cursor_quote(cursor, word)), what);
}

/* Reads signs and opening parentheses, then a number or an id. */
static bool read_operand(struct reader *reader)
{
	struct cursor *cursor = &reader->cursor;
	struct formula_step *step;
	struct str text;
	size_t start;

	cursor_blanks(cursor);
	while (str_starts(cursor_rest(cursor), STR("-")) ||
		str_starts(cursor_rest(cursor), STR("("))) {
		wait_with(reader, cursor->text.at[cursor->at] == '-' ? '~' : '(');
		cursor_blanks(cursor);
	}
	start = cursor->at;
	text = cursor_number(cursor, false);
	if (text.len)
		return read_number(reader, start, text);
	text = cursor_name(cursor);
	if (!text.len)
		return expected(reader, "a number, an indicator or \"(\"");
	step = add_step(reader, FORMULA_INDICATOR);
	step->id = text;
	step->column = cursor_place(cursor, start).column - cursor->place.column + 1;
	return true;
}

static bool close_parenthesis(struct reader *reader)
{
	release(reader, 0);
	if (!reader->waiting.count)
		return cursor_error(&reader->cursor, reader->cursor.at, "\")\" closes nothing");
	reader->waiting.count--;
	reader->cursor.at++;
	return true;
}

/* Reads closing parentheses and the operator behind an operand; `more` is false at the end. */
static bool read_operator(struct reader *reader, bool *more)
{
	struct cursor *cursor = &reader->cursor;
	char op;

	for (cursor_blanks(cursor); str_starts(cursor_rest(cursor), STR(")"));
		cursor_blanks(cursor))
		if (!close_parenthesis(reader))
			return false;
	*more = !cursor_at_end(cursor);
	if (!*more)
		return true;
	op = cursor->text.at[cursor->at];
	if (op != '+' && op != '-' && op != '*' && op != '/')
		return expected(reader, "+ - * / or \")\"");
	release(reader, strength(op));
	wait_with(reader, op);
	return true;
}

static bool finish(struct reader *reader)
{
	release(reader, 0);
	if (reader->waiting.count)
		return cursor_error(&reader->cursor,
			reader->waiting.item[reader->waiting.count - 1].at,
			"\"(\" is never closed; add a \")\"");
	return true;
}

static size_t depth_of(const struct formula *formula)
{
	size_t depth = 0, most = 0;

	for (size_t i = 0; i < formula->count; i++) {
		enum formula_op op = formula->item[i].op;

		if (op == FORMULA_NUMBER || op == FORMULA_INDICATOR)
			depth++;
		else if (op != FORMULA_NEGATE)
			depth--;
		most = depth > most ? depth : most;
	}
	return most;
}

bool formula_parse(struct arena *arena, struct str text, struct place place,
	struct formula *formula, struct diag *diag)
{
	struct reader reader = {
		.arena = arena, .cursor = {text, 0, place, diag}, .formula = formula};
	bool more = true;

	*formula = (struct formula){.text = text};
	if (!str_trim(text).len)
		return cursor_error(
			&reader.cursor, 0, "empty formula; write for example a / b * 100");
	while (more && formula->count <= STEPS_MAX)
		if (!read_operand(&reader) || !read_operator(&reader, &more))
			return false;
	if (!more && !finish(&reader))
		return false;
	if (formula->count > STEPS_MAX)
		return cursor_error(&reader.cursor, 0,
			"formula has more than %d steps; split it into several indicators",
			STEPS_MAX);
	formula->depth = depth_of(formula);
	return true;
}
