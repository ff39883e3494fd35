#include "output/chart_text.h"

#include "base/utf8.h"

#include <string.h>

/* In thousandths of the size; measured on the fonts for Chinese text, the widest of each class. */
static int ascii_advance(char c)
{
	static const struct {
		const char *characters;
		int advance;
	} classes[] = {
		{" ijl'`.,:;!|", 300},
		{"frtI()[]{}-/\\\"", 400},
		{"0123456789", 570},
		{"ABCDEFGHKLNOPQRSTUVXYZw&", 700},
		{"mMW@%", 930},
	};

	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++)
		if (strchr(classes[i].characters, c))
			return classes[i].advance;
	return 600;
}

static int advance(uint32_t code)
{
	if (code == UTF8_BAD)
		return 1000;
	if (code >= 0x20 && code < 0x7F)
		return ascii_advance((char)code);
	if (code < 0x20)
		return ascii_advance(' ');
	if (code == 0x2212 || code == 0x2013)
		return 600;
	if (code < 0x2000)
		return code == 0xB7 ? 1000 : 700 * (utf8_width(code) > 0);
	return 1000 * (utf8_width(code) > 0);
}

double text_width(struct str text, double size)
{
	int sum = 0;
	size_t len;

	for (size_t at = 0; at < text.len; at += len)
		sum += advance(utf8_decode(str_from(text, at), &len));
	return sum * size / 1000;
}

/* The bytes of the longest beginning that fits. */
static size_t fitting(struct str text, double size, double width)
{
	size_t at = 0, len;
	int sum = 0;

	for (; at < text.len; at += len) {
		sum += advance(utf8_decode(str_from(text, at), &len));
		if (sum * size / 1000 > width)
			break;
	}
	return at;
}

struct str text_fit(struct arena *arena, struct str text, double size, double width)
{
	size_t whole = fitting(text, size, width);

	if (whole == text.len)
		return text;
	whole = fitting(text, size, width - text_width(STR("…"), size));
	return str_printf(arena, "%.*s…", STR_ARG(str_trim(str_head(text, whole))));
}

static size_t one_back(struct str text, size_t at)
{
	do
		at--;
	while (at && ((unsigned char)text.at[at] & 0xC0) == 0x80);
	return at;
}

static bool may_not_begin(struct str rest)
{
	static const char *const closing[] = {
		"，", "。", "、", "；", "：", "）", "》", "」", "”", ")", ","};

	for (size_t i = 0; i < sizeof(closing) / sizeof(*closing); i++)
		if (str_starts(rest, str_of(closing[i])))
			return true;
	return false;
}

size_t text_break(struct str text, double size, double width)
{
	size_t at = fitting(text, size, width), blank;

	if (at == text.len)
		return at;
	for (blank = at; blank > at - at / 3; blank--)
		if (text.at[blank] == ' ')
			return blank;
	while (at && may_not_begin(str_from(text, at)))
		at = one_back(text, at);
	if (!at)
		utf8_decode(text, &at);
	return at;
}
