/** yardstick: Theta as it stood in the M3 competition, with classical seasonal indices: what the
 * forecasts of src/analysis have to beat. Source: docs/METHODS.md §9. */
#ifndef TIDEMARK_BENCH_YARDSTICK_H
#define TIDEMARK_BENCH_YARDSTICK_H

#include "analysis/seasonal.h"
#include "analysis/theta.h"

#include <math.h>

/* Means of the ratios to the average around, by period of the year; their mean is 1. */
static inline void yardstick_ratios(
	const double *x, size_t count, size_t p, double *room, double *index)
{
	double mean = 0;

	seasonal_average(x, count, p, room);
	for (size_t i = 0; i < p; i++) {
		double sum = 0, years = 0;

		for (size_t t = i; t < count; t += p) {
			sum += isnan(room[t]) ? 0 : x[t] / room[t];
			years += !isnan(room[t]);
		}
		index[i] = sum / years;
		mean += index[i] / (double)p;
	}
	for (size_t i = 0; i < p; i++)
		index[i] /= mean;
}

/** Forecasts figures that are all above 0; `room` has space for 2 · count. */
static inline void yardstick_forecast(struct smoothing_grid *grid, const double *x, size_t count,
	size_t p, size_t horizon, double *room, double *out)
{
	double index[SEASONAL_MAX], *y = room + count;
	struct theta theta;

	for (size_t i = 0; i < p; i++)
		index[i] = 1;
	if (seasonal_test(x, count, p, SEASONAL_SURE))
		yardstick_ratios(x, count, p, room, index);
	for (size_t t = 0; t < count; t++)
		y[t] = x[t] / index[t % p];
	theta = theta_fit(grid, y, count, room);
	for (size_t h = 1; h <= horizon; h++)
		out[h - 1] = fmax(0, theta_at(&theta, (double)h)) * index[(count - 1 + h) % p];
}

#endif
