#include "output/result.h"
#include "text/decimal.h"

void write_csv_field(struct buf *out, struct str text)
{
	bool quoted = str_has(text, STR(",")) || str_has(text, STR("\"")) ||
		      str_has(text, STR("\n")) || str_has(text, STR("\r"));

	if (!quoted) {
		buf_add(out, text);
		return;
	}
	buf_char(out, '"');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '"')
			buf_char(out, '"');
		buf_char(out, text.at[i]);
	}
	buf_char(out, '"');
}

static void write_cell(struct buf *out, const struct cell *cell)
{
	char number[32];

	if (cell->is_number)
		buf_add(out, (struct str){number, decimal_print(cell->number, number)});
	else
		write_csv_field(out, cell->plain.at ? cell->plain : cell->text);
}

void write_csv(const struct result *result, struct buf *out)
{
	const struct table *table = result->tables.count ? result->tables.item[0] : NULL;
	bool first = true;

	if (!table)
		return;
	for (size_t c = 0; c < table->columns.count; c++) {
		if (table->columns.item[c].people_only)
			continue;
		if (!first)
			buf_char(out, ',');
		buf_text(out, table->columns.item[c].key);
		first = false;
	}
	for (size_t i = 0; i < table->cells.count; i++) {
		size_t c = i % table->columns.count;

		if (c == 0) {
			buf_char(out, '\n');
			first = true;
		}
		if (table->columns.item[c].people_only)
			continue;
		if (!first)
			buf_char(out, ',');
		write_cell(out, &table->cells.item[i]);
		first = false;
	}
	buf_char(out, '\n');
}
