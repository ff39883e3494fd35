#include "analysis/due.h"

#include "analysis/derive.h"
#include "analysis/year.h"

struct due due_make(const struct series *series, int lag, int today)
{
	const struct indicator *indicator = series->key.indicator;
	struct due due = {.series = series, .first = FIRST_OF_ALL};

	if (lag < 0)
		lag = indicator->lag;
	due.passed = period_of_day(indicator->every, indicator->calendar, today - lag) - 1;
	due.last = indicator->every == EVERY_ONCE ? FIRST_OF_ALL - 1 : due.passed;
	if (indicator->has_since)
		due.first = indicator->since;
	if (indicator->has_until && due.last > indicator->until)
		due.last = indicator->until;
	return due;
}

static bool is_owed(const struct due *due, int period)
{
	return !year_skips(due->series->key.indicator, period) &&
	       !derive_is_nothing(due->series, period);
}

int due_count(const struct due *due, int from, int to)
{
	int count = 0;

	from = from > due->first ? from : due->first;
	to = to < due->last ? to : due->last;
	for (int period = from; period <= to; period++)
		count += is_owed(due, period);
	return count;
}

bool due_any(const struct due *due, int from, int to)
{
	from = from > due->first ? from : due->first;
	to = to < due->last ? to : due->last;
	while (to >= from && !is_owed(due, to))
		to--;
	return to >= from;
}

bool due_is_past(const struct due *due, int period)
{
	return year_skips(due->series->key.indicator, period) ? period < due->passed
							      : period <= due->passed;
}
