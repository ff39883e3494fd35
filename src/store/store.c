#include "store/store.h"

#include "store/current.h"
#include "store/ledger.h"
#include "store/recover.h"

#include <string.h>

bool store_read(struct store *store, struct arena *arena, const bool *wanted, bool areas,
	struct book *book, struct diag *diag)
{
	struct hold hold;
	bool done;

	if (!hold_open(&hold, store, false, diag))
		return false;
	done = current_read(&hold, arena, wanted, areas, book, diag);
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
	hold.applied = applied_nothing(&hold.arena, store->catalogue);
	all = NEW_ARRAY(&hold.arena, indicators, bool);
	memset(all, true, indicators);
	done = ledger_newest(&hold.arena, store->folder, &hold.newest, diag) &&
	       recover_derive(&hold, all, series, diag);
	hold_close(&hold);
	return done;
}
