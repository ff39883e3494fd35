/* The header rows: which of them name the columns, and what the others say. */
#include "base/buf.h"
#include "ingest/frame_parts.h"
#include "text/line.h"
#include "text/unit.h"
#include "text/written_period.h"

enum { PERIOD_PERCENT = 80, TEXT_COLUMNS_MAX = 8 };

/* A quote that was read literally makes no text of a figure. */
static struct str without_quotes(struct str cell)
{
	size_t start = cell.len && (cell.at[0] == '"' || cell.at[0] == '\''), end = cell.len;

	while (end > start && (cell.at[end - 1] == '"' || cell.at[end - 1] == '\''))
		end--;
	return str_slice(cell, start, end);
}

bool frame_is_text(const struct sheet *sheet, size_t record)
{
	for (size_t i = 0; i < record_extent(sheet, record); i++)
		if (cell_traits(without_quotes(frame_cell(sheet, record, i))) & CELL_TYPED)
			return false;
	return true;
}

/* Behind at most some text cells, are the cells periods? And how many of them? */
bool frame_has_periods(const struct sheet *sheet, size_t record, size_t *first)
{
	size_t extent = record_extent(sheet, record), periods = 0, filled = 0, column = 0;

	while (column < extent && column < TEXT_COLUMNS_MAX &&
		!(cell_traits(frame_cell(sheet, record, column)) & CELL_TYPED))
		column++;
	*first = column;
	if (column == 0)
		return false;
	for (; column < extent; column++) {
		unsigned traits = cell_traits(frame_cell(sheet, record, column));

		filled += traits > 0;
		periods += (traits & CELL_PERIOD) > 0;
	}
	return periods && periods * 100 >= filled * PERIOD_PERCENT;
}

bool frame_is_span(const struct sheet *sheet, size_t record)
{
	return !frame_cell(sheet, record, 0).len && record_filled(sheet, record) == 1 &&
	       frame_is_text(sheet, record);
}

/*
 * A row of periods below a header that already names those columns is a row of the table; below
 * years, months go on naming them, but not years: those are figures such as 1999.
 */
static bool names_columns(
	const struct sheet *sheet, const struct frame *frame, size_t record, size_t first)
{
	bool whole = written_period_parse(frame_cell(sheet, record, first)).year > 0;

	for (size_t i = 0; i < frame->header_count; i++) {
		struct str name = frame_cell(sheet, frame->header + i, first);

		if (name.len && (whole || !(cell_traits(name) & CELL_PERIOD)))
			return true;
	}
	return false;
}

static bool is_plain_header(const struct sheet *sheet, const struct frame *frame, size_t record)
{
	size_t first;

	if (frame->header_count && record_extent(sheet, record) <= 1)
		return false; /* blank, or a row whose figures are all missing */
	if (frame_is_text(sheet, record))
		return true;
	return frame_has_periods(sheet, record, &first) &&
	       !names_columns(sheet, frame, record, first);
}

/* 亿元, (%), in %: the unit itself. */
static struct str bare_unit(struct str cell)
{
	static const char *const pairs[][2] = {{"(", ")"}, {"（", "）"}};

	if (str_starts(cell, STR("in ")))
		cell = str_trim(str_from(cell, 3));
	for (size_t i = 0; i < 2; i++) {
		struct str open = str_of(pairs[i][0]), close = str_of(pairs[i][1]);

		if (str_starts(cell, open) && str_ends(cell, close) &&
			cell.len > open.len + close.len)
			return str_trim(str_slice(cell, open.len, cell.len - close.len));
	}
	return cell;
}

/* Units and nothing else; one of its own kind may span all columns below a row of periods. */
static bool is_unit_row(const struct sheet *sheet, const struct frame *frame, size_t record)
{
	struct str first = frame_cell(sheet, record, 0);
	size_t units = 0, column;

	if (first.len && frame_key(first) != KEY_UNIT)
		return false;
	if (frame->header_count && frame_is_span(sheet, record) &&
		frame_has_periods(sheet, frame->header + frame->header_count - 1, &column))
		return frame_cell(sheet, record, column).len > 0;
	for (size_t i = 1; i < record_extent(sheet, record); i++) {
		struct str cell = frame_cell(sheet, record, i);

		if (cell.len && !unit_is_known(bare_unit(cell)))
			return false;
		units += cell.len > 0;
	}
	return units > 0;
}

/* By its first cell; a row of periods names columns, whatever stands before it. */
static enum header_role keyed_role(const struct sheet *sheet, size_t record)
{
	enum frame_key key = frame_key(frame_cell(sheet, record, 0));
	size_t first;

	if (key == KEY_DATE)
		return HEADER_ABOUT;
	if (key == KEY_NONE || frame_has_periods(sheet, record, &first))
		return HEADER_PLAIN;
	if (key == KEY_NAME)
		return HEADER_NAME;
	if (key == KEY_UNIT)
		return HEADER_UNIT;
	if (key == KEY_ABOUT || record_extent(sheet, record) == 1)
		return HEADER_ABOUT;
	return HEADER_PLAIN;
}

static bool continues(const struct sheet *sheet, const struct frame *frame, size_t record,
	int fixed, enum header_role role)
{
	if (record == sheet->count)
		return false;
	if (fixed >= 0)
		return frame->header_count < (size_t)fixed;
	if (role != HEADER_PLAIN)
		return true;
	return is_plain_header(sheet, frame, record) && !frame_is_footer(sheet, record) &&
	       !(frame->header_count && is_unit_row(sheet, frame, record));
}

/* Units may also stand above the last names: below them a row of texts goes on. */
static bool is_unit_between(const struct sheet *sheet, const struct frame *frame, size_t record)
{
	size_t next = record + 1;

	return frame->header_count && next < sheet->count && is_unit_row(sheet, frame, record) &&
	       !frame_cell(sheet, next, 0).len && record_filled(sheet, next) > 1 &&
	       frame_is_text(sheet, next) && !is_unit_row(sheet, frame, next);
}

/* `keyed`: do the first cells say what their rows are? */
static void count_rows(
	struct arena *arena, const struct sheet *sheet, int fixed, bool keyed, struct frame *frame)
{
	size_t record = frame->header;
	enum header_role role;

	frame->header_count = 0;
	frame->roles = NEW_ARRAY(arena, HEADER_ROWS_MAX, enum header_role);
	for (;; record++) {
		role = keyed && record < sheet->count ? keyed_role(sheet, record) : HEADER_PLAIN;
		if (fixed < 0 && record < sheet->count && role == HEADER_PLAIN &&
			is_unit_between(sheet, frame, record))
			role = HEADER_UNIT;
		if (!continues(sheet, frame, record, fixed, role))
			break;
		if (frame->header_count < HEADER_ROWS_MAX)
			frame->roles[frame->header_count] = role;
		frame->header_count++;
	}
	frame->body = record;
}

/*
 * Series in columns may stand below several rows that tell of them (指标名称, 频率, 单位 …). That
 * is so where a row of names is among them and periods follow; elsewhere such words are names.
 */
static bool is_keyed(const struct sheet *sheet, const struct frame *frame)
{
	bool named = false, keyed = false;

	if (frame->body == sheet->count || frame->header_count > HEADER_ROWS_MAX ||
		!(cell_traits(frame_cell(sheet, frame->body, 0)) & CELL_PERIOD))
		return false;
	for (size_t i = 0; i < frame->header_count; i++) {
		named = named || frame->roles[i] <= HEADER_NAME;
		keyed = keyed || frame->roles[i] != HEADER_PLAIN;
	}
	return named && keyed;
}

static void skip_blank(const struct sheet *sheet, size_t *record)
{
	while (*record < sheet->count && frame_is_blank(sheet, *record))
		++*record;
}

void frame_find_header(
	struct arena *arena, const struct sheet *sheet, int fixed, struct frame *frame)
{
	count_rows(arena, sheet, fixed, true, frame);
	if (!is_keyed(sheet, frame))
		count_rows(arena, sheet, fixed, false, frame);
	if (frame->header_count > 1 &&
		(frame->body == sheet->count || frame->header_count > HEADER_ROWS_MAX)) {
		frame->header_count = 1; /* a table of texts */
		frame->body = frame->header + 1;
	}
	for (size_t i = 0; i < frame->header_count; i++)
		if (frame->roles[i] == HEADER_UNIT)
			frame->unit_row = (long)(frame->header + i);
	skip_blank(sheet, &frame->body);
	if (frame->unit_row == NO_RECORD && frame->body < sheet->count &&
		is_unit_row(sheet, frame, frame->body))
		frame->unit_row = (long)frame->body++;
	skip_blank(sheet, &frame->body);
}

/* As many as the records usually have, or as a header names. */
static size_t count_columns(const struct sheet *sheet, const struct frame *frame)
{
	size_t columns = sheet->dialect.width;

	for (size_t i = 0; i < frame->header_count; i++) {
		size_t extent = record_extent(sheet, frame->header + i);

		columns = extent > columns ? extent : columns;
	}
	return columns;
}

/* A name written in several lines is one: 贷款 and 余额, or Total and loans with a blank between.
 */
static struct str without_breaks(struct arena *arena, struct str name)
{
	struct buf out;

	if (!str_has(name, STR("\n")) && !str_has(name, STR("\r")))
		return name;
	buf_init(&out, arena);
	for (size_t i = 0; i < name.len; i++) {
		bool is_break = line_is_end(name.at[i]);

		if (!is_break)
			buf_char(&out, name.at[i]);
		else if (out.len && (unsigned char)out.at[out.len - 1] < 0x80 &&
			 out.at[out.len - 1] != ' ')
			buf_char(&out, ' ');
	}
	return buf_str(&out);
}

/* What a row contributes to the name of a column; merged cells belong to the one at their left. */
static struct str name_part(const struct sheet *sheet, const struct frame *frame, size_t row,
	size_t column, struct str *left)
{
	struct str cell = frame_cell(sheet, frame->header + row, column);
	enum header_role role = frame->roles[row];

	if (column == 0 && role != HEADER_PLAIN)
		return frame_key(cell) == KEY_PERIOD ? cell : STR("");
	if (role > HEADER_NAME)
		return STR("");
	if (!cell.len && row + 1 < frame->header_count && role == HEADER_PLAIN)
		cell = left[row];
	left[row] = cell;
	return cell;
}

static struct str join_header(struct arena *arena, const struct sheet *sheet,
	const struct frame *frame, size_t column, struct str *left)
{
	struct str name = STR("");

	for (size_t row = 0; row < frame->header_count; row++) {
		struct str part = name_part(sheet, frame, row, column, left);

		if (!part.len || (frame->roles[row] == HEADER_NAME && str_equal(part, name)))
			continue;
		name = name.len ? str_printf(arena, "%.*s %.*s", STR_ARG(name), STR_ARG(part))
				: part;
	}
	return without_breaks(arena, name);
}

/* A unit spans the columns behind it, unless each series has a cell of its own for it. */
static void name_units(const struct sheet *sheet, struct frame *frame)
{
	struct str unit = STR("");
	bool keyed =
		frame->unit_row != NO_RECORD && frame_cell(sheet, (size_t)frame->unit_row, 0).len;

	for (size_t i = 1; frame->unit_row != NO_RECORD && i < frame->columns; i++) {
		struct str cell = frame_cell(sheet, (size_t)frame->unit_row, i);

		if (cell.len || keyed)
			unit = bare_unit(cell);
		frame->units[i] = unit;
	}
}

void frame_name_columns(struct arena *arena, const struct sheet *sheet, struct frame *frame)
{
	struct str left[HEADER_ROWS_MAX] = {{NULL, 0}};

	frame->columns = count_columns(sheet, frame);
	frame->names = NEW_ARRAY(arena, frame->columns, struct str);
	frame->units = NEW_ARRAY(arena, frame->columns, struct str);
	for (size_t i = 0; i < frame->columns; i++)
		frame->names[i] = join_header(arena, sheet, frame, i, left);
	name_units(sheet, frame);
}
