/**
 * collect_inbox: what lies in the inbox, and since when it lies there unchanged.
 *
 * Whoever may write into the inbox may also write what is no file into it, or change a file at any
 * moment. So nothing here follows a link or opens anything, and what is found is known by its
 * inode, size and times.
 */
#ifndef TIDEMARK_COMMAND_COLLECT_INBOX_H
#define TIDEMARK_COMMAND_COLLECT_INBOX_H

#include "base/diag.h"

#include <sys/stat.h>

/** A file as it was seen at one moment. */
struct sighting {
	dev_t device;
	ino_t number;
	off_t size;
	struct timespec modified, changed;
};

struct sighting sighting_of(const struct stat *status);
bool sighting_equal(const struct sighting *a, const struct sighting *b);

struct arrival {
	struct str name;
	struct sighting seen;
	double since;        /* it is so since then (clock_steady) */
	double rest;         /* it was tried in vain: not again before then */
	const char *problem; /* why it cannot be taken; NULL: it can */
	bool strange;        /* somebody should look at it */
	bool said;           /* the problem was said */
	bool tried;          /* since the last look */
};

struct inbox {
	struct str path;
	int folder;            /* its descriptor; -1: it is closed */
	struct arena arena;    /* of the arrivals */
	ARRAY(struct arrival); /* by name */
};

struct arrivals {
	ARRAY(struct arrival *);
};

void inbox_init(struct inbox *inbox, struct str path);

/**
 * Opens the folder, and closes it; what was seen in it stays known. An open folder that is removed
 * is not gone for the kernel, which then does not tell of it.
 */
bool inbox_open(struct inbox *inbox, struct diag *diag); /* Errors: STATUS_NO_INPUT. */
void inbox_close(struct inbox *inbox);

/** Gives all memory back. */
void inbox_forget(struct inbox *inbox);

/**
 * Looks round. What is as it was last time keeps its `since`, `rest` and `said`. Hidden files,
 * done/ and rejected/ are passed over. Errors: STATUS_IO.
 */
bool inbox_look(struct inbox *inbox, double now, struct diag *diag);

/**
 * What has been unchanged for `settle` seconds, in the order in which it is to be loaded: by the
 * time of its last modification, so that of two files that revise one figure the newer one counts;
 * at the same moment by name, as people count (x9 before x10).
 */
void inbox_settled(
	struct arena *arena, struct inbox *inbox, double now, double settle, struct arrivals *list);

/** Seconds until something may have settled; INFINITY if nothing will. */
double inbox_next(const struct inbox *inbox, double now, double settle);

/** It was tried in vain: it rests for as long as it has been there, one minute at most. */
void arrival_rest(struct arrival *arrival, double now);

#endif
