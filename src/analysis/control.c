#include "analysis/control.h"

#include "analysis/forecast.h"
#include "analysis/seasonal.h"

#include <math.h>

const char *variation_name(enum variation variation)
{
	static const char *const names[] = {"", "common", "improvement", "concern", "high", "low"};

	return names[variation];
}

const char *assurance_name(enum assurance assurance)
{
	static const char *const names[] = {
		"", "passes consistently", "fails consistently", "hit or miss"};

	return names[assurance];
}

/* The last unbroken run of flows tells. */
static bool has_season(const struct points *flows)
{
	size_t last = flows->count, run;

	while (last > 0 && isnan(flows->figure[last - 1]))
		last--;
	if (last == 0 || flows->year < 2)
		return false;
	run = points_run(flows, last - 1);
	if (run < points_enough(flows))
		return false;
	return flows->year == FORECAST_COMBINED ||
	       seasonal_test(flows->figure + last - run, run, flows->year, SEASONAL_SURE);
}

/* What two months brought is no figure among those of one. */
static void leave_out_double_months(
	struct arena *arena, const struct indicator *indicator, struct points *points)
{
	points->figure = arena_copy(arena, points->figure, points->count * sizeof(double));
	for (size_t i = 0; i < points->count; i++)
		if (points_has_two(indicator, points->period[i]))
			points->figure[i] = NAN;
}

static void choose_points(struct arena *arena, const struct series *series, struct control *out)
{
	const struct indicator *indicator = series->key.indicator;

	if (indicator->kind == KIND_RATIO || indicator->kind == KIND_STOCK) {
		out->measure = indicator->kind == KIND_RATIO ? MEASURE_VALUE : MEASURE_CHANGE;
		points_of(arena, series, out->measure, &out->points);
		return;
	}
	points_of(arena, series, MEASURE_FLOW, &out->flows);
	if (has_season(&out->flows)) {
		out->measure = MEASURE_FLOW_YOY;
		points_of(arena, series, out->measure, &out->points);
		return;
	}
	out->measure = MEASURE_FLOW;
	out->points = out->flows;
	if (indicator->combined)
		leave_out_double_months(arena, indicator, &out->points);
}

void control_make(struct arena *arena, const struct series *series, struct control *out)
{
	const struct indicator *indicator = series->key.indicator;
	bool *begins;

	choose_points(arena, series, out);
	begins = NEW_ARRAY(arena, out->points.count, bool);
	for (size_t i = 0; i < indicator->rebase.count; i++) {
		size_t point;

		points_find(&out->points, indicator->rebase.item[i], &point);
		if (point < out->points.count)
			begins[point] = true;
	}
	xmr_make(arena, out->points.figure, out->points.count, begins, &out->xmr);
}

bool control_last(const struct control *control, size_t *point)
{
	*point = control->points.count;
	while (*point > 0 && isnan(control->points.figure[*point - 1]))
		--*point;
	return (*point)-- > 0;
}

enum variation control_variation(const struct control *control, int direction)
{
	size_t point;

	if (!control_last(control, &point) || control->xmr.label[point] == XMR_MISSING)
		return VARIATION_NONE;
	if (control->xmr.label[point] == XMR_COMMON)
		return VARIATION_COMMON;
	if (direction == 0)
		return control->xmr.side[point] > 0 ? VARIATION_HIGH : VARIATION_LOW;
	return control->xmr.side[point] == direction ? VARIATION_IMPROVEMENT : VARIATION_CONCERN;
}

bool control_watches(const struct control *control, const struct target *target, enum kind kind)
{
	if (kind == KIND_FLOW && target->measure == MEASURE_VALUE)
		return control->measure == MEASURE_FLOW;
	return control->measure == target->measure;
}

static bool is_above(double a, double b)
{
	return a > b + target_slack(b);
}

static enum assurance of_band(const struct xmr_group *limits, double low, double high)
{
	if (is_above(low, limits->upper) || is_above(limits->lower, high))
		return ASSURANCE_FAILS;
	return is_above(low, limits->lower) || is_above(limits->upper, high) ? ASSURANCE_EITHER
									     : ASSURANCE_PASSES;
}

static enum assurance of_bound(const struct xmr_group *limits, double bound, bool floor)
{
	if (is_above(bound, limits->upper))
		return floor ? ASSURANCE_FAILS : ASSURANCE_PASSES;
	if (is_above(limits->lower, bound))
		return floor ? ASSURANCE_PASSES : ASSURANCE_FAILS;
	return ASSURANCE_EITHER;
}

enum assurance control_assurance(
	const struct control *control, const struct target *target, double bound, double high)
{
	const struct xmr_group *limits;
	size_t point;

	if (isnan(bound) || !control_last(control, &point))
		return ASSURANCE_NONE;
	limits = xmr_group_of(&control->xmr, point);
	if (limits->present < XMR_LEAST)
		return ASSURANCE_NONE;
	if (!is_above(limits->upper, limits->lower))
		return target_is_met(target, limits->mean, bound, high) ? ASSURANCE_PASSES
									: ASSURANCE_FAILS;
	if (target->op == TARGET_WITHIN || target->op == TARGET_EQ)
		return of_band(limits, bound, target->op == TARGET_EQ ? bound : high);
	return of_bound(limits, bound, target->op == TARGET_GE || target->op == TARGET_GT);
}
