/** label_use: what stands under each label of a file, for `inspect`. Within src/ingest only. */
#ifndef TIDEMARK_INGEST_LABEL_USE_H
#define TIDEMARK_INGEST_LABEL_USE_H

#include "ingest/binding.h"

#define NO_USE SIZE_MAX

/**
 * Adds a label that stands at (record, column) to result->labels and gives its place there; NO_USE
 * if nobody wants to know (options->explain) or the label is ignored. `strange`: no indicator is
 * called so.
 */
size_t label_use_add(struct run *run, struct str label, struct str unit,
	const struct binding *binding, bool strange, size_t record, size_t column);

/** Counts a figure that was read. */
static inline void label_use_count(struct run *run, size_t use)
{
	if (use != NO_USE)
		run->result->labels.item[use].figures++;
}

/** Counts a cell under a label that nobody knows, if it is a figure, and looks at its period. */
void label_use_strange(struct run *run, size_t use, struct str cell, uint32_t period);

#endif
