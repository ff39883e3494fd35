#include "base/buf.h"
#include "ingest/ingest.h"
#include "ingest/run.h"

static void add_cell(struct buf *out, size_t column, struct str cell)
{
	if (column)
		buf_char(out, ',');
	buf_char(out, '"');
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.at[i] == '"')
			buf_char(out, '"');
		buf_char(out, cell.at[i]);
	}
	buf_char(out, '"');
}

static void add_header(struct run *run, struct buf *out)
{
	const struct frame *frame = &run->frame;

	if (!frame->header_count)
		return;
	for (size_t i = 0; i < frame->columns; i++) {
		struct str name = frame->names[i], unit = frame->units[i];

		if (unit.len)
			name = str_printf(
				run->scratch, "%.*s (%.*s)", STR_ARG(name), STR_ARG(unit));
		add_cell(out, i, name);
	}
	buf_char(out, '\n');
}

static void add_record(struct run *run, struct buf *out, size_t record)
{
	size_t width = sheet_width(&run->sheet, record), usual = run->sheet.dialect.width;

	for (size_t i = 0; i < width || i < usual; i++)
		add_cell(out, i, str_trim(sheet_cell(&run->sheet, record, i)));
	buf_char(out, '\n');
}

static bool is_irregular(const struct run *run, size_t record)
{
	const struct sheet_fault *fault = sheet_fault(&run->sheet, record);

	return sheet_width(&run->sheet, record) != run->sheet.dialect.width ||
	       (fault && fault->kind != FAULT_MENDED);
}

static void write_table(struct run *run, struct buf *out)
{
	size_t irregular = 0, first = 0;

	add_header(run, out);
	if (run->frame.header_count && run->frame.columns > run->sheet.dialect.width) {
		irregular = 1;
		first = run->frame.header;
	}
	for (size_t record = run->frame.body; record < run->frame.end; record++) {
		if (frame_is_blank(&run->sheet, record))
			continue;
		add_record(run, out, record);
		if (is_irregular(run, record) && !irregular++)
			first = record;
	}
	if (irregular)
		diag_warning(run->diag, sheet_place(&run->sheet, first, 0),
			"%zu record%s not fit the others in cells, quotes or delimiter, the first "
			"here; load refuses such records",
			irregular, irregular == 1 ? " does" : "s do");
}

bool ingest_clean(struct arena *arena, struct str path, struct str content,
	const struct source *source, struct ingest_view *view, struct str *table, struct diag *diag)
{
	struct ingest_result result = {.missing = 0};
	struct arena scratch;
	struct run run = {.arena = arena,
		.scratch = &scratch,
		.source = source,
		.path = path,
		.result = &result,
		.diag = diag,
		.cleaning = true};
	size_t errors = diag->errors;
	struct buf out;

	arena_init(&scratch, arena);
	buf_init(&out, arena);
	if (!str_trim(content).len) {
		diag_warning(diag, PLACE_FILE(path), "file is empty");
	} else if (run_open(&run, content)) {
		frame_find(&scratch, &run.sheet, source, &run.frame);
		result.view.frame = str_copy(arena, run.frame.why);
		write_table(&run, &out);
	}
	arena_free(&scratch);
	*view = result.view;
	*table = buf_str(&out);
	return diag->errors == errors;
}
