/**
 * progress: how far long work has come, told to whoever looks at it.
 *
 * The one who works tells it now and then; that costs nothing where nobody looks. Only main shows
 * it, on a terminal.
 */
#ifndef TIDEMARK_BASE_PROGRESS_H
#define TIDEMARK_BASE_PROGRESS_H

#include "base/str.h"

struct progress {
	void (*show)(struct progress *progress); /* NULL: nobody looks */
	size_t item, items;                      /* the how-manieth, from 1, of how many */
	struct str name;                         /* of what is being worked on */
	const char *doing;                       /* "reading" */
	double share;                            /* of this item that is done, 0 to 1 */
	double begun, drawn; /* when, on clock_steady; drawn 0: nothing is on the screen */
};

/** `progress` may be NULL. */
static inline void progress_tell(struct progress *progress, const char *doing, double share)
{
	if (!progress || !progress->show)
		return;
	progress->doing = doing;
	progress->share = share;
	progress->show(progress);
}

/**
 * One line of at most `width` columns: which of how many, the name (cut, its control characters
 * as ?), what is done, a bar and the percentage of all items. What does not fit is left out.
 */
struct str progress_line(struct arena *arena, const struct progress *progress, size_t width);

#endif
