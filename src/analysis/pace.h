/**
 * pace: how a year that is not complete will end, and how sure that is. Private to total.
 * Source: docs/METHODS.md §6.
 */
#ifndef TIDEMARK_ANALYSIS_PACE_H
#define TIDEMARK_ANALYSIS_PACE_H

#include "analysis/judge.h"

/** What of a year has come together after its first periods; sums of figures for averages. */
struct tally {
	double sum;  /* NaN: not known */
	int figures; /* that make up the sum */
};

/** C(y,k), or the sum of the first `place` periods' figures for averages. C(y,0) = 0. */
struct tally pace_tally(const struct judge *judge, int year, int place);

/** How many figures make a whole year of an average: one fewer without a published January. */
int pace_figures(const struct judge *judge, int year);

/** An expected total with its relative error (a standard deviation of normal errors). */
struct pace {
	double share;      /* of the year, that is usually there after `place` periods */
	double projection; /* of the year's sum */
	double error;
};

/**
 * Projects year's sum from its first `place` periods. `goal` is what the sum is to reach (above 0).
 */
struct pace pace_project(const struct judge *judge, int year, int place, double goal);

/** The 80 % interval of a projection. */
void pace_interval(const struct pace *pace, double *low, double *high);

/** The chance that the year's sum meets the target, whose bounds as sums these are. */
double pace_chance(const struct target *target, const struct pace *pace, double goal, double high);

#endif
