#include "text/period.h"

#include "base/date.h"

#include <stdio.h>

static const char *const names[EVERY_COUNT] = {"day", "week", "month", "quarter", "year", "once"};

/* Monday of the ISO week that holds 1970-01-01, a Thursday. */
enum { FIRST_MONDAY = -3 };

static int divide_down(int a, int b)
{
	return a >= 0 ? a / b : -((-a + b - 1) / b);
}

const char *every_name(enum every every)
{
	return names[every];
}

bool every_find(struct str name, enum every *every)
{
	for (int i = 0; i < EVERY_COUNT; i++) {
		if (str_is(name, names[i])) {
			*every = (enum every)i;
			return true;
		}
	}
	return false;
}

int every_per_year(enum every every)
{
	return every == EVERY_MONTH ? 12 : every == EVERY_QUARTER ? 4 : every == EVERY_YEAR ? 1 : 0;
}

static int month_of_day(int day)
{
	int year, month, day_of_month;

	date_split(day, &year, &month, &day_of_month);
	return (year - 1970) * 12 + month - 1;
}

static int first_day_of_month(int month)
{
	int year = divide_down(month, 12);

	return date_day(1970 + year, month - year * 12 + 1, 1);
}

/* Months in a period and the month in which number 0 begins, for the kinds made of months. */
static int months_in(enum every every)
{
	return every == EVERY_YEAR ? 12 : every == EVERY_QUARTER ? 3 : 1;
}

static int month_of_zero(enum every every, struct calendar calendar)
{
	return every == EVERY_YEAR ? calendar.year_start - 1 : 0;
}

static int first_month(enum every every, struct calendar calendar, int number)
{
	return number * months_in(every) + month_of_zero(every, calendar);
}

int period_of_day(enum every every, struct calendar calendar, int day)
{
	if (every == EVERY_DAY)
		return day;
	if (every == EVERY_WEEK)
		return divide_down(day - FIRST_MONDAY, 7);
	return divide_down(month_of_day(day) - month_of_zero(every, calendar), months_in(every));
}

int period_first_day(enum every every, struct calendar calendar, int number)
{
	if (every == EVERY_DAY)
		return number;
	if (every == EVERY_WEEK)
		return number * 7 + FIRST_MONDAY;
	return first_day_of_month(first_month(every, calendar, number));
}

int period_last_day(enum every every, struct calendar calendar, int number)
{
	return period_first_day(every, calendar, number + 1) - 1;
}

int period_year(enum every every, struct calendar calendar, int number)
{
	if (every == EVERY_YEAR)
		return number;
	return period_of_day(EVERY_YEAR, calendar, period_first_day(every, calendar, number));
}

int period_place(enum every every, struct calendar calendar, int number)
{
	int year = period_year(every, calendar, number);

	return (first_month(every, calendar, number) - first_month(EVERY_YEAR, calendar, year)) /
		       months_in(every) +
	       1;
}

int period_in_year(enum every every, struct calendar calendar, int year, int place)
{
	return divide_down(first_month(EVERY_YEAR, calendar, year), months_in(every)) + place - 1;
}

/* ISO year and week of a week number: the year is that of its Thursday. */
static void iso_week(int number, int *year, int *week)
{
	int thursday = number * 7 + FIRST_MONDAY + 3, month, day;

	date_split(thursday, year, &month, &day);
	*week = (thursday - date_day(*year, 1, 1)) / 7 + 1;
}

static bool week_number(int year, int week, int *number)
{
	int first = divide_down(date_day(year, 1, 4) - FIRST_MONDAY, 7), check_year, check_week;

	*number = first + week - 1;
	iso_week(*number, &check_year, &check_week);
	return check_year == year; /* of the wrong ones, all lie in another */
}

bool period_year_before(enum every every, int number, int *before)
{
	int year, month, day, week;

	if (every == EVERY_DAY) {
		date_split(number, &year, &month, &day);
		*before = date_day(year - 1, month, day);
		return date_valid(year - 1, month, day);
	}
	if (every == EVERY_WEEK) {
		iso_week(number, &year, &week);
		return week_number(year - 1, week, before);
	}
	*before = number - every_per_year(every);
	return every != EVERY_ONCE;
}

bool every_holds(enum every a, enum every b)
{
	static const int rank[EVERY_COUNT] = {0, -1, 1, 2, 3, 1};

	return a == b || (rank[a] >= 0 && rank[b] >= 0 && rank[a] >= rank[b]);
}

int period_first_within(struct period period, enum every every, struct calendar calendar)
{
	return period_of_day(
		every, calendar, period_first_day(period.every, calendar, period.number));
}

int period_last_within(struct period period, enum every every, struct calendar calendar)
{
	return period_of_day(
		every, calendar, period_last_day(period.every, calendar, period.number));
}

static bool digits(struct str text, int *value)
{
	*value = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
		*value = *value * 10 + (text.at[i] - '0');
	}
	return true;
}

static bool found(struct period *period, enum every every, int number)
{
	*period = (struct period){every, number};
	return true;
}

static bool parse_year(struct str text, struct calendar calendar, struct period *period)
{
	int year, end;

	if (str_starts(text, STR("FY")) && text.len == 6 && digits(str_from(text, 2), &end))
		return calendar.year_start > 1 && calendar.named_by_end && end > 1 &&
		       found(period, EVERY_YEAR, end - 1 - 1970);
	if (text.len == 7 && text.at[4] == '/' && digits(str_head(text, 4), &year) &&
		digits(str_from(text, 5), &end))
		return calendar.year_start > 1 && end == (year + 1) % 100 &&
		       found(period, EVERY_YEAR, year - 1970);
	return text.len == 4 && digits(text, &year) && year > 0 &&
	       found(period, EVERY_YEAR, year - 1970);
}

bool period_parse(struct str text, struct calendar calendar, struct period *period)
{
	struct str tail = str_from(text, 5);
	int year, part, day;

	if (text.len < 7 || text.at[4] != '-')
		return parse_year(text, calendar, period);
	if (!digits(str_head(text, 4), &year) || year == 0)
		return false;
	if (date_parse(text, &day))
		return found(period, EVERY_DAY, day);
	if (tail.len == 2 && tail.at[0] == 'Q' && digits(str_from(tail, 1), &part))
		return part >= 1 && part <= 4 &&
		       found(period, EVERY_QUARTER, (year - 1970) * 4 + part - 1);
	if (tail.len == 3 && tail.at[0] == 'W' && digits(str_from(tail, 1), &part))
		return week_number(year, part, &part) && found(period, EVERY_WEEK, part);
	return tail.len == 2 && digits(tail, &part) && part >= 1 && part <= 12 &&
	       found(period, EVERY_MONTH, (year - 1970) * 12 + part - 1);
}

struct str period_print(struct arena *arena, enum every every, struct calendar calendar, int number)
{
	int year, part;

	switch (every) {
	case EVERY_DAY:
		return date_print(arena, number);
	case EVERY_WEEK:
		iso_week(number, &year, &part);
		return str_printf(arena, "%04d-W%02d", year, part);
	case EVERY_QUARTER:
		year = divide_down(number, 4);
		return str_printf(arena, "%04d-Q%d", 1970 + year, number - year * 4 + 1);
	case EVERY_YEAR:
		year = 1970 + number;
		if (calendar.year_start <= 1)
			return str_printf(arena, "%04d", year);
		return calendar.named_by_end
			       ? str_printf(arena, "FY%04d", year + 1)
			       : str_printf(arena, "%04d/%02d", year, (year + 1) % 100);
	default:
		year = divide_down(number, 12);
		return str_printf(arena, "%04d-%02d", 1970 + year, number - year * 12 + 1);
	}
}
