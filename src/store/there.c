#include "store/there.h"

#include "store/exact.h"

#include <float.h>
#include <math.h>

static struct there_series *find_series(struct there *there, const struct remote_series *it)
{
	struct series_key key = {it->indicator, str_copy(there->arena, it->area)};
	size_t number = names_add(there->arena, &there->names, series_name(there->arena, key));

	if (number == there->series.count)
		array_add(there->arena, &there->series)->layers.key = key;
	return &there->series.item[number];
}

bool there_take(void *context, const struct remote_series *it, struct diag *diag)
{
	struct there *there = context;
	struct there_series *series;
	int period;

	(void)diag;
	if (!str_is(it->every, every_name(it->indicator->every)) ||
		!str_equal(it->unit, it->indicator->unit)) {
		*array_add(there->arena, &there->foreign) = (struct there_foreign){it->indicator,
			str_copy(there->arena, it->area), str_copy(there->arena, it->every),
			str_copy(there->arena, it->unit)};
		return true;
	}
	series = find_series(there, it);
	for (size_t i = 0; i < it->count; i++) {
		double value = exact_round(it->value[i]);
		bool good = metric_period(it->indicator, it->stamps[i], &period) &&
			    (isnan(value) || exact_is_figure(value));
		double known = good ? layers_at(&series->layers, period) : (double)NAN;

		series->spoilt |= !good || (!isnan(known) && known != value);
		if (good && !isnan(value))
			layers_put(there->arena, &series->layers, period, value);
	}
	return true;
}

const struct there_series *there_find(
	struct arena *scratch, const struct there *there, struct series_key key)
{
	size_t number = names_find(&there->names, series_name(scratch, key));

	return number < there->series.count ? &there->series.item[number] : NULL;
}

static void add(struct tally *tally, enum sameness which, struct tally_first figure)
{
	int64_t stamp = metric_stamp(figure.key.indicator, figure.period);

	if (!tally->count[which]++)
		tally->first[which] = figure;
	if (which == FIGURE_MISSING) {
		if (tally->count[which] == 1 || stamp > tally->newest_missing)
			tally->newest_missing = stamp;
	} else if (which == FIGURE_THERE) {
		if (tally->count[which] == 1 || stamp < tally->oldest_there)
			tally->oldest_there = stamp;
	}
}

/* VictoriaMetrics is sure of 12 digits. */
static enum sameness judge(const struct comparing *comparing, const struct tally_first *figure)
{
	const double sure = 1e-11;
	double off = fabs(figure->there - figure->here), size = fabs(figure->here);
	const struct indicator *it = figure->key.indicator;

	if (isnan(figure->here))
		return FIGURE_SURPLUS;
	if (isnan(figure->there))
		return period_first_day(it->every, it->calendar, figure->period) >
				       comparing->today + 1
			       ? FIGURE_AHEAD
			       : FIGURE_MISSING;
	if (figure->there == figure->here ||
		(comparing->digits < DBL_DIG && off <= pow(10, 1 - comparing->digits) * size))
		return FIGURE_THERE;
	return off <= sure * size ? FIGURE_ROUNDED : FIGURE_WRONG;
}

void tally_series(struct tally *tally, const struct comparing *comparing, const struct series *here,
	const struct there_series *there)
{
	const struct series none = {.count = 0};
	struct series other = there ? layers_series(&there->layers) : none;
	const struct series *longer = here && here->count ? here : &other;
	int first = longer->first, last = series_last(longer);

	tally->spoilt += there && there->spoilt;
	if (!here)
		here = &none;
	if (other.count && other.first < first)
		first = other.first;
	if (other.count && series_last(&other) > last)
		last = series_last(&other);
	for (int period = first; period <= last; period++) {
		struct tally_first figure = {
			longer->key, period, series_at(here, period), series_at(&other, period)};

		if (!isnan(figure.here) || !isnan(figure.there))
			add(tally, judge(comparing, &figure), figure);
	}
}
