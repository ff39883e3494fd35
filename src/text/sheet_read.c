#include "text/line.h"
#include "text/sheet_plain.h"

#include <csv.h>
#include <string.h>

enum {
	CHUNK_MAX = 64 * 1024,
	WASTE_FACTOR = 16, /* so many times the text's length may be read in vain */
	WASTE_FREE = 64 << 20,
};

#define TOO_LONG_A_CELL "a cell is longer than 1 MiB"
#define TOO_MANY_COLUMNS "a record has more than 65535 columns"

static char byte_at(const struct sheet_reader *r, size_t at)
{
	return at < r->text.len ? r->text.at[at] : '\n';
}

static bool is_blank(const struct sheet_reader *r, char c)
{
	return (c == ' ' || c == '\t') && c != r->delimiter;
}

static size_t skip_blanks(const struct sheet_reader *r, size_t at)
{
	while (at < r->text.len && is_blank(r, r->text.at[at]))
		at++;
	return at;
}

/* libcsv skips blank lines before a record without a word. */
static void begin_record(struct sheet_reader *r)
{
	if (r->begun)
		return;
	while (r->cursor < r->text.len) {
		size_t at = skip_blanks(r, r->cursor);

		if (at == r->text.len || !line_is_end(r->text.at[at]))
			break;
		r->cursor = line_skip_end(r->text, at);
		r->line++;
	}
	r->begun = true;
	r->record = (struct sheet_record){
		(uint32_t)r->sheet->cells.count, (uint32_t)r->cursor, r->line};
	r->record_breaks = 0;
	r->quoted = r->stray = r->swallows = false;
}

static void note_stray(struct sheet_reader *r, size_t opening)
{
	if (!r->stray)
		r->stray_at = opening;
	r->stray = true;
}

/* From the first byte inside a quoted cell to its closing quote, as libcsv sees it. */
static size_t find_closing(struct sheet_reader *r, size_t body)
{
	size_t at = body;

	while (at < r->text.len) {
		const char *found = memchr(r->text.at + at, r->quote, r->text.len - at);
		size_t quote, behind;

		if (!found)
			break;
		quote = (size_t)(found - r->text.at);
		if (byte_at(r, quote + 1) == r->quote) {
			at = quote + 2;
			continue;
		}
		behind = skip_blanks(r, quote + 1);
		if (byte_at(r, behind) == r->delimiter || line_is_end(byte_at(r, behind)))
			return quote;
		note_stray(r, body - 1);
		r->swallows = r->swallows || reading_opens(r->text, body, quote, r->delimiter);
		at = behind;
	}
	note_stray(r, body - 1);
	return r->text.len;
}

static uint32_t add_unescaped(struct sheet_reader *r, struct str cell)
{
	size_t at = r->text.len + r->unescaped.len;

	if (at + cell.len > UINT32_MAX) {
		r->limit = "the file is longer than 4 GiB";
		return 0;
	}
	buf_add(&r->unescaped, cell);
	return (uint32_t)at;
}

/* The cursor stands on the opening quote. Returns where the cell's text is. */
static uint32_t pass_quoted(struct sheet_reader *r, struct str cell)
{
	size_t body = r->cursor + 1, end = body + cell.len;
	bool plain = !cell.len || !memchr(cell.at, r->quote, cell.len);
	size_t breaks;

	if (!plain || byte_at(r, end) != r->quote)
		end = find_closing(r, body);
	breaks = line_count_ends(str_slice(r->text, body, end));
	r->quoted = true;
	if (breaks && !r->record_breaks)
		r->quoted_break_at = r->cursor;
	r->record_breaks += breaks;
	r->cursor = skip_blanks(r, end + (end < r->text.len));
	if (end - body == cell.len)
		return (uint32_t)body;
	return add_unescaped(r, cell);
}

static void add_cell(struct sheet_reader *r, size_t at, size_t len)
{
	struct sheet *sheet = r->sheet;
	bool is_long = len >= SHEET_LONG;

	if (is_long)
		*array_add(r->arena, &sheet->longs) =
			(struct sheet_long){(uint32_t)sheet->cells.count, (uint32_t)len};
	array_reserve(r->arena, &sheet->cells, 1);
	sheet->cells.item[sheet->cells.count++] = (struct sheet_cell){(uint16_t)(at & UINT16_MAX),
		(uint16_t)(at >> 16), is_long ? SHEET_LONG : (uint16_t)len};
}

/* Takes back the cells of the record. */
static void drop_cells(struct sheet_reader *r)
{
	struct sheet *sheet = r->sheet;

	sheet->cells.count = r->record.first;
	while (sheet->longs.count &&
		sheet->longs.item[sheet->longs.count - 1].cell >= r->record.first)
		sheet->longs.count--;
}

static void check_limits(struct sheet_reader *r, size_t len)
{
	if (len > SHEET_CELL_MAX)
		r->limit = TOO_LONG_A_CELL;
	else if (r->cursor - r->record.at > SHEET_RECORD_MAX)
		r->limit = "a record is longer than 4 MiB";
	else if (r->sheet->cells.count - r->record.first > SHEET_COLUMNS_MAX)
		r->limit = TOO_MANY_COLUMNS;
	if (r->limit && r->record_breaks)
		sheet_read_open(r, r->quoted_break_at);
}

static void take_cell(void *data, size_t len, void *context)
{
	struct sheet_reader *r = context;
	struct str cell = {data, len};
	size_t at;

	if (r->again || r->limit)
		return;
	begin_record(r);
	at = r->cursor = skip_blanks(r, r->cursor);
	if (at < r->text.len && r->text.at[at] == r->quote)
		at = pass_quoted(r, cell);
	else
		r->cursor = skip_blanks(r, at + len);
	add_cell(r, at, len);
	if (byte_at(r, r->cursor) == r->delimiter)
		r->cursor++;
	check_limits(r, len);
}

static bool is_regular(const struct sheet_reader *r)
{
	size_t width = r->sheet->cells.count - r->record.first;

	return !r->stray && !r->record_breaks &&
	       (width == r->sheet->dialect.width || (!r->quoted && !r->sheet->dialect.mixed));
}

static void keep_record(struct sheet_reader *r)
{
	*array_add(r->arena, &r->sheet->records) = r->record;
	r->line += (uint32_t)r->record_breaks;
	r->begun = false;
}

static void take_record(int end, void *context)
{
	struct sheet_reader *r = context;

	(void)end;
	if (r->again || r->limit)
		return;
	r->again = !is_regular(r) && sheet_is_misread(r);
	if (r->again)
		return;
	keep_record(r);
	if (r->cursor < r->text.len) {
		r->cursor = line_skip_end(r->text, r->cursor);
		r->line++;
	}
}

/* Puts the reading of its first line in the place of the record. */
static void take_reading(struct sheet_reader *r)
{
	struct sheet *sheet = r->sheet;
	size_t start = r->record.at;

	*array_add(r->arena, &sheet->faults) = (struct sheet_fault){
		(uint32_t)sheet->records.count, (uint32_t)r->stray_at, r->fault};
	drop_cells(r);
	r->limit = r->reading.cells.count > SHEET_COLUMNS_MAX ? TOO_MANY_COLUMNS : NULL;
	for (size_t i = 0; i < r->reading.cells.count; i++) {
		const struct reading_cell *from = &r->reading.cells.item[i];
		struct str text = reading_text(r->arena, &r->reading, r->line_text, i);

		if (text.len > SHEET_CELL_MAX)
			r->limit = TOO_LONG_A_CELL;
		add_cell(r, from->escaped ? add_unescaped(r, text) : start + from->start, text.len);
	}
	*array_add(r->arena, &sheet->records) = r->record;
	r->cursor = start + r->line_text.len;
	r->line = r->record.line;
	if (r->cursor < r->text.len) {
		r->cursor = line_skip_end(r->text, r->cursor);
		r->line++;
	}
	r->again = r->begun = false;
}

static bool refuse_limit(const struct sheet_reader *r, struct diag *diag)
{
	return diag_error(diag, STATUS_DATA, (struct place){r->sheet->path, r->record.line, 0},
		"%s; name the right delimiter with delimiter = in a source section, or mend the "
		"file",
		r->limit);
}

/* libcsv knows no limits: a cell that is still open at the end of a chunk is measured here. */
static void check_open_cell(struct sheet_reader *r, const struct csv_parser *parser)
{
	size_t start;

	if (r->again || r->limit || parser->entry_pos <= SHEET_CELL_MAX)
		return;
	begin_record(r);
	start = skip_blanks(r, r->cursor);
	r->limit = TOO_LONG_A_CELL;
	if (byte_at(r, start) == r->quote)
		sheet_read_open(r, start);
}

/* Room for all of the text, if the rest of it is like what was read so far. */
static void reserve(struct sheet_reader *r)
{
	size_t read = r->cursor - r->sheet->dialect.skip;
	double times = (double)(r->text.len - r->cursor) / (double)read * 1.02;

	array_reserve(r->arena, &r->sheet->cells, (size_t)((double)r->sheet->cells.count * times));
	array_reserve(
		r->arena, &r->sheet->records, (size_t)((double)r->sheet->records.count * times));
}

/* Some of the text tells what the rest of it needs. */
static bool look_ahead(struct sheet_reader *r, bool between_lines, struct diag *diag)
{
	if (r->looked_ahead || r->cursor - r->sheet->dialect.skip < SHEET_AHEAD)
		return true;
	r->looked_ahead = true;
	r->sheet->usual.first = r->sheet->usual.end = r->sheet->records.count;
	r->sheet->usual.line = between_lines ? r->line : 0;
	if (between_lines && !sheet_read_striped(r, diag))
		return false;
	reserve(r);
	return true;
}

/* Not where each record of another width needs a closer look. */
static bool read_plain(struct sheet_reader *r, struct diag *diag)
{
	while (!r->sheet->dialect.mixed && sheet_read_plain(r, r->text.len))
		if (!look_ahead(r, true, diag))
			return false;
	return true;
}

/* Behind the line that holds `at`, or behind a part of it if it is very long. */
static size_t chunk_end(const struct sheet_reader *r, size_t at)
{
	size_t limit = r->text.len - at < CHUNK_MAX ? r->text.len : at + CHUNK_MAX;

	while (at < limit && !line_is_end(r->text.at[at]))
		at++;
	return at < limit ? line_skip_end(r->text, at) : limit;
}

/* Lines are given to libcsv one by one, so that it is done with each of them that is a record, and
 * little is read in vain of one that is read again. */
static bool read_records(struct sheet_reader *r, struct csv_parser *parser, struct diag *diag)
{
	size_t at = r->cursor, waste = 0;

	while (at < r->text.len) {
		size_t start;

		if (!r->begun && r->cursor == at) {
			if (!read_plain(r, diag))
				return false;
			at = r->cursor;
		}
		start = at;
		at = chunk_end(r, start);
		csv_parse(parser, r->text.at + start, at - start, take_cell, take_record, r);
		check_open_cell(r, parser);
		if (at == r->text.len && !r->again)
			csv_fini(parser, take_cell, take_record, r);
		if (r->again) {
			csv_fini(parser, NULL, NULL, NULL);
			waste += at - r->record.at;
			take_reading(r);
			at = r->cursor;
		}
		if (waste > WASTE_FREE + r->text.len * WASTE_FACTOR)
			r->limit = "too many quotes are never closed";
		if (r->limit)
			return refuse_limit(r, diag);
		look_ahead(r, false, diag);
	}
	return true;
}

bool sheet_read(struct arena *arena, struct str path, struct str text, struct sheet_dialect dialect,
	struct sheet *sheet, struct diag *diag)
{
	struct sheet_reader r = {.arena = arena, .sheet = sheet, .text = text};
	struct csv_parser parser;
	bool done;

	*sheet = (struct sheet){.path = path, .text = text, .dialect = dialect};
	if (text.len >= UINT32_MAX)
		return diag_error(
			diag, STATUS_DATA, PLACE_FILE(path), "file is 4 GiB or longer; split it");
	buf_init(&r.unescaped, arena);
	r.delimiter = dialect.delimiter;
	r.quote = dialect.quote;
	r.cursor = dialect.skip;
	r.line = 1 + (uint32_t)line_count_ends(str_head(text, dialect.skip));
	csv_init(&parser, 0);
	csv_set_delim(&parser, (unsigned char)dialect.delimiter);
	csv_set_quote(&parser, (unsigned char)dialect.quote);
	done = read_records(&r, &parser, diag);
	csv_free(&parser);
	sheet->count = sheet->records.count;
	sheet->unescaped = buf_str(&r.unescaped);
	*array_add(arena, &sheet->records) =
		(struct sheet_record){(uint32_t)sheet->cells.count, (uint32_t)text.len, r.line};
	return done;
}
