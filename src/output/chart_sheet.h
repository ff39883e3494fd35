/** chart_sheet: many small charts in one picture: all indicators, or the areas of one. */
#ifndef TIDEMARK_OUTPUT_CHART_SHEET_H
#define TIDEMARK_OUTPUT_CHART_SHEET_H

#include "output/chart.h"

/** A series with its verdicts, for one tile. */
struct chart_item {
	const struct series *series;
	const struct verdict *verdicts;
	size_t count;
};

struct chart_items {
	ARRAY(struct chart_item);
};

enum { CHART_SHEET_MOST = 100 }; /* tiles of one sheet; more make it too high to be drawn */

/**
 * The overview of all items: a tile each with title, latest figure, status, target and course, in
 * their order (chart_items_sort). Each tile has a vertical scale of its own.
 * Memory: everything in the arena.
 */
void chart_overview_job(struct arena *arena, const struct book *book,
	const struct chart_items *items, const struct chart_options *options,
	struct gnuplot_job *job);

/** The areas of one indicator, in their order, all on the same scale. */
void chart_areas_job(struct arena *arena, const struct book *book, const struct chart_items *items,
	const struct chart_options *options, struct gnuplot_job *job);

/** The item's worst verdict of those whose window is not over; NULL: none. */
const struct verdict *chart_item_worst(const struct chart_item *item);

/** The worst first, those without a verdict last; among equals the order stays. */
void chart_items_sort(struct chart_items *items);

#endif
