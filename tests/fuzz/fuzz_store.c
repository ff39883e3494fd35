/*
 * store: whatever is done to a store, in whatever order, it holds what the words of the
 * specification say that it holds. The input is a sequence of deeds: files, good and bad, are
 * loaded, loads are taken back, databases are derived anew or spoilt.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"
#include "catalogues.h"
#include "history.h"
#include "ingest/ingest.h"
#include "store/rrd_name.h"
#include "store/store.h"

enum { MOST_DEEDS = 10, MOST_SERIES = 3, MOST_FIGURES = 6 };

struct trial {
	struct fuzz *fuzz;
	const struct catalogue *catalogue;
	struct str folder;
	struct history history;
};

static int entries(const struct trial *trial)
{
	return (int)trial->history.count;
}

static struct store store_of(const struct trial *trial, struct arena *arena)
{
	return (struct store){.arena = arena,
		.catalogue = trial->catalogue,
		.folder = trial->folder,
		.no_sync = true};
}

/* --- what must hold after each deed */

static bool same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

/* Of all figures in force after an entry; `sources`: the loads that they came from. */
static void check_book(
	struct trial *trial, struct arena *arena, const struct book *book, int upto, bool sources)
{
	size_t count = 0;

	for (size_t i = 0; i < book->series.count; i++) {
		const struct series *series = &book->series.item[i];
		struct str name = series_name(arena, series->key);

		for (size_t v = 0; v < series->count; v++) {
			int period = series->first + (int)v;
			int source = history_source(&trial->history, upto, name, period);
			double expected = history_at(&trial->history, upto, name, period);

			fuzz_must(same(series->value[v], sources && source ? source : expected),
				"a figure in force is that of the last load in force with it");
			count += source > 0;
		}
	}
	fuzz_must(count == history_count(&trial->history, upto), "every figure in force is there");
}

/* What anyone reads of the store as it was after an entry (0: now) is what the history says. */
static void check_figures(struct trial *trial, struct arena *arena, int as_of)
{
	struct store store = store_of(trial, arena);
	int upto = as_of ? as_of : entries(trial);
	struct origins origins = {0};
	struct book book;

	store.as_of = as_of;
	fuzz_must(store_read(&store, arena, NULL, true, &book, &trial->fuzz->diag) &&
			  store_origins(&store, arena, NULL, upto, &origins, &trial->fuzz->diag),
		"a store can be read");
	fuzz_must(book.load == upto, "a book says which load it shows");
	check_book(trial, arena, &book, upto, false);
	check_book(trial, arena, &origins.loads, upto, true);
}

static void check_log(struct trial *trial, struct arena *arena)
{
	struct store store = store_of(trial, arena);
	struct load_list list = {0};

	fuzz_must(store_log(&store, arena, &list, &trial->fuzz->diag), "loads can be listed");
	fuzz_must(list.count == trial->history.count, "the ledger has an entry a load and undo");
	for (int i = 1; i <= entries(trial); i++) {
		const struct history_entry *entry = &trial->history.item[i - 1];
		const struct load_entry *listed = &list.item[i - 1];

		fuzz_must(listed->number == i && listed->undoes == entry->undoes &&
				  listed->figures == entry->count,
			"an entry is listed as it was made");
		fuzz_must(listed->in_force == history_in_force(&trial->history, entries(trial), i),
			"an entry that no undo in force takes back is in force");
	}
}

static void check_row(struct trial *trial, const struct ledger_row *row, int period)
{
	const struct history *history = &trial->history;

	fuzz_must(row->value == history_held(&history->item[row->load - 1], row->series, period),
		"a row holds the figure that was loaded");
	fuzz_must(same(row->before, history_at(history, row->load - 1, row->series, period)),
		"a row names the figure that it replaced");
	fuzz_must(row->in_force == (history_source(history, entries(trial), row->series, period) ==
					   row->load),
		"a row says whether it is in force");
}

static void check_load(struct trial *trial, struct arena *arena, int number)
{
	const struct history_entry *entry = &trial->history.item[number - 1];
	struct store store = store_of(trial, arena);
	struct ledger_rows rows = {0};

	fuzz_must(store_history(&store, arena, number, STR(""), &rows, &trial->fuzz->diag),
		"the rows of a load can be listed");
	fuzz_must(rows.count == entry->count, "a load has a row a figure");
	for (size_t i = 0; i < rows.count; i++) {
		fuzz_must(rows.item[i].load == number &&
				  str_equal(rows.item[i].series, entry->item[i].series),
			"a load's rows are its own");
		check_row(trial, &rows.item[i], entry->item[i].period);
	}
}

/* In the order of the loads. */
static void check_series(struct trial *trial, struct arena *arena, struct str series)
{
	struct store store = store_of(trial, arena);
	struct ledger_rows rows = {0};
	size_t next = 0;

	fuzz_must(store_history(&store, arena, 0, series, &rows, &trial->fuzz->diag),
		"the rows of a series can be listed");
	for (size_t e = 0; e < trial->history.count; e++) {
		const struct history_entry *entry = &trial->history.item[e];

		for (size_t i = 0; i < entry->count; i++) {
			if (!str_equal(entry->item[i].series, series))
				continue;
			fuzz_must(next < rows.count && rows.item[next].load == (int)e + 1,
				"a series has a row a figure of each load");
			check_row(trial, &rows.item[next++], entry->item[i].period);
		}
	}
	fuzz_must(next == rows.count, "a series has no row that was not loaded");
}

static size_t damage(struct trial *trial, struct arena *arena, bool repair)
{
	struct store store = store_of(trial, arena);
	struct findings findings = {0};

	fuzz_must((repair ? store_repair : store_verify)(
			  &store, arena, &findings, &trial->fuzz->diag),
		"a store can be verified");
	fuzz_must(findings.ledger_files == trial->history.count, "every entry is verified");
	return findings.damaged;
}

static void check_now(struct trial *trial)
{
	struct arena scratch;

	arena_init(&scratch, NULL);
	check_figures(trial, &scratch, 0);
	check_log(trial, &scratch);
	arena_free(&scratch);
}

static struct book book_now(struct trial *trial, struct arena *arena)
{
	struct store store = store_of(trial, arena);
	struct book book;

	fuzz_must(store_read(&store, arena, NULL, true, &book, &trial->fuzz->diag),
		"a store can be read");
	return book;
}

static void check_all(struct trial *trial)
{
	struct arena scratch;
	struct book book;

	arena_init(&scratch, NULL);
	fuzz_must(damage(trial, &scratch, false) == 0, "a store is sound");
	for (int i = 1; i <= entries(trial); i++) {
		check_figures(trial, &scratch, i);
		check_load(trial, &scratch, i);
	}
	book = book_now(trial, &scratch);
	for (size_t i = 0; i < book.series.count; i++)
		check_series(trial, &scratch, series_name(&scratch, book.series.item[i].key));
	arena_free(&scratch);
}

/* --- deeds */

static struct history_entry *add_entry(struct trial *trial, const struct figures *figures)
{
	struct history *history = &trial->history;
	struct history_entry *entry = array_add(history->arena, history);

	*entry = (struct history_entry){.undoes = 0};
	for (size_t i = 0; i < figures->count; i++)
		*array_add(history->arena, entry) = (struct history_figure){
			series_name(history->arena, figures->series.item[figures->item[i].series]),
			figures->item[i].period, figures->item[i].value};
	return entry;
}

/* Counted against what is in force, without the entry. */
static void check_commit(struct trial *trial, const struct history_entry *entry,
	const struct commit *commit, bool dry_run)
{
	size_t added = 0, unchanged = 0;

	for (size_t i = 0; i < entry->count; i++) {
		double before = history_at(&trial->history, entries(trial) - 1,
			entry->item[i].series, entry->item[i].period);

		added += isnan(before) ? 1 : 0;
		unchanged += before == entry->item[i].value;
	}
	fuzz_must(commit->figures == entry->count && commit->added == added &&
			  commit->unchanged == unchanged &&
			  commit->revised.count == entry->count - added - unchanged,
		"a load says what is new, revised and as it was");
	fuzz_must((commit->load > 0) == (unchanged < entry->count) &&
			  (!commit->load || commit->load == entries(trial)),
		"a load that changes something gets the next number");
	if (dry_run || !commit->load)
		trial->history.count--;
}

/* An area may have a name too long for a file. */
static bool is_storable(struct arena *arena, const struct figures *figures)
{
	struct diag diag;
	bool storable = true;

	diag_init(&diag, arena);
	for (size_t i = 0; i < figures->series.count; i++)
		storable = rrd_name_check(arena, figures->series.item[i], &diag) && storable;
	return storable;
}

static void commit(struct trial *trial, struct arena *arena, struct load *load, bool dry_run)
{
	struct store store = store_of(trial, arena);
	size_t errors = trial->fuzz->diag.errors;
	struct commit commit;
	bool done;

	load->command = STR("tidemark load");
	load->sha256 = STR("");
	load->note = STR("100%\n");
	done = store_commit(&store, load, dry_run, &commit, &trial->fuzz->diag);
	fuzz_told(&trial->fuzz->diag, errors, done);
	fuzz_must(done || !is_storable(arena, &load->figures), "what was read can be stored");
	if (done)
		check_commit(trial, add_entry(trial, &load->figures), &commit, dry_run);
}

static bool load(
	struct trial *trial, struct arena *arena, struct str content, struct ingest_result *result)
{
	unsigned how = fuzz_byte(trial->fuzz);
	struct ingest_options options = {.today = date_day(2050, 1, 1), .partial = how & 1};
	size_t errors = trial->fuzz->diag.errors;
	bool done = ingest_content(arena, trial->catalogue, STR("in/file.csv"), content, &options,
		result, &trial->fuzz->diag);

	fuzz_told(&trial->fuzz->diag, errors, done);
	fuzz_must(done || options.partial || !result->load.figures.count,
		"a file with faults has no figures unless part of it is wanted");
	if (done || result->load.figures.count)
		commit(trial, arena, &result->load, how & 2);
	return done;
}

static void put_series(struct trial *trial, const char *id, const char *area, struct buf *out,
	struct history_entry *expected)
{
	const struct indicator *it = catalogue_find(trial->catalogue, str_of(id));
	size_t count = 1 + fuzz_choice(trial->fuzz, MOST_FIGURES);
	int period = period_of_day(it->every, it->calendar, date_day(2015, 1, 1)) +
		     (int)fuzz_choice(trial->fuzz, 24);

	for (size_t i = 0; i < count; i++, period++) {
		int16_t quarters = 0;

		fuzz_fill(trial->fuzz, &quarters, sizeof(quarters));
		buf_printf(out, "%s,%s,%.*s,", id, area,
			STR_ARG(period_print(out->arena, it->every, it->calendar, period)));
		if (quarters % 8 == 7) {
			buf_char(out, '\n'); /* a cell without a figure */
			continue;
		}
		buf_printf(out, "%.2f\n", quarters / 4.0);
		*array_add(out->arena, expected) = (struct history_figure){
			series_name(out->arena, (struct series_key){it, str_of(area)}), period,
			quarters / 4.0};
	}
}

static struct str make_file(
	struct trial *trial, struct arena *arena, struct history_entry *expected)
{
	static const char *const series[][2] = {{"a", ""}, {"a", "x"}, {"a", "b/%"}, {"b", ""},
		{"b", "虎丘区"}, {"c", ""}, {"d", "x"}, {"d", "虎丘区"}};
	const size_t all = sizeof(series) / sizeof(*series);
	size_t first = fuzz_choice(trial->fuzz, all);
	size_t count = 1 + fuzz_choice(trial->fuzz, MOST_SERIES);
	struct buf out;

	buf_init(&out, arena);
	buf_text(&out, "indicator,area,period,value\n");
	for (size_t i = first; i < first + count; i++)
		put_series(trial, series[i % all][0], series[i % all][1], &out, expected);
	return buf_str(&out);
}

static void load_good(struct trial *trial, struct arena *arena)
{
	struct history_entry expected = {.undoes = 0};
	struct str content = make_file(trial, arena, &expected);
	struct ingest_result result;
	const struct figures *got = &result.load.figures;

	if (!expected.count)
		return;
	fuzz_must(load(trial, arena, content, &result), "a good file is loaded");
	fuzz_must(got->count == expected.count, "all figures of a good file are read");
	for (size_t i = 0; i < got->count; i++)
		fuzz_must(history_held(&expected,
				  series_name(arena, got->series.item[got->item[i].series]),
				  got->item[i].period) == got->item[i].value,
			"a figure is read as it was written");
}

/* A good file with some bytes changed. */
static void load_spoilt(struct trial *trial, struct arena *arena)
{
	struct history_entry expected = {.undoes = 0};
	struct str content = make_file(trial, arena, &expected);
	char *bytes = arena_copy(arena, content.at, content.len);
	size_t changes = 1 + fuzz_choice(trial->fuzz, 6);
	struct ingest_result result;

	for (size_t i = 0; i < changes; i++) {
		uint16_t at = 0;

		fuzz_fill(trial->fuzz, &at, sizeof(at));
		bytes[at % content.len] = (char)fuzz_byte(trial->fuzz);
	}
	load(trial, arena, (struct str){bytes, content.len}, &result);
}

static void load_any(struct trial *trial, struct arena *arena)
{
	struct ingest_result result;
	struct str content = fuzz_text(trial->fuzz);

	load(trial, arena, content, &result);
}

/* Figures in force that are others after the last entry than before it. */
static size_t count_changes(const struct history *history)
{
	int last = (int)history->count;
	size_t changes = 0;

	for (int i = 1; i <= last; i++)
		for (size_t f = 0; f < history->item[i - 1].count; f++) {
			const struct history_figure *it = &history->item[i - 1].item[f];
			double before = history_at(history, last - 1, it->series, it->period);
			double after = history_at(history, last, it->series, it->period);

			changes += history_is_first(history, i, it) && before != after &&
				   !(isnan(before) && isnan(after));
		}
	return changes;
}

static void take_back(struct trial *trial, struct arena *arena)
{
	struct store store = store_of(trial, arena);
	int number = (int)fuzz_choice(trial->fuzz, trial->history.count + 2);
	bool dry_run = fuzz_byte(trial->fuzz) & 1;
	bool possible = number >= 1 && number <= entries(trial) &&
			history_in_force(&trial->history, entries(trial), number);
	size_t errors = trial->fuzz->diag.errors;
	struct undo undo;
	bool done = store_undo(
		&store, number, STR("tidemark undo"), STR(""), dry_run, &undo, &trial->fuzz->diag);

	fuzz_told(&trial->fuzz->diag, errors, done);
	fuzz_must(done == possible, "an entry in force can be taken back, and no other");
	if (!done)
		return;
	add_entry(trial, &(struct figures){.count = 0})->undoes = number;
	fuzz_must(undo.undoes == number && undo.load == entries(trial),
		"an undo has the next number");
	fuzz_must(undo.changes.count == count_changes(&trial->history),
		"an undo says which figures change");
	if (dry_run)
		trial->history.count--;
}

static struct str path_of(
	struct trial *trial, struct arena *arena, const struct book *book, size_t number)
{
	const struct series *series = &book->series.item[number % book->series.count];

	return file_join(arena, trial->folder, rrd_name(arena, series->key));
}

/* All of them, one behind the other. */
static struct str databases(struct trial *trial, struct arena *arena)
{
	struct book book = book_now(trial, arena);
	struct str content;
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; i < book.series.count; i++) {
		fuzz_must(file_read(arena, path_of(trial, arena, &book, i), &content,
				  &trial->fuzz->diag),
			"a series has a database");
		buf_add(&out, content);
	}
	return buf_str(&out);
}

static void derive_anew(struct trial *trial, struct arena *arena)
{
	struct str before = databases(trial, arena);
	struct store store = store_of(trial, arena);
	size_t series;

	fuzz_must(store_rebuild(&store, &series, &trial->fuzz->diag),
		"databases can be derived anew");
	fuzz_must(series == book_now(trial, arena).series.count, "each series is derived anew");
	fuzz_must(str_equal(before, databases(trial, arena)),
		"what is derived anew is what was there, to the last byte");
}

/* The next to read brings everything up to the ledger. */
static void forget(struct trial *trial, struct arena *arena)
{
	fuzz_remove(file_join(arena, trial->folder, STR("applied")));
}

static void write_database(struct trial *trial, struct str path, struct str content)
{
	fuzz_must(file_write(path, content, false, STATUS_IO, &trial->fuzz->diag),
		"a database can be written");
}

/* Another byte that is not seen makes no other figure (there are many ways to write that there is
 * none), and is put right, since databases are compared byte for byte. */
static void change_byte(
	struct trial *trial, struct arena *arena, struct str path, struct str content, size_t at)
{
	char *bytes = arena_copy(arena, content.at, content.len);

	bytes[at % content.len] ^= (char)(1 + fuzz_choice(trial->fuzz, 255));
	write_database(trial, path, (struct str){bytes, content.len});
	if (damage(trial, arena, false))
		return;
	check_figures(trial, arena, 0);
	write_database(trial, path, content);
}

/* A database that is gone, cut off or with another byte in it. */
static void spoil(struct trial *trial, struct arena *arena)
{
	struct book book = book_now(trial, arena);
	size_t series = fuzz_byte(trial->fuzz), how = fuzz_choice(trial->fuzz, 8);
	struct str path, content;
	uint16_t at = 0;

	fuzz_fill(trial->fuzz, &at, sizeof(at));
	if (!book.series.count)
		return;
	path = path_of(trial, arena, &book, series);
	fuzz_must(file_read(arena, path, &content, &trial->fuzz->diag), "a series has a database");
	if (how == 0)
		fuzz_remove(path);
	else if (how == 1)
		write_database(trial, path, str_head(content, at % content.len));
	else
		change_byte(trial, arena, path, content, at);
	fuzz_must(
		how > 1 || damage(trial, arena, false) > 0, "a database that is not whole is seen");
	fuzz_must(damage(trial, arena, true) == 0, "a spoilt database is derived anew");
}

static void (*const deeds[])(struct trial *trial, struct arena *arena) = {
	load_good, load_good, load_spoilt, load_any, take_back, derive_anew, forget, spoil};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct trial trial;
	struct fuzz fuzz;

	setenv("TMPDIR", "/dev/shm", true); /* where an empty database is made */
	fuzz_begin(&fuzz, data, size);
	trial = (struct trial){.fuzz = &fuzz, .history.arena = &fuzz.arena};
	trial.folder = file_join(&fuzz.arena, fuzz_folder(), STR("data"));
	fuzz_remove(trial.folder);
	trial.catalogue = catalogue_of(fuzz_byte(&fuzz));
	for (int i = 0; i < MOST_DEEDS && fuzz.rest.len; i++) {
		struct arena scratch;

		arena_init(&scratch, NULL);
		deeds[fuzz_choice(&fuzz, sizeof(deeds) / sizeof(*deeds))](&trial, &scratch);
		arena_free(&scratch);
		check_now(&trial);
	}
	check_all(&trial);
	fuzz_memory(&fuzz, 16 << 20, 4096);
	fuzz_end(&fuzz);
	return 0;
}
