/** current: the figures in force, as the databases hold them. */
#ifndef TIDEMARK_STORE_CURRENT_H
#define TIDEMARK_STORE_CURRENT_H

#include "store/hold.h"

/**
 * Reads the series of the indicators wanted (by index, NULL for all) into a book. Files that are
 * damaged or missing are noted and derived anew, for which a reader takes the exclusive lock.
 */
bool current_read(struct hold *hold, struct arena *arena, const bool *wanted, bool areas,
	struct book *book, struct diag *diag);

#endif
