/**
 * sheet_reader: the state of sheet_read. Within src/text/sheet*.c only.
 *
 * What libcsv tells is the text of a cell and that a record ends. Where they stand is found by
 * going through the text beside it: `cursor` is always where the next cell begins.
 */
#ifndef TIDEMARK_TEXT_SHEET_READER_H
#define TIDEMARK_TEXT_SHEET_READER_H

#include "base/buf.h"
#include "text/reading.h"
#include "text/sheet.h"

struct sheet_reader {
	struct arena *arena;
	struct sheet *sheet;
	struct str text;
	struct buf unescaped;
	char delimiter, quote;
	size_t cursor;
	uint32_t line; /* at the cursor */
	bool looked_ahead;
	bool begun; /* a record is */
	struct sheet_record record;
	size_t record_breaks;   /* line breaks inside its quoted cells */
	bool quoted;            /* it has a quoted cell */
	bool stray;             /* it has an ill-formed quote */
	size_t stray_at;        /* … that was opened here */
	bool swallows;          /* … and holds another that looks like an opening one */
	size_t quoted_break_at; /* the quote before its first line break */
	bool again; /* it is read again, by another rule; what libcsv still tells is void … */
	enum sheet_fault_kind fault; /* … for this reason … */
	struct str line_text;        /* … from its first line … */
	struct reading reading;      /* … which is split like this */
	const char *limit;           /* the limit that was exceeded, NULL if none */
};

/** Must the record as libcsv read it be read again? Then r->reading is how, and r->fault why. */
bool sheet_is_misread(struct sheet_reader *r);

/** How to read a record whose quote at `opening` is still open where a limit is exceeded. */
void sheet_read_open(struct sheet_reader *r, size_t opening);

#endif
