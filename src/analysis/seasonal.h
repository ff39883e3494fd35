/**
 * seasonal: does a series repeat itself every year, and by how much? Source: docs/METHODS.md §9.
 *
 * Shape: `count` figures without a hole, the first of any period of the year; index[i] is that of
 * the figures i, i + p, i + 2p, …
 */
#ifndef TIDEMARK_ANALYSIS_SEASONAL_H
#define TIDEMARK_ANALYSIS_SEASONAL_H

#include <stdbool.h>
#include <stddef.h>

/** Figures in the longest year. */
enum { SEASONAL_MAX = 12 };

/** How sure the test has to be: deviations of a normal distribution, 95 % and 90 % one-sided. */
#define SEASONAL_SURE 1.645
#define SEASONAL_LIKELY 1.28

/**
 * Is the autocorrelation at lag p more than `deviations` of its standard errors from 0? Never for
 * p < 2, for less than two years or for a constant series.
 */
bool seasonal_test(const double *x, size_t count, size_t p, double deviations);

/**
 * The mean of the year around each figure: 2×p moving average for an even p, plain for an odd one.
 * Missing: NaN in the first and last half year.
 */
void seasonal_average(const double *x, size_t count, size_t p, double *average);

/** The indices of differences from the average (NaN passed over): means by period of the year,
 * centred on 0. */
void seasonal_differences(const double *difference, size_t count, size_t p, double *index);

/**
 * How much of such indices to believe, 0 to 1, by James and Stein: little where the figures of one
 * period of the year differ among themselves as much as those of different periods.
 */
double seasonal_credence(const double *difference, size_t count, size_t p, const double *index);

#endif
