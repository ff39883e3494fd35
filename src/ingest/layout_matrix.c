/* A matrix: its header is a row of periods, or of one part of them. */
#include "ingest/cells.h"
#include "ingest/layout_search.h"
#include "text/written_period.h"

enum { HEADER_PERCENT = 80 };

enum name_kind { NAME_OTHER, NAME_PERIOD, NAME_YEAR, NAME_PART };

/* M2 is money and May a name, so a part of a year alone counts only beside others. */
static enum name_kind kind_of(struct str name)
{
	struct written_period period = written_period_parse(name);

	switch (period.kind) {
	case WRITTEN_NONE:
	case WRITTEN_SERIAL:
	case WRITTEN_AVERAGE:
		return NAME_OTHER;
	case WRITTEN_YEAR:
		return period.year ? NAME_YEAR : NAME_OTHER;
	default:
		return period.year ? NAME_PERIOD : NAME_PART;
	}
}

struct names {
	size_t first;                        /* column of the first one */
	size_t named, periods, years, parts; /* from there on; periods include years */
	size_t wholes;
};

static struct names count_names(const struct frame *frame)
{
	struct names names = {.first = 0};

	while (names.first < frame->columns && kind_of(frame->names[names.first]) == NAME_OTHER)
		names.first++;
	for (size_t i = names.first; i < frame->columns; i++) {
		enum name_kind kind = kind_of(frame->names[i]);

		names.named += frame->names[i].len > 0;
		names.periods += kind == NAME_PERIOD || kind == NAME_YEAR;
		names.years += kind == NAME_YEAR;
		names.parts += kind == NAME_PART;
		names.wholes +=
			kind == NAME_OTHER && column_is_called(frame->names[i], COLUMN_WHOLE);
	}
	return names;
}

static bool is_part_column(const struct search *s, size_t column)
{
	const struct column *c = &s->columns[column];

	return c->filled &&
	       (c->parts == c->filled ||
		       (c->months == c->filled &&
			       column_is_called(s->frame->names[column], COLUMN_PART)));
}

/* The free column before the figures that holds the other part of their periods. */
static size_t find_partner(const struct search *s, const struct names *names)
{
	for (size_t i = 0; i < names->first; i++) {
		if (s->taken[i])
			continue;
		if (names->parts > 1 && !names->periods && column_is_year(&s->columns[i]))
			return i;
		if (names->years == names->periods && !names->parts && is_part_column(s, i))
			return i;
	}
	return NO_COLUMN;
}

static bool has_period_column(const struct search *s)
{
	for (size_t i = 0; i < s->frame->columns; i++)
		if (column_is_period(&s->columns[i]))
			return true;
	return false;
}

/* Parts of a year without a year are named so only where nothing else is a period. */
static bool is_period_row(const struct search *s, const struct names *names, size_t partner)
{
	size_t periods = names->periods + names->parts;

	if (names->first == 0 || periods * 100 < (names->named - names->wholes) * HEADER_PERCENT)
		return false;
	if (names->periods)
		return true;
	return names->parts > 1 && (partner != NO_COLUMN || !has_period_column(s));
}

bool layout_find_matrix(struct search *s)
{
	struct names names = count_names(s->frame);
	size_t partner;

	if (s->layout->period_column != NO_COLUMN)
		return false;
	partner = find_partner(s, &names);
	if (!is_period_row(s, &names, partner))
		return false;
	s->layout->kind = LAYOUT_MATRIX;
	s->layout->period_column = search_take(s, partner);
	s->layout->values.count = 0;
	for (size_t i = names.first; i < s->frame->columns; i++) {
		if (kind_of(s->frame->names[i]) == NAME_OTHER)
			continue;
		*array_add(s->arena, &s->layout->values) = search_take(s, i);
	}
	return true;
}
