/** folder: a folder to work in, out of sight, until what is made in it is whole. */
#ifndef TIDEMARK_BASE_FOLDER_H
#define TIDEMARK_BASE_FOLDER_H

#include "base/diag.h"

/**
 * A new folder `.NAME-XXXXXX` inside `parent` (made if it is not there), mode 0777 under the umask.
 * Errors: STATUS_CANNOT_CREATE.
 */
bool folder_begin(struct arena *arena, struct str parent, struct str name, struct str *path,
	struct diag *diag);

/** Removes the folder with all that is in it, following no link. What cannot be removed stays. */
void folder_remove(struct str path);

#endif
