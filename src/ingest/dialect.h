/** dialect: which delimiter and which quote a CSV text is written with. */
#ifndef TIDEMARK_INGEST_DIALECT_H
#define TIDEMARK_INGEST_DIALECT_H

#include "text/sheet.h"

/**
 * Finds the dialect of `text` from its first 200 KiB: a `sep=` line, else the delimiter of , ; TAB
 * | and the quote of " and ' that give the most records of one width, the most text in numbers and
 * periods, and the fewest ill-formed quotes. `delimiter` is that of the source section, 0 for none.
 * `*why` says it in words.
 * Errors (STATUS_DATA): nothing that looks like a table; two delimiters that fit equally well.
 */
bool dialect_detect(struct arena *arena, struct str path, struct str text, char delimiter,
	struct sheet_dialect *dialect, struct str *why, struct diag *diag);

#endif
