/*
 * ledger: a file of the ledger is read as it was written, or named as damaged. The input is such a
 * file but for its last line, whose checksum nobody would guess; and cells for one.
 */
#include "fuzz.h"

#include <inttypes.h>

#include "store/fields.h"
#include "store/ledger_text.h"
#include "text/gzip.h"

static size_t count_lines(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == '\n';
	return count;
}

/* With as many rows as stand behind the column names. */
static struct str with_end(struct arena *arena, struct str content)
{
	const struct str columns = STR("series,period,value,unit,flag,line\n");
	size_t at = str_find(content, columns);
	size_t rows = at < content.len ? count_lines(str_from(content, at + columns.len)) : 0;

	return str_printf(arena, "%.*s# end %zu %08" PRIx32 "\n", STR_ARG(content), rows,
		gzip_crc32(content));
}

static void check_header(struct arena *arena, const struct load_entry *entry)
{
	struct ledger_file file = {.arena = arena};
	struct buf out;

	buf_init(&out, arena);
	ledger_put_header(&out, entry);
	fuzz_must(fuzz_is_text(buf_str(&out), "\n"), "a header is text");
	file.rest = buf_str(&out);
	fuzz_must(ledger_parse_header(&file) && !file.rest.len,
		"a header that was written can be read");
	fuzz_must(file.entry.number == entry->number && file.entry.undoes == entry->undoes &&
			  str_equal(file.entry.at, entry->at) &&
			  str_equal(file.entry.by, entry->by) &&
			  str_equal(file.entry.command, entry->command) &&
			  str_equal(file.entry.file, entry->file) &&
			  str_equal(file.entry.sha256, entry->sha256) &&
			  str_equal(file.entry.source, entry->source) &&
			  str_equal(file.entry.note, entry->note),
		"a header that was written is read as it was");
}

static void put_row(struct buf *out, struct arena *arena, const struct ledger_cells *cells)
{
	const struct str texts[] = {
		cells->series, cells->period, cells->value, cells->unit, cells->flag};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		buf_add(out, field_quoted(arena, texts[i]));
		buf_char(out, ',');
	}
	buf_printf(out, "%zu\n", cells->line);
}

static void check_row(struct arena *arena, const struct ledger_cells *cells)
{
	struct ledger_cells again;
	struct str rest;
	struct buf out;

	buf_init(&out, arena);
	put_row(&out, arena, cells);
	rest = buf_str(&out);
	fuzz_must(ledger_parse_row(arena, &rest, &again) && !rest.len,
		"a row that was written can be read");
	fuzz_must(str_equal(again.series, cells->series) &&
			  str_equal(again.period, cells->period) &&
			  str_equal(again.value, cells->value) &&
			  str_equal(again.unit, cells->unit) &&
			  str_equal(again.flag, cells->flag) && again.line == cells->line,
		"a row that was written is read as it was");
}

static void check_rows(struct fuzz *fuzz, struct ledger_file *file)
{
	size_t errors = fuzz->diag.errors, rows = 0;
	struct ledger_cells cells;

	while (ledger_has_row(file)) {
		size_t left = file->rest.len;
		bool done = ledger_take_row(file, &cells, &fuzz->diag);

		fuzz_told(&fuzz->diag, errors, done);
		if (!done)
			return;
		fuzz_must(file->rest.len < left, "a row that was taken is gone");
		check_row(&fuzz->arena, &cells);
		if (++rows % 2 == 0)
			ledger_skip_series(file);
	}
}

static void check_file(struct fuzz *fuzz, struct str content)
{
	struct ledger_file file;
	bool done;

	fuzz_write(&fuzz->arena, STR("ledger/000001.csv"), content);
	done = ledger_read(&fuzz->arena, fuzz_folder(), 1, &file, &fuzz->diag);
	fuzz_told(&fuzz->diag, 0, done);
	if (!done)
		return;
	fuzz_must(file.entry.number == 1 && file.entry.undoes == 0,
		"the first load takes nothing back");
	check_header(&fuzz->arena, &file.entry);
	check_rows(fuzz, &file);
}

/* Any texts. */
static void check_cells(struct fuzz *fuzz)
{
	struct load_entry entry = {.number = 1 + (int)fuzz_byte(fuzz)};
	struct ledger_cells cells = {.line = fuzz_byte(fuzz)};

	cells.series = entry.file = fuzz_text(fuzz);
	cells.unit = entry.note = fuzz_text(fuzz);
	cells.flag = entry.by = fuzz_text(fuzz);
	cells.period = entry.at = STR("2024-05-31");
	cells.value = entry.sha256 = STR("12");
	entry.command = entry.source = STR("");
	check_header(&fuzz->arena, &entry);
	check_row(&fuzz->arena, &cells);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz fuzz;
	struct str content;

	fuzz_begin(&fuzz, data, size);
	content = fuzz_text(&fuzz);
	check_file(&fuzz, content.len % 8 ? with_end(&fuzz.arena, content) : content);
	fuzz_memory(&fuzz, 1 << 17, 256);
	check_cells(&fuzz);
	fuzz_end(&fuzz);
	return 0;
}
