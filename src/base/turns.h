/**
 * turns: processes that take turns, each told by the one before it where to go on.
 *
 * Turn t is part t modulo `parts`' own. A process does one part or several that follow one another
 * (as proc_spread shares them out), in the order of their turns, and hands a number on to the next
 * turn. When one dies or leaves early, those that wait for it are told that there is nothing more.
 */
#ifndef TIDEMARK_BASE_TURNS_H
#define TIDEMARK_BASE_TURNS_H

#include "base/diag.h"

struct turns {
	size_t parts;
	size_t first, last; /* the parts of this process: first ≤ part < last */
	int *in, *out;      /* by part: where it is told, and where the one before it tells it */
};

/** To be called before the processes are made. Errors: STATUS_IO, with the system's reason. */
bool turns_begin(struct arena *arena, size_t parts, struct turns *turns, struct diag *diag);

/** In each process, before its first turn. */
void turns_enter(struct turns *turns, size_t first, size_t last);

/** Is it a turn of this process? */
bool turns_has(const struct turns *turns, size_t turn);

/** Waits for `*number` unless the turn before was this process's own, which knows it; turn 0 is
 * told nothing. False: nobody will tell. */
bool turns_take(const struct turns *turns, size_t turn, size_t *number);

/** Hands `number` on to the turn behind this one. */
void turns_give(const struct turns *turns, size_t turn, size_t number);

/** In each process, when it has no more turns or gives up. */
void turns_leave(struct turns *turns);

#endif
