/* check_table: a row a verdict, for people and for CSV. */
#include "command/check_parts.h"

#include "output/sentence.h"
#include "output/words.h"

#include <math.h>

static const struct {
	const char *key, *chinese, *english;
	bool right, machine_only, truncate;
} columns[] = {
	{"status", "状态", "status", false, false, false},
	{"indicator", "指标", "indicator", false, true, false},
	{"title", "指标", "indicator", false, false, true},
	{"area", "区域", "area", false, true, false},
	{"label", "编号", "label", false, true, false},
	{"owner", "责任单位", "owner", false, true, false},
	{"group", "问题", "group", false, true, false},
	{"period", "时期", "period", false, false, false},
	{"value", "实际", "value", true, false, false},
	{"bound", "目标值", "bound", true, true, false},
	{"bound_high", "目标上限", "upper bound", true, true, false},
	{"target", "目标", "target", false, false, false},
	{"gap", "序时差", "gap", true, true, false},
	{"projection", "预计", "projection", true, true, false},
	{"chance", "可能性", "chance", true, true, false},
	{"freshness", "时效", "freshness", false, true, false},
	{"variation", "波动", "variation", false, true, false},
	{"assurance", "把握", "assurance", false, true, false},
	{"detail", "说明", "detail", false, false, true},
};

static bool any_area(const struct verdicts *verdicts)
{
	for (size_t i = 0; i < verdicts->count; i++)
		if (verdicts->item[i].area.len)
			return true;
	return false;
}

static void add_columns(struct result *result, struct table *table, bool english, bool areas)
{
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++) {
		struct column *column = table_column(result, table, columns[i].key,
			str_of(english ? columns[i].english : columns[i].chinese));

		column->right = columns[i].right;
		column->truncate = columns[i].truncate;
		column->machine_only = columns[i].machine_only &&
				       !(areas && str_is(str_of(columns[i].key), "area"));
	}
}

/* CSV shows numbers and targets as they are, so they are not put into words for it. */
static void add_row(struct context *context, struct table *table, const struct verdict *v)
{
	struct result *result = &context->result;
	struct arena *arena = context->arena;
	bool english = context->catalogue.english, words = context->format != FORMAT_CSV;
	const struct indicator *it = v->indicator;
	struct cell *cell;

	cell = table_text(result, table, str_of(words_status(v->status, english)));
	cell->plain = str_of(verdict_status_name(v->status));
	cell->tint = words_tint(v->status);
	table_text(result, table, it->id);
	table_text(result, table, indicator_title(it, english));
	table_text(result, table, v->area);
	table_text(result, table, v->target->label);
	table_text(result, table, it->owner);
	table_text(result, table, it->group_id);
	table_text(result, table, v->has_period ? words_period(arena, it, v->period) : STR(""));
	table_number(result, table, v->value, words ? words_judged(arena, v, english) : STR(""));
	table_number(result, table, v->bound, STR(""));
	table_number(result, table, v->target->op == TARGET_WITHIN ? v->bound_high : (double)NAN,
		STR(""));
	cell = table_text(result, table, words ? words_target(arena, v, english) : STR(""));
	cell->plain = v->target->text;
	table_number(result, table, v->linear_gap, STR(""));
	table_number(result, table, v->projection, STR(""));
	table_number(result, table, v->chance, STR(""));
	table_text(result, table, str_of(freshness_name(v->freshness)));
	table_text(result, table, str_of(variation_name(v->variation)));
	table_text(result, table, str_of(assurance_name(v->assurance)));
	table_text(result, table, sentence_verdict(arena, v, english));
}

void check_table(struct context *context, const struct verdicts *verdicts)
{
	bool english = context->catalogue.english;
	struct table *table = result_table(&context->result, STR(""));

	array_reserve(context->arena, &table->cells,
		verdicts->count * (sizeof(columns) / sizeof(*columns)));
	add_columns(&context->result, table, english,
		option_given(context, "areas") || any_area(verdicts));
	for (size_t i = 0; i < verdicts->count; i++)
		add_row(context, table, &verdicts->item[i]);
}
