#include "command/commands.h"

#include "output/words.h"

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

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		table_column(result, table, keys[i], str_of(keys[i]))->right = i >= 7;
	table->columns.item[1].truncate = true;
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
	table_number(result, table, (double)figures, str_printf(context->arena, "%zu", figures));
	table_number(result, table, (double)indicator->targets.count,
		str_printf(context->arena, "%zu", indicator->targets.count));
}

static int list_run(struct context *context)
{
	struct book book = {.catalogue = &context->catalogue};
	struct table *table;

	if (!workbook_read(context, NULL, false, &book))
		return STATUS_IO;
	table = result_table(&context->result, STR(""));
	add_columns(&context->result, table);
	for (size_t i = 0; i < context->catalogue.indicators.count; i++)
		add_row(context, table, &book, context->catalogue.indicators.item[i]);
	return STATUS_DONE;
}

const struct command list_command = {
	.name = "list",
	.usage = "",
	.summary = "the indicators and what there is of each",
	.about = "Lists every indicator of the catalogue with its first and last figure, how many\n"
		 "figures there are and how many targets it has.",
	.needs = NEEDS_STORE,
	.run = list_run,
};
