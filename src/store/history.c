#include "store/exact.h"
#include "store/fold.h"
#include "store/hold.h"
#include "store/packed.h"
#include "store/places.h"
#include "store/scan.h"
#include "text/decimal.h"
#include "text/unit.h"

#include <math.h>

struct history {
	struct hold *hold;
	struct arena *arena;
	struct ledger_rows *rows;
	int load;          /* the load asked for … */
	struct str wanted; /* … or the series, as it is called now */
	const int *undoes;
	const bool *in_force; /* now */
	struct places places; /* of the rows: their numbers, from 1 */
};

static double number_of(struct str value)
{
	struct decimal decimal;
	double number;

	if (exact_parse(value, &number))
		return number;
	return decimal_parse(value, &decimal) ? decimal_value(decimal) : (double)NAN;
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

static void put_row(
	struct buf *out, const struct load_entry *entry, const struct ledger_cells *cells)
{
	packed_put_number(out, entry->number);
	packed_put_text(out, entry->at);
	packed_put_text(out, entry->file);
	packed_put_text(out, cells->series);
	packed_put_text(out, cells->period);
	packed_put_text(out, cells->unit);
	packed_put_text(out, cells->flag);
	packed_put_value(out, number_of(cells->value));
	packed_put_number(out, (int64_t)cells->line);
}

static struct ledger_row take_row(struct arena *arena, struct str *part)
{
	struct ledger_row row = {.load = (int)packed_take_number(part)};

	row.at = str_copy(arena, packed_take_text(part));
	row.file = str_copy(arena, packed_take_text(part));
	row.series = str_copy(arena, packed_take_text(part));
	row.period = str_copy(arena, packed_take_text(part));
	row.unit = str_copy(arena, packed_take_text(part));
	row.flag = str_copy(arena, packed_take_text(part));
	row.value = packed_take_value(part);
	row.line = (size_t)packed_take_number(part);
	row.before = NAN;
	return row;
}

static struct str present_name(
	struct arena *arena, const struct catalogue *catalogue, struct str series)
{
	const struct indicator *indicator;
	struct str area;

	indicator = fold_indicator(catalogue, series, &area);
	return indicator ? series_name(arena, (struct series_key){indicator, area}) : series;
}

static bool is_wanted(const struct history *h, struct arena *scratch, struct str series)
{
	return h->load ||
	       str_equal(h->wanted, present_name(scratch, h->hold->store->catalogue, series));
}

/* Where a stretch's rows go. */
struct finding_rows {
	const struct history *history;
	struct buf *out;
};

static bool find_rows(void *context, struct ledger_file *file, struct diag *diag)
{
	const struct finding_rows *finding = context;
	struct ledger_cells cells;

	while (ledger_has_row(file)) {
		if (!ledger_take_row(file, &cells, diag))
			return false;
		if (!is_wanted(finding->history, file->arena, cells.series))
			ledger_skip_series(file);
		else if (isnan(number_of(cells.value)))
			return ledger_damaged(file, "a value that cannot be read", diag);
		else
			put_row(finding->out, &file->entry, &cells);
	}
	return true;
}

static bool find_part(void *context, const struct scan *part, struct buf *out, struct diag *diag)
{
	struct finding_rows finding = {context, out};

	return scan_read(part, find_rows, &finding, diag);
}

static bool read_rows(struct history *h, int first, int last, struct diag *diag)
{
	struct arena *scratch = &h->hold->arena;
	struct scan scan = scan_loads(scratch, h->hold->store->folder, first, last, NULL);
	struct str_list parts = {0};

	if (!scan_spread(scratch, &scan, find_part, h, &parts, diag))
		return false;
	for (size_t i = 0; i < parts.count; i++)
		for (struct str part = parts.item[i]; part.len;)
			*array_add(h->arena, h->rows) = take_row(h->arena, &part);
	return true;
}

/* Each row about the same figure has the number of the one before. */
static size_t *chain(struct history *h)
{
	size_t *previous = NEW_ARRAY(&h->hold->arena, h->rows->count, size_t);

	for (size_t i = 0; i < h->rows->count; i++) {
		const struct ledger_row *row = &h->rows->item[i];

		previous[i] = places_find(&h->places, row->series, row->period);
		places_put(&h->places, row->series, row->period, i + 1);
	}
	return previous;
}

static double value_before(
	const struct history *h, const size_t *previous, size_t i, const bool *in_force)
{
	const struct ledger_row *rows = h->rows->item;

	for (size_t j = previous[i]; j; j = previous[j - 1])
		if (rows[j - 1].load < rows[i].load && in_force[rows[j - 1].load])
			return in_unit(rows[j - 1].value, rows[j - 1].unit, rows[i].unit);
	return NAN;
}

static void tell_before(struct history *h, const size_t *previous)
{
	struct ledger_row *rows = h->rows->item;
	struct arena scratch;

	for (size_t i = 0, end; i < h->rows->count; i = end) {
		const bool *in_force;

		arena_init(&scratch, h->arena);
		in_force = ledger_in_force(&scratch, h->undoes, rows[i].load - 1);
		for (end = i; end < h->rows->count && rows[end].load == rows[i].load; end++)
			rows[end].before = value_before(h, previous, end, in_force);
		arena_free(&scratch);
	}
}

/* Of the rows about a figure that are in force the last one counts. */
static void tell_in_force(struct history *h)
{
	struct ledger_row *rows = h->rows->item;

	for (size_t i = h->rows->count; i-- > 0;) {
		bool settled = places_find(&h->places, rows[i].series, rows[i].period) == 0;

		rows[i].in_force = !settled && h->in_force[rows[i].load];
		if (rows[i].in_force)
			places_put(&h->places, rows[i].series, rows[i].period, 0);
	}
}

static bool series_history(struct history *h, struct diag *diag)
{
	if (!read_rows(h, 1, h->hold->newest, diag))
		return false;
	tell_before(h, chain(h));
	tell_in_force(h);
	return true;
}

/* What other loads have for the rows of the load asked for, by row. */
struct other {
	double before;
	struct str unit;
	bool revised; /* a later load in force has another figure */
};

struct comparing {
	struct history *history;
	struct arena *arena;
	struct other *others;
};

static bool compare_load(void *context, struct ledger_file *file, struct diag *diag)
{
	struct comparing *c = context;
	struct places *places = &c->history->places;
	struct ledger_cells cells;

	places_forget_run(places);
	while (ledger_has_row(file)) {
		struct other *other;
		size_t row;

		if (!ledger_take_row(file, &cells, diag))
			return false;
		row = places_find(places, cells.series, cells.period);
		if (!row)
			continue;
		other = &c->others[row - 1];
		if (file->entry.number > c->history->load) {
			other->revised = true;
			continue;
		}
		other->before = number_of(cells.value);
		if (!str_equal(other->unit, cells.unit))
			other->unit = str_copy(c->arena, cells.unit);
	}
	return true;
}

static struct other *no_others(struct arena *arena, size_t count)
{
	struct other *others = NEW_ARRAY(arena, count, struct other);

	for (size_t i = 0; i < count; i++)
		others[i].before = NAN;
	return others;
}

static bool compare_part(void *context, const struct scan *part, struct buf *out, struct diag *diag)
{
	struct history *history = context;
	size_t count = history->rows->count;
	struct comparing c = {history, diag->arena, no_others(diag->arena, count)};
	bool done = scan_read(part, compare_load, &c, diag);

	places_forget_run(&history->places);
	for (size_t i = 0; i < count; i++) {
		packed_put_value(out, c.others[i].before);
		packed_put_text(out, c.others[i].unit);
		packed_put_number(out, c.others[i].revised);
	}
	return done;
}

static void take_part(struct history *h, struct str part)
{
	for (size_t i = 0; i < h->rows->count && part.len; i++) {
		struct ledger_row *row = &h->rows->item[i];
		double before = packed_take_value(&part);
		struct str unit = packed_take_text(&part);

		if (!isnan(before))
			row->before = in_unit(before, unit, row->unit);
		if (packed_take_number(&part))
			row->in_force = false;
	}
}

/* Those before it that were in force then, those behind it that are in force now. */
static struct scan other_loads(struct history *h)
{
	struct arena *scratch = &h->hold->arena;
	int newest = h->hold->newest;
	bool *chosen = NEW_ARRAY(scratch, (size_t)newest + 1, bool);
	const bool *then = ledger_in_force(scratch, h->undoes, h->load - 1);

	for (int number = 1; number <= newest; number++)
		chosen[number] = number != h->load && !h->undoes[number] &&
				 (number < h->load ? then : h->in_force)[number];
	return scan_loads(scratch, h->hold->store->folder, 1, newest, chosen);
}

static bool load_history(struct history *h, struct diag *diag)
{
	struct str_list parts = {0};
	struct scan others;

	if (!ledger_check(h->hold->newest, h->load, diag) || !read_rows(h, h->load, h->load, diag))
		return false;
	if (!h->rows->count)
		return true;
	for (size_t i = 0; i < h->rows->count; i++) {
		struct ledger_row *row = &h->rows->item[i];

		row->in_force = h->in_force[h->load];
		places_put(&h->places, row->series, row->period, i + 1);
	}
	others = other_loads(h);
	if (!scan_spread(&h->hold->arena, &others, compare_part, h, &parts, diag))
		return false;
	for (size_t i = 0; i < parts.count; i++)
		take_part(h, parts.item[i]);
	return true;
}

static bool open_history(
	struct history *h, struct hold *hold, struct store *store, int **undoes, struct diag *diag)
{
	if (!hold_open_ledger(hold, store, diag))
		return false;
	h->hold = hold;
	places_init(&h->places, &hold->arena, store->catalogue);
	if (ledger_undoes(&hold->arena, store->folder, hold->newest, undoes, diag)) {
		h->undoes = *undoes;
		return true;
	}
	hold_close(hold);
	return false;
}

bool store_history(struct store *store, struct arena *arena, int load, struct str series,
	struct ledger_rows *rows, struct diag *diag)
{
	struct history h = {.arena = arena, .rows = rows, .load = load};
	struct hold hold;
	bool done;
	int *undoes;

	if (!open_history(&h, &hold, store, &undoes, diag))
		return false;
	h.wanted = present_name(&hold.arena, store->catalogue, series);
	h.in_force = ledger_in_force(&hold.arena, undoes, hold.newest);
	done = load ? load_history(&h, diag) : series_history(&h, diag);
	hold_close(&hold);
	return done;
}

/* --- what loads changed, in one reading --- */

/* A figure as a load had it. */
struct version {
	int load;
	double value;
	size_t unit, earlier; /* the version before, from 1; 0: none */
};

struct revising {
	struct history *history;
	const bool *chosen, *ever_undone; /* by load */
	const bool *then;                 /* in force before the load that is being read */
	struct str_list units;
	struct {
		ARRAY(struct version);
	} versions;
};

static double version_before(const struct revising *r, size_t number, struct str unit)
{
	while (number) {
		const struct version *version = &r->versions.item[number - 1];

		if (r->then[version->load])
			return in_unit(version->value, r->units.item[version->unit], unit);
		number = version->earlier;
	}
	return NAN;
}

static size_t unit_number(struct revising *r, struct str unit)
{
	size_t number = str_list_find(&r->units, unit);

	if (number == r->units.count)
		*array_add(&r->history->hold->arena, &r->units) =
			str_copy(&r->history->hold->arena, unit);
	return number;
}

/* Only what differs from a version that was never undone can matter to a later load. */
static void add_version(
	struct revising *r, int load, const struct ledger_cells *cells, double value)
{
	struct places *places = &r->history->places;
	size_t unit = unit_number(r, cells->unit);
	size_t earlier = places_find(places, cells->series, cells->period);
	const struct version *last = earlier ? &r->versions.item[earlier - 1] : NULL;

	if (last && last->value == value && last->unit == unit && !r->ever_undone[last->load])
		return;
	*array_add(&r->history->hold->arena, &r->versions) =
		(struct version){load, value, unit, earlier};
	places_put(places, cells->series, cells->period, r->versions.count);
}

static void add_revision(struct revising *r, const struct ledger_file *file,
	const struct ledger_cells *cells, double value)
{
	struct arena *arena = r->history->arena;
	size_t number = places_find(&r->history->places, cells->series, cells->period);
	double before = version_before(r, number, cells->unit);

	if (isnan(before) || before == value)
		return;
	*array_add(arena, r->history->rows) = (struct ledger_row){
		.load = file->entry.number,
		.at = str_copy(arena, file->entry.at),
		.file = str_copy(arena, file->entry.file),
		.series = str_copy(arena, cells->series),
		.period = str_copy(arena, cells->period),
		.unit = str_copy(arena, cells->unit),
		.flag = str_copy(arena, cells->flag),
		.value = value,
		.line = cells->line,
		.before = before,
	};
}

static bool revise_load(void *context, struct ledger_file *file, struct diag *diag)
{
	struct revising *r = context;
	int load = file->entry.number;
	struct ledger_cells cells;

	places_forget_run(&r->history->places);
	if (r->chosen[load])
		r->then = ledger_in_force(file->arena, r->history->undoes, load - 1);
	while (ledger_has_row(file)) {
		double value;

		if (!ledger_take_row(file, &cells, diag))
			return false;
		value = number_of(cells.value);
		if (isnan(value))
			return ledger_damaged(file, "a value that cannot be read", diag);
		if (r->chosen[load])
			add_revision(r, file, &cells, value);
		add_version(r, load, &cells, value);
	}
	places_forget_run(&r->history->places);
	return true;
}

static const bool *find_undone(struct arena *arena, const int *undoes, int newest)
{
	bool *undone = NEW_ARRAY(arena, (size_t)newest + 1, bool);

	for (int number = 1; number <= newest; number++)
		undone[undoes[number]] = true;
	return undone;
}

bool store_revisions(struct store *store, struct arena *arena, const bool *chosen, int last,
	struct ledger_rows *rows, struct diag *diag)
{
	struct history h = {.arena = arena, .rows = rows};
	struct revising r = {.history = &h, .chosen = chosen};
	struct hold hold;
	struct scan scan;
	bool done;
	int *undoes;

	if (!open_history(&h, &hold, store, &undoes, diag))
		return false;
	last = last < hold.newest ? last : hold.newest;
	r.ever_undone = find_undone(&hold.arena, undoes, hold.newest);
	scan = scan_loads(&hold.arena, store->folder, 1, last, NULL);
	done = scan_read(&scan, revise_load, &r, diag);
	hold_close(&hold);
	return done;
}
