#include "ingest/column_label.h"

static struct str header_cell(const struct run *run, size_t record, size_t column)
{
	return str_trim(sheet_cell(&run->sheet, record, column));
}

/* Does no other column of figures have that cell in this header row? */
static bool is_only(const struct run *run, size_t record, size_t column)
{
	struct str cell = header_cell(run, record, column);

	for (size_t v = 0; v < run->layout.values.count; v++)
		if (run->layout.values.item[v] != column &&
			str_equal(header_cell(run, record, run->layout.values.item[v]), cell))
			return false;
	return true;
}

/* Does the header say more of the cell than to which group it belongs: 同比 above 贷款余额? */
static bool is_qualified(struct str name, struct str cell)
{
	static const char *const words[] = {"同期", "同比", "环比", "增", "上年", "去年", "上月",
		"计划", "目标", "预算", "累计", "比重", "year ago", "previous", "change", "growth",
		"target", "plan"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_has(name, str_of(words[i])) && !str_has(cell, str_of(words[i])))
			return true;
	return false;
}

/* A name of the column in one header row alone: the last, or one that tells of it (CDID, 指标ID).
 */
static struct str label_in_header(struct run *run, size_t column)
{
	const struct frame *frame = &run->frame;

	for (size_t row = frame->header_count; row-- > 0;) {
		struct str cell = header_cell(run, frame->header + row, column);

		if (row + 1 < frame->header_count && frame->roles[row] != HEADER_ABOUT)
			continue;
		if (labels_find(run->scratch, &run->labels, cell).kind == LABEL_KNOWN &&
			is_only(run, frame->header + row, column) &&
			(frame->roles[row] == HEADER_ABOUT ||
				!is_qualified(frame->names[column], cell)))
			return cell;
	}
	return STR("");
}

/* The unit below a name may be part of the indicator's title. */
static struct str label_with_unit(struct run *run, struct str name, size_t column)
{
	static const char *const forms[] = {"%.*s %.*s", "%.*s (%.*s)"};
	struct str unit = STR(""), label;

	if (run->frame.unit_row != NO_RECORD)
		unit = header_cell(run, (size_t)run->frame.unit_row, column);
	for (size_t i = 0; name.len && unit.len && i < 2; i++) {
		label = str_printf(run->scratch, forms[i], STR_ARG(name), STR_ARG(unit));
		if (labels_find(run->scratch, &run->labels, label).kind == LABEL_KNOWN)
			return label;
	}
	return STR("");
}

/* The name of a column, with its unit or without; where it is unknown, part of its header. */
struct str column_label(struct run *run, size_t column, bool single)
{
	struct str name = run->frame.names[column], full, title;

	if (labels_find(run->scratch, &run->labels, name).kind != LABEL_UNKNOWN)
		return name;
	full = label_with_unit(run, name, column);
	if (!full.len)
		full = label_in_header(run, column);
	if (full.len || !single)
		return full.len ? full : name;
	title = layout_title(run->scratch, &run->frame, &run->labels, column);
	if (labels_find(run->scratch, &run->labels, title).kind == LABEL_UNKNOWN && name.len)
		return name;
	return title.len ? title : name;
}
