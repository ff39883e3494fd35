/*
 * catalogue: whatever tidemark.conf holds, it is read completely or refused with a message; what
 * was read hangs together. Behind a byte 0x1E stands actions.csv, behind another more.conf.
 */
#include "fuzz.h"

#include "model/catalogue.h"

/* Files that it includes and tables would be read from wherever they lie. */
static bool leads_out(struct str text)
{
	return (str_has(text, STR("include")) || str_has(text, STR("ledger"))) &&
	       (str_has(text, STR("/")) || str_has(text, STR("\\")));
}

static void check_indicator(const struct catalogue *catalogue, const struct indicator *it)
{
	fuzz_must(catalogue_is_id(it->id, true), "an indicator has an id");
	fuzz_must(catalogue_find(catalogue, it->id) == it, "an indicator is found by its id");
	fuzz_must(it->title.len > 0, "an indicator has a title");
	fuzz_must(!it->group_id.len || it->group == catalogue_find_group(catalogue, it->group_id),
		"an indicator is in its group");
	fuzz_must(it->decimals >= -1 && it->decimals <= 15 && it->lag >= 0,
		"an indicator's numbers are such");
	fuzz_must(it->calendar.year_start >= 1 && it->calendar.year_start <= 12,
		"a year begins in a month");
	for (size_t i = 0; i < it->targets.count; i++) {
		const struct target *target = &it->targets.item[i];

		fuzz_must(!target->bound_id.len || target->bound_indicator,
			"what a target is compared with is there");
		fuzz_must(!target->pace_id.len || target->pace_indicator,
			"what a target's pace is measured by is there");
	}
	for (size_t i = 0; it->formula && i < it->formula->count; i++)
		fuzz_must(it->formula->item[i].op != FORMULA_INDICATOR ||
				  it->formula->item[i].indicator,
			"what a formula computes with is there");
}

static void check_group(const struct catalogue *catalogue, const struct group *group)
{
	fuzz_must(
		catalogue_find_group(catalogue, group->id) == group, "a group is found by its id");
	for (size_t i = 0; i < group->actions.count; i++) {
		const struct action *action = &group->actions.item[i];

		fuzz_must(catalogue_is_id(action->id, false), "an action has an id");
		for (size_t k = 0; k < i; k++)
			fuzz_must(!str_equal(group->actions.item[k].id, action->id),
				"a group has an action once");
	}
}

static void check_catalogue(struct arena *arena, const struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		fuzz_must(
			catalogue->indicators.item[i]->index == i, "an indicator knows its place");
		check_indicator(catalogue, catalogue->indicators.item[i]);
	}
	for (size_t i = 0; i < catalogue->groups.count; i++)
		check_group(catalogue, &catalogue->groups.item[i]);
	for (size_t i = 0; i < catalogue->sources.count; i++)
		fuzz_must(catalogue_find_source(catalogue, catalogue->sources.item[i].id) ==
				  &catalogue->sources.item[i],
			"a source is found by its id");
	fuzz_must(catalogue->keep >= 1, "something is kept");
	catalogue_source_for(arena, catalogue, STR("in/loans-2024.csv.gz"));
}

static struct str write_next(struct fuzz *fuzz, struct str *rest, struct str name)
{
	struct str content = STR("");

	str_cut(rest, 0x1E, &content);
	return fuzz_write(&fuzz->arena, name, content);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct catalogue catalogue;
	struct str path, rest;
	struct fuzz fuzz;
	bool done;

	fuzz_begin(&fuzz, data, size);
	if (leads_out(fuzz.rest)) {
		fuzz_end(&fuzz);
		return -1;
	}
	rest = fuzz.rest;
	path = write_next(&fuzz, &rest, STR("tidemark.conf"));
	write_next(&fuzz, &rest, STR("actions.csv"));
	write_next(&fuzz, &rest, STR("more.conf"));
	done = catalogue_read(&fuzz.arena, path, &catalogue, &fuzz.diag);
	fuzz_told(&fuzz.diag, 0, done);
	for (size_t i = 0; i < fuzz.diag.count; i++)
		fuzz_must(fuzz.diag.item[i].severity != SEVERITY_ERROR ||
				  fuzz.diag.item[i].status == STATUS_CATALOGUE,
			"errors in a catalogue are the catalogue's");
	if (done)
		check_catalogue(&fuzz.arena, &catalogue);
	fuzz_memory(&fuzz, 1 << 20, 2048); /* a file is read in pieces of 64 KiB */
	fuzz_end(&fuzz);
	return 0;
}
