#include "command/commands.h"

#include "text/decimal.h"

#include <math.h>

static void number_cell(struct result *result, struct table *table, double value)
{
	char text[32];
	size_t len = decimal_print(value, text);

	table_number(result, table, value, str_copy(result->arena, (struct str){text, len}));
}

static void count_cell(struct result *result, struct table *table, double count)
{
	table_number(result, table, count, str_printf(result->arena, "%.0f", count));
}

static void in_force_cell(struct result *result, struct table *table, bool in_force)
{
	table_text(result, table, in_force ? STR("yes") : STR("no"))->tint =
		in_force ? TINT_NONE : TINT_FAINT;
}

static bool log_loads(struct context *context)
{
	static const char *const keys[] = {
		"load", "at", "file", "figures", "series", "in_force", "by", "note", "sha256"};
	struct result *result = &context->result;
	struct load_list list = {0};
	struct table *table;

	if (!store_log(&context->store, context->arena, &list, context->diag))
		return false;
	table = result_table(result, STR(""));
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		table_column(result, table, keys[i], str_of(keys[i]));
	table->columns.item[0].right = table->columns.item[3].right = table->columns.item[4].right =
		true;
	table->columns.item[8].machine_only = true;
	for (size_t i = list.count; i-- > 0;) {
		const struct load_entry *entry = &list.item[i];

		count_cell(result, table, entry->number);
		table_text(result, table, entry->at);
		table_text(result, table,
			entry->undoes ? str_printf(context->arena, "undo of %d", entry->undoes)
				      : entry->file);
		count_cell(result, table, (double)entry->figures);
		count_cell(result, table, (double)entry->series);
		in_force_cell(result, table, entry->in_force);
		table_text(result, table, entry->by);
		table_text(result, table, entry->note);
		table_text(result, table, entry->sha256);
	}
	return true;
}

/* A figure's history says when and from which file each value came; a load's rows all came alike.
 */
static void add_history_columns(struct result *result, struct table *table, bool of_series)
{
	static const struct {
		const char *key;
		bool right, of_series;
	} columns[] = {{"at", false, true}, {"load", true, false}, {"file", false, true},
		{"line", true, false}, {"series", false, false}, {"period", false, false},
		{"value", true, false}, {"unit", false, false}, {"flag", false, false},
		{"before", true, false}, {"change", false, false}, {"in_force", false, false}};

	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++)
		if (of_series || !columns[i].of_series)
			table_column(result, table, columns[i].key, str_of(columns[i].key))->right =
				columns[i].right;
}

static struct str change_of(const struct ledger_row *row)
{
	if (isnan(row->before))
		return STR("new");
	return row->before == row->value ? STR("unchanged") : STR("revised");
}

static void add_history_row(
	struct result *result, struct table *table, const struct ledger_row *row, bool of_series)
{
	if (of_series)
		table_text(result, table, row->at);
	count_cell(result, table, row->load);
	if (of_series)
		table_text(result, table, row->file);
	count_cell(result, table, (double)row->line);
	table_text(result, table, row->series);
	table_text(result, table, row->period);
	number_cell(result, table, row->value);
	table_text(result, table, row->unit);
	table_text(result, table, row->flag);
	number_cell(result, table, row->before);
	table_text(result, table, change_of(row))->tint =
		isnan(row->before) || row->before == row->value ? TINT_NONE : TINT_WATCH;
	in_force_cell(result, table, row->in_force);
}

/* A series without history may be one that has no figures yet, or no series at all. */
static bool is_series(struct context *context, struct str name)
{
	struct series_key key;

	return workbook_key(context, name, &key) &&
	       (!key.area.len || diag_error(context->diag, STATUS_USAGE, NO_PLACE,
					 "\"%.*s\" has no figures for the area \"%.*s\"",
					 STR_ARG(key.indicator->id),
					 STR_ARG(diag_quote(context->arena, key.area))));
}

static bool log_rows(struct context *context, int load, struct str series)
{
	struct result *result = &context->result;
	struct ledger_rows rows = {0};
	struct table *table;

	if (!store_history(&context->store, context->arena, load, series, &rows, context->diag))
		return false;
	if (!load && !rows.count && !is_series(context, series))
		return false;
	table = result_table(result, STR(""));
	add_history_columns(result, table, !load);
	for (size_t i = 0; i < rows.count; i++)
		add_history_row(result, table, &rows.item[i], !load);
	return true;
}

static int log_run(struct context *context)
{
	struct str series = option_value(context, "series");
	int number = 0;

	if (context->args.count > 1) {
		diag_error(context->diag, STATUS_USAGE, NO_PLACE, "one load at a time");
		return STATUS_USAGE;
	}
	if (context->args.count && series.at) {
		diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"a load or --series, not both at once");
		return STATUS_USAGE;
	}
	if (context->args.count && !workbook_load(context, context->args.item[0], &number))
		return STATUS_USAGE;
	if (number || series.at)
		log_rows(context, number, series.at ? series : STR(""));
	else
		log_loads(context);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"series", 0, "ID[/AREA]", "every value that its figures ever had"},
	{NULL, 0, NULL, NULL},
};

const struct command log_command = {
	.name = "log",
	.usage = "[LOAD]",
	.summary = "the loads, newest first; the figures of one",
	.about = "Lists the loads. With a number: the figures of that load and what each replaced.",
	.options = options,
	.needs = NEEDS_STORE,
	.run = log_run,
};
