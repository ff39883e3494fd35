#include "store/fold.h"

#include "store/archive.h"
#include "store/ledger.h"
#include "store/names.h"
#include "text/decimal.h"
#include "text/unit.h"

#include <math.h>
#include <string.h>

/* A series while loads are laid over each other: dense from `first` on, with room at both ends. */
struct layers {
	struct series_key key;
	int first;
	size_t count, before, room; /* `before` free places before value[0] */
	double *value;
};

struct folding {
	const struct fold *fold;
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
};

static const struct indicator *find_successor(const struct catalogue *catalogue, struct str id)
{
	for (size_t i = 0; i < catalogue->indicators.count; i++)
		if (str_equal(catalogue->indicators.item[i]->was, id))
			return catalogue->indicators.item[i];
	return NULL;
}

const struct indicator *fold_indicator(
	const struct catalogue *catalogue, struct str series, struct str *area)
{
	size_t slash = str_find(series, STR("/"));
	struct str id = str_head(series, slash);
	const struct indicator *indicator = catalogue_find(catalogue, id);

	*area = str_from(series, slash + 1);
	return indicator ? indicator : find_successor(catalogue, id);
}

/* A month of a quarterly stock and the like: the period that ends with it. */
static bool fit_period(const struct indicator *indicator, struct period written, int *number)
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

/* The ledger's notation tells years of another start by itself, whatever the catalogue says now. */
static bool parse_period(struct str text, struct period *period)
{
	struct calendar any = {.year_start = 2, .named_by_end = str_starts(text, STR("FY"))};

	return period_parse(text, any, period);
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

static double *place_of(struct folding *f, struct layers *series, int period)
{
	size_t need, room, before;
	double *value;

	if (!series->room)
		series->first = period;
	if (period >= series->first - (int)series->before &&
		period < series->first + (int)(series->room - series->before))
		return &series->value[period - series->first];
	/* Twice as much, and what is new goes to the end where the period is. */
	need = series->room + (size_t)(period < series->first ? series->first - period
							      : period - series->first + 1);
	room = need * 2 < 16 ? 16 : need * 2;
	before = period < series->first ? room - (series->room - series->before) : series->before;
	value = NEW_ARRAY(f->arena, room, double);
	for (size_t i = 0; i < room; i++)
		value[i] = NAN;
	if (series->room)
		memcpy(value + before - series->before, series->value - series->before,
			series->room * sizeof(double));
	series->value = value + before;
	series->before = before;
	series->room = room;
	return &series->value[period - series->first];
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

static bool lay_row(struct folding *f, const struct ledger_file *file,
	const struct ledger_cells *cells, struct diag *diag)
{
	struct layers *series = &f->series.item[f->last_series - 1];
	const struct indicator *indicator = series->key.indicator;
	struct decimal value;
	struct period written;
	int period;

	if (!parse_period(cells->period, &written))
		return ledger_damaged(file, "a period that cannot be read", diag);
	if (!decimal_parse(cells->value, &value))
		return ledger_damaged(file, "a value that cannot be read", diag);
	value = decimal_scale(value, f->power);
	if (!fit_period(indicator, written, &period)) {
		if (f->misfits)
			f->misfits[indicator->index]++;
		return true;
	}
	if (!archive_holds(indicator->every, period) || !decimal_storable(value))
		return ledger_damaged(file, "a figure that no load can have held", diag);
	*place_of(f, series, period) = decimal_value(value);
	return true;
}

static bool lay_load(struct folding *f, int number, const int *undoes, struct diag *diag)
{
	struct ledger_file file;
	struct ledger_cells cells;
	struct arena scratch;
	bool done;

	arena_init(&scratch, f->arena);
	done = ledger_read(&scratch, f->fold->folder, number, &file, diag);
	if (done && file.entry.undoes != undoes[number])
		done = ledger_damaged(&file, "its undo line is not the second one", diag);
	f->last_name = f->last_unit = (struct str){NULL, 0};
	f->last_series = 0;
	while (done && ledger_has_row(&file)) {
		done = ledger_take_row(&file, &cells, diag) && enter_series(f, &file, &cells, diag);
		if (done && f->last_series)
			done = lay_row(f, &file, &cells, diag);
	}
	arena_free(&scratch);
	return done;
}

static void fill_book(const struct folding *f, struct arena *arena, struct book *book)
{
	for (size_t i = 0; i < f->series.count; i++) {
		const struct layers *from = &f->series.item[i];
		double *start = from->value - from->before;
		size_t skip = 0, end = from->room;

		while (skip < end && isnan(start[skip]))
			skip++;
		while (end > skip && isnan(start[end - 1]))
			end--;
		if (skip == end)
			continue;
		*array_add(arena, &book->series) = (struct series){
			.key = {from->key.indicator, str_copy(arena, from->key.area)},
			.first = from->first - (int)from->before + (int)skip,
			.count = end - skip,
			.value = arena_copy(arena, start + skip, (end - skip) * sizeof(double)),
		};
	}
	book_index(arena, book);
}

bool fold_ledger(const struct fold *fold, struct arena *arena, struct book *book, size_t *misfits,
	struct diag *diag)
{
	struct arena scratch;
	struct folding folding = {.fold = fold, .arena = &scratch, .misfits = misfits};
	bool *in_force, done = true;
	int *asked;
	const int *undoes = fold->undoes;

	arena_init(&scratch, arena);
	if (!undoes) {
		done = ledger_undoes(&scratch, fold->folder, fold->upto, &asked, diag);
		undoes = asked;
	}
	if (done) {
		in_force = ledger_in_force(&scratch, undoes, fold->upto);
		for (int number = 1; number <= fold->upto && done; number++)
			if (in_force[number] && !undoes[number])
				done = lay_load(&folding, number, undoes, diag);
	}
	if (done) {
		*book = (struct book){.catalogue = fold->catalogue, .load = fold->upto};
		fill_book(&folding, arena, book);
	}
	arena_free(&scratch);
	return done;
}

bool fold_mark(const struct fold *fold, struct arena *scratch, int load, bool *marked, size_t *rows,
	struct diag *diag)
{
	struct ledger_cells cells;
	struct ledger_file file;
	struct str last = {NULL, 0}, area;

	if (!ledger_read(scratch, fold->folder, load, &file, diag))
		return false;
	if (rows)
		*rows = file.entry.figures;
	while (ledger_has_row(&file)) {
		const struct indicator *indicator;

		if (!ledger_take_row(&file, &cells, diag))
			return false;
		if (str_equal(cells.series, last))
			continue;
		last = cells.series;
		indicator = fold_indicator(fold->catalogue, last, &area);
		if (indicator)
			marked[indicator->index] = true;
	}
	return true;
}
