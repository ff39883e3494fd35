/** dialect: which delimiter and which quote a CSV text is written with. */
#ifndef TIDEMARK_INGEST_DIALECT_H
#define TIDEMARK_INGEST_DIALECT_H

#include "text/sheet.h"

/**
 * Finds the dialect of `text` from its first 200 KiB: a `sep=` line, else the delimiter of , ; TAB
 * | and the quote of " and ' that give the most records of one width, the most text in numbers and
 * periods, and the fewest ill-formed quotes; blanks delimit only where none of these finds figures.
 * A text without any delimiter has records of one cell, and so width 1. `delimiter` is that of the
 * source section, 0 for none. `*why` says it in words, with the runner-up.
 * Errors (STATUS_DATA): two delimiters that fit equally well; the limits of sheet exceeded.
 */
bool dialect_detect(struct arena *arena, struct str path, struct str text, char delimiter,
	struct sheet_dialect *dialect, struct str *why, struct diag *diag);

#endif
