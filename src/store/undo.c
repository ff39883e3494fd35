#include "base/file.h"
#include "store/current.h"
#include "store/fold.h"
#include "store/ledger.h"
#include "store/recover.h"

#include <math.h>
#include <string.h>

struct undoing {
	struct hold *hold;
	struct arena *arena;
	struct undo *undo;
	int *undoes;               /* of every load, and of the one that is about to be written */
	bool *touched;             /* the indicators that the subject has figures of */
	struct book before, after; /* their series */
};

/* The undo in force that takes the load back; 0: none does. */
static int taken_back_by(struct arena *scratch, const int *undoes, int newest, int load)
{
	const bool *in_force = ledger_in_force(scratch, undoes, newest);

	for (int number = load + 1; number <= newest; number++)
		if (in_force[number] && undoes[number] == load)
			return number;
	return 0;
}

static bool check_number(struct undoing *u, struct diag *diag)
{
	int number = u->undo->undoes, newest = u->hold->newest, by;

	if (!ledger_check(newest, number, diag))
		return false;
	by = taken_back_by(&u->hold->arena, u->undoes, newest, number);
	return !by || diag_error(diag, STATUS_USAGE, NO_PLACE,
			      "load %d is already undone, by load %d; undo %d puts it back", number,
			      by, by);
}

/* The ledger as it will be: with one load more, which has no rows. */
static bool look_ahead(struct undoing *u, struct diag *diag)
{
	struct hold *hold = u->hold;
	struct undo *undo = u->undo;
	size_t size = ((size_t)hold->newest + 1) * sizeof(*u->undoes);
	int *undoes;

	if (!ledger_undoes(&hold->arena, hold->store->folder, hold->newest, &undoes, diag))
		return false;
	u->undoes = NEW_ARRAY(&hold->arena, (size_t)hold->newest + 2, int);
	memcpy(u->undoes, undoes, size);
	if (!check_number(u, diag))
		return false;
	undo->load = hold->newest + 1;
	u->undoes[undo->load] = undo->undoes;
	undo->subject = ledger_subject(u->undoes, undo->undoes);
	undo->back = ledger_in_force(&hold->arena, u->undoes, undo->load)[undo->subject];
	return true;
}

/* The series that the subject has figures in: as they are, and as they will be. */
static bool look_both_ways(struct undoing *u, struct diag *diag)
{
	struct hold *hold = u->hold;
	const struct fold fold = {.catalogue = hold->store->catalogue,
		.folder = hold->store->folder,
		.wanted = u->touched,
		.upto = u->undo->load,
		.undoes = u->undoes};

	return fold_mark(&fold, &hold->arena, u->undo->subject, u->touched, &u->undo->figures,
		       diag) &&
	       current_read(hold, &hold->arena, u->touched, true, &u->before, diag) &&
	       fold_ledger(&fold, &hold->arena, &u->after, NULL, diag);
}

/* The series of `book`, or one without figures that begins where the other does. */
static struct series find_series(const struct book *book, const struct series *other)
{
	const struct series *found = book_find(book, other->key.indicator, other->key.area);

	return found ? *found : (struct series){.key = other->key, .first = other->first};
}

static void compare_series(
	struct undoing *u, const struct series *before, const struct series *after)
{
	int first = before->first < after->first ? before->first : after->first;
	int last =
		series_last(before) > series_last(after) ? series_last(before) : series_last(after);
	struct series_key key = before->key;

	key.area = str_copy(u->arena, key.area);
	for (int period = first; period <= last; period++) {
		double old = series_at(before, period), new = series_at(after, period);

		if (old != new && !(isnan(old) && isnan(new)))
			*array_add(u->arena, &u->undo->changes) =
				(struct revision){key, period, old, new};
	}
}

/* Both books are sorted by key; a series may stand in one of them only. */
static void compare(struct undoing *u)
{
	struct book all = {.catalogue = u->before.catalogue};
	struct arena *scratch = &u->hold->arena;

	for (size_t i = 0; i < u->before.series.count; i++)
		*array_add(scratch, &all.series) = u->before.series.item[i];
	for (size_t i = 0; i < u->after.series.count; i++) {
		const struct series *series = &u->after.series.item[i];

		if (!book_find(&u->before, series->key.indicator, series->key.area))
			*array_add(scratch, &all.series) = *series;
	}
	book_index(scratch, &all);
	for (size_t i = 0; i < all.series.count; i++) {
		struct series before = find_series(&u->before, &all.series.item[i]);
		struct series after = find_series(&u->after, &all.series.item[i]);

		compare_series(u, &before, &after);
	}
}

static bool write_ledger(struct undoing *u, struct str command, struct str note, struct diag *diag)
{
	struct hold *hold = u->hold;
	struct load_entry entry = {.number = u->undo->load,
		.undoes = u->undo->undoes,
		.command = command,
		.note = note};

	ledger_sign(&hold->arena, &entry);
	if (!ledger_write(
		    &hold->arena, hold->store->folder, &entry, NULL, !hold->store->no_sync, diag))
		return false;
	hold->newest = entry.number;
	return true;
}

/* Databases are replaced one by one, so there must be room for one more of the largest. */
static size_t room_needed(const struct undoing *u)
{
	size_t most = 0;

	for (size_t i = 0; i < u->after.series.count; i++) {
		const struct series *series = &u->after.series.item[i];
		size_t rows = archive_rows(series->key.indicator->every,
			u->hold->store->catalogue->keep, series->count);

		most = rows > most ? rows : most;
	}
	return most * sizeof(double);
}

/* Without the exclusive lock a load may come in between, while a damaged database is mended. */
static bool look(struct undoing *u, struct diag *diag)
{
	do {
		memset(u->touched, 0, u->hold->store->catalogue->indicators.count);
		if (!look_ahead(u, diag) || !look_both_ways(u, diag))
			return false;
	} while (u->hold->newest >= u->undo->load);
	compare(u);
	return true;
}

static void update_archive(struct undoing *u, struct diag *diag)
{
	struct diag trouble;

	diag_init(&trouble, &u->hold->arena);
	recover_replace(u->hold, u->touched, &u->after, false, &trouble);
	recover_later(u->hold, &trouble, diag);
}

bool store_undo(struct store *store, int number, struct str command, struct str note, bool dry_run,
	struct undo *undo, struct diag *diag)
{
	struct hold hold;
	struct undoing u = {.hold = &hold, .arena = store->arena, .undo = undo};
	bool done;

	*undo = (struct undo){.undoes = number};
	/* A store that is not there has no load to take back, and need not be made to say so. */
	if (!hold_open(&hold, store, !dry_run && file_is_folder(store->folder), diag))
		return false;
	u.touched = NEW_ARRAY(&hold.arena, store->catalogue->indicators.count, bool);
	done = look(&u, diag);
	if (done && !dry_run)
		done = hold_has_room(&hold, room_needed(&u), diag) &&
		       write_ledger(&u, command, note, diag);
	if (done && !dry_run)
		update_archive(&u, diag);
	hold_close(&hold);
	return done;
}
