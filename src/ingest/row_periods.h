/** row_periods: the periods of the cells of a table, row by row. Within src/ingest only. */
#ifndef TIDEMARK_INGEST_ROW_PERIODS_H
#define TIDEMARK_INGEST_ROW_PERIODS_H

#include "ingest/run.h"

/* A pass over the rows begins with a zeroed one, but for `columns`. */
struct row_periods {
	struct period_thread thread;
	uint32_t *
		columns; /* in a matrix whose header has whole periods: of each of layout->values */
	uint32_t row;    /* elsewhere: of the row */
};

/** The header of a matrix. */
void row_periods_header(struct run *run, struct row_periods *periods);

/** The next row; all rows are to be told, in their order. `read`: it is not left out. */
void row_periods_next(struct run *run, struct row_periods *periods, size_t record, bool read);

/** The number in run->periods of a cell, in the column of layout->values[v], of the last row. */
uint32_t row_period(struct run *run, const struct row_periods *periods, size_t record, size_t v);

#endif
