#include "analysis/year.h"

enum { TO_THURSDAY = 3 };

int year_of(const struct indicator *indicator, int period)
{
	struct calendar calendar = indicator->calendar;
	int day = period_first_day(indicator->every, calendar, period);

	if (indicator->every == EVERY_WEEK)
		day += TO_THURSDAY;
	return period_of_day(EVERY_YEAR, calendar, day);
}

/* The week whose Thursday is the first of the year is the one that holds the day three days on. */
int year_first(const struct indicator *indicator, int year)
{
	struct calendar calendar = indicator->calendar;
	int day = period_first_day(EVERY_YEAR, calendar, year);

	if (indicator->every == EVERY_WEEK)
		day += TO_THURSDAY;
	return period_of_day(indicator->every, calendar, day);
}

int year_place(const struct indicator *indicator, int period)
{
	return period - year_first(indicator, year_of(indicator, period)) + 1;
}

bool year_skips(const struct indicator *indicator, int period)
{
	return indicator->combined && indicator->every == EVERY_MONTH && period % 12 == 0;
}
