/**
 * sheet_plain: lines without a quote, which are most lines of most files, split into what libcsv
 * would make of them, several times as fast, and on several cores. Within src/text/sheet*.c only.
 */
#ifndef TIDEMARK_TEXT_SHEET_PLAIN_H
#define TIDEMARK_TEXT_SHEET_PLAIN_H

#include "text/sheet_reader.h"

enum {
	/** Bytes read at once: no limit on cells, records or columns can be exceeded in them. */
	SHEET_WINDOW = UINT16_MAX,
	SHEET_AHEAD = 64 * 1024, /**< so many tell what the rest of the text will need … */
	SHEET_STRIPE = 1 << 20,  /**< … and so many of that are worth a process */
};

/** Behind the last line end that stands before `limit` and the next quote; else the cursor. */
size_t sheet_plain_end(const struct sheet_reader *r, size_t limit);

/**
 * Reads the lines from the cursor on, which stands where one begins, that end within a window and
 * before `limit`. False if there is none: the next line has a quote, is very long, or does
 * not end before the limit.
 */
bool sheet_read_plain(struct sheet_reader *r, size_t limit);

/**
 * Reads the lines from the cursor on by several processes, if that is worth the while, as far as no
 * quote stands and as they are like those read so far. Errors: a process that died.
 */
bool sheet_read_striped(struct sheet_reader *r, struct diag *diag);

#endif
