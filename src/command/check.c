#include "command/commands.h"

#include "command/check_catalogue.h"
#include "command/check_parts.h"
#include "command/judging.h"
#include "output/explain.h"
#include "output/nagios.h"
#include "output/words.h"

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

static void say_counts(struct context *context, const struct verdicts *verdicts, bool any)
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
	if (!any)
		buf_text(&line,
			english ? "; write target = \"yoy >= 8%\" or the like in an indicator"
				: "；在指标里写上 target = \"yoy >= 8%\" 之类，才有可查");
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
		context->result.json = check_tree(context, &verdicts, &all, filter.group);
	} else {
		check_table(context, &verdicts);
	}
	if (option_given(context, "explain"))
		explain(context, &book, &verdicts, context->result.json);
	if (!context->quiet)
		say_counts(context, &verdicts, all.count > 0);
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
	AS_OF_OPTION,
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
