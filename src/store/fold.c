#include "store/fold.h"

#include "base/names.h"
#include "store/archive.h"
#include "store/exact.h"
#include "store/layers.h"
#include "store/memo.h"
#include "store/packed.h"
#include "store/scan.h"
#include "text/decimal.h"
#include "text/unit.h"

/* What one process makes of its stretch of the loads, and then the parent of all stretches. */
struct folding {
	const struct fold *fold;
	const int *undoes;
	struct arena *arena;
	size_t *misfits;
	struct names rows; /* as the ledger names series … */
	struct {
		ARRAY(size_t); /* … and which of `series` each is, + 1; 0: not wanted */
	} target;
	struct names known; /* as the catalogue names them */
	struct {
		ARRAY(struct layers);
	} series;
	struct str last_name, last_unit; /* of the row before, which mostly is of the same series */
	size_t last_series;
	int power;
	struct memo memo;
};

const struct indicator *fold_indicator(
	const struct catalogue *catalogue, struct str series, struct str *area)
{
	size_t slash = str_find(series, STR("/"));
	struct str id = str_head(series, slash);
	const struct indicator *indicator = catalogue_find(catalogue, id);

	*area = str_from(series, slash + 1);
	return indicator ? indicator : catalogue_successor(catalogue, id);
}

/* A month of a quarterly stock and the like: the period that ends with it. */
bool fold_period(const struct indicator *indicator, struct period written, int *number)
{
	bool monthly = indicator->every == EVERY_MONTH || indicator->every == EVERY_ONCE;
	int day;

	*number = written.number;
	if (written.every == indicator->every || (monthly && written.every == EVERY_MONTH))
		return true;
	if (indicator->kind == KIND_FLOW || indicator->kind == KIND_RATIO)
		return false;
	day = period_last_day(written.every, indicator->calendar, written.number);
	*number = period_of_day(indicator->every, indicator->calendar, day);
	return written.every != EVERY_WEEK && indicator->every != EVERY_WEEK &&
	       period_last_day(indicator->every, indicator->calendar, *number) == day;
}

static size_t add_series(struct folding *f, const struct indicator *indicator, struct str area)
{
	struct series_key key = {indicator, str_copy(f->arena, area)};
	size_t number = names_add(f->arena, &f->known, series_name(f->arena, key));

	if (number == f->series.count)
		array_add(f->arena, &f->series)->key = key;
	return number + 1;
}

static bool is_wanted(const struct fold *fold, const struct indicator *indicator, struct str area)
{
	return indicator && !indicator->formula && !(fold->wholes && area.len) &&
	       (!fold->wanted || fold->wanted[indicator->index]);
}

static size_t find_series(struct folding *f, struct str name)
{
	size_t number = names_add(f->arena, &f->rows, name);
	const struct indicator *indicator;
	struct str area;

	if (number == f->target.count) {
		indicator = fold_indicator(f->fold->catalogue, name, &area);
		*array_add(f->arena, &f->target) =
			is_wanted(f->fold, indicator, area) ? add_series(f, indicator, area) : 0;
	}
	return f->target.item[number];
}

static bool set_unit(struct folding *f, const struct ledger_file *file,
	const struct ledger_cells *cells, const struct indicator *indicator, struct diag *diag)
{
	if (unit_power(cells->unit, indicator->unit, &f->power))
		return true;
	return diag_error(diag, STATUS_CATALOGUE, indicator->place,
		"unit \"%.*s\" of \"%.*s\" differs from \"%.*s\", in which load %d gave it, by "
		"more "
		"than a scale; write that unit, or use a new id",
		STR_ARG(indicator->unit), STR_ARG(indicator->id), STR_ARG(cells->unit),
		file->entry.number);
}

/* Fills last_series and power, anew only where they may have changed. */
static bool enter_series(struct folding *f, const struct ledger_file *file,
	const struct ledger_cells *cells, struct diag *diag)
{
	bool same_name = str_equal(cells->series, f->last_name);

	if (same_name && str_equal(cells->unit, f->last_unit))
		return true;
	if (!same_name)
		f->last_series = find_series(f, cells->series);
	f->last_name = cells->series;
	f->last_unit = cells->unit;
	return !f->last_series ||
	       set_unit(f, file, cells, f->series.item[f->last_series - 1].key.indicator, diag);
}

/* In the unit of the catalogue; false if it is no number that can be stored. */
static bool parse_value(const struct folding *f, struct str text, double *value)
{
	struct decimal decimal;

	if (!f->power && exact_parse(text, value))
		return true;
	if (!decimal_parse(text, &decimal))
		return false;
	decimal = decimal_scale(decimal, f->power);
	*value = decimal_value(decimal);
	return decimal_storable(decimal);
}

static bool lay_row(struct folding *f, const struct ledger_file *file,
	const struct ledger_cells *cells, struct diag *diag)
{
	struct layers *series = &f->series.item[f->last_series - 1];
	const struct indicator *indicator = series->key.indicator;
	struct period written;
	double value;
	int period;

	if (!memo_period(&f->memo, cells->period, &written))
		return ledger_damaged(file, "a period that cannot be read", diag);
	if (!parse_value(f, cells->value, &value))
		return ledger_damaged(file, "a figure that no load can have held", diag);
	if (!fold_period(indicator, written, &period)) {
		f->misfits[indicator->index]++;
		return true;
	}
	if (!archive_holds(indicator->every, period))
		return ledger_damaged(file, "a figure that no load can have held", diag);
	layers_put(f->arena, series, period, f->fold->numbers ? file->entry.number : value);
	return true;
}

static bool lay_load(void *context, struct ledger_file *file, struct diag *diag)
{
	struct folding *f = context;
	struct ledger_cells cells;

	if (file->entry.undoes != f->undoes[file->entry.number])
		return ledger_damaged(file, "its undo line is not the second one", diag);
	f->last_name = f->last_unit = (struct str){NULL, 0};
	f->last_series = 0;
	while (ledger_has_row(file)) {
		if (!ledger_take_row(file, &cells, diag) || !enter_series(f, file, &cells, diag))
			return false;
		if (!f->last_series)
			ledger_skip_series(file);
		else if (!lay_row(f, file, &cells, diag))
			return false;
	}
	return true;
}

static struct folding begin(
	struct arena *arena, const struct fold *fold, const int *undoes, size_t *misfits)
{
	size_t count = fold->catalogue->indicators.count;

	return (struct folding){.fold = fold,
		.undoes = undoes,
		.arena = arena,
		.misfits = misfits ? misfits : NEW_ARRAY(arena, count, size_t)};
}

static void put_all(const struct folding *f, struct buf *out)
{
	for (size_t i = 0; i < f->fold->catalogue->indicators.count; i++)
		packed_put_number(out, (int64_t)f->misfits[i]);
	for (size_t i = 0; i < f->series.count; i++) {
		struct series series = layers_series(&f->series.item[i]);

		packed_put_number(out, (int64_t)series.key.indicator->index);
		packed_put_text(out, series.key.area);
		packed_put_number(out, series.first);
		packed_put_number(out, (int64_t)series.count);
		packed_put_values(out, series.value, series.count);
	}
}

static void take_all(struct folding *f, struct str part)
{
	const struct catalogue *catalogue = f->fold->catalogue;

	for (size_t i = 0; i < catalogue->indicators.count; i++)
		f->misfits[i] += (size_t)packed_take_number(&part);
	while (part.len) {
		size_t index = (size_t)packed_take_number(&part);
		struct str area = packed_take_text(&part);
		size_t series = add_series(f, catalogue->indicators.item[index], area) - 1;
		int first = (int)packed_take_number(&part);
		size_t count = (size_t)packed_take_number(&part);
		double *values = NEW_ARRAY(f->arena, count, double);

		packed_take_values(&part, values, count);
		layers_put_all(f->arena, &f->series.item[series], first, values, count);
	}
}

static bool fold_part(void *context, const struct scan *part, struct buf *out, struct diag *diag)
{
	const struct folding *whole = context;
	struct folding f = begin(diag->arena, whole->fold, whole->undoes, NULL);

	if (!scan_read(part, lay_load, &f, diag))
		return false;
	put_all(&f, out);
	return true;
}

/* The loads with figures that are in force, by number. */
static bool *choose_loads(struct arena *arena, const int *undoes, int upto)
{
	bool *chosen = ledger_in_force(arena, undoes, upto);

	for (int number = 1; number <= upto; number++)
		chosen[number] = chosen[number] && !undoes[number];
	return chosen;
}

static bool fold_loads(struct folding *f, struct diag *diag)
{
	const struct fold *fold = f->fold;
	const bool *chosen = choose_loads(f->arena, f->undoes, fold->upto);
	struct scan scan = scan_loads(f->arena, fold->folder, 1, fold->upto, chosen);
	struct str_list parts = {0};

	if (!scan_spread(f->arena, &scan, fold_part, f, &parts, diag))
		return false;
	for (size_t i = 0; i < parts.count; i++)
		take_all(f, parts.item[i]);
	return true;
}

bool fold_ledger(const struct fold *fold, struct arena *arena, struct book *book, size_t *misfits,
	struct diag *diag)
{
	const int *undoes = fold->undoes;
	struct folding folding;
	struct arena scratch;
	bool done = true;
	int *asked;

	arena_init(&scratch, arena);
	if (!undoes) {
		done = ledger_undoes(&scratch, fold->folder, fold->upto, &asked, diag);
		undoes = asked;
	}
	if (done) {
		folding = begin(&scratch, fold, undoes, misfits);
		done = fold_loads(&folding, diag);
	}
	*book = (struct book){.catalogue = fold->catalogue, .load = fold->upto};
	if (done)
		layers_book(arena, folding.series.item, folding.series.count, book);
	arena_free(&scratch);
	return done;
}

bool fold_mark(const struct fold *fold, struct arena *scratch, int load, bool *marked, size_t *rows,
	struct diag *diag)
{
	struct ledger_cells cells;
	struct ledger_file file;
	struct str area;

	if (!ledger_read(scratch, fold->folder, load, &file, diag))
		return false;
	if (rows)
		*rows = file.entry.figures;
	while (ledger_has_row(&file)) {
		const struct indicator *indicator;

		if (!ledger_take_row(&file, &cells, diag))
			return false;
		indicator = fold_indicator(fold->catalogue, cells.series, &area);
		if (indicator)
			marked[indicator->index] = true;
		ledger_skip_series(&file);
	}
	return true;
}
