/* From which load each figure in force came: the ledger folded once more, for its loads' numbers.
 */

#include "model/origin.h"
#include "store/fold.h"
#include "store/hold.h"
#include "store/ledger.h"
#include "store/memo.h"
#include "store/packed.h"
#include "store/scan.h"

/* The time of each load, and the few rows that have a flag. */
static bool put_load(void *context, struct ledger_file *file, struct diag *diag)
{
	struct buf *out = context;
	struct ledger_cells cells;

	packed_put_number(out, file->entry.number);
	packed_put_text(out, file->entry.at);
	while (ledger_has_row(file)) {
		if (!ledger_take_row(file, &cells, diag))
			return false;
		if (!cells.flag.len)
			continue;
		packed_put_text(out, cells.series);
		packed_put_text(out, cells.period);
		packed_put_text(out, cells.flag);
	}
	packed_put_text(out, STR(""));
	return true;
}

static bool put_part(void *context, const struct scan *part, struct buf *out, struct diag *diag)
{
	(void)context;
	return scan_read(part, put_load, out, diag);
}

struct collecting {
	struct origins *origins;
	struct arena *arena;
	const struct catalogue *catalogue;
	struct memo memo;
};

/* A flag counts where its row is the one in force. */
static void take_flag(
	struct collecting *c, int load, struct str name, struct str text, struct str flag)
{
	struct book *loads = &c->origins->loads;
	const struct indicator *indicator;
	const struct series *series;
	struct period written;
	struct str area;
	int period;

	indicator = fold_indicator(c->catalogue, name, &area);
	series = indicator ? book_find(loads, indicator, area) : NULL;
	if (!series || !memo_period(&c->memo, text, &written) ||
		!fold_period(indicator, written, &period) ||
		series_at(series, period) != (double)load)
		return;
	*array_add(c->arena, &c->origins->flags) = (struct flagged){
		(size_t)(series - loads->series.item), period, str_copy(c->arena, flag)};
}

static void take_load(struct collecting *c, struct str *part)
{
	int load = (int)packed_take_number(part);
	struct str name;

	while (c->origins->at.count <= (size_t)load)
		*array_add(c->arena, &c->origins->at) = STR("");
	c->origins->at.item[load] = str_copy(c->arena, packed_take_text(part));
	while ((name = packed_take_text(part)).len) {
		struct str period = packed_take_text(part);

		take_flag(c, load, name, period, packed_take_text(part));
	}
}

static bool collect(
	struct hold *hold, const int *undoes, int upto, struct collecting *c, struct diag *diag)
{
	bool *chosen = ledger_in_force(&hold->arena, undoes, upto);
	struct str_list parts = {0};
	struct scan scan;

	for (int number = 1; number <= upto; number++)
		chosen[number] = chosen[number] && !undoes[number];
	scan = scan_loads(&hold->arena, hold->store->folder, 1, upto, chosen);
	if (!scan_spread(&hold->arena, &scan, put_part, NULL, &parts, diag))
		return false;
	for (size_t i = 0; i < parts.count; i++)
		for (struct str part = parts.item[i]; part.len;)
			take_load(c, &part);
	origins_sort(c->origins);
	return true;
}

static bool find_origins(
	struct hold *hold, struct collecting *c, const bool *wanted, int upto, struct diag *diag)
{
	struct fold fold = {.catalogue = c->catalogue,
		.folder = hold->store->folder,
		.wanted = wanted,
		.numbers = true,
		.upto = upto};
	int *undoes;

	if (!ledger_check(hold->newest, upto, diag) ||
		!ledger_undoes(&hold->arena, fold.folder, upto, &undoes, diag))
		return false;
	fold.undoes = undoes;
	return fold_ledger(&fold, c->arena, &c->origins->loads, NULL, diag) &&
	       collect(hold, undoes, upto, c, diag);
}

bool store_origins(struct store *store, struct arena *arena, const bool *wanted, int load,
	struct origins *origins, struct diag *diag)
{
	struct collecting collecting = {
		.origins = origins, .arena = arena, .catalogue = store->catalogue};
	struct hold hold;
	bool done;

	*origins = (struct origins){.loads = {.catalogue = store->catalogue}};
	book_index(arena, &origins->loads);
	if (!load)
		return true; /* nothing was loaded, or elsewhere */
	if (!hold_open_ledger(&hold, store, diag))
		return false;
	done = find_origins(&hold, &collecting, wanted, load, diag);
	hold_close(&hold);
	return done;
}
