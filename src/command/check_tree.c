/* check_tree: verdicts and groups as JSON. */
#include "command/check_parts.h"

#include "analysis/standing.h"
#include "base/date.h"
#include "output/sentence.h"
#include "output/words.h"

#include <math.h>

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
static void add_groups(
	struct context *context, const struct verdicts *all, struct str only, struct node *root)
{
	struct node *list = node_list(context->arena, root, "groups");

	for (size_t i = 0; i < context->catalogue.groups.count && workbook_chose_all(context);
		i++) {
		const struct group *group = &context->catalogue.groups.item[i];
		struct standing standing;

		if (only.at && !str_equal(group->id, only))
			continue;
		standing_of(group, all, context->today, &standing);
		add_group(context->arena, list, &standing);
	}
}

struct node *check_tree(struct context *context, const struct verdicts *verdicts,
	const struct verdicts *all, struct str group)
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
	add_groups(context, all, group, root);
	return root;
}
