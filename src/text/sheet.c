#include "text/sheet.h"

#include "base/utf8.h"
#include "text/line.h"
#include "text/reading.h"

#include <stdlib.h>

static int compare_numbers(const void *key, const void *item)
{
	uint32_t a = *(const uint32_t *)key, b = *(const uint32_t *)item;

	return (a > b) - (a < b);
}

/* The item that begins with the number, in a list sorted by it; NULL if there is none. */
static const void *find_number(const void *items, size_t count, size_t size, size_t number)
{
	uint32_t key = (uint32_t)number;

	return count ? bsearch(&key, items, count, size, compare_numbers) : NULL;
}

size_t sheet_long(const struct sheet *sheet, size_t cell)
{
	const struct sheet_long *found =
		find_number(sheet->longs.item, sheet->longs.count, sizeof(*found), cell);

	return found ? found->len : SHEET_LONG;
}

void *sheet_reuse_cells(
	struct sheet *sheet, struct arena *from, struct arena *arena, size_t size, bool shared)
{
	void *cells = sheet->cells.item;
	size_t used = sheet->cells.room * sizeof(*sheet->cells.item);

	sheet->cells.item = NULL;
	sheet->cells.count = sheet->cells.room = 0;
	return arena_reuse(arena, from, cells, used, size, shared);
}

struct place sheet_place_at(const struct sheet *sheet, size_t record, size_t at)
{
	const struct sheet_record *start = &sheet->records.item[record];
	struct str before = str_slice(sheet->text, start->at, at);
	size_t line_start = start->at;

	for (size_t i = 0; i < before.len; i++)
		if (line_is_end(before.at[i]))
			line_start = start->at + i + 1;
	return (struct place){sheet->path, start->line + line_count_ends(before),
		utf8_count(str_slice(sheet->text, line_start, at)) + 1};
}

/* Reads the record once more: needed only where a cell is held apart from the text. */
static size_t find_apart(const struct sheet *sheet, size_t record, size_t column)
{
	const struct reading_rule rule = {
		QUOTES_DOUBLED, sheet->dialect.delimiter, sheet->dialect.quote, SIZE_MAX};
	struct reading reading = {.stray = false};
	struct arena scratch;
	size_t at = 0;

	arena_init(&scratch, NULL);
	reading_split(&scratch, sheet_raw(sheet, record), &rule, &reading);
	if (column < reading.cells.count)
		at = reading.cells.item[column].start - reading.cells.item[column].quoted;
	arena_free(&scratch);
	return sheet->records.item[record].at + at;
}

struct place sheet_place(const struct sheet *sheet, size_t record, size_t column)
{
	size_t start = sheet->records.item[record].at, at;
	struct str cell;

	if (!sheet->cells.item)
		return sheet_place_at(sheet, record, start);
	cell = sheet_cell(sheet, record, column);
	if (column && column >= sheet_width(sheet, record))
		return sheet_place_at(sheet, record, start + sheet_raw(sheet, record).len);
	if (!sheet_width(sheet, record))
		return sheet_place_at(sheet, record, start);
	if (cell.at < sheet->text.at || cell.at >= sheet->text.at + sheet->text.len)
		return sheet_place_at(sheet, record, find_apart(sheet, record, column));
	at = (size_t)(cell.at - sheet->text.at);
	at -= at > start && sheet->text.at[at - 1] == sheet->dialect.quote;
	return sheet_place_at(sheet, record, at);
}

/* Line ends, and blanks of the blank lines that follow a record. */
static bool may_stand_behind(const struct sheet *sheet, char c)
{
	return line_is_end(c) || ((c == ' ' || c == '\t') && c != sheet->dialect.delimiter);
}

struct str sheet_raw(const struct sheet *sheet, size_t record)
{
	struct str raw = str_slice(
		sheet->text, sheet->records.item[record].at, sheet->records.item[record + 1].at);

	while (raw.len && may_stand_behind(sheet, raw.at[raw.len - 1]))
		raw.len--;
	return raw;
}

const struct sheet_fault *sheet_fault(const struct sheet *sheet, size_t record)
{
	return find_number(
		sheet->faults.item, sheet->faults.count, sizeof(*sheet->faults.item), record);
}
