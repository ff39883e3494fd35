/** line: where lines end: LF, CR LF or CR, in any mixture. */
#ifndef TIDEMARK_TEXT_LINE_H
#define TIDEMARK_TEXT_LINE_H

#include "base/str.h"

static inline bool line_is_end(char c)
{
	return c == '\n' || c == '\r';
}

/** Behind the line end at `at`: one byte or, for CR LF, two. */
static inline size_t line_skip_end(struct str text, size_t at)
{
	return at + 1 + (text.at[at] == '\r' && at + 1 < text.len && text.at[at + 1] == '\n');
}

/** The rest of the line from `at` on, without its end. */
struct str line_rest(struct str text, size_t at);

/** How many line ends a text holds. */
size_t line_count_ends(struct str text);

#endif
