#include "ingest/columns.h"

#include "ingest/cells.h"
#include "text/unit.h"
#include "text/written_period.h"

enum { ROWS_LOOKED_AT = 400, MOST_PERCENT = 80 };

static bool is_month_number(struct str cell)
{
	return written_period_within(2000, cell).kind == WRITTEN_MONTH;
}

static void look_at(
	struct arena *arena, const struct labels *labels, struct str cell, struct column *column)
{
	unsigned traits = cell_traits(cell);
	struct written_period period;
	struct label label;

	if (!traits)
		return;
	column->filled++;
	period = written_period_parse(cell);
	column->periods += (traits & CELL_PERIOD) > 0;
	column->years += period.kind == WRITTEN_YEAR;
	column->missing += (traits & CELL_MISSING) > 0;
	column->numbers += (traits & CELL_NUMBER) > 0;
	column->months += is_month_number(cell);
	column->parts +=
		period.kind != WRITTEN_NONE && period.kind != WRITTEN_SERIAL && !period.year;
	if (traits & (CELL_NUMBER | CELL_PERIOD))
		return;
	column->units += unit_is_known(cell);
	label = labels_find(arena, labels, cell);
	column->known += label.indicator != NULL;
}

/* A record that went wrong says nothing of the columns. */
static bool is_usual(const struct sheet *sheet, size_t record)
{
	return sheet_width(sheet, record) == sheet->dialect.width && !sheet_fault(sheet, record);
}

struct column *columns_look(struct arena *arena, const struct sheet *sheet,
	const struct frame *frame, const struct labels *labels)
{
	struct column *columns = NEW_ARRAY(arena, frame->columns, struct column);
	size_t rows = frame->end - frame->body, step = rows / ROWS_LOOKED_AT + 1;
	struct arena scratch;

	arena_init(&scratch, arena);
	for (size_t record = frame->body; record < frame->end; record += step)
		for (size_t i = 0; i < frame->columns && is_usual(sheet, record); i++)
			look_at(&scratch, labels, sheet_cell(sheet, record, i), &columns[i]);
	arena_free(&scratch);
	return columns;
}

static bool is_most(size_t part, size_t whole)
{
	return whole && part * 100 >= whole * MOST_PERCENT;
}

bool column_is_number(const struct column *column)
{
	return column->numbers && (column->numbers + column->missing) * 2 > column->filled;
}

bool column_is_period(const struct column *column)
{
	return is_most(column->periods, column->filled);
}

bool column_is_year(const struct column *column)
{
	return is_most(column->years, column->filled);
}

bool column_is_text(const struct column *column)
{
	return column->filled && (column->numbers + column->missing) * 2 <= column->filled &&
	       column->periods * 2 <= column->filled;
}

static struct str key_cell(const struct sheet *sheet, size_t record, size_t column)
{
	return column == NO_COLUMN ? STR("") : str_trim(sheet_cell(sheet, record, column));
}

bool column_varies(struct arena *arena, const struct sheet *sheet, const struct frame *frame,
	const struct table_layout *layout, size_t column, size_t by)
{
	struct arena scratch;
	struct intern keys = {.room = 0};
	struct str_list firsts = {.count = 0};
	bool varies = false;

	arena_init(&scratch, arena);
	for (size_t record = frame->body; record < frame->end && !varies; record++) {
		struct str cell = str_trim(sheet_cell(sheet, record, column));
		uint32_t key;

		if (!cell.len || !layout_keeps(layout, sheet, record))
			continue;
		key = intern_add(&scratch, &keys, key_cell(sheet, record, by));
		if (key == firsts.count)
			*array_add(&scratch, &firsts) = cell;
		varies = !str_equal(firsts.item[key], cell);
	}
	arena_free(&scratch);
	return varies;
}

static bool is_named(struct arena *arena, struct str column, struct str folded)
{
	struct str name = text_fold(arena, column);

	return str_equal(name, folded) ||
	       str_equal(str_trim(str_head(name, str_find(name, STR(":")))), folded);
}

size_t column_named(struct arena *arena, const struct frame *frame, struct str name)
{
	struct str folded = text_fold(arena, name);

	for (size_t i = 0; i < frame->columns; i++)
		if (str_equal(frame->names[i], name))
			return i;
	for (size_t i = 0; i < frame->columns; i++)
		if (frame->names[i].len && is_named(arena, frame->names[i], folded))
			return i;
	return NO_COLUMN;
}
