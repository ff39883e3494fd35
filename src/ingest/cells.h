/** cells: what a single cell looks like, before its column is known. */
#ifndef TIDEMARK_INGEST_CELLS_H
#define TIDEMARK_INGEST_CELLS_H

#include "text/sheet.h"

enum {
	CELL_FILLED = 1,
	CELL_PERIOD = 2,
	CELL_NUMBER = 4,  /* 2024 is both */
	CELL_MISSING = 8, /* a word that says there is no figure */
	CELL_TYPED = CELL_PERIOD | CELL_NUMBER | CELL_MISSING,
};

unsigned cell_traits(struct str cell);

/** How many cells of a record hold anything. */
size_t record_filled(const struct sheet *sheet, size_t record);

/** One past the last cell that holds anything. */
size_t record_extent(const struct sheet *sheet, size_t record);

/** Does the text hold a Chinese character? */
bool text_is_chinese(struct str text);

/** Does the text hold an ASCII digit? */
bool text_has_digit(struct str text);

/** Is `text`, folded, one of the words in a NULL-terminated list of folded words? */
bool text_is_one_of(struct str text, const char *const *words);

/** As labels and column names are compared: trimmed, width folded, Latin letters in lower case. */
struct str text_fold(struct arena *arena, struct str text);

#endif
