#include "text/sheet.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <csv.h>
#include <string.h>

enum {
	CHUNK_MIN = 256, /* after a record was read again, so that little is read in vain */
	CHUNK_MAX = 64 * 1024,
	WASTE_FACTOR = 16, /* so many times the text's length may be read in vain */
	WASTE_FREE = 64 << 20,
};

/* What libcsv tells is the text of a cell and that a record ends. Where they stand is found by
 * going through the text beside it: `cursor` is always where the next cell begins. */
struct reader {
	struct arena *arena;
	struct sheet *sheet;
	struct str text;
	struct buf unescaped;
	char delimiter, quote; /* quote NUL: taken literally, since no text holds a NUL */
	size_t cursor;
	uint32_t line; /* at the cursor */
	bool begun;    /* a record is */
	struct sheet_record record;
	uint32_t record_breaks; /* line breaks inside its quoted cells */
	bool stray;             /* it has an ill-formed quote */
	size_t stray_at;        /* … that was opened here */
	size_t quoted_break_at; /* the quote before its first line break */
	bool again; /* it must be read again, literally; what libcsv still tells is void */
	enum sheet_fault_kind fault;
	const char *limit; /* the limit that was exceeded, NULL if none */
};

static char byte_at(const struct reader *r, size_t at)
{
	return at < r->text.len ? r->text.at[at] : '\n';
}

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static bool is_blank(const struct reader *r, char c)
{
	return (c == ' ' || c == '\t') && c != r->delimiter;
}

static size_t skip_blanks(const struct reader *r, size_t at)
{
	while (at < r->text.len && is_blank(r, r->text.at[at]))
		at++;
	return at;
}

/* Behind the line end at `at`: one or, for CR LF, two bytes. */
static size_t skip_line_end(struct str text, size_t at)
{
	if (text.at[at] == '\r' && at + 1 < text.len && text.at[at + 1] == '\n')
		return at + 2;
	return at + 1;
}

static uint32_t count_breaks(struct str text)
{
	uint32_t count = 0;

	for (size_t at = 0; at < text.len; count++) {
		while (at < text.len && !is_line_end(text.at[at]))
			at++;
		if (at == text.len)
			break;
		at = skip_line_end(text, at);
	}
	return count;
}

/* libcsv skips blank lines before a record without a word. */
static void begin_record(struct reader *r)
{
	if (r->begun)
		return;
	while (r->cursor < r->text.len) {
		size_t at = skip_blanks(r, r->cursor);

		if (at == r->text.len || !is_line_end(r->text.at[at]))
			break;
		r->cursor = skip_line_end(r->text, at);
		r->line++;
	}
	r->begun = true;
	r->record = (struct sheet_record){
		(uint32_t)r->sheet->cells.count, (uint32_t)r->cursor, r->line};
	r->record_breaks = 0;
	r->stray = false;
}

static void note_stray(struct reader *r, size_t opening)
{
	if (!r->stray)
		r->stray_at = opening;
	r->stray = true;
}

/* From the first byte inside a quoted cell to its closing quote, as libcsv sees it. */
static size_t find_closing(struct reader *r, size_t body)
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
		if (byte_at(r, behind) == r->delimiter || is_line_end(byte_at(r, behind)))
			return quote;
		note_stray(r, body - 1);
		at = behind;
	}
	note_stray(r, body - 1);
	return r->text.len;
}

static uint32_t add_unescaped(struct reader *r, struct str cell)
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
static uint32_t pass_quoted(struct reader *r, struct str cell)
{
	size_t body = r->cursor + 1, end = body + cell.len;
	bool plain = !cell.len || !memchr(cell.at, r->quote, cell.len);
	uint32_t breaks;

	if (!plain || byte_at(r, end) != r->quote || end >= r->text.len)
		end = find_closing(r, body);
	breaks = count_breaks(str_slice(r->text, body, end));
	if (breaks && !r->record_breaks)
		r->quoted_break_at = r->cursor;
	r->record_breaks += breaks;
	r->cursor = skip_blanks(r, end + (end < r->text.len));
	if (end - body == cell.len)
		return (uint32_t)body;
	return add_unescaped(r, cell);
}

/* The first physical line of the record. */
static struct str first_line(const struct reader *r)
{
	size_t end = r->record.at;

	while (end < r->text.len && !is_line_end(r->text.at[end]))
		end++;
	return str_slice(r->text, r->record.at, end);
}

static size_t literal_width(const struct reader *r)
{
	struct str line = first_line(r);
	size_t width = 1;

	for (size_t i = 0; i < line.len; i++)
		width += line.at[i] == r->delimiter;
	return width;
}

static void read_again(struct reader *r, size_t opening)
{
	note_stray(r, opening);
	r->again = true;
	r->fault = literal_width(r) == r->sheet->dialect.width ? FAULT_LITERAL : FAULT_STRAY;
}

static void check_limits(struct reader *r, size_t len)
{
	if (len > SHEET_CELL_MAX)
		r->limit = "a cell is longer than 1 MiB";
	else if (r->cursor - r->record.at > SHEET_RECORD_MAX)
		r->limit = "a record is longer than 4 MiB";
	else if (r->sheet->cells.count - r->record.first > SHEET_COLUMNS_MAX)
		r->limit = "a record has more than 65535 columns";
	if (r->limit && r->record_breaks) { /* a quote that was never closed may be the reason */
		read_again(r, r->quoted_break_at);
	}
}

static void take_cell(void *data, size_t len, void *context)
{
	struct reader *r = context;
	struct str cell = {data, len};
	struct sheet_cell *place;

	if (r->again || r->limit)
		return;
	begin_record(r);
	r->cursor = skip_blanks(r, r->cursor);
	array_reserve(r->arena, &r->sheet->cells, 1);
	place = &r->sheet->cells.item[r->sheet->cells.count++];
	place->len = (uint32_t)len;
	if (r->cursor < r->text.len && r->text.at[r->cursor] == r->quote) {
		place->at = pass_quoted(r, cell);
	} else {
		place->at = (uint32_t)r->cursor;
		r->cursor = skip_blanks(r, r->cursor + len);
	}
	if (byte_at(r, r->cursor) == r->delimiter && r->cursor < r->text.len)
		r->cursor++;
	check_limits(r, len);
}

/* Does the record as read so far have to be read again with literal quotes? */
static bool is_doubtful(struct reader *r)
{
	size_t usual = r->sheet->dialect.width, width = r->sheet->cells.count - r->record.first;
	bool literal_fits;

	if (!r->quote || (!r->stray && !r->record_breaks))
		return false;
	if (!usual)
		return r->stray && r->record_breaks;
	literal_fits = literal_width(r) == usual;
	if (r->stray && (r->record_breaks || width != usual)) {
		r->fault = literal_fits ? FAULT_LITERAL : FAULT_STRAY;
		return true;
	}
	if (!r->record_breaks || !literal_fits)
		return false;
	r->stray_at = r->quoted_break_at;
	r->fault = width == usual ? FAULT_TWO_WAYS : FAULT_LITERAL;
	return true;
}

static void keep_record(struct reader *r)
{
	*array_add(r->arena, &r->sheet->records) = r->record;
	r->line += r->record_breaks;
	r->begun = false;
}

static void take_record(int end, void *context)
{
	struct reader *r = context;

	(void)end;
	if (r->again || r->limit)
		return;
	if (is_doubtful(r)) {
		r->again = true;
		return;
	}
	keep_record(r);
	if (r->cursor < r->text.len) {
		r->cursor = skip_line_end(r->text, r->cursor);
		r->line++;
	}
}

/* Reads the first line of the doubtful record with literal quotes. */
static void read_literally(struct reader *r, struct csv_parser *parser)
{
	struct str line = first_line(r);
	char quote = r->quote;
	struct sheet_fault *fault = array_add(r->arena, &r->sheet->faults);

	*fault = (struct sheet_fault){
		(uint32_t)r->sheet->records.count, (uint32_t)r->stray_at, r->fault};
	r->sheet->cells.count = r->record.first;
	r->cursor = r->record.at;
	r->line = r->record.line;
	r->again = r->begun = false;
	r->limit = NULL;
	r->quote = '\0';
	csv_set_quote(parser, '\0');
	csv_parse(parser, line.at, line.len, take_cell, take_record, r);
	csv_fini(parser, take_cell, take_record, r);
	csv_set_quote(parser, (unsigned char)quote);
	r->quote = quote;
}

static bool refuse_limit(const struct reader *r, struct diag *diag)
{
	return diag_error(diag, STATUS_DATA, (struct place){r->sheet->path, r->record.line, 0},
		"%s; name the right delimiter with delimiter = in a source section, or mend the "
		"file",
		r->limit);
}

/* libcsv knows no limits: a cell that is still open at the end of a chunk is measured here. */
static void check_open_cell(struct reader *r, const struct csv_parser *parser)
{
	size_t start;

	if (r->again || r->limit || parser->entry_pos <= SHEET_CELL_MAX)
		return;
	begin_record(r);
	start = skip_blanks(r, r->cursor);
	r->limit = "a cell is longer than 1 MiB";
	if (byte_at(r, start) == r->quote)
		read_again(r, start);
}

static bool read_records(struct reader *r, struct csv_parser *parser, struct diag *diag)
{
	size_t at = r->cursor, chunk = CHUNK_MAX, waste = 0;

	while (at < r->text.len) {
		size_t len = r->text.len - at < chunk ? r->text.len - at : chunk;

		csv_parse(parser, r->text.at + at, len, take_cell, take_record, r);
		at += len;
		chunk = chunk * 2 < CHUNK_MAX ? chunk * 2 : CHUNK_MAX;
		check_open_cell(r, parser);
		if (at == r->text.len && !r->again)
			csv_fini(parser, take_cell, take_record, r);
		if (r->again) {
			csv_fini(parser, NULL, NULL, NULL);
			waste += at - r->record.at;
			read_literally(r, parser);
			at = r->cursor;
			chunk = CHUNK_MIN;
		}
		if (waste > WASTE_FREE + r->text.len * WASTE_FACTOR)
			r->limit = "too many quotes are never closed";
		if (r->limit)
			return refuse_limit(r, diag);
	}
	return true;
}

bool sheet_read(struct arena *arena, struct str path, struct str text, struct sheet_dialect dialect,
	struct sheet *sheet, struct diag *diag)
{
	struct reader r = {.arena = arena, .sheet = sheet, .text = text};
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
	r.line = 1 + count_breaks(str_head(text, dialect.skip));
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

struct place sheet_place_at(const struct sheet *sheet, size_t record, size_t at)
{
	const struct sheet_record *start = &sheet->records.item[record];
	struct str before = str_slice(sheet->text, start->at, at);
	size_t line_start = start->at;

	/* a record begins behind the blanks of its line */
	while (line_start > sheet->dialect.skip && !is_line_end(sheet->text.at[line_start - 1]))
		line_start--;
	for (size_t i = 0; i < before.len; i++)
		if (is_line_end(before.at[i]))
			line_start = start->at + i + 1;
	return (struct place){sheet->path, start->line + count_breaks(before),
		utf8_count(str_slice(sheet->text, line_start, at)) + 1};
}

/* Walks over the cells before it: needed only where a cell is held apart from the text. */
static size_t walk_to_cell(const struct sheet *sheet, size_t record, size_t column)
{
	struct reader r = {.text = sheet->text,
		.delimiter = sheet->dialect.delimiter,
		.quote = sheet->dialect.quote,
		.cursor = sheet->records.item[record].at};

	for (size_t i = 0;; i++) {
		r.cursor = skip_blanks(&r, r.cursor);
		if (i == column)
			return r.cursor;
		if (byte_at(&r, r.cursor) == r.quote)
			r.cursor = find_closing(&r, r.cursor + 1);
		while (r.cursor < r.text.len && r.text.at[r.cursor] != r.delimiter)
			r.cursor++;
		r.cursor++;
	}
}

struct place sheet_place(const struct sheet *sheet, size_t record, size_t column)
{
	size_t width = sheet_width(sheet, record), at;
	struct sheet_cell cell;

	if (column >= width)
		return sheet_place_at(sheet, record,
			sheet->records.item[record].at + sheet_raw(sheet, record).len);
	cell = sheet->cells.item[sheet->records.item[record].first + column];
	at = cell.at < sheet->text.len ? cell.at : walk_to_cell(sheet, record, column);
	if (cell.at < sheet->text.len && at > sheet->records.item[record].at &&
		sheet->text.at[at - 1] == sheet->dialect.quote)
		at--;
	return sheet_place_at(sheet, record, at);
}

struct str sheet_raw(const struct sheet *sheet, size_t record)
{
	struct str raw = str_slice(
		sheet->text, sheet->records.item[record].at, sheet->records.item[record + 1].at);

	while (raw.len && (is_line_end(raw.at[raw.len - 1]) || raw.at[raw.len - 1] == ' '))
		raw.len--;
	return raw;
}

const struct sheet_fault *sheet_fault(const struct sheet *sheet, size_t record)
{
	size_t low = 0, high = sheet->faults.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sheet->faults.item[middle].record < record)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sheet->faults.count && sheet->faults.item[low].record == record
		       ? &sheet->faults.item[low]
		       : NULL;
}
