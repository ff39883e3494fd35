/** judge: what the verdicts on all kinds of targets share. Private to src/analysis. */
#ifndef TIDEMARK_ANALYSIS_JUDGE_H
#define TIDEMARK_ANALYSIS_JUDGE_H

#include "analysis/due.h"
#include "analysis/forecast.h"
#include "analysis/points.h"
#include "analysis/verdict.h"

struct pace_memo;

struct judge {
	const struct book *book;
	const struct indicator *indicator;
	const struct target *target;
	const struct series *series;     /* without figures where there is none */
	const struct measured *measured; /* the target's measure; unused by yearly targets */
	struct due due;
	int now;                       /* the period that holds today: none after it is looked at */
	struct forecaster *forecaster; /* only where a year may have to be projected */
	const struct points *flows;    /* of the series; NULL: nobody has them yet */
	struct pace_memo *memo;        /* of the series, or NULL */
};

/** Whatever is judged of a series (one without figures where there is none) by what is known today.
 */
struct judge judge_make(const struct book *book, const struct series *series,
	const struct target *target, int today);

/** A figure of one period and the bounds that hold for it, compared. */
struct reading {
	int period;
	struct measurement figure;
	double bound, bound_high; /* for all the figure's span */
	bool met;
};

/** The target's bounds in a period, over `span` periods. NaN without one. */
void judge_bounds(const struct book *book, const struct series *series, const struct target *target,
	int period, int span, double *bound, double *high);

/** A figure of another indicator in the unit of this one; NaN if their units have nothing in
 * common. */
double judge_in_unit_of(
	const struct indicator *indicator, const struct indicator *other, double figure);

/**
 * Compares a figure with bounds; false if it cannot be done: figure or bound missing. A growth with
 * a base ≤ 0 answers only whether it is above or below 0.
 */
bool judge_compare(const struct target *target, enum kind kind, struct reading *reading);

/** Reads and compares the target's measure of a period; false where there is no answer. */
bool judge_read(const struct judge *judge, int period, struct reading *reading);

/** The latest period between these that has an answer; false if none has. */
bool judge_latest(const struct judge *judge, int from, int to, struct reading *reading);

/** Writes what was compared into the verdict. */
void judge_show(const struct reading *reading, struct verdict *verdict);

/** Sets status and reason. */
void judge_say(struct verdict *verdict, enum verdict_status status, enum reason reason);

/** not-due or no-data: nothing between these periods has an answer. */
void judge_absent(const struct judge *judge, int from, int to, struct verdict *verdict);

/** What a level is, was and is to be. `bound` and `high` in the unit of `value` and `base`. */
struct level {
	double value, base, bound, bound_high;
	int period, base_period, deadline;
	bool has_base;
};

/** Before the deadline: on-track, at-risk or off-track by the way gone in the time gone. */
void judge_level_pace(
	const struct target *target, const struct level *level, struct verdict *verdict);

/**
 * A period on the linear path of a yearly target: what has come together, and how much of the goal
 * should have by then (an average: the mean so far, and the bound).
 */
void judge_path(const struct judge *judge, int period, struct reading *path);

/* One kind of target each. */
void judge_limit(const struct judge *judge, struct verdict *verdict);
void judge_level(const struct judge *judge, struct verdict *verdict);
void judge_total(struct arena *arena, const struct judge *judge, int year, struct verdict *verdict);

#endif
