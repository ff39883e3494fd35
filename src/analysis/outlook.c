#include "analysis/outlook.h"

#include "analysis/forecast.h"
#include "analysis/points.h"
#include "analysis/year.h"

#include <math.h>

static bool is_sum(enum kind kind)
{
	return kind == KIND_FLOW || kind == KIND_YTD || kind == KIND_CUMULATIVE;
}

/* The figure of a period, given its forecast point. */
static double as_figure(const struct series *series, int period, double point)
{
	const struct indicator *indicator = series->key.indicator;
	bool two = points_has_two(indicator, period);
	int before = period - (two ? 2 : 1);

	switch (indicator->kind) {
	case KIND_YTD:
		if (year_of(indicator, before) != year_of(indicator, period))
			return point;
		return series_at(series, before) + point;
	case KIND_CUMULATIVE:
		return series_at(series, before) + point;
	case KIND_FLOW: /* a January that came after all is no part of February's figure */
		if (two && !isnan(series_at(series, period - 1)))
			return point - series_at(series, period - 1);
		return point;
	default:
		return point;
	}
}

static void append(struct series *series, int periods, const struct forecast *forecast)
{
	const struct indicator *indicator = series->key.indicator;
	int period = series_last(series);

	for (int i = 0; i < periods; i++) {
		size_t place = series->count++;

		period++;
		series->value[place] = NAN;
		if (!year_skips(indicator, period))
			series->value[place] = as_figure(series, period, forecast++->mean);
	}
}

bool outlook_extend(struct arena *arena, const struct series *series, int periods,
	struct series *out, size_t *needed)
{
	size_t room = series->count + (size_t)periods;
	struct forecast *forecast;
	struct forecaster forecaster;
	struct forecast_run run = {.figure = NULL};
	struct points points;

	points_of(arena, series, is_sum(series->key.indicator->kind) ? MEASURE_FLOW : MEASURE_VALUE,
		&points);
	*needed = points_enough(&points);
	run.year = points.year;
	run.count = points.count ? points_run(&points, points.count - 1) : 0;
	if (run.count < *needed)
		return false;
	run.figure = points.figure + points.count - run.count;
	forecast = NEW_ARRAY(arena, (size_t)periods, struct forecast);
	forecaster_init(&forecaster, arena);
	forecast_make(&forecaster, &run, (size_t)periods, forecast, NULL);
	*out = *series;
	out->value = NEW_ARRAY(arena, room, double);
	for (size_t i = 0; i < series->count; i++)
		out->value[i] = series->value[i];
	append(out, periods, forecast);
	return true;
}
