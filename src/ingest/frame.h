/** frame: where in a sheet the table stands, and what is written around it. */
#ifndef TIDEMARK_INGEST_FRAME_H
#define TIDEMARK_INGEST_FRAME_H

#include "model/source.h"
#include "text/sheet.h"

enum { NO_RECORD = -1 };

struct frame_note {
	struct str key, value;
	size_t record, column;
};

enum header_role {
	HEADER_PLAIN, /* names columns, or the groups that they belong to */
	HEADER_NAME,  /* 指标名称,…: names columns behind the first */
	HEADER_UNIT,  /* 单位,亿元,… */
	HEADER_ABOUT, /* 频率,月,…: something else of each column */
};

/** A row between others that names the unit of those below it. */
struct frame_section {
	size_t record;
	struct str unit;
};

struct frame {
	size_t header, header_count; /* records of the header rows */
	enum header_role *roles;     /* of the header rows */
	long unit_row;               /* record, among the header rows or below, or NO_RECORD */
	size_t body, end;            /* records body … end-1, blank ones among them */
	size_t columns;
	struct str *names; /* of the columns: the header rows joined; empty where there is none */
	struct str *units; /* of the columns, from the unit row; empty where there is none */
	struct {
		ARRAY(struct frame_note); /* what stands before the table: 单位：亿元, Title,… */
	} notes;
	struct {
		ARRAY(struct frame_section); /* by record */
	} sections;
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
 * Is there a table of figures, with header rows as wide as the rows below? One that lost a
 * delimiter would put every figure under its neighbour's name. Errors: STATUS_DATA, at the header
 * row.
 */
bool frame_check(const struct sheet *sheet, const struct frame *frame, struct diag *diag);

/** The value of the first note whose key is one of a NULL-terminated list; empty if none is. */
struct str frame_note(const struct frame *frame, const char *const *keys);

/** The unit that holds for the whole table; empty if none is named. */
struct str frame_unit(const struct frame *frame);

/** The title of a table with a single indicator; empty if none is named. */
struct str frame_indicator(const struct frame *frame);

/** The scale of all figures that a title names, as in (x 1,000); empty if none does. */
struct str frame_unit_scale(const struct frame *frame);

/** The one year that the notes name for the table; 0 if there is none, or several. */
int frame_year(const struct frame *frame);

/** The last section that begins at the record or above it; NULL if there is none. */
const struct frame_section *frame_section(const struct frame *frame, size_t record);

/** Are the cells of a record, behind at most some texts, periods? `*first`: the first one's column.
 */
bool frame_has_periods(const struct sheet *sheet, size_t record, size_t *first);

/** Is that record of the body blank? */
bool frame_is_blank(const struct sheet *sheet, size_t record);

#endif
