#include "text/sheet_plain.h"

#include "base/proc.h"
#include "text/line.h"

#include <string.h>

/* One of the pieces of the text that are read side by side, and where its cells and records go in
 * the arrays of the whole, which all processes share. */
struct stripe {
	size_t start, end;
	size_t cells, cells_room, records, records_room;
	size_t cells_read, records_read; /* their numbers count from 0 … */
	uint32_t lines;                  /* … as do their lines */
	size_t read;                     /* so far */
};

struct striping {
	const struct sheet_reader *whole;
	struct stripe *stripes; /* shared */
};

static void read_stripe(const struct sheet_reader *whole, struct stripe *stripe)
{
	struct sheet sheet = {.text = whole->text};
	struct sheet_reader r = *whole;

	sheet.cells.item = whole->sheet->cells.item + stripe->cells;
	sheet.records.item = whole->sheet->records.item + stripe->records;
	sheet.cells.room = stripe->cells_room;
	sheet.records.room = stripe->records_room;
	r.sheet = &sheet;
	r.cursor = stripe->start;
	r.line = 0;
	while (r.cursor < stripe->end && sheet.cells.room - sheet.cells.count >= SHEET_WINDOW &&
		sheet.records.room - sheet.records.count >= SHEET_WINDOW / 2 &&
		sheet_read_plain(&r, stripe->end))
		;
	stripe->cells_read = sheet.cells.count;
	stripe->records_read = sheet.records.count;
	stripe->lines = r.line;
	stripe->read = r.cursor;
}

static bool read_stripes(void *context, size_t first, size_t last, struct diag *diag)
{
	const struct striping *striping = context;

	(void)diag;
	for (size_t i = first; i < last; i++)
		read_stripe(striping->whole, &striping->stripes[i]);
	return true;
}

/* Behind the first line end from `at` on. */
static size_t behind_line(struct str text, size_t at)
{
	while (!line_is_end(text.at[at]))
		at++;
	return line_skip_end(text, at);
}

/* Room for so many items in so many bytes as there were in those read so far, and a little more. */
static size_t room_for(const struct sheet_reader *r, size_t items, size_t bytes)
{
	double each = (double)items / (double)(r->cursor - r->sheet->dialect.skip);

	return (size_t)(each * 1.05 * (double)bytes) + SHEET_WINDOW;
}

static struct stripe *cut(const struct sheet_reader *r, size_t end, size_t count)
{
	struct stripe *stripes = arena_shared(r->arena, count, sizeof(*stripes));
	size_t cells = r->sheet->cells.count, records = r->sheet->records.count;

	for (size_t i = 0; i < count; i++) {
		size_t start = i ? stripes[i - 1].end : r->cursor, bytes;

		stripes[i].start = start;
		stripes[i].end = i + 1 == count
					 ? end
					 : behind_line(r->text,
						   r->cursor + (end - r->cursor) * (i + 1) / count);
		bytes = stripes[i].end - start;
		stripes[i].cells = i ? stripes[i - 1].cells + stripes[i - 1].cells_room : cells;
		stripes[i].cells_room = room_for(r, cells, bytes);
		stripes[i].records =
			i ? stripes[i - 1].records + stripes[i - 1].records_room : records;
		stripes[i].records_room = room_for(r, records, bytes);
	}
	return stripes;
}

/* The arrays in memory that is shared, with room for all stripes and a window behind them. */
static void share(struct sheet_reader *r, const struct stripe *last)
{
	struct sheet *sheet = r->sheet;
	void *cells = sheet->cells.item, *records = sheet->records.item;
	size_t cells_room = sheet->cells.room, records_room = sheet->records.room;

	sheet->cells.room = last->cells + last->cells_room + SHEET_WINDOW;
	sheet->records.room = last->records + last->records_room + SHEET_WINDOW;
	sheet->cells.item = arena_shared(r->arena, sheet->cells.room, sizeof(*sheet->cells.item));
	sheet->records.item =
		arena_shared(r->arena, sheet->records.room, sizeof(*sheet->records.item));
	memcpy(sheet->cells.item, cells, sheet->cells.count * sizeof(*sheet->cells.item));
	memcpy(sheet->records.item, records, sheet->records.count * sizeof(*sheet->records.item));
	arena_release(r->arena, cells, cells_room * sizeof(*sheet->cells.item));
	arena_release(r->arena, records, records_room * sizeof(*sheet->records.item));
}

/* Puts what was read behind what is there. */
static void join(struct sheet_reader *r, const struct stripe *stripe)
{
	struct sheet *sheet = r->sheet;
	struct sheet_record *to = sheet->records.item + sheet->records.count;
	const struct sheet_record *from = sheet->records.item + stripe->records;

	for (size_t i = 0; i < stripe->records_read; i++)
		to[i] = (struct sheet_record){(uint32_t)sheet->cells.count + from[i].first,
			from[i].at, r->line + from[i].line};
	if (stripe->cells > sheet->cells.count)
		memmove(sheet->cells.item + sheet->cells.count, sheet->cells.item + stripe->cells,
			stripe->cells_read * sizeof(*sheet->cells.item));
	sheet->records.count += stripe->records_read;
	sheet->cells.count += stripe->cells_read;
	r->cursor = stripe->read;
	r->line += stripe->lines;
}

/* Behind the last line end. Quotes are found by those who read. */
static size_t last_end(struct str text)
{
	size_t end = text.len;

	while (end && !line_is_end(text.at[end - 1]))
		end--;
	return end;
}

/* How many processes the rest up to `end` is worth: none where quotes are likely. */
static size_t count_stripes(const struct sheet_reader *r, size_t end)
{
	size_t cores = (size_t)proc_cores(), most;

	if (end <= r->cursor || memchr(r->text.at, r->quote, r->cursor))
		return 0;
	most = (end - r->cursor) / SHEET_STRIPE;
	return cores < most ? cores : most;
}

bool sheet_read_striped(struct sheet_reader *r, struct diag *diag)
{
	size_t end = last_end(r->text), count = count_stripes(r, end);
	struct striping striping = {.whole = r};

	if (count < 2)
		return true;
	striping.stripes = cut(r, end, count);
	share(r, &striping.stripes[count - 1]);
	if (!proc_spread(count, 1, "splitting records", read_stripes, &striping, diag))
		return false;
	for (size_t i = 0; i < count; i++) {
		join(r, &striping.stripes[i]);
		if (striping.stripes[i].read < striping.stripes[i].end)
			break;
	}
	return true;
}
