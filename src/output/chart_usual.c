#include "output/chart_usual.h"

#include "analysis/control.h"
#include "analysis/measures.h"

#include <math.h>

/* What a sum had come to before the period; 0 for figures that stand alone. */
static double sum_before(const struct series *series, int period)
{
	enum kind kind = series->key.indicator->kind;

	if (kind != KIND_YTD && kind != KIND_CUMULATIVE)
		return 0;
	return series_at(series, period) - measures_at(MEASURE_FLOW, series, period).value;
}

/* The figure that a limit of what is watched stands for. */
static double as_figure(
	const struct control *control, const struct series *series, int period, double limit)
{
	double base;

	if (measure_is_growth(control->measure, series->key.indicator->kind)) {
		base = measures_at(control->measure, series, period).base;
		limit = base > 0 ? base * (1 + limit / 100) : NAN;
	}
	return sum_before(series, period) + limit;
}

static void fill_place(const struct control *control, const struct series *series, size_t point,
	struct chart_data *data)
{
	const struct xmr_group *group = xmr_group_of(&control->xmr, point);
	int period = control->points.period[point];
	size_t i = (size_t)(period - data->first);
	struct chart_usual_place *place = &data->usual.place[i];
	double low, high;

	if (isnan(group->lower) || data->place[i].span > 1)
		return;
	low = as_figure(control, series, period, group->lower);
	high = as_figure(control, series, period, group->upper);
	if (isnan(low))
		return;
	*place = (struct chart_usual_place){
		low, as_figure(control, series, period, group->mean), high, group->first};
	data->usual.drawn |= data->usual.fixed || (!data->bars && !data->by_year);
	data->usual.trial |= group->present < XMR_FULL;
}

/* Growth says nothing where a figure may be 0 or less. */
static bool is_drawable(const struct control *control, const struct series *series)
{
	if (!measure_is_growth(control->measure, series->key.indicator->kind))
		return true;
	for (size_t i = 0; i < series->count; i++)
		if (series->value[i] <= 0)
			return false;
	return true;
}

void chart_usual(struct arena *arena, const struct series *series, struct chart_data *data)
{
	struct control control;

	data->usual.place = NEW_ARRAY(arena, data->count, struct chart_usual_place);
	for (size_t i = 0; i < data->count; i++)
		data->usual.place[i] = (struct chart_usual_place){NAN, NAN, NAN, 0};
	if (series->key.indicator->every == EVERY_ONCE)
		return;
	control_make(arena, series, &control);
	if (!is_drawable(&control, series))
		return;
	data->usual.fixed =
		control.measure == MEASURE_VALUE ||
		(control.measure == MEASURE_FLOW && series->key.indicator->kind == KIND_FLOW);
	for (size_t point = 0; point < control.points.count; point++) {
		int place = control.points.period[point] - data->first;

		if (place >= 0 && place < (int)data->figures_end)
			fill_place(&control, series, point, data);
	}
}
