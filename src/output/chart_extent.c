#include "output/chart_extent.h"

#include <math.h>

/* A target that many times the figures' range away would press them flat. Bars stand on 0 and show
 * what share of a target they reach, down to a twentieth. */
static const double target_reach = 8, target_reach_of_bars = 20;
static const double usual_reach = 0.5, fan_reach = 1;

/* Figures that hardly change have room all the same, of their level. */
static const double least_range = 0.1;

void extent_take(struct extent *extent, double figure)
{
	if (isnan(figure))
		return;
	extent->low = fmin(extent->low, figure);
	extent->high = fmax(extent->high, figure);
}

/* In small charts two months in one figure stand as their mean. */
static double shown(const struct chart_data *data, bool tile, size_t place, double figure)
{
	return tile ? chart_single(data, place, figure) : figure;
}

static struct extent figures_extent(const struct chart_data *data, bool tile)
{
	struct extent own = {INFINITY, -INFINITY};

	for (size_t i = 0; i < data->count; i++) {
		extent_take(&own, shown(data, tile, i, data->place[i].value));
		for (size_t y = 0; y < data->years.count; y++)
			extent_take(&own, data->years.item[y].figure[i]);
		if (!tile)
			extent_take(&own, data->place[i].before);
	}
	if (data->ahead.verdict && !tile)
		extent_take(&own, data->ahead.middle);
	return own;
}

static double range_of(const struct chart_data *data, const struct extent *own)
{
	double level = fmax(fabs(own->low), fabs(own->high));

	return fmax(data->bars ? level : own->high - own->low, least_range * level);
}

/* The figure, or the furthest towards it that is still to be shown. */
static double within(const struct extent *own, double room, double figure)
{
	if (isnan(figure))
		return NAN;
	return fmin(fmax(figure, own->low - room), own->high + room);
}

/* The end of a range, without what lies below 0 where no figure does. */
static double range_end(const struct extent *own, double room, double figure)
{
	double end = within(own, room, figure);

	return own->low >= 0 && end < 0 ? 0 : end;
}

static void take_usual(
	const struct chart_data *data, const struct extent *own, double range, struct extent *out)
{
	for (size_t i = 0; i < data->figures_end && data->usual.drawn; i++) {
		const struct chart_usual_place *usual = &data->usual.place[i];

		if (!data->bars)
			extent_take(out, range_end(own, usual_reach * range, usual->low));
		extent_take(out, range_end(own, usual_reach * range, usual->high));
	}
}

static void take_level(const struct extent *own, double reach, double level, struct extent *out)
{
	if (reach == 0 || within(own, reach, level) == level)
		extent_take(out, level);
}

static void take_targets(const struct chart_data *data, const struct extent *own, double range,
	bool tile, struct extent *out)
{
	double reach = range * (data->bars ? target_reach_of_bars : target_reach);
	size_t end = tile ? data->figures_end : data->count;

	for (size_t t = 0; t < data->targets.count; t++) {
		const struct chart_target *target = &data->targets.item[t];

		for (size_t i = 0; i < end && target->drawn; i++) {
			take_level(own, reach, shown(data, tile, i, target->level[i]), out);
			if (target->level_high)
				take_level(own, reach, shown(data, tile, i, target->level_high[i]),
					out);
		}
	}
}

struct extent chart_extent(const struct chart_data *data, bool tile)
{
	struct extent own = figures_extent(data, tile), all = own;
	double range = range_of(data, &own);

	take_usual(data, &own, range, &all);
	take_targets(data, &own, range, tile, &all);
	if (data->ahead.verdict && !tile) {
		extent_take(&all, range_end(&own, fan_reach * range, data->ahead.low));
		extent_take(&all, range_end(&own, fan_reach * range, data->ahead.high));
	}
	return all;
}
