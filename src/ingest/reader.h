/** reader: the rows of a table become figures. Within src/ingest only. */
#ifndef TIDEMARK_INGEST_READER_H
#define TIDEMARK_INGEST_READER_H

#include "ingest/run.h"

/**
 * Reads all rows of run->layout: first what the columns tell together (decimal mark, notation of
 * the periods), then the figures, in the order of the file, to run->result->load.figures. Fills the
 * counts, the unknown labels and view.periods and view.numbers of the result.
 * Large files are read by several processes, with the same outcome.
 * Errors, in run->diag: every cell, label and row that cannot be read, at its place; such records
 * are in run->rejected. False for a process that died, and only for that.
 */
bool reader_read(struct run *run);

#endif
