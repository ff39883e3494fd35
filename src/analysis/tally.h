/**
 * tally: what of a year has come together, as a sum. Private to total, share and pace.
 * Source: docs/METHODS.md §6.
 */
#ifndef TIDEMARK_ANALYSIS_TALLY_H
#define TIDEMARK_ANALYSIS_TALLY_H

#include "analysis/judge.h"

struct tally {
	double sum;  /* NaN: not known */
	int figures; /* that make up the sum */
};

/** C(y,k), or the sum of the first `place` periods' figures for averages. C(y,0) = 0. */
struct tally tally_of(const struct judge *judge, int year, int place);

/** The whole year's. */
struct tally tally_of_year(const struct judge *judge, int year);

/** How many figures make a whole year of an average: one fewer without a published January. */
int tally_figures(const struct judge *judge, int year);

#endif
