#include "analysis/pace.h"
#include "analysis/year.h"

#include <math.h>

static const struct {
	const char *name;
	int exit;
} statuses[VERDICT_COUNT] = {
	[VERDICT_MET] = {"met", 0},
	[VERDICT_ON_TRACK] = {"on-track", 0},
	[VERDICT_NOT_DUE] = {"not-due", 0},
	[VERDICT_STALE] = {"stale", 3},
	[VERDICT_NO_DATA] = {"no-data", 3},
	[VERDICT_AT_RISK] = {"at-risk", 1},
	[VERDICT_OFF_TRACK] = {"off-track", 2},
	[VERDICT_MISSED] = {"missed", 2},
};

const char *verdict_status_name(enum verdict_status status)
{
	return statuses[status].name;
}

bool verdict_status_find(struct str name, enum verdict_status *status)
{
	for (int i = 0; i < VERDICT_COUNT; i++) {
		if (str_is(name, statuses[i].name)) {
			*status = (enum verdict_status)i;
			return true;
		}
	}
	return false;
}

const char *freshness_name(enum freshness freshness)
{
	static const char *const names[] = {
		[FRESH] = "fresh", [LATE] = "late", [STALE] = "stale", [FRESHNESS_NONE] = "none"};

	return names[freshness];
}

int verdict_exit(enum verdict_status status)
{
	return statuses[status].exit;
}

int verdict_worse(int a, int b)
{
	static const int badness[] = {[0] = 0, [3] = 1, [1] = 2, [2] = 3};

	return badness[a] >= badness[b] ? a : b;
}

static enum freshness freshness_of(const struct due *due, int *overdue)
{
	if (!due->series->count)
		return FRESHNESS_NONE;
	*overdue = due_count(due, series_last(due->series) + 1, LAST_OF_ALL);
	return *overdue == 0 ? FRESH : *overdue == 1 ? LATE : STALE;
}

enum freshness verdict_freshness(const struct series *series, int lag, int today, int *overdue)
{
	struct due due;

	*overdue = 0;
	if (!series)
		return FRESHNESS_NONE;
	due = due_make(series, lag, today);
	return freshness_of(&due, overdue);
}

static struct verdict blank(const struct judge *judge)
{
	struct verdict verdict = {.indicator = judge->indicator,
		.target = judge->target,
		.area = judge->series->key.area,
		.value = NAN,
		.current = NAN,
		.base = NAN,
		.span = 1,
		.bound = NAN,
		.bound_high = NAN,
		.so_far = NAN,
		.goal = NAN,
		.goal_high = NAN,
		.share = NAN,
		.linear_gap = NAN,
		.projection = NAN,
		.low = NAN,
		.high = NAN,
		.chance = NAN,
		.needed = NAN,
		.ratio = NAN,
		.start = NAN};

	verdict.freshness = freshness_of(&judge->due, &verdict.overdue);
	verdict.has_last = judge->series->count > 0;
	verdict.last = verdict.has_last ? series_last(judge->series) : 0;
	return verdict;
}

static void judge_year(struct arena *arena, struct arena *scratch, const struct judge *judge,
	int year, struct verdicts *out)
{
	struct verdict verdict = blank(judge);

	verdict.year = year;
	verdict.has_deadline = true;
	verdict.deadline = year_first(judge->indicator, year + 1) - 1;
	judge_total(scratch, judge, year, &verdict);
	*array_add(arena, out) = verdict;
}

static bool has_figures(const struct series *series, int year)
{
	int period = year_first(series->key.indicator, year);
	int end = year_first(series->key.indicator, year + 1);

	while (period < end && isnan(series_at(series, period)))
		period++;
	return period < end;
}

static void judge_every_year(
	struct arena *arena, struct arena *scratch, const struct judge *judge, struct verdicts *out)
{
	int current = year_of(judge->indicator, judge->now), year = current;

	if (judge->series->count)
		year = year_of(judge->indicator, judge->series->first);
	for (; year < current; year++)
		if (has_figures(judge->series, year))
			judge_year(arena, scratch, judge, year, out);
	judge_year(arena, scratch, judge, current, out);
}

static void judge_periods(
	struct arena *arena, struct arena *scratch, struct judge *judge, struct verdicts *out)
{
	struct verdict verdict = blank(judge);
	struct measured measured;

	measures_compute(scratch, judge->target->measure, judge->series, &measured);
	judge->measured = &measured;
	verdict.has_deadline = judge->target->when == TARGET_BY || judge->target->when == TARGET_AT;
	verdict.deadline = judge->target->to;
	if (judge->target->when == TARGET_BY)
		judge_level(judge, &verdict);
	else
		judge_limit(judge, &verdict);
	*array_add(arena, out) = verdict;
}

/* What a command asks for. */
struct question {
	const struct book *book;
	int today;
	struct forecaster forecaster;

	/* One indicator after the other. */
	const struct indicator *indicator;
	size_t first, count; /* of its series in the book */
	struct arena arena;
	struct regarded **regarded; /* each of them, once it was asked for */
};

/* What all targets of a series look at. */
struct regarded {
	struct control control;
	struct pace_memo memo;
};

static int good_direction(const struct target *target, const struct indicator *indicator)
{
	switch (indicator->better) {
	case BETTER_HIGHER:
		return 1;
	case BETTER_LOWER:
		return -1;
	case BETTER_NONE:
		return 0;
	default:
		return target_direction(target);
	}
}

static struct regarded *regard(struct question *question, const struct series *series)
{
	size_t place = (size_t)(series - question->book->series.item) - question->first;
	struct regarded **regarded = &question->regarded[place];

	if (!*regarded) {
		*regarded = NEW(&question->arena, struct regarded);
		control_make(&question->arena, series, &(*regarded)->control);
	}
	return *regarded;
}

static void tell_variation(
	const struct control *control, const struct judge *judge, struct verdict *verdict)
{
	const struct target *target = judge->target;
	double bound, high;
	size_t point;

	if (!control_last(control, &point))
		return;
	verdict->watched = control->measure;
	verdict->special = control->xmr.label[point];
	verdict->special_side = control->xmr.side[point];
	verdict->variation = control_variation(control, good_direction(target, judge->indicator));
	if (target->when != TARGET_EVERY_PERIOD ||
		!control_watches(control, target, judge->indicator->kind))
		return;
	judge_bounds(judge->book, judge->series, target, control->points.period[point], 1, &bound,
		&high);
	verdict->assurance = control_assurance(control, target, bound, high);
}

static void judge_target(
	struct arena *arena, struct arena *scratch, struct judge *judge, struct verdicts *out)
{
	switch (judge->target->when) {
	case TARGET_IN:
		judge_year(arena, scratch, judge, judge->target->year, out);
		break;
	case TARGET_IN_EVERY:
		judge_every_year(arena, scratch, judge, out);
		break;
	default:
		judge_periods(arena, scratch, judge, out);
	}
}

static void judge_area(struct arena *arena, struct question *question, const struct target *target,
	struct str area, struct verdicts *out)
{
	const struct indicator *indicator = question->indicator;
	const struct series *stored = book_find(question->book, indicator, area);
	const struct series none = {.key = {indicator, area}};
	struct regarded *regarded =
		stored && indicator->every != EVERY_ONCE ? regard(question, stored) : NULL;
	struct judge judge =
		judge_make(question->book, stored ? stored : &none, target, question->today);
	size_t judged = out->count;
	struct arena scratch;

	judge.forecaster = &question->forecaster;
	if (regarded) {
		judge.memo = &regarded->memo;
		judge.flows = regarded->control.flows.count ? &regarded->control.flows : NULL;
	}
	arena_init(&scratch, arena);
	judge_target(arena, &scratch, &judge, out);
	arena_free(&scratch);
	for (; regarded && judged < out->count; judged++)
		tell_variation(&regarded->control, &judge, &out->item[judged]);
}

/* The series of areas follow that of the whole. */
static size_t skip_whole(const struct book *book, size_t first, size_t count)
{
	return count && !book->series.item[first].key.area.len;
}

/* How many areas a target is judged for: those that the catalogue lists, with or without figures;
 * without a list those with figures. */
static size_t areas_of(
	const struct book *book, const struct indicator *indicator, const struct target *target)
{
	size_t first, count = book_range(book, indicator, &first);

	if (!str_is(target->area, "*"))
		return 1;
	return indicator->areas.count ? indicator->areas.count
				      : count - skip_whole(book, first, count);
}

static struct str area_at(const struct question *question, const struct target *target, size_t i)
{
	const struct str_list *listed = &question->indicator->areas;
	const struct book *book = question->book;

	if (!str_is(target->area, "*"))
		return target->area;
	if (listed->count)
		return listed->item[i];
	return book->series
		.item[question->first + skip_whole(book, question->first, question->count) + i]
		.key.area;
}

size_t verdict_count(const struct book *book, const struct indicator *indicator)
{
	size_t count = 0;

	for (size_t i = 0; i < indicator->targets.count; i++)
		count += areas_of(book, indicator, &indicator->targets.item[i]);
	return count;
}

static void judge_indicator(struct arena *arena, struct question *question, size_t first,
	size_t last, struct verdicts *out)
{
	const struct indicator *indicator = question->indicator;
	size_t at = 0;

	question->count = book_range(question->book, indicator, &question->first);
	question->regarded = NEW_ARRAY(&question->arena, question->count, struct regarded *);
	for (size_t i = 0; i < indicator->targets.count; i++) {
		const struct target *target = &indicator->targets.item[i];
		size_t end = at + areas_of(question->book, indicator, target);

		for (size_t k = at > first ? at : first; k < end && k < last; k++)
			judge_area(arena, question, target, area_at(question, target, k - at), out);
		at = end;
	}
	arena_free(&question->arena);
}

void verdict_judge_some(struct arena *arena, const struct book *book,
	const struct indicator *const *indicators, size_t first, size_t last, int today,
	struct verdicts *out)
{
	struct question question = {.book = book, .today = today};
	struct arena common;

	arena_init(&common, arena);
	arena_init(&question.arena, arena);
	forecaster_init(&question.forecaster, &common);
	for (size_t at = 0; at < last; indicators++) {
		size_t count = verdict_count(book, *indicators);

		question.indicator = *indicators;
		if (at + count > first)
			judge_indicator(
				arena, &question, first > at ? first - at : 0, last - at, out);
		at += count;
	}
	arena_free(&common);
}

void verdict_judge(struct arena *arena, const struct book *book, const struct indicator *indicator,
	int today, struct verdicts *out)
{
	verdict_judge_some(arena, book, &indicator, 0, verdict_count(book, indicator), today, out);
}
