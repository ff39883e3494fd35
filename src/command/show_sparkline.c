#include "command/show_sparkline.h"

#include "output/sparkline.h"
#include "output/words.h"

#include <math.h>

struct table *show_sparkline_table(struct context *context)
{
	static const char *const keys[] = {"series", "title", "unit", "first", "first_value",
		"sparkline", "last", "last_value"};
	struct table *table = result_table(&context->result, STR(""));

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		bool value = i == 4 || i == 7;

		table_column(
			&context->result, table, keys[i], value ? STR("value") : str_of(keys[i]))
			->right = value;
	}
	return table;
}

static void add_end(struct context *context, struct table *table, const struct series *series,
	const struct show_window *window, int period)
{
	const struct indicator *it = series->key.indicator;
	double value = window->empty ? (double)NAN : series_at(series, period);
	struct result *result = &context->result;

	table_text(
		result, table, window->empty ? STR("") : words_period(context->arena, it, period));
	table_number(result, table, value,
		isnan(value) ? STR("") : words_number(context->arena, it, MEASURE_VALUE, value));
}

/* A line that begins or ends with blanks would have no ends to name. */
static struct show_window trim(const struct series *series, struct show_window window)
{
	while (!window.empty && isnan(series_at(series, window.first)))
		window.empty = ++window.first > window.last;
	while (!window.empty && isnan(series_at(series, window.last)))
		window.last--;
	return window;
}

void show_sparkline_row(struct context *context, struct table *table, const struct series *series,
	const struct show_window *window)
{
	const struct indicator *it = series->key.indicator;
	struct show_window shown = trim(series, *window);
	struct result *result = &context->result;
	struct str line = STR("");

	if (!shown.empty)
		line = sparkline(context->arena, series->value + (shown.first - series->first),
			(size_t)(shown.last - shown.first) + 1);
	table_text(result, table, series_name(context->arena, series->key));
	table_text(result, table, indicator_title(it, context->catalogue.english));
	table_text(result, table, it->unit);
	add_end(context, table, series, &shown, shown.first);
	table_text(result, table, line);
	add_end(context, table, series, &shown, shown.last);
}
