#include "ingest/reader.h"

#include "ingest/advice.h"
#include "ingest/cells.h"
#include "ingest/column_label.h"
#include "ingest/evidence.h"
#include "ingest/label_use.h"
#include "ingest/reader_parts.h"
#include "ingest/row_kind.h"
#include "ingest/survey.h"

enum { FLAGS_MAX = 255 };

/* The row that is being read. */
struct row {
	size_t record;
	uint32_t line, area;
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
static void bind_row(struct reader *reader, struct row *row)
{
	struct run *run = reader->run;
	size_t column = run->layout.label_column, strange = run->result->unknown.count;
	struct str unit = row_unit(run, &reader->units, row->record), label = run->layout.title;
	uint32_t number;

	if (column != NO_COLUMN)
		label = cell_of(run, row->record, column);
	else
		column = 0;
	number = unit.len ? intern_add_pair(run->scratch, &reader->labels, label, unit)
			  : intern_add(run->scratch, &reader->labels, label);
	if (number == reader->bindings.count) {
		struct binding binding = binding_make(run, label, unit, row->record, column);

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

void reader_tally(struct tally *tally, const struct tally *later)
{
	size_t count = tally->count + later->count;

	if (!tally->count)
		*tally = *later;
	tally->count = count;
}

static void count(struct tally *tally, size_t record, size_t column)
{
	const struct tally once = {1, record, column};

	reader_tally(tally, &once);
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
	reader->series.pairs.item[reader->series.last].figures++;
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

/* A period that cannot be read is said once: for its row, or in a header for its column, whose rows
 * are fine otherwise. */
static void refuse_period(struct reader *reader, struct row *row, size_t v, uint32_t period,
	enum period_verdict verdict, const struct indicator *indicator)
{
	struct run *run = reader->run;
	struct value_column *value = &reader->values[v];
	bool in_header = reader->periods.columns != NULL;
	bool *reported = in_header ? &value->period_reported : &row->period_reported;
	size_t record = in_header ? run->frame.header + run->frame.header_count - 1 : row->record;
	size_t column = in_header ? run->layout.values.item[v] : run->layout.period_column;

	if (!*reported && run_is_full(run))
		run_error(run, record, column, STR(""));
	else if (!*reported)
		run_error(run, record, column,
			periods_explain(&run->periods, period, verdict, indicator, run->path));
	*reported = true;
	if (in_header)
		run_set_aside(run, row->record);
	else
		run_reject(run, row->record);
}

static void read_cell(struct reader *reader, struct row *row, size_t v)
{
	struct run *run = reader->run;
	struct str cell = sheet_cell(&run->sheet, row->record, run->layout.values.item[v]);
	const struct binding *binding = row->binding ? row->binding : &reader->values[v].binding;
	uint32_t period = row_period(run, &reader->periods, row->record, v);
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
			row_period(run, &reader->periods, row->record, v));
}

/* In a matrix a row of texts under a label that nobody knows: Codes, 备注. Where quotes were read
 * by another rule, figures may only look like texts. */
static bool is_remark(const struct run *run, size_t record)
{
	const struct table_layout *layout = &run->layout;

	if (layout->label_column == NO_COLUMN || sheet_fault(&run->sheet, record) ||
		labels_find(run->scratch, &run->labels, cell_of(run, record, layout->label_column))
				.kind != LABEL_UNKNOWN)
		return false;
	for (size_t v = 0; v < layout->values.count; v++)
		if (cell_traits(cell_of(run, record, layout->values.item[v])) & CELL_TYPED)
			return false;
	return true;
}

uint32_t reader_area(struct reader *reader, size_t record)
{
	struct run *run = reader->run;
	size_t column = run->layout.area_column;
	struct str cell = STR("");
	uint32_t area;

	if (column != NO_COLUMN)
		cell = sheet_cell(&run->sheet, record, column);
	area = series_table_area(run, &reader->series, cell);
	reader->has_area = reader->has_area || area;
	return area;
}

/* In a matrix an empty cell below an area may mean the same area, merged, or the whole. */
static bool find_area(struct reader *reader, struct row *row)
{
	struct run *run = reader->run;
	size_t column = run->layout.area_column;

	row->area = reader_area(reader, row->record);
	if (run->layout.kind != LAYOUT_MATRIX || !reader->has_area ||
		str_trim(sheet_cell(&run->sheet, row->record, column)).len)
		return true;
	run_reject(run, row->record);
	return run_error(run, row->record, column,
		STR("row has figures but no area; write its area, or Total if it is the whole"));
}

static void read_row(struct reader *reader, size_t record)
{
	struct run *run = reader->run;
	const struct table_layout *layout = &run->layout;
	struct row row = {.record = record, .line = run->sheet.records.item[record].line};

	row_periods_next(run, &reader->periods, record, true);
	if (!is_wide(run)) {
		if (!has_figures(run, record)) {
			run->result->missing += layout->values.count;
			return;
		}
		if (layout->kind == LAYOUT_MATRIX && is_remark(run, record)) {
			run_left_out(run, "rows without a figure");
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
	if (!find_area(reader, &row))
		return;
	for (size_t v = 0; v < layout->values.count; v++)
		read_cell(reader, &row, v);
}

static void pass_row(struct reader *reader, size_t record)
{
	row_periods_next(reader->run, &reader->periods, record, false);
	run_left_out(reader->run, "rows left out by where");
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

/* Room for a figure in each cell, as far as the file's length makes that likely. */
static void reserve_figures(struct run *run)
{
	enum { BYTES_A_FIGURE = 16 };
	size_t cells = (run->frame.end - run->frame.body) * run->layout.values.count;
	size_t likely = run->sheet.text.len / BYTES_A_FIGURE;

	array_reserve(run->arena, &run->result->load.figures, cells < likely ? cells : likely);
}

void reader_rows(struct reader *reader, size_t first, size_t last)
{
	struct run *run = reader->run;

	for (size_t record = first; record < last; record++) {
		enum row_kind kind = row_kind(run, record);

		run_tell(run, record, 0.25);
		if (kind == ROW_READ)
			read_row(reader, record);
		else if (kind == ROW_ELSEWHERE)
			pass_row(reader, record);
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

bool reader_read(struct run *run)
{
	struct reader reader = {.run = run,
		.values =
			NEW_ARRAY(run->scratch, run->layout.values.count + 1, struct value_column)};
	bool done = false;

	*array_add(run->arena, &run->result->load.figures.flag_texts) = STR("");
	for (size_t i = 0; i < run->layout.others.count; i++)
		note_column(&reader, run->layout.others.item[i]);
	marks_init(run, &reader.marks);
	if (!survey_rows(run, &reader.periods, &reader.marks))
		return false;
	marks_decide(run, &reader.marks);
	if (is_wide(run))
		bind_columns(&reader);
	if (!reader_divided(&reader, &done))
		return false;
	if (!done) {
		reserve_figures(run);
		reader_rows(&reader, run->frame.body, run->frame.end);
	}
	say_once(&reader);
	if (run->options->explain) {
		evidence_of_periods(run);
		evidence_of_numbers(run, &reader.marks);
	}
	return true;
}
