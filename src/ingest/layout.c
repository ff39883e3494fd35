#include "ingest/layout.h"

#include "base/buf.h"
#include "ingest/advice.h"
#include "ingest/cells.h"
#include "ingest/columns.h"
#include "text/written_period.h"

enum { HEADER_PERCENT = 80 };

/* Column names as offices and statistical packages write them. */
static const char *const period_names[] = {"period", "date", "month", "time", "year", "quarter",
	"time_period", "observation_date", "ref_date", "periodo", "datum", "zeitraum", "日期",
	"月份", "统计期", "时间", "年月", "年份", "年度", "年", "期间", "报告期", "统计时间",
	"数据日期", NULL};
static const char *const part_names[] = {
	"month", "period", "quarter", "mois", "monat", "mes", "月", "月份", "季度", "期", NULL};
static const char *const label_names[] = {"indicator", "series", "series_id", "variable", "item",
	"指标", "指标名称", "项目", "项目名称", "统计指标", NULL};
static const char *const area_names[] = {"area", "region", "geography", "geo", "country",
	"country name", "district", "地区", "区镇", "区域", "单位名称", "镇街", "乡镇", "区县",
	"街道", NULL};
static const char *const value_names[] = {"value", "obs_value", "figure", "数值", "本期", "当期值",
	"值", "数据", "本月", "指标值", "本期值", NULL};
static const char *const unit_names[] = {"unit", "units", "单位", "计量单位", "数据单位", NULL};
static const char *const remark_names[] = {"remark", "remarks", "note", "notes", "comment",
	"footnote", "footnotes", "footnote_codes", "flag", "flags", "status", "symbol", "备注",
	"说明", "注释", "注", "来源", "数据来源", "填报人", "审核人", "联系人", NULL};

/* Everything that the steps below look at and fill in. */
struct search {
	struct arena *arena;
	const struct sheet *sheet;
	const struct frame *frame;
	const struct labels *labels;
	const struct source *source;
	struct column *columns;
	bool *taken; /* columns that have a role */
	struct table_layout *layout;
	struct diag *diag;
};

static bool fail(const struct search *s, const char *setting, const char *format, const char *a,
	const char *b)
{
	struct str text = str_printf(s->arena, format, a, b);

	return diag_error(s->diag, STATUS_DATA,
		(struct place){s->sheet->path, s->sheet->records.item[s->frame->header].line, 0},
		"%.*s; %.*s", STR_ARG(text),
		STR_ARG(advice(s->arena, s->source, s->sheet->path, "%s", setting)));
}

static const char *name_of(const struct search *s, size_t column)
{
	struct str name = s->frame->names[column];

	return str_c(s->arena, name.len ? diag_quote(s->arena, name)
					: str_printf(s->arena, "number %zu", column + 1));
}

static size_t take(struct search *s, size_t column)
{
	if (column != NO_COLUMN)
		s->taken[column] = true;
	return column;
}

/* A column that the source section names must be there. */
static bool take_given(struct search *s, struct str name, const char *key, size_t *column)
{
	*column = NO_COLUMN;
	if (!name.len)
		return true;
	*column = take(s, column_named(s->arena, s->frame, name));
	if (*column != NO_COLUMN)
		return true;
	return diag_error(s->diag, STATUS_DATA,
		(struct place){s->sheet->path, s->sheet->records.item[s->frame->header].line, 0},
		"no column is named \"%.*s\"; mend %s in source \"%.*s\"", STR_ARG(name), key,
		STR_ARG(s->source->id));
}

static bool take_where(struct search *s)
{
	for (size_t i = 0; s->source && i < s->source->where.count; i++) {
		const struct source_map *map = &s->source->where.item[i];
		struct layout_where *where;
		size_t column;

		if (!take_given(s, map->label, "where", &column))
			return false;
		where = array_add(s->arena, &s->layout->where);
		*where = (struct layout_where){column, map->id};
	}
	return true;
}

static bool take_all_given(struct search *s)
{
	struct table_layout *layout = s->layout;
	const struct source *source = s->source;
	size_t value;

	layout->period_column = layout->part_column = layout->label_column = NO_COLUMN;
	layout->area_column = layout->unit_column = NO_COLUMN;
	if (!source)
		return true;
	if (!take_given(s, source->period_column, "period_column", &layout->period_column) ||
		!take_given(
			s, source->indicator_column, "indicator_column", &layout->label_column) ||
		!take_given(s, source->area_column, "area_column", &layout->area_column) ||
		!take_given(s, source->value_column, "value_column", &value) || !take_where(s))
		return false;
	if (value != NO_COLUMN)
		*array_add(s->arena, &layout->values) = value;
	return true;
}

static size_t find_by_name(
	const struct search *s, const char *const *names, bool (*fits)(const struct column *))
{
	for (size_t i = 0; i < s->frame->columns; i++)
		if (!s->taken[i] && fits(&s->columns[i]) &&
			text_is_one_of(s->frame->names[i], names))
			return i;
	return NO_COLUMN;
}

static bool any_column(const struct column *column)
{
	return column->filled > 0;
}

static bool may_be_period(const struct column *column)
{
	return column->periods * 2 > column->filled || column->numbers * 2 > column->filled;
}

static bool is_period_name(struct str name)
{
	struct written_period period = written_period_parse(name);

	return period.kind != WRITTEN_NONE && period.year;
}

/* The header cells from the first period on, if nearly all of them are periods. */
static bool find_matrix(struct search *s)
{
	size_t first = 0, periods = 0, named = 0;

	if (s->layout->period_column != NO_COLUMN)
		return false;
	while (first < s->frame->columns && !is_period_name(s->frame->names[first]))
		first++;
	for (size_t i = first; i < s->frame->columns; i++) {
		named += s->frame->names[i].len > 0;
		periods += is_period_name(s->frame->names[i]);
	}
	if (!periods || first == 0 || periods * 100 < named * HEADER_PERCENT)
		return false;
	s->layout->values.count = 0;
	for (size_t i = first; i < s->frame->columns; i++) {
		if (!is_period_name(s->frame->names[i]))
			continue;
		*array_add(s->arena, &s->layout->values) = i;
		s->taken[i] = true;
	}
	s->layout->kind = LAYOUT_MATRIX;
	return true;
}

static size_t first_fitting(const struct search *s, bool (*fits)(const struct column *))
{
	for (size_t i = 0; i < s->frame->columns; i++)
		if (!s->taken[i] && fits(&s->columns[i]))
			return i;
	return NO_COLUMN;
}

static bool is_sure_period(const struct column *column)
{
	return column_is_period(column) && !column_is_number(column);
}

/* The month beside a year: named so, or written in letters throughout. */
static size_t find_part(const struct search *s, size_t year)
{
	bool forced = s->source && s->source->layout == LAYOUT_YEAR_MONTH;
	size_t next = year + 1, named = find_by_name(s, part_names, any_column);

	if (named != NO_COLUMN)
		return named;
	if (next >= s->frame->columns || s->taken[next])
		return NO_COLUMN;
	if (forced ||
		(s->columns[next].filled && s->columns[next].parts == s->columns[next].filled))
		return next;
	return NO_COLUMN;
}

static bool find_period(struct search *s)
{
	struct table_layout *layout = s->layout;
	size_t column = layout->period_column;

	if (column == NO_COLUMN)
		column = find_by_name(s, period_names, may_be_period);
	if (column == NO_COLUMN)
		column = first_fitting(s, is_sure_period);
	if (column == NO_COLUMN)
		column = first_fitting(s, column_is_period);
	if (column == NO_COLUMN)
		return fail(s, "layout = or period_column =",
			"layout not recognised: no column holds periods (wide, long) and no header "
			"cells "
			"are periods (matrix)%s%s",
			"", "");
	layout->period_column = take(s, column);
	if (column_is_year(&s->columns[column]))
		layout->part_column = take(s, find_part(s, column));
	return true;
}

static bool is_unit_column(const struct column *column)
{
	return column->filled && column->units == column->filled;
}

static void find_unit(struct search *s)
{
	size_t column = find_by_name(s, unit_names, column_is_text);

	if (column == NO_COLUMN)
		column = first_fitting(s, is_unit_column);
	s->layout->unit_column = take(s, column);
}

/* The text column with the greatest share of known labels, else the one that is named so. */
static void find_label(struct search *s)
{
	size_t best = NO_COLUMN;

	if (s->layout->fixed || s->layout->label_column != NO_COLUMN)
		return;
	for (size_t i = 0; i < s->frame->columns; i++) {
		const struct column *a = &s->columns[i];
		const struct column *b = best == NO_COLUMN ? NULL : &s->columns[best];

		if (s->taken[i] || !a->known || !column_is_text(a))
			continue;
		if (!b || a->known * b->filled > b->known * a->filled)
			best = i;
	}
	s->layout->label_column = take(s, best);
}

/* Where no label is known, the column that is named so holds the labels to complain about. */
static void find_named_label(struct search *s)
{
	if (!s->layout->fixed && s->layout->label_column == NO_COLUMN)
		s->layout->label_column = take(s, find_by_name(s, label_names, column_is_text));
}

static bool is_remark(const struct search *s, size_t column)
{
	return text_is_one_of(s->frame->names[column], remark_names) ||
	       labels_find(s->arena, s->labels, s->frame->names[column]).kind == LABEL_IGNORED;
}

static size_t count_numbers(const struct search *s, bool *known)
{
	size_t count = 0;

	for (size_t i = 0; i < s->frame->columns; i++) {
		if (s->taken[i] || !column_is_number(&s->columns[i]))
			continue;
		count++;
		*known = *known || labels_find(s->arena, s->labels, s->frame->names[i]).indicator;
	}
	return count;
}

/* Nor is a column named so. But where each period has several rows, with one number each, the one
 * text that tells these rows apart is their label. */
static void find_telling_label(struct search *s)
{
	size_t found = NO_COLUMN, by = s->layout->period_column;
	bool known = false;

	if (s->layout->fixed || s->layout->label_column != NO_COLUMN ||
		s->layout->part_column != NO_COLUMN || count_numbers(s, &known) != 1 || known)
		return;
	for (size_t i = 0; i < s->frame->columns; i++) {
		if (s->taken[i] || !column_is_text(&s->columns[i]) || is_remark(s, i) ||
			!column_varies(s->arena, s->sheet, s->frame, i, by))
			continue;
		if (found != NO_COLUMN || text_is_one_of(s->frame->names[i], area_names))
			return;
		found = i;
	}
	s->layout->label_column = take(s, found);
}

/* The title of a table whose rows are areas: 指标：… */
static void find_title(struct search *s)
{
	struct label title;

	if (s->layout->fixed || s->layout->label_column != NO_COLUMN)
		return;
	title = labels_find(s->arena, s->labels, frame_indicator(s->frame));
	if (title.kind == LABEL_UNKNOWN && find_by_name(s, area_names, column_is_text) != NO_COLUMN)
		s->layout->title = frame_indicator(s->frame);
	if (title.kind != LABEL_KNOWN)
		return;
	s->layout->fixed = title.indicator;
	s->layout->fixed_unit = title.unit;
}

/* The area: named so, or the one text column that differs between rows of the same label. */
static bool find_area(struct search *s, bool named_only)
{
	size_t found = NO_COLUMN, by = s->layout->label_column;

	if (s->layout->area_column != NO_COLUMN)
		return true;
	found = find_by_name(s, area_names, column_is_text);
	for (size_t i = 0; found == NO_COLUMN && !named_only && i < s->frame->columns; i++) {
		if (s->taken[i] || !column_is_text(&s->columns[i]) || is_remark(s, i) ||
			!column_varies(s->arena, s->sheet, s->frame, i, by))
			continue;
		for (size_t k = i + 1; k < s->frame->columns; k++)
			if (!s->taken[k] && column_is_text(&s->columns[k]) &&
				!text_is_one_of(s->frame->names[k], remark_names) &&
				column_varies(s->arena, s->sheet, s->frame, k, by))
				return fail(s,
					"area_column = (and where = { \"COLUMN=VALUE\" } for the "
					"other)",
					"columns %s and %s may both be the area", name_of(s, i),
					name_of(s, k));
		found = i;
	}
	s->layout->area_column = take(s, found);
	return true;
}

static bool header_is_known(const struct search *s, size_t column)
{
	return labels_find(s->arena, s->labels, s->frame->names[column]).indicator != NULL;
}

/* One number column beside period and label. */
static bool find_value(struct search *s)
{
	size_t found = NO_COLUMN, count = 0, known = 0;

	s->layout->kind = LAYOUT_LONG;
	if (s->layout->values.count)
		return true;
	for (size_t i = 0; i < s->frame->columns; i++) {
		if (s->taken[i] || !column_is_number(&s->columns[i]))
			continue;
		known += header_is_known(s, i);
		found = count++ ? found : i;
	}
	if (count > 1 && find_by_name(s, value_names, column_is_number) != NO_COLUMN) {
		found = find_by_name(s, value_names, column_is_number);
		count = 1;
	}
	if (count == 0)
		found = first_fitting(s, any_column);
	if (found == NO_COLUMN)
		return fail(s, "value_column =", "no column holds numbers%s%s", "", "");
	if (count > 1 && known)
		return fail(s, "layout = long or layout = wide",
			"layout may be long (labels in column %s) or wide (labels in the header%s)",
			name_of(s, s->layout->label_column), "");
	if (count > 1)
		return fail(s, "value_column =", "several columns hold numbers, %s is the first%s",
			name_of(s, found), "");
	*array_add(s->arena, &s->layout->values) = take(s, found);
	return true;
}

/* Every column that is left may hold an indicator; those without a number turn out as remarks. */
static void take_wide_columns(struct search *s)
{
	s->layout->kind = LAYOUT_WIDE;
	s->layout->values.count = 0;
	for (size_t i = 0; i < s->frame->columns; i++) {
		if (s->taken[i])
			continue;
		*array_add(s->arena, &s->layout->values) = i;
		s->taken[i] = true;
	}
}

static bool find_rows(struct search *s)
{
	enum layout asked = s->source ? s->source->layout : LAYOUT_DETECT;

	if (!find_period(s))
		return false;
	find_unit(s);
	if (asked != LAYOUT_WIDE) {
		find_label(s);
		find_named_label(s);
		find_telling_label(s);
	}
	if (s->layout->label_column != NO_COLUMN)
		return find_value(s) && find_area(s, false);
	if (asked == LAYOUT_LONG && !s->layout->fixed)
		return fail(s, "indicator_column =", "no column holds known labels%s%s", "", "");
	if (s->layout->fixed)
		return find_value(s) && find_area(s, false);
	if (!find_area(s, true))
		return false;
	take_wide_columns(s);
	return true;
}

static bool find_matrix_rows(struct search *s)
{
	find_unit(s);
	find_label(s);
	find_title(s);
	find_named_label(s);
	if (s->layout->label_column != NO_COLUMN || s->layout->fixed)
		return find_area(s, false);
	if (s->layout->title.len)
		return find_area(s, true);
	s->layout->label_column = take(s, first_fitting(s, column_is_text));
	if (s->layout->label_column == NO_COLUMN)
		return fail(s, "indicator = ",
			"the rows name no known indicator, and nothing before the table names one "
			"for "
			"all%s%s",
			"", "");
	return find_area(s, false);
}

static bool has_digit(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] >= '0' && text.at[i] <= '9')
			return true;
	return false;
}

/* A column of figures whose header is no period must not be lost for a slip in the header;
 * before the first period, a column of numbers may hold codes (代码). */
static bool take_others(struct search *s)
{
	for (size_t i = 0; i < s->frame->columns; i++) {
		if (s->taken[i])
			continue;
		*array_add(s->arena, &s->layout->others) = i;
		if (s->layout->kind != LAYOUT_MATRIX ||
			(i < s->layout->values.item[0] && !has_digit(s->frame->names[i])) ||
			!s->columns[i].numbers ||
			labels_find(s->arena, s->labels, s->frame->names[i]).kind == LABEL_IGNORED)
			continue;
		return fail(s,
			str_c(s->arena, str_printf(s->arena, "ignore = { \"%s\" }",
						str_c(s->arena, labels_escape(s->arena,
									s->frame->names[i])))),
			"column %s holds figures, but its name is no period; mend it%s",
			name_of(s, i), "");
	}
	return true;
}

static void describe(struct search *s)
{
	static const char *const kinds[] = {
		[LAYOUT_LONG] = "long", [LAYOUT_WIDE] = "wide", [LAYOUT_MATRIX] = "matrix"};
	const struct table_layout *layout = s->layout;
	const struct {
		const char *what;
		size_t column;
	} roles[] = {{"period", layout->period_column}, {"part of the year", layout->part_column},
		{"indicator", layout->label_column}, {"area", layout->area_column},
		{"unit", layout->unit_column}};
	struct buf out;

	buf_init(&out, s->arena);
	buf_printf(&out, "%s:", kinds[layout->kind]);
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (roles[i].column != NO_COLUMN)
			buf_printf(&out, " %s in column %s,", roles[i].what,
				name_of(s, roles[i].column));
	if (layout->kind == LAYOUT_LONG)
		buf_printf(&out, " figures in column %s", name_of(s, layout->values.item[0]));
	else
		buf_printf(&out, " %zu columns of %s", layout->values.count,
			layout->kind == LAYOUT_WIDE ? "indicators" : "periods");
	s->layout->why = buf_str(&out);
}

bool layout_find(struct arena *arena, const struct sheet *sheet, const struct frame *frame,
	const struct labels *labels, const struct source *source, const struct indicator *fixed,
	struct table_layout *layout, struct diag *diag)
{
	struct search s = {arena, sheet, frame, labels, source,
		columns_look(arena, sheet, frame, labels), NEW_ARRAY(arena, frame->columns, bool),
		layout, diag};
	enum layout asked = source ? source->layout : LAYOUT_DETECT;
	bool matrix;

	*layout = (struct table_layout){.fixed = fixed};
	if (!take_all_given(&s))
		return false;
	matrix = (asked == LAYOUT_DETECT || asked == LAYOUT_MATRIX) && find_matrix(&s);
	if (asked == LAYOUT_MATRIX && !matrix)
		return fail(
			&s, "header_rows =", "no row of periods found for a matrix%s%s", "", "");
	if (!(matrix ? find_matrix_rows(&s) : find_rows(&s)))
		return false;
	if (!take_others(&s))
		return false;
	describe(&s);
	return true;
}

bool layout_is_value_name(struct str name)
{
	return !str_trim(name).len || text_is_one_of(name, value_names);
}

bool layout_keeps(const struct table_layout *layout, const struct sheet *sheet, size_t record)
{
	for (size_t i = 0; i < layout->where.count; i++) {
		const struct layout_where *where = &layout->where.item[i];

		if (!str_equal(str_trim(sheet_cell(sheet, record, where->column)), where->value))
			return false;
	}
	return true;
}
