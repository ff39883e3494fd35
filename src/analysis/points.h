/**
 * points: a series as forecasts and limits take it, one figure after the other. Source:
 * docs/METHODS.md §6, §8 and §9.
 *
 * Shape: a point a period, from the first figure to the last; where no January is published, a year
 * has eleven, and February's stands for both. Missing: NaN; a flow that spans further periods is
 * missing too.
 */
#ifndef TIDEMARK_ANALYSIS_POINTS_H
#define TIDEMARK_ANALYSIS_POINTS_H

#include "model/series.h"

struct points {
	size_t count;
	size_t year; /* points in a year: 12, 11, 4; 1 for years, weeks and days */
	double *figure;
	int *period;
};

/** The figures of a measure that is defined for the series, one a period. */
void points_of(
	struct arena *arena, const struct series *series, enum measure measure, struct points *out);

/** Does the point of that period stand for the one before as well, which is not published? */
bool points_has_two(const struct indicator *indicator, int period);

/** The place of a period's point; false if it has none. */
bool points_find(const struct points *points, int period, size_t *place);

/** How many figures stand in a row up to and with this place, none missing. */
size_t points_run(const struct points *points, size_t place);

/** How many in a row it takes to tell a season: three years of months, four of quarters, else 16.
 */
size_t points_enough(const struct points *points);

#endif
