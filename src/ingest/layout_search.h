/** layout_search: what the steps of layout_find share. Within src/ingest/layout*.c only. */
#ifndef TIDEMARK_INGEST_LAYOUT_SEARCH_H
#define TIDEMARK_INGEST_LAYOUT_SEARCH_H

#include "ingest/column_names.h"
#include "ingest/columns.h"
#include "ingest/layout.h"

struct search {
	struct arena *arena;
	const struct sheet *sheet;
	const struct frame *frame;
	const struct labels *labels;
	const struct source *source;
	struct column *columns;
	bool *taken; /* columns that have a role */
	struct table_layout *layout;
	struct diag *diag;
};

/** An error at the header, with the setting that decides. Returns false. */
bool search_fail(const struct search *s, struct str setting, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** The column's name for messages. */
const char *search_name(const struct search *s, size_t column);

/** `KEY = "NAME"` of a column, for search_fail. */
struct str search_setting(const struct search *s, const char *key, size_t column);

/** Gives a column its role; returns it. */
size_t search_take(struct search *s, size_t column);

/** The first free column of that role by its name that also fits; NO_COLUMN if there is none. */
size_t search_named(
	const struct search *s, enum column_role role, bool (*fits)(const struct column *));

/** The first free column that fits. */
size_t search_fitting(const struct search *s, bool (*fits)(const struct column *));

/** Is the column left out by the source section? */
bool search_ignores(const struct search *s, size_t column);

/** Is it that, or does its name say that it holds remarks? */
bool search_is_remark(const struct search *s, size_t column);

/** Finds the columns of a matrix, if the header is a row of periods: its own or, beside a column of
 * years or months, the other part of them. */
bool layout_find_matrix(struct search *s);

/** The column named so is the area of each row, unless that is known. */
void layout_take_named_area(struct search *s);

/** The same, or else the column that differs between rows of one label. Errors: several do. */
bool layout_find_area(struct search *s);

/** Are rows of one label, area and period the same figure? Errors: a column tells them apart. */
bool layout_check_rows(const struct search *s);

#endif
