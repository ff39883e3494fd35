/* level: targets that are to be reached `by` a period. Source: docs/METHODS.md §4, §5 and §6. */
#include "analysis/judge.h"

#include <math.h>

static const double ON_THE_WAY = 0.95, FAR_BEHIND = 0.60;

/* What a range asks of something outside of it is its nearer end. */
static double aim(const struct target *target, const struct level *level)
{
	if (target->op != TARGET_WITHIN)
		return level->bound;
	return fmin(fmax(level->base, level->bound), level->bound_high);
}

static enum verdict_status by_ratio(double ratio)
{
	double slack = target_slack(1);

	return ratio >= ON_THE_WAY - slack   ? VERDICT_ON_TRACK
	       : ratio >= FAR_BEHIND - slack ? VERDICT_AT_RISK
					     : VERDICT_OFF_TRACK;
}

void judge_level_pace(
	const struct target *target, const struct level *level, struct verdict *verdict)
{
	double way = aim(target, level) - level->base, gone = level->value - level->base;

	verdict->known = level->period - level->base_period;
	verdict->of = level->deadline - level->base_period;
	verdict->so_far = level->value;
	verdict->start = level->has_base ? level->base : (double)NAN;
	verdict->start_period = level->base_period;
	verdict->goal = level->bound;
	verdict->goal_high = level->bound_high;
	if (target_is_met(target, level->value, level->bound, level->bound_high)) {
		judge_say(verdict, VERDICT_ON_TRACK, REASON_REACHED);
	} else if (target->pace == PACE_NONE || !level->has_base || verdict->known <= 0) {
		judge_say(verdict, VERDICT_ON_TRACK, REASON_NO_PACE);
	} else if (fabs(way) <= target_slack(level->bound)) {
		judge_say(verdict, VERDICT_AT_RISK, REASON_LEVEL);
	} else {
		verdict->ratio = gone / way * verdict->of / verdict->known;
		judge_say(verdict, by_ratio(verdict->ratio),
			verdict->ratio < 0 ? REASON_WRONG_WAY : REASON_LEVEL);
	}
}

/* The base: as given, else the figure of the base's period or the first one after it. */
static void find_base(const struct judge *judge, struct level *level)
{
	const struct target *target = judge->target;
	int period = target->has_base ? target->base_period : judge->measured->first;

	if (target->has_base_value) {
		level->base = target->base_value;
		level->base_period = target->base_period;
		level->has_base = true;
		return;
	}
	while (period < level->period && isnan(measured_at(judge->measured, period)))
		period++;
	level->base_period = period;
	level->base = measured_at(judge->measured, period);
	level->has_base = !isnan(level->base);
}

static void judge_before(
	const struct judge *judge, const struct reading *latest, struct verdict *verdict)
{
	struct level level = {.value = latest->figure.value,
		.bound = latest->bound,
		.bound_high = latest->bound_high,
		.period = latest->period,
		.deadline = judge->target->to};
	double bound, high;

	/* A growth on a base that is not positive has a direction, but no way. */
	if (isnan(level.value)) {
		judge_say(verdict, latest->met ? VERDICT_ON_TRACK : VERDICT_AT_RISK,
			latest->met ? REASON_REACHED : REASON_LEVEL);
		return;
	}
	judge_bounds(judge->book, judge->series, judge->target, level.deadline, latest->figure.span,
		&bound, &high);
	if (!isnan(bound))
		level.bound = bound;
	find_base(judge, &level);
	judge_level_pace(judge->target, &level, verdict);
}

/* The first period after the deadline with an answer, and the first that meets the target. */
static bool look_after(
	const struct judge *judge, struct reading *first, struct reading *reached, bool *late)
{
	struct reading reading;
	bool any = false;

	*late = false;
	for (int period = judge->target->to + 1; period <= series_last(judge->series) && !*late;
		period++) {
		if (!judge_read(judge, period, &reading))
			continue;
		if (!any)
			*first = reading;
		any = true;
		if (reading.met)
			*reached = reading;
		*late = reading.met;
	}
	return any;
}

static void judge_after(const struct judge *judge, const struct reading *deciding,
	const struct reading *reached, bool late, struct verdict *verdict)
{
	bool on_time = deciding->period == judge->target->to;

	if (late && (on_time || reached->period > deciding->period)) {
		judge_show(reached, verdict);
		verdict->periods = reached->period - judge->target->to;
		judge_say(verdict, VERDICT_MET, REASON_LATE_REACHED);
		return;
	}
	judge_show(deciding, verdict);
	verdict->periods = deciding->period - judge->target->to;
	judge_say(verdict, deciding->met ? VERDICT_MET : VERDICT_MISSED,
		on_time ? REASON_DECIDED : REASON_LATE_FIRST);
}

/* A fact filed `once` stays true: on the deadline the latest one counts. */
static bool read_deadline(
	const struct judge *judge, const struct reading *latest, bool any, struct reading *deciding)
{
	int deadline = judge->target->to;

	if (any && judge->indicator->every == EVERY_ONCE && due_is_past(&judge->due, deadline)) {
		*deciding = *latest;
		deciding->period = deadline;
		return true;
	}
	return judge_read(judge, deadline, deciding);
}

void judge_level(const struct judge *judge, struct verdict *verdict)
{
	int deadline = judge->target->to;
	struct reading latest, deciding, reached;
	bool any = judge_latest(judge, FIRST_OF_ALL, deadline, &latest), late, decided, after;

	decided = read_deadline(judge, &latest, any, &deciding);
	after = look_after(judge, decided ? &reached : &deciding, &reached, &late);
	if (decided && deciding.met)
		late = false;
	if (decided || after) {
		judge_after(judge, &deciding, &reached, late, verdict);
		return;
	}
	if (!any) {
		judge_absent(judge, FIRST_OF_ALL, deadline, verdict);
		return;
	}
	judge_show(&latest, verdict);
	verdict->periods = due_count(&judge->due, latest.period + 1, deadline);
	if (verdict->periods >= 2 || due_any(&judge->due, deadline, deadline))
		judge_say(verdict, VERDICT_STALE, REASON_OLD);
	else
		judge_before(judge, &latest, verdict);
}
