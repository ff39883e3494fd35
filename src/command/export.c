#include "command/commands.h"

#include "base/file.h"
#include "output/export.h"

enum { FLUSH = 1 << 18 }; /* bytes at a time: the text is many times larger than the figures */

struct span {
	bool has_from, has_to;
	struct period from, to;
};

static bool read_format(struct context *context, enum export_format *format)
{
	struct str name = option_value(context, "format");

	*format = EXPORT_CSV;
	return !name.at || export_find(name, format) ||
	       diag_error(context->diag, STATUS_USAGE, NO_PLACE,
		       "--format \"%.*s\": expected csv, jsonl, openmetrics or victoriametrics",
		       STR_ARG(diag_quote(context->arena, name)));
}

static bool read_span(struct context *context, struct span *span)
{
	return workbook_period(context, "from", &span->has_from, &span->from) &&
	       workbook_period(context, "to", &span->has_to, &span->to);
}

/* What was loaded for the days to come is exported too, unless a day is asked for. */
static bool read_figures(struct context *context, const bool *chosen, struct export *export,
	struct book *book, struct origins *origins)
{
	if (!store_read(&context->store, context->arena, chosen, true, book, context->diag))
		return false;
	if (option_given(context, "today") || option_given(context, "as-of"))
		book_cut(book, context->today);
	if (!export_tells_origins(export->format))
		return true;
	export->origins = origins;
	return store_origins(
		&context->store, context->arena, chosen, book->load, origins, context->diag);
}

static bool flush(struct context *context, struct buf *out)
{
	bool done = file_put(stdout, STR("standard output"), buf_str(out), context->diag);

	out->len = 0;
	return done;
}

static void write_series(
	struct export *export, const struct series *series, const struct span *span)
{
	const struct indicator *it = series->key.indicator;
	int first = series->first, last = series_last(series), edge;

	if (span->has_from) {
		edge = period_first_within(span->from, it->every, it->calendar);
		first = edge > first ? edge : first;
	}
	if (span->has_to) {
		edge = period_last_within(span->to, it->every, it->calendar);
		last = edge < last ? edge : last;
	}
	if (series->count && first <= last)
		export_series(export, series, first, last);
}

static bool write_book(struct context *context, struct export *export, const struct book *book,
	const struct span *span)
{
	struct progress *progress = &context->progress;
	size_t count = book->series.count;

	export_begin(export);
	progress->items = progress->item = 1;
	for (size_t i = 0; i < count; i++) {
		write_series(export, &book->series.item[i], span);
		if (export->out->len < FLUSH)
			continue;
		progress_tell(progress, "writing", (double)i / (double)count);
		if (!flush(context, export->out))
			return false;
	}
	export_end(export);
	return flush(context, export->out);
}

static int export_run(struct context *context)
{
	struct book book = {.catalogue = &context->catalogue};
	struct export export = {.safe = option_given(context, "safe-csv")};
	struct origins origins;
	struct span span;
	struct buf out;
	bool *chosen;

	buf_init(&out, context->arena);
	export.out = &out;
	if (read_format(context, &export.format) && read_span(context, &span) &&
		workbook_choose(context, &chosen) &&
		read_figures(context, chosen, &export, &book, &origins))
		write_book(context, &export, &book, &span);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"from", 0, "PERIOD", "from this period on"},
	{"to", 0, "PERIOD", "up to this period"},
	AS_OF_OPTION,
	SHARD_OPTION,
	{"safe-csv", 0, NULL, "' before text that a spreadsheet would take for a formula"},
	{NULL, 0, NULL, NULL},
};

const struct command export_command = {
	.name = "export",
	.usage = "[ID…]",
	.summary = "every figure, for other programs",
	.about = "Writes every figure that was loaded and is in force, of all areas, to standard "
		 "output:\n"
		 "as csv (which tidemark load takes again), jsonl (an object a figure), "
		 "openmetrics\n"
		 "(for Prometheus) or victoriametrics (for its /api/v1/import).\n"
		 "Figures for periods to come are among them, unless --today or --as-of says "
		 "otherwise;\n"
		 "what formulas compute is not. Formats: docs/EXPORT.md.",
	.options = options,
	.formats = "csv, jsonl, openmetrics or victoriametrics",
	.needs = NEEDS_STORE,
	.run = export_run,
};
