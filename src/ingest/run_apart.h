/**
 * run_apart: some of the rows of a large file, read by a process of its own. Within src/ingest
 * only.
 *
 * Rows are read apart as if there were no others, and only where that makes no difference can what
 * was found be put together again: no message, no period whose year stands in a row above. Where it
 * does, all rows are read once more, one after the other.
 */
#ifndef TIDEMARK_INGEST_RUN_APART_H
#define TIDEMARK_INGEST_RUN_APART_H

#include "ingest/run.h"

enum { ROWS_APART = 10000 }; /* so many are worth a process */

/** May the rows be read apart, and are they worth it? */
bool run_is_divisible(const struct run *run);

/** A run that knows what the whole one does, and touches nothing of it. */
struct run_apart {
	struct run run;
	struct ingest_options options;
	struct ingest_result result;
	struct diag diag;
};

/** Everything it makes lives in `arena`. */
void run_begin_apart(struct run_apart *apart, const struct run *whole, struct arena *arena);

/** May what it found be put together with the rest? */
bool run_was_plain(const struct run_apart *apart);

#endif
