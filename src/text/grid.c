#include "text/grid.h"

#include "base/utf8.h"

#include <libsmartcols/libsmartcols.h>
#include <stdint.h>
#include <stdlib.h>

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

static bool add_columns(struct arena *arena, struct libscols_table *table,
	const struct grid_column *columns, size_t count, bool limited)
{
	for (size_t c = 0; c < count; c++) {
		int flags = columns[c].right ? SCOLS_FL_RIGHT : 0;

		if (columns[c].truncate && limited)
			flags |= SCOLS_FL_TRUNC;
		if (!scols_table_new_column(table, tame(arena, columns[c].heading), 0, flags))
			return false;
	}
	return true;
}

static bool add_rows(struct arena *arena, struct libscols_table *table, size_t columns,
	const struct str *cells, const char *const *colors, size_t rows)
{
	for (size_t r = 0; r < rows; r++) {
		struct libscols_line *line = scols_table_new_line(table, NULL);

		if (!line)
			return false;
		for (size_t c = 0; c < columns; c++) {
			const char *color = colors ? colors[r * columns + c] : NULL;

			if (scols_line_set_data(line, c, tame(arena, cells[r * columns + c])) != 0)
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

	for (size_t i = 0; i < most && text.len && str_cut(&text, '\n', &line); i++) {
		while (line.len && line.at[line.len - 1] == ' ')
			line.len--;
		buf_add(out, line);
		buf_char(out, '\n');
	}
}

bool grid_draw(struct buf *out, const struct grid_column *columns, size_t column_count,
	const struct str *cells, const char *const *colors, size_t rows, int width)
{
	struct libscols_table *table = scols_new_table();
	struct arena scratch;
	char *text = NULL;
	bool done;

	if (!table)
		return false;
	arena_init(&scratch, out->arena);
	scols_table_enable_colors(table, colors != NULL);
	set_width(table, width);
	done = add_columns(&scratch, table, columns, column_count, width > 0) &&
	       add_rows(&scratch, table, column_count, cells, colors, rows) &&
	       add_no_rows(table, rows) && scols_print_table_to_string(table, &text) == 0;
	if (done && text)
		add_lines(out, str_of(text), rows ? SIZE_MAX : 1);
	free(text);
	scols_unref_table(table);
	arena_free(&scratch);
	return done;
}
