#include "output/result.h"
#include "text/markup.h"

static void write_rule(struct buf *out, const struct table *table)
{
	buf_char(out, '|');
	for (size_t c = 0; c < table->columns.count; c++)
		if (!table->columns.item[c].machine_only)
			buf_text(out, table->columns.item[c].right ? " ---: |" : " --- |");
	buf_char(out, '\n');
}

static void write_table(struct buf *out, const struct table *table)
{
	if (table->title.len) {
		buf_text(out, "## ");
		markup_markdown(out, table->title);
		buf_text(out, "\n\n");
	}
	buf_char(out, '|');
	for (size_t c = 0; c < table->columns.count; c++) {
		if (table->columns.item[c].machine_only)
			continue;
		buf_char(out, ' ');
		markup_markdown(out, table->columns.item[c].heading);
		buf_text(out, " |");
	}
	buf_char(out, '\n');
	write_rule(out, table);
	for (size_t i = 0; i < table->cells.count; i++) {
		size_t c = i % table->columns.count;

		if (c == 0)
			buf_char(out, '|');
		if (!table->columns.item[c].machine_only) {
			buf_char(out, ' ');
			markup_markdown(out, table->cells.item[i].text);
			buf_text(out, " |");
		}
		if (c + 1 == table->columns.count)
			buf_char(out, '\n');
	}
}

void write_markdown(const struct result *result, struct buf *out)
{
	for (size_t i = 0; i < result->tables.count; i++) {
		if (i)
			buf_char(out, '\n');
		write_table(out, result->tables.item[i]);
	}
	for (size_t i = 0; i < result->lines.count; i++) {
		buf_text(out, i || result->tables.count ? "\n" : "");
		markup_markdown(out, result->lines.item[i]);
		buf_char(out, '\n');
	}
}
