#include "text/sheet_plain.h"

#include "text/line.h"

#include <limits.h>
#include <string.h>

/* The bytes at which a cell may end. */
struct ends {
	bool here[UCHAR_MAX + 1];
};

static struct ends ends_of(char delimiter)
{
	struct ends ends = {{false}};

	ends.here[(unsigned char)delimiter] = ends.here['\n'] = ends.here['\r'] = true;
	return ends;
}

static bool is_blank(char c, char delimiter)
{
	return (c == ' ' || c == '\t') && c != delimiter;
}

static size_t skip_blanks(const struct sheet_reader *r, size_t at)
{
	while (is_blank(r->text.at[at], r->delimiter))
		at++;
	return at;
}

/* Adds the cells from `at` to the line end behind it, and returns where that is. */
static size_t split_line(struct sheet_reader *r, const struct ends *ends, size_t at)
{
	struct sheet_cell *cell = r->sheet->cells.item + r->sheet->cells.count;
	const char *text = r->text.at;

	for (;; at++) {
		size_t start = at = skip_blanks(r, at), end;

		while (!ends->here[(unsigned char)text[at]])
			at++;
		for (end = at; end > start && is_blank(text[end - 1], r->delimiter);)
			end--;
		*cell++ = (struct sheet_cell){(uint16_t)(start & UINT16_MAX),
			(uint16_t)(start >> 16), (uint16_t)(end - start)};
		if (text[at] != r->delimiter)
			break;
	}
	r->sheet->cells.count = (size_t)(cell - r->sheet->cells.item);
	return at;
}

/* Not between CR and LF. */
static bool is_behind_line(struct str text, size_t at)
{
	char last = text.at[at - 1];

	return last == '\n' || (last == '\r' && (at == text.len || text.at[at] != '\n'));
}

/* Behind the last line end before `limit` and before the next quote; the cursor if there is none.
 */
size_t sheet_plain_end(const struct sheet_reader *r, size_t limit)
{
	const char *start = r->text.at + r->cursor;
	const char *quote = memchr(start, r->quote, limit - r->cursor);
	size_t end = quote ? (size_t)(quote - r->text.at) : limit;

	while (end > r->cursor && !is_behind_line(r->text, end))
		end--;
	return end;
}

static size_t window_end(const struct sheet_reader *r, size_t limit)
{
	return sheet_plain_end(
		r, limit - r->cursor < SHEET_WINDOW ? limit : r->cursor + SHEET_WINDOW);
}

static void note_usual(struct sheet_reader *r, size_t first, char begin)
{
	const struct sheet *sheet = r->sheet;
	size_t end = sheet->cells.count;
	struct sheet_usual *usual = &r->sheet->usual;

	if (r->line != usual->line || end - first != sheet->dialect.width ||
		!sheet->cells.item[first].len || !sheet->cells.item[end - 1].len || begin <= ' ' ||
		begin >= 0x7F)
		return;
	usual->begins[(unsigned char)begin] = true;
	usual->end++;
	usual->line++;
}

bool sheet_read_plain(struct sheet_reader *r, size_t limit)
{
	size_t start = r->cursor, end = window_end(r, limit);
	const struct ends ends = ends_of(r->delimiter);
	struct sheet *sheet = r->sheet;

	array_reserve(r->arena, &sheet->cells, end - start);
	array_reserve(r->arena, &sheet->records, (end - start) / 2);
	while (r->cursor < end) {
		size_t at = skip_blanks(r, r->cursor);

		if (!line_is_end(r->text.at[at])) {
			size_t first = sheet->cells.count, begin = at;

			sheet->records.item[sheet->records.count++] = (struct sheet_record){
				(uint32_t)first, (uint32_t)r->cursor, r->line};
			at = split_line(r, &ends, at);
			note_usual(r, first, r->text.at[begin]);
		}
		r->cursor = line_skip_end(r->text, at);
		r->line++;
	}
	return end > start;
}
