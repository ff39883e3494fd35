/** folder: a folder to work in, out of sight, until what is made in it is whole. */
#ifndef TIDEMARK_BASE_FOLDER_H
#define TIDEMARK_BASE_FOLDER_H

#include "base/diag.h"

#include <signal.h>

struct folder {
	struct str path;
	sigset_t blocked; /* before */
};

/**
 * A new folder `.NAME-XXXXXX` inside `parent` (made if it is not there), mode 0777 under the umask,
 * as what it publishes. While it is there, SIGINT, SIGTERM and SIGHUP wait (proc_run and
 * proc_asked_to_end see them); they end the program when folder_remove has removed it. Errors:
 * STATUS_CANNOT_CREATE.
 */
bool folder_begin(struct arena *arena, struct str parent, struct str name, struct folder *folder,
	struct diag *diag);

/** Removes the folder with all that is in it, following no link. What cannot be removed stays. */
void folder_remove(struct folder *folder);

#endif
