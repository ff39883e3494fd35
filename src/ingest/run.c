#include "ingest/run.h"

#include "ingest/cells.h"
#include "ingest/dialect.h"
#include "text/encoding.h"
#include "text/gzip.h"

static void release(struct run *run)
{
	if (run->options && run->options->bytes)
		arena_free(run->options->bytes);
}

bool run_open(struct run *run, struct str content)
{
	struct ingest_view *view = &run->result->view;
	const struct source *source = run->source;
	struct sheet_dialect dialect;
	struct decoded decoded;
	struct str why;
	bool packed = gzip_is(content);

	if (packed &&
		!gzip_unpack(run->scratch, run->path, content, UINT32_MAX, &content, run->diag))
		return false;
	if (!encoding_decode(run->scratch, run->path, content, source ? source->encoding : STR(""),
		    &decoded, run->diag))
		return false;
	if (decoded.text.at < content.at || decoded.text.at > content.at + content.len)
		release(run);
	run->gb18030 = str_is(decoded.name, "GB18030");
	run->marked = !str_is(decoded.name, "UTF-8") || decoded.text.at != content.at;
	view->encoding = str_printf(run->arena, "%.*s (%.*s)%s", STR_ARG(decoded.name),
		STR_ARG(decoded.why), packed ? ", unpacked from gzip" : "");
	if (!dialect_detect(run->scratch, run->path, decoded.text,
		    source ? source->delimiter : '\0', &dialect, &why, run->diag))
		return false;
	view->dialect = str_copy(run->arena, why);
	dialect.mixed = run->cleaning;
	return sheet_read(run->scratch, run->path, decoded.text, dialect, &run->sheet, run->diag);
}

bool run_find_chinese(const struct run *run, size_t *record, size_t *column)
{
	enum { LABEL_ROWS = 50 };
	size_t end = run->frame.body + LABEL_ROWS;

	if (end > run->frame.end)
		end = run->frame.end;
	for (*record = 0; *record < end; ++*record)
		for (*column = 0; *column < sheet_width(&run->sheet, *record); ++*column)
			if (text_is_chinese(sheet_cell(&run->sheet, *record, *column)))
				return true;
	return false;
}

bool run_is_full(const struct run *run)
{
	return run->diag->in_file > DIAG_ERRORS_PER_FILE && str_equal(run->diag->file, run->path);
}

bool run_error(struct run *run, size_t record, size_t column, struct str text)
{
	if (run_is_full(run))
		return diag_error(run->diag, STATUS_DATA, PLACE_FILE(run->path), "not shown");
	return diag_error(run->diag, STATUS_DATA, sheet_place(&run->sheet, record, column), "%.*s",
		STR_ARG(text));
}

void run_leave_out(struct run *run, struct str what, size_t count)
{
	struct left_out *left_out;

	for (size_t i = 0; i < run->result->left_out.count; i++) {
		left_out = &run->result->left_out.item[i];
		if (str_equal(left_out->what, what)) {
			left_out->count += count;
			return;
		}
	}
	left_out = array_add(run->arena, &run->result->left_out);
	left_out->what = what;
	left_out->count = count;
}

void run_left_out(struct run *run, const char *what)
{
	run_leave_out(run, str_of(what), 1);
}

void run_reject(struct run *run, size_t record)
{
	run->result->rejected++;
	if (run->rejected.count && run->rejected.item[run->rejected.count - 1] == record)
		return;
	*array_add(run->scratch, &run->rejected) = (uint32_t)record;
}

void run_set_aside(struct run *run, size_t record)
{
	run->result->rejected++;
	if (run->aside.count && run->aside.item[run->aside.count - 1] == record)
		return;
	*array_add(run->scratch, &run->aside) = (uint32_t)record;
}

/* Reading is half of the work, writing the other; each of the two passes is half of that. */
void run_tell(const struct run *run, size_t record, double from)
{
	enum { OFTEN = 4096 };
	size_t row = record - run->frame.body, rows = run->frame.end - run->frame.body;

	if (row % OFTEN == 0)
		progress_tell(run->options->progress, "reading",
			from + 0.25 * (double)row / (double)rows);
}
