#include "command/commands.h"

#include "analysis/outlook.h"
#include "command/show_columns.h"
#include "command/show_sparkline.h"
#include "output/words.h"
#include "text/decimal.h"

#include <math.h>

enum { MOST_FORECASTS = 600, MOST_PLACES = 4 };

/* What is shown. */
struct show {
	struct series series; /* with the forecasts, if there are any */
	size_t projected;     /* how many */
	struct show_columns columns;
	struct show_window window;
	int places; /* decimals of what was computed */
};

/* --last counts figures, not forecasts. */
static bool read_window(
	struct context *context, const struct show *show, struct show_window *window)
{
	const struct series *series = &show->series;
	const struct indicator *it = series->key.indicator;
	bool has_from, has_to;
	struct period from, to;
	int last, latest;

	window->empty = series->count == 0;
	window->first = series->first;
	window->last = window->empty ? 0 : series_last(series);
	if (!workbook_period(context, "from", &has_from, &from) ||
		!workbook_period(context, "to", &has_to, &to) ||
		!option_count(context, "last", &last))
		return false;
	if (has_from && period_first_within(from, it->every, it->calendar) > window->first)
		window->first = period_first_within(from, it->every, it->calendar);
	if (has_to && period_last_within(to, it->every, it->calendar) < window->last)
		window->last = period_last_within(to, it->every, it->calendar);
	latest = window->last - (has_to ? 0 : (int)show->projected);
	if (last && latest - window->first >= last)
		window->first = latest - last + 1;
	window->empty |= window->first > window->last;
	return true;
}

static void add_columns(
	struct result *result, struct table *table, const struct show_columns *columns)
{
	table_column(result, table, "period", STR("period"));
	table_column(result, table, "value", STR("value"))->right = true;
	for (size_t i = 0; i < columns->count; i++) {
		const struct show_column *it = &columns->item[i];

		table_column(result, table, it->name, str_of(it->heading))->right =
			it->form != COLUMN_LABEL;
	}
}

static void add_number(struct result *result, struct table *table,
	const struct indicator *indicator, enum measure measure, double value)
{
	table_number(result, table, value,
		isnan(value) ? STR("") : words_number(result->arena, indicator, measure, value));
}

/* What was computed, not loaded: for people with one decimal more than the figures have, unless the
 * catalogue says how many. */
static void add_computed(struct result *result, struct table *table, const struct show *show,
	enum measure measure, double value)
{
	const struct indicator *it = show->series.key.indicator;
	double shown = it->decimals < 0 ? decimal_rounded(value, show->places) : value;

	table_number(result, table, value,
		isnan(value) ? STR("") : words_number(result->arena, it, measure, shown));
}

static void add_count(struct result *result, struct table *table, double count)
{
	table_number(result, table, count,
		isnan(count) ? STR("") : str_printf(result->arena, "%.0f", count));
}

static void add_row(struct result *result, struct table *table, const struct show *show, int period)
{
	const struct series *series = &show->series;
	const struct indicator *it = series->key.indicator;
	size_t row = (size_t)(period - series->first);

	table_text(result, table, words_period(result->arena, it, period));
	if (row + show->projected < series->count)
		add_number(result, table, it, MEASURE_VALUE, series->value[row]);
	else
		add_computed(result, table, show, MEASURE_VALUE, series->value[row]);
	for (size_t i = 0; i < show->columns.count; i++) {
		const struct show_column *column = &show->columns.item[i];

		if (column->form == COLUMN_LABEL)
			table_text(result, table, str_of(column->label[row]));
		else if (column->form == COLUMN_COUNT)
			add_count(result, table, column->number[row]);
		else
			add_computed(result, table, show, column->measure, column->number[row]);
	}
}

static void add_figure(struct arena *arena, struct node *list, const struct series *series,
	const struct show_columns *columns, int period)
{
	struct node *item = node_object(arena, list, NULL);
	int row = period - series->first;

	node_text(arena, item, "period", words_period(arena, series->key.indicator, period));
	node_number(arena, item, "value", series->value[row]);
	for (size_t i = 0; i < columns->count; i++) {
		const struct show_column *column = &columns->item[i];

		if (column->form != COLUMN_LABEL)
			node_number(arena, item, column->name, column->number[row]);
		else if (*column->label[row])
			node_text(arena, item, column->name, str_of(column->label[row]));
		else
			node_null(arena, item, column->name);
	}
}

static struct node *make_tree(struct arena *arena, const struct series *series,
	const struct show_columns *columns, const struct show_window *window)
{
	struct node *root = node_object(arena, NULL, NULL), *list;
	const struct indicator *it = series->key.indicator;

	node_text(arena, root, "indicator", it->id);
	node_text(arena, root, "area", series->key.area);
	node_text(arena, root, "unit", it->unit);
	node_text(arena, root, "kind", str_of(kind_name(it->kind)));
	node_text(arena, root, "every", str_of(every_name(it->every)));
	if (columns->watched)
		node_text(arena, root, "limits_of", str_of(columns->watched));
	list = node_list(arena, root, "figures");
	for (int period = window->first; !window->empty && period <= window->last; period++)
		add_figure(arena, list, series, columns, period);
	return root;
}

static bool find_series(struct context *context, const struct series_key *key, struct book *book,
	struct series *series)
{
	bool *wanted = NEW_ARRAY(context->arena, context->catalogue.indicators.count + 1, bool);
	const struct series *found;

	wanted[key->indicator->index] = true;
	if (!workbook_read(context, wanted, true, book))
		return false;
	found = book_find(book, key->indicator, key->area);
	if (!found && key->area.len)
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"\"%.*s\" has no figures for the area \"%.*s\"",
			STR_ARG(key->indicator->id),
			STR_ARG(diag_quote(context->arena, key->area)));
	*series = found ? *found : (struct series){.key = *key};
	return true;
}

/* Off a terminal the figures come as CSV, ready for the next program. */
static void choose_format(struct context *context)
{
	if (!context->format_given && !context->terminal)
		context->format = FORMAT_CSV;
}

/* Adds the forecasts that --forecast asks for. */
static bool extend(struct context *context, struct series *series, int *periods)
{
	const struct indicator *it = series->key.indicator;
	struct series extended;
	size_t needed;

	if (!option_count(context, "forecast", periods))
		return false;
	if (!*periods)
		return true;
	if (*periods > MOST_FORECASTS)
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"--forecast %d: at most %d periods can be forecast", *periods,
			MOST_FORECASTS);
	if (it->every == EVERY_ONCE)
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"\"%.*s\" is filed once and has no forecast", STR_ARG(it->id));
	if (!outlook_extend(context->arena, series, *periods, &extended, &needed))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"\"%.*s\" has too few figures for a forecast; it takes %zu without a gap",
			STR_ARG(it->id), needed);
	*series = extended;
	return true;
}

static int places_of(const struct series *series)
{
	int most = 0;

	for (size_t i = 0; i < series->count; i++) {
		int places = decimal_places(series->value[i]);

		if (!isnan(series->value[i]) && places > most)
			most = places;
	}
	return most < MOST_PLACES ? most + 1 : most;
}

static bool read_question(struct context *context, struct str name, struct show *show)
{
	struct book book = {.catalogue = &context->catalogue};
	struct series_key key;
	int projected;

	if (!workbook_key(context, name, &key) || !find_series(context, &key, &book, &show->series))
		return false;
	show->places = places_of(&show->series);
	if (!extend(context, &show->series, &projected))
		return false;
	show->projected = (size_t)projected;
	return show_columns_make(context, &show->series, show->projected, &show->columns) &&
	       read_window(context, show, &show->window);
}

/* A line each, of as many series as are named. */
static int show_lines(struct context *context)
{
	struct table *table = show_sparkline_table(context);

	if (option_given(context, "measure") || option_given(context, "forecast") ||
		!context->args.count) {
		diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"--sparkline draws the figures of each ID or ID/AREA; leave out --measure "
			"and --forecast");
		return STATUS_USAGE;
	}
	for (size_t i = 0; i < context->args.count; i++) {
		struct show show = {0};

		if (!read_question(context, context->args.item[i], &show))
			return STATUS_USAGE;
		show_sparkline_row(context, table, &show.series, &show.window);
	}
	return STATUS_DONE;
}

static int show_run(struct context *context)
{
	struct show show;
	const struct show_window *window = &show.window;
	struct table *table;

	if (option_given(context, "sparkline"))
		return show_lines(context);
	if (context->args.count != 1) {
		diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"show takes one ID or ID/AREA; tidemark list names the ids");
		return STATUS_USAGE;
	}
	if (!read_question(context, context->args.item[0], &show))
		return STATUS_USAGE;
	choose_format(context);
	table = result_table(&context->result, STR(""));
	add_columns(&context->result, table, &show.columns);
	for (int period = window->first; !window->empty && period <= window->last; period++)
		add_row(&context->result, table, &show, period);
	if (show.columns.watched)
		result_line(&context->result, "mean, limits and label of %s", show.columns.watched);
	context->result.json = make_tree(context->arena, &show.series, &show.columns, window);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"measure", 'm', "M,…",
		"further columns: flow, ytd, change, net, yoy, flow_yoy, …; mean, lower, upper, "
		"label of the usual variation"},
	{"forecast", 0, "N", "N further periods, as forecast"},
	{"sparkline", 0, NULL, "one line of blocks for each ID, with its first and last figure"},
	{"from", 0, "PERIOD", "from this period on"},
	{"to", 0, "PERIOD", "up to this period"},
	{"last", 0, "N", "only the last N periods"},
	AS_OF_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command show_command = {
	.name = "show",
	.usage = "ID[/AREA]",
	.summary = "the figures of an indicator",
	.about = "Prints every period from the first figure to the last, empty where one is "
		 "missing.\n"
		 "Off a terminal as CSV, every figure exactly as it was loaded.",
	.options = options,
	.needs = NEEDS_STORE,
	.run = show_run,
};
