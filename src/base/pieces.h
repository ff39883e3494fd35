/** pieces: a printf format and its arguments, taken apart. Private to str and buf. */
#ifndef TIDEMARK_BASE_PIECES_H
#define TIDEMARK_BASE_PIECES_H

#include "base/str.h"

#include <stdarg.h>

enum { PIECES_MOST = 24, PIECES_NUMBERS = 6 };

/** Texts one behind the other; numbers stand in `digits`. */
struct pieces {
	struct str item[PIECES_MOST];
	size_t count, len; /* how many; of all together */
	char digits[PIECES_NUMBERS][24];
	int numbers;
};

/**
 * Takes a format apart that holds nothing but text and %s, %.*s, %d, %0Nd, %zu and %%, as nearly
 * all do: putting texts together takes printf longer than all that is done with them. False for
 * any other, or a long one: ask printf.
 */
bool pieces_of(struct pieces *pieces, const char *format, va_list args);

/** Writes them to `to`, and a NUL. */
void pieces_put(const struct pieces *pieces, char *to);

#endif
