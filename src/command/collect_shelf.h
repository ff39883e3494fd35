/**
 * collect_shelf: where files go from the inbox: done/YYYY-MM/ and rejected/.
 *
 * Nothing that lies there is ever overwritten: a name that is taken gets a number, loans-2.csv. A
 * file that is there with a reason beside it has the reason first, so whoever finds the file also
 * finds why; a reason that an interrupted run left without its file is used again.
 */
#ifndef TIDEMARK_COMMAND_COLLECT_SHELF_H
#define TIDEMARK_COMMAND_COLLECT_SHELF_H

#include "command/collect_inbox.h"

struct shelf {
	struct str path; /* for people */
	int folder;
};

/**
 * The folder `name` of the inbox, and in it, if that is not empty, `within`; made if need be. Links
 * are not followed. Errors: STATUS_CANNOT_CREATE, also for a folder of another file system, into
 * which nothing can be moved at once.
 */
bool shelf_open(struct arena *arena, const struct inbox *inbox, const char *name, struct str within,
	struct shelf *shelf, struct diag *diag);
void shelf_close(struct shelf *shelf);

/**
 * Moves the arrival there; with a `reason` NAME.txt is written beside it. `*place` is its new path;
 * empty if the file is not the one any more that was seen: then that one stays in the inbox.
 * Errors: STATUS_CANNOT_CREATE, STATUS_IO.
 */
bool shelf_take(struct arena *arena, const struct shelf *shelf, const struct inbox *inbox,
	const struct arrival *arrival, struct str reason, struct str *place, struct diag *diag);

#endif
