#include "analysis/year.h"

enum { TO_THURSDAY = 3, MONTHS = 12 };

/* Months are counted so often that they do not go by way of days. */
static bool is_monthly(const struct indicator *indicator)
{
	return indicator->every == EVERY_MONTH || indicator->every == EVERY_ONCE;
}

int year_of(const struct indicator *indicator, int period)
{
	struct calendar calendar = indicator->calendar;
	int month = period - (calendar.year_start - 1), day;

	if (is_monthly(indicator))
		return month >= 0 ? month / MONTHS : -((MONTHS - 1 - month) / MONTHS);
	day = period_first_day(indicator->every, calendar, period);
	if (indicator->every == EVERY_WEEK)
		day += TO_THURSDAY;
	return period_of_day(EVERY_YEAR, calendar, day);
}

/* The week whose Thursday is the first of the year is the one that holds the day three days on. */
int year_first(const struct indicator *indicator, int year)
{
	struct calendar calendar = indicator->calendar;
	int day;

	if (is_monthly(indicator))
		return year * MONTHS + calendar.year_start - 1;
	day = period_first_day(EVERY_YEAR, calendar, year);
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
