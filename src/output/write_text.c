#include "output/result.h"

#include "base/utf8.h"
#include "text/grid.h"

static const char *const colors[] = {
	[TINT_NONE] = NULL,
	[TINT_GOOD] = "\033[34m",
	[TINT_WATCH] = "\033[33m",
	[TINT_BAD] = "\033[1;31m",
	[TINT_FAINT] = "\033[2m",
};

static size_t width_of(const struct table *table, size_t c)
{
	size_t width = utf8_columns(table->columns.item[c].heading);

	for (size_t i = c; i < table->cells.count; i += table->columns.count) {
		size_t cell = utf8_columns(table->cells.item[i].text);

		width = cell > width ? cell : width;
	}
	return width;
}

/* A blank between columns. */
static bool has_room(const struct table *table, int width)
{
	size_t needed = 0;

	for (size_t c = 0; width && c < table->columns.count; c++)
		if (!table->columns.item[c].machine_only)
			needed += width_of(table, c) + 1;
	return needed <= (size_t)width + 1;
}

static void choose_columns(const struct table *table, int width, bool *shown)
{
	bool spare = false;

	for (size_t c = 0; c < table->columns.count; c++) {
		shown[c] = !table->columns.item[c].machine_only;
		spare |= table->columns.item[c].spare;
	}
	if (!spare || has_room(table, width))
		return;
	for (size_t c = 0; c < table->columns.count; c++)
		shown[c] = shown[c] && !table->columns.item[c].spare;
}

static bool draw_table(const struct result *result, const struct table *table,
	const struct write_options *options, struct buf *out)
{
	size_t count = table->columns.count, columns_shown = 0, next = 0,
	       rows = count ? table->cells.count / count : 0;
	struct grid_column *columns = NEW_ARRAY(result->arena, count + 1, struct grid_column);
	struct str *cells = NEW_ARRAY(result->arena, table->cells.count + 1, struct str);
	const char **tints = NEW_ARRAY(result->arena, table->cells.count + 1, const char *);
	bool *shown = NEW_ARRAY(result->arena, count + 1, bool);

	choose_columns(table, options->width, shown);
	for (size_t c = 0; c < count; c++) {
		const struct column *column = &table->columns.item[c];

		if (shown[c])
			columns[columns_shown++] = (struct grid_column){
				column->heading, column->right, column->truncate};
	}
	for (size_t i = 0; i < rows * count; i++) {
		if (!shown[i % count])
			continue;
		cells[next] = table->cells.item[i].text;
		tints[next++] = colors[table->cells.item[i].tint];
	}
	return grid_draw(out, columns, columns_shown, cells, options->color ? tints : NULL, rows,
		options->width);
}

/* Names of files and areas may hold anything; the terminal must not obey it. */
static void write_line(struct buf *out, struct str line)
{
	buf_add(out, grid_tame(out->arena, line));
	buf_char(out, '\n');
}

bool write_text(const struct result *result, const struct write_options *options, struct buf *out,
	struct diag *diag)
{
	for (size_t i = 0; i < result->tables.count; i++) {
		const struct table *table = result->tables.item[i];

		if (i)
			buf_char(out, '\n');
		if (table->title.len)
			write_line(out, table->title);
		if (!draw_table(result, table, options, out))
			return diag_error(diag, STATUS_MEMORY, NO_PLACE, "out of memory");
	}
	for (size_t i = 0; i < result->lines.count; i++)
		write_line(out, result->lines.item[i]);
	return true;
}
