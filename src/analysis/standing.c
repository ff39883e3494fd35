#include "analysis/standing.h"

const char *standing_name(enum standing_state state)
{
	static const char *const names[] = {"closed", "ready", "open", "overdue", "reopened"};

	return names[state];
}

/* Counts the targets and tells whether one of them has slipped. */
static bool count_targets(const struct verdicts *verdicts, struct standing *standing)
{
	bool slipped = false;

	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *verdict = &verdicts->item[i];

		if (verdict->indicator->group != standing->group || verdict->over)
			continue;
		standing->met += verdict->status == VERDICT_MET;
		standing->missed += verdict->status == VERDICT_MISSED;
		standing->open +=
			verdict->status != VERDICT_MET && verdict->status != VERDICT_MISSED;
		slipped |=
			verdict->status == VERDICT_MISSED || verdict->status == VERDICT_OFF_TRACK;
	}
	return slipped;
}

/* Counts the actions and tells whether one is waited for: long-term ones, without a due day, never
 * block closing. */
static bool count_actions(int today, struct standing *standing)
{
	const struct group *group = standing->group;
	bool waiting = false;

	for (size_t i = 0; i < group->actions.count; i++) {
		const struct action *action = &group->actions.item[i];
		bool done = action->done != NO_DATE && action->done <= today;

		standing->actions++;
		standing->done += done;
		waiting |= !done && action->due != NO_DATE;
		standing->overdue_actions += !done && action->due != NO_DATE && action->due < today;
	}
	return waiting;
}

static bool is_declared(const struct group *group, int today)
{
	return group->closed != NO_DATE && group->closed <= today;
}

static bool is_reopened(const struct group *group, int today)
{
	return group->reopened != NO_DATE && group->reopened <= today &&
	       group->reopened > group->closed;
}

void standing_of(const struct group *group, const struct verdicts *verdicts, int today,
	struct standing *standing)
{
	bool slipped, waiting;

	*standing = (struct standing){.group = group};
	slipped = count_targets(verdicts, standing);
	waiting = count_actions(today, standing);
	if (is_declared(group, today)) {
		bool slips = slipped || standing->overdue_actions || is_reopened(group, today);

		standing->state = slips ? STANDING_REOPENED : STANDING_CLOSED;
	} else if (!standing->open && !standing->missed && !waiting &&
		   standing->met + standing->done) {
		standing->state = STANDING_READY;
	} else if (group->due != NO_DATE && group->due < today) {
		standing->state = STANDING_OVERDUE;
	} else {
		standing->state = STANDING_OPEN;
	}
}
