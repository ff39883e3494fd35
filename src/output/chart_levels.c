#include "output/chart_levels.h"

#include <math.h>

/* What the levels of one target are made from. */
struct leveller {
	const struct book *book;
	const struct series *series;
	const struct chart_data *data;
	const struct target *target;
};

/* Does the measure, or what it asks of the figure, stand on the chart's vertical axis? */
static bool is_drawable(const struct indicator *indicator, const struct target *target)
{
	switch (target->measure) {
	case MEASURE_VALUE:
	case MEASURE_YOY:
	case MEASURE_AVERAGE:
		return true;
	case MEASURE_FLOW:
		return indicator->kind == KIND_FLOW;
	case MEASURE_YTD:
		return indicator->kind == KIND_YTD;
	case MEASURE_TOTAL:
		return indicator->kind == KIND_YTD || indicator->kind == KIND_CUMULATIVE;
	case MEASURE_GROWTH:
		return indicator->kind != KIND_FLOW;
	default:
		return false;
	}
}

static bool is_pace(const struct target *target)
{
	return target->measure == MEASURE_TOTAL || target->measure == MEASURE_GROWTH;
}

/* A cumulative figure begins its year where it ended the last one. */
static double year_began_at(const struct leveller *l, int period)
{
	const struct indicator *indicator = l->data->indicator;
	int year = period_year(indicator->every, indicator->calendar, period);
	double figure = series_at(
		l->series, period_in_year(indicator->every, indicator->calendar, year, 1) - 1);

	return isnan(figure) ? 0 : figure;
}

/* What a bound of the target's measure asks of the figure itself. */
static double as_figure(const struct leveller *l, size_t place, double bound)
{
	enum kind kind = l->data->indicator->kind;
	double before = l->data->place[place].before;

	if (l->target->measure == MEASURE_YOY)
		return kind == KIND_RATIO ? before + bound : before * (1 + bound / 100);
	if (is_pace(l->target) && kind == KIND_CUMULATIVE)
		return bound + year_began_at(l, l->data->first + (int)place);
	return bound;
}

/* `by`: the straight way from the base to the bound; nothing is asked after the deadline. */
static void fill_way(const struct leveller *l, double bound, double *level)
{
	const struct target *target = l->target;
	int from = target->has_base ? target->base_period : l->series->first;
	double base = target->has_base_value ? target->base_value : series_at(l->series, from);

	for (size_t i = 0; i < l->data->count; i++) {
		int period = l->data->first + (int)i;

		level[i] = NAN;
		if (period >= from && period <= target->to && target->to > from)
			level[i] = base + (bound - base) * (period - from) / (target->to - from);
	}
}

static void fill_levels(const struct leveller *l, struct chart_target *out)
{
	for (size_t i = 0; i < l->data->count; i++) {
		int period = l->data->first + (int)i;

		out->level[i] =
			as_figure(l, i, verdict_bound(l->book, l->series, l->target, period));
		if (out->level_high)
			out->level_high[i] = as_figure(
				l, i, verdict_bound_high(l->book, l->series, l->target, period));
	}
}

static bool has_level(const struct chart_data *data, const double *level)
{
	for (size_t i = 0; i < data->count; i++)
		if (!isnan(level[i]))
			return true;
	return false;
}

static bool is_steady(const struct chart_data *data, const double *level)
{
	size_t known = 0, changes = 0;

	for (size_t i = 0; i < data->count; i++) {
		if (data->place[i].span > 1)
			return false;
		if (isnan(level[i]))
			continue;
		known++;
		changes += i > 0 && level[i] != level[i - 1];
	}
	return changes * 3 <= known;
}

static void add_levels(struct arena *arena, const struct leveller *l, struct chart_target *out)
{
	const struct target *target = l->target;

	if (!is_drawable(l->data->indicator, target))
		return;
	out->level = NEW_ARRAY(arena, l->data->count, double);
	if (target->op == TARGET_WITHIN)
		out->level_high = NEW_ARRAY(arena, l->data->count, double);
	out->slanted = target->when == TARGET_BY && target->measure == MEASURE_VALUE &&
		       target->op != TARGET_WITHIN;
	out->pace = is_pace(target);
	if (out->slanted)
		fill_way(l, out->bound, out->level);
	else
		fill_levels(l, out);
	out->drawn = has_level(l->data, out->level);
	out->ticks = l->data->bars && !out->slanted && !is_steady(l->data, out->level);
}

/* A target without a direction (=, within) is missed on the side where the figure lies. */
static enum chart_mark missed_mark(
	const struct leveller *l, const struct measured *measured, int period)
{
	const struct target *target = l->target;
	int direction = target_direction(target);

	if (direction == 0 && !measure_is_yearly(target->measure))
		direction = measured_at(measured, period) <
					    verdict_bound(l->book, l->series, target, period)
				    ? 1
				    : -1;
	return direction >= 0 ? MARK_TOO_LOW : MARK_TOO_HIGH;
}

/* Before a deadline a figure can only have reached the bound already; it has not missed it yet. */
static bool may_miss(const struct target *target, int period)
{
	return (target->when != TARGET_BY && target->when != TARGET_AT) || period >= target->to;
}

/* A flow's bars are single periods; a year's total is about none of them. */
static bool can_mark(const struct indicator *indicator, const struct target *target)
{
	return indicator->kind != KIND_FLOW || !is_pace(target);
}

static void mark_places(struct arena *arena, const struct leveller *l, struct chart_data *data)
{
	struct measured measured;

	if (!can_mark(data->indicator, l->target))
		return;
	measures_compute(arena, l->target->measure, l->series, &measured);
	for (size_t i = 0; i < data->figures_end; i++) {
		struct chart_place *place = &data->place[i];
		int period = data->first + (int)i, holds;

		if (isnan(place->value))
			continue;
		holds = verdict_holds(l->book, l->series, l->target, &measured, period);
		if (holds == 1 && place->mark == MARK_NONE)
			place->mark = MARK_MET;
		if (holds == 0 && may_miss(l->target, period))
			place->mark = missed_mark(l, &measured, period);
	}
}

/* `in every year` comes with a verdict for each year: one target all the same. */
static struct chart_target *target_entry(
	struct arena *arena, struct chart_data *data, const struct verdict *verdict, bool *known)
{
	for (size_t i = 0; i < data->targets.count; i++) {
		*known = data->targets.item[i].target == verdict->target;
		if (*known)
			return &data->targets.item[i];
	}
	*known = false;
	return array_add(arena, &data->targets);
}

/* A verdict that could not be spoken has no bound; the target may have one all the same. */
static void set_verdict(struct chart_target *entry, const struct verdict *verdict)
{
	const struct target *target = verdict->target;
	bool own = !target->bound_id.len;

	entry->verdict = verdict;
	entry->bound = own && isnan(verdict->bound) ? target->bound : verdict->bound;
	entry->bound_high = own ? target->bound_high : NAN;
}

void chart_levels(struct arena *arena, const struct book *book, const struct series *series,
	const struct verdict *verdicts, size_t count, struct chart_data *data)
{
	for (size_t i = 0; i < count; i++) {
		bool known;
		struct chart_target *entry = target_entry(arena, data, &verdicts[i], &known);
		struct leveller leveller = {book, series, data, verdicts[i].target};

		entry->target = verdicts[i].target;
		set_verdict(entry, &verdicts[i]);
		if (known)
			continue;
		add_levels(arena, &leveller, entry);
		mark_places(arena, &leveller, data);
	}
}
