#include "base/file.h"
#include "store/fold.h"
#include "store/hold.h"
#include "store/ledger.h"
#include "store/recover.h"
#include "store/rrd_name.h"

#include <math.h>

struct verifying {
	struct hold *hold;
	struct arena *arena;
	struct findings *findings;
};

static void add_finding(struct verifying *v, struct str file, bool damaged, struct str what)
{
	*array_add(v->arena, v->findings) =
		(struct finding){str_copy(v->arena, file), damaged, str_copy(v->arena, what)};
	v->findings->damaged += damaged;
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

static void verify_load(struct verifying *v, int number)
{
	struct ledger_cells cells;
	struct ledger_file file;
	struct arena scratch;
	struct diag trouble;

	arena_init(&scratch, v->arena);
	diag_init(&trouble, &scratch);
	v->findings->ledger_files++;
	if (ledger_read(&scratch, v->hold->store->folder, number, &file, &trouble))
		while (ledger_has_row(&file) && ledger_take_row(&file, &cells, &trouble))
			continue;
	add_errors(v, &trouble);
	arena_free(&scratch);
}

static bool verify_ledger(struct verifying *v, struct diag *diag)
{
	struct arena *scratch = &v->hold->arena;
	struct str_list names = {0};
	struct diag trouble;
	int number, newest;

	if (!file_list(scratch, file_join(scratch, v->hold->store->folder, STR("ledger")), &names,
		    diag))
		return false;
	for (size_t i = 0; i < names.count; i++) {
		if (ledger_is_load(names.item[i], &number))
			verify_load(v, number);
		else
			add_finding(v, file_join(scratch, STR("ledger"), names.item[i]), false,
				STR("not a load; it is not read"));
	}
	diag_init(&trouble, scratch);
	ledger_newest(scratch, v->hold->store->folder, &newest, &trouble);
	add_errors(v, &trouble);
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

static void verify_series(
	struct verifying *v, const struct archive_answer *answer, const struct series *expected)
{
	struct str file = rrd_name(&v->hold->arena, answer->series.key), what;

	v->findings->databases++;
	v->findings->figures += answer->series.count;
	if (answer->damage) {
		add_finding(v, file, true, str_of(answer->damage));
	} else if (!expected) {
		add_finding(v, file, true, STR("the ledger has no figures for it"));
	} else {
		what = differences(v, &answer->series, expected);
		if (what.len)
			add_finding(v, file, true, what);
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
			add_finding(v, rrd_name(scratch, key), true, STR("missing"));
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

static bool verify_archive(struct verifying *v, struct diag *diag)
{
	struct hold *hold = v->hold;
	const struct catalogue *catalogue = hold->store->catalogue;
	struct fold fold = {
		.catalogue = catalogue, .folder = hold->store->folder, .upto = hold->newest};
	struct archive_keys keys = {0};
	struct archive_query *queries;
	struct archive_answer *answers;
	struct book expected;

	if (!fold_ledger(&fold, &hold->arena, &expected, NULL, diag) ||
		!archive_list(&hold->archive, &hold->arena, catalogue, NULL, &keys, diag))
		return false;
	queries = NEW_ARRAY(&hold->arena, keys.count, struct archive_query);
	answers = NEW_ARRAY(&hold->arena, keys.count, struct archive_answer);
	for (size_t i = 0; i < keys.count; i++)
		queries[i] = (struct archive_query){
			keys.item[i], hold->applied.line[keys.item[i].indicator->index].rows};
	if (!archive_read(&hold->archive, &hold->arena, queries, keys.count, answers, diag))
		return false;
	for (size_t i = 0; i < keys.count; i++)
		verify_series(v, &answers[i],
			book_find(&expected, keys.item[i].indicator, keys.item[i].area));
	verify_presence(v, &expected, &keys);
	verify_strays(v, catalogue, diag);
	return true;
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
	if (v->findings->damaged)
		return true; /* there is nothing to hold the databases against */
	diag_init(&trouble, &v->hold->arena);
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
	struct verifying verifying = {&hold, arena, findings};
	bool done;

	if (!hold_open_unseen(&hold, store, false, diag))
		return false;
	done = look_and_verify(&verifying, diag);
	hold_close(&hold);
	return done;
}
