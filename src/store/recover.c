#include "store/recover.h"

#include "base/file.h"
#include "store/fold.h"
#include "store/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { UNSYNCED_LOADS = 64 };

static struct fold fold_of(const struct hold *hold, const bool *wanted)
{
	return (struct fold){.catalogue = hold->store->catalogue,
		.folder = hold->store->folder,
		.wanted = wanted,
		.upto = hold->newest};
}

static bool is_stored(const struct indicator *indicator)
{
	return !indicator->formula;
}

/* Loads whose figures may not all be in the databases: all after this one. */
static int sure_load(const struct hold *hold)
{
	bool same_boot = hold->boot.len && str_equal(hold->boot, hold->applied.boot);

	return same_boot ? hold->applied.load : hold->applied.synced;
}

static bool mark_loads(struct hold *hold, bool *stale, struct diag *diag)
{
	const struct fold fold = fold_of(hold, NULL);
	struct arena scratch;
	bool done;
	int *undoes;

	arena_init(&scratch, &hold->arena);
	done = ledger_undoes(&scratch, hold->store->folder, hold->newest, &undoes, diag);
	for (int load = sure_load(hold) + 1; load <= hold->newest && done; load++)
		done = fold_mark(&fold, &scratch, ledger_subject(undoes, load), stale, NULL, diag);
	arena_free(&scratch);
	return done;
}

static bool is_as_the_catalogue_says(struct hold *hold, const struct indicator *indicator)
{
	const struct applied_line *line = &hold->applied.line[indicator->index];

	return line->known && line->every == indicator->every &&
	       str_equal(line->unit, indicator->unit) &&
	       str_equal(line->made, applied_made(&hold->arena, indicator)) &&
	       line->rows ==
		       archive_rows(indicator->every, hold->store->catalogue->keep, line->span);
}

static void set_line(
	struct hold *hold, const struct indicator *indicator, size_t series, size_t span)
{
	hold->applied.line[indicator->index] = (struct applied_line){
		.known = true,
		.every = indicator->every,
		.unit = indicator->unit,
		.made = applied_made(&hold->arena, indicator),
		.rows = archive_rows(indicator->every, hold->store->catalogue->keep, span),
		.series = series,
		.span = span,
	};
}

bool recover_find(struct hold *hold, bool **stale, bool *behind, struct diag *diag)
{
	const struct catalogue *catalogue = hold->store->catalogue;
	bool unsure = sure_load(hold) < hold->newest;

	*behind = unsure;
	*stale = NEW_ARRAY(&hold->arena, catalogue->indicators.count, bool);
	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct indicator *indicator = catalogue->indicators.item[i];

		if (!is_stored(indicator))
			continue;
		if (!hold->newest) {
			set_line(hold, indicator, 0, 0);
		} else if (!is_as_the_catalogue_says(hold, indicator)) {
			(*stale)[i] = true;
			*behind = true;
		}
	}
	return !unsure || mark_loads(hold, *stale, diag);
}

static size_t longest_span(
	const struct book *book, const struct indicator *indicator, size_t *count)
{
	size_t first, span = 0;

	*count = book_range(book, indicator, &first);
	for (size_t i = first; i < first + *count; i++)
		if (book->series.item[i].count > span)
			span = book->series.item[i].count;
	return span;
}

static struct archive_job *plan(struct hold *hold, const struct book *book)
{
	struct archive_job *jobs = NEW_ARRAY(&hold->arena, book->series.count, struct archive_job);

	for (size_t i = 0; i < book->series.count; i++) {
		const struct series *series = &book->series.item[i];

		jobs[i] = (struct archive_job){.series = *series,
			.rows = hold->applied.line[series->key.indicator->index].rows};
	}
	return jobs;
}

static void note_misfits(struct hold *hold, const size_t *misfits, struct diag *diag)
{
	const struct catalogue *catalogue = hold->store->catalogue;

	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct indicator *indicator = catalogue->indicators.item[i];

		if (misfits[i])
			diag_note(diag, indicator->place,
				"left out %zu figure%s of \"%.*s\" that the ledger holds in "
				"another frequency than every = %s",
				misfits[i], misfits[i] == 1 ? "" : "s", STR_ARG(indicator->id),
				every_name(indicator->every));
	}
}

/* Until the files are written, nothing is applied of these: a crash must not leave the old word on
 * new files. */
static bool disown(struct hold *hold, const bool *stale, struct diag *diag)
{
	const struct catalogue *catalogue = hold->store->catalogue;
	bool owned = false;

	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		owned = owned || (stale[i] && hold->applied.line[i].known);
		if (stale[i])
			hold->applied.line[i].known = false;
	}
	return !owned || applied_write(&hold->arena, hold->store->folder, catalogue, &hold->applied,
				 !hold->store->no_sync, diag);
}

static bool sync_archive(struct hold *hold, struct diag *diag)
{
	struct str folder = hold->store->folder;
	int fd = open(str_c(&hold->arena, folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool done;

	if (fd < 0)
		return diag_system(diag, STATUS_IO, folder, "open", errno);
	done = syncfs(fd) == 0 || diag_system(diag, STATUS_IO, folder, "sync", errno);
	close(fd);
	return done;
}

bool recover_finish(struct hold *hold, bool sync, struct diag *diag)
{
	struct applied *applied = &hold->applied;

	applied->load = hold->newest;
	sync = sync || !hold->boot.len || applied->load - applied->synced >= UNSYNCED_LOADS;
	if (sync && !hold->store->no_sync) {
		if (!sync_archive(hold, diag))
			return false;
		applied->synced = applied->load;
	}
	applied->boot = hold->boot;
	return applied_write(
		&hold->arena, hold->store->folder, hold->store->catalogue, applied, false, diag);
}

bool recover_replace(
	struct hold *hold, const bool *stale, const struct book *book, bool sync, struct diag *diag)
{
	const struct catalogue *catalogue = hold->store->catalogue;

	if (!disown(hold, stale, diag) || !archive_sweep(&hold->archive, book, stale, diag))
		return false;
	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		size_t count, span = longest_span(book, catalogue->indicators.item[i], &count);

		if (stale[i] && is_stored(catalogue->indicators.item[i]))
			set_line(hold, catalogue->indicators.item[i], count, span);
	}
	if (!archive_write(&hold->archive, plan(hold, book), book->series.count, diag))
		return false;
	if (sync)
		hold->applied.synced = 0;
	return recover_finish(hold, sync, diag);
}

bool recover_derive(struct hold *hold, const bool *stale, size_t *written, struct diag *diag)
{
	size_t indicators = hold->store->catalogue->indicators.count;
	size_t *misfits = NEW_ARRAY(&hold->arena, indicators, size_t);
	const struct fold fold = fold_of(hold, stale);
	struct book book;

	if (!fold_ledger(&fold, &hold->arena, &book, misfits, diag))
		return false;
	note_misfits(hold, misfits, diag);
	if (written)
		*written = book.series.count;
	return recover_replace(hold, stale, &book, true, diag);
}

void recover_later(const struct hold *hold, const struct diag *trouble, struct diag *diag)
{
	for (size_t i = 0; i < trouble->count; i++)
		diag_note(diag, trouble->item[i].place, "%.*s", STR_ARG(trouble->item[i].text));
	if (trouble->errors)
		diag_note(diag, PLACE_FILE(hold->store->folder),
			"load %d is safe in the ledger; the databases will follow with the next "
			"command",
			hold->newest);
}
