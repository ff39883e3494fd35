/* What the ledger tells of its loads as a whole: the list of them, and what the catalogue lacks. */

#include "base/names.h"
#include "store/fold.h"
#include "store/hold.h"
#include "store/ledger.h"
#include "store/packed.h"
#include "store/scan.h"

/* The rows of a series stand together. */
static bool count_series(struct ledger_file *file, struct diag *diag)
{
	struct ledger_cells cells;

	while (ledger_has_row(file)) {
		if (!ledger_take_row(file, &cells, diag))
			return false;
		file->entry.series++;
		ledger_skip_series(file);
	}
	return true;
}

static bool put_entry(void *context, struct ledger_file *file, struct diag *diag)
{
	const struct load_entry *entry = &file->entry;
	struct buf *out = context;

	if (!count_series(file, diag))
		return false;
	packed_put_number(out, entry->number);
	packed_put_text(out, entry->at);
	packed_put_text(out, entry->by);
	packed_put_text(out, entry->command);
	packed_put_text(out, entry->file);
	packed_put_text(out, entry->sha256);
	packed_put_text(out, entry->source);
	packed_put_text(out, entry->note);
	packed_put_number(out, entry->undoes);
	packed_put_number(out, (int64_t)entry->figures);
	packed_put_number(out, (int64_t)entry->series);
	return true;
}

static void take_entry(struct arena *arena, struct str *part, struct load_entry *entry)
{
	entry->number = (int)packed_take_number(part);
	entry->at = str_copy(arena, packed_take_text(part));
	entry->by = str_copy(arena, packed_take_text(part));
	entry->command = str_copy(arena, packed_take_text(part));
	entry->file = str_copy(arena, packed_take_text(part));
	entry->sha256 = str_copy(arena, packed_take_text(part));
	entry->source = str_copy(arena, packed_take_text(part));
	entry->note = str_copy(arena, packed_take_text(part));
	entry->undoes = (int)packed_take_number(part);
	entry->figures = (size_t)packed_take_number(part);
	entry->series = (size_t)packed_take_number(part);
}

static bool list_part(void *context, const struct scan *part, struct buf *out, struct diag *diag)
{
	(void)context;
	return scan_read(part, put_entry, out, diag);
}

/* An undo is no undo any more when it was itself taken back. */
static void mark_in_force(struct arena *scratch, struct load_list *list)
{
	int *undoes = NEW_ARRAY(scratch, list->count + 1, int);
	const bool *in_force;

	for (size_t i = 0; i < list->count; i++)
		undoes[i + 1] = list->item[i].undoes;
	in_force = ledger_in_force(scratch, undoes, (int)list->count);
	for (size_t i = 0; i < list->count; i++)
		list->item[i].in_force = in_force[i + 1];
}

bool store_log(struct store *store, struct arena *arena, struct load_list *list, struct diag *diag)
{
	struct str_list parts = {0};
	struct hold hold;
	struct scan scan;
	bool done;

	if (!hold_open_ledger(&hold, store, diag))
		return false;
	scan = scan_loads(&hold.arena, store->folder, 1, hold.newest, NULL);
	done = scan_spread(&hold.arena, &scan, list_part, NULL, &parts, diag);
	for (size_t i = 0; i < parts.count && done; i++)
		for (struct str part = parts.item[i]; part.len;)
			take_entry(arena, &part, array_add(arena, list));
	if (done)
		mark_in_force(&hold.arena, list);
	hold_close(&hold);
	return done;
}

/* What one process finds in its stretch of the loads, and then the parent in all stretches. */
struct searching {
	const struct catalogue *catalogue;
	struct arena *arena;
	struct names names;
	struct orphans found; /* by number of the name */
};

static void add_orphan(struct searching *s, const struct orphan *more)
{
	size_t number = names_add(s->arena, &s->names, more->series);
	struct orphan *orphan;

	if (number == s->found.count)
		*array_add(s->arena, &s->found) =
			(struct orphan){.series = s->names.item[number], .first = more->first};
	orphan = &s->found.item[number];
	orphan->rows += more->rows;
	orphan->last = more->last;
}

static bool search_load(void *context, struct ledger_file *file, struct diag *diag)
{
	struct searching *s = context;
	struct ledger_cells cells;
	struct str area;

	while (ledger_has_row(file)) {
		size_t line = file->line;

		if (!ledger_take_row(file, &cells, diag))
			return false;
		ledger_skip_series(file);
		if (!fold_indicator(s->catalogue, cells.series, &area))
			add_orphan(s, &(struct orphan){cells.series, file->line - line,
					      file->entry.number, file->entry.number});
	}
	return true;
}

static bool search_part(void *context, const struct scan *part, struct buf *out, struct diag *diag)
{
	struct searching s = {.catalogue = context, .arena = diag->arena};

	if (!scan_read(part, search_load, &s, diag))
		return false;
	for (size_t i = 0; i < s.found.count; i++) {
		packed_put_text(out, s.found.item[i].series);
		packed_put_number(out, (int64_t)s.found.item[i].rows);
		packed_put_number(out, s.found.item[i].first);
		packed_put_number(out, s.found.item[i].last);
	}
	return true;
}

static void take_orphans(struct searching *s, struct str part)
{
	while (part.len) {
		struct orphan more = {.series = packed_take_text(&part)};

		more.rows = (size_t)packed_take_number(&part);
		more.first = (int)packed_take_number(&part);
		more.last = (int)packed_take_number(&part);
		add_orphan(s, &more);
	}
}

bool store_orphans(
	struct store *store, struct arena *arena, struct orphans *orphans, struct diag *diag)
{
	struct searching searching = {.arena = arena};
	/* The catalogue is only read, but contexts are not const. */
	struct catalogue catalogue = *store->catalogue;
	struct str_list parts = {0};
	struct hold hold;
	struct scan scan;
	bool done;

	if (!hold_open_ledger(&hold, store, diag))
		return false;
	scan = scan_loads(&hold.arena, store->folder, 1, hold.newest, NULL);
	done = scan_spread(&hold.arena, &scan, search_part, &catalogue, &parts, diag);
	for (size_t i = 0; i < parts.count && done; i++)
		take_orphans(&searching, parts.item[i]);
	*orphans = searching.found;
	hold_close(&hold);
	return done;
}
