#include "ingest/evidence.h"

#include "base/utf8.h"
#include "text/number.h"

#include <string.h>

static const char *written_name(const struct periods *periods, enum written_kind kind)
{
	static const char *const names[] = {[WRITTEN_DAY] = "days",
		[WRITTEN_WEEK] = "weeks",
		[WRITTEN_MONTH] = "months",
		[WRITTEN_MONTHS] = "sums over months",
		[WRITTEN_QUARTER] = "quarters",
		[WRITTEN_HALF] = "half-years",
		[WRITTEN_QUARTERS] = "sums over quarters",
		[WRITTEN_YEAR] = "years",
		[WRITTEN_TWO_YEARS] = "years that begin within another",
		[WRITTEN_FISCAL] = "years that begin within another",
		[WRITTEN_AVERAGE] = "averages"};

	if (kind == WRITTEN_DAY && !periods->days_fixed && periods->days_first)
		return "months by their first day";
	if (kind == WRITTEN_DAY && !periods->days_fixed && periods->days_last)
		return "months by their last day";
	return names[kind];
}

/* The cell is the period, or the part of a year that another cell names: blank where it is merged
 * with the one above, and 2024年 where the period has 2024. */
static bool is_written(struct str year, struct str cell, struct str text)
{
	struct str part = text, before;

	str_cut(&part, INTERN_BETWEEN, &before);
	if (!part.at)
		return str_equal(cell, text);
	return str_equal(cell, part) && (!str_trim(year).len || str_starts(year, before));
}

/* Where a period stands first: in a matrix in the header, unless that has the year alone. */
static struct place place_of_period(const struct run *run, struct str text)
{
	const struct table_layout *layout = &run->layout;
	size_t header = run->frame.header + run->frame.header_count - 1;
	size_t year = layout->period_column;
	size_t column = layout->part_column != NO_COLUMN ? layout->part_column : year;

	for (size_t v = 0; layout->kind == LAYOUT_MATRIX && v < layout->values.count; v++)
		if (is_written(STR(""), run->frame.names[layout->values.item[v]], text))
			return sheet_place(&run->sheet, header, layout->values.item[v]);
	for (size_t i = run->frame.body; i < run->frame.end; i++)
		if (is_written(column == year ? STR("") : sheet_cell(&run->sheet, i, year),
			    sheet_cell(&run->sheet, i, column), text))
			return sheet_place(&run->sheet, i, year);
	return PLACE_FILE(run->path);
}

/* What only this cell of its column tells; NULL if it tells no more than the others. */
static const char *decides(const struct run *run, uint32_t cell)
{
	const struct periods *periods = &run->periods;
	const struct written_period *settled = &periods->entries.item[cell].written;
	struct written_period written = written_period_parse(periods->cells.texts.item[cell]);

	if (run->source && run->source->period_format.len)
		return NULL;
	if (written.kind == WRITTEN_DAY_OR_MONTH && (written.month > 12 || written.day > 12))
		return written.month > 12 ? "has a part above 12, so days stand first"
					  : "has a part above 12, so months stand first";
	if (written.kind == WRITTEN_TENTH)
		return settled->month == 1 ? "is January, since .10 is written as well"
					   : "stands between .09 and .11, so it is October";
	if (written.kind == WRITTEN_TWO_YEARS)
		return "can be no month";
	if (written.kind == WRITTEN_SERIAL)
		return "is a spreadsheet's day number in a column that steps by months";
	if (written.kind == WRITTEN_DAY && !periods->days_first && !periods->days_last &&
		settled->day != 1)
		return "is not the first day of its month, and not all are the last";
	return NULL;
}

static void add_place(struct run *run, struct evidence *evidence, struct str text)
{
	char *shown;

	evidence->place = place_of_period(run, text);
	evidence->place.file = run->result->load.file;
	text = str_trim(text);
	shown = arena_copy(run->arena, text.at, text.len);
	for (size_t i = 0; i < text.len; i++)
		if (shown[i] == INTERN_BETWEEN) /* year and month, each in a cell of its own */
			shown[i] = ' ';
	evidence->cell = (struct str){shown, text.len};
}

/* One way of writing periods: how many of it there are, and the cell that tells most about it. */
static void add_kind(struct run *run, enum written_kind kind)
{
	const struct periods *periods = &run->periods;
	size_t count = 0, shown = 0;
	const char *why = NULL;
	struct evidence *evidence;

	for (uint32_t i = 0; i < periods->entries.count; i++) {
		const struct period_entry *entry = &periods->entries.item[i];

		if (entry->written.kind != kind || period_is_refused(entry->verdict))
			continue;
		if (!count++ || (!why && decides(run, i)))
			shown = i, why = decides(run, i);
	}
	if (!count)
		return;
	evidence = array_add(run->arena, &run->result->view.periods);
	evidence->says = str_counted(run->arena, count, str_of(written_name(periods, kind)));
	add_place(run, evidence, periods->cells.texts.item[shown]);
	evidence->why = str_of(run->source && run->source->period_format.len
				       ? "fits period_format of the source section"
				       : why);
}

static void add_unread(struct run *run)
{
	const struct periods *periods = &run->periods;
	struct evidence *evidence;
	size_t count = 0, first = 0;

	for (size_t i = 0; i < periods->entries.count; i++)
		if (period_is_refused(periods->entries.item[i].verdict) && !count++)
			first = i;
	if (!count)
		return;
	evidence = array_add(run->arena, &run->result->view.periods);
	evidence->says = str_printf(run->arena, "%zu not understood", count);
	evidence->why = STR("");
	add_place(run, evidence, periods->cells.texts.item[first]);
}

void evidence_of_periods(struct run *run)
{
	for (int kind = WRITTEN_DAY; kind <= WRITTEN_AVERAGE; kind++)
		add_kind(run, (enum written_kind)kind);
	add_unread(run);
}

static struct str describe_digits(struct arena *arena, struct str cell, const char *mark)
{
	const char *name = *mark == ',' ? "comma" : "point";
	struct str rest = str_from(cell, (size_t)(mark - cell.at) + 1);
	size_t behind = 0, step;

	for (; rest.len; rest = str_from(rest, step), behind++) {
		uint32_t code = utf8_fold_width(utf8_decode(rest, &step));

		if (code < '0' || code > '9')
			break;
	}
	if (behind != 3)
		return str_printf(arena, "has %.*s behind its %s",
			STR_ARG(str_counted(arena, behind, STR("digits"))), name);
	return str_printf(arena, "has a %s that cannot stand between groups of three", name);
}

/* Why this cell settles the decimal mark of its column. */
static struct str decides_mark(struct arena *arena, struct str cell)
{
	const char *comma = memrchr(cell.at, ',', cell.len),
		   *point = memrchr(cell.at, '.', cell.len);
	const char *last = comma > point ? comma : point;

	if (comma && point)
		return str_printf(
			arena, "has both marks, the %s behind", comma > point ? "comma" : "point");
	if (!last)
		return STR("is written in full-width characters");
	if (memchr(cell.at, *last, (size_t)(last - cell.at)))
		return str_printf(arena, "has more than one %s, so these are between groups",
			*last == ',' ? "comma" : "point");
	return describe_digits(arena, cell, last);
}

/* No Chinese office writes a decimal comma. */
static void add_chinese(struct run *run)
{
	struct evidence *evidence = array_add(run->arena, &run->result->view.numbers);
	size_t record, column;

	evidence->says = STR("decimal point");
	evidence->why = STR("the file is in GB18030");
	if (run->gb18030)
		return;
	run_find_chinese(run, &record, &column);
	evidence->why = STR("is Chinese");
	evidence->cell = str_copy(run->arena, str_trim(sheet_cell(&run->sheet, record, column)));
	evidence->place = sheet_place(&run->sheet, record, column);
	evidence->place.file = run->result->load.file;
}

static void add_mark(struct run *run, char mark, struct str why)
{
	struct evidence *evidence = array_add(run->arena, &run->result->view.numbers);

	evidence->says = mark == ',' ? STR("decimal comma") : STR("decimal point");
	evidence->why = why;
}

static void add_cell(struct run *run, const struct mark *mark, struct str says)
{
	struct evidence *evidence = array_add(run->arena, &run->result->view.numbers);
	struct str cell = str_trim(sheet_cell(&run->sheet, mark->record, mark->column));

	evidence->says = says;
	evidence->cell = str_copy(run->arena, cell);
	evidence->place = sheet_place(&run->sheet, mark->record, mark->column);
	evidence->place.file = run->result->load.file;
	evidence->why = mark->refused ? STR("has three digits behind its mark")
				      : decides_mark(run->arena, cell);
}

/* The first column with that mark for which a cell decided. */
static bool add_decided(struct run *run, const struct marks *marks, char sign)
{
	for (size_t i = 0; i < marks->count; i++) {
		const struct mark *mark = &marks->marks[i];

		if (mark->refused || mark->mark != sign ||
			!(mark->evidence & (EVIDENCE_POINT | EVIDENCE_COMMA)))
			continue;
		add_cell(run, mark, sign == ',' ? STR("decimal comma") : STR("decimal point"));
		return true;
	}
	return false;
}

void evidence_of_numbers(struct run *run, const struct marks *marks)
{
	enum decimal_mark given = run->source ? run->source->decimal : MARK_DETECT;
	bool decided;

	if (given != MARK_DETECT) {
		add_mark(run, given == MARK_COMMA ? ',' : '.', STR("the source section says so"));
		return;
	}
	if (run->chinese) {
		add_chinese(run);
		return;
	}
	decided = add_decided(run, marks, '.');
	decided = add_decided(run, marks, ',') || decided;
	for (size_t i = 0; i < marks->count; i++) {
		if (!marks->marks[i].refused)
			continue;
		add_cell(run, &marks->marks[i], STR("decimal mark undecided"));
		return;
	}
	if (!decided)
		add_mark(run, '.', STR("no figure has a mark"));
}
