#include "base/file.h"
#include "base/names.h"
#include "store/current.h"
#include "store/ledger.h"
#include "store/recover.h"
#include "store/rrd_image.h"
#include "store/rrd_name.h"

#include <math.h>
#include <string.h>

/* What the load does to one of its series. */
struct change {
	const struct series *old; /* NULL: it is a new one */
	size_t first, count;      /* its figures in the load */
	size_t added, revised;
};

struct committing {
	struct hold *hold;
	struct load *load;
	struct commit *commit;
	struct book book;       /* every series of the indicators in the load */
	struct change *changes; /* by place in figures.series */
};

static bool check_series(struct arena *arena, const struct figures *figures, struct diag *diag)
{
	size_t errors = diag->errors;
	struct names names = {0};
	struct arena scratch;

	arena_init(&scratch, arena);
	for (size_t i = 0; i < figures->series.count; i++) {
		struct series_key key = figures->series.item[i];

		if (names_add(&scratch, &names, series_name(&scratch, key)) < i)
			diag_error(diag, STATUS_BUG, NO_PLACE, "a series that is there twice");
		if (key.area.len)
			rrd_name_check(&scratch, key, diag);
	}
	arena_free(&scratch);
	return diag->errors == errors;
}

static bool *indicators_of(struct hold *hold, const struct figures *figures)
{
	bool *wanted = NEW_ARRAY(&hold->arena, hold->store->catalogue->indicators.count, bool);

	for (size_t i = 0; i < figures->series.count; i++)
		wanted[figures->series.item[i].indicator->index] = true;
	return wanted;
}

static void compare_figure(struct committing *c, const struct figure *figure, struct change *change)
{
	double before = series_at(change->old, figure->period);

	if (isnan(before)) {
		change->added++;
	} else if (before == figure->value) {
		c->commit->unchanged++;
	} else {
		change->revised++;
		*array_add(c->hold->store->arena, &c->commit->revised) =
			(struct revision){c->load->figures.series.item[figure->series],
				figure->period, before, figure->value};
	}
}

/* Where the figures of the series end that begins at `place`; they come by series. */
static size_t series_end(const struct figures *figures, size_t place)
{
	uint32_t series = figures->item[place].series;
	size_t low = place, step = 1, high;

	for (; low + step < figures->count && figures->item[low + step].series == series; step *= 2)
		low += step;
	high = low + step < figures->count ? low + step : figures->count;
	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (figures->item[middle].series == series)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static bool check_start(
	const struct load *load, size_t place, const struct change *changes, struct diag *diag)
{
	const struct figure *figure = &load->figures.item[place];

	if (figure->series >= load->figures.series.count)
		return diag_error(diag, STATUS_BUG, NO_PLACE, "a figure that cannot be");
	if (changes[figure->series].count)
		return diag_error(
			diag, STATUS_BUG, NO_PLACE, "figures that are out of order or there twice");
	if (!archive_holds(
		    load->figures.series.item[figure->series].indicator->every, figure->period))
		return diag_error(diag, STATUS_DATA, PLACE_FILE(load->file),
			"a period before 1980, which the databases cannot hold");
	return true;
}

/* The figures of a series, from `place` on; returns where the next one begins. */
static bool compare_series(struct committing *c, size_t *place, struct diag *diag)
{
	const struct figures *figures = &c->load->figures;
	uint32_t series = figures->item[*place].series;
	struct change *change;

	if (!check_start(c->load, *place, c->changes, diag))
		return false;
	change = &c->changes[series];
	change->first = *place;
	change->old = book_find(&c->book, figures->series.item[series].indicator,
		figures->series.item[series].area);
	*place = series_end(figures, change->first);
	if (!change->old)
		change->added = *place - change->first;
	for (size_t i = change->first; i < *place && change->old; i++)
		compare_figure(c, &figures->item[i], change);
	change->count = *place - change->first;
	c->commit->added += change->added;
	c->commit->starts[c->commit->series++] = change->first;
	return true;
}

static bool compare(struct committing *c, struct diag *diag)
{
	const struct figures *figures = &c->load->figures;
	size_t place = 0;

	c->changes = NEW_ARRAY(&c->hold->arena, figures->series.count, struct change);
	c->commit->starts = NEW_ARRAY(c->hold->store->arena, figures->series.count + 1, size_t);
	c->commit->figures = figures->count;
	while (place < figures->count)
		if (!compare_series(c, &place, diag))
			return false;
	c->commit->starts[c->commit->series] = place;
	c->commit->load = c->commit->added || c->commit->revised.count ? c->hold->newest + 1 : 0;
	return true;
}

static bool write_ledger(struct committing *c, struct diag *diag)
{
	const struct load *load = c->load;
	struct hold *hold = c->hold;
	struct load_entry entry = {
		.number = c->commit->load,
		.command = load->command,
		.file = load->file,
		.sha256 = load->sha256,
		.source = load->source,
		.note = load->note,
	};
	struct arena scratch;
	bool done;

	arena_init(&scratch, &hold->arena);
	ledger_sign(&scratch, &entry);
	done = ledger_write(
		&scratch, hold->store->folder, &entry, &load->figures, !hold->store->no_sync, diag);
	arena_free(&scratch);
	if (done)
		hold->newest = entry.number;
	return done;
}

static void plan_series(struct committing *c, const struct change *change, struct archive_job *job)
{
	const struct figure *figure = &c->load->figures.item[change->first];
	struct applied_line *line;

	*job = (struct archive_job){.figure = figure, .figures = change->count};
	if (change->old)
		job->series = *change->old;
	else
		job->series.key = c->load->figures.series.item[figure->series];
	line = &c->hold->applied.line[job->series.key.indicator->index];
	line->series += !change->old;
	if (archive_span(job) > line->span)
		line->span = archive_span(job);
}

/* An indicator whose series outgrow their files needs larger ones, all of them. */
static size_t plan_rows(
	struct committing *c, struct archive_job *jobs, size_t count, bool *outgrown)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		const struct indicator *indicator = jobs[i].series.key.indicator;
		const struct applied_line *line = &c->hold->applied.line[indicator->index];

		jobs[i].rows = line->rows;
		if (archive_rows(indicator->every, c->hold->store->catalogue->keep, line->span) !=
			line->rows)
			outgrown[indicator->index] = true;
		else
			jobs[kept++] = jobs[i];
	}
	return kept;
}

/* What the load does to the databases. */
struct plan {
	struct archive_job *jobs;
	size_t count, kept; /* kept: the rest are series of indicators that outgrow their files */
	bool *outgrown;
};

static struct plan plan_archive(struct committing *c)
{
	size_t series = c->load->figures.series.count;
	struct plan plan = {NEW_ARRAY(&c->hold->arena, series, struct archive_job), 0, 0,
		NEW_ARRAY(&c->hold->arena, c->hold->store->catalogue->indicators.count, bool)};

	for (size_t i = 0; i < series; i++)
		if (c->changes[i].added || c->changes[i].revised)
			plan_series(c, &c->changes[i], &plan.jobs[plan.count++]);
	plan.kept = plan_rows(c, plan.jobs, plan.count, plan.outgrown);
	return plan;
}

static bool update_archive(struct committing *c, const struct plan *plan, struct diag *diag)
{
	if (!archive_write(&c->hold->archive, plan->jobs, plan->kept, diag))
		return false;
	return plan->kept == plan->count ? recover_finish(c->hold, false, diag)
					 : recover_derive(c->hold, plan->outgrown, NULL, diag);
}

/* What the ledger file and the databases that it adds will take, these rounded up to blocks. */
static size_t room_needed(const struct committing *c)
{
	enum { ROW = 64, BLOCK = 4096 };
	size_t needed = c->load->figures.count * ROW;

	for (size_t i = 0; i < c->load->figures.series.count; i++) {
		const struct indicator *it = c->load->figures.series.item[i].indicator;
		size_t rows = archive_rows(
			it->every, c->hold->store->catalogue->keep, c->changes[i].count);

		if (c->changes[i].added && !c->changes[i].old)
			needed += rrd_image_used(rows) / BLOCK * BLOCK + BLOCK;
	}
	return needed;
}

/* First the ledger, then the databases: what goes wrong with these is no error of the load. */
static bool write(struct committing *c, struct diag *diag)
{
	struct plan plan = plan_archive(c);
	struct diag trouble;

	diag_init(&trouble, &c->hold->arena);
	archive_foresee(&c->hold->archive, plan.jobs, plan.kept, &trouble);
	if (!write_ledger(c, diag))
		return false;
	update_archive(c, &plan, &trouble);
	recover_later(c->hold, &trouble, diag);
	return true;
}

static bool compare_and_write(struct committing *c, bool dry_run, struct diag *diag)
{
	const bool *wanted = indicators_of(c->hold, &c->load->figures);

	if (!current_read(c->hold, &c->hold->arena, wanted, true, &c->book, diag) ||
		!compare(c, diag))
		return false;
	if (dry_run || !c->commit->load)
		return true;
	return hold_has_room(c->hold, room_needed(c), diag) && write(c, diag);
}

bool store_commit(struct store *store, struct load *load, bool dry_run, struct commit *commit,
	struct diag *diag)
{
	struct hold hold;
	struct committing committing = {.hold = &hold, .load = load, .commit = commit};
	bool done;

	*commit = (struct commit){0};
	if (!check_series(store->arena, &load->figures, diag) ||
		!hold_open(&hold, store, !dry_run, diag))
		return false;
	done = compare_and_write(&committing, dry_run, diag);
	hold_close(&hold);
	return done;
}
