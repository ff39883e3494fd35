/** grid: a table on a terminal, Chinese text lined up (libsmartcols). */
#ifndef TIDEMARK_TEXT_GRID_H
#define TIDEMARK_TEXT_GRID_H

#include "base/buf.h"

struct grid_column {
	struct str heading;
	bool right, truncate;
};

/**
 * Draws `rows` × `column_count` cells (row by row) under their headings. `colors` holds an escape
 * sequence or NULL for each cell; NULL for none at all. `width` 0: no limit. Without rows the
 * headings stand alone. Long tables without a limit are drawn by several processes. False: no
 * memory.
 */
bool grid_draw(struct buf *out, const struct grid_column *columns, size_t column_count,
	const struct str *cells, const char *const *colors, size_t rows, int width);

/**
 * `text` as a terminal may have it: control characters are blanks, malformed bytes and what turns
 * the direction of writing "?".
 */
struct str grid_tame(struct arena *arena, struct str text);

#endif
