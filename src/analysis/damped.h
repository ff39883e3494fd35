/** damped: a trend that wears off. Source: docs/METHODS.md §9. */
#ifndef TIDEMARK_ANALYSIS_DAMPED_H
#define TIDEMARK_ANALYSIS_DAMPED_H

#include "base/arena.h"

struct damped_pairs;

/**
 * What all fits have in common, whatever the figures: for each pair of parameters that is tried,
 * how it forgets the beginning. Begin with {.arena = …}; it grows with the longest run yet.
 */
struct damped_grid {
	struct arena *arena;
	struct damped_pairs *pairs;
};

/** Level and slope after the last figure. */
struct damped {
	double level, slope;
};

/**
 * Fits at least three figures: with the parameters, the initial level and the initial slope whose
 * squared errors are least.
 */
struct damped damped_fit(struct damped_grid *grid, const double *y, size_t count);

/** The figure `ahead` ≥ 1 periods after the last. */
double damped_at(const struct damped *damped, size_t ahead);

#endif
