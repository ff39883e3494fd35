/** survey: the first of two passes over the rows, for what all of them tell together. Within
 * src/ingest only. */
#ifndef TIDEMARK_INGEST_SURVEY_H
#define TIDEMARK_INGEST_SURVEY_H

#include "ingest/marks.h"
#include "ingest/row_periods.h"

/**
 * Looks at the periods and figures of all rows and settles how periods are read; marks_decide
 * remains to be called. Large files are looked at by several processes, with the same outcome.
 * Errors: a process that died.
 */
bool survey_rows(struct run *run, struct row_periods *periods, struct marks *marks);

#endif
