/** inspect_parts: what `inspect` says of a file, for people and for programs. */
#ifndef TIDEMARK_COMMAND_INSPECT_PARTS_H
#define TIDEMARK_COMMAND_INSPECT_PARTS_H

#include "command/command.h"
#include "ingest/draft.h"

struct inspection {
	struct str path;
	const struct source *source; /* NULL: none fits */
	bool loads;
	struct ingest_result result;
	struct draft draft;                /* for the labels that nobody knows */
	const struct ingest_result *shown; /* that of the draft if there is one */
};

/** Reads the file as `how` says (partial and explain are set), and drafts what it lacks. */
void inspection_read(struct arena *arena, const struct catalogue *catalogue, struct str path,
	struct str content, struct ingest_options *how, struct inspection *it, struct diag *diag);

/** What to write into the catalogue for labels that nobody knows; empty if there are none. */
struct str inspection_proposal(struct arena *arena, const struct inspection *it);

/** What was found out, the labels, and the catalogue lines that are missing. */
void inspection_text(struct context *context, const struct inspection *it);

/** All of it as one object; keys: docs/LOADING.md §8. */
void inspection_json(struct context *context, const struct inspection *it);

/** The figures as a table: for people the first and last unless -v is given. */
void inspection_figures(struct context *context, const struct inspection *it);

#endif
