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
	size_t width = sheet_width(&run->sheet, record), columns = run->frame.columns;

	while (width > columns && !str_trim(sheet_cell(&run->sheet, record, width - 1)).len)
		width--;
	for (size_t i = 0; i < width || i < columns; i++)
		add_cell(out, i, str_trim(sheet_cell(&run->sheet, record, i)));
	buf_char(out, '\n');
}

static void write_table(struct run *run, struct buf *out)
{
	size_t usual = run->sheet.dialect.width, irregular = 0, first = 0;

	add_header(run, out);
	for (size_t record = run->frame.body; record < run->frame.end; record++) {
		if (frame_is_blank(&run->sheet, record))
			continue;
		add_record(run, out, record);
		if (sheet_width(&run->sheet, record) != usual && !irregular++)
			first = record;
	}
	if (irregular)
		diag_warning(run->diag, sheet_place(&run->sheet, first, 0),
			"%zu record%s another number of cells than %zu, the first here; load "
			"refuses "
			"such records",
			irregular, irregular == 1 ? " has" : "s have", usual);
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
		.diag = diag};
	size_t errors = diag->errors;
	struct buf out;

	arena_init(&scratch, arena);
	buf_init(&out, arena);
	if (run_open(&run, content) && frame_find(&scratch, &run.sheet, source, &run.frame, diag)) {
		result.view.frame = str_copy(arena, run.frame.why);
		write_table(&run, &out);
	}
	arena_free(&scratch);
	*view = result.view;
	*table = buf_str(&out);
	return diag->errors == errors;
}
