#include "text/sheet.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/reading.h"

#include <csv.h>
#include <string.h>

enum {
	CHUNK_MIN = 256, /* after a record was read again, so that little is read in vain */
	CHUNK_MAX = 64 * 1024,
	WASTE_FACTOR = 16, /* so many times the text's length may be read in vain */
	WASTE_FREE = 64 << 20,
	LITERAL_TRIES = 64, /* quotes of a record that are taken for literal ones, in turn */
};

#define TOO_MANY_COLUMNS "a record has more than 65535 columns"

/* What libcsv tells is the text of a cell and that a record ends. Where they stand is found by
 * going through the text beside it: `cursor` is always where the next cell begins. */
struct reader {
	struct arena *arena;
	struct sheet *sheet;
	struct str text;
	struct buf unescaped;
	char delimiter, quote;
	size_t cursor;
	uint32_t line; /* at the cursor */
	bool begun;    /* a record is */
	struct sheet_record record;
	uint32_t record_breaks; /* line breaks inside its quoted cells */
	bool quoted;            /* it has a quoted cell */
	bool stray;             /* it has an ill-formed quote */
	size_t stray_at;        /* … that was opened here */
	size_t quoted_break_at; /* the quote before its first line break */
	bool again; /* it is read again, by another rule; what libcsv still tells is void … */
	enum sheet_fault_kind fault; /* … for this reason … */
	struct str line_text;        /* … from its first line … */
	struct reading reading;      /* … which is split like this */
	const char *limit;           /* the limit that was exceeded, NULL if none */
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
	r->quoted = r->stray = false;
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
	r->quoted = true;
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

/* Splits the first line by one of the rules into r->again; is it of the usual width then? */
static bool splits(struct reader *r, enum quote_rule quotes, char delimiter, size_t literal)
{
	const struct reading_rule rule = {quotes, delimiter, r->quote, literal};

	reading_split(r->arena, r->line_text, &rule, &r->reading);
	return r->reading.cells.count == r->sheet->dialect.width;
}

/* With one of the quotes that open a cell there taken literally, and the others well-formed. */
static bool splits_with_a_literal(struct reader *r)
{
	size_t openings[LITERAL_TRIES], count = 0;

	splits(r, QUOTES_DOUBLED, r->delimiter, SIZE_MAX);
	for (size_t i = 0; i < r->reading.cells.count && count < LITERAL_TRIES; i++)
		if (r->reading.cells.item[i].quoted)
			openings[count++] = r->reading.cells.item[i].start - 1;
	for (size_t i = 0; i < count; i++)
		if (splits(r, QUOTES_DOUBLED, r->delimiter, openings[i]) && !r->reading.stray &&
			!r->reading.unclosed)
			return true;
	return false;
}

/* A record that escapes its quotes with a backslash, and so is well-formed. */
static bool splits_escaped(struct reader *r)
{
	char escaped[] = {'\\', r->quote};

	return str_has(r->line_text, (struct str){escaped, sizeof(escaped)}) &&
	       splits(r, QUOTES_ESCAPED, r->delimiter, SIZE_MAX) && !r->reading.stray &&
	       !r->reading.unclosed;
}

static bool splits_by_a_quote_rule(struct reader *r)
{
	return splits_with_a_literal(r) || splits_escaped(r) ||
	       (splits(r, QUOTES_UNDOUBLED, r->delimiter, SIZE_MAX) && !r->reading.unclosed) ||
	       splits(r, QUOTES_LITERAL, r->delimiter, SIZE_MAX);
}

/* Quotes around a cell show that the other delimiter is meant. */
static bool splits_by_a_delimiter(struct reader *r)
{
	static const char others[] = {',', ';', '\t', '|', ' '};

	for (size_t i = 0; r->sheet->dialect.mixed && i < sizeof(others); i++) {
		bool quoted = false;

		if (others[i] == r->delimiter || !splits(r, QUOTES_DOUBLED, others[i], SIZE_MAX) ||
			r->reading.stray || r->reading.unclosed)
			continue;
		for (size_t k = 0; k < r->reading.cells.count; k++)
			quoted = quoted || r->reading.cells.item[k].quoted;
		if (quoted)
			return true;
	}
	return false;
}

/* The line as it stands is all that is left. */
static void give_up(struct reader *r)
{
	splits(r, QUOTES_LITERAL, r->delimiter, SIZE_MAX);
	r->fault = FAULT_STRAY;
	r->again = true;
}

/* A quote that was never closed may be why a limit is exceeded, unless the line alone does so. */
static void read_open(struct reader *r, size_t opening)
{
	r->line_text = first_line(r);
	if (r->line_text.len > SHEET_RECORD_MAX)
		return;
	note_stray(r, opening);
	r->fault = FAULT_MENDED;
	r->again = true;
	if (!r->sheet->dialect.width || !splits_by_a_quote_rule(r))
		give_up(r);
}

static void check_limits(struct reader *r, size_t len)
{
	if (len > SHEET_CELL_MAX)
		r->limit = "a cell is longer than 1 MiB";
	else if (r->cursor - r->record.at > SHEET_RECORD_MAX)
		r->limit = "a record is longer than 4 MiB";
	else if (r->sheet->cells.count - r->record.first > SHEET_COLUMNS_MAX)
		r->limit = TOO_MANY_COLUMNS;
	if (r->limit && r->record_breaks)
		read_open(r, r->quoted_break_at);
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

/* Is each physical line of the record, as libcsv read it, a record of the usual width by itself? */
static bool lines_are_records(struct reader *r)
{
	struct str first = r->line_text;
	size_t at = r->record.at;
	bool all = true;

	while (all && at < r->cursor) {
		size_t end = at;

		while (end < r->cursor && !is_line_end(r->text.at[end]))
			end++;
		r->line_text = str_slice(r->text, at, end);
		all = splits(r, QUOTES_LITERAL, r->delimiter, SIZE_MAX);
		at = end < r->cursor ? skip_line_end(r->text, end) : end;
	}
	r->line_text = first;
	return all;
}

/* Must its quotes be read by another rule? Well-formed ones only if a backslash says so. */
static bool has_misread_quotes(struct reader *r, size_t width)
{
	bool usual = width == r->sheet->dialect.width;

	if (!r->record_breaks && (usual || !r->stray))
		return splits_escaped(r);
	if (r->stray)
		return splits_by_a_quote_rule(r);
	r->stray_at = r->quoted_break_at;
	if (usual)
		r->fault = FAULT_TWO_WAYS;
	return (!usual || lines_are_records(r)) && splits_by_a_quote_rule(r);
}

/* Must the record be read again? Then r->reading is how, and r->fault why. */
static bool is_misread(struct reader *r)
{
	size_t usual = r->sheet->dialect.width, width = r->sheet->cells.count - r->record.first;
	bool fits = width == usual && !r->record_breaks;

	r->line_text = first_line(r);
	r->fault = FAULT_MENDED;
	if (usual && r->quoted && has_misread_quotes(r, width))
		return true;
	r->fault = FAULT_DELIMITER;
	if (usual && width != usual && splits_by_a_delimiter(r))
		return true;
	if (r->stray && (usual ? !fits : r->record_breaks > 0))
		give_up(r);
	return r->again;
}

static bool is_regular(const struct reader *r)
{
	size_t width = r->sheet->cells.count - r->record.first;

	return !r->stray && !r->record_breaks &&
	       (width == r->sheet->dialect.width || (!r->quoted && !r->sheet->dialect.mixed));
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
	r->again = !is_regular(r) && is_misread(r);
	if (r->again)
		return;
	keep_record(r);
	if (r->cursor < r->text.len) {
		r->cursor = skip_line_end(r->text, r->cursor);
		r->line++;
	}
}

/* Puts the reading of its first line in the place of the record. */
static void take_reading(struct reader *r)
{
	struct sheet *sheet = r->sheet;
	size_t start = r->record.at;

	*array_add(r->arena, &sheet->faults) = (struct sheet_fault){
		(uint32_t)sheet->records.count, (uint32_t)r->stray_at, r->fault};
	sheet->cells.count = r->record.first;
	r->limit = r->reading.cells.count > SHEET_COLUMNS_MAX ? TOO_MANY_COLUMNS : NULL;
	array_reserve(r->arena, &sheet->cells, r->reading.cells.count);
	for (size_t i = 0; i < r->reading.cells.count; i++) {
		const struct reading_cell *from = &r->reading.cells.item[i];
		struct str text = reading_text(r->arena, &r->reading, r->line_text, i);

		sheet->cells.item[sheet->cells.count++] = (struct sheet_cell){
			from->escaped ? add_unescaped(r, text) : (uint32_t)(start + from->start),
			(uint32_t)text.len};
	}
	*array_add(r->arena, &sheet->records) = r->record;
	r->cursor = start + r->line_text.len;
	r->line = r->record.line;
	if (r->cursor < r->text.len) {
		r->cursor = skip_line_end(r->text, r->cursor);
		r->line++;
	}
	r->again = r->begun = false;
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
		read_open(r, start);
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
			take_reading(r);
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
