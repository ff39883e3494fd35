/**
 * formula: an indicator computed from others, `credit_repaired / credit_listed * 100`.
 *
 * Grammar: + - * / with the usual precedence, unary minus, parentheses, numbers, ids.
 * Held as postfix steps; reading needs no recursion.
 */
#ifndef TIDEMARK_MODEL_FORMULA_H
#define TIDEMARK_MODEL_FORMULA_H

#include "base/diag.h"

struct indicator;

enum formula_op {
	FORMULA_NUMBER,
	FORMULA_INDICATOR,
	FORMULA_ADD,
	FORMULA_SUBTRACT,
	FORMULA_MULTIPLY,
	FORMULA_DIVIDE,
	FORMULA_NEGATE,
};

struct formula_step {
	enum formula_op op;
	double number;                     /* FORMULA_NUMBER */
	struct str id;                     /* FORMULA_INDICATOR */
	size_t column;                     /* of the id within the text, from 1 */
	const struct indicator *indicator; /* set when the whole catalogue has been read */
};

struct formula {
	struct str text;
	struct place place; /* of the text's first character */
	ARRAY(struct formula_step);
	size_t depth; /* the most values ever waiting */
};

/**
 * Reads a formula. `place` is that of the text's first character; an error's column counts from
 * there. Errors (STATUS_CATALOGUE): empty text, unknown character, missing operand or parenthesis,
 * more than 200 steps.
 */
bool formula_parse(struct arena *arena, struct str text, struct place place,
	struct formula *formula, struct diag *diag);

#endif
