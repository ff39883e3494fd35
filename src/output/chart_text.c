#include "output/chart_text.h"

#include "base/utf8.h"

enum { FIRST = 0x20, LAST = 0x7E, HAN = 100 };

/*
 * Advances in hundredths of the size, each the widest of Noto Sans CJK SC, WenQuanYi Micro Hei and
 * Liberation Sans (as wide as Arial), as Pango measures them: from the blank to the tilde.
 */
static int ascii_advance(char c, bool bold)
{
	static const unsigned char advances[2][LAST - FIRST + 1] = {
		{28, 33, 48, 65, 56, 93, 71, 28, 34, 34, 56, 59, 28, 35, 28, 40, 56, 56, 56, 56, 56,
			56, 56, 56, 56, 56, 28, 28, 59, 59, 59, 56, 102, 67, 67, 73, 73, 67, 62, 78,
			73, 34, 54, 67, 56, 87, 73, 78, 67, 78, 73, 67, 62, 73, 67, 95, 67, 67, 62,
			34, 40, 34, 56, 56, 61, 57, 62, 51, 62, 56, 33, 57, 61, 28, 28, 56, 29, 93,
			61, 61, 62, 62, 40, 50, 38, 61, 53, 81, 50, 53, 50, 36, 56, 36, 59},
		{28, 37, 58, 65, 59, 97, 74, 33, 38, 38, 56, 59, 33, 37, 33, 39, 59, 59, 59, 59, 59,
			59, 59, 59, 59, 59, 34, 34, 59, 59, 59, 62, 101, 73, 73, 73, 73, 67, 62, 78,
			76, 34, 57, 73, 62, 87, 75, 78, 67, 78, 73, 67, 63, 75, 67, 95, 67, 67, 62,
			38, 39, 38, 59, 57, 63, 60, 65, 56, 65, 59, 38, 62, 64, 31, 31, 61, 32, 97,
			65, 63, 65, 65, 44, 56, 43, 64, 58, 87, 57, 58, 52, 39, 56, 39, 59}};

	return advances[bold][c - FIRST];
}

/* Beyond ASCII fonts agree less; whole scripts take what nearly all of their letters do. */
static int advance(uint32_t code, bool bold)
{
	static const struct {
		uint32_t last;
		int advance;
	} blocks[] = {
		{0xBF, HAN} /* signs, as wide as Han characters in fonts for Chinese */,
		{0x24F, 80} /* Latin */,
		{0x1FFF, 90} /* other alphabets */,
		{0x2012, HAN},
		{0x2013, 56} /* en dash */,
		{0x2211, HAN},
		{0x2212, 59} /* minus */,
		{0x1EFFF, HAN},
		{UINT32_MAX, 120} /* emoji */,
	};
	size_t i = 0;

	if (code == UTF8_BAD)
		return HAN;
	if (code >= FIRST && code <= LAST)
		return ascii_advance((char)code, bold);
	if (code < FIRST)
		return ascii_advance(' ', bold);
	if (utf8_width(code) == 0)
		return 0;
	while (code > blocks[i].last)
		i++;
	return blocks[i].advance < HAN && bold ? blocks[i].advance * 11 / 10 : blocks[i].advance;
}

double text_width(struct str text, struct lettering how)
{
	int sum = 0;
	size_t len;

	for (size_t at = 0; at < text.len; at += len)
		sum += advance(utf8_decode(str_from(text, at), &len), how.bold);
	return sum * how.size / 100;
}

/* The bytes of the longest beginning that fits. */
static size_t fitting(struct str text, struct lettering how, double width)
{
	size_t at = 0, len;
	int sum = 0;

	for (; at < text.len; at += len) {
		sum += advance(utf8_decode(str_from(text, at), &len), how.bold);
		if (sum * how.size / 100 > width)
			break;
	}
	return at;
}

struct str text_fit(struct arena *arena, struct str text, struct lettering how, double width)
{
	size_t whole = fitting(text, how, width);

	if (whole == text.len)
		return text;
	whole = fitting(text, how, width - text_width(STR("…"), how));
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

size_t text_break(struct str text, struct lettering how, double width)
{
	size_t at = fitting(text, how, width), blank;

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
