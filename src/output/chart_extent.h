/** chart_extent: which figures the vertical axis has to hold. */
#ifndef TIDEMARK_OUTPUT_CHART_EXTENT_H
#define TIDEMARK_OUTPUT_CHART_EXTENT_H

#include "output/chart_data.h"

struct extent {
	double low, high;
};

/**
 * All figures that are shown, and what belongs to them as far as that leaves them readable: the
 * usual range and a projection's interval within a half and a whole of the figures' own range,
 * targets within many times of it. What lies further out is drawn to the edge, or not at all.
 * `tile`: only what small charts show: figures, usual range and targets, up to the window's end.
 */
struct extent chart_extent(const struct chart_data *data, bool tile);

void extent_take(struct extent *extent, double figure);

#endif
