/** utf8: one code point at a time, strictly (no overlong forms, no surrogates, at most U+10FFFF).
 */
#ifndef TIDEMARK_BASE_UTF8_H
#define TIDEMARK_BASE_UTF8_H

#include "base/str.h"

#include <stdint.h>

/**
 * The code point at the start of `s`, and its length in bytes (1–4) in `*len`.
 * Errors: malformed bytes give UTF8_BAD with *len = 1; an empty text UTF8_BAD with *len = 0.
 */
uint32_t utf8_decode(struct str s, size_t *len);
#define UTF8_BAD UINT32_MAX

/** Writes `code` to `out` (4 bytes of room) and gives the length, 0 if it is no code point. */
size_t utf8_encode(uint32_t code, char out[4]);

/** The offset of the first malformed byte, or s.len if there is none. */
size_t utf8_check(struct str s);

/** How many code points the text has (malformed bytes count as one each). */
size_t utf8_count(struct str s);

/** Controls (C0, DEL, C1) and the separators of lines and paragraphs. */
bool utf8_is_control(uint32_t code);

/** What turns the direction of the text behind it (U+202A to 202E, U+2066 to 2069). */
bool utf8_is_turning(uint32_t code);

/** Columns on a terminal or in a chart: 2 for wide East Asian characters, 0 for combining ones. */
int utf8_width(uint32_t code);
size_t utf8_columns(struct str s);

/** Full-width forms and the ideographic space as their ASCII twin; other code points unchanged. */
uint32_t utf8_fold_width(uint32_t code);

#endif
