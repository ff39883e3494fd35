#include "output/chart_ahead.h"

#include "analysis/year.h"

#include <math.h>

/* A projection of the running year, from the figures that the chart shows. */
static bool is_shown(const struct chart_data *data, const struct verdict *verdict)
{
	int period = verdict->period;

	return verdict->has_period && !isnan(verdict->projection) && period >= data->first &&
	       period < data->first + (int)data->figures_end;
}

static int year_end(const struct chart_data *data, const struct verdict *verdict)
{
	return year_first(data->indicator, year_of(data->indicator, verdict->period) + 1) - 1;
}

size_t chart_ahead_end(const struct chart_data *data, const struct verdict *verdicts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_shown(data, &verdicts[i]))
			return (size_t)(year_end(data, &verdicts[i]) - data->first + 1);
	return data->figures_end;
}

/* What the year's figures began at: a cumulative figure goes on from the year before. */
static double began_at(const struct series *series, int year)
{
	const struct indicator *indicator = series->key.indicator;
	double figure = NAN;

	if (indicator->kind == KIND_CUMULATIVE)
		figure = series_at(series, year_first(indicator, year) - 1);
	return isnan(figure) ? 0 : figure;
}

static size_t figures_left(const struct chart_data *data, const struct verdict *verdict)
{
	size_t left = 0;

	for (int period = verdict->period + 1; period <= year_end(data, verdict); period++)
		left += !year_skips(data->indicator, period);
	return left;
}

static size_t figures_known(const struct chart_data *data, const struct verdict *verdict)
{
	int year = year_of(data->indicator, verdict->period);
	size_t known = 0;

	for (int period = year_first(data->indicator, year); period <= verdict->period; period++)
		known += !year_skips(data->indicator, period);
	return known;
}

/* What every remaining figure comes to if the year ends at `total`. */
static double rest_of(const struct chart_data *data, const struct verdict *verdict, double total)
{
	double left = (double)figures_left(data, verdict);
	double known = (double)figures_known(data, verdict);

	if (verdict->target->measure == MEASURE_AVERAGE)
		return (total * (known + left) - verdict->so_far * known) / left;
	return (total - verdict->so_far) / left;
}

static void fill(
	const struct series *series, const struct verdict *verdict, struct chart_data *data)
{
	enum kind kind = data->indicator->kind;
	int year = year_of(data->indicator, verdict->period);
	double began = began_at(series, year);
	struct chart_ahead *ahead = &data->ahead;

	ahead->verdict = verdict;
	ahead->from = (size_t)(verdict->period - data->first);
	ahead->to = (size_t)(year_end(data, verdict) - data->first);
	ahead->grows = verdict->target->measure != MEASURE_AVERAGE &&
		       (kind == KIND_YTD || kind == KIND_CUMULATIVE);
	if (ahead->grows) {
		ahead->middle = began + verdict->projection;
		ahead->low = began + verdict->low;
		ahead->high = began + verdict->high;
		return;
	}
	ahead->middle = rest_of(data, verdict, verdict->projection);
	ahead->low = rest_of(data, verdict, verdict->low);
	ahead->high = rest_of(data, verdict, verdict->high);
}

void chart_ahead(const struct series *series, const struct verdict *verdicts, size_t count,
	struct chart_data *data)
{
	for (size_t i = 0; i < count && !data->ahead.verdict; i++)
		if (is_shown(data, &verdicts[i]))
			fill(series, &verdicts[i], data);
}
