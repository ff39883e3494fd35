/**
 * reading: one line of CSV text, split by a rule of one's own. For sheet, where the usual reading
 * of a record cannot be right.
 */
#ifndef TIDEMARK_TEXT_READING_H
#define TIDEMARK_TEXT_READING_H

#include "base/array.h"
#include "base/str.h"

/** What a quote inside a quoted cell stands for, if no delimiter or line end follows it. */
enum quote_rule {
	QUOTES_DOUBLED,   /* two of them for one */
	QUOTES_UNDOUBLED, /* each for itself */
	QUOTES_ESCAPED,   /* one with a backslash before it for itself */
	QUOTES_LITERAL,   /* no quote opens a cell at all */
};

struct reading_rule {
	enum quote_rule quotes;
	char delimiter, quote;
	size_t literal; /* offset of a quote that opens no cell; SIZE_MAX: none */
};

struct reading_cell {
	size_t start, end; /* of its text in the line: between its quotes, or without blanks */
	bool quoted;
	bool escaped; /* it holds doubled or escaped quotes: see reading_cell */
};

struct reading {
	struct reading_rule rule;
	struct {
		ARRAY(struct reading_cell);
	} cells;
	bool stray;    /* a quote inside a quoted cell stands for nothing by the rule */
	bool unclosed; /* a cell's quote is not closed on the line */
	bool swallows; /* a stray quote looks like the opening one of another cell: rows glued */
};

/** Does the quote at `at`, within a cell that begins at `start`, stand behind a delimiter? */
bool reading_opens(struct str text, size_t start, size_t at, char delimiter);

/**
 * Splits the line. `*reading` starts zeroed and may be used again and again.
 * Blanks around a cell's text or quotes are not part of it, as in sheet.
 */
void reading_split(struct arena *arena, struct str line, const struct reading_rule *rule,
	struct reading *reading);

/** A cell as it is meant: a stretch of the line, or in the arena if it is escaped. */
struct str reading_text(
	struct arena *arena, const struct reading *reading, struct str line, size_t cell);

#endif
