#include "ingest/marks.h"

#include "ingest/advice.h"
#include "text/number.h"

#include <string.h>

enum { EVIDENCE_DECIDED = EVIDENCE_POINT | EVIDENCE_COMMA };

void marks_init(struct run *run, struct marks *marks)
{
	marks->count = run->layout.kind == LAYOUT_MATRIX ? 1 : run->layout.values.count;
	marks->marks = NEW_ARRAY(run->scratch, marks->count + 1, struct mark);
}

static bool has_char(struct str cell, char c)
{
	return memchr(cell.at, c, cell.len) != NULL;
}

/* Once a cell has decided, only those with the other mark need a closer look. */
static void look_again(
	struct mark *mark, struct str cell, bool no_comma, size_t record, size_t column)
{
	bool point = mark->evidence & EVIDENCE_POINT;
	unsigned other = point ? EVIDENCE_COMMA : EVIDENCE_POINT;

	if ((no_comma && point) || !has_char(cell, point ? ',' : '.')) {
		mark->with += has_char(cell, point ? '.' : ',');
	} else if (number_evidence(cell) & other) {
		if (!mark->against++) {
			mark->against_record = record;
			mark->against_column = column;
		}
	}
}

void marks_look(struct mark *mark, struct str cell, bool no_comma, size_t record, size_t column)
{
	unsigned evidence;

	if (!cell.len)
		return;
	if (mark->has_number && (mark->evidence & EVIDENCE_DECIDED)) {
		look_again(mark, cell, no_comma, record, column);
		return;
	}
	mark->has_number = mark->has_number || number_is_typed(cell);
	evidence = number_evidence(cell);
	if ((evidence & ~mark->evidence) && !(mark->evidence & EVIDENCE_DECIDED)) {
		mark->record = record;
		mark->column = column;
	}
	mark->evidence |= evidence;
}

/* How many agree with a decided mark counts only where others speak against it. */
bool marks_join(struct mark *mark, const struct mark *later)
{
	unsigned decided = mark->evidence & EVIDENCE_DECIDED;
	unsigned decided_later = later->evidence & EVIDENCE_DECIDED;

	if (!mark->evidence && !mark->has_number) {
		*mark = *later;
		return true;
	}
	if (mark->against || later->against)
		return false;
	if (later->evidence)
		return mark->has_number && decided && (!decided_later || decided_later == decided);
	mark->has_number = mark->has_number || later->has_number;
	return true;
}

void marks_refuse(struct run *run, struct mark *mark)
{
	struct str cell = sheet_cell(&run->sheet, mark->record, mark->column), shown, name;

	if (mark->reported)
		return;
	mark->reported = true;
	name = diag_quote(run->scratch, run->frame.names[mark->column]);
	shown = diag_quote(run->scratch, str_trim(cell));
	run_error(run, mark->record, mark->column,
		str_printf(run->scratch,
			"\"%.*s\" in column %.*s may have a decimal mark or digits in groups; %.*s",
			STR_ARG(shown), STR_ARG(name),
			STR_ARG(advice(run->scratch, run->source, run->path,
				"decimal = comma or decimal = point"))));
}

/* A first cell that nearly all others speak against is the faulty one. */
static void follow_most(struct mark *mark)
{
	if (mark->against <= mark->with + 1)
		return;
	mark->evidence ^= EVIDENCE_DECIDED;
	mark->record = mark->against_record;
	mark->column = mark->against_column;
}

void marks_decide(struct run *run, struct marks *marks)
{
	enum decimal_mark given = run->source ? run->source->decimal : MARK_DETECT;

	for (size_t i = 0; i < marks->count; i++) {
		struct mark *mark = &marks->marks[i];

		follow_most(mark);
		mark->mark = '.';
		if (given != MARK_DETECT)
			mark->mark = given == MARK_COMMA ? ',' : '.';
		else if (run->chinese || (mark->evidence & EVIDENCE_POINT))
			mark->mark = '.';
		else if (mark->evidence & EVIDENCE_COMMA)
			mark->mark = ',';
		else if (mark->evidence & EVIDENCE_UNDECIDED)
			mark->refused = true;
	}
}
