/**
 * measure: the names of the things computed from a series, and for which series they are defined.
 * The arithmetic is in analysis/measures. Source: docs/METHODS.md §3.
 */
#ifndef TIDEMARK_MODEL_MEASURE_H
#define TIDEMARK_MODEL_MEASURE_H

#include "text/period.h"

enum kind { KIND_STOCK, KIND_FLOW, KIND_YTD, KIND_CUMULATIVE, KIND_RATIO };
enum { KIND_COUNT = KIND_RATIO + 1 };

enum measure {
	MEASURE_VALUE,
	MEASURE_FLOW,
	MEASURE_YTD,
	MEASURE_CHANGE,
	MEASURE_NET,
	MEASURE_YOY,
	MEASURE_FLOW_YOY,
	MEASURE_AVG12,
	MEASURE_SUM12,
	MEASURE_TOTAL, /* the last three: one figure a year */
	MEASURE_AVERAGE,
	MEASURE_GROWTH,
};
enum { MEASURE_COUNT = MEASURE_GROWTH + 1 };

/** What the measure's figures are in: the indicator's unit, percent, or points (of a ratio in %).
 */
enum measure_unit { MEASURE_IN_UNIT, MEASURE_IN_PERCENT, MEASURE_IN_POINTS };

const char *kind_name(enum kind kind);
bool kind_find(struct str name, enum kind *kind);
const char *measure_name(enum measure measure);
bool measure_find(struct str name, enum measure *measure);

/** Is the measure defined for series of this kind and frequency? */
bool measure_is_defined(enum measure measure, enum kind kind, enum every every);

/** Has it one figure a year (total, average, growth)? */
bool measure_is_yearly(enum measure measure);

/** Is it a growth in percent (with a base that it is undefined without)? Ratios have differences.
 */
bool measure_is_growth(enum measure measure, enum kind kind);

/** What it is in, for an indicator of `kind` with `unit`. */
enum measure_unit measure_unit(enum measure measure, enum kind kind, struct str unit);

/** The names that are defined, "value, flow, …", for messages. */
struct str measure_list(struct arena *arena, enum kind kind, enum every every);

#endif
