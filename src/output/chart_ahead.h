/** chart_ahead: how the year is expected to end, as the verdict says it, on the chart's axes. */
#ifndef TIDEMARK_OUTPUT_CHART_AHEAD_H
#define TIDEMARK_OUTPUT_CHART_AHEAD_H

#include "output/chart_data.h"

/** Where the year of the first projection ends, as a place behind the figures; else figures_end. */
size_t chart_ahead_end(const struct chart_data *data, const struct verdict *verdicts, size_t count);

/**
 * Fills data->ahead from the first verdict with a projection that counts on from the latest figure.
 * A sum that the figures show themselves goes on from the latest one; else what each period of the
 * rest would have to bring on average is shown.
 */
void chart_ahead(const struct series *series, const struct verdict *verdicts, size_t count,
	struct chart_data *data);

#endif
