/** chart_tile: one small chart of a sheet: title, latest figure, status, target, course. */
#ifndef TIDEMARK_OUTPUT_CHART_TILE_H
#define TIDEMARK_OUTPUT_CHART_TILE_H

#include "output/chart_extent.h"
#include "output/chart_items.h"
#include "output/chart_pen.h"

enum { TILE_HEIGHT = 146 /* with the gap below */ };

struct tile {
	const struct chart_item *item;
	struct chart_data data;
	struct str title;
	double x, y, width;   /* its upper left corner; pixels */
	struct extent extent; /* figures at the bottom and the top of its plot */
};

/** What all tiles of a sheet are drawn with: one block of data for each kind of mark. */
struct tiles_pen {
	struct arena *arena;
	struct pen pen;
	bool english;
	struct buf bands, targets, lines;
};

/** Writes the tile's texts and symbols, and adds its course to the blocks. */
void tile_draw(struct tiles_pen *out, const struct tile *tile);

/** "未达标 · ≥ 8,200 亿元"; empty without a verdict. */
struct str tile_status(const struct tiles_pen *out, const struct tile *tile);

#endif
