#include "base/file.h"
#include "store/fold.h"
#include "store/hold.h"
#include "store/packed.h"
#include "store/recover.h"
#include "store/rrd_name.h"
#include "store/scan.h"

#include <math.h>

struct verifying {
	struct hold *hold;
	struct arena *arena;
	struct findings *findings;
	bool *bad; /* by indicator index: databases that a repair derives anew */
	bool any_bad;
};

static void add_finding(struct verifying *v, struct str file, bool damaged, struct str what)
{
	*array_add(v->arena, v->findings) = (struct finding){
		.file = str_copy(v->arena, file),
		.damaged = damaged,
		.what = str_copy(v->arena, what),
	};
	v->findings->damaged += damaged;
}

static void add_bad(struct verifying *v, struct series_key key, struct str what)
{
	add_finding(v, rrd_name(&v->hold->arena, key), true, what);
	v->findings->item[v->findings->count - 1].derived = true;
	v->bad[key.indicator->index] = true;
	v->any_bad = true;
}

/* What is an error for everybody else is a finding here. */
static void add_errors(struct verifying *v, const struct diag *trouble)
{
	struct str folder = str_printf(v->arena, "%.*s/", STR_ARG(v->hold->store->folder));

	for (size_t i = 0; i < trouble->count; i++) {
		struct str file = trouble->item[i].place.file;

		if (str_starts(file, folder))
			file = str_from(file, folder.len);
		add_finding(v, file, trouble->item[i].severity == SEVERITY_ERROR,
			trouble->item[i].text);
	}
}

/* Of a stretch of the loads all damage, not only the first. */
static bool verify_loads(void *context, const struct scan *part, struct buf *out, struct diag *diag)
{
	(void)context;
	for (size_t i = 0; i < part->count; i++) {
		struct ledger_cells cells;
		struct ledger_file file;
		struct arena scratch;
		struct diag trouble;

		arena_init(&scratch, diag->arena);
		diag_init(&trouble, &scratch);
		if (ledger_read(&scratch, part->folder, part->loads[i], &file, &trouble))
			while (ledger_has_row(&file) && ledger_take_row(&file, &cells, &trouble))
				continue;
		for (size_t j = 0; j < trouble.count; j++) {
			packed_put_number(out, part->loads[i]);
			packed_put_text(out, trouble.item[j].text);
		}
		arena_free(&scratch);
	}
	return true;
}

static void take_loads(struct verifying *v, struct str part)
{
	while (part.len) {
		int number = (int)packed_take_number(&part);
		struct str file = ledger_path(&v->hold->arena, STR(""), number);

		add_finding(v, file, true, packed_take_text(&part));
	}
}

static bool read_loads(struct verifying *v, const struct scan *scan, struct diag *diag)
{
	struct str_list parts = {0};

	v->findings->ledger_files = scan->count;
	if (!scan_spread(&v->hold->arena, scan, verify_loads, NULL, &parts, diag))
		return false;
	for (size_t i = 0; i < parts.count; i++)
		take_loads(v, parts.item[i]);
	return true;
}

static void verify_numbers(struct verifying *v)
{
	struct diag trouble;
	int newest;

	diag_init(&trouble, &v->hold->arena);
	ledger_newest(&v->hold->arena, v->hold->store->folder, &newest, &trouble);
	add_errors(v, &trouble);
}

static bool verify_ledger(struct verifying *v, struct diag *diag)
{
	struct str folder = v->hold->store->folder;
	struct arena *scratch = &v->hold->arena;
	struct str_list names = {0};
	struct scan scan = {.folder = folder};
	int number, *loads;

	if (!file_list(scratch, file_join(scratch, folder, STR("ledger")), &names, diag))
		return false;
	loads = NEW_ARRAY(scratch, names.count, int);
	scan.loads = loads;
	for (size_t i = 0; i < names.count; i++) {
		if (ledger_is_load(names.item[i], &number))
			loads[scan.count++] = number;
		else
			add_finding(v, file_join(scratch, STR("ledger"), names.item[i]), false,
				STR("not a load; it is not read"));
	}
	if (!read_loads(v, &scan, diag))
		return false;
	verify_numbers(v);
	return true;
}

static struct str differences(
	struct verifying *v, const struct series *found, const struct series *expected)
{
	const struct indicator *indicator = expected->key.indicator;
	int first = found->first < expected->first ? found->first : expected->first;
	int last = series_last(found) > series_last(expected) ? series_last(found)
							      : series_last(expected);
	struct str example = STR("");
	size_t count = 0;

	for (int period = first; period <= last; period++) {
		double a = series_at(found, period), b = series_at(expected, period);

		if (a == b || (isnan(a) && isnan(b)) || count++)
			continue;
		example = str_printf(v->arena, "%.*s: %.15g instead of %.15g",
			STR_ARG(period_print(
				v->arena, indicator->every, indicator->calendar, period)),
			a, b);
	}
	return count ? str_printf(v->arena, "%zu figures differ from the ledger, the first at %.*s",
			       count, STR_ARG(example))
		     : STR("");
}

/* Without a book of what is expected the ledger is damaged, and headers are all that can be said.
 */
static void verify_series(
	struct verifying *v, const struct archive_answer *answer, const struct book *expected)
{
	struct series_key key = answer->series.key;
	const struct series *series =
		expected ? book_find(expected, key.indicator, key.area) : NULL;
	struct str what;

	v->findings->databases++;
	v->findings->figures += answer->series.count;
	if (answer->damage) {
		add_bad(v, key, str_of(answer->damage));
	} else if (expected && !series) {
		add_bad(v, key, STR("the ledger has no figures for it"));
	} else if (expected) {
		what = differences(v, &answer->series, series);
		if (what.len)
			add_bad(v, key, what);
	}
}

/* Series of the ledger that have no file. */
static void verify_presence(
	struct verifying *v, const struct book *expected, const struct archive_keys *keys)
{
	struct book found = {.catalogue = expected->catalogue};
	struct arena *scratch = &v->hold->arena;

	for (size_t i = 0; i < keys->count; i++)
		array_add(scratch, &found.series)->key = keys->item[i];
	book_index(scratch, &found);
	for (size_t i = 0; i < expected->series.count; i++) {
		struct series_key key = expected->series.item[i].key;

		if (!book_find(&found, key.indicator, key.area))
			add_bad(v, key, STR("missing"));
	}
}

static void verify_strays(struct verifying *v, const struct catalogue *catalogue, struct diag *diag)
{
	struct arena *scratch = &v->hold->arena;
	struct str_list names = {0};

	file_list(scratch, file_join(scratch, v->hold->store->folder, STR("rrd")), &names, diag);
	for (size_t i = 0; i < names.count; i++) {
		struct str name = names.item[i];
		struct str id = str_head(name, str_find(name, STR(".")));

		if (!catalogue_find(catalogue, id))
			add_finding(v, file_join(scratch, STR("rrd"), name), false,
				STR("not of an indicator in the catalogue"));
	}
}

static bool verify_databases(struct verifying *v, const struct book *expected, struct diag *diag)
{
	struct hold *hold = v->hold;
	struct archive_keys keys = {0};
	struct archive_query *queries;
	struct archive_answer *answers;

	if (!archive_list(&hold->archive, &hold->arena, hold->store->catalogue, NULL, &keys, diag))
		return false;
	queries = NEW_ARRAY(&hold->arena, keys.count, struct archive_query);
	answers = NEW_ARRAY(&hold->arena, keys.count, struct archive_answer);
	for (size_t i = 0; i < keys.count; i++)
		queries[i] = (struct archive_query){
			keys.item[i], hold->applied.line[keys.item[i].indicator->index].rows};
	if (!archive_read(&hold->archive, &hold->arena, queries, keys.count, answers, diag))
		return false;
	for (size_t i = 0; i < keys.count; i++)
		verify_series(v, &answers[i], expected);
	if (expected)
		verify_presence(v, expected, &keys);
	verify_strays(v, hold->store->catalogue, diag);
	return true;
}

static bool verify_archive(struct verifying *v, struct diag *diag)
{
	const struct store *store = v->hold->store;
	const struct fold fold = {
		.catalogue = store->catalogue, .folder = store->folder, .upto = v->hold->newest};
	struct book expected;

	return fold_ledger(&fold, &v->hold->arena, &expected, NULL, diag) &&
	       verify_databases(v, &expected, diag);
}

/* What `applied` says of indicators that it does not know, or knows otherwise, is no size of files.
 */
static bool knows_all(const struct hold *hold)
{
	const struct catalogue *catalogue = hold->store->catalogue;

	for (size_t i = 0; i < catalogue->indicators.count; i++)
		if (!catalogue->indicators.item[i]->formula && !hold->applied.line[i].known)
			return false;
	return true;
}

/* Of databases that nothing can be held against the headers at least. */
static bool verify_headers(struct verifying *v, struct diag *diag)
{
	struct hold *hold = v->hold;

	applied_read(&hold->arena, hold->store->folder, hold->store->catalogue, &hold->applied);
	add_finding(
		v, STR("rrd"), false, STR("not compared with the ledger, since that is damaged"));
	return !knows_all(hold) || verify_databases(v, NULL, diag);
}

/* Damage is found; anything else keeps from looking. */
static bool settle(struct verifying *v, const struct diag *trouble, struct diag *diag)
{
	if (trouble->status == STATUS_IO) {
		add_errors(v, trouble);
		return true;
	}
	for (size_t i = 0; i < trouble->count; i++)
		diag_error(diag, trouble->status, trouble->item[i].place, "%.*s",
			STR_ARG(trouble->item[i].text));
	return trouble->errors == 0;
}

static bool look_and_verify(struct verifying *v, struct diag *diag)
{
	struct diag trouble;

	if (!verify_ledger(v, diag))
		return false;
	diag_init(&trouble, &v->hold->arena);
	if (v->findings->damaged) {
		verify_headers(v, &trouble);
		return settle(v, &trouble, diag);
	}
	if (!hold_look(v->hold, &trouble))
		return settle(v, &trouble, diag);
	if (!hold_catch_up(v->hold, diag))
		return false;
	verify_archive(v, &trouble);
	return settle(v, &trouble, diag);
}

bool store_verify(
	struct store *store, struct arena *arena, struct findings *findings, struct diag *diag)
{
	struct hold hold;
	struct verifying v = {.hold = &hold, .arena = arena, .findings = findings};
	bool done;

	if (!hold_open_unseen(&hold, store, false, diag))
		return false;
	v.bad = NEW_ARRAY(&hold.arena, store->catalogue->indicators.count, bool);
	done = look_and_verify(&v, diag);
	hold_close(&hold);
	return done;
}

static void note_repair(struct findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		struct finding *finding = &findings->item[i];

		finding->repaired = finding->derived;
		findings->damaged -= finding->repaired;
	}
}

/* Databases of a damaged ledger stay as they are: better old figures than none. */
static bool repair(struct verifying *v, struct diag *diag)
{
	for (size_t i = 0; i < v->findings->count; i++)
		if (v->findings->item[i].damaged && !v->findings->item[i].derived)
			return true;
	if (v->any_bad && !recover_derive(v->hold, v->bad, NULL, diag))
		return false;
	note_repair(v->findings);
	return true;
}

bool store_repair(
	struct store *store, struct arena *arena, struct findings *findings, struct diag *diag)
{
	struct hold hold;
	struct verifying v = {.hold = &hold, .arena = arena, .findings = findings};
	bool done;

	if (!hold_open_unseen(&hold, store, file_is_folder(store->folder), diag))
		return false;
	if (hold.exclusive)
		hold_clean(&hold);
	v.bad = NEW_ARRAY(&hold.arena, store->catalogue->indicators.count, bool);
	done = look_and_verify(&v, diag) && repair(&v, diag);
	hold_close(&hold);
	return done;
}
