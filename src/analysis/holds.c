/* holds: targets period by period, as charts show them. */
#include "analysis/judge.h"
#include "analysis/year.h"

#include <math.h>

static bool is_in_window(const struct target *target, const struct series *series, int period)
{
	switch (target->when) {
	case TARGET_IN:
		return year_of(series->key.indicator, period) == target->year;
	case TARGET_AT:
		return period == target->to;
	case TARGET_EVERY_PERIOD:
		return (!target->has_from || period >= target->from) &&
		       (!target->has_to || period <= target->to);
	default:
		return true;
	}
}

static struct judge timeless(
	const struct book *book, const struct series *series, const struct target *target)
{
	return (struct judge){.book = book,
		.indicator = series->key.indicator,
		.target = target,
		.series = series,
		.now = LAST_OF_ALL};
}

static struct reading bounds_of(const struct book *book, const struct series *series,
	const struct target *target, int period)
{
	struct judge judge = timeless(book, series, target);
	struct reading reading = {.bound = NAN, .bound_high = NAN};
	int span;

	if (!is_in_window(target, series, period))
		return reading;
	if (measure_is_yearly(target->measure)) {
		judge_path(&judge, period, &reading);
		return reading;
	}
	span = measures_at(target->measure, series, period).span;
	judge_bounds(book, series, target, period, span, &reading.bound, &reading.bound_high);
	return reading;
}

double verdict_bound(const struct book *book, const struct series *series,
	const struct target *target, int period)
{
	return bounds_of(book, series, target, period).bound;
}

double verdict_bound_high(const struct book *book, const struct series *series,
	const struct target *target, int period)
{
	return bounds_of(book, series, target, period).bound_high;
}

int verdict_holds(const struct book *book, const struct series *series, const struct target *target,
	const struct measured *measured, int period)
{
	struct judge judge = timeless(book, series, target);
	struct reading reading;
	bool known;

	judge.measured = measured;
	if (!is_in_window(target, series, period))
		return -1;
	if (measure_is_yearly(target->measure)) {
		judge_path(&judge, period, &reading);
		known = judge_compare(target, series->key.indicator->kind, &reading);
	} else {
		known = judge_read(&judge, period, &reading);
	}
	return known ? reading.met : -1;
}
