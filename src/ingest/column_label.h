/** column_label: what a column of a wide table is called. Within src/ingest only. */
#ifndef TIDEMARK_INGEST_COLUMN_LABEL_H
#define TIDEMARK_INGEST_COLUMN_LABEL_H

#include "ingest/run.h"

/**
 * The label of a column of figures: its name, with its unit or without; where nobody knows that,
 * one of its header cells alone, if no other column has it; of the `single` column of figures, the
 * title of the table. The name, where all of these are unknown.
 */
struct str column_label(struct run *run, size_t column, bool single);

#endif
