/**
 * forecast: how an unbroken run of figures goes on, as the mean of three simple methods.
 * Source: docs/METHODS.md §9.
 */
#ifndef TIDEMARK_ANALYSIS_FORECAST_H
#define TIDEMARK_ANALYSIS_FORECAST_H

#include "analysis/damped.h"
#include "analysis/smoothing.h"

#include <stdbool.h>

/** The run that is to go on. */
struct forecast_run {
	const double *figure;
	size_t count;            /* at least FORECAST_LEAST */
	size_t year;             /* figures in a year: 12, 4, 1 (no season), or FORECAST_COMBINED */
	const double *logarithm; /* of each figure above 0; NULL: nobody has them yet */
};

enum {
	FORECAST_LEAST = 12,
	FORECAST_COMBINED = 11, /* January and February are one: always seasonal */
};

struct forecast {
	double theta, damped, half_years; /* Theta, damped trend, Theta on means of six */
	double mean;                      /* of these: the forecast */
};

/** What the seasonal treatment was. */
struct forecast_season {
	bool seasonal;
	bool logarithms;  /* all figures above 0: the indices are differences of logarithms */
	double index[12]; /* of the run's first figures; 0 where not seasonal */
};

/**
 * Whoever makes many forecasts: keeps what they have in common, and room for the longest run yet.
 * Memory: in the arena, as long as that lives.
 */
struct forecaster {
	struct arena *arena;
	struct smoothing_grid smoothing;
	struct damped_grid damped;
	double *y, *room;
	size_t count; /* figures that there is room for */
};

void forecaster_init(struct forecaster *forecaster, struct arena *arena);

/** The next `horizon` figures. `season` may be NULL. */
void forecast_make(struct forecaster *forecaster, const struct forecast_run *run, size_t horizon,
	struct forecast *out, struct forecast_season *season);

#endif
