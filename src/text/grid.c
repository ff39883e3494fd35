#include "text/grid.h"

#include "base/proc.h"
#include "base/utf8.h"

#include <libsmartcols/libsmartcols.h>
#include <stdint.h>
#include <stdlib.h>

enum {
	LONG = 1000,        /* rows of a table that may be worth several processes */
	STRIPE = 16 * 1024, /* bytes of the stripes that it is cut into … */
	AT_LEAST = 4,       /* … of which so many are worth a process */
};

struct drawing {
	const struct grid_column *columns;
	size_t column_count;
	const struct str *cells;
	const char *const *colors;
	size_t rows;
	int width;
	size_t *widths; /* of the columns, for stripes; NULL: as libsmartcols finds them */
	bool *differ;   /* shared: it found others for a stripe */
	struct {
		ARRAY(size_t);
	} starts; /* rows where stripes begin, and the end of the last one */
};

/* How many characters from `at` on are ASCII and no control characters. */
static size_t plain_from(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.len && text.at[end] >= ' ' && text.at[end] < 0x7F)
		end++;
	return end - at;
}

/* libsmartcols hangs on one malformed byte and would pass control characters on to the terminal. */
struct str grid_tame(struct arena *arena, struct str text)
{
	struct buf out;
	size_t len;

	buf_init(&out, arena);
	buf_reserve(&out, text.len);
	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code;

		len = plain_from(text, at);
		buf_add(&out, str_slice(text, at, at + len));
		if (len)
			continue;
		code = utf8_decode(str_from(text, at), &len);
		if (code == UTF8_BAD || utf8_is_turning(code))
			buf_char(&out, '?');
		else if (utf8_is_control(code))
			buf_char(&out, ' ');
		else
			buf_add(&out, str_slice(text, at, at + len));
	}
	return buf_str(&out);
}

static const char *tame(struct arena *arena, struct str text)
{
	return grid_tame(arena, text).at;
}

static bool add_columns(struct arena *arena, struct libscols_table *table, const struct drawing *d)
{
	for (size_t c = 0; c < d->column_count; c++) {
		const struct grid_column *column = &d->columns[c];
		int flags = column->right ? SCOLS_FL_RIGHT : 0;

		if (column->truncate && d->width > 0)
			flags |= SCOLS_FL_TRUNC;
		if (!scols_table_new_column(table, tame(arena, column->heading),
			    d->widths ? (double)d->widths[c] : 0, flags))
			return false;
	}
	return true;
}

static bool add_rows(struct arena *arena, struct libscols_table *table, const struct drawing *d,
	size_t first, size_t last)
{
	for (size_t r = first; r < last; r++) {
		struct libscols_line *line = scols_table_new_line(table, NULL);

		if (!line)
			return false;
		for (size_t c = 0; c < d->column_count; c++) {
			size_t cell = r * d->column_count + c;
			const char *color = d->colors ? d->colors[cell] : NULL;

			if (scols_line_set_data(line, c, tame(arena, d->cells[cell])) != 0)
				return false;
			if (color && scols_cell_set_color(scols_line_get_cell(line, c), color) != 0)
				return false;
		}
	}
	return true;
}

/* libsmartcols draws nothing without a line, so an empty one makes it draw the headings. */
static bool add_no_rows(struct libscols_table *table, size_t rows)
{
	return rows || scols_table_new_line(table, NULL);
}

static void set_width(struct libscols_table *table, int width)
{
	/* Off a terminal nothing is cut; on one, the table must not be wider than the terminal. */
	scols_table_set_termforce(
		table, width > 0 ? SCOLS_TERMFORCE_ALWAYS : SCOLS_TERMFORCE_NEVER);
	if (width > 0)
		scols_table_set_termwidth(table, (size_t)width);
}

/* The first lines of a text, without the blanks that fill them up to the width. */
static void add_lines(struct buf *out, struct str text, size_t most)
{
	struct str line;

	for (size_t i = 0; i < most && str_cut(&text, '\n', &line); i++) {
		while (line.len && line.at[line.len - 1] == ' ')
			line.len--;
		buf_add(out, line);
		buf_char(out, '\n');
	}
}

static void compare_widths(struct libscols_table *table, const struct drawing *d)
{
	for (size_t c = 0; d->widths && c < d->column_count; c++)
		if (scols_column_get_width(scols_table_get_column(table, c)) != d->widths[c])
			*d->differ = true;
}

static bool draw(const struct drawing *d, size_t first, size_t last, struct buf *out)
{
	struct libscols_table *table = scols_new_table();
	struct arena scratch;
	char *text = NULL;
	bool done;

	if (!table)
		return false;
	arena_init(&scratch, out->arena);
	scols_table_enable_colors(table, d->colors != NULL);
	scols_table_enable_noheadings(table, first > 0);
	set_width(table, d->width);
	done = add_columns(&scratch, table, d) && add_rows(&scratch, table, d, first, last) &&
	       add_no_rows(table, d->rows) && scols_print_table_to_string(table, &text) == 0;
	if (done && text)
		add_lines(out, str_of(text), d->rows ? SIZE_MAX : 1);
	compare_widths(table, d);
	free(text);
	scols_unref_table(table);
	arena_free(&scratch);
	return done;
}

/* A text has at most as many columns as bytes, so most need not be looked at. */
static void widen(size_t *width, struct str text)
{
	size_t columns = text.len > *width ? utf8_columns(text) : 0;

	*width = columns > *width ? columns : *width;
}

/* Finds the widths of the columns, and cuts stripes that take about as long. */
static void measure(struct arena *arena, struct drawing *d)
{
	size_t bytes = 0;

	d->widths = NEW_ARRAY(arena, d->column_count, size_t);
	for (size_t c = 0; c < d->column_count; c++)
		widen(&d->widths[c], d->columns[c].heading);
	*array_add(arena, &d->starts) = 0;
	for (size_t r = 0; r < d->rows; r++) {
		for (size_t c = 0; c < d->column_count; c++) {
			widen(&d->widths[c], d->cells[r * d->column_count + c]);
			bytes += d->cells[r * d->column_count + c].len;
		}
		if (bytes < STRIPE && r + 1 < d->rows)
			continue;
		*array_add(arena, &d->starts) = r + 1;
		bytes = 0;
	}
}

static bool draw_stripes(
	void *context, size_t first, size_t last, struct buf *out, struct diag *diag)
{
	const struct drawing *d = context;

	return draw(d, d->starts.item[first], d->starts.item[last], out) ||
	       diag_error(diag, STATUS_MEMORY, NO_PLACE, "out of memory");
}

/*
 * libsmartcols asks the locale about every character, twice. Processes share that if they know the
 * widths beforehand; where it counts other ones than utf8_columns, nothing is drawn here.
 */
static bool draw_in_stripes(struct drawing d, struct buf *out)
{
	struct str_list parts = {0};
	struct arena scratch;
	struct diag diag;
	bool done;

	arena_init(&scratch, out->arena);
	diag_init(&diag, &scratch);
	measure(&scratch, &d);
	d.differ = arena_shared(&scratch, 1, sizeof(*d.differ));
	done = proc_gather(&scratch, d.starts.count - 1, AT_LEAST, "drawing a table", draw_stripes,
		       &d, &parts, &diag) &&
	       !*d.differ;
	for (size_t i = 0; i < parts.count && done; i++)
		buf_add(out, parts.item[i]);
	arena_free(&scratch);
	return done;
}

bool grid_draw(struct buf *out, const struct grid_column *columns, size_t column_count,
	const struct str *cells, const char *const *colors, size_t rows, int width)
{
	const struct drawing drawing = {.columns = columns,
		.column_count = column_count,
		.cells = cells,
		.colors = colors,
		.rows = rows,
		.width = width};

	/* On a terminal widths depend on each other. */
	return (rows >= LONG && !width && draw_in_stripes(drawing, out)) ||
	       draw(&drawing, 0, rows, out);
}
