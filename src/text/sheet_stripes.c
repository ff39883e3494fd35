#include "text/sheet_plain.h"

#include "base/proc.h"
#include "text/line.h"

#include <string.h>

/* One of the pieces of the text that are read side by side. Where its cells and records go in the
 * arrays of the whole, which all processes share, follows from how many lines stand before it: each
 * is expected to be a record of the usual width. */
struct stripe {
	size_t start, end, lines;
	size_t cells, records; /* their places … */
	uint32_t line;         /* … and the line where it begins: as expected */
	size_t read;           /* behind what was read */
	size_t cells_read, records_read;
	uint32_t lines_read;
	struct sheet_usual usual;
};

struct striping {
	const struct sheet_reader *whole;
	struct stripe *stripes; /* shared */
};

static size_t count_lines(struct str text)
{
	enum { STEP = 240 }; /* so few that they can be counted in bytes, many at once */
	size_t count = 0;

	for (size_t at = 0; at < text.len; at += STEP) {
		struct str some = str_head(str_from(text, at), STEP);
		unsigned char found = 0;

		for (size_t i = 0; i < some.len; i++)
			found = (unsigned char)(found + (some.at[i] == '\n'));
		count += found;
	}
	return count;
}

static bool measure_stripes(void *context, size_t first, size_t last, struct diag *diag)
{
	const struct striping *striping = context;

	(void)diag;
	for (size_t i = first; i < last; i++) {
		struct stripe *stripe = &striping->stripes[i];

		stripe->lines =
			count_lines(str_slice(striping->whole->text, stripe->start, stripe->end));
	}
	return true;
}

/* Puts what was read of the stripe behind what is there; false if it has more than was expected. */
static bool put(const struct sheet_reader *whole, struct stripe *stripe, const struct sheet *window)
{
	size_t cells = stripe->cells + stripe->cells_read;
	size_t records = stripe->records + stripe->records_read;
	struct sheet_record *to = whole->sheet->records.item + records;

	if (stripe->cells_read + window->cells.count >
			stripe->lines * whole->sheet->dialect.width ||
		stripe->records_read + window->records.count > stripe->lines)
		return false;
	memcpy(whole->sheet->cells.item + cells, window->cells.item,
		window->cells.count * sizeof(*window->cells.item));
	for (size_t i = 0; i < window->records.count; i++) {
		to[i] = window->records.item[i];
		to[i].first += (uint32_t)cells;
	}
	stripe->cells_read += window->cells.count;
	stripe->records_read += window->records.count;
	stripe->usual = window->usual;
	return true;
}

static void read_stripe(
	struct arena *arena, const struct sheet_reader *whole, struct stripe *stripe)
{
	struct sheet window = {.dialect = whole->sheet->dialect, .usual.line = stripe->line};
	struct sheet_reader r = *whole;

	r.arena = arena;
	r.sheet = &window;
	r.cursor = stripe->read = stripe->start;
	r.line = stripe->line;
	stripe->usual = window.usual;
	arena_fill_in(whole->sheet->cells.item + stripe->cells,
		stripe->lines * whole->sheet->dialect.width * sizeof(*window.cells.item));
	arena_fill_in(whole->sheet->records.item + stripe->records,
		stripe->lines * sizeof(*window.records.item));
	while (r.cursor < stripe->end && sheet_read_plain(&r, stripe->end) &&
		put(whole, stripe, &window)) {
		window.cells.count = window.records.count = 0;
		stripe->read = r.cursor;
		stripe->lines_read = r.line - stripe->line;
	}
}

static bool read_stripes(void *context, size_t first, size_t last, struct diag *diag)
{
	const struct striping *striping = context;

	for (size_t i = first; i < last; i++)
		read_stripe(diag->arena, striping->whole, &striping->stripes[i]);
	return true;
}

/* Behind the first line end from `at` on. */
static size_t behind_line(struct str text, size_t at)
{
	while (!line_is_end(text.at[at]))
		at++;
	return line_skip_end(text, at);
}

static struct stripe *cut(const struct sheet_reader *r, size_t end, size_t count)
{
	struct stripe *stripes = arena_shared(r->arena, count, sizeof(*stripes));

	for (size_t i = 0; i < count; i++) {
		stripes[i].start = i ? stripes[i - 1].end : r->cursor;
		stripes[i].end = i + 1 == count
					 ? end
					 : behind_line(r->text,
						   r->cursor + (end - r->cursor) * (i + 1) / count);
	}
	return stripes;
}

/* Shared memory for all records and cells, with room for a window behind them. */
static void share(struct sheet_reader *r, size_t cells_room, size_t records_room)
{
	struct sheet *sheet = r->sheet;
	struct sheet_cell *cells =
		arena_shared(r->arena, cells_room + SHEET_WINDOW, sizeof(*sheet->cells.item));
	struct sheet_record *records =
		arena_shared(r->arena, records_room + SHEET_WINDOW, sizeof(*sheet->records.item));

	memcpy(cells, sheet->cells.item, sheet->cells.count * sizeof(*cells));
	memcpy(records, sheet->records.item, sheet->records.count * sizeof(*records));
	arena_release(r->arena, sheet->cells.item, sheet->cells.room * sizeof(*cells));
	arena_release(r->arena, sheet->records.item, sheet->records.room * sizeof(*records));
	sheet->cells.item = cells;
	sheet->cells.room = cells_room + SHEET_WINDOW;
	sheet->records.item = records;
	sheet->records.room = records_room + SHEET_WINDOW;
}

static void place(struct sheet_reader *r, struct stripe *stripes, size_t count)
{
	size_t cells = r->sheet->cells.count, records = r->sheet->records.count;
	uint32_t line = r->line;

	for (size_t i = 0; i < count; i++) {
		stripes[i].cells = cells;
		stripes[i].records = records;
		stripes[i].line = line;
		cells += stripes[i].lines * r->sheet->dialect.width;
		records += stripes[i].lines;
		line += (uint32_t)stripes[i].lines;
	}
	share(r, cells, records);
}

static void join_usual(struct sheet_reader *r, const struct stripe *stripe)
{
	struct sheet_usual *usual = &r->sheet->usual;

	if (usual->line != r->line)
		return;
	usual->end += stripe->usual.end;
	usual->line += stripe->usual.line - stripe->line;
	for (size_t i = 0; i <= UCHAR_MAX; i++)
		usual->begins[i] = usual->begins[i] || stripe->usual.begins[i];
}

/* What was read mostly stands where it belongs; not behind blank lines and shorter records. */
static void join(struct sheet_reader *r, const struct stripe *stripe)
{
	struct sheet *sheet = r->sheet;
	struct sheet_record *to = sheet->records.item + sheet->records.count;
	const struct sheet_record *from = sheet->records.item + stripe->records;
	size_t cells = stripe->cells - sheet->cells.count;
	uint32_t lines = stripe->line - r->line;

	if (cells)
		memmove(sheet->cells.item + sheet->cells.count, sheet->cells.item + stripe->cells,
			stripe->cells_read * sizeof(*sheet->cells.item));
	for (size_t i = 0; i < stripe->records_read && (cells || lines || to != from); i++)
		to[i] = (struct sheet_record){
			from[i].first - (uint32_t)cells, from[i].at, from[i].line - lines};
	join_usual(r, stripe);
	sheet->records.count += stripe->records_read;
	sheet->cells.count += stripe->cells_read;
	r->cursor = stripe->read;
	r->line += stripe->lines_read;
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
	if (!proc_spread(count, 1, "counting lines", measure_stripes, &striping, diag))
		return false;
	place(r, striping.stripes, count);
	if (!proc_spread(count, 1, "splitting records", read_stripes, &striping, diag))
		return false;
	for (size_t i = 0; i < count; i++) {
		join(r, &striping.stripes[i]);
		if (striping.stripes[i].read < striping.stripes[i].end)
			break;
	}
	return true;
}
