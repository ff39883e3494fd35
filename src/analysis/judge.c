#include "analysis/judge.h"

#include "analysis/derive.h"
#include "text/unit.h"

#include <math.h>

struct judge judge_make(const struct book *book, const struct series *series,
	const struct target *target, int today)
{
	const struct indicator *indicator = series->key.indicator;

	return (struct judge){.book = book,
		.indicator = indicator,
		.target = target,
		.series = series,
		.due = due_make(series, target->lag, today),
		.now = period_of_day(indicator->every, indicator->calendar, today)};
}

/* Figures of one period's flow can cover several; only they are compared with several bounds. */
static bool adds_up(const struct target *target)
{
	return target->measure == MEASURE_VALUE || target->measure == MEASURE_FLOW;
}

double judge_in_unit_of(
	const struct indicator *indicator, const struct indicator *other, double figure)
{
	int power;

	if (!unit_power(other->unit, indicator->unit, &power))
		return NAN;
	return power < 0 ? figure / pow(10, -power) : figure * pow(10, power);
}

static double bound_figure(const struct book *book, const struct series *series,
	const struct target *target, int period, int span)
{
	const struct indicator *indicator = series->key.indicator;
	const struct indicator *other = target->bound_indicator;
	const struct series *bound = derive_source(book, other, series->key.area);
	double figure = derive_figure(bound, indicator, period);
	int count;

	if (span > 1 && bound)
		figure = other->every == EVERY_ONCE
				 ? span * figure
				 : measures_sum(bound, period - span + 1, period, &count);
	if (measure_unit(target->measure, indicator->kind, indicator->unit) != MEASURE_IN_UNIT)
		return figure;
	return judge_in_unit_of(indicator, other, figure);
}

void judge_bounds(const struct book *book, const struct series *series, const struct target *target,
	int period, int span, double *bound, double *high)
{
	if (!adds_up(target))
		span = 1;
	*bound = target->bound_indicator ? bound_figure(book, series, target, period, span)
					 : span * target->bound;
	*high = target->op == TARGET_WITHIN ? span * target->bound_high : NAN;
}

bool judge_compare(const struct target *target, enum kind kind, struct reading *reading)
{
	struct measurement *figure = &reading->figure;
	bool undefined = measure_is_growth(target->measure, kind) && isnan(figure->value) &&
			 !isnan(figure->base) && !isnan(figure->current);
	double value = figure->value;

	if (undefined && target->op != TARGET_WITHIN && reading->bound == 0)
		value = figure->current - figure->base;
	if (isnan(value) || isnan(reading->bound))
		return false;
	reading->met = target_is_met(target, value, reading->bound, reading->bound_high);
	return true;
}

bool judge_read(const struct judge *judge, int period, struct reading *reading)
{
	const struct measured *measured = judge->measured;
	size_t place = (size_t)(period - measured->first);

	if (period < measured->first || place >= measured->count || period > judge->now)
		return false;
	*reading = (struct reading){.period = period,
		.figure = {measured->value[place], measured_span(measured, period),
			measured->current ? measured->current[place] : NAN,
			measured->base ? measured->base[place] : NAN}};
	judge_bounds(judge->book, judge->series, judge->target, period, reading->figure.span,
		&reading->bound, &reading->bound_high);
	return judge_compare(judge->target, judge->indicator->kind, reading);
}

static int earlier(int a, int b)
{
	return a < b ? a : b;
}

static int later(int a, int b)
{
	return a > b ? a : b;
}

bool judge_latest(const struct judge *judge, int from, int to, struct reading *reading)
{
	int period = earlier(to, series_last(judge->series));

	from = later(from, judge->series->first);
	while (period >= from && !judge_read(judge, period, reading))
		period--;
	return period >= from;
}

void judge_show(const struct reading *reading, struct verdict *verdict)
{
	verdict->has_period = true;
	verdict->period = reading->period;
	verdict->value = reading->figure.value;
	verdict->current = reading->figure.current;
	verdict->base = reading->figure.base;
	verdict->span = reading->figure.span;
	verdict->bound = reading->bound;
	verdict->bound_high = reading->bound_high;
}

void judge_say(struct verdict *verdict, enum verdict_status status, enum reason reason)
{
	verdict->status = status;
	verdict->reason = reason;
}

/* The measure looks back to before the figures begin, as yoy does in the first year. */
static bool is_too_early(const struct judge *judge, int period)
{
	const struct series *series = judge->series;
	int begin = series->first, reach = measures_reach(judge->target->measure, series, period);

	if (judge->indicator->has_since)
		begin = earlier(begin, judge->indicator->since);
	return reach < period && reach < begin;
}

static bool is_known(const struct judge *judge, int period)
{
	return !isnan(series_at(judge->series, period));
}

/* Why figures that are there give no answer. */
static enum reason why_missing(const struct judge *judge, int from, int to)
{
	bool any = false;

	from = later(from, judge->series->first);
	to = earlier(to, series_last(judge->series));
	for (int period = from; period <= to; period++) {
		if (!isnan(measured_at(judge->measured, period)))
			return REASON_NO_BOUND;
		any |= is_known(judge, period);
	}
	return any ? REASON_NO_MEASURE : REASON_NO_VALUE;
}

/* A series of 0/0 alone begins with the first of them, unless `since` or a window says otherwise.
 */
static int begin_with_nothing(const struct judge *judge, int from, int to)
{
	const struct series *series = judge->series;
	bool open = from == FIRST_OF_ALL && !judge->indicator->has_since;

	return open && series->nothing.count ? earlier(series->nothing.item[0], to) : from;
}

void judge_absent(const struct judge *judge, int from, int to, struct verdict *verdict)
{
	bool early = false, due;
	int start;

	to = earlier(to, judge->now);
	if (!judge->series->count) {
		from = begin_with_nothing(judge, from, to);
		due = due_any(&judge->due, from, to);
		judge_say(verdict, due ? VERDICT_NO_DATA : VERDICT_NOT_DUE,
			due ? REASON_NO_FIGURE : REASON_NO_PERIOD);
		return;
	}
	/* The periods before the first figure are alike: they are taken together. */
	start = later(from, earlier(judge->series->first - 1, to));
	for (int period = start; period <= to; period++) {
		due = due_any(&judge->due, period == start ? from : period, period);
		if (!is_known(judge, period) && !due)
			continue;
		if (!is_too_early(judge, period)) {
			judge_say(verdict, VERDICT_NO_DATA, why_missing(judge, from, to));
			return;
		}
		early = true;
	}
	judge_say(verdict, VERDICT_NOT_DUE, early ? REASON_NO_EARLIER : REASON_NO_PERIOD);
}
