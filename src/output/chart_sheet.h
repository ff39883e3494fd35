/** chart_sheet: many small charts in one picture: all indicators, or the areas of one. */
#ifndef TIDEMARK_OUTPUT_CHART_SHEET_H
#define TIDEMARK_OUTPUT_CHART_SHEET_H

#include "output/chart.h"
#include "output/chart_items.h"

enum { CHART_SHEET_MOST = 100 }; /* tiles of one sheet; more make it too high to be drawn */

/** How many sheets so many items take. */
size_t chart_sheets(size_t items);

/**
 * Sheet number `sheet` (from 0) of the overview of all items: a tile each with title, latest
 * figure, status, target and course, in their order (chart_items_sort). Each tile has a vertical
 * scale of its own. The head counts the statuses of all items.
 * Memory: everything in the arena.
 */
void chart_overview_job(struct arena *arena, const struct book *book,
	const struct chart_items *items, size_t sheet, const struct chart_options *options,
	struct gnuplot_job *job);

/**
 * The same for the areas of one indicator (chart_items_sort_areas), those of a sheet all on one
 * scale, so that they compare; but each on its own, and the sheet says so, where most of them would
 * be flat beside the largest.
 */
void chart_areas_job(struct arena *arena, const struct book *book, const struct chart_items *items,
	size_t sheet, const struct chart_options *options, struct gnuplot_job *job);

#endif
