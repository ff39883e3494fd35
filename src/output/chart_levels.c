#include "output/chart_levels.h"

#include <math.h>

/* What the levels of one target are made from. */
struct leveller {
	const struct book *book;
	const struct series *series;
	const struct verdict *verdicts;
	size_t count;
	const struct chart_data *data;
	const struct target *target;
};

static int year_of(const struct leveller *l, int period)
{
	const struct indicator *indicator = l->data->indicator;

	return period_year(indicator->every, indicator->calendar, period);
}

/* Is the target about this period? */
static bool applies(const struct leveller *l, int period)
{
	const struct target *target = l->target;

	switch (target->when) {
	case TARGET_AT:
		return period == target->to;
	case TARGET_IN:
		return year_of(l, period) == target->year;
	case TARGET_EVERY_PERIOD:
		return (!target->has_from || period >= target->from) &&
		       (!target->has_to || period <= target->to);
	default:
		return true;
	}
}

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

/* The figure that the year before ended with. */
static double year_end_before(const struct leveller *l, int year)
{
	const struct indicator *indicator = l->data->indicator;

	return series_at(l->series, period_in_year(indicator->every, indicator->calendar, year - 1,
					    every_per_year(indicator->every)));
}

/* A year's bound, spread evenly over its periods as the figure would then stand. */
static double paced(const struct leveller *l, int period, double bound)
{
	const struct indicator *indicator = l->data->indicator;
	int p = every_per_year(indicator->every), year = year_of(l, period);
	double share = (double)period_place(indicator->every, indicator->calendar, period) / p;
	double before = year_end_before(l, year);

	if (l->target->measure == MEASURE_TOTAL)
		return indicator->kind == KIND_YTD ? bound * share : before + bound * share;
	if (indicator->kind == KIND_STOCK)
		return before * (1 + bound / 100 * share);
	bound = measures_knot(l->series, year - 1, p) * (1 + bound / 100);
	return indicator->kind == KIND_YTD ? bound * share : before + bound * share;
}

/* What a bound of the target's measure asks of the figure itself. */
static double as_figure(const struct leveller *l, size_t place, double bound)
{
	switch (l->target->measure) {
	case MEASURE_YOY:
		return l->data->indicator->kind == KIND_RATIO
			       ? l->data->place[place].before + bound
			       : l->data->place[place].before * (1 + bound / 100);
	case MEASURE_TOTAL:
	case MEASURE_GROWTH:
		return paced(l, l->data->first + (int)place, bound);
	default:
		return bound;
	}
}

static bool is_pace(const struct target *target)
{
	return target->measure == MEASURE_TOTAL || target->measure == MEASURE_GROWTH;
}

/* The bound of the measure in a period; a yearly one stands in the verdict of its year. */
static double bound_at(const struct leveller *l, int period)
{
	if (!measure_is_yearly(l->target->measure))
		return verdict_bound(l->book, l->series, l->target, period);
	for (size_t i = 0; i < l->count; i++)
		if (l->verdicts[i].target == l->target && l->verdicts[i].year == year_of(l, period))
			return l->verdicts[i].bound;
	return NAN;
}

/* `by`: the straight way from the base to the bound; nothing is asked after the deadline. */
static void fill_way(const struct leveller *l, const struct verdict *verdict, double *level)
{
	const struct target *target = l->target;
	int from = target->has_base ? target->base_period : l->series->first;
	double base = target->has_base_value ? target->base_value : series_at(l->series, from);

	for (size_t i = 0; i < l->data->count; i++) {
		int period = l->data->first + (int)i;

		level[i] = NAN;
		if (period >= from && period <= target->to && target->to > from)
			level[i] = base +
				   (verdict->bound - base) * (period - from) / (target->to - from);
	}
}

static void fill_levels(const struct leveller *l, struct chart_target *out)
{
	for (size_t i = 0; i < l->data->count; i++) {
		int period = l->data->first + (int)i;

		out->level[i] = NAN;
		if (out->level_high)
			out->level_high[i] = NAN;
		if (!applies(l, period))
			continue;
		out->level[i] = as_figure(l, i, bound_at(l, period));
		if (out->level_high)
			out->level_high[i] = as_figure(l, i, l->target->bound_high);
	}
}

static bool has_level(const struct chart_data *data, const double *level)
{
	for (size_t i = 0; i < data->count; i++)
		if (!isnan(level[i]))
			return true;
	return false;
}

static void add_levels(struct arena *arena, const struct leveller *l, struct chart_target *out)
{
	const struct target *target = l->target;

	if (!is_drawable(l->data->indicator, target))
		return;
	out->level = NEW_ARRAY(arena, l->data->count, double);
	if (target->op == TARGET_WITHIN && !target->bound_id.len)
		out->level_high = NEW_ARRAY(arena, l->data->count, double);
	out->slanted = target->when == TARGET_BY && target->measure == MEASURE_VALUE &&
		       target->op != TARGET_WITHIN;
	out->pace = is_pace(target);
	if (out->slanted)
		fill_way(l, out->verdict, out->level);
	else
		fill_levels(l, out);
	out->drawn = has_level(l->data, out->level);
}

static enum chart_mark missed_mark(const struct target *target, double value, double bound)
{
	int direction = target_direction(target);

	if (direction == 0)
		direction = value < bound ? 1 : -1;
	return direction > 0 ? MARK_TOO_LOW : MARK_TOO_HIGH;
}

/* Before a deadline a figure can only have reached the bound already; it has not missed it yet. */
static bool may_miss(const struct target *target, int period)
{
	return target->when != TARGET_BY || period >= target->to;
}

/* The bars of a flow are months, a year's total is not about any of them. */
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

		if (isnan(place->value) || !applies(l, period))
			continue;
		holds = verdict_holds(l->book, l->series, l->target, &measured, period);
		if (holds == 1 && place->mark == MARK_NONE)
			place->mark = MARK_MET;
		if (holds == 0 && may_miss(l->target, period))
			place->mark = missed_mark(
				l->target, measured_at(&measured, period), bound_at(l, period));
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

void chart_levels(struct arena *arena, const struct book *book, const struct series *series,
	const struct verdict *verdicts, size_t count, struct chart_data *data)
{
	for (size_t i = 0; i < count; i++) {
		bool known;
		struct chart_target *entry = target_entry(arena, data, &verdicts[i], &known);
		struct leveller leveller = {
			book, series, verdicts, count, data, verdicts[i].target};

		entry->target = verdicts[i].target;
		entry->verdict = &verdicts[i];
		if (known)
			continue;
		add_levels(arena, &leveller, entry);
		mark_places(arena, &leveller, data);
	}
}
