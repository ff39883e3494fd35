/** chart_items: the series of a sheet of small charts, in the order in which they stand there. */
#ifndef TIDEMARK_OUTPUT_CHART_ITEMS_H
#define TIDEMARK_OUTPUT_CHART_ITEMS_H

#include "analysis/verdict.h"

/** A series with its verdicts, for one tile. */
struct chart_item {
	const struct series *series;
	const struct verdict *verdicts;
	size_t count;
};

struct chart_items {
	ARRAY(struct chart_item);
};

/** The item's worst verdict of those whose window is not over; NULL: none. */
const struct verdict *chart_item_worst(const struct chart_item *item);

/** The worst first, those without a verdict last; among equals the order stays. */
void chart_items_sort(struct chart_items *items);

/** Areas of one indicator as the catalogue lists them; else by name, with 第2街道 before 第10街道.
 */
void chart_items_sort_areas(struct arena *arena, struct chart_items *items);

#endif
