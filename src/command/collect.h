/** collect: what the parts of the command share. */
#ifndef TIDEMARK_COMMAND_COLLECT_H
#define TIDEMARK_COMMAND_COLLECT_H

#include "command/collect_inbox.h"
#include "command/collect_wait.h"
#include "command/command.h"

struct collector {
	struct context *context; /* of the command */
	bool watch;
	double settle; /* seconds for which a file must not have changed */
	struct inbox inbox;
	struct waiter waiter;
	enum status status; /* of the first error */
	bool done;          /* there is no point in going on */
	bool missed;        /* the inbox is not there */
};

/**
 * collect_round.c: takes these files one after the other until somebody asks to stop or nothing
 * can be loaded at all, says what became of each, and runs on_load. The catalogue is read anew, so
 * that whoever mends it need not start a watching collector again.
 */
void collect_round(struct collector *collector, const struct arrivals *arrivals);

/**
 * A context for a while: what is said and made in it is gone afterwards, so that a collector can
 * watch for months. An error is remembered in collector->status.
 */
struct aside {
	struct context context;
	struct arena arena;
	struct diag diag;
};

void aside_begin(struct aside *aside, const struct context *context);

/** Prints what there is to say. */
void aside_end(struct aside *aside, struct collector *collector);

#endif
