/**
 * measures: what is computed from one series. Source: docs/METHODS.md §2 and §3.
 */
#ifndef TIDEMARK_ANALYSIS_MEASURES_H
#define TIDEMARK_ANALYSIS_MEASURES_H

#include "model/series.h"

/** One figure of a measure. Missing: NaN. */
struct measurement {
	double value;
	int span;             /* periods that it covers, usually 1 */
	double current, base; /* growth and difference: what is compared with what, else NaN */
};

/** Shape: as the series (`first`, `count`); for yearly measures years since 1970. Missing: NaN. */
struct measured {
	int first;
	size_t count;
	double *value;
	int *span;       /* flows and flow_yoy: periods that the figure covers (≥ 1), else NULL */
	double *base;    /* growth measures: what the figure is compared with, NaN if missing, else
			    NULL */
	double *current; /* growth measures: what is compared with it, else NULL */
};

/**
 * Computes a measure (which must be defined for the series' kind) for every period from the series'
 * first to its last.
 */
void measures_compute(struct arena *arena, enum measure measure, const struct series *series,
	struct measured *out);

double measured_at(const struct measured *measured, int period);
int measured_span(const struct measured *measured, int period); /* 1 where there are no spans */

/** The measure of one period (of one year, for a yearly measure). */
struct measurement measures_at(enum measure measure, const struct series *series, int period);

/** The earliest period whose figure the measure of `period` (or year) looks at. */
int measures_reach(enum measure measure, const struct series *series, int period);

/** growth(a, b) = 100·(a/b − 1); NaN if either is missing or b ≤ 0. */
double measures_growth(double a, double b);

/** C(y,k): what had come together in year y after k periods; C(y,0) = 0. NaN if not known. */
double measures_knot(const struct series *series, int year, int place);

/**
 * The sum of the figures from period `from` to `to`; NaN if one is missing, but for a January that
 * is never published before the end. `*count`: how many figures there were.
 */
double measures_sum(const struct series *series, int from, int to, int *count);

#endif
