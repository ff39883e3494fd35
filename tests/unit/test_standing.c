#include "unit.h"

#include "analysis/standing.h"
#include "base/date.h"

static struct arena arena;

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static const int today = 19914; /* 2024-07-10 */

static struct group plain_group(void)
{
	struct group group = {.id = STR("B1")};

	group.due = group.closed = group.reopened = NO_DATE;
	return group;
}

static void add_action(struct group *group, int due, int done)
{
	struct action *action = array_add(&arena, &group->actions);

	action->due = due;
	action->done = done;
}

static void add_verdict(
	struct verdicts *verdicts, const struct group *group, enum verdict_status status, bool over)
{
	struct indicator *indicator = NEW(&arena, struct indicator);
	struct verdict *verdict = array_add(&arena, verdicts);

	indicator->group = group;
	verdict->indicator = indicator;
	verdict->status = status;
	verdict->over = over;
}

static enum standing_state state_of(const struct group *group, const struct verdicts *verdicts)
{
	struct standing standing;

	standing_of(group, verdicts, today, &standing);
	return standing.state;
}

static void a_group_with_neither_targets_nor_actions_is_open(void **state)
{
	struct group group = plain_group();
	struct verdicts none = {0};

	(void)state;
	assert_int_equal(today, date_day(2024, 7, 10));
	assert_int_equal(state_of(&group, &none), STANDING_OPEN);
}

static void a_group_is_ready_when_all_is_met_and_done(void **state)
{
	struct group group = plain_group();
	struct verdicts verdicts = {0};

	(void)state;
	add_verdict(&verdicts, &group, VERDICT_MET, false);
	add_action(&group, today - 5, today - 6);
	assert_int_equal(state_of(&group, &verdicts), STANDING_READY);
	add_action(&group, today + 5, NO_DATE);
	assert_int_equal(state_of(&group, &verdicts), STANDING_OPEN);
}

static void a_target_is_met_missed_or_open(void **state)
{
	static const enum verdict_status each[] = {VERDICT_MET, VERDICT_MISSED, VERDICT_MISSED,
		VERDICT_ON_TRACK, VERDICT_AT_RISK, VERDICT_NO_DATA};
	struct group group = plain_group();
	struct verdicts verdicts = {0};
	struct standing standing;

	(void)state;
	for (size_t i = 0; i < sizeof(each) / sizeof(*each); i++)
		add_verdict(&verdicts, &group, each[i], false);
	add_verdict(&verdicts, &group, VERDICT_MET, true);
	standing_of(&group, &verdicts, today, &standing);
	assert_int_equal(standing.met, 1);
	assert_int_equal(standing.missed, 2);
	assert_int_equal(standing.open, 3);
}

static void an_action_done_tomorrow_is_not_done_today(void **state)
{
	struct group group = plain_group();
	struct verdicts none = {0};

	(void)state;
	add_action(&group, today + 5, today + 1);
	assert_int_equal(state_of(&group, &none), STANDING_OPEN);
}

static void a_long_term_action_never_blocks_closing(void **state)
{
	struct group group = plain_group();
	struct verdicts verdicts = {0};

	(void)state;
	add_verdict(&verdicts, &group, VERDICT_MET, false);
	add_action(&group, NO_DATE, NO_DATE);
	assert_int_equal(state_of(&group, &verdicts), STANDING_READY);
}

static void a_group_is_overdue_the_day_after_its_due_day(void **state)
{
	struct group group = plain_group();
	struct verdicts verdicts = {0};

	(void)state;
	add_verdict(&verdicts, &group, VERDICT_AT_RISK, false);
	group.due = today;
	assert_int_equal(state_of(&group, &verdicts), STANDING_OPEN);
	group.due = today - 1;
	assert_int_equal(state_of(&group, &verdicts), STANDING_OVERDUE);
}

static void a_closed_group_is_reopened_by_what_slips_but_not_by_missing_figures(void **state)
{
	struct group group = plain_group();
	struct verdicts verdicts = {0};

	(void)state;
	group.closed = today - 30;
	add_verdict(&verdicts, &group, VERDICT_NO_DATA, false);
	add_verdict(&verdicts, &group, VERDICT_STALE, false);
	add_verdict(&verdicts, &group, VERDICT_AT_RISK, false);
	assert_int_equal(state_of(&group, &verdicts), STANDING_CLOSED);
	add_verdict(&verdicts, &group, VERDICT_MISSED, true);
	assert_int_equal(state_of(&group, &verdicts), STANDING_CLOSED);
	add_verdict(&verdicts, &group, VERDICT_OFF_TRACK, false);
	assert_int_equal(state_of(&group, &verdicts), STANDING_REOPENED);
}

static void a_closed_group_is_reopened_by_an_overdue_action_or_by_decision(void **state)
{
	struct group group = plain_group();
	struct verdicts none = {0};

	(void)state;
	group.closed = today - 30;
	group.reopened = today - 40;
	assert_int_equal(state_of(&group, &none), STANDING_CLOSED);
	group.reopened = today - 3;
	assert_int_equal(state_of(&group, &none), STANDING_REOPENED);
	group.reopened = NO_DATE;
	add_action(&group, today - 1, NO_DATE);
	assert_int_equal(state_of(&group, &none), STANDING_REOPENED);
}

static void a_group_closed_tomorrow_is_not_closed_today(void **state)
{
	struct group group = plain_group();
	struct verdicts none = {0};

	(void)state;
	group.closed = today + 1;
	assert_int_equal(state_of(&group, &none), STANDING_OPEN);
}

static void only_the_groups_own_targets_count(void **state)
{
	struct group group = plain_group(), other = plain_group();
	struct verdicts verdicts = {0};
	struct standing standing;

	(void)state;
	add_verdict(&verdicts, &other, VERDICT_MISSED, false);
	add_verdict(&verdicts, &group, VERDICT_MET, false);
	add_verdict(&verdicts, &group, VERDICT_MISSED, false);
	add_verdict(&verdicts, &group, VERDICT_ON_TRACK, false);
	standing_of(&group, &verdicts, today, &standing);
	assert_int_equal(standing.met, 1);
	assert_int_equal(standing.missed, 1);
	assert_int_equal(standing.open, 1);
}

static void actions_are_counted_as_done_and_overdue(void **state)
{
	struct group group = plain_group();
	struct verdicts none = {0};
	struct standing standing;

	(void)state;
	add_action(&group, today - 5, today);     /* done today */
	add_action(&group, today, NO_DATE);       /* due today */
	add_action(&group, today - 1, NO_DATE);   /* overdue */
	add_action(&group, today - 1, today + 1); /* overdue, done tomorrow */
	add_action(&group, NO_DATE, NO_DATE);     /* long-term */
	standing_of(&group, &none, today, &standing);
	assert_int_equal(standing.actions, 5);
	assert_int_equal(standing.done, 1);
	assert_int_equal(standing.overdue_actions, 2);
	assert_int_equal(standing.state, STANDING_OPEN);
}

static void a_group_whose_actions_are_done_is_ready_without_targets(void **state)
{
	struct group group = plain_group();
	struct verdicts verdicts = {0};

	(void)state;
	add_action(&group, today - 5, today - 5);
	assert_int_equal(state_of(&group, &verdicts), STANDING_READY);
	add_verdict(&verdicts, &group, VERDICT_MISSED, false);
	assert_int_equal(state_of(&group, &verdicts), STANDING_OPEN);
}

static void a_declaration_counts_from_its_day_on(void **state)
{
	struct group group = plain_group();
	struct verdicts none = {0};

	(void)state;
	group.closed = today;
	assert_int_equal(state_of(&group, &none), STANDING_CLOSED);
	group.reopened = today;
	assert_int_equal(state_of(&group, &none), STANDING_CLOSED); /* not after it was closed */
	group.closed = today - 1;
	assert_int_equal(state_of(&group, &none), STANDING_REOPENED);
	group.reopened = today + 1;
	assert_int_equal(state_of(&group, &none), STANDING_CLOSED);
}

static void every_state_has_a_name(void **state)
{
	(void)state;
	assert_string_equal(standing_name(STANDING_CLOSED), "closed");
	assert_string_equal(standing_name(STANDING_READY), "ready");
	assert_string_equal(standing_name(STANDING_OPEN), "open");
	assert_string_equal(standing_name(STANDING_OVERDUE), "overdue");
	assert_string_equal(standing_name(STANDING_REOPENED), "reopened");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_group_with_neither_targets_nor_actions_is_open),
		cmocka_unit_test(a_group_is_ready_when_all_is_met_and_done),
		cmocka_unit_test(a_target_is_met_missed_or_open),
		cmocka_unit_test(an_action_done_tomorrow_is_not_done_today),
		cmocka_unit_test(a_long_term_action_never_blocks_closing),
		cmocka_unit_test(a_group_is_overdue_the_day_after_its_due_day),
		cmocka_unit_test(
			a_closed_group_is_reopened_by_what_slips_but_not_by_missing_figures),
		cmocka_unit_test(a_closed_group_is_reopened_by_an_overdue_action_or_by_decision),
		cmocka_unit_test(a_group_closed_tomorrow_is_not_closed_today),
		cmocka_unit_test(only_the_groups_own_targets_count),
		cmocka_unit_test(actions_are_counted_as_done_and_overdue),
		cmocka_unit_test(a_group_whose_actions_are_done_is_ready_without_targets),
		cmocka_unit_test(a_declaration_counts_from_its_day_on),
		cmocka_unit_test(every_state_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
