/** check_catalogue: what is allowed in a catalogue, but can hardly be meant. Private to check. */
#ifndef TIDEMARK_COMMAND_CHECK_CATALOGUE_H
#define TIDEMARK_COMMAND_CHECK_CATALOGUE_H

#include "command/command.h"

/**
 * Lists each doubtful line of the catalogue with its place; of indicators without figures only
 * where something has been loaded. Returns STATUS_DONE, whatever it found.
 */
int check_catalogue_run(struct context *context);

/* check_windows.c */

struct remarks {
	struct arena *arena;
	const struct book *book; /* with nothing in it where nothing was loaded */
	struct diag found;       /* warnings alone */
};

/** A target that can never be judged, because of `since`, `until` or where its figures begin. */
void check_catalogue_target(
	struct remarks *remarks, const struct indicator *indicator, const struct target *target);

#endif
