/**
 * ingest: a file becomes figures, whole or not at all. Rules: docs/LOADING.md.
 *
 * Nothing here touches the store, and nothing is printed: messages go to diag with
 * `file:line:column`.
 */
#ifndef TIDEMARK_INGEST_INGEST_H
#define TIDEMARK_INGEST_INGEST_H

#include "base/progress.h"
#include "model/catalogue.h"
#include "model/figure.h"

struct ingest_options {
	const struct source *source; /* --source; NULL: the first whose match fits, if any */
	const struct indicator
		*indicator; /* --indicator: all figures are its; NULL: from the file */
	bool partial;       /* take the good figures even if there are errors */
	bool allow_future;  /* figures of periods after the one that holds `today` are fine */
	int today;
	struct progress *progress; /* told how far it is; may be NULL */
};

/** Something left out on purpose, and how often. */
struct left_out {
	struct str what; /* "rows of another frequency", "averages", … */
	size_t count;
};

/** A label that nobody knows, and where it stands first. */
struct unknown_label {
	struct str label;
	struct place place;
};

/** How the file was understood, for `inspect` and for messages. */
struct ingest_view {
	struct str encoding; /* "UTF-8", "GB18030", … and why */
	struct str dialect;
	struct str frame;
	struct str layout;
	struct str periods;
	struct str numbers;
};

struct ingest_result {
	struct load load; /* figures sorted by series and period; sha256, file and source are set */
	struct ingest_view view;
	size_t missing;  /* cells that say there is no figure */
	size_t rejected; /* cells or rows with errors; > 0 with success only if partial */
	size_t rounded;  /* figures that had more than 15 significant digits */
	struct {
		ARRAY(struct left_out);
	} left_out;
	struct {
		ARRAY(struct unknown_label);
	} unknown;
	struct str rejects; /* partial: the rejected records under the header rows, CSV */
};

/**
 * Reads `content`, the bytes of the file named `path`.
 * Errors: STATUS_DATA with the place of every fault (up to DIAG_ERRORS_PER_FILE), each naming what
 * to write to mend it.
 */
bool ingest_content(struct arena *arena, const struct catalogue *catalogue, struct str path,
	struct str content, const struct ingest_options *options, struct ingest_result *result,
	struct diag *diag);

/**
 * The file's first table, cleaned: UTF-8, every cell quoted, commas, LF, the header rows joined
 * with the unit row in brackets behind; no notes, footer or blank rows, and nothing invented. Needs
 * no catalogue; `source` may be NULL. Missing: short records are padded with empty cells, long ones
 * stay as they are; one warning for all of them. Errors: STATUS_DATA as of ingest_content for what
 * cannot be taken apart at all.
 */
bool ingest_clean(struct arena *arena, struct str path, struct str content,
	const struct source *source, struct ingest_view *view, struct str *table,
	struct diag *diag);

#endif
