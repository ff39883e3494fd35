#include "ingest/row_periods.h"

static struct str period_cell(const struct run *run, size_t record)
{
	return sheet_cell(&run->sheet, record, run->layout.period_column);
}

/* Do rows and columns of the matrix each name one half of a period? */
static bool is_crossing(const struct run *run)
{
	return run->layout.period_column != NO_COLUMN;
}

static struct str column_name(const struct run *run, size_t v)
{
	return run->frame.names[run->layout.values.item[v]];
}

static void add_header(struct run *run, struct row_periods *periods)
{
	struct period_thread thread = {.begun = false};

	for (size_t v = 0; v < run->layout.values.count; v++)
		periods->columns[v] = periods_add(&run->periods, &thread, column_name(run, v));
}

void row_periods_header(struct run *run, struct row_periods *periods)
{
	int year = run->periods.year;

	if (run->layout.kind != LAYOUT_MATRIX || is_crossing(run))
		return;
	periods->columns = NEW_ARRAY(run->scratch, run->layout.values.count, uint32_t);
	add_header(run, periods);
	if (run->periods.year != year) /* it does not hold for the last ones, so for none */
		add_header(run, periods);
}

void row_periods_next(struct run *run, struct row_periods *periods, size_t record, bool read)
{
	const struct table_layout *layout = &run->layout;
	struct str cell;

	if (layout->kind == LAYOUT_MATRIX)
		return;
	cell = period_cell(run, record);
	if (!read)
		periods_pass(&run->periods, &periods->thread, cell);
	else if (layout->part_column == NO_COLUMN)
		periods->row = periods_add(&run->periods, &periods->thread, cell);
	else
		periods->row = periods_add_parts(&run->periods, &periods->thread, cell,
			sheet_cell(&run->sheet, record, layout->part_column));
}

uint32_t row_period(struct run *run, const struct row_periods *periods, size_t record, size_t v)
{
	if (run->layout.kind != LAYOUT_MATRIX)
		return periods->row;
	if (!is_crossing(run))
		return periods->columns[v];
	return periods_add_crossing(&run->periods, period_cell(run, record), column_name(run, v));
}
