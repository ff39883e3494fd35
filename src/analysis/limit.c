/* limit: targets that hold in one period (`at`) or in every one. Source: docs/METHODS.md §6. */
#include "analysis/judge.h"

/* How the limit has fared in its window. */
struct record {
	struct reading latest, broken; /* `broken`: the end of the first break that was too long */
	int run, broken_run;           /* periods of the present break, of that one */
	bool any, too_long, ended;     /* that break has ended */
};

static int length_of(const struct target *target, const struct reading *reading)
{
	return target->measure == MEASURE_FLOW_YOY ? 1 : reading->figure.span;
}

static void add_reading(
	struct record *record, const struct target *target, const struct reading *reading)
{
	record->any = true;
	record->latest = *reading;
	record->run = reading->met ? 0 : record->run + length_of(target, reading);
	record->ended |= record->too_long && reading->met;
	if (record->run <= target->patience || record->ended)
		return;
	record->too_long = true;
	record->broken = *reading;
	record->broken_run = record->run;
}

/* A missing period neither starts, continues nor ends a break. */
static struct record follow(const struct judge *judge, int from, int to)
{
	struct record record = {0};
	struct reading reading;
	int last = to < judge->now ? to : judge->now;

	if (from < judge->series->first)
		from = judge->series->first;
	for (int period = from; period <= last; period++)
		if (judge_read(judge, period, &reading))
			add_reading(&record, judge->target, &reading);
	return record;
}

static void say_broken(const struct target *target, const struct record *record,
	enum verdict_status lasting, struct verdict *verdict)
{
	bool lasts = record->run > target->patience;

	verdict->periods = record->run;
	judge_say(verdict, lasts ? lasting : VERDICT_AT_RISK,
		lasts ? REASON_BROKEN_FOR_GOOD : REASON_BROKEN);
}

static void judge_at(
	const struct judge *judge, const struct record *record, struct verdict *verdict)
{
	const struct target *target = judge->target;
	bool met = record->latest.met;
	/* A fact filed `once` stays true: when the period has passed, the latest one counts. */
	bool stands = judge->indicator->every == EVERY_ONCE && due_is_past(&judge->due, target->to);

	if (record->latest.period == target->to || stands)
		judge_say(verdict, met ? VERDICT_MET : VERDICT_MISSED, REASON_DECIDED);
	else if (met)
		judge_say(verdict, VERDICT_ON_TRACK, REASON_HOLDS);
	else
		say_broken(target, record, VERDICT_OFF_TRACK, verdict);
}

static void judge_window(
	const struct judge *judge, const struct record *record, struct verdict *verdict)
{
	const struct target *target = judge->target;

	if (record->too_long) {
		judge_show(&record->broken, verdict);
		verdict->periods = record->broken_run;
		judge_say(verdict, VERDICT_MISSED, REASON_BROKEN_FOR_GOOD);
	} else if (record->latest.period == target->to || verdict->over) {
		judge_say(verdict, VERDICT_MET, REASON_HOLDS);
	} else if (record->latest.met) {
		judge_say(verdict, VERDICT_ON_TRACK, REASON_HOLDS);
	} else {
		say_broken(target, record, VERDICT_MISSED, verdict);
	}
}

void judge_limit(const struct judge *judge, struct verdict *verdict)
{
	const struct target *target = judge->target;
	bool at = target->when == TARGET_AT;
	int from = target->has_from ? target->from : FIRST_OF_ALL;
	int to = target->has_to ? target->to : LAST_OF_ALL;
	struct record record = follow(judge, from, to);

	verdict->over = target->has_to && due_is_past(&judge->due, to + 1);
	if (!record.any) {
		judge_absent(judge, from, to, verdict);
		return;
	}
	judge_show(&record.latest, verdict);
	verdict->periods = due_count(&judge->due, record.latest.period + 1, to);
	if (verdict->periods >= 2 ||
		(at && due_any(&judge->due, to, to) && record.latest.period < to))
		judge_say(verdict, VERDICT_STALE, REASON_OLD);
	else if (at)
		judge_at(judge, &record, verdict);
	else if (target->has_to)
		judge_window(judge, &record, verdict);
	else if (record.latest.met)
		judge_say(verdict, VERDICT_MET, REASON_HOLDS);
	else
		say_broken(target, &record, VERDICT_MISSED, verdict);
}
