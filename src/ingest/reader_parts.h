/** reader_parts: the state of the reader. Within src/ingest/reader*.c only. */
#ifndef TIDEMARK_INGEST_READER_PARTS_H
#define TIDEMARK_INGEST_READER_PARTS_H

#include "ingest/binding.h"
#include "ingest/marks.h"
#include "ingest/row_periods.h"
#include "ingest/row_units.h"
#include "ingest/series_table.h"

/** One column of figures. */
struct value_column {
	struct binding binding; /* in a wide table */
	size_t use;             /* its label's, in a wide table */
	bool period_reported;
};

/** How often something happened, and where first; said once for the whole file. */
struct tally {
	size_t count, record, column;
};

struct reader {
	struct run *run;
	struct marks marks;
	struct series_table series;
	struct row_units units;
	struct row_periods periods;
	struct value_column *values; /* one for each of layout->values */
	struct intern labels;        /* cells of the label column, with their units */
	struct {
		ARRAY(struct binding); /* by label */
	} bindings;
	struct {
		ARRAY(size_t); /* by label */
	} uses;
	bool has_area; /* some row above names one */
	struct tally dashes, estimates;
	size_t unread; /* columns that are not loaded */
};

/** Reads the records first … last-1. */
void reader_rows(struct reader *reader, size_t first, size_t last);

/** The number of the record's area. */
uint32_t reader_area(struct reader *reader, size_t record);

/** Adds what happened later. */
void reader_tally(struct tally *tally, const struct tally *later);

/**
 * Reads all rows by several processes, with the same outcome, if that is worth the while and makes
 * no difference (`*done`). Errors: a process that died.
 */
bool reader_divided(struct reader *reader, bool *done);

#endif
