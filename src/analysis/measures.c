#include "analysis/measures.h"

#include "analysis/year.h"

#include <math.h>

static const struct indicator *indicator_of(const struct series *series)
{
	return series->key.indicator;
}

static enum kind kind_of(const struct series *series)
{
	return series->key.indicator->kind;
}

static int periods_a_year(const struct series *series)
{
	return every_per_year(series->key.indicator->every);
}

double measures_growth(double a, double b)
{
	return b > 0 ? 100 * (a / b - 1) : NAN;
}

double measures_sum(const struct series *series, int from, int to, int *count)
{
	double sum = 0;

	*count = 0;
	for (int period = from; period <= to; period++) {
		double figure = series_at(series, period);

		if (isnan(figure) && period < to && year_skips(indicator_of(series), period))
			continue;
		sum += figure;
		++*count;
	}
	return sum;
}

/* The year in which a cumulative begins to count, from zero. */
static bool counts_from_zero(const struct series *series, int year)
{
	const struct indicator *indicator = indicator_of(series);

	return indicator->has_since && year_of(indicator, indicator->since) == year;
}

double measures_knot(const struct series *series, int year, int place)
{
	int first = year_first(indicator_of(series), year), period = first + place - 1, count;

	if (place == 0)
		return 0;
	switch (kind_of(series)) {
	case KIND_YTD:
		return series_at(series, period);
	case KIND_FLOW:
		return measures_sum(series, first, period, &count);
	case KIND_CUMULATIVE:
		if (counts_from_zero(series, year))
			return series_at(series, period);
		return series_at(series, period) - series_at(series, first - 1);
	default:
		return NAN;
	}
}

static double knot_at(const struct series *series, int period)
{
	const struct indicator *indicator = indicator_of(series);

	return measures_knot(series, year_of(indicator, period), year_place(indicator, period));
}

static double change_of_level(const struct series *series, int period)
{
	const struct indicator *indicator = indicator_of(series);

	if (indicator->kind == KIND_CUMULATIVE && indicator->has_since &&
		period == indicator->since)
		return series_at(series, period);
	return series_at(series, period) - series_at(series, period - 1);
}

/* A February that holds January's too, unless January was published after all. */
static int span_of_figure(const struct series *series, int period)
{
	return year_skips(indicator_of(series), period - 1) && isnan(series_at(series, period - 1))
		       ? 2
		       : 1;
}

static double flow_since_last_knot(const struct series *series, int period, int *span)
{
	const struct indicator *indicator = indicator_of(series);
	int year = year_of(indicator, period), place = year_place(indicator, period);
	int before = place - 1;

	while (isnan(measures_knot(series, year, before)))
		before--;
	*span = place - before;
	return series_at(series, period) - measures_knot(series, year, before);
}

static double flow_at(const struct series *series, int period, int *span)
{
	*span = 1;
	switch (kind_of(series)) {
	case KIND_FLOW:
		*span = span_of_figure(series, period);
		return series_at(series, period);
	case KIND_YTD:
		return flow_since_last_knot(series, period, span);
	default:
		return change_of_level(series, period);
	}
}

static double single_flow(const struct series *series, int period)
{
	int span;
	double flow = flow_at(series, period, &span);

	return span == 1 ? flow : NAN;
}

static struct measurement single(double value)
{
	return (struct measurement){value, 1, NAN, NAN};
}

static struct measurement growth(double current, double base)
{
	return (struct measurement){measures_growth(current, base), 1, current, base};
}

static struct measurement difference(double current, double base)
{
	return (struct measurement){current - base, 1, current, base};
}

static struct measurement change(const struct series *series, int period)
{
	switch (kind_of(series)) {
	case KIND_RATIO:
		return difference(series_at(series, period), series_at(series, period - 1));
	case KIND_STOCK:
		return growth(series_at(series, period), series_at(series, period - 1));
	default:
		return growth(single_flow(series, period), single_flow(series, period - 1));
	}
}

static struct measurement yoy(const struct series *series, int period)
{
	double current = series_at(series, period), base;
	int before;

	if (!period_year_before(indicator_of(series)->every, period, &before))
		return growth(current, NAN);
	base = series_at(series, before);
	if (kind_of(series) == KIND_RATIO)
		return difference(current, base);
	if (kind_of(series) == KIND_FLOW &&
		span_of_figure(series, period) != span_of_figure(series, before))
		return growth(current, NAN);
	return growth(current, base);
}

static struct measurement flow_yoy(const struct series *series, int period)
{
	const struct indicator *indicator = indicator_of(series);
	int year = year_of(indicator, period), place = year_place(indicator, period);
	int before = place - 1;
	struct measurement result;

	while (isnan(measures_knot(series, year, before)) ||
		isnan(measures_knot(series, year - 1, before)))
		before--;
	result = growth(knot_at(series, period) - measures_knot(series, year, before),
		measures_knot(series, year - 1, place) - measures_knot(series, year - 1, before));
	result.span = place - before;
	return result;
}

static double mean(const struct series *series, int from, int to)
{
	int count;
	double sum = measures_sum(series, from, to, &count);

	return sum / count;
}

static double sum12(const struct series *series, int period)
{
	const struct indicator *indicator = indicator_of(series);
	int year = year_of(indicator, period), place = year_place(indicator, period);
	int all = periods_a_year(series);
	double so_far = measures_knot(series, year, place);

	if (place == all)
		return so_far;
	return so_far + measures_knot(series, year - 1, all) -
	       measures_knot(series, year - 1, place);
}

static double total(const struct series *series, int year)
{
	return measures_knot(series, year, periods_a_year(series));
}

static double last_of_year(const struct series *series, int year)
{
	return series_at(series, year_first(indicator_of(series), year + 1) - 1);
}

static struct measurement yearly_growth(const struct series *series, int year)
{
	if (kind_of(series) == KIND_STOCK)
		return growth(last_of_year(series, year), last_of_year(series, year - 1));
	return growth(total(series, year), total(series, year - 1));
}

struct measurement measures_at(enum measure measure, const struct series *series, int period)
{
	const struct indicator *indicator = indicator_of(series);
	struct measurement result = single(NAN);

	switch (measure) {
	case MEASURE_VALUE:
		if (indicator->kind == KIND_FLOW)
			result.span = span_of_figure(series, period);
		result.value = series_at(series, period);
		return result;
	case MEASURE_FLOW:
		result.value = flow_at(series, period, &result.span);
		return result;
	case MEASURE_YTD:
		return single(knot_at(series, period));
	case MEASURE_CHANGE:
		return change(series, period);
	case MEASURE_NET:
		return single(change_of_level(series, period));
	case MEASURE_YOY:
		return yoy(series, period);
	case MEASURE_FLOW_YOY:
		return flow_yoy(series, period);
	case MEASURE_AVG12:
		return single(mean(series, period - periods_a_year(series) + 1, period));
	case MEASURE_SUM12:
		return single(sum12(series, period));
	case MEASURE_TOTAL:
		return single(total(series, period));
	case MEASURE_AVERAGE:
		return single(mean(series, year_first(indicator, period),
			year_first(indicator, period + 1) - 1));
	case MEASURE_GROWTH:
		return yearly_growth(series, period);
	}
	return result;
}

/* The first period of a year that has, or should have, a figure. */
static int first_figure(const struct series *series, int year)
{
	int first = year_first(indicator_of(series), year);

	return year_skips(indicator_of(series), first) && isnan(series_at(series, first))
		       ? first + 1
		       : first;
}

/* The earliest figure that the knots of a year look at. */
static int reach_of_knot(const struct series *series, int year, int period)
{
	const struct indicator *indicator = indicator_of(series);

	if (indicator->kind == KIND_FLOW)
		return first_figure(series, year);
	if (indicator->kind == KIND_CUMULATIVE && !counts_from_zero(series, year))
		return year_first(indicator, year) - 1;
	return period;
}

static int reach_of_flow(const struct series *series, int period)
{
	const struct indicator *indicator = indicator_of(series);
	bool from_zero = indicator->has_since && period == indicator->since;

	return indicator->kind == KIND_CUMULATIVE && !from_zero ? period - 1 : period;
}

static int reach_of_year(enum measure measure, const struct series *series, int year)
{
	const struct indicator *indicator = indicator_of(series);
	int first = year_first(indicator, year), last = year_first(indicator, year + 1) - 1;

	if (measure == MEASURE_AVERAGE)
		return first_figure(series, year);
	if (measure == MEASURE_TOTAL)
		return reach_of_knot(series, year, last);
	return reach_of_knot(series, year - 1, first - 1);
}

int measures_reach(enum measure measure, const struct series *series, int period)
{
	const struct indicator *indicator = indicator_of(series);
	int year = year_of(indicator, period), before = period;

	period_year_before(indicator->every, period, &before);
	switch (measure) {
	case MEASURE_VALUE:
		return period;
	case MEASURE_FLOW:
		return reach_of_flow(series, period);
	case MEASURE_YTD:
		return reach_of_knot(series, year, period);
	case MEASURE_CHANGE:
		return reach_of_flow(series, period - 1);
	case MEASURE_NET:
		return indicator->kind == KIND_CUMULATIVE ? reach_of_flow(series, period)
							  : period - 1;
	case MEASURE_YOY:
		return before;
	case MEASURE_AVG12:
		return period - periods_a_year(series) + 1;
	case MEASURE_FLOW_YOY:
	case MEASURE_SUM12:
		return reach_of_knot(series, year - 1, before);
	default:
		return reach_of_year(measure, series, period);
	}
}

static void allocate(
	struct arena *arena, enum measure measure, enum kind kind, struct measured *out)
{
	out->value = NEW_ARRAY(arena, out->count, double);
	if (measure == MEASURE_FLOW || measure == MEASURE_FLOW_YOY ||
		(measure == MEASURE_VALUE && kind == KIND_FLOW))
		out->span = NEW_ARRAY(arena, out->count, int);
	if (!measure_is_growth(measure, kind))
		return;
	out->base = NEW_ARRAY(arena, out->count, double);
	out->current = NEW_ARRAY(arena, out->count, double);
}

void measures_compute(struct arena *arena, enum measure measure, const struct series *series,
	struct measured *out)
{
	const struct indicator *indicator = indicator_of(series);

	*out = (struct measured){.first = series->first, .count = series->count};
	if (measure_is_yearly(measure) && series->count) {
		out->first = year_of(indicator, series->first);
		out->count = (size_t)(year_of(indicator, series_last(series)) - out->first) + 1;
	}
	allocate(arena, measure, indicator->kind, out);
	for (size_t i = 0; i < out->count; i++) {
		struct measurement one = measures_at(measure, series, out->first + (int)i);

		out->value[i] = one.value;
		if (out->span)
			out->span[i] = isnan(one.value) ? 1 : one.span;
		if (out->base) {
			out->base[i] = one.base;
			out->current[i] = one.current;
		}
	}
}

static bool within(const struct measured *measured, int period)
{
	return period >= measured->first && (size_t)(period - measured->first) < measured->count;
}

double measured_at(const struct measured *measured, int period)
{
	return within(measured, period) ? measured->value[period - measured->first] : NAN;
}

int measured_span(const struct measured *measured, int period)
{
	return measured->span && within(measured, period) ? measured->span[period - measured->first]
							  : 1;
}
