/* report_groups: problems with their actions. */
#include "base/date.h"
#include "output/report.h"
#include "output/report_words.h"
#include "output/words.h"

static void fill_action(struct arena *arena, const struct report *report,
	const struct action *action, struct report_action *out)
{
	bool english = report->english;
	int today = report->source->today;
	bool done = action->done != NO_DATE && action->done <= today;

	out->is_open = !done;
	out->is_overdue = !done && action->due != NO_DATE && action->due < today;
	out->days = out->is_overdue ? today - action->due : 0;
	out->tint = done ? TINT_GOOD : out->is_overdue ? TINT_BAD : TINT_NONE;
	out->state = str_of(phrase(done              ? PHRASE_ACTION_DONE
				   : out->is_overdue ? PHRASE_ACTION_OVERDUE
						     : PHRASE_ACTION_OPEN,
		english));
	out->due = action->due == NO_DATE ? str_of(phrase(PHRASE_LONG_TERM, english))
					  : date_print(arena, action->due);
	out->done = done ? date_print(arena, action->done) : STR("");
	out->owner = action->owner;
	if (!out->owner.len && out->group->owners.count)
		out->owner = out->group->owners.item[0];
}

/* "declared closed on 2024-06-30, reopened on 2024-08-15" */
static struct str decided_text(struct arena *arena, const struct group *group, bool english)
{
	struct buf out;

	buf_init(&out, arena);
	if (group->closed != NO_DATE)
		buf_printf(&out, english ? "declared closed on %.*s" : "%.*s 宣布销号",
			STR_ARG(date_print(arena, group->closed)));
	if (group->reopened != NO_DATE)
		buf_printf(&out, english ? "%sreopened on %.*s" : "%s%.*s 回炉",
			out.len ? phrase_comma(english) : "",
			STR_ARG(date_print(arena, group->reopened)));
	return buf_str(&out);
}

static void add_actions(struct arena *arena, struct report *report, struct report_group *out)
{
	const struct group *group = out->standing.group;
	struct str wanted = report->source->owner;

	for (size_t i = 0; i < group->actions.count; i++) {
		struct report_action action = {.action = &group->actions.item[i], .group = group};

		fill_action(arena, report, action.action, &action);
		if (wanted.at && !str_equal(action.owner, wanted))
			continue;
		*array_add(arena, &report->actions) = action;
		*array_add(arena, &out->actions) = report->actions.count - 1;
	}
}

static void add_members(struct arena *arena, const struct report *report, struct report_group *out)
{
	for (size_t i = 0; i < report->entries.count; i++)
		if (report->entries.item[i].key.indicator->group == out->standing.group)
			*array_add(arena, &out->entries) = i;
}

static enum tint tint_of(enum standing_state state)
{
	static const enum tint tints[] = {[STANDING_CLOSED] = TINT_GOOD,
		[STANDING_READY] = TINT_GOOD,
		[STANDING_OPEN] = TINT_NONE,
		[STANDING_OVERDUE] = TINT_BAD,
		[STANDING_REOPENED] = TINT_BAD};

	return tints[state];
}

static bool add_group(struct arena *arena, struct report *report, const struct group *group,
	struct report_group *out)
{
	bool english = report->english;
	const struct str_list *owners = &group->owners;

	standing_of(group, report->source->verdicts, report->source->today, &out->standing);
	out->tint = tint_of(out->standing.state);
	out->anchor = str_printf(arena, "g-%.*s", STR_ARG(group->id));
	out->title = english && group->title_en.len ? group->title_en : group->title;
	out->state = str_of(phrase_standing(out->standing.state, english));
	out->owners = phrase_list(arena, owners, english);
	out->due = group->due == NO_DATE ? str_of(phrase(PHRASE_LONG_TERM, english))
					 : date_print(arena, group->due);
	out->decided = decided_text(arena, group, english);
	add_actions(arena, report, out);
	add_members(arena, report, out);
	return out->actions.count || out->entries.count || !report->source->owner.at ||
	       str_list_find(owners, report->source->owner) < owners->count;
}

void report_add_groups(struct arena *arena, struct report *report)
{
	const struct catalogue *catalogue = report->source->book->catalogue;

	for (size_t i = 0; i < catalogue->groups.count && !report->source->chosen; i++) {
		const struct group *group = &catalogue->groups.item[i];
		struct report_group out = {0};

		if (report->source->group.at && !str_equal(group->id, report->source->group))
			continue;
		if (add_group(arena, report, group, &out))
			*array_add(arena, &report->groups) = out;
	}
}
