#include "command/commands.h"

#include "analysis/standing.h"
#include "base/date.h"
#include "command/check_catalogue.h"
#include "command/judging.h"
#include "output/explain.h"
#include "output/nagios.h"
#include "output/sentence.h"
#include "output/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct filter {
	struct str owner, group;
	bool has_status, has_fail_on, all;
	enum verdict_status status;
	int fail_on; /* statuses less bad than this do not fail */
};

static bool read_status(
	struct context *context, const char *option, bool *given, enum verdict_status *status)
{
	struct str word = option_value(context, option);

	*given = word.at != NULL;
	return !*given || words_find_status(word, status) ||
	       diag_error(context->diag, STATUS_USAGE, NO_PLACE,
		       "--%s \"%.*s\": expected met, on-track, not-due, stale, no-data, at-risk, "
		       "off-track or missed",
		       option, STR_ARG(diag_quote(context->arena, word)));
}

static bool read_format(struct context *context, bool *nagios)
{
	struct str name = option_value(context, "format");

	*nagios = str_is(name, "nagios");
	return !name.at || *nagios || format_find(name, &context->format) ||
	       diag_error(context->diag, STATUS_USAGE, NO_PLACE,
		       "--format \"%.*s\": expected text, json, csv, md or nagios",
		       STR_ARG(diag_quote(context->arena, name)));
}

/* --at PERIOD: its last day is today, unless --today says otherwise, and nothing later is known. */
static bool read_at(struct context *context)
{
	bool given;
	struct period period;

	if (!workbook_period(context, "at", &given, &period))
		return false;
	if (!given)
		return true;
	context->horizon =
		period_last_day(period.every, context->catalogue.calendar, period.number);
	if (!option_given(context, "today"))
		context->today = context->horizon;
	return true;
}

static bool read_filter(struct context *context, struct filter *filter)
{
	enum verdict_status fail_on = VERDICT_MET;

	*filter = (struct filter){.owner = option_value(context, "owner"),
		.group = option_value(context, "group"),
		.all = option_given(context, "all")};
	if (!read_at(context) ||
		!read_status(context, "status", &filter->has_status, &filter->status) ||
		!read_status(context, "fail-on", &filter->has_fail_on, &fail_on))
		return false;
	filter->fail_on = (int)fail_on;
	if (filter->group.at && !catalogue_find_group(&context->catalogue, filter->group))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"no group \"%.*s\" in the catalogue", STR_ARG(filter->group));
	return true;
}

static bool is_shown(const struct filter *filter, const struct verdict *verdict)
{
	if (filter->owner.at && !indicator_has_owner(verdict->indicator, filter->owner))
		return false;
	if (filter->group.at && !str_equal(verdict->indicator->group_id, filter->group))
		return false;
	if (filter->has_status)
		return verdict->status == filter->status && (filter->all || !verdict->over);
	return filter->all || !verdict->over;
}

/* Those that the filter shows, the worst first. */
static void choose(struct context *context, const struct filter *filter, const struct verdicts *all,
	struct verdicts *shown)
{
	for (size_t i = 0; i < all->count; i++)
		if (is_shown(filter, &all->item[i]))
			*array_add(context->arena, shown) = all->item[i];
	judging_sort(shown);
}

/* Windows that are over stay in the list of --all, but no longer fail a check. */
static int exit_status(const struct filter *filter, const struct verdicts *verdicts)
{
	int worst = 0;

	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *v = &verdicts->item[i];

		if (!v->over && (!filter->has_fail_on || (int)v->status >= filter->fail_on))
			worst = verdict_worse(worst, verdict_exit(v->status));
	}
	return worst;
}

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

static void add_number(struct result *result, struct table *table, double value, struct str text)
{
	table_number(result, table, value, text);
}

static void add_row(
	struct result *result, struct table *table, const struct verdict *v, bool english)
{
	struct arena *arena = result->arena;
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
	add_number(result, table, v->value, words_judged(arena, v, english));
	add_number(result, table, v->bound, STR(""));
	add_number(result, table, v->target->op == TARGET_WITHIN ? v->bound_high : (double)NAN,
		STR(""));
	cell = table_text(result, table, words_target(arena, v, english));
	cell->plain = v->target->text;
	add_number(result, table, v->linear_gap, STR(""));
	add_number(result, table, v->projection, STR(""));
	add_number(result, table, v->chance, STR(""));
	table_text(result, table, str_of(freshness_name(v->freshness)));
	table_text(result, table, str_of(variation_name(v->variation)));
	table_text(result, table, str_of(assurance_name(v->assurance)));
	table_text(result, table, sentence_verdict(arena, v, english));
}

static void add_pace(struct arena *arena, struct node *parent, const struct verdict *v)
{
	struct node *pace = node_object(arena, parent, "pace");

	node_number(arena, pace, "known", v->of ? (double)v->known : (double)NAN);
	node_number(arena, pace, "share", v->share);
	node_number(arena, pace, "linear_gap", v->linear_gap);
	node_number(arena, pace, "projection", v->projection);
	node_number(arena, pace, "low", v->low);
	node_number(arena, pace, "high", v->high);
	node_number(arena, pace, "chance", v->chance);
	node_number(arena, pace, "needed", v->needed);
}

static struct str when_name(const struct target *target)
{
	static const char *const names[] = {"every period", "at", "by", "in", "in every year"};

	return str_of(names[target->when]);
}

static void add_bound(struct arena *arena, struct node *item, const struct verdict *v)
{
	struct node *list;

	if (v->target->op != TARGET_WITHIN) {
		node_number(arena, item, "bound", v->bound);
		return;
	}
	list = node_list(arena, item, "bound");
	node_number(arena, list, NULL, v->bound);
	node_number(arena, list, NULL, v->bound_high);
}

static void add_name(struct arena *arena, struct node *item, const char *key, const char *name)
{
	if (*name)
		node_text(arena, item, key, str_of(name));
	else
		node_null(arena, item, key);
}

static void add_target(
	struct arena *arena, struct node *list, const struct verdict *v, bool english)
{
	struct node *item = node_object(arena, list, NULL);
	const struct indicator *it = v->indicator;

	node_text(arena, item, "indicator", it->id);
	node_text(arena, item, "area", v->area);
	node_text(arena, item, "label", v->target->label);
	node_text(arena, item, "title", indicator_title(it, english));
	node_text(arena, item, "unit", words_unit(it, v->target->measure, english));
	node_text(arena, item, "owner", it->owner);
	node_text(arena, item, "group", it->group_id);
	node_text(arena, item, "target", v->target->text);
	node_text(arena, item, "measure", str_of(measure_name(v->target->measure)));
	node_text(arena, item, "op", str_of(target_op_text(v->target->op)));
	add_bound(arena, item, v);
	node_text(arena, item, "when", when_name(v->target));
	if (v->has_period)
		node_text(arena, item, "period", words_period(arena, it, v->period));
	else
		node_null(arena, item, "period");
	node_number(arena, item, "value", v->value);
	node_text(arena, item, "status", str_of(verdict_status_name(v->status)));
	node_text(arena, item, "detail", sentence_verdict(arena, v, english));
	add_pace(arena, item, v);
	node_text(arena, item, "freshness", str_of(freshness_name(v->freshness)));
	add_name(arena, item, "variation", variation_name(v->variation));
	add_name(arena, item, "assurance", assurance_name(v->assurance));
}

static void add_day(struct arena *arena, struct node *parent, const char *key, int day)
{
	if (day == NO_DATE)
		node_null(arena, parent, key);
	else
		node_text(arena, parent, key, date_print(arena, day));
}

static void add_group(struct arena *arena, struct node *list, const struct standing *standing)
{
	struct node *item = node_object(arena, list, NULL), *owners;
	const struct group *group = standing->group;

	node_text(arena, item, "id", group->id);
	node_text(arena, item, "title", group->title);
	owners = node_list(arena, item, "owner");
	for (size_t i = 0; i < group->owners.count; i++)
		node_text(arena, owners, NULL, group->owners.item[i]);
	add_day(arena, item, "due", group->due);
	node_text(arena, item, "state", str_of(standing_name(standing->state)));
	node_number(arena, item, "met", (double)standing->met);
	node_number(arena, item, "open", (double)standing->open);
	node_number(arena, item, "missed", (double)standing->missed);
	node_number(arena, item, "actions", (double)standing->actions);
	node_number(arena, item, "done", (double)standing->done);
}

/* Groups can only be told when all indicators were judged, not a few chosen ones. */
static void add_groups(struct context *context, const struct verdicts *all,
	const struct filter *filter, struct node *root)
{
	struct node *list = node_list(context->arena, root, "groups");

	for (size_t i = 0; i < context->catalogue.groups.count && workbook_chose_all(context);
		i++) {
		const struct group *group = &context->catalogue.groups.item[i];
		struct standing standing;

		if (filter->group.at && !str_equal(group->id, filter->group))
			continue;
		standing_of(group, all, context->today, &standing);
		add_group(context->arena, list, &standing);
	}
}

static struct node *make_tree(struct context *context, const struct verdicts *verdicts)
{
	struct arena *arena = context->arena;
	struct node *root = node_object(arena, NULL, NULL), *list;

	node_text(arena, root, "today", date_print(arena, context->today));
	if (context->store.as_of)
		node_number(arena, root, "as_of", context->store.as_of);
	else
		node_null(arena, root, "as_of");
	if (verdicts->count)
		node_text(arena, root, "worst",
			str_of(verdict_status_name(verdicts->item[0].status)));
	else
		node_null(arena, root, "worst");
	list = node_list(arena, root, "targets");
	for (size_t i = 0; i < verdicts->count; i++)
		add_target(arena, list, &verdicts->item[i], context->catalogue.english);
	return root;
}

static void say_counts(struct context *context, const struct verdicts *verdicts)
{
	bool english = context->catalogue.english;
	size_t counts[VERDICT_COUNT] = {0};
	struct buf line;

	for (size_t i = 0; i < verdicts->count; i++)
		counts[verdicts->item[i].status]++;
	buf_init(&line, context->arena);
	buf_printf(&line,
		!english               ? "%zu 项目标"
		: verdicts->count == 1 ? "%zu target"
				       : "%zu targets",
		verdicts->count);
	for (int s = VERDICT_COUNT; s-- > 0;)
		if (counts[s])
			buf_printf(&line, english ? ", %zu %s" : "，%zu 项%s", counts[s],
				words_status((enum verdict_status)s, english));
	result_line(&context->result, "%s", buf_str(&line).at);
	if (context->store.as_of)
		result_line(&context->result,
			english ? "as of load %d" : "以第 %d 次装入时所知为准",
			context->store.as_of);
}

/* The steps to each verdict: below the table, or as a list in each target of JSON. */
static void explain(struct context *context, const struct book *book,
	const struct verdicts *verdicts, struct node *root)
{
	struct arena *arena = context->arena;
	bool english = context->catalogue.english;
	struct node *item = root ? node_find(root, "targets")->first : NULL;

	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *v = &verdicts->item[i];
		struct node *list = item ? node_list(arena, item, "steps") : NULL;
		struct str_list steps = {0};

		explain_verdict(arena, book, v, context->today, english, &steps);
		result_line(&context->result, english ? "\n%.*s: %.*s – %s" : "\n%.*s：%.*s —— %s",
			STR_ARG(indicator_title(v->indicator, english)),
			STR_ARG(words_target(arena, v, english)), words_status(v->status, english));
		for (size_t k = 0; k < steps.count; k++) {
			result_line(&context->result, "  %.*s", STR_ARG(steps.item[k]));
			if (list)
				node_text(arena, list, NULL, steps.item[k]);
		}
		item = item ? item->next : NULL;
	}
}

static void make_table(struct context *context, const struct verdicts *verdicts)
{
	bool english = context->catalogue.english;
	struct table *table = result_table(&context->result, STR(""));

	add_columns(&context->result, table, english,
		option_given(context, "areas") || any_area(verdicts));
	for (size_t i = 0; i < verdicts->count; i++)
		add_row(&context->result, table, &verdicts->item[i], english);
}

static int check_run(struct context *context)
{
	struct book book = {.catalogue = &context->catalogue};
	struct verdicts all = {0}, verdicts = {0};
	struct filter filter;
	bool *chosen, *wanted, nagios;
	int worst;

	if (!read_format(context, &nagios))
		return STATUS_USAGE;
	if (option_given(context, "catalogue"))
		return check_catalogue_run(context);
	if (!read_filter(context, &filter) || !workbook_choose(context, &chosen))
		return STATUS_USAGE;
	wanted = workbook_wanted(context, chosen);
	if (!workbook_read(context, wanted, true, &book))
		return STATUS_IO;
	if (!judging_run(context, &book, chosen, &all))
		return STATUS_BUG;
	choose(context, &filter, &all, &verdicts);
	worst = exit_status(&filter, &verdicts);
	if (nagios) {
		nagios_write(context->arena, &verdicts, worst, context->catalogue.english,
			&context->out);
		return worst;
	}
	if (context->format == FORMAT_JSON) {
		context->result.json = make_tree(context, &verdicts);
		add_groups(context, &all, &filter, context->result.json);
	} else {
		make_table(context, &verdicts);
	}
	if (option_given(context, "explain"))
		explain(context, &book, &verdicts, context->result.json);
	if (!context->quiet)
		say_counts(context, &verdicts);
	return worst;
}

static const struct option_row options[] = {
	{"at", 0, "PERIOD", "as things stood at the end of this period"},
	{"owner", 'o', "OWNER", "only this owner's"},
	{"group", 'g', "GROUP", "only this group's"},
	{"status", 's', "STATUS", "only those of this status"},
	{"areas", 'a', NULL, "the column of areas, even if no target is of one"},
	{"all", 0, NULL, "also targets whose time is over"},
	{"explain", 'e', NULL, "every step to each verdict, with its numbers"},
	{"catalogue", 0, NULL, "look for what can hardly be meant in the catalogue"},
	{"fail-on", 0, "STATUS", "exit 0 while nothing is as bad as this"},
	{"as-of", 0, "LOAD|DATE", "what was known after this load, or on this day"},
	SHARD_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command check_command = {
	.name = "check",
	.usage = "[ID…]",
	.summary = "check indicators against their targets, worst first",
	.about = "Exit status, as monitoring plugins have it: 0 all met, on track or not due;\n"
		 "1 something at risk; 2 something missed or off track; 3 otherwise something "
		 "stale\n"
		 "or without data. --format nagios prints a plugin's status line and data.",
	.options = options,
	.formats = "text, json, csv, md or nagios",
	.needs = NEEDS_STORE,
	.run = check_run,
};
