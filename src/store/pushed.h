/**
 * pushed: what was sent where, in DATA/pushed, a line a place:
 *
 *     load 41 sure 38 day 2024-07-10 catalogue 1b4e28ba2fa111d2 url http://localhost:8428
 *
 * A line says that on that day every figure in force after load 41 was there, as the catalogue was
 * then. Those up to load 38 had been sent by an earlier push: a server that dies forgets the last
 * seconds before, so the push that sent a figure is not the last to look at it.
 */
#ifndef TIDEMARK_STORE_PUSHED_H
#define TIDEMARK_STORE_PUSHED_H

#include "store/store.h"

struct pushed {
	int load; /* 0: nothing is known */
	int sure;
	int day;
	size_t catalogue; /* a hash of what it says of ids, units and periods */
};

/** That hash, as the catalogue is now. */
size_t pushed_catalogue(struct arena *scratch, const struct catalogue *catalogue);

/** What is known of a URL. A file that cannot be read says nothing. */
struct pushed pushed_read(struct arena *scratch, struct str folder, struct str url);

/** Notes it, under the exclusive lock. Errors: those of store.h. */
bool pushed_write(
	struct store *store, struct str url, const struct pushed *pushed, struct diag *diag);

#endif
