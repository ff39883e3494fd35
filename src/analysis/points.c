#include "analysis/points.h"

#include "analysis/measures.h"
#include "analysis/year.h"

#include <math.h>

bool points_has_two(const struct indicator *indicator, int period)
{
	return year_skips(indicator, period - 1);
}

/* January and February together, however they were published. */
static double flow_of_both(const struct series *series, int february)
{
	int year = year_of(series->key.indicator, february);
	int place = year_place(series->key.indicator, february);

	if (place < 2)
		return NAN;
	return measures_knot(series, year, place) - measures_knot(series, year, place - 2);
}

static double flow_of(const struct series *series, int period)
{
	struct measurement flow;

	if (points_has_two(series->key.indicator, period))
		return flow_of_both(series, period);
	flow = measures_at(MEASURE_FLOW, series, period);
	return flow.span == 1 ? flow.value : NAN;
}

static size_t points_a_year(const struct indicator *indicator)
{
	int periods = every_per_year(indicator->every);

	if (indicator->combined && indicator->every == EVERY_MONTH)
		return (size_t)periods - 1;
	return periods ? (size_t)periods : 1;
}

void points_of(
	struct arena *arena, const struct series *series, enum measure measure, struct points *out)
{
	*out = (struct points){.year = points_a_year(series->key.indicator),
		.figure = NEW_ARRAY(arena, series->count, double),
		.period = NEW_ARRAY(arena, series->count, int)};
	for (size_t i = 0; i < series->count; i++) {
		int period = series->first + (int)i;

		if (year_skips(series->key.indicator, period))
			continue;
		out->figure[out->count] = measure == MEASURE_FLOW
						  ? flow_of(series, period)
						  : measures_at(measure, series, period).value;
		out->period[out->count++] = period;
	}
}

bool points_find(const struct points *points, int period, size_t *place)
{
	size_t low = 0, high = points->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (points->period[middle] < period)
			low = middle + 1;
		else
			high = middle;
	}
	*place = low;
	return low < points->count && points->period[low] == period;
}

size_t points_run(const struct points *points, size_t place)
{
	size_t run = 0;

	while (run <= place && !isnan(points->figure[place - run]))
		run++;
	return run;
}

size_t points_enough(const struct points *points)
{
	return points->year > 4 ? 3 * points->year : 16;
}
