#include "ingest/cells.h"

#include "base/utf8.h"
#include "text/number.h"
#include "text/written_period.h"

/* M2 is money and 45413 mostly a number, so parts of a year and day numbers do not count. */
static bool is_period(struct str cell)
{
	struct written_period period = written_period_parse(cell);

	if (period.kind == WRITTEN_NONE || period.kind == WRITTEN_SERIAL)
		return false;
	return period.year || text_is_chinese(cell);
}

/* x is a name as well as a missing figure. */
static bool is_x(struct str cell)
{
	return str_is(cell, "x") || str_is(cell, "X");
}

unsigned cell_traits(struct str cell)
{
	unsigned traits = CELL_FILLED;
	struct number number;
	enum number_kind kind;

	cell = str_trim(cell);
	if (!cell.len)
		return 0;
	if (is_period(cell))
		traits |= CELL_PERIOD;
	kind = number_parse(cell, '.', &number);
	if ((kind == NUMBER_MISSING && !is_x(cell)) || kind == NUMBER_DASH)
		traits |= CELL_MISSING;
	else if (number_is_typed(cell))
		traits |= CELL_NUMBER;
	return traits;
}

size_t record_filled(const struct sheet *sheet, size_t record)
{
	size_t filled = 0, width = sheet_width(sheet, record);

	for (size_t i = 0; i < width; i++)
		filled += str_trim(sheet_cell(sheet, record, i)).len > 0;
	return filled;
}

size_t record_extent(const struct sheet *sheet, size_t record)
{
	size_t extent = sheet_width(sheet, record);

	while (extent && !str_trim(sheet_cell(sheet, record, extent - 1)).len)
		extent--;
	return extent;
}

bool text_is_chinese(struct str text)
{
	size_t len;

	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = utf8_decode(str_from(text, at), &len);

		if (code >= 0x4E00 && code <= 0x9FFF)
			return true;
	}
	return false;
}

bool text_has_digit(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] >= '0' && text.at[i] <= '9')
			return true;
	return false;
}

struct str text_fold(struct arena *arena, struct str text)
{
	size_t len = 0, step;
	char *out;

	text = str_trim(text);
	out = arena_alloc(arena, 1, text.len + 1); /* folding makes nothing longer */
	for (size_t at = 0; at < text.len; at += step) {
		uint32_t code = utf8_fold_width(utf8_decode(str_from(text, at), &step));

		if ((code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7))
			code += 0x20;
		if (code == UTF8_BAD)
			out[len++] = text.at[at];
		else
			len += utf8_encode(code, out + len);
	}
	return (struct str){out, len};
}

/* The words are ASCII in lower case or Chinese, so only those two need folding. */
static bool is_word(struct str text, struct str word)
{
	if (text.len != word.len)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if ((c >= 'A' && c <= 'Z' ? (char)(c + 0x20) : c) != word.at[i])
			return false;
	}
	return true;
}

bool text_is_one_of(struct str text, const char *const *words)
{
	text = str_trim(text);
	for (; *words; words++)
		if (is_word(text, str_of(*words)))
			return true;
	return false;
}
