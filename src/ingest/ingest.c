#include "ingest/ingest.h"

#include "base/buf.h"
#include "ingest/cells.h"
#include "ingest/order.h"
#include "ingest/reader.h"
#include "ingest/run.h"

#include <stdlib.h>

static const struct indicator *find_fixed(const struct run *run)
{
	if (run->options->indicator)
		return run->options->indicator;
	if (run->source && run->source->indicator.len)
		return catalogue_find(run->catalogue, run->source->indicator);
	return NULL;
}

static bool understand(struct run *run)
{
	size_t record, column;

	frame_find(run->scratch, &run->sheet, run->source, &run->frame);
	run->result->view.frame = str_copy(run->arena, run->frame.why);
	if (!frame_check(&run->sheet, &run->frame, run->diag))
		return false;
	labels_init(run->scratch, run->catalogue, run->source, &run->labels);
	periods_init(run->scratch, run->source, frame_year(&run->frame), run->options->today,
		run->options->allow_future, &run->periods);
	run->chinese = run->gb18030 || run_find_chinese(run, &record, &column);
	if (!layout_find(run->scratch, &run->sheet, &run->frame, &run->labels, run->source,
		    find_fixed(run), &run->layout, run->diag))
		return false;
	run->result->view.layout = str_copy(run->arena, run->layout.why);
	return true;
}

/* Nothing below the table is dropped without a word if it looks like figures. */
static void warn_of_rest(struct run *run)
{
	size_t end = run->frame.end, rows = 0, first = end;

	if (run->frame.second_table != NO_RECORD) {
		diag_warning(run->diag,
			sheet_place(&run->sheet, (size_t)run->frame.second_table, 0),
			"another table begins here and is not read; load it from a file of its "
			"own");
		return;
	}
	for (size_t record = end; record < run->sheet.count; record++) {
		bool number = false;

		for (size_t i = 1; i < sheet_width(&run->sheet, record); i++)
			number = number ||
				 (cell_traits(sheet_cell(&run->sheet, record, i)) & CELL_NUMBER);
		if (number && !rows++)
			first = record;
	}
	if (rows)
		diag_warning(run->diag, sheet_place(&run->sheet, first, 0),
			"%zu row%s below the footer %s not read; move the footer to the end", rows,
			rows == 1 ? "" : "s", rows == 1 ? "is" : "are");
}

/* What was left out most decides what to do. */
static const char *remedy_for_nothing(const struct run *run)
{
	const struct left_out *most = &run->result->left_out.item[0];
	const struct periods *periods = &run->periods;
	enum every every = periods->finest;

	for (size_t i = 1; i < run->result->left_out.count; i++)
		if (run->result->left_out.item[i].count > most->count)
			most = &run->result->left_out.item[i];
	if (every == EVERY_DAY && (periods->days_first || periods->days_last))
		every = EVERY_MONTH;
	if (str_has(most->what, STR("frequency")))
		return str_c(run->scratch,
			str_printf(run->scratch,
				"write every = %s in the indicators that the file is about",
				every_name(every)));
	if (run->source && str_has(most->what, STR(" by ")))
		return str_c(run->scratch,
			str_printf(run->scratch, "mend where and ignore in source \"%.*s\"",
				STR_ARG(run->source->id)));
	return "nothing of it is kept here";
}

/* A file of which nothing is left must not pass for a success. */
static void refuse_nothing(struct run *run)
{
	const struct ingest_result *result = run->result;
	struct buf reasons;

	if (result->load.figures.count || result->missing)
		return;
	if (!result->left_out.count) {
		diag_error(run->diag, STATUS_DATA, PLACE_FILE(run->path),
			"no column with figures found; see how the file is understood with "
			"tidemark inspect");
		return;
	}
	buf_init(&reasons, run->scratch);
	for (size_t i = 0; i < result->left_out.count; i++)
		buf_printf(&reasons, "%s%.*s", i ? ", " : ": left out: ",
			STR_ARG(str_counted(run->scratch, result->left_out.item[i].count,
				result->left_out.item[i].what)));
	diag_error(run->diag, STATUS_DATA, PLACE_FILE(run->path),
		"no figure in the file can be loaded%s; %s", str_c(run->scratch, buf_str(&reasons)),
		remedy_for_nothing(run));
}

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* Everything above the table and the records with errors, as they stand: loadable when mended. */
static void write_rejects(struct run *run)
{
	const struct sheet *sheet = &run->sheet;
	struct buf out;

	for (size_t i = 0; i < run->aside.count; i++)
		*array_add(run->scratch, &run->rejected) = run->aside.item[i];
	if (!run->rejected.count)
		return;
	qsort(run->rejected.item, run->rejected.count, sizeof(uint32_t), compare);
	buf_init(&out, run->arena);
	if (run->marked)
		buf_text(&out, "\xEF\xBB\xBF");
	buf_add(&out, str_head(sheet->text, sheet->records.item[run->frame.body].at));
	for (size_t i = 0; i < run->rejected.count; i++) {
		if (i && run->rejected.item[i] == run->rejected.item[i - 1])
			continue;
		buf_add(&out, sheet_raw(sheet, run->rejected.item[i]));
		buf_char(&out, '\n');
	}
	run->result->rejects = buf_str(&out);
}

static void read_file(struct run *run, struct str content)
{
	size_t errors = run->diag->errors;
	bool strict;

	if (!run_open(run, content) || !understand(run) || !reader_read(run))
		return;
	warn_of_rest(run);
	if (!order_sort(run, &strict))
		return;
	if (!strict)
		order_unique(run);
	if (run->diag->errors == errors)
		refuse_nothing(run);
	order_drop_rejected(run);
	if (run->options->partial)
		write_rejects(run);
}

bool ingest_content(struct arena *arena, const struct catalogue *catalogue, struct str path,
	struct str content, const struct ingest_options *options, struct ingest_result *result,
	struct diag *diag)
{
	struct arena scratch;
	struct run run = {.arena = arena,
		.scratch = &scratch,
		.catalogue = catalogue,
		.options = options,
		.path = path,
		.result = result,
		.diag = diag};
	size_t errors = diag->errors;

	*result = (struct ingest_result){.missing = 0};
	arena_init(&scratch, arena);
	run.source =
		options->source ? options->source : catalogue_source_for(&scratch, catalogue, path);
	result->load.file = str_copy(arena, path);
	result->load.source = run.source ? run.source->id : STR("");
	result->load.sha256 = result->load.note = result->load.command = STR("");
	read_file(&run, content);
	arena_free(&scratch);
	if (diag->errors > errors && !options->partial)
		result->load.figures.count = 0;
	return diag->errors == errors;
}
