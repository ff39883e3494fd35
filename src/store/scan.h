/**
 * scan: many ledger files read by all cores.
 *
 * Whatever needs more than the figures in force (undo, the log, an earlier day, rebuilding, verify)
 * reads the ledger from front to back. The loads are shared out in stretches of about as many
 * bytes; each stretch is read by a process of its own if there is much to read.
 */
#ifndef TIDEMARK_STORE_SCAN_H
#define TIDEMARK_STORE_SCAN_H

#include "base/buf.h"
#include "store/ledger.h"

/** Some loads, ascending. */
struct scan {
	struct str folder; /* DATA */
	const int *loads;
	size_t count;
};

/**
 * Calls `work` for stretches of the loads, in processes of their own perhaps. What it writes into
 * `out` (see store/packed.h) comes back as `parts`, in the order of the loads. `work` returns false
 * iff it added an error.
 */
bool scan_spread(struct arena *arena, const struct scan *scan,
	bool (*work)(void *context, const struct scan *part, struct buf *out, struct diag *diag),
	void *context, struct str_list *parts, struct diag *diag);

/**
 * Reads the loads of a stretch one by one, each into memory that is given back after `take`.
 * Stops at the first error.
 */
bool scan_read(const struct scan *part,
	bool (*take)(void *context, struct ledger_file *file, struct diag *diag), void *context,
	struct diag *diag);

/** The loads from `first` to `last` for which `keep` (by number; NULL: all) is true. */
struct scan scan_loads(
	struct arena *arena, struct str folder, int first, int last, const bool *keep);

#endif
