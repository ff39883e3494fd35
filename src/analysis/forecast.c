#include "analysis/forecast.h"

#include "analysis/seasonal.h"
#include "analysis/theta.h"

#include <math.h>

enum { HALF_YEAR = 6 };

/* A run on the scale on which its season adds up: logarithms if all figures are above 0. */
struct scaled {
	struct forecast_run run;
	struct forecast_season season;
	bool never_negative;
	double *y;    /* scaled figures, in the end without their season */
	double *room; /* as long */
};

static void scale(struct scaled *scaled)
{
	const struct forecast_run *run = &scaled->run;
	const double *ready = run->figure;
	double least = INFINITY;

	for (size_t t = 0; t < run->count; t++)
		if (run->figure[t] < least)
			least = run->figure[t];
	scaled->never_negative = least >= 0;
	scaled->season.logarithms = least > 0;
	if (least > 0)
		ready = run->logarithm;
	for (size_t t = 0; t < run->count; t++)
		scaled->y[t] = ready ? ready[t] : log(run->figure[t]);
}

/* The ratios of the figures to the average around them (differences, if some are not above 0) tell
 * whether there is a season. */
static bool is_seasonal(const struct scaled *scaled)
{
	const struct forecast_run *run = &scaled->run;
	double *ratio = scaled->room;
	size_t half = run->year / 2;

	if (run->year < 2 || run->count < 2 * run->year)
		return false;
	if (run->year == FORECAST_COMBINED)
		return true;
	seasonal_average(run->figure, run->count, run->year, ratio);
	for (size_t t = half; t + half < run->count; t++)
		ratio[t] = scaled->season.logarithms ? run->figure[t] / ratio[t]
						     : run->figure[t] - ratio[t];
	return seasonal_test(ratio + half, run->count - 2 * half, run->year, SEASONAL_LIKELY);
}

static void take_season_out(struct scaled *scaled)
{
	size_t count = scaled->run.count, year = scaled->run.year;
	double *difference = scaled->room, *index = scaled->season.index, credence;

	scaled->season.seasonal = is_seasonal(scaled);
	if (!scaled->season.seasonal)
		return;
	seasonal_average(scaled->y, count, year, difference);
	for (size_t t = 0; t < count; t++)
		difference[t] = scaled->y[t] - difference[t];
	seasonal_differences(difference, count, year, index);
	credence = seasonal_credence(difference, count, year, index);
	for (size_t i = 0; i < year; i++)
		index[i] *= credence;
	for (size_t t = 0; t < count; t++)
		scaled->y[t] -= index[t % year];
}

/* Means of six figures, counted back from the end. The first block's place is in `room`. */
static struct theta fit_half_years(struct forecaster *forecaster, const struct scaled *scaled)
{
	size_t blocks = scaled->run.count / HALF_YEAR, begin = scaled->run.count % HALF_YEAR;
	double *mean = scaled->room;

	for (size_t i = 0; i < blocks; i++) {
		const double *y = scaled->y + begin + i * HALF_YEAR;

		mean[i] = (y[0] + y[1] + y[2] + y[3] + y[4] + y[5]) / HALF_YEAR;
	}
	return theta_fit(&forecaster->smoothing, mean, blocks, mean + blocks);
}

/* Back to the scale of the figures, with the season of the period. */
static double unscale(const struct scaled *scaled, size_t ahead, double y)
{
	size_t year = scaled->run.year;

	if (scaled->season.seasonal)
		y += scaled->season.index[(scaled->run.count - 1 + ahead) % year];
	if (scaled->season.logarithms)
		return exp(y);
	return scaled->never_negative ? fmax(0, y) : y;
}

/* A block's mean stands in its middle, two and a half periods before its end. */
static double blocks_ahead(size_t ahead)
{
	return ((double)ahead + (HALF_YEAR - 1) / 2.0) / HALF_YEAR;
}

static void read_off(struct forecaster *forecaster, const struct scaled *scaled, size_t horizon,
	struct forecast *out)
{
	struct theta theta =
		theta_fit(&forecaster->smoothing, scaled->y, scaled->run.count, scaled->room);
	struct theta half_years = fit_half_years(forecaster, scaled);
	struct damped damped = damped_fit(&forecaster->damped, scaled->y, scaled->run.count);

	for (size_t h = 1; h <= horizon; h++) {
		struct forecast *one = &out[h - 1];

		one->theta = unscale(scaled, h, theta_at(&theta, (double)h));
		one->damped = unscale(scaled, h, damped_at(&damped, h));
		one->half_years = unscale(scaled, h, theta_at(&half_years, blocks_ahead(h)));
		one->mean = (one->theta + one->damped + one->half_years) / 3;
	}
}

void forecaster_init(struct forecaster *forecaster, struct arena *arena)
{
	*forecaster = (struct forecaster){
		.arena = arena, .smoothing.arena = arena, .damped.arena = arena};
}

static void make_room(struct forecaster *forecaster, size_t count)
{
	if (count <= forecaster->count)
		return;
	forecaster->count = 2 * count;
	forecaster->y = NEW_ARRAY(forecaster->arena, forecaster->count, double);
	forecaster->room = NEW_ARRAY(forecaster->arena, forecaster->count, double);
}

void forecast_make(struct forecaster *forecaster, const struct forecast_run *run, size_t horizon,
	struct forecast *out, struct forecast_season *season)
{
	struct scaled scaled;

	make_room(forecaster, run->count);
	scaled = (struct scaled){.run = *run, .y = forecaster->y, .room = forecaster->room};
	scale(&scaled);
	take_season_out(&scaled);
	read_off(forecaster, &scaled, horizon, out);
	if (season)
		*season = scaled.season;
}
