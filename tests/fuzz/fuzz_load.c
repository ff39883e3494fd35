/*
 * load: bytes become figures, whole or not at all. The first bytes of the input choose a catalogue,
 * a source section and options; the rest is the file. What was loaded is exported and loaded again.
 */
#include "fuzz.h"

#include <math.h>

#include "base/date.h"
#include "catalogues.h"
#include "ingest/draft.h"
#include "outcome.h"
#include "output/export.h"

enum { LONGEST_SPAN = 5000 };

static const struct str name = {"file.csv", 8};

static bool load(struct fuzz *fuzz, const struct catalogue *catalogue, struct str content,
	const struct ingest_options *options, struct ingest_result *result)
{
	size_t errors = fuzz->diag.errors;
	bool done = ingest_content(
		&fuzz->arena, catalogue, name, content, options, result, &fuzz->diag);

	fuzz_told(&fuzz->diag, errors, done);
	return done;
}

static void check_figure(const struct figures *figures, size_t i)
{
	const struct figure *figure = &figures->item[i], *before = i ? figure - 1 : NULL;
	struct decimal decimal;
	char text[32];

	fuzz_must(figure->series < figures->series.count, "a figure is of a series");
	fuzz_must(figure->flags < figures->flag_texts.count, "a figure's flag is listed");
	fuzz_must(!before || before->series < figure->series ||
			  (before->series == figure->series && before->period < figure->period),
		"figures are in order, and each is there once");
	fuzz_must(isfinite(figure->value), "a figure is a number");
	fuzz_must(decimal_parse((struct str){text, decimal_print(figure->value, text)}, &decimal) &&
			  decimal_storable(decimal) && decimal_value(decimal) == figure->value,
		"a figure is a decimal of 15 digits that can be stored");
}

static void check_figures(const struct figures *figures)
{
	for (size_t i = 0; i < figures->count; i++)
		check_figure(figures, i);
	for (size_t i = 0; figures->count && i < figures->series.count; i++) {
		struct str area = figures->series.item[i].area;

		fuzz_must(figures->series.item[i].indicator != NULL, "a series has an indicator");
		fuzz_must(fuzz_is_text(area, ""), "an area is text");
	}
}

static void fill_series(
	struct arena *arena, const struct figure *first, size_t count, struct series *series)
{
	series->first = first->period;
	series->count = (size_t)(first[count - 1].period - first->period) + 1;
	series->value = NEW_ARRAY(arena, series->count, double);
	for (size_t i = 0; i < series->count; i++)
		series->value[i] = (double)NAN;
	for (size_t i = 0; i < count; i++)
		series->value[first[i].period - series->first] = first[i].value;
}

/* False where the figures are so far from each other that they would fill the memory. */
static bool export_all(struct arena *arena, const struct figures *figures, struct buf *out)
{
	struct export export = {.format = EXPORT_CSV, .out = out};

	export_begin(&export);
	for (size_t i = 0, end; i < figures->count; i = end) {
		struct series series = {.key = figures->series.item[figures->item[i].series]};

		for (end = i; end < figures->count &&
			      figures->item[end].series == figures->item[i].series;)
			end++;
		if (figures->item[end - 1].period - figures->item[i].period > LONGEST_SPAN)
			return false;
		fill_series(arena, &figures->item[i], end - i, &series);
		export_series(&export, &series, series.first, series_last(&series));
	}
	export_end(&export);
	return true;
}

static struct str figures_of(struct arena *arena, const struct ingest_result *result)
{
	struct buf out;

	buf_init(&out, arena);
	outcome_figures(&out, &result->load.figures);
	return buf_str(&out);
}

/* The series of an export are in the order of the first load. */
static void check_export(struct fuzz *fuzz, const struct catalogue *catalogue,
	const struct ingest_options *options, const struct ingest_result *result)
{
	const struct ingest_options plain = {.allow_future = true, .today = options->today};
	struct ingest_result again;
	struct buf out;

	buf_init(&out, &fuzz->arena);
	if (!export_all(&fuzz->arena, &result->load.figures, &out))
		return;
	fuzz_must(load(fuzz, catalogue, buf_str(&out), &plain, &again),
		"what was loaded and exported can be loaded");
	fuzz_must(str_equal(figures_of(&fuzz->arena, result), figures_of(&fuzz->arena, &again)),
		"what was loaded and exported is loaded as the same figures");
}

/* The sections of a draft, behind those that were there. */
static void check_draft(struct fuzz *fuzz, size_t variant, const struct draft *draft)
{
	struct catalogue extended;
	struct buf out;

	buf_init(&out, &fuzz->arena);
	buf_add(&out, catalogue_write(&fuzz->arena, variant));
	for (size_t i = 0; i < draft->indicators.count; i++)
		buf_add(&out, draft_section(&fuzz->arena, draft->indicators.item[i], true));
	buf_add(&out, draft_source(&fuzz->arena, draft, name));
	fuzz_must(catalogue_read(&fuzz->arena,
			  fuzz_write(&fuzz->arena, STR("draft.conf"), buf_str(&out)), &extended,
			  &fuzz->diag),
		"a draft can be put into the catalogue");
	for (size_t i = 0; i < draft->indicators.count; i++) {
		const struct indicator *drafted = &draft->indicators.item[i]->indicator;
		const struct indicator *read = catalogue_find(&extended, drafted->id);

		fuzz_must(read && str_equal(read->title, drafted->title) &&
				  str_equal(read->unit, drafted->unit) &&
				  read->kind == drafted->kind && read->every == drafted->every &&
				  read->combined == drafted->combined,
			"an indicator is read from the catalogue as it was drafted");
	}
}

/* The same with an explanation, and with a draft of what is not declared. */
static void check_explained(struct fuzz *fuzz, size_t variant, struct str content,
	const struct ingest_options *options, const struct ingest_result *result, bool done)
{
	const struct catalogue *catalogue = catalogue_of(variant);
	struct ingest_options wordy = *options;
	struct ingest_result explained;
	struct draft draft;

	wordy.explain = true;
	fuzz_must(load(fuzz, catalogue, content, &wordy, &explained) == done &&
			  str_equal(figures_of(&fuzz->arena, result),
				  figures_of(&fuzz->arena, &explained)),
		"explaining changes no figure");
	draft_make(&fuzz->arena, catalogue, name, content, &wordy, &explained, &draft);
	if (draft.indicators.count)
		check_draft(fuzz, variant, &draft);
}

/* With part of it allowed there is no less than without. */
static void check_partial(struct fuzz *fuzz, const struct catalogue *catalogue, struct str content,
	const struct ingest_options *options, const struct ingest_result *result, bool done)
{
	struct ingest_options most = *options;
	struct ingest_result part;

	most.partial = true;
	fuzz_must(load(fuzz, catalogue, content, &most, &part) == done,
		"a file has errors or not, however it is loaded");
	check_figures(&part.load.figures);
	fuzz_must(!done || str_equal(figures_of(&fuzz->arena, result),
				   figures_of(&fuzz->arena, &part)),
		"of a good file every part is loaded");
	fuzz_must(!done || !part.rejects.len, "of a good file nothing is rejected");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ingest_options options = {.today = date_day(2024, 7, 10)};
	const struct catalogue *catalogue;
	struct ingest_result result;
	struct fuzz fuzz;
	unsigned variant, how;
	bool done;

	fuzz_begin(&fuzz, data, size);
	variant = (unsigned)fuzz_choice(&fuzz, CATALOGUE_VARIANTS);
	catalogue = catalogue_of(variant);
	options.source = catalogue_find_source(
		catalogue, str_of(catalogue_sources[fuzz_choice(&fuzz, CATALOGUE_SOURCES)]));
	how = fuzz_byte(&fuzz);
	options.allow_future = how & 1;
	if (how & 2)
		options.indicator = catalogue->indicators.item[how / 4 % 4];
	done = load(&fuzz, catalogue, fuzz.rest, &options, &result);
	fuzz_must(done || !result.load.figures.count, "of a file with errors nothing is loaded");
	fuzz_must(!done || !result.rejected, "of a file that is loaded nothing is rejected");
	fuzz_memory(&fuzz, 4 << 20, 2048);
	check_figures(&result.load.figures);
	if (result.load.figures.count)
		check_export(&fuzz, catalogue, &options, &result);
	check_partial(&fuzz, catalogue, fuzz.rest, &options, &result, done);
	if (how & 16)
		check_explained(&fuzz, variant, fuzz.rest, &options, &result, done);
	fuzz_end(&fuzz);
	return 0;
}
