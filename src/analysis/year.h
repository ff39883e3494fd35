/**
 * year: the office's year as a stretch of an indicator's periods. Months, quarters and years fill
 * it exactly; a week belongs to the year that holds its Thursday; `once` counts as months. Units:
 * years since 1970, by the calendar year in which they begin.
 */
#ifndef TIDEMARK_ANALYSIS_YEAR_H
#define TIDEMARK_ANALYSIS_YEAR_H

#include "model/indicator.h"

/** The year a period belongs to. */
int year_of(const struct indicator *indicator, int period);

/** The first period of a year. */
int year_first(const struct indicator *indicator, int year);

/** Place k = 1, 2, … of a period in its year. */
int year_place(const struct indicator *indicator, int period);

/** Is it a January that nobody publishes (`combined = jan-feb`)? */
bool year_skips(const struct indicator *indicator, int period);

#endif
