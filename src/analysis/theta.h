/**
 * theta: the Theta method of Assimakopoulos and Nikolopoulos: half a straight line through all
 * figures, half their smoothed level with twice the deviations from it. Source: docs/METHODS.md §9.
 */
#ifndef TIDEMARK_ANALYSIS_THETA_H
#define TIDEMARK_ANALYSIS_THETA_H

#include "analysis/smoothing.h"

struct theta {
	double level;            /* of the figures with doubled deviations */
	double intercept, slope; /* of the line; the last figure stands at `last` */
	double last;
};

/** Fits at least two figures without a season. `room` has space for as many. */
struct theta theta_fit(struct smoothing_grid *grid, const double *y, size_t count, double *room);

/** The figure `ahead` > 0 periods after the last; fractions of a period are allowed. */
double theta_at(const struct theta *theta, double ahead);

#endif
