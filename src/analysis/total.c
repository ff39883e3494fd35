/* total: targets for a year's total, average or growth. Source: docs/METHODS.md §4, §5 and §6. */
#include "analysis/pace.h"
#include "analysis/year.h"

#include <math.h>

static const double FAIR_CHANCE = 0.20;

/* A year: what the target asks of its sum, and what has come together. */
struct progress {
	int year, first, last; /* periods */
	int known;             /* the first so many periods are in the sum */
	struct tally tally;
	int figures;            /* of a whole year */
	struct reading reading; /* the year's measure, if complete, and its bounds */
	double goal, goal_high; /* the bounds as sums of the year */
};

static bool is_sum(const struct judge *judge)
{
	return !(judge->target->measure == MEASURE_GROWTH && judge->indicator->kind == KIND_STOCK);
}

/* The figure that a growth is measured against: last year's total or last figure. */
static double last_year(const struct judge *judge, int year)
{
	int last = year_first(judge->indicator, year) - 1;

	if (!is_sum(judge))
		return series_at(judge->series, last);
	return tally_of_year(judge, year - 1).sum;
}

/* A bound on the year's measure as one on its sum (for a stock's growth, on its last figure). A
 * growth of 0 is a comparison with last year, whatever its sign. */
static double as_sum(const struct judge *judge, const struct progress *progress, double bound)
{
	double base;

	switch (judge->target->measure) {
	case MEASURE_AVERAGE:
		return bound * progress->figures;
	case MEASURE_GROWTH:
		base = last_year(judge, progress->year);
		return base > 0 || bound == 0 ? base * (1 + bound / 100) : NAN;
	default:
		return bound;
	}
}

static void count_known(const struct judge *judge, struct progress *progress)
{
	for (int period = progress->last; period >= progress->first; period--) {
		int place = period - progress->first + 1;

		progress->tally = tally_of(judge, progress->year, place);
		progress->known = place;
		if (!isnan(progress->tally.sum))
			return;
	}
	progress->known = 0;
	progress->tally = (struct tally){0, 0};
}

static struct progress look_at_year(const struct judge *judge, int year)
{
	struct progress progress = {.year = year,
		.first = year_first(judge->indicator, year),
		.last = year_first(judge->indicator, year + 1) - 1,
		.figures = tally_figures(judge, year)};
	struct reading *reading = &progress.reading;

	count_known(judge, &progress);
	reading->period = progress.last;
	reading->figure = measures_at(judge->target->measure, judge->series, year);
	judge_bounds(judge->book, judge->series, judge->target, progress.last, 1, &reading->bound,
		&reading->bound_high);
	progress.goal = as_sum(judge, &progress, reading->bound);
	progress.goal_high = as_sum(judge, &progress, reading->bound_high);
	return progress;
}

/* The earliest period that the year's measure looks at, if that lies before the series begins. */
static bool begins_too_late(const struct judge *judge, int year)
{
	const struct series *series = judge->series;
	int begin = series->first, reach = measures_reach(judge->target->measure, series, year);

	if (judge->indicator->has_since && judge->indicator->since < begin)
		begin = judge->indicator->since;
	return series->count && reach < year_first(judge->indicator, year + 1) - 1 && reach < begin;
}

/* No answer for the year: none of it is known, or not what it is compared with. */
static void say_absent(
	const struct judge *judge, const struct progress *progress, struct verdict *verdict)
{
	bool due = due_any(&judge->due, progress->first, progress->last);

	if (begins_too_late(judge, progress->year))
		judge_say(verdict, VERDICT_NOT_DUE, REASON_NO_EARLIER);
	else if (!progress->known && !due)
		judge_say(verdict, VERDICT_NOT_DUE, REASON_NO_PERIOD);
	else if (!judge->series->count)
		judge_say(verdict, VERDICT_NO_DATA, REASON_NO_FIGURE);
	else if (!progress->known)
		judge_say(verdict, VERDICT_NO_DATA, REASON_NO_VALUE);
	else
		judge_say(verdict, VERDICT_NO_DATA,
			isnan(progress->reading.bound) ? REASON_NO_BOUND : REASON_NO_MEASURE);
}

/* Can a sum only rise? Then what it has passed stays passed. */
static bool only_rises(const struct judge *judge)
{
	const struct series *series = judge->series;
	enum measure measure =
		judge->target->measure == MEASURE_AVERAGE ? MEASURE_VALUE : MEASURE_FLOW;

	for (int period = series->first; period <= series_last(series) && period <= judge->now;
		period++)
		if (measures_at(measure, series, period).value < 0)
			return false;
	return true;
}

/* Is the answer there already, whatever the rest of the year brings? */
static bool is_irreversible(const struct judge *judge, const struct progress *progress, bool *met)
{
	const struct target *target = judge->target;
	double sum = progress->tally.sum, high = progress->goal_high;

	*met = target_direction(target) > 0;
	if (*met)
		return target_is_met(target, sum, progress->goal, NAN) && only_rises(judge);
	if (target->op == TARGET_WITHIN)
		return sum > high + target_slack(high) && only_rises(judge);
	return !target_is_met(target, sum, progress->goal, NAN) &&
	       (target->measure != MEASURE_AVERAGE || only_rises(judge));
}

static void say_pace(const struct judge *judge, const struct progress *progress,
	const struct pace *pace, struct verdict *verdict)
{
	const struct target *target = judge->target;
	bool met = target_is_met(target, pace->projection, progress->goal, progress->goal_high);

	judge_say(verdict,
		met                              ? VERDICT_ON_TRACK
		: verdict->chance >= FAIR_CHANCE ? VERDICT_AT_RISK
						 : VERDICT_OFF_TRACK,
		REASON_PACE);
}

/* Averages are shown as means, though projected as sums. */
static void show_progress(
	const struct judge *judge, const struct progress *progress, struct verdict *verdict)
{
	bool mean = judge->target->measure == MEASURE_AVERAGE;
	double part = (double)progress->tally.figures / progress->figures;

	verdict->known = progress->known;
	verdict->of = progress->last - progress->first + 1;
	verdict->so_far =
		mean ? progress->tally.sum / progress->tally.figures : progress->tally.sum;
	verdict->goal = mean ? progress->reading.bound : progress->goal;
	verdict->goal_high = mean ? progress->reading.bound_high : progress->goal_high;
	verdict->needed = (progress->goal - progress->tally.sum) /
			  (progress->figures - progress->tally.figures);
	if (progress->goal > 0)
		verdict->linear_gap = 100 * (progress->tally.sum / progress->goal - part);
}

static void judge_pace(struct arena *arena, const struct judge *judge,
	const struct progress *progress, struct verdict *verdict)
{
	double unit = judge->target->measure == MEASURE_AVERAGE ? progress->figures : 1;
	struct pace pace;
	bool met;

	if (progress->goal > 0) {
		pace_project(arena, judge, progress->year, progress->known, progress->goal, &pace);
		verdict->share = pace.share.share;
		verdict->share_years = pace.share.years;
		pace_interval(&pace, &verdict->low, &verdict->high);
		verdict->low /= unit;
		verdict->high /= unit;
	} else {
		pace.projection = progress->tally.sum * progress->figures / progress->tally.figures;
	}
	verdict->projection = pace.projection / unit;
	if (is_irreversible(judge, progress, &met)) {
		verdict->chance = met ? 1 : 0;
		judge_say(verdict, met ? VERDICT_MET : VERDICT_MISSED, REASON_EARLY);
		return;
	}
	if (progress->goal > 0)
		verdict->chance =
			pace_chance(judge->target, &pace, progress->goal, progress->goal_high);
	if (judge->target->pace == PACE_NONE)
		judge_say(verdict, VERDICT_ON_TRACK, REASON_NO_PACE);
	else
		say_pace(judge, progress, &pace, verdict);
}

/* Growth of a stock: a level to be reached by the year's last period. */
static void judge_growth_of_level(
	const struct judge *judge, const struct progress *progress, struct verdict *verdict)
{
	struct level level = {.value = series_at(judge->series, verdict->period),
		.base = last_year(judge, progress->year),
		.bound = progress->goal,
		.bound_high = progress->goal_high,
		.period = verdict->period,
		.base_period = progress->first - 1,
		.deadline = progress->last,
		.has_base = true};

	judge_level_pace(judge->target, &level, verdict);
}

/* A stock has a figure in a period, whatever is missing before. */
static int latest_figure(const struct judge *judge, const struct progress *progress)
{
	int period = progress->last < judge->now ? progress->last : judge->now;

	while (period >= progress->first && isnan(series_at(judge->series, period)))
		period--;
	return period;
}

static void decide(const struct judge *judge, struct progress *progress, struct verdict *verdict)
{
	struct reading *reading = &progress->reading;

	if (!judge_compare(judge->target, judge->indicator->kind, reading)) {
		say_absent(judge, progress, verdict);
		return;
	}
	judge_show(reading, verdict);
	judge_say(verdict, reading->met ? VERDICT_MET : VERDICT_MISSED, REASON_DECIDED);
}

void judge_total(struct arena *arena, const struct judge *judge, int year, struct verdict *verdict)
{
	struct progress progress = look_at_year(judge, year);

	verdict->over = due_is_past(&judge->due, progress.last + 1);
	if (!is_sum(judge))
		progress.known = latest_figure(judge, &progress) - progress.first + 1;
	if (progress.first + progress.known - 1 == progress.last) {
		decide(judge, &progress, verdict);
		return;
	}
	if (!progress.known || isnan(progress.goal)) {
		say_absent(judge, &progress, verdict);
		return;
	}
	verdict->has_period = true;
	verdict->period = progress.first + progress.known - 1;
	verdict->bound = progress.reading.bound;
	verdict->bound_high = progress.reading.bound_high;
	verdict->periods = due_count(&judge->due, verdict->period + 1, progress.last);
	if (is_sum(judge))
		show_progress(judge, &progress, verdict);
	if (verdict->periods >= 2 || due_any(&judge->due, progress.last, progress.last))
		judge_say(verdict, VERDICT_STALE, REASON_OLD);
	else if (is_sum(judge))
		judge_pace(arena, judge, &progress, verdict);
	else
		judge_growth_of_level(judge, &progress, verdict);
}

void judge_path(const struct judge *judge, int period, struct reading *path)
{
	int year = year_of(judge->indicator, period), place = year_place(judge->indicator, period);
	struct progress progress = look_at_year(judge, year);
	struct tally tally = tally_of(judge, year, place);
	double part = (double)tally.figures / progress.figures, base = 0;

	*path = (struct reading){.period = period, .figure = {tally.sum, 1, NAN, NAN}};
	if (judge->target->measure == MEASURE_AVERAGE) {
		path->figure.value = tally.sum / tally.figures;
		path->bound = progress.reading.bound;
		path->bound_high = progress.reading.bound_high;
		return;
	}
	if (!is_sum(judge)) {
		path->figure.value = series_at(judge->series, period);
		base = last_year(judge, year);
	}
	path->bound = base + (progress.goal - base) * part;
	path->bound_high = base + (progress.goal_high - base) * part;
}
