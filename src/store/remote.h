/**
 * remote: VictoriaMetrics as a place for series, single or a cluster.
 *
 * What a series is called there and what its time stamps mean: model/metric.h. Errors: those of
 * store/http.h; STATUS_IO for an answer that is none.
 */
#ifndef TIDEMARK_STORE_REMOTE_H
#define TIDEMARK_STORE_REMOTE_H

#include "model/metric.h"
#include "store/http.h"

struct remote {
	struct arena *arena;
	struct http http;
	struct str write; /* URL that takes figures: of the single node, or of a vminsert */
	struct str read;  /* URL that gives them: the same, or of a vmselect */
	size_t answered;  /* bytes of the last answer to remote_read */
};

/** Some indicators: those from place `first` to `last` - 1 of the catalogue that are wanted. */
struct remote_batch {
	const struct catalogue *catalogue;
	const bool *wanted; /* by indicator index; NULL: all; those with a formula never are */
	size_t first, last;
	bool areas; /* else the wholes alone */
};

/** A series as it is there. */
struct remote_series {
	const struct indicator *indicator;
	struct str area, every, unit; /* as the labels say */
	size_t count;
	const double *value;   /* missing: NaN */
	const int64_t *stamps; /* milliseconds; perhaps twice the same */
};

/**
 * `read` may be empty where `write` answers too. Errors also: STATUS_USAGE for a URL.
 */
bool remote_open(struct remote *remote, struct arena *arena, struct str write, struct str read,
	struct str token_file, int tries, int timeout, struct diag *diag);
void remote_close(struct remote *remote);

/**
 * Gives every series of a batch to `take`, in any order, a series perhaps in several pieces. Stops
 * when `take` returns false.
 */
bool remote_read(struct remote *remote, const struct remote_batch *batch,
	bool (*take)(void *context, const struct remote_series *series, struct diag *diag),
	void *context, struct diag *diag);

/** Sends lines as metric_line makes them. That they are taken says nothing: read them back. */
bool remote_write(struct remote *remote, struct str lines, struct diag *diag);

/** Adds the series with these labels to what `remote_delete` shall delete. */
void remote_select(struct remote *remote, struct buf *form, const struct indicator *indicator,
	struct str area, struct str every, struct str unit);
bool remote_delete(struct remote *remote, struct str form, struct diag *diag);

/** Asks a single node to show at once what was written; elsewhere that takes some seconds. */
void remote_flush(struct remote *remote);

#endif
