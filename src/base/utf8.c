#include "base/utf8.h"

static bool is_tail(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

uint32_t utf8_decode(struct str s, size_t *len)
{
	static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *at = (const unsigned char *)s.at;
	uint32_t code;
	size_t need;

	*len = s.len ? 1 : 0;
	if (!s.len)
		return UTF8_BAD;
	if (at[0] < 0x80)
		return at[0];
	need = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
	if (at[0] < 0xC2 || at[0] > 0xF4 || s.len < need)
		return UTF8_BAD;
	code = at[0] & (0xFFu >> (need + 1));
	for (size_t i = 1; i < need; i++) {
		if (!is_tail(at[i]))
			return UTF8_BAD;
		code = code << 6 | (at[i] & 0x3Fu);
	}
	if (code < least[need] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return UTF8_BAD;
	*len = need;
	return code;
}

size_t utf8_encode(uint32_t code, char out[4])
{
	size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const unsigned char head[5] = {0, 0, 0xC0, 0xE0, 0xF0};

	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		return 0;
	for (size_t i = len; i-- > 1; code >>= 6)
		out[i] = (char)(0x80 | (code & 0x3F));
	out[0] = (char)(head[len] | code);
	return len;
}

/* Most of a text is ASCII, in long runs. */
static size_t skip_ascii(struct str s, size_t at)
{
	enum { STEP = 32 };
	unsigned char all;

	do {
		if (s.len - at < STEP)
			break;
		all = 0;
		for (size_t i = 0; i < STEP; i++)
			all |= (unsigned char)s.at[at + i];
		at += all < 0x80 ? STEP : 0;
	} while (all < 0x80);
	while (at < s.len && (unsigned char)s.at[at] < 0x80)
		at++;
	return at;
}

size_t utf8_check(struct str s)
{
	size_t at, len;

	for (at = skip_ascii(s, 0); at < s.len; at = skip_ascii(s, at + len))
		if (utf8_decode(str_from(s, at), &len) == UTF8_BAD)
			return at;
	return at;
}

bool utf8_is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

bool utf8_is_turning(uint32_t code)
{
	return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

size_t utf8_count(struct str s)
{
	size_t count = 0, len;

	for (size_t at = 0; at < s.len; at += len, count++)
		utf8_decode(str_from(s, at), &len);
	return count;
}

/* The ranges that East Asian Width (Unicode 15) calls wide or full-width, coarsely. */
int utf8_width(uint32_t code)
{
	static const uint32_t wide[][2] = {{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF},
		{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA000, 0xA4CF}, {0xA960, 0xA97F},
		{0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60},
		{0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};

	if (code < 0x300)
		return 1;
	if (code <= 0x36F || (code >= 0x200B && code <= 0x200F) || code == 0xFEFF)
		return 0;
	for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++)
		if (code >= wide[i][0] && code <= wide[i][1])
			return 2;
	return 1;
}

size_t utf8_columns(struct str s)
{
	size_t columns = 0, len;

	for (size_t at = 0; at < s.len; at += len)
		columns += (size_t)utf8_width(utf8_decode(str_from(s, at), &len));
	return columns;
}

uint32_t utf8_fold_width(uint32_t code)
{
	if (code >= 0xFF01 && code <= 0xFF5E)
		return code - 0xFF01 + '!';
	return code == 0x3000 ? ' ' : code;
}
