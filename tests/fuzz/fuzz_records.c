/*
 * records: a text is cut into records and cells, and every way of reading it gives the same: by
 * libcsv, where no quote had to be read again; with other line ends; and once more after it was
 * written with every cell in quotes.
 */
#include "fuzz.h"

#include <csv.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "ingest/dialect.h"
#include "text/line.h"
#include "text/reading.h"

static const char delimiters[] = {'\0', ',', ';', '\t', '|', ' '};

struct cells {
	struct arena *arena;
	ARRAY(struct str);
	size_t records;
};

static void hear_cell(void *text, size_t len, void *context)
{
	struct cells *cells = context;

	*array_add(cells->arena, cells) = str_copy(cells->arena, (struct str){text, len});
}

static void hear_record(int end, void *context)
{
	struct cells *cells = context;

	(void)end;
	cells->records++;
}

static void check_against_libcsv(struct arena *arena, const struct sheet *sheet)
{
	struct cells cells = {.arena = arena};
	struct csv_parser parser;
	size_t next = 0;

	csv_init(&parser, 0);
	csv_set_delim(&parser, (unsigned char)sheet->dialect.delimiter);
	csv_set_quote(&parser, (unsigned char)sheet->dialect.quote);
	csv_parse(&parser, sheet->text.at + sheet->dialect.skip,
		sheet->text.len - sheet->dialect.skip, hear_cell, hear_record, &cells);
	csv_fini(&parser, hear_cell, hear_record, &cells);
	csv_free(&parser);
	fuzz_must(cells.records == sheet->count, "there are as many records as libcsv finds");
	fuzz_must(cells.count == sheet->records.item[sheet->count].first,
		"there are as many cells as libcsv finds");
	for (size_t i = 0; i < sheet->count; i++)
		for (size_t c = 0; c < sheet_width(sheet, i); c++)
			fuzz_must(str_equal(sheet_cell(sheet, i, c), cells.item[next++]),
				"a cell holds what libcsv finds");
}

static void check_same(const struct sheet *a, const struct sheet *b)
{
	fuzz_must(a->count == b->count, "there are as many records as before");
	for (size_t i = 0; i < a->count; i++) {
		fuzz_must(sheet_width(a, i) == sheet_width(b, i), "a record is as wide as before");
		for (size_t c = 0; c < sheet_width(a, i); c++)
			fuzz_must(str_equal(sheet_cell(a, i, c), sheet_cell(b, i, c)),
				"a cell holds what it held before");
	}
}

static void read_again(struct fuzz *fuzz, struct str text, struct sheet_dialect dialect,
	const struct sheet *before)
{
	struct sheet again;

	fuzz_must(sheet_read(&fuzz->arena, STR("a.csv"), text, dialect, &again, &fuzz->diag),
		"what was read and written can be read");
	check_same(before, &again);
}

static void put_quoted(struct buf *out, struct str cell)
{
	buf_char(out, '"');
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.at[i] == '"')
			buf_char(out, '"');
		buf_char(out, cell.at[i]);
	}
	buf_char(out, '"');
}

static void check_written(struct fuzz *fuzz, const struct sheet *sheet)
{
	const struct sheet_dialect plain = {.delimiter = ',', .quote = '"'};
	struct buf out;

	buf_init(&out, &fuzz->arena);
	for (size_t i = 0; i < sheet->count; i++) {
		for (size_t c = 0; c < sheet_width(sheet, i); c++) {
			if (c)
				buf_char(&out, ',');
			put_quoted(&out, sheet_cell(sheet, i, c));
		}
		buf_char(&out, '\n');
	}
	read_again(fuzz, buf_str(&out), plain, sheet);
}

/* Where no quote stands a line end is nothing but a line end. */
static void check_line_ends(struct fuzz *fuzz, const struct sheet *sheet)
{
	static const char *const ends[] = {"\n", "\r", "\r\n"};
	struct str text = sheet->text;

	for (size_t e = 0; e < sizeof(ends) / sizeof(*ends); e++) {
		struct buf out;

		buf_init(&out, &fuzz->arena);
		for (size_t at = 0; at < text.len;) {
			bool end = line_is_end(text.at[at]) && at >= sheet->dialect.skip;

			if (end)
				buf_text(&out, ends[e]);
			else
				buf_char(&out, text.at[at]);
			at = end ? line_skip_end(text, at) : at + 1;
		}
		read_again(fuzz, buf_str(&out), sheet->dialect, sheet);
	}
}

/* A well-formed line is read alike by the rule for lines that are not. */
static void check_reading(struct arena *arena, const struct sheet *sheet, size_t record)
{
	const struct reading_rule rule = {
		QUOTES_DOUBLED, sheet->dialect.delimiter, sheet->dialect.quote, SIZE_MAX};
	struct str line = sheet_raw(sheet, record);
	struct reading reading = {.stray = false};

	if (line_count_ends(line) || sheet_fault(sheet, record))
		return;
	reading_split(arena, line, &rule, &reading);
	if (reading.stray || reading.unclosed)
		return;
	fuzz_must(reading.cells.count == sheet_width(sheet, record),
		"a line has as many cells by either rule");
	for (size_t c = 0; c < reading.cells.count; c++)
		fuzz_must(str_equal(reading_text(arena, &reading, line, c),
				  sheet_cell(sheet, record, c)),
			"a cell of a line is the same by either rule");
}

static void check_places(struct arena *arena, const struct sheet *sheet)
{
	size_t lines = 1 + line_count_ends(sheet->text);

	for (size_t i = 0; i < sheet->count; i++) {
		fuzz_must(fuzz_is_within(sheet_raw(sheet, i), sheet->text),
			"a record stands in the text");
		fuzz_must(i == 0 || sheet->records.item[i].at > sheet->records.item[i - 1].at,
			"records follow each other");
		for (size_t c = 0; c <= sheet_width(sheet, i); c++) {
			struct place place = sheet_place(sheet, i, c);
			struct str cell = sheet_cell(sheet, i, c);

			fuzz_must(place.line >= sheet->records.item[i].line &&
					  place.line <= lines && place.column >= 1,
				"a cell has a place in its record");
			fuzz_must(fuzz_is_within(cell, sheet->text) ||
					  fuzz_is_within(cell, sheet->unescaped),
				"a cell stands in the text or is held apart");
		}
		check_reading(arena, sheet, i);
	}
}

static void check_dialect(const struct sheet_dialect *dialect, struct str text)
{
	fuzz_must(dialect->quote == '"' || dialect->quote == '\'', "a quote is one of two");
	fuzz_must(dialect->delimiter && dialect->delimiter != dialect->quote,
		"there is a delimiter, and it is no quote");
	fuzz_must(dialect->skip <= text.len, "what is skipped was there");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sheet_dialect dialect;
	struct sheet sheet;
	struct fuzz fuzz;
	struct str why;
	char delimiter;
	bool done, mixed, narrow;

	fuzz_begin(&fuzz, data, size);
	delimiter = delimiters[fuzz_choice(&fuzz, sizeof(delimiters))];
	mixed = fuzz_byte(&fuzz) & 1;
	narrow = delimiter && mixed && fuzz.rest.len % 2;
	if (utf8_check(fuzz.rest) < fuzz.rest.len || memchr(fuzz.rest.at, 0, fuzz.rest.len)) {
		fuzz_end(&fuzz);
		return -1;
	}
	done = dialect_detect(
		&fuzz.arena, STR("a.csv"), fuzz.rest, delimiter, &dialect, &why, &fuzz.diag);
	fuzz_told(&fuzz.diag, 0, done);
	if (done) {
		check_dialect(&dialect, fuzz.rest);
		dialect.mixed = mixed;
		if (narrow)
			dialect.width = 0;
		done = sheet_read(
			&fuzz.arena, STR("a.csv"), fuzz.rest, dialect, &sheet, &fuzz.diag);
		fuzz_told(&fuzz.diag, 0, done);
	}
	fuzz_memory(&fuzz, 4 << 20, 512);
	if (done) {
		check_places(&fuzz.arena, &sheet);
		check_written(&fuzz, &sheet);
		if (!sheet.faults.count)
			check_against_libcsv(&fuzz.arena, &sheet);
		if (!memchr(fuzz.rest.at, dialect.quote, fuzz.rest.len))
			check_line_ends(&fuzz, &sheet);
	}
	fuzz_end(&fuzz);
	return 0;
}
