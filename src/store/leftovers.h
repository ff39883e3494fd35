/** leftovers: temporary files beside `NAME` (NAME.PID.part) that interrupted writers left behind.
 */
#ifndef TIDEMARK_STORE_LEFTOVERS_H
#define TIDEMARK_STORE_LEFTOVERS_H

#include "base/str.h"

/** Is `name` one, of a file whose own name ends with `ending`? */
bool leftover_is(struct str name, struct str ending);

/** Removes those in a folder. To be called under the exclusive lock, when no writer is at work. */
void leftovers_remove(struct arena *scratch, struct str folder, struct str ending);

#endif
