/* Which column names the areas, and whether the others tell series apart. */
#include "base/buf.h"
#include "ingest/cells.h"
#include "ingest/layout_search.h"

/* A code and the name that stands for it. */
static bool say_the_same(const struct search *s, size_t a, size_t b)
{
	return !column_varies(s->arena, s->sheet, s->frame, s->layout, a, b) &&
	       !column_varies(s->arena, s->sheet, s->frame, s->layout, b, a);
}

/* Of a code and its name side by side, the name. */
static size_t find_named(const struct search *s)
{
	size_t found = search_named(s, COLUMN_AREA, column_is_text);

	for (size_t i = found + 1; found != NO_COLUMN && i < s->frame->columns; i++)
		if (!s->taken[i] && column_is_text(&s->columns[i]) &&
			column_is_called(s->frame->names[i], COLUMN_AREA) &&
			say_the_same(s, found, i))
			found = i;
	return found;
}

/* Might the column be a dimension of the table, such as areas? */
static bool may_divide(const struct search *s, size_t column)
{
	return !s->taken[column] && column_is_text(&s->columns[column]) &&
	       !search_is_remark(s, column);
}

static bool may_be_area(const struct search *s, size_t column)
{
	return may_divide(s, column) && column_varies(s->arena, s->sheet, s->frame, s->layout,
						column, s->layout->label_column);
}

static struct str cell_of(const struct search *s, size_t record, size_t column)
{
	return str_trim(sheet_cell(s->sheet, record, column));
}

/* One is the area, and of the other a single value is wanted. */
static bool fail_twice(const struct search *s, size_t area, size_t other)
{
	struct str value = STR("");

	for (size_t record = s->frame->body; record < s->frame->end && !value.len; record++)
		value = cell_of(s, record, other);
	return search_fail(s,
		str_printf(s->arena, "%.*s where = { \"%.*s=%.*s\" } (or the other way round)",
			STR_ARG(search_setting(s, "area_column", area)),
			STR_ARG(labels_escape(s->arena, s->frame->names[other])),
			STR_ARG(labels_escape(s->arena, value))),
		"columns %s and %s may both be the area", search_name(s, area),
		search_name(s, other));
}

void layout_take_named_area(struct search *s)
{
	if (s->layout->area_column == NO_COLUMN)
		s->layout->area_column = search_take(s, find_named(s));
}

bool layout_find_area(struct search *s)
{
	size_t found = NO_COLUMN;

	layout_take_named_area(s);
	if (s->layout->area_column != NO_COLUMN)
		return true;
	for (size_t i = 0; found == NO_COLUMN && i < s->frame->columns; i++) {
		if (!may_be_area(s, i))
			continue;
		for (size_t k = i + 1; k < s->frame->columns; k++)
			if (may_be_area(s, k))
				return fail_twice(s, i, k);
		found = i;
	}
	s->layout->area_column = search_take(s, found);
	return true;
}

static void add_cell(const struct search *s, struct buf *key, size_t record, size_t column)
{
	if (column != NO_COLUMN)
		buf_add(key, str_trim(sheet_cell(s->sheet, record, column)));
	buf_char(key, INTERN_BETWEEN);
}

static struct str row_key(const struct search *s, struct arena *arena, size_t record)
{
	const struct table_layout *layout = s->layout;
	struct buf key;

	buf_init(&key, arena);
	add_cell(s, &key, record, layout->label_column);
	add_cell(s, &key, record, layout->area_column);
	add_cell(s, &key, record, layout->period_column);
	add_cell(s, &key, record, layout->part_column);
	return buf_str(&key);
}

/* The first column that tells two rows apart. */
static size_t find_difference(const struct search *s, size_t a, size_t b)
{
	for (size_t i = 0; i < s->frame->columns; i++)
		if (may_divide(s, i) && !str_equal(cell_of(s, a, i), cell_of(s, b, i)))
			return i;
	return NO_COLUMN;
}

static bool refuse_rows(const struct search *s, size_t column, size_t a, size_t b)
{
	const char *name = search_name(s, column);
	struct str first = cell_of(s, a, column), second = cell_of(s, b, column);

	if (!first.len)
		first = second;
	return search_fail(s,
		str_printf(s->arena, "where = { \"%.*s=%.*s\" } (or whichever is meant)",
			STR_ARG(labels_escape(s->arena, s->frame->names[column])),
			STR_ARG(labels_escape(s->arena, first))),
		"lines %u and %u are the same but for column %s (\"%.*s\" and \"%.*s\")",
		s->sheet->records.item[a].line, s->sheet->records.item[b].line, name,
		STR_ARG(diag_quote(s->arena, cell_of(s, a, column))), STR_ARG(second));
}

static bool has_dividers(const struct search *s)
{
	for (size_t i = 0; i < s->frame->columns; i++)
		if (may_divide(s, i))
			return true;
	return false;
}

/* Rows of the same key must have the same figure, or no column that explains the difference. */
static bool check_keys(const struct search *s, struct arena *scratch)
{
	struct intern keys = {.room = 0};
	struct {
		ARRAY(size_t); /* the first row of each key */
	} firsts = {.count = 0};
	size_t value = s->layout->values.item[0];

	for (size_t record = s->frame->body; record < s->frame->end; record++) {
		size_t column, first;
		uint32_t key;

		if (!cell_of(s, record, value).len || !layout_keeps(s->layout, s->sheet, record))
			continue;
		key = intern_add(scratch, &keys, row_key(s, scratch, record));
		if (key == firsts.count)
			*array_add(scratch, &firsts) = record;
		first = firsts.item[key];
		if (first == record ||
			str_equal(cell_of(s, first, value), cell_of(s, record, value)))
			continue;
		column = find_difference(s, first, record);
		if (column != NO_COLUMN)
			return refuse_rows(s, column, first, record);
	}
	return true;
}

bool layout_check_rows(const struct search *s)
{
	struct arena scratch;
	bool fine;

	if (!has_dividers(s))
		return true;
	arena_init(&scratch, s->arena);
	fine = check_keys(s, &scratch);
	arena_free(&scratch);
	return fine;
}
