#include "store/store.h"

#include "base/date.h"
#include "store/current.h"
#include "store/fold.h"
#include "store/ledger.h"
#include "store/recover.h"
#include "store/remote_book.h"

#include <string.h>

/* What was known then stands in the ledger alone. */
static bool read_as_of(struct hold *hold, struct arena *arena, const bool *wanted, bool areas,
	struct book *book, struct diag *diag)
{
	const struct store *store = hold->store;
	const struct fold fold = {.catalogue = store->catalogue,
		.folder = store->folder,
		.wanted = wanted,
		.wholes = !areas,
		.upto = store->as_of};

	return ledger_check(hold->newest, store->as_of, diag) &&
	       fold_ledger(&fold, arena, book, NULL, diag);
}

bool store_read(struct store *store, struct arena *arena, const bool *wanted, bool areas,
	struct book *book, struct diag *diag)
{
	struct hold hold;
	bool done;

	if (store->remote.len && !store->as_of)
		return remote_book_read(store, arena, wanted, areas, book, diag);
	if (store->as_of ? !hold_open_ledger(&hold, store, diag)
			 : !hold_open(&hold, store, false, diag))
		return false;
	done = store->as_of ? read_as_of(&hold, arena, wanted, areas, book, diag)
			    : current_read(&hold, arena, wanted, areas, book, diag);
	hold_close(&hold);
	return done;
}

/* The clock may have been set back, so days need not ascend: the highest load counts. */
static bool find_load_of_day(struct hold *hold, int wanted, int *load, struct diag *diag)
{
	struct str folder = hold->store->folder;
	int day;

	for (*load = hold->newest; *load > 0; --*load) {
		if (!ledger_day(&hold->arena, folder, *load, &day, diag))
			return false;
		if (day <= wanted)
			return true;
	}
	return diag_error(diag, STATUS_USAGE, NO_PLACE,
		"nothing had been loaded by %.*s; tidemark log lists the loads",
		STR_ARG(date_print(&hold->arena, wanted)));
}

bool store_load_of_day(struct store *store, int day, int *load, struct diag *diag)
{
	struct hold hold;
	bool done;

	if (!hold_open_ledger(&hold, store, diag))
		return false;
	done = find_load_of_day(&hold, day, load, diag);
	hold_close(&hold);
	return done;
}

bool store_rebuild(struct store *store, size_t *series, struct diag *diag)
{
	size_t indicators = store->catalogue->indicators.count;
	struct hold hold;
	bool *all, done;

	*series = 0;
	if (!hold_open_unseen(&hold, store, true, diag))
		return false;
	hold_clean(&hold);
	/* What is disowned before it is written is found out if the rebuild is interrupted. */
	applied_read(&hold.arena, store->folder, store->catalogue, &hold.applied);
	all = NEW_ARRAY(&hold.arena, indicators, bool);
	memset(all, true, indicators);
	done = ledger_newest(&hold.arena, store->folder, &hold.newest, diag) &&
	       recover_derive(&hold, all, series, diag);
	hold_close(&hold);
	return done;
}
