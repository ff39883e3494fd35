#include "ingest/survey.h"

#include "base/proc.h"
#include "ingest/row_kind.h"
#include "ingest/run_apart.h"

#include <string.h>

static bool add_periods(
	struct run *run, struct row_periods *periods, size_t record, enum row_kind kind)
{
	if (kind == ROW_READ || kind == ROW_ELSEWHERE)
		row_periods_next(run, periods, record, kind == ROW_READ);
	for (size_t v = 0; kind == ROW_READ && v < run->layout.values.count; v++)
		row_period(run, periods, record, v);
	return kind == ROW_READ;
}

static void look_at_rows(struct run *run, struct row_periods *periods, struct marks *marks,
	size_t first, size_t last)
{
	const struct table_layout *layout = &run->layout;

	for (size_t record = first; record < last; record++) {
		bool read = add_periods(run, periods, record, row_kind(run, record));
		bool no_comma =
			sheet_is_usual(&run->sheet, record) && run->sheet.dialect.delimiter == ',';

		run_tell(run, record, 0);
		for (size_t v = 0; read && v < layout->values.count; v++) {
			size_t column = layout->values.item[v];

			marks_look(marks_of(marks, v), sheet_cell(&run->sheet, record, column),
				no_comma, record, column);
		}
	}
}

/* The year of the notes turned out not to hold for all rows: then it holds for none. */
static void forget_year(struct run *run, struct row_periods *periods)
{
	periods->thread = (struct period_thread){.begun = false};
	for (size_t record = run->frame.body; record < run->frame.end; record++)
		add_periods(run, periods, record, row_kind(run, record));
}

/* A period cell that was found apart. Its text is a part of the file's, which all processes have at
 * the same place. */
struct found {
	struct str cell;
	bool again; /* it stands there in several places */
};

static void put(struct buf *out, const void *bytes, size_t size)
{
	buf_add(out, (struct str){bytes, size});
}

static const void *take(struct str *part, size_t size)
{
	const void *bytes = part->at;

	*part = str_from(*part, size);
	return bytes;
}

/* What a process found: nothing, where that cannot be put together; else the marks, and the period
 * cells in the order in which they came first, with the last one of all once more at the end. */
static bool look_apart(void *context, size_t first, size_t last, struct buf *out, struct diag *diag)
{
	const struct run *whole = context;
	size_t body = whole->frame.body;
	struct row_periods periods = {.columns = NULL};
	const struct periods *found;
	struct run_apart apart;
	struct marks marks;

	run_begin_apart(&apart, whole, diag->arena);
	marks_init(&apart.run, &marks);
	look_at_rows(&apart.run, &periods, &marks, body + first, body + last);
	found = &apart.run.periods;
	if (!run_was_plain(&apart) || !found->entries.count)
		return true;
	put(out, marks.marks, marks.count * sizeof(*marks.marks));
	for (size_t i = 0; i <= found->entries.count; i++) {
		size_t place = i < found->entries.count ? i : found->cells.last;
		struct found one;

		memset(&one, 0, sizeof(one)); /* its gaps are written too */
		one.cell = found->cells.texts.item[place];
		one.again = found->entries.item[place].again;
		put(out, &one, sizeof(one));
	}
	return true;
}

static bool join(struct run *run, struct marks *marks, struct str part)
{
	struct period_thread thread = {.begun = false};
	const struct mark *found = take(&part, marks->count * sizeof(*found));

	for (size_t i = 0; i < marks->count; i++)
		if (!marks_join(&marks->marks[i], &found[i]))
			return false;
	while (part.len) {
		const struct found *one = take(&part, sizeof(*one));
		uint32_t number = periods_add(&run->periods, &thread, one->cell);

		if (one->again)
			run->periods.entries.item[number].again = true;
	}
	return true;
}

/* `*joined`: all rows were looked at. */
static bool look_divided(struct run *run, struct marks *marks, bool *joined)
{
	const struct periods before = run->periods;
	struct str_list parts = {0};

	if (!proc_gather(run->scratch, run->frame.end - run->frame.body, ROWS_APART,
		    "looking at rows", look_apart, run, &parts, run->diag))
		return false;
	*joined = true;
	for (size_t i = 0; i < parts.count && *joined; i++)
		*joined = parts.item[i].len && join(run, marks, parts.item[i]);
	if (!*joined) {
		run->periods = before;
		memset(marks->marks, 0, marks->count * sizeof(*marks->marks));
	}
	return true;
}

bool survey_rows(struct run *run, struct row_periods *periods, struct marks *marks)
{
	bool joined = false;
	int year;

	if (run_is_divisible(run) && !look_divided(run, marks, &joined))
		return false;
	row_periods_header(run, periods);
	year = run->periods.year;
	if (!joined)
		look_at_rows(run, periods, marks, run->frame.body, run->frame.end);
	if (run->periods.year != year)
		forget_year(run, periods);
	periods->thread = (struct period_thread){.begun = false};
	periods_decide(&run->periods);
	return true;
}
