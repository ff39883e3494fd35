/*
 * state: what the store notes beside the ledger (`applied`, `pushed`) is read as it was written; a
 * file that nobody wrote so says nothing.
 */
#include "fuzz.h"

#include "base/date.h"
#include "catalogues.h"
#include "store/applied.h"
#include "store/pushed.h"

static bool alike(const struct applied_line *a, const struct applied_line *b)
{
	return a->known == b->known &&
	       (!a->known || (a->every == b->every && str_equal(a->unit, b->unit) &&
				     str_equal(a->made, b->made) && a->rows == b->rows &&
				     a->series == b->series && a->span == b->span));
}

static void check_applied(struct fuzz *fuzz, const struct catalogue *catalogue)
{
	struct applied applied, again;

	fuzz_write(&fuzz->arena, STR("applied"), fuzz_text(fuzz));
	applied_read(&fuzz->arena, fuzz_folder(), catalogue, &applied);
	fuzz_must(applied.synced >= 0 && applied.synced <= applied.load,
		"no more loads are synced than are applied");
	fuzz_must(
		applied_write(&fuzz->arena, fuzz_folder(), catalogue, &applied, false, &fuzz->diag),
		"what is applied can be noted");
	applied_read(&fuzz->arena, fuzz_folder(), catalogue, &again);
	fuzz_must(again.load == applied.load && again.synced == applied.synced &&
			  str_equal(again.boot, applied.boot),
		"what was noted of the loads is read");
	for (size_t i = 0; i < catalogue->indicators.count; i++)
		fuzz_must(alike(&applied.line[i], &again.line[i]),
			"what was noted of an indicator is read");
}

static bool is_noted(struct fuzz *fuzz, struct str url, struct pushed expected)
{
	struct pushed noted = pushed_read(&fuzz->arena, fuzz_folder(), url);

	return noted.load == expected.load && noted.sure == expected.sure &&
	       noted.day == expected.day && noted.catalogue == expected.catalogue;
}

static void check_pushed(struct fuzz *fuzz, const struct catalogue *catalogue)
{
	const struct str url = STR("http://localhost:8428"), other = STR("http://b:1/insert/0");
	struct pushed pushed, noted = {.load = 41, .sure = 38, .day = date_day(2024, 7, 10)};
	struct store store = {.arena = &fuzz->arena,
		.catalogue = catalogue,
		.folder = fuzz_folder(),
		.no_sync = true};

	noted.catalogue = pushed_catalogue(&fuzz->arena, catalogue);
	fuzz_write(&fuzz->arena, STR("pushed"), fuzz_text(fuzz));
	pushed = pushed_read(&fuzz->arena, fuzz_folder(), url);
	fuzz_must(pushed.sure >= 0 && pushed.sure <= pushed.load,
		"no more loads are sure than were pushed");
	fuzz_must(pushed_write(&store, other, &noted, &fuzz->diag), "what was pushed can be noted");
	fuzz_must(is_noted(fuzz, other, noted), "what was noted of a place is read");
	fuzz_must(is_noted(fuzz, url, pushed), "what was noted of other places stays");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct catalogue *catalogue;
	struct fuzz fuzz;

	fuzz_begin(&fuzz, data, size);
	catalogue = catalogue_of(fuzz_byte(&fuzz));
	check_applied(&fuzz, catalogue);
	check_pushed(&fuzz, catalogue);
	fuzz_memory(&fuzz, 1 << 20, 256); /* files are read in pieces of 64 KiB */
	fuzz_end(&fuzz);
	return 0;
}
