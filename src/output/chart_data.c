#include "output/chart_data.h"

#include "analysis/derive.h"
#include "analysis/year.h"
#include "base/date.h"
#include "output/chart_ahead.h"
#include "output/chart_levels.h"
#include "output/chart_usual.h"
#include "output/chart_years.h"

#include <math.h>

enum { USUAL_WINDOW = 60 };

bool mark_is_missed(enum chart_mark mark)
{
	return mark == MARK_TOO_LOW || mark == MARK_TOO_HIGH;
}

double chart_single(const struct chart_data *data, size_t place, double figure)
{
	return figure / data->place[place].span;
}

static int month_of(const struct indicator *indicator, int period)
{
	int year, month, day;

	date_split(period_first_day(indicator->every, indicator->calendar, period), &year, &month,
		&day);
	return month;
}

int chart_month(const struct chart_data *data, size_t place)
{
	return month_of(data->indicator, data->first + (int)place);
}

/*
 * The last period that has a figure or, by today, should have one: what is overdue is shown as
 * missing, but not so much of it that the figures leave the picture.
 */
static int last_due(const struct series *series, int today, int most)
{
	int overdue;

	verdict_freshness(series, -1, today, &overdue);
	return series_last(series) + (overdue < most / 4 ? overdue : most / 4);
}

/* First and last period shown; false if the options leave none. */
static bool find_window(
	const struct series *series, const struct chart_options *options, int *first, int *last)
{
	const struct indicator *indicator = series->key.indicator;
	int most = options->last > 0 ? options->last : USUAL_WINDOW, from, to;

	if (!series->count)
		return false;
	*first = series->first;
	*last = last_due(series, options->today, most);
	if (options->has_to) {
		to = period_last_within(options->to, indicator->every, indicator->calendar);
		*last = to < *last ? to : *last;
	}
	if (options->has_from) {
		from = period_first_within(options->from, indicator->every, indicator->calendar);
		*first = from > *first ? from : *first;
	} else if (*last - *first >= most) {
		*first = *last - most + 1;
	}
	return *first <= *last;
}

/* With `combined`, a February without a January before it stands for both. */
static int span_at(const struct series *series, int period)
{
	const struct indicator *indicator = series->key.indicator;
	bool both = indicator->combined && indicator->kind == KIND_FLOW &&
		    indicator->every == EVERY_MONTH && month_of(indicator, period) == 2;

	return both && isnan(series_at(series, period - 1)) ? 2 : 1;
}

static bool is_missing(const struct series *series, int period)
{
	const struct indicator *indicator = series->key.indicator;

	if (!isnan(series_at(series, period)) || indicator->every == EVERY_ONCE)
		return false;
	if ((indicator->has_since && period < indicator->since) ||
		(indicator->has_until && period > indicator->until))
		return false;
	if (indicator->combined && month_of(indicator, period) == 1)
		return false;
	return !indicator->formula || !derive_is_nothing(series, period);
}

static void fill_place(const struct series *series, int period, struct chart_place *place)
{
	enum every every = series->key.indicator->every;
	int before;

	*place = (struct chart_place){series_at(series, period), NAN, span_at(series, period), 1,
		MARK_NONE, is_missing(series, period)};
	if (every == EVERY_YEAR || every == EVERY_ONCE ||
		!period_year_before(every, period, &before))
		return;
	place->before = series_at(series, before);
	place->before_span = span_at(series, before);
}

/* A line needs two figures side by side, up to the latest. */
static bool has_before(const struct chart_data *data)
{
	for (size_t i = data->bars ? 0 : 1; i < data->figures_end; i++)
		if (!isnan(data->place[i].before) &&
			(data->bars || (i <= data->last && !isnan(data->place[i - 1].before))))
			return true;
	return false;
}

static void count_places(struct chart_data *data)
{
	for (size_t i = 0; i < data->figures_end; i++) {
		const struct chart_place *place = &data->place[i];

		data->missing += place->missing;
		if (isnan(place->value))
			continue;
		data->known++;
		data->last = i;
		data->met += place->mark == MARK_MET;
		data->missed += mark_is_missed(place->mark);
		data->wide += place->span > 1;
	}
	data->has_before = has_before(data);
}

/* A year that is projected is shown to its end, a deadline not far ahead with the way that leads to
 * it. */
static size_t places_ahead(
	const struct chart_data *data, const struct verdict *verdicts, size_t count)
{
	size_t last = data->figures_end, most = last + (last / 3 > 12 ? last / 3 : 12);
	size_t end = chart_ahead_end(data, verdicts, count);

	end = end > last && end <= most ? end : last;

	for (size_t i = 0; i < count; i++) {
		const struct target *target = verdicts[i].target;
		int places = target->to - data->first + 1;

		if (target->when == TARGET_BY && places > (int)end && places <= (int)most)
			end = (size_t)places;
	}
	return end;
}

/* The year of the latest figure, from its first period to its last. */
static void narrow_to_year(const struct series *series, int *first, int *last)
{
	const struct indicator *indicator = series->key.indicator;
	int latest = *last;

	while (latest > *first && isnan(series_at(series, latest)))
		latest--;
	*first = year_first(indicator, year_of(indicator, latest));
	*last = *last < year_first(indicator, year_of(indicator, latest) + 1)
			? *last
			: year_first(indicator, year_of(indicator, latest) + 1) - 1;
}

static void fill_places(struct arena *arena, const struct series *series, struct chart_data *data)
{
	data->place = NEW_ARRAY(arena, data->count, struct chart_place);
	for (size_t i = 0; i < data->count; i++)
		data->place[i] = (struct chart_place){NAN, NAN, 1, 1, MARK_NONE, false};
	for (size_t i = 0; i < data->figures_end; i++)
		fill_place(series, data->first + (int)i, &data->place[i]);
}

void chart_data_make(struct arena *arena, const struct book *book, const struct series *series,
	const struct verdict *verdicts, size_t count, const struct chart_options *options,
	struct chart_data *data)
{
	const struct indicator *indicator = series->key.indicator;
	int first, last;
	bool by_year;

	*data = (struct chart_data){
		.indicator = indicator, .area = series->key.area, .english = options->english};
	if (!find_window(series, options, &data->first, &last))
		return;
	first = data->first;
	by_year = chart_years_wanted(series, options, verdicts, count, first, last);
	data->bars = (indicator->kind == KIND_FLOW || indicator->kind == KIND_YTD) && !by_year;
	if (by_year)
		narrow_to_year(series, &data->first, &last);
	data->figures_end = (size_t)(last - data->first + 1);
	data->count = by_year ? (size_t)every_per_year(indicator->every)
			      : places_ahead(data, verdicts, count);
	fill_places(arena, series, data);
	if (by_year)
		chart_years(arena, series, first, data);
	chart_levels(arena, book, series, verdicts, count, data);
	chart_usual(arena, series, data);
	chart_ahead(series, verdicts, count, data);
	count_places(data);
}
