/** order: the figures of a file sorted, and each period of a series once. Within src/ingest only.
 */
#ifndef TIDEMARK_INGEST_ORDER_H
#define TIDEMARK_INGEST_ORDER_H

#include "ingest/run.h"

/**
 * Sorts by series and period; figures of the same period stay in the order of the file. `*strict`:
 * each period of a series is known to stand there once. The cells of the sheet are not to be used
 * afterwards: their memory may be. Errors: a process that died.
 */
bool order_sort(struct run *run, bool *strict);

/**
 * Keeps one figure of each period of a sorted list: the first of equal ones; of different ones the
 * first or the last if the source section says so.
 * Errors: different figures otherwise, naming both lines; both records are rejected.
 */
void order_unique(struct run *run);

/** Drops the figures of rejected records. */
void order_drop_rejected(struct run *run);

#endif
