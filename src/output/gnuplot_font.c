#include "output/gnuplot_font.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/proc.h"
#include "base/utf8.h"

enum {
	SECONDS = 30,
	HAN_FIRST = 0x4E00,
	HAN_OFTEN = 0x7684 /* 的 */,
	WHITE_SQUARE = 0x25A1,
	ZERO_WIDTH_SPACE = 0x200B
};

static bool hexadecimal(struct str digits, uint32_t *value)
{
	*value = 0;
	if (!digits.len || digits.len > 6)
		return false;
	for (size_t i = 0; i < digits.len; i++) {
		char c = digits.at[i];

		if (c >= '0' && c <= '9')
			*value = *value << 4 | (uint32_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			*value = *value << 4 | (uint32_t)(c - 'a' + 10);
		else
			return false;
	}
	return true;
}

static bool parse_range(struct str item, struct font_range *range)
{
	struct str first = str_head(item, str_find(item, STR("-")));

	if (!hexadecimal(first, &range->first))
		return false;
	range->last = range->first;
	return first.len == item.len || hexadecimal(str_from(item, first.len + 1), &range->last);
}

struct font font_parse(struct arena *arena, struct str answer)
{
	struct font font = {0};
	struct str family, charset, item;
	struct font_range range;

	if (!str_cut(&answer, '\n', &family) || !str_cut(&answer, '\n', &charset))
		return font;
	while (str_cut(&charset, ' ', &item))
		if (parse_range(item, &range))
			*array_add(arena, &font.ranges) = range;
	font.family = str_copy(arena, family);
	return font;
}

struct font font_find(struct arena *arena, struct str folder, const char *const *env)
{
	static const char *const argv[] = {
		"fc-match", "-f", "%{family[0]}\\n%{charset}\\n", "sans-serif:lang=zh-cn", NULL};
	struct str path = file_join(arena, folder, STR("font")), answer;
	struct proc proc = {.argv = argv, .env = env, .output = path, .limit = SECONDS};
	struct proc_outcome outcome;
	struct diag ignored;

	diag_init(&ignored, arena);
	proc_run(&proc, 1, &outcome);
	if (outcome.status != 0 || !file_read(arena, path, &answer, &ignored))
		return (struct font){0};
	return font_parse(arena, answer);
}

bool font_has(const struct font *font, uint32_t code)
{
	size_t low = 0, high = font->ranges.count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (code > font->ranges.item[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	return low < font->ranges.count && code >= font->ranges.item[low].first;
}

bool font_has_han(const struct font *font)
{
	return font_has(font, HAN_FIRST) && font_has(font, HAN_OFTEN);
}

struct str font_replace(struct arena *arena, const struct font *font, struct str text)
{
	struct str square = font_has(font, WHITE_SQUARE) ? STR("□") : STR("?");
	struct buf out;
	size_t len;

	buf_init(&out, arena);
	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = utf8_decode(str_from(text, at), &len);
		bool shown = code >= 0x80 && code != ZERO_WIDTH_SPACE;

		buf_add(&out,
			shown && !font_has(font, code) ? square : str_slice(text, at, at + len));
	}
	return buf_str(&out);
}
