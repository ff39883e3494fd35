/**
 * collect_wait: sleeps until something may have changed in a folder, or somebody asks to stop.
 *
 * What the kernel tells of a folder only wakes; what there is to do is found by looking. So nothing
 * is missed when it tells too much at once, or, of a network share, nothing at all.
 */
#ifndef TIDEMARK_COMMAND_COLLECT_WAIT_H
#define TIDEMARK_COMMAND_COLLECT_WAIT_H

#include "base/diag.h"

struct waiter {
	int signals; /* descriptors; -1: none */
	int events;
	int watch;   /* of the folder; -1: none */
	bool warned; /* that there is none */
	bool stopped;
};

/**
 * From now on SIGTERM and SIGINT do not end this process: they are asked for with waiter_stopped.
 * Errors: STATUS_IO.
 */
bool waiter_open(struct waiter *waiter, struct diag *diag);
void waiter_close(struct waiter *waiter);

/**
 * Watches the folder that is under this path now. Where that is not possible, a warning says so
 * once.
 */
void waiter_watch(struct waiter *waiter, struct str folder, struct diag *diag);

/** Sleeps until something happens in the folder, a signal comes, or `seconds` are over. */
void waiter_wait(struct waiter *waiter, double seconds);

/** The same, but only a signal wakes. */
void waiter_pause(struct waiter *waiter, double seconds);

/** Did SIGTERM or SIGINT come? */
bool waiter_stopped(struct waiter *waiter);

#endif
