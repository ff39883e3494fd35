/**
 * str: a stretch of text that carries its length. Bytes are UTF-8 unless a header says otherwise.
 *
 * What str_copy, str_join and str_printf make is followed by a NUL, so that `.at` serves as a C
 * string; other stretches (slices) are not.
 */
#ifndef TIDEMARK_BASE_STR_H
#define TIDEMARK_BASE_STR_H

#include "base/arena.h"
#include "base/array.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *at;
	size_t len;
};

struct str_list {
	ARRAY(struct str);
};

/** For literals and for printf: `printf("%.*s", STR_ARG(s))`, which asks twice for what `s` is. */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_ARG(s) ((int)(s).len), (s).at

struct str str_of(const char *text); /* NULL gives the empty text */
struct str str_copy(struct arena *arena, struct str s);
struct str str_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct str str_vprintf(struct arena *arena, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));

/**
 * "2 figures left out", "1 figure left out": a count and what was counted, whose first word is
 * given in the plural, with an s.
 */
struct str str_counted(struct arena *arena, size_t count, struct str what);

const char *str_c(struct arena *arena, struct str s); /* a NUL-terminated copy */

/* Are the beginnings, and the ends, of so many bytes equal? They may overlap. */
#define STR_ENDS_EQUAL(a, b, size) \
	(memcmp((a).at, (b).at, (size)) == 0 && \
		memcmp((a).at + (a).len - (size), (b).at + (b).len - (size), (size)) == 0)

/* Labels and periods mostly have lengths for which a call of memcmp would take longer than this. */
static inline bool str_equal(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	if (a.len >= 8 && a.len <= 16)
		return STR_ENDS_EQUAL(a, b, 8);
	if (a.len >= 4 && a.len < 8)
		return STR_ENDS_EQUAL(a, b, 4);
	return a.len == 0 || memcmp(a.at, b.at, a.len) == 0;
}

static inline bool str_is(struct str s, const char *text)
{
	return (s.len == 0 || s.at[0] == text[0]) && str_equal(s, (struct str){text, strlen(text)});
}

int str_compare(struct str a, struct str b); /* by bytes, as strcmp */
bool str_starts(struct str s, struct str head);
bool str_ends(struct str s, struct str tail);

/** Where `needle` first stands in `s`, or s.len if nowhere. */
size_t str_find(struct str s, struct str needle);
bool str_has(struct str s, struct str needle);

struct str str_from(struct str s, size_t start);              /* from byte `start` on */
struct str str_head(struct str s, size_t len);                /* the first `len` bytes */
struct str str_slice(struct str s, size_t start, size_t end); /* bytes start … end-1 */

/** Without ASCII blanks, U+00A0, U+3000 and a BOM at both ends. */
struct str str_trim_blanks(struct str s);

/* Nearly every text begins and ends with an ASCII character, which is soon seen. */
static inline struct str str_trim(struct str s)
{
	bool plain = s.len && s.at[0] > ' ' && s.at[0] < 0x7F && s.at[s.len - 1] > ' ' &&
		     s.at[s.len - 1] < 0x7F;

	return plain ? s : str_trim_blanks(s);
}

/** Takes the next piece up to `separator` off the front of `*rest`; false when nothing is left. */
bool str_cut(struct str *rest, char separator, struct str *piece);

/** Position of `s` in a list, or list->count. */
size_t str_list_find(const struct str_list *list, struct str s);

/** FNV-1a, for hash tables. */
size_t str_hash(struct str s);

#endif
