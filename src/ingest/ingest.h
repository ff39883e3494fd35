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
	bool explain;       /* fill in view and labels */
	bool allow_future;  /* figures of periods after the one that holds `today` are fine */
	int today;
	struct arena *bytes; /* holds nothing but the file's bytes: freed as soon as they are not
				needed any more; NULL: they stay */
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

/** Something found out, and the cell that decided it. */
struct evidence {
	struct str says;    /* "decimal comma", "12 months" */
	struct str cell;    /* empty: no single cell */
	struct place place; /* of the cell */
	struct str why; /* what is special about the cell, or what decided instead; may be empty */
};

struct evidence_list {
	ARRAY(struct evidence);
};

/** How the file was understood, for `inspect`. */
struct ingest_view {
	struct str encoding; /* "UTF-8", "GB18030", … and why */
	struct str dialect;
	struct str frame;
	struct str layout;
	struct evidence_list periods, numbers;
};

enum label_state {
	LABEL_LOADED,
	LABEL_STRANGE,   /* no indicator is called so */
	LABEL_UNSETTLED, /* another error was reported */
};

/** A label of the file and what stands under it. */
struct label_use {
	enum label_state state;
	struct str text; /* empty: figures without a name */
	struct place place;
	struct str unit;                   /* that the file names for it; empty: none */
	bool unit_of_table;                /* it is named for the whole table only */
	const struct indicator *indicator; /* of LABEL_LOADED */
	size_t figures;                    /* cells under it that hold a figure */
	/* Of LABEL_STRANGE only: */
	enum every every; /* the shortest period that its figures are of; EVERY_ONCE: not known */
	bool cumulated;   /* some are sums of months, as 1-5月 */
	bool jan_feb;     /* the only sums are of January and February */
};

struct ingest_result {
	struct load load; /* figures sorted by series and period; file and source are set */
	struct ingest_view view;
	struct {
		ARRAY(struct label_use);
	} labels;
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
