/** row_kind: which rows of a table hold figures. Within src/ingest only. */
#ifndef TIDEMARK_INGEST_ROW_KIND_H
#define TIDEMARK_INGEST_ROW_KIND_H

#include "ingest/run.h"

enum row_kind {
	ROW_READ,
	ROW_BLANK,     /* or the unit of the rows below */
	ROW_ELSEWHERE, /* the source section does not want it */
	ROW_HEADING,   /* one text and nothing else */
	ROW_FAULTY,    /* its quotes cannot be read */
	ROW_WIDTH,     /* not as wide as the others */
};

/** Looks at the row itself. */
enum row_kind row_kind_found(const struct run *run, size_t record);

/** The same, without a look where enough is known of it. */
static inline enum row_kind row_kind(const struct run *run, size_t record)
{
	if (sheet_is_usual(&run->sheet, record) && !run->layout.where.count)
		return ROW_READ;
	return row_kind_found(run, record);
}

#endif
