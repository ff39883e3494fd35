/** outcome: what became of one file that was to be loaded, and how it is said. */
#ifndef TIDEMARK_COMMAND_OUTCOME_H
#define TIDEMARK_COMMAND_OUTCOME_H

#include "command/command.h"
#include "ingest/ingest.h"

struct outcome {
	struct str path; /* as the user knows the file */
	bool done;       /* the store took it … */
	bool dry_run;    /* … or would have */
	bool rejects;    /* files of rejected records were written */
	struct ingest_result ingest;
	struct commit commit;
	bool has_span;
	struct str first, last; /* periods */
};

/**
 * Hands what was read to the store. Errors: those of store_commit.
 * Memory: revisions live in context->store.arena.
 */
bool outcome_commit(struct context *context, struct outcome *outcome);

/** Copies what the other functions below say into `arena`, so that it outlives the file. */
void outcome_keep(struct arena *arena, struct outcome *outcome);

/** The summary, revisions and what was left out, as lines for people. */
void outcome_say(struct context *context, const struct outcome *outcome);

/** The members of the file's object. */
void outcome_add_members(struct arena *arena, struct node *file, const struct outcome *outcome);

/** A table with a row a file; further columns and cells may follow. */
struct table *outcome_table(struct result *result);
void outcome_add_row(struct result *result, struct table *table, const struct outcome *outcome);

#endif
