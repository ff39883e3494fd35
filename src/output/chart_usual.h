/**
 * chart_usual: between which figures a series usually varies, period by period.
 * Source: docs/METHODS.md, variation.
 */
#ifndef TIDEMARK_OUTPUT_CHART_USUAL_H
#define TIDEMARK_OUTPUT_CHART_USUAL_H

#include "output/chart_data.h"

/**
 * Fills data->usual. Limits on changes, flows and growth are drawn on the figures themselves: what
 * the figure of the period would be at the limit, given those before it.
 */
void chart_usual(struct arena *arena, const struct series *series, struct chart_data *data);

#endif
