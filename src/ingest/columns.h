/** columns: what the cells of each column of a table look like, from rows all over it. */
#ifndef TIDEMARK_INGEST_COLUMNS_H
#define TIDEMARK_INGEST_COLUMNS_H

#include "ingest/layout.h"

struct column {
	size_t filled; /* cells that hold anything, of the rows looked at */
	size_t periods, years, numbers, missing;
	size_t months; /* the numbers 1 to 12 */
	size_t parts;  /* a month or quarter without its year, in letters: 5月, May, Q2 */
	size_t known;  /* labels of indicators */
	size_t units;
};

/** One struct column for each of frame->columns. */
struct column *columns_look(struct arena *arena, const struct sheet *sheet,
	const struct frame *frame, const struct labels *labels);

/** Mostly figures, or words for missing ones. */
bool column_is_number(const struct column *column);
bool column_is_period(const struct column *column);
bool column_is_year(const struct column *column);
bool column_is_text(const struct column *column);

/**
 * Does the column hold different texts for one and the same text of column `by` (for the whole
 * table if `by` is NO_COLUMN), in the rows that the layout keeps? An area does, a code or a
 * translation of the label does not.
 */
bool column_varies(struct arena *arena, const struct sheet *sheet, const struct frame *frame,
	const struct table_layout *layout, size_t column, size_t by);

/** The column of that name, compared as labels are; NO_COLUMN if there is none. */
size_t column_named(struct arena *arena, const struct frame *frame, struct str name);

#endif
