#include "command/command.h"

#include "text/decimal.h"

#include <math.h>

enum { SHOWN = 20 };

static struct str number_text(struct arena *arena, double value)
{
	char text[32];
	size_t len = decimal_print(value, text);

	return len ? str_copy(arena, (struct str){text, len}) : STR("–");
}

static struct str period_of(struct arena *arena, const struct revision *revision)
{
	const struct indicator *indicator = revision->key.indicator;

	return period_print(arena, indicator->every, indicator->calendar, revision->period);
}

void revisions_say(struct context *context, const char *what, const struct revisions *revisions)
{
	struct arena *arena = context->arena;

	for (size_t i = 0; i < revisions->count && (i < SHOWN || context->verbose); i++) {
		const struct revision *r = &revisions->item[i];

		result_line(&context->result, "  %s%.*s %.*s: %.*s → %.*s", what,
			STR_ARG(series_name(arena, r->key)), STR_ARG(period_of(arena, r)),
			STR_ARG(number_text(arena, r->before)),
			STR_ARG(number_text(arena, r->after)));
	}
	if (revisions->count > SHOWN && !context->verbose)
		result_line(&context->result, "  … and %zu more (-v shows all)",
			revisions->count - SHOWN);
}

void revisions_list(struct arena *arena, struct node *parent, const char *key,
	const struct revisions *revisions)
{
	struct node *list = node_list(arena, parent, key);

	for (size_t i = 0; i < revisions->count; i++) {
		const struct revision *r = &revisions->item[i];
		struct node *item = node_object(arena, list, NULL);

		node_text(arena, item, "series", series_name(arena, r->key));
		node_text(arena, item, "period", period_of(arena, r));
		node_number(arena, item, "old", r->before);
		node_number(arena, item, "new", r->after);
	}
}

static void add_number(struct result *result, struct table *table, double value)
{
	table_number(
		result, table, value, isnan(value) ? STR("") : number_text(result->arena, value));
}

void revisions_table(struct result *result, const struct revisions *revisions)
{
	static const char *const keys[] = {"series", "period", "old", "new"};
	struct table *table = result_table(result, STR(""));

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		table_column(result, table, keys[i], str_of(keys[i]))->right = i >= 2;
	for (size_t i = 0; i < revisions->count; i++) {
		const struct revision *r = &revisions->item[i];

		table_text(result, table, series_name(result->arena, r->key));
		table_text(result, table, period_of(result->arena, r));
		add_number(result, table, r->before);
		add_number(result, table, r->after);
	}
}
