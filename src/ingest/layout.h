/** layout: what the columns of a table are. */
#ifndef TIDEMARK_INGEST_LAYOUT_H
#define TIDEMARK_INGEST_LAYOUT_H

#include "ingest/frame.h"
#include "ingest/labels.h"

enum { NO_COLUMN = SIZE_MAX };

/** A condition of the source section: keep only rows whose column says so. */
struct layout_where {
	size_t column;
	struct str value;
};

struct table_layout {
	enum layout kind;     /* LAYOUT_LONG, LAYOUT_WIDE or LAYOUT_MATRIX */
	size_t period_column; /* in a matrix the year or part that its header leaves out, if any */
	size_t part_column;   /* the month beside a year, else NO_COLUMN */
	size_t label_column;  /* whose cells name the indicator, else NO_COLUMN */
	size_t area_column, unit_column;
	size_t scale_column;           /* of the unit: thousands, 6 (a power of ten), … */
	const struct indicator *fixed; /* the one indicator of the file, else NULL … */
	struct str fixed_unit;         /* … and its unit in the table's title */
	struct str title; /* unknown label of all rows, in the table's title; or empty */
	struct {
		ARRAY(size_t); /* columns that hold figures: one in a long table */
	} values;
	struct {
		ARRAY(size_t); /* columns whose role is none of these */
	} others;
	struct {
		ARRAY(struct layout_where);
	} where;
	struct str why;
};

/**
 * Finds the roles of all columns. `fixed` is the indicator that the command line or the source
 * section names for the whole file, or NULL.
 * Errors (STATUS_DATA): a column of the source section that is not there; no layout, or two that
 * fit; several columns that may be the area, the value or the label; each names the key that
 * decides.
 */
bool layout_find(struct arena *arena, const struct sheet *sheet, const struct frame *frame,
	const struct labels *labels, const struct source *source, const struct indicator *fixed,
	struct table_layout *layout, struct diag *diag);

/** Does the name of a column say no more than that it holds figures (value, 数值, nothing)? */
bool layout_is_value_name(struct str name);

/**
 * The label that a note before the table names for all of its figures; the title where none is
 * known. For the figures of one `column`, a note without a key counts only if it stands above it;
 * NO_COLUMN: anywhere.
 */
struct str layout_title(
	struct arena *arena, const struct frame *frame, const struct labels *labels, size_t column);

/** Does the row meet the conditions of the source section? */
bool layout_keeps(const struct table_layout *layout, const struct sheet *sheet, size_t record);

#endif
