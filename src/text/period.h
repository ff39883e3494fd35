/**
 * period: stretches of the calendar, as numbers.
 *
 * Units: a day is counted in days since 1970-01-01; a week in ISO weeks since the week of
 * 1970-01-01; a month in months since 1970-01 (January 1970 is 0); a quarter in calendar quarters
 * since 1970-Q1; a year in years since 1970, by the calendar year in which it begins; `once` is
 * counted in months.
 *
 * An office's year may begin in another month than January (`struct calendar`). It is then written
 * 2024/25, or FY2025 when years are named by their end.
 */
#ifndef TIDEMARK_TEXT_PERIOD_H
#define TIDEMARK_TEXT_PERIOD_H

#include "base/str.h"

enum every { EVERY_DAY, EVERY_WEEK, EVERY_MONTH, EVERY_QUARTER, EVERY_YEAR, EVERY_ONCE };
enum { EVERY_COUNT = EVERY_ONCE + 1 };

struct calendar {
	int year_start;    /* 1 to 12 */
	bool named_by_end; /* FY2025 instead of 2024/25 */
};

struct period {
	enum every every;
	int number;
};

/** "day" … "once". */
const char *every_name(enum every every);
bool every_find(struct str name, enum every *every);

/** Periods in a year: 12, 4, 1; 0 for days, weeks and `once`, which have none. */
int every_per_year(enum every every);

/** The period that holds a day; its first and last day. */
int period_of_day(enum every every, struct calendar calendar, int day);
int period_first_day(enum every every, struct calendar calendar, int number);
int period_last_day(enum every every, struct calendar calendar, int number);

/** The office year that the period (month, quarter, year) belongs to, and its place k = 1 … p in
 * it. */
int period_year(enum every every, struct calendar calendar, int number);
int period_place(enum every every, struct calendar calendar, int number);
int period_in_year(enum every every, struct calendar calendar, int year, int place);

/**
 * The same period one year earlier: number − p; the same ISO week (a week 53 without a counterpart
 * gives false); the same date (29 February gives false).
 */
bool period_year_before(enum every every, int number, int *before);

/** The first and last period of kind `every` in the longer or equal `period`. */
int period_first_within(struct period period, enum every every, struct calendar calendar);
int period_last_within(struct period period, enum every every, struct calendar calendar);

/** Is `a` a longer or the same kind of period as `b` (so that `b`s fill an `a`)? Weeks fill
 * nothing. */
bool every_holds(enum every a, enum every b);

/**
 * Reads the program's own notation: 2024-05-31, 2024-W27, 2024-05, 2024-Q2, 2024, and with another
 * year_start 2024/25 or FY2025. Nothing else (files have notations of their own).
 */
bool period_parse(struct str text, struct calendar calendar, struct period *period);

/** Writes that notation; `once` as a month. */
struct str period_print(
	struct arena *arena, enum every every, struct calendar calendar, int number);

#endif
