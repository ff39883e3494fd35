#include "store/hold.h"

#include "base/clock.h"
#include "base/file.h"
#include "store/ledger.h"
#include "store/leftovers.h"
#include "store/recover.h"

#include <unistd.h>

static struct str lock_path(struct hold *hold)
{
	return file_join(&hold->arena, hold->store->folder, STR("lock"));
}

static bool can_write(struct hold *hold)
{
	return access(str_c(&hold->arena, hold->store->folder), W_OK) == 0;
}

static bool make_folders(struct hold *hold, struct diag *diag)
{
	return file_make_folder(hold->store->folder, STATUS_CANNOT_CREATE, diag) &&
	       file_make_folder(file_join(&hold->arena, hold->store->folder, STR("ledger")),
		       STATUS_CANNOT_CREATE, diag);
}

static bool take_lock(struct hold *hold, bool exclusive, struct diag *diag)
{
	hold->exclusive = exclusive;
	return file_lock(lock_path(hold), exclusive, hold->store->wait, &hold->lock, diag);
}

/* Nobody writes where there is nothing, and on a copy that cannot be written to. */
static bool needs_lock(struct hold *hold)
{
	return file_is_folder(hold->store->folder) &&
	       (can_write(hold) || file_exists(lock_path(hold)));
}

bool hold_has_ledger(const struct store *store, struct diag *diag)
{
	return !store->remote.len ||
	       diag_error(diag, STATUS_USAGE, NO_PLACE,
		       "this takes the ledger, which is where the figures are loaded; the "
		       "catalogue says store = \"victoriametrics:…\", where there is none: work "
		       "there, or name the data folder with -d");
}

bool hold_open_unseen(struct hold *hold, struct store *store, bool exclusive, struct diag *diag)
{
	bool done = true;

	if (!hold_has_ledger(store, diag))
		return false;
	*hold = (struct hold){.store = store, .lock = -1};
	arena_init(&hold->arena, store->arena);
	archive_init(&hold->archive, &hold->arena, store->folder);
	hold->boot = clock_boot(&hold->arena);
	if (exclusive)
		done = make_folders(hold, diag) && take_lock(hold, true, diag);
	else if (needs_lock(hold))
		done = take_lock(hold, false, diag);
	if (!done)
		hold_close(hold);
	return done;
}

/* Where nothing was when the hold was opened, the first load may have come meanwhile. */
static bool find_newest(struct hold *hold, struct diag *diag)
{
	struct str folder = hold->store->folder;

	if (!ledger_newest(&hold->arena, folder, &hold->newest, diag))
		return false;
	if (hold->lock >= 0 || !hold->newest || !needs_lock(hold))
		return true;
	return take_lock(hold, false, diag) &&
	       ledger_newest(&hold->arena, folder, &hold->newest, diag);
}

bool hold_open_ledger(struct hold *hold, struct store *store, struct diag *diag)
{
	if (!hold_open_unseen(hold, store, false, diag))
		return false;
	if (find_newest(hold, diag))
		return true;
	hold_close(hold);
	return false;
}

/* `applied` first: it never is ahead of a ledger that is read after it. */
bool hold_look(struct hold *hold, struct diag *diag)
{
	const struct store *store = hold->store;
	bool locked = hold->lock >= 0;

	applied_read(&hold->arena, store->folder, store->catalogue, &hold->applied);
	if (!find_newest(hold, diag))
		return false;
	if (!locked && hold->lock >= 0)
		applied_read(&hold->arena, store->folder, store->catalogue, &hold->applied);
	if (hold->applied.load > hold->newest)
		return diag_error(diag, STATUS_IO, PLACE_FILE(store->folder),
			"the databases contain load %d, but the ledger ends with load %d; restore "
			"the ledger from a backup, or take it as it is with \"tidemark rebuild\"",
			hold->applied.load, hold->newest);
	return true;
}

bool hold_raise(struct hold *hold, struct diag *diag)
{
	if (!can_write(hold))
		return diag_error(diag, STATUS_IO, PLACE_FILE(hold->store->folder),
			"the databases are behind the ledger or the catalogue, and the folder "
			"cannot be written to; run \"tidemark rebuild\" where it can");
	if (hold->lock >= 0)
		close(hold->lock);
	return take_lock(hold, true, diag) && hold_look(hold, diag);
}

bool hold_has_room(const struct hold *hold, size_t needed, struct diag *diag)
{
	enum { SPARE = 1 << 16 };
	struct str folder = hold->store->folder;
	size_t room = file_room(folder);

	needed += SPARE;
	return room >= needed ||
	       diag_error(diag, STATUS_IO, PLACE_FILE(folder),
		       "No space left on device: %zu KiB are needed and %zu KiB free; nothing was "
		       "written, make room and try again",
		       needed / 1024 + 1, room / 1024);
}

void hold_clean(struct hold *hold)
{
	ledger_clean(&hold->arena, hold->store->folder);
	leftovers_remove(&hold->arena, hold->store->folder, STR("applied"));
}

bool hold_catch_up(struct hold *hold, struct diag *diag)
{
	bool *stale = NULL, behind;

	if (!recover_find(hold, &stale, &behind, diag) || !behind)
		return !behind;
	if (!hold->exclusive &&
		(!hold_raise(hold, diag) || !recover_find(hold, &stale, &behind, diag)))
		return false;
	return !behind || recover_derive(hold, stale, NULL, diag);
}

bool hold_open(struct hold *hold, struct store *store, bool exclusive, struct diag *diag)
{
	if (!hold_open_unseen(hold, store, exclusive, diag))
		return false;
	if (hold->exclusive)
		hold_clean(hold);
	if (hold_look(hold, diag) && hold_catch_up(hold, diag))
		return true;
	hold_close(hold);
	return false;
}

void hold_close(struct hold *hold)
{
	if (hold->lock >= 0)
		close(hold->lock);
	hold->lock = -1;
	archive_close(&hold->archive);
	arena_free(&hold->arena);
}
