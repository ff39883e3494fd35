/**
 * target: what an indicator is to reach, `label: measure op bound [unit] [when] [option …]`.
 * Source: docs/METHODS.md §4 (grammar).
 */
#ifndef TIDEMARK_MODEL_TARGET_H
#define TIDEMARK_MODEL_TARGET_H

#include "base/diag.h"
#include "model/measure.h"

#include <math.h>

struct indicator;

enum target_op { TARGET_GE, TARGET_GT, TARGET_LE, TARGET_LT, TARGET_EQ, TARGET_WITHIN };

enum target_when {
	TARGET_EVERY_PERIOD, /* no when, or `from A [to B]` */
	TARGET_AT,           /* `at P`: holds in that period */
	TARGET_BY,           /* `by P`: reached no later than */
	TARGET_IN,           /* `in Y`: a figure of that year */
	TARGET_IN_EVERY,     /* `in every year` */
};

enum target_pace { PACE_DEFAULT, PACE_SHARE, PACE_LINEAR, PACE_NONE, PACE_INDICATOR };

struct target {
	struct str text;    /* as written */
	struct str label;   /* empty if none */
	struct place place; /* of the text's first character in the catalogue */

	enum measure measure;
	enum target_op op;
	double bound,
		bound_high;  /* in the indicator's unit, or in % or points; high only for within */
	struct str bound_id; /* the bound is this indicator's figure of the same period */
	const struct indicator *bound_indicator;
	struct str unit; /* as written behind the bound */

	enum target_when when;
	bool by_due; /* `by due`: `to` becomes the period of the group's due day */
	bool has_from, has_to;
	int from, to; /* period numbers: the window; `by` and `at` are in `to` */
	int year;     /* TARGET_IN: years since 1970 */

	enum target_pace pace;
	struct str pace_id;
	const struct indicator *pace_indicator;
	bool has_base, has_base_value;
	double base_value;
	int base_period;
	int patience;    /* `for=N`: periods that a limit may be broken, default 0 */
	int lag;         /* days, −1: the indicator's */
	struct str area; /* empty: the whole; "*": every area */
};

/** ">=" … "within". */
const char *target_op_text(enum target_op op);

/**
 * Reads a target of `indicator` (whose kind, unit, every and calendar are already set).
 * `place` is that of the text's first character; an error's column counts from there. Bounds are
 * converted to the indicator's unit. An area with blanks in its name is written in single quotes.
 * Ids are not looked up yet (the catalogue does that at the end).
 *
 * Errors (STATUS_CATALOGUE): grammar; unknown measure or one not defined for the kind; another
 * unit; low > high; `in` with a level measure and a yearly measure without it; `=` on a total; a
 * bare number as base, or one not before the deadline; a period that the indicator cannot have; an
 * option given twice, or one that such a target has no use for.
 *
 * Memory: label, unit and ids are stretches of `text`.
 */
bool target_parse(struct arena *arena, struct str text, struct place place,
	const struct indicator *indicator, struct target *target, struct diag *diag);

/** How far a comparison with `bound` may be off: 1e-9 · max(1, |bound|). */
static inline double target_slack(double bound)
{
	double size = fabs(bound);

	return 1e-9 * (size > 1 ? size : 1);
}

/** Does `value` meet the target with these bounds, but for the slack? > and < are strict. */
bool target_is_met(const struct target *target, double value, double bound, double bound_high);

/** Does the target speak for a direction: +1 the higher the better, −1 the lower, 0 neither? */
int target_direction(const struct target *target);

#endif
