/*
 * divided: a file that is shared out among processes is read as one process reads it: the same
 * cells, figures, lines, counts and messages. Linked with sources that share out small files.
 */
#include "fuzz.h"

#include "base/date.h"
#include "base/utf8.h"
#include "catalogues.h"
#include "ingest/dialect.h"
#include "outcome.h"

enum { MOST_CORES = 4 };

static struct str cells_of(struct fuzz *fuzz, struct str text, struct sheet_dialect dialect)
{
	size_t errors = fuzz->diag.errors;
	struct sheet sheet;
	struct buf out;
	bool done = sheet_read(&fuzz->arena, STR("a.csv"), text, dialect, &sheet, &fuzz->diag);

	fuzz_told(&fuzz->diag, errors, done);
	if (!done)
		return STR("refused");
	buf_init(&out, &fuzz->arena);
	for (size_t i = 0; i < sheet.count; i++) {
		buf_printf(&out, "%u %u", sheet.records.item[i].line, sheet.records.item[i].at);
		for (size_t c = 0; c < sheet_width(&sheet, i); c++) {
			buf_char(&out, '\0');
			buf_add(&out, sheet_cell(&sheet, i, c));
		}
		buf_text(&out, sheet_fault(&sheet, i) ? " fault\n" : "\n");
	}
	return buf_str(&out);
}

static void check_cells(struct fuzz *fuzz, struct str text, int cores)
{
	struct sheet_dialect dialect;
	struct str why, alone;

	if (utf8_check(text) < text.len || memchr(text.at, '\0', text.len) ||
		!dialect_detect(
			&fuzz->arena, STR("a.csv"), text, '\0', &dialect, &why, &fuzz->diag))
		return;
	alone = cells_of(fuzz, text, dialect);
	fuzz_pretend_cores(cores);
	fuzz_must(str_equal(alone, cells_of(fuzz, text, dialect)),
		"several processes find the cells that one finds");
	fuzz_pretend_cores(1);
}

static struct str outcome_of(struct arena *arena, const struct catalogue *catalogue,
	struct str content, const struct ingest_options *options)
{
	struct ingest_result result;
	struct diag diag;
	bool done;

	diag_init(&diag, arena);
	done = ingest_content(arena, catalogue, STR("a.csv"), content, options, &result, &diag);
	fuzz_told(&diag, 0, done);
	return outcome_all(arena, &result, &diag);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ingest_options options = {.today = date_day(2024, 7, 10), .allow_future = true};
	const struct catalogue *catalogue;
	struct str alone;
	struct fuzz fuzz;
	int cores;

	fuzz_begin(&fuzz, data, size);
	catalogue = catalogue_of(fuzz_byte(&fuzz));
	options.source = catalogue_find_source(
		catalogue, str_of(catalogue_sources[fuzz_choice(&fuzz, CATALOGUE_SOURCES)]));
	cores = 2 + (int)fuzz_choice(&fuzz, MOST_CORES - 1);
	options.partial = fuzz_byte(&fuzz) & 1;
	check_cells(&fuzz, fuzz.rest, cores);
	alone = outcome_of(&fuzz.arena, catalogue, fuzz.rest, &options);
	fuzz_pretend_cores(cores);
	fuzz_must(str_equal(alone, outcome_of(&fuzz.arena, catalogue, fuzz.rest, &options)),
		"several processes find what one finds");
	fuzz_pretend_cores(1);
	fuzz_memory(&fuzz, 4 << 20, 8192);
	fuzz_end(&fuzz);
	return 0;
}
