#include "output/result.h"

/* Everything that Markdown or HTML could take for markup is disarmed. */
static void write_escaped(struct buf *out, struct str text)
{
	static const char special[] = "\\`*_{}[]#|!~";

	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];

		if (c == '<')
			buf_text(out, "&lt;");
		else if (c == '&')
			buf_text(out, "&amp;");
		else if (c == '\n' || c == '\r')
			buf_char(out, ' ');
		else {
			if (c && str_has((struct str){special, sizeof(special) - 1},
					 (struct str){&c, 1}))
				buf_char(out, '\\');
			buf_char(out, c);
		}
	}
}

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
		write_escaped(out, table->title);
		buf_text(out, "\n\n");
	}
	buf_char(out, '|');
	for (size_t c = 0; c < table->columns.count; c++) {
		if (table->columns.item[c].machine_only)
			continue;
		buf_char(out, ' ');
		write_escaped(out, table->columns.item[c].heading);
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
			write_escaped(out, table->cells.item[i].text);
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
		write_escaped(out, result->lines.item[i]);
		buf_char(out, '\n');
	}
}
