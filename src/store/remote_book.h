/**
 * remote_book: the figures in force as VictoriaMetrics has them: what stands behind store_read
 * where the catalogue says `store`.
 */
#ifndef TIDEMARK_STORE_REMOTE_BOOK_H
#define TIDEMARK_STORE_REMOTE_BOOK_H

#include "store/store.h"

/**
 * As store_read. Errors also: STATUS_UNAVAILABLE; STATUS_CATALOGUE where figures there have another
 * frequency or a unit that differs by more than a scale; STATUS_IO for figures that contradict each
 * other, belong to no period or are out of range.
 */
bool remote_book_read(struct store *store, struct arena *arena, const bool *wanted, bool areas,
	struct book *book, struct diag *diag);

#endif
