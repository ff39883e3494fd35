#include "output/chart_years.h"

#include "analysis/year.h"

#include <math.h>

enum { LEAST_YEARS = 3, MOST_EARLIER = 5 };

static bool is_yearly(const struct target *target)
{
	return target->measure == MEASURE_TOTAL || target->measure == MEASURE_GROWTH;
}

bool chart_years_wanted(const struct series *series, const struct chart_options *options,
	const struct verdict *verdicts, size_t count, int first, int last)
{
	const struct indicator *indicator = series->key.indicator;

	if (indicator->kind != KIND_YTD || options->style == CHART_BARS ||
		(indicator->every != EVERY_MONTH && indicator->every != EVERY_QUARTER))
		return false;
	if (options->style == CHART_LINES)
		return true;
	for (size_t i = 0; i < count; i++)
		if (!is_yearly(verdicts[i].target))
			return false;
	return year_of(indicator, last) - year_of(indicator, first) + 1 >= LEAST_YEARS;
}

static bool fill_year(struct arena *arena, const struct series *series,
	const struct chart_data *data, struct chart_year *out)
{
	int first = year_first(data->indicator, out->year);
	bool any = false;

	out->figure = NEW_ARRAY(arena, data->count, double);
	for (size_t i = 0; i < data->count; i++) {
		out->figure[i] = series_at(series, first + (int)i);
		if (isnan(out->figure[i]))
			continue;
		out->last = i;
		any = true;
	}
	return any;
}

void chart_years(
	struct arena *arena, const struct series *series, int from, struct chart_data *data)
{
	int shown = year_of(data->indicator, data->first), year = year_of(data->indicator, from);

	if (year < shown - MOST_EARLIER)
		year = shown - MOST_EARLIER;
	for (; year < shown; year++) {
		struct chart_year entry = {.year = year};

		if (fill_year(arena, series, data, &entry))
			*array_add(arena, &data->years) = entry;
	}
	data->by_year = true;
}
