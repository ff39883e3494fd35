#include "command/commands.h"

#include "output/sparkline.h"
#include "output/words.h"

enum { LINE_PERIODS = 12 };

static size_t count_figures(const struct series *series)
{
	size_t count = 0;

	for (size_t i = 0; series && i < series->count; i++)
		count += series->value[i] == series->value[i];
	return count;
}

static void add_columns(struct result *result, struct table *table)
{
	static const char *const keys[] = {
		"id", "title", "unit", "kind", "every", "first", "last", "figures", "targets"};
	struct column *line;

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		table_column(result, table, keys[i], str_of(keys[i]))->right = i >= 7;
	table->columns.item[1].truncate = true;
	line = table_column(result, table, "sparkline", STR("sparkline"));
	line->people_only = line->spare = true;
}

/* The last year or so, to see whether a series is what one takes it for. */
static struct str last_periods(struct arena *arena, const struct series *series)
{
	size_t count = series && series->count < LINE_PERIODS ? series->count : LINE_PERIODS;

	return series ? sparkline(arena, series->value + series->count - count, count) : STR("");
}

static void add_count(struct result *result, struct table *table, size_t count)
{
	table_number(result, table, (double)count, str_printf(result->arena, "%zu", count));
}

static void add_row(struct context *context, struct table *table, const struct book *book,
	const struct indicator *indicator)
{
	const struct series *series = book_find(book, indicator, STR(""));
	struct result *result = &context->result;
	size_t figures = count_figures(series);

	table_text(result, table, indicator->id);
	table_text(result, table, indicator_title(indicator, context->catalogue.english));
	table_text(result, table, indicator->unit);
	table_text(result, table, str_of(kind_name(indicator->kind)));
	table_text(result, table, str_of(every_name(indicator->every)));
	table_text(result, table,
		figures ? words_period(context->arena, indicator, series->first) : STR(""));
	table_text(result, table,
		figures ? words_period(context->arena, indicator, series_last(series)) : STR(""));
	add_count(result, table, figures);
	add_count(result, table, indicator->targets.count);
	table_text(result, table, last_periods(context->arena, series));
}

static int list_orphans(struct context *context)
{
	static const char *const keys[] = {"series", "rows", "first_load", "last_load"};
	struct result *result = &context->result;
	struct orphans orphans = {0};
	struct table *table;

	if (!store_orphans(&context->store, context->arena, &orphans, context->diag))
		return STATUS_IO;
	table = result_table(result, STR(""));
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		table_column(result, table, keys[i], str_of(keys[i]))->right = i > 0;
	for (size_t i = 0; i < orphans.count; i++) {
		const struct orphan *orphan = &orphans.item[i];

		table_text(result, table, orphan->series);
		add_count(result, table, orphan->rows);
		add_count(result, table, (size_t)orphan->first);
		add_count(result, table, (size_t)orphan->last);
	}
	return STATUS_DONE;
}

static int list_run(struct context *context)
{
	struct book book = {.catalogue = &context->catalogue};
	struct table *table;

	if (option_given(context, "orphans"))
		return list_orphans(context);
	if (!workbook_read(context, NULL, false, &book))
		return STATUS_IO;
	table = result_table(&context->result, STR(""));
	add_columns(&context->result, table);
	for (size_t i = 0; i < context->catalogue.indicators.count; i++)
		add_row(context, table, &book, context->catalogue.indicators.item[i]);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"orphans", 0, NULL, "series of the ledger that the catalogue no longer has"},
	{NULL, 0, NULL, NULL},
};

const struct command list_command = {
	.name = "list",
	.usage = "",
	.summary = "the indicators and what there is of each",
	.about = "Lists every indicator of the catalogue with its first and last figure, how many\n"
		 "figures there are and how many targets it has; with a line of its last twelve\n"
		 "periods, unless the terminal is too narrow for it.\n"
		 "An indicator taken out of the catalogue keeps its figures in the ledger; if it\n"
		 "was renamed, the new one says was = \"old_id\".",
	.options = options,
	.needs = NEEDS_STORE,
	.run = list_run,
};
