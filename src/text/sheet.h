/**
 * sheet: the records and cells of a CSV text (libcsv), each with its place in the file.
 *
 * Cells are stretches of the text itself wherever that is possible; only cells with doubled quotes
 * are held apart. Blank lines make no record. Unquoted cells come without the blanks around them.
 *
 * A quote opens only where a cell begins and closes only before a delimiter, a record's end or the
 * end of the text. A record with an ill-formed quote or of several lines, and of another width than
 * usual, is read again, one physical line long, so that no quote can swallow a row: with one
 * opening quote taken literally, with backslashes before quotes, with quotes that are never
 * doubled, with all of them literal. The first of these that gives the usual width wins; the record
 * is remembered as a fault.
 */
#ifndef TIDEMARK_TEXT_SHEET_H
#define TIDEMARK_TEXT_SHEET_H

#include "base/diag.h"

#include <limits.h>
#include <stdint.h>

enum {
	SHEET_CELL_MAX = 1 << 20,
	SHEET_RECORD_MAX = 4 << 20,
	SHEET_COLUMNS_MAX = 65535,
	SHEET_LONG = UINT16_MAX,
};

struct sheet_dialect {
	char delimiter, quote;
	size_t skip;  /* bytes before the first record: a `sep=` line */
	size_t width; /* cells a record usually has; 0: not known */
	bool mixed;   /* a record of another width may have another delimiter */
};

/** Six bytes, since there are many of them: see sheet_cell. */
struct sheet_cell {
	uint16_t at_low, at_high; /* in the text, or behind its end: in `unescaped` */
	uint16_t len;             /* SHEET_LONG: it stands in `longs` */
};

struct sheet_long {
	uint32_t cell, len;
};

struct sheet_record {
	uint32_t first; /* place of its first cell in `cells` */
	uint32_t at;    /* offset of its first byte */
	uint32_t line;  /* physical line, from 1 */
};

enum sheet_fault_kind {
	FAULT_MENDED,    /* its quotes read by another rule, and then of the usual width: fine */
	FAULT_STRAY,     /* a quote that is never closed, or text behind a closing one */
	FAULT_TWO_WAYS,  /* one record of several lines, or several records: both are possible */
	FAULT_DELIMITER, /* another delimiter than the others, if such were looked for */
};

struct sheet_fault {
	uint32_t record, at; /* at: offset of the quote */
	enum sheet_fault_kind kind;
};

/**
 * Rows as nearly all are, of a long text: right below one another, of the usual width, with a
 * visible ASCII character at the beginning and a last cell that is not empty. Nobody need look at
 * each of them to know that.
 */
struct sheet_usual {
	size_t first, end;          /* records */
	uint32_t line;              /* below the last of them */
	bool begins[UCHAR_MAX + 1]; /* one of them begins with this character */
};

struct sheet {
	struct str path, text;
	struct str unescaped;
	struct sheet_dialect dialect;
	struct {
		ARRAY(struct sheet_cell);
	} cells;
	struct {
		ARRAY(struct sheet_long); /* by cell */
	} longs;
	struct {
		ARRAY(struct sheet_record); /* and one more behind the last, which ends it */
	} records;
	struct {
		ARRAY(struct sheet_fault); /* by record */
	} faults;
	size_t count; /* of records */
	struct sheet_usual usual;
};

/**
 * Splits `text` (UTF-8, without NUL).
 * Errors (STATUS_DATA): a cell, a record or a number of columns beyond the limits above; so many
 * stray quotes that reading them again and again would take forever; 4 GiB and more.
 * Memory: refers to `text`.
 */
bool sheet_read(struct arena *arena, struct str path, struct str text, struct sheet_dialect dialect,
	struct sheet *sheet, struct diag *diag);

static inline bool sheet_is_usual(const struct sheet *sheet, size_t record)
{
	return record >= sheet->usual.first && record < sheet->usual.end;
}

/** How many cells the record has. */
static inline size_t sheet_width(const struct sheet *sheet, size_t record)
{
	return sheet->records.item[record + 1].first - sheet->records.item[record].first;
}

/**
 * Ends the cells: none is to be asked for any more, only places of records. Returns `size` bytes of
 * any content in `arena`, in the place of the cells if there were enough of them (they are in
 * `from`); see arena_reuse.
 */
void *sheet_reuse_cells(
	struct sheet *sheet, struct arena *from, struct arena *arena, size_t size, bool shared);

/** The length of a long cell. */
size_t sheet_long(const struct sheet *sheet, size_t cell);

/** A cell as it is meant, unquoted; empty beyond the record's width. */
static inline struct str sheet_cell(const struct sheet *sheet, size_t record, size_t column)
{
	size_t place = sheet->records.item[record].first + column, at, len;
	const struct sheet_cell *cell = &sheet->cells.item[place];

	if (place >= sheet->records.item[record + 1].first)
		return (struct str){"", 0};
	at = (size_t)cell->at_high << 16 | cell->at_low;
	len = cell->len < SHEET_LONG ? cell->len : sheet_long(sheet, place);
	if (at < sheet->text.len)
		return (struct str){sheet->text.at + at, len};
	return (struct str){sheet->unescaped.at + (at - sheet->text.len), len};
}

/** Where the cell begins (at its quote if it has one): line and column in characters. */
struct place sheet_place(const struct sheet *sheet, size_t record, size_t column);

/** The place of a byte of the text. */
struct place sheet_place_at(const struct sheet *sheet, size_t record, size_t at);

/** The record as it stands in the file, without its line end. */
struct str sheet_raw(const struct sheet *sheet, size_t record);

/** The fault of a record, NULL if it has none. */
const struct sheet_fault *sheet_fault(const struct sheet *sheet, size_t record);

#endif
