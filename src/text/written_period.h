/**
 * written_period: a period as people write it in a cell, before anything is known of its column.
 *
 *     2024-05 2024/5 2024.05 2024M05 202405 2024年5月 5月末 May-24 2022 JAN      a month
 *     2024年1-5月 1至5月                                                          several months
 *     2024-Q2 Q2 2024 2024年二季度 2024年上半年 前三季度 全年                     quarters and more
 *     2024 2024年 2024/25 FY2025                                                  years
 *     2024-05-31 2024年5月31日 31/05/2024 23 March 2022 20240531                  days
 *     2024-W27, 45413 (a spreadsheet's day number), M13 S01 (averages)
 *
 * Month names are English, French, German or Spanish. Some forms can mean two things; what they
 * mean is for the reader of the whole column to decide.
 */
#ifndef TIDEMARK_TEXT_WRITTEN_PERIOD_H
#define TIDEMARK_TEXT_WRITTEN_PERIOD_H

#include "base/str.h"
#include "text/period.h"

enum written_kind {
	WRITTEN_NONE,
	WRITTEN_DAY,          /* year, month, day */
	WRITTEN_DAY_OR_MONTH, /* 05/06/2024: `month` and `day` are its two parts as written */
	WRITTEN_WEEK,         /* `part` of the ISO year */
	WRITTEN_MONTH,        /* year, month */
	WRITTEN_TENTH,        /* 2016.1: January, or October that lost its zero; month is 1 */
	WRITTEN_MONTHS,       /* `month` to `last` */
	WRITTEN_QUARTER,      /* `part` 1 to 4 */
	WRITTEN_HALF,         /* `part` 1 or 2 */
	WRITTEN_QUARTERS,     /* the first `part` quarters */
	WRITTEN_YEAR,
	WRITTEN_TWO_YEARS,      /* 2024/25: the year that begins in `year` */
	WRITTEN_YEARS_OR_MONTH, /* 2011-12: that, or the month `month` */
	WRITTEN_FISCAL,         /* FY2025: the year that ends in `year` */
	WRITTEN_SERIAL,         /* `serial` days since 1899-12-30 */
	WRITTEN_AVERAGE,        /* M13, S01: no period */
};

struct written_period {
	enum written_kind kind;
	int year; /* 0: not written, as in 5月 */
	int month, day, last, part, serial;
	bool worded;  /* 二季度, 全年: in words, as reports on the year so far use them */
	bool compact; /* 202405, 20240531: digits only */
};

/** Reads a cell; kind WRITTEN_NONE if it is no period. A day that does not exist is none. */
struct written_period written_period_parse(struct str cell);

/**
 * Reads a cell in the form `format`: %Y %y %m %d %b %q %%, everything else stands for itself; a
 * blank stands for any blanks.
 */
struct written_period written_period_parse_as(struct str cell, struct str format);

/**
 * Can a format be used: are its conversions those above, is there a year among them, and a month
 * with every day?
 */
bool written_period_format_is_valid(struct str format);

/** How often such periods come; year for all that is longer or none. */
enum every written_period_every(enum written_kind kind);

/** Reads a cell that names a part of a year (5, 05, 5月, May, M05, Q2, 上半年) in that year. */
struct written_period written_period_within(int year, struct str cell);

#endif
