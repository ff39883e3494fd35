/** chart_words: what charts say, in Chinese and English. */
#ifndef TIDEMARK_OUTPUT_CHART_WORDS_H
#define TIDEMARK_OUTPUT_CHART_WORDS_H

#include "analysis/verdict.h"

enum word {
	WORD_THIS, /* the indicator's own figures */
	WORD_LATEST,
	WORD_MET,
	WORD_MISSED,
	WORD_MISSING,
	WORD_BEFORE, /* the same period last year */
	WORD_TARGET,
	WORD_PACE, /* what a year's target asks for by now */
	WORD_BROKEN_AXIS,
	WORD_LOWER_BETTER,
	WORD_NO_FIGURES,
	WORD_COMBINED, /* January and February in one bar */
	WORD_SOURCE,
	WORD_SO_FAR,
	WORD_USUAL_RANGE,
	WORD_TRIAL_RANGE,
	WORD_USUAL,
	WORD_PROJECTED,
	WORD_PROJECTED_YEAR, /* where single periods are shown */
	WORD_BY_YEAR,
	WORD_OVERVIEW,
	WORD_OVERVIEW_KEY,
	WORD_AREAS,
	WORD_AREAS_KEY,
	WORD_AREAS_APART_KEY,
	WORD_TARGET_PACE,
	WORD_FAN,
	WORD_OFF_CHART,
	WORD_FAN_REST, /* the mean of what the rest of the year brings */
};
enum { WORD_COUNT = WORD_FAN_REST + 1 };

const char *word(enum word word, bool english);

/** "未达标", "Missed": as charts write it. */
const char *word_of_status(enum verdict_status status, bool english);

/** "月末数", "当月数", …: what a figure of this indicator is; empty for ratios and `once`. */
const char *word_of_kind(const struct indicator *indicator, bool english);

/** "29 个月", "29 months". */
struct str word_count(struct arena *arena, size_t count, enum every every, bool english);

/** "2024年5月", "May 2024". */
struct str word_period(
	struct arena *arena, const struct indicator *indicator, int period, bool english);

/** "2021年1月至2025年12月", "Jan 2021 – Dec 2025". */
struct str word_span(
	struct arena *arena, const struct indicator *indicator, int first, int last, bool english);

/** "2024", "2024/25", "FY2025": an office year. */
struct str word_year(struct arena *arena, const struct indicator *indicator, int year);

/** "5月", "May"; month 1 to 12. */
struct str word_month(struct arena *arena, int month, bool english);

#endif
