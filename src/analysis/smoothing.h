/** smoothing: simple exponential smoothing. Source: docs/METHODS.md §9. */
#ifndef TIDEMARK_ANALYSIS_SMOOTHING_H
#define TIDEMARK_ANALYSIS_SMOOTHING_H

#include "base/array.h"

struct smoothing_step;

/**
 * What all smoothings have in common, whatever the figures: for each parameter that is tried, how
 * fast it forgets the beginning. Begin with {.arena = …}; it grows with the longest run yet.
 */
struct smoothing_grid {
	struct arena *arena;
	ARRAY(struct smoothing_step);
};

/**
 * The level after the last of at least one figure: with the smoothing parameter and the initial
 * level whose squared errors are least.
 */
double smoothing_level(struct smoothing_grid *grid, const double *y, size_t count);

#endif
