/** check_parts: what check says, for people and for programs. Private to check. */
#ifndef TIDEMARK_COMMAND_CHECK_PARTS_H
#define TIDEMARK_COMMAND_CHECK_PARTS_H

#include "analysis/verdict.h"
#include "command/command.h"

/** Adds a table with a row a verdict. */
void check_table(struct context *context, const struct verdicts *verdicts);

/**
 * The tree for JSON: the verdicts that are shown, and how the groups stand, by all verdicts. With a
 * `group` it is the only one; with indicators chosen by id there is none.
 */
struct node *check_tree(struct context *context, const struct verdicts *verdicts,
	const struct verdicts *all, struct str group);

#endif
