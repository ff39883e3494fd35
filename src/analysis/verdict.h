/**
 * verdict: one target of one series, judged. Four answers, never folded into one another: status,
 * pace, freshness and variation. Source: docs/METHODS.md §4 to §8.
 */
#ifndef TIDEMARK_ANALYSIS_VERDICT_H
#define TIDEMARK_ANALYSIS_VERDICT_H

#include "analysis/control.h"
#include "analysis/measures.h"
#include "model/series.h"

enum verdict_status {
	VERDICT_MET,
	VERDICT_ON_TRACK,
	VERDICT_NOT_DUE,
	VERDICT_STALE,
	VERDICT_NO_DATA,
	VERDICT_AT_RISK,
	VERDICT_OFF_TRACK,
	VERDICT_MISSED,
};
enum { VERDICT_COUNT = VERDICT_MISSED + 1 };

enum freshness { FRESH, LATE, STALE, FRESHNESS_NONE };

/** Why, for the sentence; numbers stand in the verdict. */
enum reason {
	REASON_NONE,
	REASON_NO_PERIOD,      /* not-due: nothing is due yet */
	REASON_NO_EARLIER,     /* not-due: needs a figure from before the series begins */
	REASON_NO_FIGURE,      /* no-data: the indicator has none at all */
	REASON_NO_VALUE,       /* no-data: it has figures, but none in the target's window */
	REASON_NO_MEASURE,     /* no-data: figures, but the measure cannot be computed */
	REASON_NO_BOUND,       /* no bound figure for the period */
	REASON_OLD,            /* stale */
	REASON_DECIDED,        /* met or missed by the deciding period */
	REASON_LATE_REACHED,   /* met, `periods` late */
	REASON_LATE_FIRST,     /* `by`: judged by the first figure after the deadline */
	REASON_EARLY,          /* irreversible before the end of the year */
	REASON_PACE,           /* projection against the bound */
	REASON_REACHED,        /* `by`: meets it already, deadline still ahead */
	REASON_LEVEL,          /* `by`: advance against time, `ratio` */
	REASON_WRONG_WAY,      /* `by`: moves away from it */
	REASON_NO_PACE,        /* on track until the deadline */
	REASON_HOLDS,          /* limit holds in the latest known period */
	REASON_BROKEN,         /* limit broken for `periods` periods, `patience` not yet over */
	REASON_BROKEN_FOR_GOOD /* … longer than allowed */
};

struct verdict {
	const struct indicator *indicator;
	const struct target *target;
	struct str area; /* empty: the whole */
	int year;        /* yearly targets: years since 1970; else 0 */

	enum verdict_status status;
	enum reason reason;
	bool over;  /* its window ended: left out of exit status and default lists */
	int period; /* the period judged, of the indicator's every; only if has_period */
	bool has_period;
	double value; /* the measure in that period, in its unit; NaN if none (a year that is
			 not complete has so_far) */
	double current, base; /* growth: what was compared with what, for a base ≤ 0; else NaN */
	int span;             /* periods that value covers, usually 1 */
	double bound, bound_high; /* in that period, for all its span; NaN if none */
	int periods;              /* late, broken, overdue: how many */

	/*
	 * Pace, NaN where there is none. Totals: in the indicator's unit, for the year; averages:
	 * the mean of the figures so far, of all in the year. Levels have `known` and `of` as the
	 * periods passed since the base and from the base to the deadline.
	 */
	int known, of;    /* periods known and periods in the year */
	double so_far;    /* what has come together; a stock's growth: the latest figure */
	double goal;      /* what it is to reach: the bound; for growth, last year's figure grown */
	double goal_high; /* of a range */
	double share;     /* of the year, that is usually there by now */
	int share_years;  /* that this was seen in; 0: by time alone, or planned */
	double linear_gap;            /* points ahead of the linear pace, negative behind */
	double projection, low, high; /* of the year, with its 80 % interval */
	double chance;                /* 0 to 1, to meet the target */
	double needed;                /* in every remaining period (average: as their mean) */
	double ratio;                 /* levels: share of the way by share of the time */
	double start;                 /* levels: where the way begins, and in which period */
	int start_period;

	/* Does the series vary as usual? By its last point, whatever period the target is about. */
	enum variation variation;
	enum xmr_label special; /* why */
	int special_side;       /* +1 high or rising, −1 low or falling, 0 common */
	enum measure watched;   /* the measure whose variation that is */
	enum assurance assurance;

	enum freshness freshness;
	int overdue; /* periods overdue after the latest figure */
	int last;    /* period of the latest figure, if has_last */
	bool has_last;
	bool has_deadline;
	int deadline; /* period of by/at/in; for sorting and sentences */
};

struct verdicts {
	ARRAY(struct verdict);
};

/** "met", "on-track", …, for machines; the order of the enum is from best to worst to show. */
const char *verdict_status_name(enum verdict_status status);
bool verdict_status_find(struct str name, enum verdict_status *status);
const char *freshness_name(enum freshness freshness);

/** check's exit status: 0 fine, 1 at-risk, 2 missed or off-track, 3 no-data or stale. */
int verdict_exit(enum verdict_status status);
/** Worse of two exit statuses: badness 0 < 3 < 1 < 2. */
int verdict_worse(int a, int b);

/**
 * Judges the targets of an indicator: one without an area for the whole alone, one with area=NAME
 * for that area, one with area=* for every area that the catalogue lists (else that has figures).
 * `in every year` gives one verdict for each year with figures and the current one. The book must
 * have been derived (derive.h); periods after the one that holds `today` are left out.
 */
void verdict_judge(struct arena *arena, const struct book *book, const struct indicator *indicator,
	int today, struct verdicts *out);

/**
 * The same for several indicators one after the other, in parts that can be judged apart: the
 * judgements `first` to `last` (not included) of all that they ask for. Each indicator asks for
 * verdict_count of them, one a target and area.
 */
void verdict_judge_some(struct arena *arena, const struct book *book,
	const struct indicator *const *indicators, size_t first, size_t last, int today,
	struct verdicts *out);
size_t verdict_count(const struct book *book, const struct indicator *indicator);

/**
 * Freshness of a series on a day: how many periods are overdue after its latest figure. `lag` −1:
 * the indicator's. NULL and a series without figures have none.
 */
enum freshness verdict_freshness(const struct series *series, int lag, int today, int *overdue);

/**
 * Does the target hold in this period (1 met, 0 not, −1 cannot be said)? For charts: no deadline is
 * considered, a yearly target is judged by its linear pace. `measured` is the target's measure of
 * the series.
 */
int verdict_holds(const struct book *book, const struct series *series, const struct target *target,
	const struct measured *measured, int period);

/**
 * The bound that applies in a period, for drawing: NaN where the target says nothing then. Yearly
 * targets: what the linear pace has come to (an average: the bound itself).
 */
double verdict_bound(const struct book *book, const struct series *series,
	const struct target *target, int period);

/** The same for the upper end of a target with `within`; NaN for others. */
double verdict_bound_high(const struct book *book, const struct series *series,
	const struct target *target, int period);

#endif
