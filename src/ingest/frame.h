/** frame: where in a sheet the table stands, and what is written around it. */
#ifndef TIDEMARK_INGEST_FRAME_H
#define TIDEMARK_INGEST_FRAME_H

#include "model/source.h"
#include "text/sheet.h"

enum { NO_RECORD = -1 };

struct frame_note {
	struct str key, value;
	size_t record;
};

struct frame {
	size_t header, header_count; /* records of the header rows */
	long unit_row;               /* record or NO_RECORD */
	size_t body, end;            /* records body … end-1, blank ones among them */
	size_t columns;
	struct str *names; /* of the columns: the header rows joined; empty where there is none */
	struct str *units; /* of the columns, from the unit row; empty where there is none */
	struct {
		ARRAY(struct frame_note); /* what stands before the table: 单位：亿元, Title,… */
	} notes;
	long second_table; /* record where another header begins, or NO_RECORD */
	struct str why;
};

/**
 * Finds the table. `source` (may be NULL) can fix skip_top and header_rows. Where no row holds a
 * figure, the first one is the header. There may be no row below it, or none at all.
 */
void frame_find(struct arena *arena, const struct sheet *sheet, const struct source *source,
	struct frame *frame);

/**
 * Is there a table of figures, with header rows as wide as the rows below? One that lost a delimiter
 * would put every figure under its neighbour's name. Errors: STATUS_DATA, at the header row.
 */
bool frame_check(const struct sheet *sheet, const struct frame *frame, struct diag *diag);

/** The value of the first note whose key is one of a NULL-terminated list; empty if none is. */
struct str frame_note(const struct frame *frame, const char *const *keys);

/** The unit that holds for the whole table; empty if none is named. */
struct str frame_unit(const struct frame *frame);

/** The title of a table with a single indicator; empty if none is named. */
struct str frame_indicator(const struct frame *frame);

/** Is that record of the body blank? */
bool frame_is_blank(const struct sheet *sheet, size_t record);

#endif
