/** chart_levels: the targets of a chart: what they ask for in each period, and whether it was met.
 */
#ifndef TIDEMARK_OUTPUT_CHART_LEVELS_H
#define TIDEMARK_OUTPUT_CHART_LEVELS_H

#include "output/chart_data.h"

/**
 * Fills data->targets and the marks of data->place. Several targets: a place is missed if one of
 * them is, and met if none is and one is met.
 */
void chart_levels(struct arena *arena, const struct book *book, const struct series *series,
	const struct verdict *verdicts, size_t count, struct chart_data *data);

#endif
