#include "base/str.h"

#include "base/pieces.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct str str_of(const char *text)
{
	return (struct str){text ? text : "", text ? strlen(text) : 0};
}

struct str str_copy(struct arena *arena, struct str s)
{
	char *copy = arena_alloc(arena, 1, s.len + 1);

	if (s.len)
		memcpy(copy, s.at, s.len);
	return (struct str){copy, s.len};
}

struct str str_vprintf(struct arena *arena, const char *format, va_list args)
{
	struct pieces pieces;
	va_list again;
	char *text;
	int len;

	if (pieces_of(&pieces, format, args)) {
		text = arena_alloc(arena, 1, pieces.len + 1);
		pieces_put(&pieces, text);
		return (struct str){text, pieces.len};
	}
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		return STR("");
	text = arena_alloc(arena, 1, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, args);
	return (struct str){text, (size_t)len};
}

struct str str_printf(struct arena *arena, const char *format, ...)
{
	struct str text;
	va_list args;

	va_start(args, format);
	text = str_vprintf(arena, format, args);
	va_end(args);
	return text;
}

struct str str_counted(struct arena *arena, size_t count, struct str what)
{
	size_t noun = str_find(what, STR(" "));

	return str_printf(arena, "%zu %.*s%.*s", count, (int)(count == 1 ? noun - 1 : noun),
		what.at, STR_ARG(str_from(what, noun)));
}

const char *str_c(struct arena *arena, struct str s)
{
	return str_copy(arena, s).at;
}

int str_compare(struct str a, struct str b)
{
	size_t shared = a.len < b.len ? a.len : b.len;
	int order = shared ? memcmp(a.at, b.at, shared) : 0;

	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str head)
{
	return s.len >= head.len && str_equal(str_head(s, head.len), head);
}

bool str_ends(struct str s, struct str tail)
{
	return s.len >= tail.len && str_equal(str_from(s, s.len - tail.len), tail);
}

size_t str_find(struct str s, struct str needle)
{
	const char *found;

	if (needle.len == 0)
		return 0;
	if (s.len < needle.len)
		return s.len;
	found = memmem(s.at, s.len, needle.at, needle.len);
	return found ? (size_t)(found - s.at) : s.len;
}

bool str_has(struct str s, struct str needle)
{
	return needle.len == 0 || str_find(s, needle) < s.len;
}

struct str str_from(struct str s, size_t start)
{
	if (start > s.len)
		start = s.len;
	return start ? (struct str){s.at + start, s.len - start} : s; /* .at may be NULL */
}

struct str str_head(struct str s, size_t len)
{
	return (struct str){s.at, len < s.len ? len : s.len};
}

struct str str_slice(struct str s, size_t start, size_t end)
{
	return end > start ? str_from(str_head(s, end), start) : (struct str){s.at, 0};
}

static size_t blank_at_start(struct str s)
{
	if (s.len && (s.at[0] == ' ' || (s.at[0] >= '\t' && s.at[0] <= '\r')))
		return 1;
	if (str_starts(s, STR("\xC2\xA0")))
		return 2;
	if (str_starts(s, STR("\xE3\x80\x80")) || str_starts(s, STR("\xEF\xBB\xBF")))
		return 3;
	return 0;
}

static size_t blank_at_end(struct str s)
{
	if (s.len &&
		(s.at[s.len - 1] == ' ' || (s.at[s.len - 1] >= '\t' && s.at[s.len - 1] <= '\r')))
		return 1;
	if (str_ends(s, STR("\xC2\xA0")))
		return 2;
	if (str_ends(s, STR("\xE3\x80\x80")) || str_ends(s, STR("\xEF\xBB\xBF")))
		return 3;
	return 0;
}

struct str str_trim_blanks(struct str s)
{
	size_t blank;

	while ((blank = blank_at_start(s)))
		s = str_from(s, blank);
	while ((blank = blank_at_end(s)))
		s.len -= blank;
	return s;
}

bool str_cut(struct str *rest, char separator, struct str *piece)
{
	const char *found;

	if (!rest->at)
		return false;
	found = rest->len ? memchr(rest->at, separator, rest->len) : NULL;
	*piece = found ? str_head(*rest, (size_t)(found - rest->at)) : *rest;
	*rest = found ? str_from(*rest, piece->len + 1) : (struct str){NULL, 0};
	return true;
}

size_t str_list_find(const struct str_list *list, struct str s)
{
	size_t i = 0;

	while (i < list->count && !str_equal(list->item[i], s))
		i++;
	return i;
}

size_t str_hash(struct str s)
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < s.len; i++)
		hash = (hash ^ (unsigned char)s.at[i]) * 1099511628211u;
	return (size_t)(hash ^ (hash >> 32));
}
