#include "base/buf.h"
#include "store/exact.h"
#include "store/fold.h"
#include "store/hold.h"
#include "store/ledger.h"
#include "store/names.h"
#include "text/decimal.h"
#include "text/unit.h"

#include <math.h>

/* For questions to the ledger alone the archive may be behind. */
static bool open_ledger(struct hold *hold, struct store *store, struct diag *diag)
{
	if (!hold_open_unseen(hold, store, false, diag))
		return false;
	if (ledger_newest(&hold->arena, store->folder, &hold->newest, diag))
		return true;
	hold_close(hold);
	return false;
}

static struct load_entry copy_entry(struct arena *arena, const struct load_entry *from)
{
	struct load_entry entry = *from;

	entry.at = str_copy(arena, from->at);
	entry.by = str_copy(arena, from->by);
	entry.command = str_copy(arena, from->command);
	entry.file = str_copy(arena, from->file);
	entry.sha256 = str_copy(arena, from->sha256);
	entry.source = str_copy(arena, from->source);
	entry.note = str_copy(arena, from->note);
	return entry;
}

/* The rows of a series stand together. */
static bool count_series(struct ledger_file *file, struct diag *diag)
{
	struct ledger_cells cells;
	struct str last = {NULL, 0};

	while (ledger_has_row(file)) {
		if (!ledger_take_row(file, &cells, diag))
			return false;
		file->entry.series += !str_equal(cells.series, last);
		last = cells.series;
	}
	return true;
}

bool store_log(struct store *store, struct arena *arena, struct load_list *list, struct diag *diag)
{
	struct hold hold;
	bool done = true;

	if (!open_ledger(&hold, store, diag))
		return false;
	for (int number = 1; number <= hold.newest && done; number++) {
		struct ledger_file file;
		struct arena scratch;

		arena_init(&scratch, arena);
		done = ledger_read(&scratch, store->folder, number, &file, diag) &&
		       count_series(&file, diag);
		if (done)
			*array_add(arena, list) = copy_entry(arena, &file.entry);
		arena_free(&scratch);
	}
	hold_close(&hold);
	return done;
}

static bool make_row(struct arena *arena, const struct ledger_file *file,
	const struct ledger_cells *cells, struct ledger_row *row, struct diag *diag)
{
	struct decimal value;

	if (!decimal_parse(cells->value, &value))
		return ledger_damaged(file, "a value that cannot be read", diag);
	*row = (struct ledger_row){
		.load = file->entry.number,
		.series = str_copy(arena, cells->series),
		.period = str_copy(arena, cells->period),
		.unit = str_copy(arena, cells->unit),
		.flag = str_copy(arena, cells->flag),
		.value = decimal_value(value),
		.line = cells->line,
		.before = NAN,
	};
	return true;
}

/* An earlier figure in the unit of a later one. */
static double in_unit(double value, struct str from, struct str to)
{
	struct decimal decimal;
	char text[32];
	int power;

	if (!unit_power(from, to, &power))
		return NAN;
	if (!power)
		return value;
	decimal_parse((struct str){text, exact_print(value, text)}, &decimal);
	return decimal_value(decimal_scale(decimal, power));
}

struct history {
	struct hold *hold;
	struct arena *arena;
	struct ledger_rows *rows;
	int *undoes;
	struct str wanted;          /* the series asked for */
	struct str at, file;        /* of the load that is read */
	struct str series, present; /* of the last row; as written, and as it is called now */
	struct buf key;
	struct names keys; /* what rows are looked up by … */
	struct {
		ARRAY(size_t);
	} row; /* … the last row with each key … */
	struct {
		ARRAY(size_t);
	} previous; /* … and the row before each row with the same key, + 1 */
};

/* Rows under an old id stand together with those under the new one. */
static struct str present_name(struct history *h, struct str series)
{
	const struct indicator *indicator;
	struct str area;

	if (h->series.at && str_equal(series, h->series))
		return h->present;
	indicator = fold_indicator(h->hold->store->catalogue, series, &area);
	h->series = series;
	h->present = indicator ? series_name(&h->hold->arena, (struct series_key){indicator, area})
			       : str_copy(&h->hold->arena, series);
	return h->present;
}

static struct str make_key(struct history *h, struct str series, struct str period)
{
	h->key.len = 0;
	buf_add(&h->key, period);
	buf_char(&h->key, ' ');
	buf_add(&h->key, present_name(h, series));
	return buf_str(&h->key);
}

static void add_row(struct history *h, const struct ledger_row *row)
{
	struct arena *scratch = &h->hold->arena;
	size_t key = names_add(scratch, &h->keys, make_key(h, row->series, row->period));
	size_t *previous = array_add(scratch, &h->previous);

	if (key < h->row.count)
		*previous = h->row.item[key] + 1;
	else
		array_add(scratch, &h->row);
	h->row.item[key] = h->rows->count;
	*array_add(h->arena, h->rows) = *row;
}

/* Calls `take` for each row of a load; what the row's texts point to is gone afterwards. */
static bool each_row(struct history *h, int load,
	bool (*take)(struct history *h, const struct ledger_file *file,
		const struct ledger_cells *cells, struct diag *diag),
	struct diag *diag)
{
	struct ledger_cells cells;
	struct ledger_file file;
	struct arena scratch;
	bool done;

	h->series = (struct str){NULL, 0};
	arena_init(&scratch, h->arena);
	done = ledger_read(&scratch, h->hold->store->folder, load, &file, diag);
	if (done) {
		h->at = str_copy(h->arena, file.entry.at);
		h->file = str_copy(h->arena, file.entry.file);
	}
	while (done && ledger_has_row(&file))
		done = ledger_take_row(&file, &cells, diag) && take(h, &file, &cells, diag);
	arena_free(&scratch);
	return done;
}

static bool take_row(struct history *h, const struct ledger_file *file,
	const struct ledger_cells *cells, struct diag *diag)
{
	struct ledger_row row;

	if (!make_row(h->arena, file, cells, &row, diag))
		return false;
	row.at = h->at;
	row.file = h->file;
	add_row(h, &row);
	return true;
}

/* Loads come oldest first, so what the last one leaves is what was in force. */
static bool lay_under(struct history *h, const struct ledger_file *file,
	const struct ledger_cells *cells, struct diag *diag)
{
	size_t key = names_find(&h->keys, make_key(h, cells->series, cells->period));
	struct ledger_row *row, earlier;

	if (key == h->keys.count)
		return true;
	row = &h->rows->item[h->row.item[key]];
	if (!make_row(file->arena, file, cells, &earlier, diag))
		return false;
	row->before = in_unit(earlier.value, earlier.unit, row->unit);
	return true;
}

static bool load_history(struct history *h, int load, struct diag *diag)
{
	const bool *in_force;

	if (!ledger_check(h->hold->newest, load, diag) || !each_row(h, load, take_row, diag))
		return false;
	in_force = ledger_in_force(&h->hold->arena, h->undoes, load - 1);
	for (int earlier = 1; earlier < load && h->rows->count; earlier++)
		if (in_force[earlier] && !h->undoes[earlier] &&
			!each_row(h, earlier, lay_under, diag))
			return false;
	return true;
}

static double before(const struct history *h, size_t row, const bool *in_force)
{
	const struct ledger_row *rows = h->rows->item;

	for (size_t i = h->previous.item[row]; i > 0; i = h->previous.item[i - 1])
		if (in_force[rows[i - 1].load])
			return in_unit(rows[i - 1].value, rows[i - 1].unit, rows[row].unit);
	return NAN;
}

static bool take_row_of_series(struct history *h, const struct ledger_file *file,
	const struct ledger_cells *cells, struct diag *diag)
{
	return !str_equal(present_name(h, cells->series), h->wanted) ||
	       take_row(h, file, cells, diag);
}

static bool series_history(struct history *h, struct diag *diag)
{
	for (int load = 1; load <= h->hold->newest; load++) {
		size_t first = h->rows->count;
		struct arena scratch;
		const bool *in_force;

		if (!each_row(h, load, take_row_of_series, diag))
			return false;
		arena_init(&scratch, h->arena);
		in_force = ledger_in_force(&scratch, h->undoes, load - 1);
		for (size_t i = first; i < h->rows->count; i++)
			h->rows->item[i].before = before(h, i, in_force);
		arena_free(&scratch);
	}
	return true;
}

bool store_history(struct store *store, struct arena *arena, int load, struct str series,
	struct ledger_rows *rows, struct diag *diag)
{
	struct hold hold;
	struct history history = {.hold = &hold, .arena = arena, .rows = rows};
	bool done;

	if (!open_ledger(&hold, store, diag))
		return false;
	buf_init(&history.key, &hold.arena);
	done = ledger_undoes(&hold.arena, store->folder, hold.newest, &history.undoes, diag);
	if (done && load > 0) {
		done = load_history(&history, load, diag);
	} else if (done) {
		history.wanted = str_copy(&hold.arena, present_name(&history, series));
		done = series_history(&history, diag);
	}
	hold_close(&hold);
	return done;
}

static bool note_orphan(struct history *h, const struct ledger_file *file,
	const struct ledger_cells *cells, struct diag *diag)
{
	struct str area;

	(void)file;
	(void)diag;
	if (str_equal(cells->series, h->series))
		return true;
	h->series = cells->series;
	if (!fold_indicator(h->hold->store->catalogue, cells->series, &area))
		names_add(&h->hold->arena, &h->keys, cells->series);
	return true;
}

bool store_orphans(
	struct store *store, struct arena *arena, struct str_list *series, struct diag *diag)
{
	struct hold hold;
	struct history history = {.hold = &hold, .arena = arena};
	bool done = true;

	if (!open_ledger(&hold, store, diag))
		return false;
	for (int load = 1; load <= hold.newest && done; load++)
		done = each_row(&history, load, note_orphan, diag);
	for (size_t i = 0; i < history.keys.count; i++)
		*array_add(arena, series) = str_copy(arena, history.keys.item[i]);
	hold_close(&hold);
	return done;
}
