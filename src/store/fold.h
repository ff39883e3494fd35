/**
 * fold: the ledger folded into figures in force.
 *
 * A figure is that of the highest load in force that holds it. This is the one place that says what
 * the archive ought to hold: recovery, rebuilding, undo, verification and questions about an
 * earlier day all ask here.
 */
#ifndef TIDEMARK_STORE_FOLD_H
#define TIDEMARK_STORE_FOLD_H

#include "store/store.h"

/**
 * Which indicator of the catalogue a row of the ledger belongs to; NULL: none. An old id counts as
 * the one that says `was`. `*area` is empty for the whole.
 */
const struct indicator *fold_indicator(
	const struct catalogue *catalogue, struct str series, struct str *area);

/** The place of a period in the indicator's series; false if it has none in that frequency. */
bool fold_period(const struct indicator *indicator, struct period written, int *number);

struct fold {
	const struct catalogue *catalogue;
	struct str folder;  /* DATA */
	const bool *wanted; /* by indicator index; NULL: all */
	bool wholes;        /* no areas */
	bool numbers;       /* instead of each figure the number of the load that it came with */
	int upto;           /* the last load that counts */
	const int *undoes;  /* what ledger_undoes says, or shall say; NULL: it is asked */
};

/**
 * Adds every series wanted to `book` (and indexes it). Figures are converted to the unit that the
 * catalogue gives now. `misfits`, if given, counts by indicator index the rows of another frequency
 * than `every`, which have no place in the series: they stay in the ledger.
 * Errors: STATUS_IO for the ledger; STATUS_CATALOGUE for a unit that differs by no known scale.
 */
bool fold_ledger(const struct fold *fold, struct arena *arena, struct book *book, size_t *misfits,
	struct diag *diag);

/** Marks the indicators that the load has figures of. `*rows`, if given, is how many it has. */
bool fold_mark(const struct fold *fold, struct arena *scratch, int load, bool *marked, size_t *rows,
	struct diag *diag);

#endif
