/** recover: brings the archive up to the ledger and the catalogue. */
#ifndef TIDEMARK_STORE_RECOVER_H
#define TIDEMARK_STORE_RECOVER_H

#include "store/hold.h"

/**
 * Which indicators (by index) must be derived anew: those with figures in loads that are not in the
 * databases, or not surely after another boot; and those whose `every`, `unit` or rows are not what
 * the catalogue says. `*behind` is true if there is anything to be done.
 */
bool recover_find(struct hold *hold, bool **stale, bool *behind, struct diag *diag);

/**
 * Derives all series of those indicators from the ledger, never from files that may be torn, and
 * removes files of theirs that should not be there. `*written`, if given, counts the series.
 * Under the exclusive lock.
 */
bool recover_derive(struct hold *hold, const bool *stale, size_t *written, struct diag *diag);

/**
 * The same with the series of those indicators at hand (as fold_ledger gives them): writes them,
 * all and no others. Without `sync` they must be of loads that come behind the last sync.
 */
bool recover_replace(struct hold *hold, const bool *stale, const struct book *book, bool sync,
	struct diag *diag);

/**
 * After a commit: what hinders the archive is no error, since the load is safe and the next command
 * brings the archive up. The errors of `trouble` become notes.
 */
void recover_later(const struct hold *hold, const struct diag *trouble, struct diag *diag);

/** Notes in DATA/applied that the databases contain all loads, syncing them now and then. */
bool recover_finish(struct hold *hold, bool sync, struct diag *diag);

#endif
