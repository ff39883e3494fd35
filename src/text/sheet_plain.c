#include "text/sheet_plain.h"

#include "text/line.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#include <string.h>

enum { BLOCK = 64 };

/* Where cells may end in a block: a bit for each byte. */
#ifdef __SSE2__
static uint64_t find_ends(const char *block, char delimiter)
{
	const __m128i at_delimiter = _mm_set1_epi8(delimiter), at_lf = _mm_set1_epi8('\n'),
		      at_cr = _mm_set1_epi8('\r');
	uint64_t ends = 0;

	for (unsigned i = 0; i < BLOCK; i += sizeof(__m128i)) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
		__m128i found = _mm_or_si128(_mm_cmpeq_epi8(bytes, at_delimiter),
			_mm_or_si128(_mm_cmpeq_epi8(bytes, at_lf), _mm_cmpeq_epi8(bytes, at_cr)));

		ends |= (uint64_t)_mm_movemask_epi8(found) << i;
	}
	return ends;
}
#else
static uint64_t find_ends(const char *block, char delimiter)
{
	uint64_t ends = 0;

	for (unsigned i = 0; i < BLOCK; i++)
		ends |= (uint64_t)(block[i] == delimiter || line_is_end(block[i])) << i;
	return ends;
}
#endif

/* The same for what may be the last block of the text. */
static uint64_t ends_from(const struct sheet_reader *r, size_t at)
{
	char last[BLOCK] = {0};

	if (r->text.len - at >= BLOCK)
		return find_ends(r->text.at + at, r->delimiter);
	memcpy(last, r->text.at + at, r->text.len - at);
	return find_ends(last, r->delimiter);
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

static struct sheet_cell trimmed(const struct sheet_reader *r, size_t start, size_t end)
{
	while (start < end && is_blank(r->text.at[start], r->delimiter))
		start++;
	while (end > start && is_blank(r->text.at[end - 1], r->delimiter))
		end--;
	return (struct sheet_cell){
		(uint16_t)(start & UINT16_MAX), (uint16_t)(start >> 16), (uint16_t)(end - start)};
}

/* Adds the cells from `at` to the line end behind it, and returns where that is. All ends of a
 * block are looked for at once: none has to wait for the one before it. */
static size_t split_line(struct sheet_reader *r, size_t at)
{
	struct sheet_cell *cell = r->sheet->cells.item + r->sheet->cells.count;
	uint64_t ends = ends_from(r, at);
	size_t start = at, end;

	for (;; ends &= ends - 1) {
		for (; !ends; ends = ends_from(r, at))
			at += BLOCK;
		end = at + (size_t)__builtin_ctzll(ends);
		*cell++ = trimmed(r, start, end);
		if (r->text.at[end] != r->delimiter)
			break;
		start = end + 1;
	}
	r->sheet->cells.count = (size_t)(cell - r->sheet->cells.item);
	return end;
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
	struct sheet *sheet = r->sheet;

	array_reserve(r->arena, &sheet->cells, end - start);
	array_reserve(r->arena, &sheet->records, (end - start) / 2);
	while (r->cursor < end) {
		size_t at = skip_blanks(r, r->cursor);

		if (!line_is_end(r->text.at[at])) {
			size_t first = sheet->cells.count, begin = at;

			sheet->records.item[sheet->records.count++] = (struct sheet_record){
				(uint32_t)first, (uint32_t)r->cursor, r->line};
			at = split_line(r, at);
			note_usual(r, first, r->text.at[begin]);
		}
		r->cursor = line_skip_end(r->text, at);
		r->line++;
	}
	return end > start;
}
