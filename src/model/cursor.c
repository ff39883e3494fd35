#include "model/cursor.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

struct str cursor_rest(const struct cursor *cursor)
{
	return str_from(cursor->text, cursor->at);
}

static char byte_at(const struct cursor *cursor, size_t at)
{
	return at < cursor->text.len ? cursor->text.at[at] : '\0';
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

void cursor_blanks(struct cursor *cursor)
{
	while (is_blank(byte_at(cursor, cursor->at)))
		cursor->at++;
}

bool cursor_at_end(const struct cursor *cursor)
{
	return cursor->at >= cursor->text.len;
}

bool cursor_take(struct cursor *cursor, struct str word)
{
	if (!str_starts(cursor_rest(cursor), word))
		return false;
	cursor->at += word.len;
	return true;
}

struct str cursor_word(struct cursor *cursor)
{
	size_t start = cursor->at;

	while (!cursor_at_end(cursor) && !is_blank(byte_at(cursor, cursor->at)))
		cursor->at++;
	return str_slice(cursor->text, start, cursor->at);
}

struct str cursor_name(struct cursor *cursor)
{
	size_t start = cursor->at, end = start;

	if (!is_letter(byte_at(cursor, start)))
		return (struct str){0};
	while (is_letter(byte_at(cursor, end)) || is_digit(byte_at(cursor, end)) ||
		byte_at(cursor, end) == '_')
		end++;
	cursor->at = end;
	return str_slice(cursor->text, start, end);
}

static size_t skip_digits(const struct cursor *cursor, size_t at)
{
	while (is_digit(byte_at(cursor, at)))
		at++;
	return at;
}

static size_t skip_sign(const struct cursor *cursor, size_t at)
{
	return byte_at(cursor, at) == '+' || byte_at(cursor, at) == '-' ? at + 1 : at;
}

/* A point belongs to the number only before a digit, so that 40..60 is two of them; an e only
 * before an exponent, so that a unit may begin with it. */
struct str cursor_number(struct cursor *cursor, bool with_sign)
{
	size_t start = cursor->at, first = with_sign ? skip_sign(cursor, start) : start;
	size_t end = skip_digits(cursor, first), exponent;

	if (byte_at(cursor, end) == '.' && is_digit(byte_at(cursor, end + 1)))
		end = skip_digits(cursor, end + 1);
	if (end == first)
		return (struct str){0};
	exponent = skip_sign(cursor, end + 1);
	if (byte_at(cursor, end) == 'e' && is_digit(byte_at(cursor, exponent)))
		end = skip_digits(cursor, exponent);
	cursor->at = end;
	return str_slice(cursor->text, start, end);
}

struct place cursor_place(const struct cursor *cursor, size_t at)
{
	struct place place = cursor->place;

	place.column += utf8_count(str_head(cursor->text, at));
	return place;
}

bool cursor_error(const struct cursor *cursor, size_t at, const char *format, ...)
{
	va_list args;
	char text[1024];

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return diag_error(cursor->diag, STATUS_CATALOGUE, cursor_place(cursor, at), "%s", text);
}

struct str cursor_quote(const struct cursor *cursor, struct str s)
{
	return diag_quote(cursor->diag->arena, s);
}
