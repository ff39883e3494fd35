#include "ingest/reader.h"

#include "ingest/advice.h"
#include "ingest/binding.h"
#include "ingest/cells.h"
#include "ingest/evidence.h"
#include "ingest/label_use.h"
#include "ingest/marks.h"
#include "ingest/series_table.h"

enum { FLAGS_MAX = 255 };

/* One column of figures. */
struct value_column {
	struct binding binding; /* in a wide table */
	size_t use;             /* its label's, in a wide table */
	uint32_t period;        /* in a matrix */
	bool period_reported;
};

/* How often something happened, and where first; said once for the whole file. */
struct tally {
	size_t count, record, column;
};

struct reader {
	struct run *run;
	struct marks marks;
	struct series_table series;
	struct value_column *values; /* one for each of layout->values */
	struct intern labels;        /* cells of the label column, with their units */
	struct {
		ARRAY(struct binding); /* by label */
	} bindings;
	struct {
		ARRAY(size_t); /* by label */
	} uses;
	struct tally dashes, estimates;
	size_t unread; /* columns that are not loaded */
};

/* The row that is being read. */
struct row {
	size_t record;
	uint32_t line, period, area;
	const struct binding *binding; /* NULL in a wide table */
	size_t use;                    /* the label's */
	bool period_reported;
};

static struct str cell_of(const struct run *run, size_t record, size_t column)
{
	return str_trim(sheet_cell(&run->sheet, record, column));
}

static bool is_wide(const struct run *run)
{
	return run->layout.kind == LAYOUT_WIDE;
}

static bool is_matrix(const struct run *run)
{
	return run->layout.kind == LAYOUT_MATRIX;
}

enum row_kind { ROW_READ, ROW_BLANK, ROW_ELSEWHERE, ROW_HEADING, ROW_FAULTY, ROW_WIDTH };

static bool has_digit(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] >= '0' && text.at[i] <= '9')
			return true;
	return false;
}

/* One text and nothing else above other rows: no figure, no row that lost its figures or its end.
 */
static bool is_heading(const struct run *run, size_t record)
{
	struct str cell = sheet_cell(&run->sheet, record, 0);

	return record_extent(&run->sheet, record) == 1 && !has_digit(cell) &&
	       !(cell_traits(cell) & CELL_TYPED) && record + 1 < run->frame.end &&
	       !labels_find(run->scratch, &run->labels, cell).indicator;
}

static enum row_kind classify(const struct run *run, size_t record)
{
	size_t width = sheet_width(&run->sheet, record), usual = run->sheet.dialect.width;
	const struct sheet_fault *fault;

	if (!sheet_cell(&run->sheet, record, 0).len && frame_is_blank(&run->sheet, record))
		return ROW_BLANK;
	fault = run->sheet.faults.count ? sheet_fault(&run->sheet, record) : NULL;
	if (fault && fault->kind != FAULT_MENDED)
		return ROW_FAULTY;
	if (width != usual)
		return is_heading(run, record) ? ROW_HEADING : ROW_WIDTH;
	if (run->layout.where.count && !layout_keeps(&run->layout, &run->sheet, record))
		return ROW_ELSEWHERE;
	return ROW_READ;
}

static uint32_t add_row_period(struct run *run, size_t record)
{
	const struct table_layout *layout = &run->layout;
	struct str cell = sheet_cell(&run->sheet, record, layout->period_column);

	if (layout->part_column == NO_COLUMN)
		return periods_add(&run->periods, cell);
	return periods_add_parts(
		&run->periods, cell, sheet_cell(&run->sheet, record, layout->part_column));
}

/* Reading is half of the work, writing the other; each of the two passes is half of that. */
static void tell(const struct run *run, size_t record, double from)
{
	enum { OFTEN = 4096 };
	size_t row = record - run->frame.body, rows = run->frame.end - run->frame.body;

	if (row % OFTEN == 0)
		progress_tell(run->options->progress, "reading",
			from + 0.25 * (double)row / (double)rows);
}

/* The first of two passes: what all rows tell together. */
static void survey(struct reader *reader)
{
	struct run *run = reader->run;
	const struct table_layout *layout = &run->layout;

	for (size_t v = 0; is_matrix(run) && v < layout->values.count; v++)
		reader->values[v].period =
			periods_add(&run->periods, run->frame.names[layout->values.item[v]]);
	for (size_t record = run->frame.body; record < run->frame.end; record++) {
		tell(run, record, 0);
		if (classify(run, record) != ROW_READ)
			continue;
		if (!is_matrix(run))
			add_row_period(run, record);
		for (size_t v = 0; v < layout->values.count; v++) {
			size_t column = layout->values.item[v];

			marks_look(marks_of(&reader->marks, v),
				sheet_cell(&run->sheet, record, column), record, column);
		}
	}
	periods_decide(&run->periods);
}

/* As many as of errors are named. */
static void note_column(struct reader *reader, size_t column)
{
	struct run *run = reader->run;
	struct str name = diag_quote(run->scratch, run->frame.names[column]);

	if (!run->frame.header_count || !name.len || reader->unread++ >= DIAG_ERRORS_PER_FILE)
		return;
	diag_note(run->diag,
		sheet_place(&run->sheet, run->frame.header + run->frame.header_count - 1, column),
		"column \"%.*s\" is not loaded", STR_ARG(name));
}

/* The name of a column; where it is unknown, its last header row alone, or the title of the table.
 */
static struct str column_label(struct run *run, size_t column, bool single)
{
	struct str name = run->frame.names[column], last, title = frame_indicator(&run->frame);

	if (labels_find(run->scratch, &run->labels, name).kind != LABEL_UNKNOWN)
		return name;
	if (run->frame.header_count > 1) {
		last = cell_of(run, run->frame.header + run->frame.header_count - 1, column);
		if (labels_find(run->scratch, &run->labels, last).kind == LABEL_KNOWN)
			return last;
	}
	if (labels_find(run->scratch, &run->labels, title).kind == LABEL_UNKNOWN && name.len)
		return name;
	return single && title.len ? title : name;
}

/* A column without a number is no indicator unless it is called like one. */
static void bind_columns(struct reader *reader)
{
	struct run *run = reader->run;
	const struct table_layout *layout = &run->layout;
	size_t numbers = 0, header = run->frame.header + run->frame.header_count;

	for (size_t v = 0; v < layout->values.count; v++)
		numbers += marks_of(&reader->marks, v)->has_number;
	for (size_t v = 0; v < layout->values.count; v++) {
		size_t column = layout->values.item[v];
		bool filled = marks_of(&reader->marks, v)->has_number;
		struct str label = column_label(run, column, numbers == 1 && filled);
		struct binding *binding = &reader->values[v].binding;
		size_t strange = run->result->unknown.count;

		reader->values[v].use = NO_USE;
		if (!filled && labels_find(run->scratch, &run->labels, label).kind != LABEL_KNOWN) {
			binding->state = BINDING_IGNORED;
			note_column(reader, column);
			continue;
		}
		*binding = binding_make(run, label, run->frame.units[column],
			run->frame.header_count ? header - 1 : run->frame.body, column);
		reader->values[v].use = label_use_add(run, label, run->frame.units[column], binding,
			run->result->unknown.count > strange,
			run->frame.header_count ? header - 1 : run->frame.body, column);
	}
}

/* Rows with the same label and unit are bound once. */
static uint32_t label_number(struct reader *reader, size_t record)
{
	const struct run *run = reader->run;
	const struct table_layout *layout = &run->layout;
	struct str label = STR("");

	if (layout->label_column != NO_COLUMN)
		label = sheet_cell(&run->sheet, record, layout->label_column);
	if (layout->unit_column == NO_COLUMN)
		return intern_add(run->scratch, &reader->labels, label);
	return intern_add_pair(run->scratch, &reader->labels, label,
		sheet_cell(&run->sheet, record, layout->unit_column));
}

static void bind_row(struct reader *reader, struct row *row)
{
	struct run *run = reader->run;
	const struct table_layout *layout = &run->layout;
	uint32_t number = label_number(reader, row->record);
	size_t column = layout->label_column != NO_COLUMN ? layout->label_column : 0;
	size_t strange = run->result->unknown.count;

	if (number == reader->bindings.count) {
		struct str label = layout->title, unit = run->frame.units[layout->values.item[0]];
		struct binding binding;

		if (layout->label_column != NO_COLUMN)
			label = cell_of(run, row->record, column);
		if (layout->unit_column != NO_COLUMN)
			unit = cell_of(run, row->record, layout->unit_column);
		binding = binding_make(run, label, unit, row->record, column);
		*array_add(run->scratch, &reader->bindings) = binding;
		*array_add(run->scratch, &reader->uses) = label_use_add(run, label, unit, &binding,
			run->result->unknown.count > strange, row->record, column);
	}
	row->binding = &reader->bindings.item[number];
	row->use = reader->uses.item[number];
}

static uint8_t flag_number(struct run *run, struct str flag)
{
	struct str_list *flags = &run->result->load.figures.flag_texts;
	size_t place = str_list_find(flags, flag);

	if (place == flags->count && flags->count < FLAGS_MAX)
		*array_add(run->arena, flags) = str_copy(run->arena, flag);
	return place < flags->count ? (uint8_t)place : 0;
}

static void count(struct tally *tally, size_t record, size_t column)
{
	if (!tally->count++) {
		tally->record = record;
		tally->column = column;
	}
}

static void add_figure(struct reader *reader, const struct row *row, const struct binding *binding,
	const struct value *value, int period, size_t v)
{
	struct run *run = reader->run;
	size_t column = run->layout.values.item[v];
	struct figures *figures = &run->result->load.figures;
	uint32_t series =
		series_table_find(run, &reader->series, binding->indicator, row->area, row->record,
			run->layout.area_column != NO_COLUMN ? run->layout.area_column : column);

	if (series == SERIES_REFUSED) {
		run_reject(run, row->record);
		return;
	}
	if (value->estimate)
		count(&reader->estimates, row->record, column);
	label_use_count(run, row->binding ? row->use : reader->values[v].use);
	run->result->rounded += value->rounded;
	array_reserve(run->arena, figures, 1);
	figures->item[figures->count++] = (struct figure){value->value, period, series, row->line,
		value->flag.len ? flag_number(run, value->flag) : 0};
}

static void read_figure(struct reader *reader, const struct row *row, const struct binding *binding,
	struct str cell, size_t v, int period)
{
	struct run *run = reader->run;
	size_t column = run->layout.values.item[v];
	struct mark *mark = marks_of(&reader->marks, v);
	struct value value;

	if (mark->refused) {
		marks_refuse(run, mark);
		run_reject(run, row->record);
		return;
	}
	switch (binding_read(run, binding, cell, mark->mark, &value)) {
	case VALUE_READ:
		add_figure(reader, row, binding, &value, period, v);
		break;
	case VALUE_DASH:
		count(&reader->dashes, row->record, column);
		run->result->missing++;
		break;
	case VALUE_MISSING:
		run->result->missing++;
		break;
	case VALUE_REFUSED:
		run_error(run, row->record, column, value.problem);
		run_reject(run, row->record);
		break;
	}
}

static void leave_out(struct run *run, struct str cell, enum period_verdict verdict)
{
	if (cell_traits(cell) & CELL_MISSING)
		return;
	run_left_out(run, verdict == PERIOD_AVERAGE       ? "averages"
			  : verdict == PERIOD_BEFORE_1980 ? "figures before 1980"
							  : "figures of another frequency");
}

/* A period that cannot be read is said once: for its row, in a matrix for its column. */
static void refuse_period(struct reader *reader, struct row *row, size_t v, uint32_t period,
	enum period_verdict verdict, const struct indicator *indicator)
{
	struct run *run = reader->run;
	struct value_column *value = &reader->values[v];
	bool *reported = is_matrix(run) ? &value->period_reported : &row->period_reported;
	size_t record =
		is_matrix(run) ? run->frame.header + run->frame.header_count - 1 : row->record;
	size_t column = is_matrix(run) ? run->layout.values.item[v] : run->layout.period_column;

	if (!*reported && run_is_full(run))
		run_error(run, record, column, STR(""));
	else if (!*reported)
		run_error(run, record, column,
			periods_explain(&run->periods, period, verdict, indicator, run->path));
	*reported = true;
	run_reject(run, row->record);
}

static void read_cell(struct reader *reader, struct row *row, size_t v)
{
	struct run *run = reader->run;
	struct str cell = sheet_cell(&run->sheet, row->record, run->layout.values.item[v]);
	const struct binding *binding = row->binding ? row->binding : &reader->values[v].binding;
	uint32_t period = is_matrix(run) ? reader->values[v].period : row->period;
	struct period_answer answer;

	if (binding->state == BINDING_REFUSED && cell.len) {
		run_set_aside(run, row->record);
		label_use_strange(run, reader->values[v].use, cell, period);
	}
	if (binding->state != BINDING_READ)
		return;
	answer = periods_resolve(&run->periods, period, binding->indicator);
	if (answer.verdict == PERIOD_FINE && cell.len)
		read_figure(reader, row, binding, cell, v, answer.number);
	else if (answer.verdict == PERIOD_FINE)
		run->result->missing++;
	else if (!str_trim(cell).len)
		return;
	else if (period_is_refused(answer.verdict))
		refuse_period(reader, row, v, period, answer.verdict, binding->indicator);
	else
		leave_out(run, cell, answer.verdict);
}

static bool has_figures(const struct run *run, size_t record)
{
	for (size_t v = 0; v < run->layout.values.count; v++)
		if (sheet_cell(&run->sheet, record, run->layout.values.item[v]).len)
			return true;
	return false;
}

/* Nothing is read under a label that nobody knows, but what stands there may be asked for. */
static void refuse_label(struct reader *reader, const struct row *row)
{
	struct run *run = reader->run;

	run_reject(run, row->record);
	for (size_t v = 0; row->use != NO_USE && v < run->layout.values.count; v++)
		label_use_strange(run, row->use,
			sheet_cell(&run->sheet, row->record, run->layout.values.item[v]),
			is_matrix(run) ? reader->values[v].period
				       : add_row_period(run, row->record));
}

static void read_row(struct reader *reader, size_t record)
{
	struct run *run = reader->run;
	const struct table_layout *layout = &run->layout;
	struct row row = {.record = record, .line = run->sheet.records.item[record].line};

	if (!is_wide(run)) {
		if (!has_figures(run, record)) {
			run->result->missing += layout->values.count;
			return;
		}
		bind_row(reader, &row);
		if (row.binding->state == BINDING_IGNORED)
			run_left_out(run, "rows left out by ignore");
		if (row.binding->state == BINDING_REFUSED)
			refuse_label(reader, &row);
		if (row.binding->state != BINDING_READ)
			return;
	}
	if (!is_matrix(run))
		row.period = add_row_period(run, record);
	row.area = series_table_area(run, &reader->series,
		layout->area_column == NO_COLUMN
			? STR("")
			: sheet_cell(&run->sheet, record, layout->area_column));
	for (size_t v = 0; v < layout->values.count; v++)
		read_cell(reader, &row, v);
}

static void refuse_row(struct run *run, size_t record, enum row_kind kind)
{
	const struct sheet_fault *fault = sheet_fault(&run->sheet, record);
	size_t width = sheet_width(&run->sheet, record);

	run_reject(run, record);
	if (kind == ROW_WIDTH)
		run_error(run, record, 0,
			str_printf(run->scratch,
				"record has %zu cell%s instead of %zu; mend the file", width,
				width == 1 ? "" : "s", run->sheet.dialect.width));
	else
		diag_error(run->diag, STATUS_DATA, sheet_place_at(&run->sheet, record, fault->at),
			fault->kind == FAULT_TWO_WAYS
				? "quote opens a cell of several lines or stands there by mistake; "
				  "double it, or close it on its line"
				: "quote is not closed where its cell ends; close it or double it");
}

static void read_rows(struct reader *reader)
{
	struct run *run = reader->run;

	for (size_t record = run->frame.body; record < run->frame.end; record++) {
		enum row_kind kind = classify(run, record);

		tell(run, record, 0.25);
		if (kind == ROW_READ)
			read_row(reader, record);
		else if (kind == ROW_ELSEWHERE)
			run_left_out(run, "rows left out by where");
		else if (kind == ROW_HEADING)
			run_left_out(run, "rows without a figure");
		else if (kind != ROW_BLANK)
			refuse_row(run, record, kind);
	}
}

static void say_once(struct reader *reader)
{
	struct run *run = reader->run;
	const struct tally *dashes = &reader->dashes, *estimates = &reader->estimates;
	struct str cell;

	if (dashes->count && (!run->source || run->source->dash == DASH_WARN))
		diag_warning(run->diag, sheet_place(&run->sheet, dashes->record, dashes->column),
			"\"-\" is read as a missing figure (%zu of them); %.*s to settle it",
			dashes->count,
			STR_ARG(advice(run->scratch, run->source, run->path,
				"dash = missing or dash = zero")));
	if (reader->unread > DIAG_ERRORS_PER_FILE)
		diag_note(run->diag, PLACE_FILE(run->path), "and %zu more columns are not loaded",
			reader->unread - DIAG_ERRORS_PER_FILE);
	if (!estimates->count)
		return;
	cell = diag_quote(run->scratch, cell_of(run, estimates->record, estimates->column));
	diag_note(run->diag, sheet_place(&run->sheet, estimates->record, estimates->column),
		"\"%.*s\" is an estimate; loaded with the flag e (%zu of them)", STR_ARG(cell),
		estimates->count);
}

void reader_read(struct run *run)
{
	struct reader reader = {.run = run,
		.values =
			NEW_ARRAY(run->scratch, run->layout.values.count + 1, struct value_column)};

	*array_add(run->arena, &run->result->load.figures.flag_texts) = STR("");
	for (size_t i = 0; i < run->layout.others.count; i++)
		note_column(&reader, run->layout.others.item[i]);
	marks_init(run, &reader.marks);
	survey(&reader);
	marks_decide(run, &reader.marks);
	if (is_wide(run))
		bind_columns(&reader);
	read_rows(&reader);
	say_once(&reader);
	if (!run->options->explain)
		return;
	evidence_of_periods(run);
	evidence_of_numbers(run, &reader.marks);
}
