/**
 * model: what a store ought to hold, in plain arrays and by the words of the specification alone.
 *
 * A figure in force is that of the highest load in force that holds it; a load is in force unless
 * undone by an undo in force.
 */
#ifndef TIDEMARK_TESTS_MODEL_H
#define TIDEMARK_TESTS_MODEL_H

#include <stdbool.h>
#include <stddef.h>

enum { MODEL_SERIES = 5, MODEL_MONTHS = 30, MODEL_ENTRIES = 600 };

/** Figures of a load, 0 where it holds none. */
struct model_load {
	int figure[MODEL_SERIES][MODEL_MONTHS];
};

struct model {
	int count; /* entries of the ledger: loads and undos */
	struct {
		int undoes; /* 0: a load */
		struct model_load load;
	} entry[MODEL_ENTRIES + 1]; /* from 1 */
};

/** The figure in force after entry `upto`, 0 if there is none. */
int model_figure(const struct model *model, int upto, int series, int month);

bool model_is_in_force(const struct model *model, int entry);

/** What a load does: how many figures are new, revised, and as they were. */
struct model_changes {
	size_t added, revised, unchanged;
};

/** Adds the load, unless it changes nothing. */
struct model_changes model_load(struct model *model, const struct model_load *load);

/** Takes an entry in force back; gives how many figures change. */
size_t model_undo(struct model *model, int entry);

#endif
