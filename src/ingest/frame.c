#include "ingest/frame.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "ingest/cells.h"
#include "text/unit.h"

#include <string.h>

enum { PERIOD_PERCENT = 80, TEXT_COLUMNS_MAX = 8, HEADER_ROWS_MAX = 16 };

/* Two cells, the first of them one of these: a note even where the table has two columns only. */
static const char *const note_keys[] = {"title", "cdid", "source dataset id", "preunit", "unit",
	"units", "release date", "next release", "important notes", "frequency", "table",
	"last updated", "last updated date", "data source", "单位", "计量单位", "数据库", "制表",
	"制表单位", "填报单位", "填报日期", "制表日期", "报表名称", "表名", "频率", "更新时间",
	"发布日期", NULL};
static const char *const unit_keys[] = {"单位", "计量单位", "数据单位", "unit", "units", NULL};
static const char *const indicator_keys[] = {
	"指标", "指标名称", "indicator", "series", "title", NULL};

/* A footer begins with one of these; behind the short ones a mark must follow (注册企业数 is none).
 */
static const char *const footers[] = {
	"数据来源", "资料来源", "来源", "备注", "说明", "how to cite", "©", "____"};
static const char *const footers_with_mark[] = {"注", "source", "note", "footnote"};
static const char *const footer_marks[] = {"：", ":", "、", ".", "．", "。", "（", "(", "释", "明",
	" ", "　", "1", "2", "3", "4", "5", "6", "7", "8", "9", "①", "1", "*"};

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

bool frame_is_blank(const struct sheet *sheet, size_t record)
{
	return record_extent(sheet, record) == 0;
}

static struct str cell_of(const struct sheet *sheet, size_t record, size_t column)
{
	return str_trim(sheet_cell(sheet, record, column));
}

/* "单位：亿元", "（单位：亿元）", "Frequency: Monthly", "2024年5月  单位：亿元". */
static bool split_note(struct str cell, struct frame_note *note)
{
	size_t unit = str_find(cell, STR("单位")), at, colon = strlen("：");

	if (unit < cell.len)
		cell = str_from(cell, unit);
	at = str_find(cell, STR("："));
	if (at == cell.len) {
		at = str_find(cell, STR(":"));
		colon = 1;
	}
	if (at == 0 || at == cell.len)
		return false;
	note->key = str_trim(str_head(cell, at));
	note->value = str_trim(str_from(cell, at + colon));
	if (str_ends(note->value, STR("）")) && !str_has(note->value, STR("（")))
		note->value.len -= strlen("）");
	else if (str_ends(note->value, STR(")")) && !str_has(note->value, STR("(")))
		note->value.len--;
	return true;
}

static void add_notes(
	struct arena *arena, const struct sheet *sheet, size_t record, struct frame *frame)
{
	size_t extent = record_extent(sheet, record);
	struct frame_note note = {.record = record};

	if (extent == 2 && cell_of(sheet, record, 0).len) {
		note.key = cell_of(sheet, record, 0);
		note.value = cell_of(sheet, record, 1);
		*array_add(arena, &frame->notes) = note;
		return;
	}
	for (size_t i = 0; i < extent; i++) {
		struct str cell = cell_of(sheet, record, i);

		if (!cell.len)
			continue;
		if (!split_note(cell, &note))
			note.key = STR(""), note.value = cell;
		*array_add(arena, &frame->notes) = note;
	}
}

/* What stands before the header: a title, or a key and its value. */
static bool is_note(const struct sheet *sheet, size_t record)
{
	size_t filled = record_filled(sheet, record), extent = record_extent(sheet, record);
	size_t usual = sheet->dialect.width;

	if (filled <= 1)
		return true;
	if (filled == 2 && extent == 2) {
		if (text_is_one_of(cell_of(sheet, record, 0), note_keys))
			return true;
		return usual > 3 && !(cell_traits(cell_of(sheet, record, 1)) & CELL_TYPED) &&
		       !(cell_traits(cell_of(sheet, record, 0)) & CELL_TYPED);
	}
	/* a title that holds a comma */
	return filled * 2 < usual && sheet_width(sheet, record) != usual;
}

/* Behind at most some text cells, are the cells periods? And how many of them? */
static bool has_period_cells(const struct sheet *sheet, size_t record, size_t *first)
{
	size_t extent = record_extent(sheet, record), periods = 0, filled = 0, column = 0;

	while (column < extent && column < TEXT_COLUMNS_MAX &&
		!(cell_traits(cell_of(sheet, record, column)) & CELL_TYPED))
		column++;
	*first = column;
	if (column == 0)
		return false;
	for (; column < extent; column++) {
		unsigned traits = cell_traits(cell_of(sheet, record, column));

		filled += traits > 0;
		periods += (traits & CELL_PERIOD) > 0;
	}
	return periods && periods * 100 >= filled * PERIOD_PERCENT;
}

/* A quote that was read literally makes no text of a figure. */
static struct str without_quotes(struct str cell)
{
	size_t start = cell.len && (cell.at[0] == '"' || cell.at[0] == '\''), end = cell.len;

	while (end > start && (cell.at[end - 1] == '"' || cell.at[end - 1] == '\''))
		end--;
	return str_slice(cell, start, end);
}

static bool is_text(const struct sheet *sheet, size_t record)
{
	for (size_t i = 0; i < record_extent(sheet, record); i++)
		if (cell_traits(without_quotes(cell_of(sheet, record, i))) & CELL_TYPED)
			return false;
	return true;
}

/* A row of periods below a header that already names those columns is a row of the table. */
static bool names_columns(const struct sheet *sheet, const struct frame *frame, size_t first)
{
	for (size_t i = 0; i < frame->header_count; i++) {
		size_t record = frame->header + i;

		if (cell_of(sheet, record, first).len &&
			!(cell_traits(cell_of(sheet, record, first)) & CELL_PERIOD))
			return true;
	}
	return false;
}

static bool is_header(const struct sheet *sheet, const struct frame *frame, size_t record)
{
	size_t first;

	if (frame->header_count && record_extent(sheet, record) == 1)
		return false; /* a row whose figures are all missing */
	if (is_text(sheet, record))
		return true;
	return has_period_cells(sheet, record, &first) && !names_columns(sheet, frame, first);
}

static bool is_unit_row(const struct sheet *sheet, size_t record)
{
	struct str first = cell_of(sheet, record, 0);
	size_t units = 0;

	if (first.len && !text_is_one_of(first, unit_keys))
		return false;
	for (size_t i = 1; i < record_extent(sheet, record); i++) {
		struct str cell = cell_of(sheet, record, i);

		if (!cell.len)
			continue;
		if (!unit_is_known(cell))
			return false;
		units++;
	}
	return units > 0;
}

static bool begins_footer(struct str cell)
{
	for (size_t i = 0; i < COUNT(footers); i++)
		if (str_starts(cell, str_of(footers[i])))
			return true;
	for (size_t i = 0; i < COUNT(footers_with_mark); i++) {
		struct str rest = str_from(cell, strlen(footers_with_mark[i]));

		if (!str_starts(cell, str_of(footers_with_mark[i])))
			continue;
		if (str_starts(rest, STR("s")))
			rest = str_from(rest, 1);
		if (!rest.len)
			return true;
		for (size_t k = 0; k < COUNT(footer_marks); k++)
			if (str_starts(rest, str_of(footer_marks[k])))
				return true;
	}
	return false;
}

/* Nothing but text beside it; a row as wide as the table must hold nothing beside it. */
static bool is_footer(const struct sheet *sheet, size_t record)
{
	bool alone = record_extent(sheet, record) == 1;
	struct str cell;
	char lower[16];
	size_t len;

	if (!alone && sheet_width(sheet, record) == sheet->dialect.width)
		return false;
	cell = cell_of(sheet, record, 0);
	len = cell.len < sizeof(lower) ? cell.len : sizeof(lower);
	for (size_t i = 0; i < len; i++)
		lower[i] = cell.at[i] >= 'A' && cell.at[i] <= 'Z' ? (char)(cell.at[i] + 0x20)
								  : cell.at[i];
	return len && begins_footer((struct str){lower, len}) && (alone || is_text(sheet, record));
}

/* Physical lines between this record and the one before, or a row of delimiters only. */
static bool stands_apart(const struct sheet *sheet, size_t record)
{
	const struct sheet_record *before = &sheet->records.item[record - 1];
	size_t lines = 1;

	if (frame_is_blank(sheet, record - 1))
		return true;
	if (sheet->records.item[record].line == before->line + 1)
		return false;
	lines += sheet_place_at(sheet, record - 1, before->at + sheet_raw(sheet, record - 1).len)
			 .line -
		 before->line;
	return sheet->records.item[record].line > before->line + lines;
}

static bool repeats_header(const struct sheet *sheet, const struct frame *frame, size_t record)
{
	size_t header = frame->header + frame->header_count - 1, extent;

	if (!frame->header_count ||
		!str_equal(sheet_cell(sheet, record, 0), sheet_cell(sheet, header, 0)))
		return false;
	extent = record_extent(sheet, header);
	for (size_t i = 0; i < extent; i++)
		if (!str_equal(cell_of(sheet, record, i), cell_of(sheet, header, i)))
			return false;
	return record_extent(sheet, record) == extent;
}

/* A row of names as wide as the row below it, but not as the table. */
static bool begins_another_width(
	const struct sheet *sheet, const struct frame *frame, size_t record)
{
	size_t width = sheet_width(sheet, record);

	return record + 1 < sheet->count && width != sheet_width(sheet, frame->header) &&
	       width == sheet_width(sheet, record + 1) && record_filled(sheet, record) > 1 &&
	       is_text(sheet, record);
}

static bool is_second_header(const struct sheet *sheet, const struct frame *frame, size_t record)
{
	size_t first;

	if (repeats_header(sheet, frame, record) || begins_another_width(sheet, frame, record))
		return true;
	if (!stands_apart(sheet, record) || record_filled(sheet, record) < 2)
		return false;
	return is_text(sheet, record) || has_period_cells(sheet, record, &first);
}

/* The header rows end where a row holds figures; notes may stand before them. */
static size_t find_header(struct arena *arena, const struct sheet *sheet,
	const struct source *source, struct frame *frame)
{
	int skip = source ? source->skip_top : -1, fixed = source ? source->header_rows : -1;
	size_t record = 0;

	while (record < sheet->count && (int)sheet->records.item[record].line <= skip)
		record++;
	while (record < sheet->count && fixed != 0 && sheet->dialect.width > 1 &&
		is_note(sheet, record)) {
		add_notes(arena, sheet, record, frame);
		record++;
	}
	frame->header = record;
	while (record < sheet->count) {
		if (fixed >= 0 ? frame->header_count == (size_t)fixed
			       : !is_header(sheet, frame, record) || is_footer(sheet, record))
			break;
		if (frame->header_count && is_unit_row(sheet, record))
			break;
		frame->header_count++;
		record++;
	}
	return record;
}

static size_t find_end(const struct sheet *sheet, struct frame *frame)
{
	for (size_t record = frame->body; record < sheet->count; record++) {
		if (is_footer(sheet, record))
			return record;
		if (record > frame->body && is_second_header(sheet, frame, record)) {
			frame->second_table = (long)record;
			return record;
		}
	}
	return sheet->count;
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
		bool is_break = name.at[i] == '\n' || name.at[i] == '\r';

		if (!is_break)
			buf_char(&out, name.at[i]);
		else if (out.len && (unsigned char)out.at[out.len - 1] < 0x80 &&
			 out.at[out.len - 1] != ' ')
			buf_char(&out, ' ');
	}
	return buf_str(&out);
}

/* Merged cells: above the last header row an empty cell belongs to the one at its left, in `left`.
 */
static struct str join_header(struct arena *arena, const struct sheet *sheet,
	const struct frame *frame, size_t column, struct str *left)
{
	struct str name = STR("");

	for (size_t row = 0; row < frame->header_count; row++) {
		struct str cell = cell_of(sheet, frame->header + row, column);

		if (!cell.len && row + 1 < frame->header_count)
			cell = left[row];
		left[row] = cell;
		if (!cell.len)
			continue;
		name = name.len ? str_printf(arena, "%.*s %.*s", STR_ARG(name), STR_ARG(cell))
				: cell;
	}
	return without_breaks(arena, name);
}

static void name_columns(struct arena *arena, const struct sheet *sheet, struct frame *frame)
{
	struct str unit = STR(""), left[HEADER_ROWS_MAX] = {{NULL, 0}};

	frame->columns = count_columns(sheet, frame);
	frame->names = NEW_ARRAY(arena, frame->columns, struct str);
	frame->units = NEW_ARRAY(arena, frame->columns, struct str);
	for (size_t i = 0; i < frame->columns; i++) {
		frame->names[i] = join_header(arena, sheet, frame, i, left);
		if (frame->unit_row == NO_RECORD || i == 0)
			continue;
		if (cell_of(sheet, (size_t)frame->unit_row, i).len)
			unit = cell_of(sheet, (size_t)frame->unit_row, i);
		frame->units[i] = unit;
	}
}

static void describe(struct arena *arena, const struct sheet *sheet, struct frame *frame)
{
	const struct sheet_record *records = sheet->records.item;
	struct buf out;

	buf_init(&out, arena);
	if (frame->notes.count)
		buf_printf(&out, "%zu note%s before the table, ", frame->notes.count,
			frame->notes.count == 1 ? "" : "s");
	if (frame->header_count)
		buf_printf(&out, "header in line %u, ", records[frame->header].line);
	else
		buf_text(&out, "no header, ");
	if (frame->unit_row != NO_RECORD)
		buf_printf(&out, "units in line %u, ", records[frame->unit_row].line);
	if (frame->body < frame->end)
		buf_printf(&out, "rows in lines %u to %u", records[frame->body].line,
			records[frame->end - 1].line);
	else
		buf_text(&out, "no rows");
	if (frame->end < sheet->count)
		buf_printf(&out, ", footer from line %u", records[frame->end].line);
	frame->why = buf_str(&out);
}

void frame_find(struct arena *arena, const struct sheet *sheet, const struct source *source,
	struct frame *frame)
{
	size_t record;

	*frame = (struct frame){.unit_row = NO_RECORD, .second_table = NO_RECORD};
	record = find_header(arena, sheet, source, frame);
	if (frame->header_count > 1 &&
		(record == sheet->count || frame->header_count > HEADER_ROWS_MAX)) {
		frame->header_count = 1; /* a table of texts */
		record = frame->header + 1;
	}
	if (record < sheet->count && is_unit_row(sheet, record))
		frame->unit_row = (long)record++;
	frame->body = record;
	frame->end = find_end(sheet, frame);
	while (frame->end > frame->body && frame_is_blank(sheet, frame->end - 1))
		frame->end--;
	name_columns(arena, sheet, frame);
	describe(arena, sheet, frame);
}

static bool check_width(const struct sheet *sheet, size_t record, struct diag *diag)
{
	size_t usual = sheet->dialect.width, width = sheet_width(sheet, record);

	if (width == usual || (width > usual && record_extent(sheet, record) <= usual))
		return true;
	return diag_error(diag, STATUS_DATA, sheet_place(sheet, record, 0),
		"header has %zu cells, but the rows have %zu; mend the file, or say where the "
		"header is with skip_top = and header_rows = in a source section",
		width, usual);
}

/* A cell that begins with a quote, and a later one that ends with it, may have been one. */
static bool check_quotes(const struct sheet *sheet, size_t record, struct diag *diag)
{
	char open = '\0';

	for (size_t i = 0; i < sheet_width(sheet, record); i++) {
		struct str cell = cell_of(sheet, record, i);
		char first = cell.len ? cell.at[0] : '\0',
		     last = cell.len ? cell.at[cell.len - 1] : '\0';

		if (open && last == open && first != open)
			return diag_error(diag, STATUS_DATA, sheet_place(sheet, record, i),
				"\"%.*s\" in the header closes a quote that an earlier cell opens; "
				"mend "
				"the header",
				STR_ARG(diag_quote(diag->arena, cell)));
		if ((first == '"' || first == '\'') && (last != first || cell.len == 1))
			open = first;
	}
	return true;
}

bool frame_check(const struct sheet *sheet, const struct frame *frame, struct diag *diag)
{
	size_t rows = frame->header_count + (frame->unit_row != NO_RECORD);

	if (sheet->dialect.width < 2)
		return diag_error(diag, STATUS_DATA, PLACE_FILE(sheet->path),
			"no table found; if there is one, name its delimiter with delimiter = in a "
			"source section");
	if (frame->body == frame->end)
		return diag_error(diag, STATUS_DATA, PLACE_FILE(sheet->path),
			"no row with figures found; if there is one, say where it stands with "
			"skip_top = and header_rows = in a source section");
	for (size_t record = frame->header; record < frame->header + rows; record++)
		if (!check_width(sheet, record, diag) || !check_quotes(sheet, record, diag))
			return false;
	return true;
}

struct str frame_note(const struct frame *frame, const char *const *keys)
{
	for (size_t i = 0; i < frame->notes.count; i++)
		if (text_is_one_of(frame->notes.item[i].key, keys))
			return frame->notes.item[i].value;
	return STR("");
}

struct str frame_unit(const struct frame *frame)
{
	struct str unit = frame_note(frame, unit_keys);

	return unit_is_known(unit) ? unit : STR("");
}

struct str frame_indicator(const struct frame *frame)
{
	return frame_note(frame, indicator_keys);
}
