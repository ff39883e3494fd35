/** smoothing: simple exponential smoothing. Source: docs/METHODS.md §9. */
#ifndef TIDEMARK_ANALYSIS_SMOOTHING_H
#define TIDEMARK_ANALYSIS_SMOOTHING_H

#include <stddef.h>

/**
 * The level after the last of at least one figure: with the smoothing parameter and the initial
 * level whose squared errors are least.
 */
double smoothing_level(const double *y, size_t count);

#endif
