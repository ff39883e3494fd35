#include "command/commands.h"

#include "base/file.h"
#include "ingest/ingest.h"
#include "output/words.h"
#include "text/decimal.h"

enum { SHOWN = 5 }; /* figures from the beginning and as many from the end */

static void add_figure(struct result *result, struct table *table, const struct figures *figures,
	const struct figure *figure)
{
	struct series_key key = figures->series.item[figure->series];
	char text[32];
	size_t len = decimal_print(figure->value, text);

	table_text(result, table, series_name(result->arena, key));
	table_text(result, table, words_period(result->arena, key.indicator, figure->period));
	table_number(
		result, table, figure->value, str_copy(result->arena, (struct str){text, len}));
	table_text(result, table, key.indicator->unit);
	table_number(result, table, figure->line, str_printf(result->arena, "%u", figure->line));
}

static void list_figures(struct context *context, const struct figures *figures)
{
	static const char *const keys[] = {"series", "period", "value", "unit", "line"};
	struct result *result = &context->result;
	struct table *table = result_table(result, STR(""));
	bool all = context->format != FORMAT_TEXT || context->verbose;

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		table_column(result, table, keys[i], str_of(keys[i]))->right = i == 2 || i == 4;
	for (size_t i = 0; i < figures->count; i++)
		if (all || i < SHOWN || i + SHOWN >= figures->count)
			add_figure(result, table, figures, &figures->item[i]);
}

static void say_view(struct context *context, const struct ingest_view *view)
{
	const struct {
		const char *name;
		struct str text;
	} parts[] = {{"encoding", view->encoding}, {"dialect", view->dialect},
		{"frame", view->frame}, {"layout", view->layout}, {"periods", view->periods},
		{"numbers", view->numbers}};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (parts[i].text.len)
			buf_printf(&context->out, "%-9s %.*s\n", parts[i].name,
				STR_ARG(parts[i].text));
}

static void say_counts(struct context *context, const struct ingest_result *result, bool loads)
{
	result_line(&context->result, "%zu figures in %zu series, %zu cells without a figure",
		result->load.figures.count, result->load.figures.series.count, result->missing);
	for (size_t i = 0; i < result->left_out.count; i++)
		result_line(&context->result, "left out: %zu %.*s", result->left_out.item[i].count,
			STR_ARG(result->left_out.item[i].what));
	result_line(&context->result, loads ? "the file can be loaded as it is"
					    : "the file would be refused; the messages say why");
}

/* The cleaned table needs no catalogue; if there is one, its source section helps. */
static void write_table(struct context *context, struct str path, struct str content)
{
	const struct source *source = NULL;
	struct ingest_view view = {0};
	struct str table = STR("");

	if (option_given(context, "config") || option_given(context, "source")) {
		if (!workbook_catalogue(context) || !workbook_source(context, &source))
			return;
		if (!source)
			source = catalogue_source_for(context->arena, &context->catalogue, path);
	}
	if (ingest_clean(context->arena, path, content, source, &view, &table, context->diag))
		buf_add(&context->out, table);
}

static int inspect_run(struct context *context)
{
	struct ingest_options how = {.today = context->today, .allow_future = true};
	struct ingest_result result = {0};
	struct str content;
	bool loads;

	if (context->args.count != 1) {
		diag_error(context->diag, STATUS_USAGE, NO_PLACE, "inspect takes one file");
		return STATUS_USAGE;
	}
	if (!file_read(context->arena, context->args.item[0], &content, context->diag))
		return STATUS_NO_INPUT;
	if (option_given(context, "csv")) {
		write_table(context, context->args.item[0], content);
		return STATUS_DONE;
	}
	if (!workbook_catalogue(context) || !workbook_source(context, &how.source))
		return STATUS_CATALOGUE;
	loads = ingest_content(context->arena, &context->catalogue, context->args.item[0], content,
		&how, &result, context->diag);
	if (context->format == FORMAT_TEXT) {
		say_view(context, &result.view);
		say_counts(context, &result, loads);
	}
	list_figures(context, &result.load.figures);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"csv", 0, NULL, "write the cleaned table: UTF-8, every cell quoted; needs no catalogue"},
	{"source", 's', "ID", "read by this source section of the catalogue"},
	{NULL, 0, NULL, NULL},
};

const struct command inspect_command = {
	.name = "inspect",
	.usage = "FILE | -",
	.summary = "how a file is understood, and why",
	.about = "Tells what was found out about a file and on what evidence, and shows its first "
		 "and\n"
		 "last figures (all with -v, or in another format). Nothing is loaded.",
	.options = options,
	.run = inspect_run,
};
