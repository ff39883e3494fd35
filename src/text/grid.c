#include "text/grid.h"

#include "base/utf8.h"

#include <libsmartcols/libsmartcols.h>
#include <stdlib.h>

/* libsmartcols hangs on one malformed byte and would pass control characters on to the terminal. */
static const char *tame(struct arena *arena, struct str text)
{
	struct buf out;
	size_t len;

	buf_init(&out, arena);
	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = utf8_decode(str_from(text, at), &len);

		if (code == UTF8_BAD)
			buf_char(&out, '?');
		else if (code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
			 code == 0x2029)
			buf_char(&out, ' ');
		else
			buf_add(&out, str_slice(text, at, at + len));
	}
	return buf_str(&out).at;
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

static void set_width(struct libscols_table *table, int width)
{
	/* Off a terminal nothing is cut; on one, the table must not be wider than the terminal. */
	scols_table_set_termforce(
		table, width > 0 ? SCOLS_TERMFORCE_ALWAYS : SCOLS_TERMFORCE_NEVER);
	if (width > 0)
		scols_table_set_termwidth(table, (size_t)width);
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
	       scols_print_table_to_string(table, &text) == 0;
	if (done && text)
		buf_text(out, text);
	if (done && text && out->len && out->at[out->len - 1] != '\n')
		buf_char(out, '\n');
	free(text);
	scols_unref_table(table);
	arena_free(&scratch);
	return done;
}
