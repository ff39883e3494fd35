/*
 * grammar: the two small languages of the catalogue, formulas and targets. A formula written again
 * from its steps has the same steps; a target means the same however its blanks stand.
 */
#include "fuzz.h"

#include <math.h>
#include <stdio.h>

#include "base/buf.h"
#include "model/indicator.h"
#include "text/decimal.h"

static const struct place nowhere = {{"a.conf", 6}, 7, 3};

/* Those that are only counted, of all texts of the file together, have no place. */
static void check_place(const struct diag *diag, size_t errors, struct str text)
{
	for (size_t i = errors; i < diag->count && i < DIAG_ERRORS_PER_FILE; i++)
		fuzz_must(diag->item[i].place.line == 7 && diag->item[i].place.column >= 3 &&
				  diag->item[i].place.column <= 4 + text.len,
			"an error stands in the text");
}

/* In parentheses throughout. */
static struct str infix(struct arena *arena, const struct formula *formula)
{
	static const char signs[] = {[FORMULA_ADD] = '+',
		[FORMULA_SUBTRACT] = '-',
		[FORMULA_MULTIPLY] = '*',
		[FORMULA_DIVIDE] = '/'};
	struct str *stack = NEW_ARRAY(arena, formula->count + 1, struct str);
	size_t depth = 0;

	for (size_t i = 0; i < formula->count; i++) {
		const struct formula_step *step = &formula->item[i];
		size_t needs = step->op == FORMULA_NUMBER || step->op == FORMULA_INDICATOR ? 0
			       : step->op == FORMULA_NEGATE                                ? 1
											   : 2;
		char number[32] = "";

		fuzz_must(depth >= needs, "a step finds what it needs");
		if (step->op == FORMULA_NUMBER)
			stack[depth++] = str_copy(
				arena, (struct str){number, decimal_print(step->number, number)});
		else if (step->op == FORMULA_INDICATOR)
			stack[depth++] = step->id;
		else if (step->op == FORMULA_NEGATE)
			stack[depth - 1] = str_printf(arena, "(-%.*s)", STR_ARG(stack[depth - 1]));
		else {
			stack[depth - 2] =
				str_printf(arena, "(%.*s %c %.*s)", STR_ARG(stack[depth - 2]),
					signs[step->op], STR_ARG(stack[depth - 1]));
			depth--;
		}
		fuzz_must(depth <= formula->depth, "a formula is as deep as it says");
	}
	fuzz_must(depth == 1, "a formula leaves one figure");
	return stack[0];
}

static void check_formula(struct fuzz *fuzz, struct str text)
{
	struct formula formula, again;
	size_t errors = fuzz->diag.errors;
	bool done = formula_parse(&fuzz->arena, text, nowhere, &formula, &fuzz->diag);

	fuzz_told(&fuzz->diag, errors, done);
	check_place(&fuzz->diag, errors, text);
	if (!done)
		return;
	fuzz_must(formula_parse(&fuzz->arena, infix(&fuzz->arena, &formula), nowhere, &again,
			  &fuzz->diag),
		"a formula that was read and written can be read");
	fuzz_must(again.count == formula.count && again.depth == formula.depth,
		"a formula that was written has as many steps");
	for (size_t i = 0; i < again.count; i++)
		fuzz_must(again.item[i].op == formula.item[i].op &&
				  again.item[i].number == formula.item[i].number &&
				  str_equal(again.item[i].id, formula.item[i].id),
			"a formula that was written has the same steps");
}

static bool alike(const struct target *a, const struct target *b)
{
	return str_equal(a->label, b->label) && a->measure == b->measure && a->op == b->op &&
	       a->bound == b->bound && a->bound_high == b->bound_high &&
	       str_equal(a->bound_id, b->bound_id) && str_equal(a->unit, b->unit) &&
	       a->when == b->when && a->by_due == b->by_due && a->has_from == b->has_from &&
	       a->has_to == b->has_to && a->from == b->from && a->to == b->to &&
	       a->year == b->year && a->pace == b->pace && str_equal(a->pace_id, b->pace_id) &&
	       a->has_base == b->has_base && a->has_base_value == b->has_base_value &&
	       a->base_value == b->base_value && a->base_period == b->base_period &&
	       a->patience == b->patience && a->lag == b->lag && str_equal(a->area, b->area);
}

static void check_meaning(
	const struct indicator *indicator, const struct target *target, struct str text)
{
	fuzz_must(fuzz_is_within(target->label, text) && fuzz_is_within(target->unit, text) &&
			  fuzz_is_within(target->bound_id, text),
		"the names of a target are stretches of its text");
	fuzz_must(measure_is_defined(target->measure, indicator->kind, indicator->every),
		"a target's measure is defined");
	fuzz_must(isfinite(target->bound) && isfinite(target->bound_high) &&
			  isfinite(target->base_value),
		"a target's bounds are numbers");
	fuzz_must(target->op != TARGET_WITHIN || target->bound <= target->bound_high,
		"a target's lower bound is not above its upper one");
	fuzz_must(!target->has_from || !target->has_to || target->from <= target->to,
		"a target's window has a beginning before its end");
	fuzz_must(target_is_met(target, target->bound, target->bound, target->bound_high) ==
			  (target->op != TARGET_GT && target->op != TARGET_LT),
		"a bound meets its target unless that is strict");
}

static void check_target(struct fuzz *fuzz, const struct indicator *indicator, struct str text)
{
	struct target target, again;
	size_t errors = fuzz->diag.errors;
	bool done = target_parse(&fuzz->arena, text, nowhere, indicator, &target, &fuzz->diag);

	fuzz_told(&fuzz->diag, errors, done);
	check_place(&fuzz->diag, errors, text);
	if (!done)
		return;
	check_meaning(indicator, &target, text);
	fuzz_must(target_parse(&fuzz->arena, str_printf(&fuzz->arena, "  %.*s ", STR_ARG(text)),
			  nowhere, indicator, &again, &fuzz->diag),
		"blanks around a target do no harm");
	fuzz_must(alike(&target, &again), "blanks around a target mean nothing");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const units[] = {"", "亿元", "%", "TEU", "x2"};
	struct indicator indicator = {.id = STR("self"), .title = STR("self"), .lag = 25};
	struct fuzz fuzz;

	fuzz_begin(&fuzz, data, size);
	indicator.kind = (enum kind)fuzz_choice(&fuzz, KIND_COUNT);
	indicator.every = (enum every)fuzz_choice(&fuzz, EVERY_COUNT);
	indicator.unit = str_of(units[fuzz_choice(&fuzz, sizeof(units) / sizeof(*units))]);
	indicator.calendar.year_start = 1 + (int)fuzz_choice(&fuzz, 12);
	indicator.calendar.named_by_end = fuzz_byte(&fuzz) & 1;
	check_formula(&fuzz, fuzz_text(&fuzz));
	check_target(&fuzz, &indicator, fuzz_text(&fuzz));
	fuzz_memory(&fuzz, 1 << 16, 4096);
	fuzz_end(&fuzz);
	return 0;
}
