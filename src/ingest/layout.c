#include "ingest/layout.h"

#include "base/buf.h"
#include "ingest/advice.h"
#include "ingest/cells.h"
#include "ingest/layout_search.h"

#include <stdarg.h>

bool search_fail(const struct search *s, struct str setting, const char *format, ...)
{
	struct str text;
	va_list args;

	va_start(args, format);
	text = str_vprintf(s->arena, format, args);
	va_end(args);
	return diag_error(s->diag, STATUS_DATA,
		(struct place){s->sheet->path, s->sheet->records.item[s->frame->header].line, 0},
		"%.*s; %.*s", STR_ARG(text),
		STR_ARG(advice(
			s->arena, s->source, s->sheet->path, "%s", str_c(s->arena, setting))));
}

const char *search_name(const struct search *s, size_t column)
{
	struct str name = s->frame->names[column];

	return str_c(s->arena, name.len ? diag_quote(s->arena, name)
					: str_printf(s->arena, "number %zu", column + 1));
}

struct str search_setting(const struct search *s, const char *key, size_t column)
{
	struct str name = s->frame->names[column];

	return str_printf(s->arena, "%s = \"%.*s\"", key,
		STR_ARG(name.len ? labels_escape(s->arena, name) : STR("…")));
}

size_t search_take(struct search *s, size_t column)
{
	if (column != NO_COLUMN)
		s->taken[column] = true;
	return column;
}

size_t search_named(
	const struct search *s, enum column_role role, bool (*fits)(const struct column *))
{
	for (size_t i = 0; i < s->frame->columns; i++)
		if (!s->taken[i] && fits(&s->columns[i]) &&
			column_is_called(s->frame->names[i], role))
			return i;
	return NO_COLUMN;
}

size_t search_fitting(const struct search *s, bool (*fits)(const struct column *))
{
	for (size_t i = 0; i < s->frame->columns; i++)
		if (!s->taken[i] && fits(&s->columns[i]))
			return i;
	return NO_COLUMN;
}

bool search_ignores(const struct search *s, size_t column)
{
	return labels_find(s->arena, s->labels, s->frame->names[column]).kind == LABEL_IGNORED;
}

bool search_is_remark(const struct search *s, size_t column)
{
	return column_is_called(s->frame->names[column], COLUMN_REMARK) ||
	       search_ignores(s, column);
}

/* A column that the source section names must be there. */
static bool take_given(struct search *s, struct str name, const char *key, size_t *column)
{
	*column = NO_COLUMN;
	if (!name.len)
		return true;
	*column = search_take(s, column_named(s->arena, s->frame, name));
	if (*column != NO_COLUMN)
		return true;
	return diag_error(s->diag, STATUS_DATA,
		(struct place){s->sheet->path, s->sheet->records.item[s->frame->header].line, 0},
		"no column is named \"%.*s\"; mend %s in source \"%.*s\"", STR_ARG(name), key,
		STR_ARG(s->source->id));
}

static bool take_where(struct search *s)
{
	for (size_t i = 0; i < s->source->where.count; i++) {
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
	layout->area_column = layout->unit_column = layout->scale_column = NO_COLUMN;
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

static bool any_column(const struct column *column)
{
	return column->filled > 0;
}

static bool may_be_period(const struct column *column)
{
	return (column->periods + column->parts) * 2 > column->filled ||
	       column->numbers * 2 > column->filled;
}

static bool is_sure_period(const struct column *column)
{
	return column_is_period(column) && !column_is_number(column);
}

/* The month beside a year: named so, or written in letters throughout. */
static size_t find_part(const struct search *s, size_t year)
{
	bool forced = s->source && s->source->layout == LAYOUT_YEAR_MONTH;
	size_t next = year + 1, named = search_named(s, COLUMN_PART, any_column);

	if (named != NO_COLUMN)
		return named;
	if (next >= s->frame->columns || s->taken[next])
		return NO_COLUMN;
	if (forced ||
		(s->columns[next].filled && s->columns[next].parts == s->columns[next].filled))
		return next;
	return NO_COLUMN;
}

/* Header rows may hold periods above something else: 本月, 累计. */
static bool fail_without_periods(const struct search *s)
{
	size_t first = 0;

	for (size_t i = 0; i + 1 < s->frame->header_count; i++)
		if (frame_has_periods(s->sheet, s->frame->header + i, &first))
			return search_fail(s, STR("header_rows = …"),
				"columns such as %s are named by a period and something else; keep "
				"one column a period in the file",
				search_name(s, first));
	return search_fail(s, STR("period_column = \"…\""),
		"layout not recognised: no column holds periods (wide, long) and no header "
		"cells are periods (matrix)");
}

static bool find_period(struct search *s)
{
	struct table_layout *layout = s->layout;
	size_t column = layout->period_column;

	if (column == NO_COLUMN)
		column = search_named(s, COLUMN_PERIOD, may_be_period);
	if (column == NO_COLUMN)
		column = search_fitting(s, is_sure_period);
	if (column == NO_COLUMN)
		column = search_fitting(s, column_is_period);
	if (column == NO_COLUMN)
		return fail_without_periods(s);
	layout->period_column = search_take(s, column);
	if (column_is_year(&s->columns[column]))
		layout->part_column = search_take(s, find_part(s, column));
	return true;
}

static bool is_unit_column(const struct column *column)
{
	return column->filled && column->units == column->filled;
}

/* Of a code and its name, the one whose cells are known units. */
static void find_unit(struct search *s)
{
	size_t column = search_named(s, COLUMN_UNIT, column_is_text);

	for (size_t i = 0; i < s->frame->columns; i++)
		if (!s->taken[i] && is_unit_column(&s->columns[i]) &&
			(column == NO_COLUMN ||
				(column_is_called(s->frame->names[i], COLUMN_UNIT) &&
					!is_unit_column(&s->columns[column]))))
			column = i;
	s->layout->unit_column = search_take(s, column);
	s->layout->scale_column = search_take(s, search_named(s, COLUMN_SCALE, any_column));
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

		if (s->taken[i] || !a->known || !column_is_text(a) ||
			column_is_called(s->frame->names[i], COLUMN_REMARK))
			continue;
		if (!b || a->known * b->filled > b->known * a->filled)
			best = i;
	}
	s->layout->label_column = search_take(s, best);
}

/* Where no label is known, the column that is named so holds the labels to complain about. */
static void find_named_label(struct search *s)
{
	if (!s->layout->fixed && s->layout->label_column == NO_COLUMN)
		s->layout->label_column =
			search_take(s, search_named(s, COLUMN_LABEL, column_is_text));
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
		if (s->taken[i] || !column_is_text(&s->columns[i]) || search_is_remark(s, i) ||
			!column_varies(s->arena, s->sheet, s->frame, s->layout, i, by))
			continue;
		if (found != NO_COLUMN || column_is_called(s->frame->names[i], COLUMN_AREA))
			return;
		found = i;
	}
	s->layout->label_column = search_take(s, found);
}

/* The title of a table whose rows are areas: 指标：… */
static void find_title(struct search *s)
{
	struct label title;

	if (s->layout->fixed || s->layout->label_column != NO_COLUMN)
		return;
	title = labels_find(
		s->arena, s->labels, layout_title(s->arena, s->frame, s->labels, NO_COLUMN));
	if (title.kind == LABEL_UNKNOWN &&
		search_named(s, COLUMN_AREA, column_is_text) != NO_COLUMN)
		s->layout->title = frame_indicator(s->frame);
	if (title.kind != LABEL_KNOWN)
		return;
	s->layout->fixed = title.indicator;
	s->layout->fixed_unit = title.unit;
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
	if (count > 1 && search_named(s, COLUMN_VALUE, column_is_number) != NO_COLUMN) {
		found = search_named(s, COLUMN_VALUE, column_is_number);
		count = 1;
	}
	if (count == 0)
		found = search_fitting(s, any_column);
	if (found == NO_COLUMN)
		return search_fail(s, STR("value_column = \"…\""), "no column holds numbers");
	if (count > 1 && known && s->layout->label_column != NO_COLUMN &&
		!(s->source && s->source->layout == LAYOUT_LONG))
		return search_fail(s, STR("layout = long or layout = wide"),
			"layout may be long (labels in column %s) or wide (labels in the header)",
			search_name(s, s->layout->label_column));
	if (count > 1)
		return search_fail(s, search_setting(s, "value_column", found),
			"several columns hold numbers, %s is the first", search_name(s, found));
	*array_add(s->arena, &s->layout->values) = search_take(s, found);
	return true;
}

/* The same period once more, in another notation. */
static bool repeats_period(const struct search *s, size_t column)
{
	return column_is_period(&s->columns[column]) &&
	       column_is_called(s->frame->names[column], COLUMN_PERIOD);
}

/* Every column that is left may hold an indicator; those without a number turn out as remarks. */
static void take_wide_columns(struct search *s)
{
	s->layout->kind = LAYOUT_WIDE;
	s->layout->values.count = 0;
	for (size_t i = 0; i < s->frame->columns; i++) {
		if (s->taken[i] || repeats_period(s, i))
			continue;
		*array_add(s->arena, &s->layout->values) = search_take(s, i);
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
	if (asked == LAYOUT_LONG && s->layout->label_column == NO_COLUMN && !s->layout->fixed)
		return search_fail(
			s, STR("indicator_column = \"…\""), "no column holds known labels");
	if (s->layout->label_column != NO_COLUMN || s->layout->fixed)
		return find_value(s) && layout_find_area(s) && layout_check_rows(s);
	layout_take_named_area(s);
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
		return layout_find_area(s);
	if (s->layout->title.len) {
		layout_take_named_area(s);
		return true;
	}
	s->layout->label_column = search_take(s, search_fitting(s, column_is_text));
	if (s->layout->label_column == NO_COLUMN)
		return search_fail(s, STR("indicator = …"),
			"the rows name no known indicator, and nothing before the table names one "
			"for all");
	return layout_find_area(s);
}

/* Before the first period a column of numbers may hold codes (代码); beside a row of months, the
 * sum or mean of the year. */
static bool may_be_other(const struct search *s, size_t column)
{
	struct str name = s->frame->names[column];

	if (s->layout->kind != LAYOUT_MATRIX || !s->columns[column].numbers)
		return true;
	if (column < s->layout->values.item[0] && !text_has_digit(name))
		return true;
	return column_is_called(name, COLUMN_WHOLE) || search_ignores(s, column);
}

/* A column of figures whose header is no period must not be lost for a slip in the header. */
static bool take_others(struct search *s)
{
	for (size_t i = 0; i < s->frame->columns; i++) {
		if (s->taken[i])
			continue;
		*array_add(s->arena, &s->layout->others) = i;
		if (!may_be_other(s, i))
			return search_fail(s,
				str_printf(s->arena, "ignore = { \"%.*s\" }",
					STR_ARG(labels_escape(s->arena, s->frame->names[i]))),
				"column %s holds figures, but the header names no period there",
				search_name(s, i));
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
		{"unit", layout->unit_column}, {"scale", layout->scale_column}};
	struct buf out;

	buf_init(&out, s->arena);
	buf_printf(&out, "%s:", kinds[layout->kind]);
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (roles[i].column != NO_COLUMN)
			buf_printf(&out, " %s in column %s,", roles[i].what,
				search_name(s, roles[i].column));
	if (layout->kind == LAYOUT_LONG)
		buf_printf(&out, " figures in column %s", search_name(s, layout->values.item[0]));
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

	*layout = (struct table_layout){.fixed = fixed, .title = STR("")};
	if (!take_all_given(&s))
		return false;
	matrix = (asked == LAYOUT_DETECT || asked == LAYOUT_MATRIX) && layout_find_matrix(&s);
	if (asked == LAYOUT_MATRIX && !matrix)
		return search_fail(
			&s, STR("header_rows = …"), "no row of periods found for a matrix");
	if (!(matrix ? find_matrix_rows(&s) : find_rows(&s)))
		return false;
	if (!take_others(&s))
		return false;
	describe(&s);
	return true;
}

struct str layout_title(
	struct arena *arena, const struct frame *frame, const struct labels *labels, size_t column)
{
	struct str title = frame_indicator(frame), found = STR("");
	const struct indicator *indicator = NULL;

	if (labels_find(arena, labels, title).indicator)
		return title;
	for (size_t i = 0; i < frame->notes.count; i++) {
		const struct frame_note *note = &frame->notes.item[i];
		struct label label = labels_find(arena, labels, note->value);

		if (label.kind != LABEL_KNOWN ||
			(!note->key.len && column != NO_COLUMN && note->column != column))
			continue;
		if (indicator && label.indicator != indicator)
			return title;
		indicator = label.indicator;
		found = note->value;
	}
	return indicator ? found : title;
}

bool layout_is_value_name(struct str name)
{
	return !str_trim(name).len || column_is_called(name, COLUMN_VALUE);
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
