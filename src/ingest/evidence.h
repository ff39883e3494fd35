/**
 * evidence: which cells decide how the periods and the numbers of a file are read, for `inspect`.
 * Within src/ingest only.
 */
#ifndef TIDEMARK_INGEST_EVIDENCE_H
#define TIDEMARK_INGEST_EVIDENCE_H

#include "ingest/marks.h"

/** Fills view.periods of the result: one entry for each way in which periods are written. */
void evidence_of_periods(struct run *run);

/** Fills view.numbers: one entry for each decimal mark, and one for a column that leaves it open.
 */
void evidence_of_numbers(struct run *run, const struct marks *marks);

#endif
