#include "command/commands.h"

#include "analysis/measures.h"
#include "output/words.h"
#include "text/decimal.h"

#include <math.h>

struct column_of {
	enum measure measure;
	struct measured measured;
};

struct columns_of {
	ARRAY(struct column_of);
};

/* The figures of a measure in the rows of its series: a yearly one stands in the year's last row.
 */
static double figure_at(const struct series *series, const struct column_of *column, int period)
{
	const struct indicator *it = series->key.indicator;
	int per_year = every_per_year(it->every);

	if (!measure_is_yearly(column->measure))
		return measured_at(&column->measured, period);
	if (!per_year || period_place(it->every, it->calendar, period) != per_year)
		return NAN;
	return measured_at(&column->measured, period_year(it->every, it->calendar, period));
}

/* How many periods a flow covers; missing where the flow is. */
static double span_at(const struct column_of *column, int period)
{
	if (isnan(measured_at(&column->measured, period)))
		return NAN;
	return measured_span(&column->measured, period);
}

static bool add_measure(struct context *context, const struct indicator *indicator, struct str name,
	struct columns_of *columns)
{
	enum measure measure;

	if (!measure_find(name, &measure))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE, "no measure \"%.*s\"",
			STR_ARG(diag_quote(context->arena, name)));
	if (!measure_is_defined(measure, indicator->kind, indicator->every))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"%.*s is not defined for \"%.*s\" (%s, every %s); there are %.*s",
			STR_ARG(name), STR_ARG(indicator->id), kind_name(indicator->kind),
			every_name(indicator->every),
			STR_ARG(measure_list(context->arena, indicator->kind, indicator->every)));
	array_add(context->arena, columns)->measure = measure;
	return true;
}

static bool read_measures(
	struct context *context, const struct indicator *indicator, struct columns_of *columns)
{
	struct str list = option_value(context, "measure"), name;

	while (list.at && str_cut(&list, ',', &name))
		if (!add_measure(context, indicator, str_trim(name), columns))
			return false;
	return true;
}

struct window {
	int first, last;
	bool empty;
};

static bool read_window(struct context *context, const struct series *series, struct window *window)
{
	const struct indicator *it = series->key.indicator;
	bool has_from, has_to;
	struct period from, to;
	int last;

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
	if (last && window->last - window->first >= last)
		window->first = window->last - last + 1;
	window->empty |= window->first > window->last;
	return true;
}

static const char *span_key(struct arena *arena, enum measure measure)
{
	return str_printf(arena, "%s_span", measure_name(measure)).at;
}

static void add_columns(
	struct result *result, struct table *table, const struct columns_of *columns)
{
	table_column(result, table, "period", STR("period"));
	table_column(result, table, "value", STR("value"))->right = true;
	for (size_t i = 0; i < columns->count; i++) {
		enum measure measure = columns->item[i].measure;

		table_column(result, table, measure_name(measure), str_of(measure_name(measure)))
			->right = true;
		if (measure == MEASURE_FLOW)
			table_column(result, table, span_key(result->arena, measure), STR("span"))
				->right = true;
	}
}

static void add_number(struct result *result, struct table *table,
	const struct indicator *indicator, enum measure measure, double value)
{
	struct str text = isnan(value) ? STR("")
				       : decimal_round(result->arena, value,
						 words_places(indicator, measure, value), true);

	table_number(result, table, value, text);
}

static void add_span(struct result *result, struct table *table, double span)
{
	table_number(result, table, span,
		isnan(span) ? STR("") : str_printf(result->arena, "%.0f", span));
}

static void add_row(struct result *result, struct table *table, const struct series *series,
	const struct columns_of *columns, int period)
{
	const struct indicator *it = series->key.indicator;

	table_text(result, table, words_period(result->arena, it, period));
	add_number(result, table, it, MEASURE_VALUE, series_at(series, period));
	for (size_t i = 0; i < columns->count; i++) {
		const struct column_of *column = &columns->item[i];
		double value = figure_at(series, column, period);

		add_number(result, table, it, column->measure, value);
		if (column->measure == MEASURE_FLOW)
			add_span(result, table, span_at(column, period));
	}
}

static struct node *make_tree(struct arena *arena, const struct series *series,
	const struct columns_of *columns, const struct window *window)
{
	struct node *root = node_object(arena, NULL, NULL), *list;
	const struct indicator *it = series->key.indicator;

	node_text(arena, root, "indicator", it->id);
	node_text(arena, root, "area", series->key.area);
	node_text(arena, root, "unit", it->unit);
	node_text(arena, root, "kind", str_of(kind_name(it->kind)));
	node_text(arena, root, "every", str_of(every_name(it->every)));
	list = node_list(arena, root, "figures");
	for (int period = window->first; !window->empty && period <= window->last; period++) {
		struct node *item = node_object(arena, list, NULL);

		node_text(arena, item, "period", words_period(arena, it, period));
		node_number(arena, item, "value", series_at(series, period));
		for (size_t i = 0; i < columns->count; i++) {
			const struct column_of *column = &columns->item[i];
			double value = figure_at(series, column, period);

			node_number(arena, item, measure_name(column->measure), value);
			if (column->measure == MEASURE_FLOW)
				node_number(arena, item, span_key(arena, MEASURE_FLOW),
					span_at(column, period));
		}
	}
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

static int show_run(struct context *context)
{
	struct book book = {.catalogue = &context->catalogue};
	struct columns_of columns = {0};
	struct series_key key;
	struct series series;
	struct window window;
	struct table *table;

	if (context->args.count != 1) {
		diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"show takes one ID or ID/AREA; tidemark list names the ids");
		return STATUS_USAGE;
	}
	if (!workbook_key(context, context->args.item[0], &key) ||
		!read_measures(context, key.indicator, &columns) ||
		!find_series(context, &key, &book, &series) ||
		!read_window(context, &series, &window))
		return STATUS_USAGE;
	choose_format(context);
	for (size_t i = 0; i < columns.count; i++)
		measures_compute(context->arena, columns.item[i].measure, &series,
			&columns.item[i].measured);
	table = result_table(&context->result, STR(""));
	add_columns(&context->result, table, &columns);
	for (int period = window.first; !window.empty && period <= window.last; period++)
		add_row(&context->result, table, &series, &columns, period);
	context->result.json = make_tree(context->arena, &series, &columns, &window);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"measure", 'm', "M,…", "further columns: flow, ytd, change, net, yoy, flow_yoy, …"},
	{"from", 0, "PERIOD", "from this period on"},
	{"to", 0, "PERIOD", "up to this period"},
	{"last", 0, "N", "only the last N periods"},
	{"as-of", 0, "LOAD|DATE", "what was known after this load, or on this day"},
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
