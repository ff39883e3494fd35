/**
 * hold: the store while its lock is held, with the archive brought up to the ledger.
 */
#ifndef TIDEMARK_STORE_HOLD_H
#define TIDEMARK_STORE_HOLD_H

#include "store/applied.h"
#include "store/archive.h"
#include "store/store.h"

struct hold {
	struct store *store;
	struct arena arena; /* gone with the hold */
	int lock;           /* file descriptor; -1: none was needed */
	bool exclusive;
	int newest;      /* the last load */
	struct str boot; /* of the machine, now */
	struct applied applied;
	struct archive archive;
};

/**
 * Takes the lock, shared to read or exclusive to write, and looks whether the archive is behind the
 * ledger or the catalogue. If so it is brought up, for which a reader takes the exclusive lock.
 * A data folder that does not exist reads as empty; a writer makes it.
 * Errors: those of store.h; the lock is then given back.
 */
bool hold_open(struct hold *hold, struct store *store, bool exclusive, struct diag *diag);

/** Errors: STATUS_USAGE where another engine has the figures. */
bool hold_has_ledger(const struct store *store, struct diag *diag);

/** The same, with nothing but the lock: neither ledger nor archive have been looked at. */
bool hold_open_unseen(struct hold *hold, struct store *store, bool exclusive, struct diag *diag);

/** The same with hold->newest known: for questions to the ledger alone. */
bool hold_open_ledger(struct hold *hold, struct store *store, struct diag *diag);

/** Reads what is in the ledger and what is applied. */
bool hold_look(struct hold *hold, struct diag *diag);

/** Brings the archive up to what has been looked at, under the exclusive lock if need be. */
bool hold_catch_up(struct hold *hold, struct diag *diag);

/**
 * From the shared lock to the exclusive one, with everything looked at anew. Errors also:
 * STATUS_IO, naming `rebuild`, where the folder cannot be written to.
 */
bool hold_raise(struct hold *hold, struct diag *diag);

/**
 * Are `needed` bytes and a little more free in DATA? A load that its databases cannot follow would
 * be safe, but could not be read. Errors: STATUS_IO.
 */
bool hold_has_room(const struct hold *hold, size_t needed, struct diag *diag);

/** Removes what interrupted writers left behind. Under the exclusive lock. */
void hold_clean(struct hold *hold);

void hold_close(struct hold *hold);

#endif
