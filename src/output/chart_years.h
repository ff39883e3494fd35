/** chart_years: figures since the year's beginning as one line a year, over the months of one. */
#ifndef TIDEMARK_OUTPUT_CHART_YEARS_H
#define TIDEMARK_OUTPUT_CHART_YEARS_H

#include "output/chart_data.h"

/**
 * Is this the form for the figures of periods `first` to `last`? As the options say; else where
 * there are three years or more and only targets for whole years, since bars show better which
 * single periods met theirs. Only figures since the year's beginning, by month or quarter.
 */
bool chart_years_wanted(const struct series *series, const struct chart_options *options,
	const struct verdict *verdicts, size_t count, int first, int last);

/** Fills data->years with the years before the one shown, back to period `from`. */
void chart_years(
	struct arena *arena, const struct series *series, int from, struct chart_data *data);

#endif
