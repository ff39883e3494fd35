/**
 * collect_take: one file of the inbox is loaded, whole or not at all, and put where it belongs.
 *
 * A file leaves the inbox last of all. Whoever is interrupted before that finds it there again, and
 * its content in the ledger if it had been loaded.
 */
#ifndef TIDEMARK_COMMAND_COLLECT_TAKE_H
#define TIDEMARK_COMMAND_COLLECT_TAKE_H

#include "command/collect_inbox.h"
#include "command/outcome.h"

enum fate {
	FATE_LOADED,
	FATE_UNCHANGED, /* every figure was there already, so there is no load */
	FATE_KNOWN,     /* the same content was loaded before */
	FATE_REFUSED,
	FATE_LEFT,   /* it is not to be taken now, or not at all */
	FATE_FAILED, /* not the file's fault: nothing else can be loaded either */
	FATES,
};

/** "loaded", "unchanged", … */
const char *fate_name(enum fate fate);

struct taken {
	struct outcome outcome;
	enum fate fate;
	int known;        /* the load, of FATE_KNOWN */
	struct str place; /* where the file is now; empty: in the inbox */
	struct str why;   /* it was left */
};

/**
 * Messages go to context->diag, all memory comes from context->arena. `contents` is brought up to
 * date. `taken` is filled in whatever happens.
 */
void collect_take(struct context *context, const struct inbox *inbox, struct arrival *arrival,
	struct load_contents *contents, struct arena *arena, struct taken *taken);

/**
 * collect_reason.c: what stands beside a refused file: what is wrong with it, and what to write to
 * make it load. It depends on nothing but the file, its name, the catalogue and the day.
 */
struct str collect_reason(
	struct context *context, struct str name, int file, const struct outcome *outcome);

#endif
