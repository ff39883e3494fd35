#include "model/measure.h"

#include "base/buf.h"
#include "text/unit.h"

#define KIND(kind) (1u << KIND_##kind)
#define EVERY_KIND ((1u << KIND_COUNT) - 1)
#define SUMMED (KIND(FLOW) | KIND(YTD) | KIND(CUMULATIVE))

static const char *const kinds[KIND_COUNT] = {"stock", "flow", "ytd", "cumulative", "ratio"};

/* ANYTIME: defined for weeks and days too, which have no years of equal length. */
enum trait { ANYTIME = 1, YEARLY = 2, GROWTH = 4 };

static const struct {
	const char *name;
	unsigned kinds, traits;
} measures[MEASURE_COUNT] = {
	[MEASURE_VALUE] = {"value", EVERY_KIND, ANYTIME},
	[MEASURE_FLOW] = {"flow", SUMMED, ANYTIME},
	[MEASURE_YTD] = {"ytd", SUMMED, 0},
	[MEASURE_CHANGE] = {"change", EVERY_KIND, ANYTIME | GROWTH},
	[MEASURE_NET] = {"net", KIND(STOCK) | KIND(CUMULATIVE) | KIND(RATIO), ANYTIME},
	[MEASURE_YOY] = {"yoy", EVERY_KIND, ANYTIME | GROWTH},
	[MEASURE_FLOW_YOY] = {"flow_yoy", SUMMED, GROWTH},
	[MEASURE_AVG12] = {"avg12", KIND(FLOW) | KIND(STOCK) | KIND(RATIO), 0},
	[MEASURE_SUM12] = {"sum12", SUMMED, 0},
	[MEASURE_TOTAL] = {"total", SUMMED, YEARLY},
	[MEASURE_AVERAGE] = {"average", KIND(FLOW) | KIND(STOCK) | KIND(RATIO), YEARLY},
	[MEASURE_GROWTH] = {"growth", SUMMED | KIND(STOCK), YEARLY | GROWTH},
};

const char *kind_name(enum kind kind)
{
	return kinds[kind];
}

bool kind_find(struct str name, enum kind *kind)
{
	for (int i = 0; i < KIND_COUNT; i++) {
		if (str_is(name, kinds[i])) {
			*kind = (enum kind)i;
			return true;
		}
	}
	return false;
}

const char *measure_name(enum measure measure)
{
	return measures[measure].name;
}

bool measure_find(struct str name, enum measure *measure)
{
	for (int i = 0; i < MEASURE_COUNT; i++) {
		if (str_is(name, measures[i].name)) {
			*measure = (enum measure)i;
			return true;
		}
	}
	return false;
}

bool measure_is_defined(enum measure measure, enum kind kind, enum every every)
{
	if (every == EVERY_ONCE)
		return measure == MEASURE_VALUE;
	if (!every_per_year(every) && !(measures[measure].traits & ANYTIME))
		return false;
	return measures[measure].kinds & (1u << kind);
}

bool measure_is_yearly(enum measure measure)
{
	return measures[measure].traits & YEARLY;
}

bool measure_is_growth(enum measure measure, enum kind kind)
{
	return (measures[measure].traits & GROWTH) && kind != KIND_RATIO;
}

enum measure_unit measure_unit(enum measure measure, enum kind kind, struct str unit)
{
	bool difference = (measures[measure].traits & GROWTH) || measure == MEASURE_NET;

	if (measure_is_growth(measure, kind))
		return MEASURE_IN_PERCENT;
	if (kind == KIND_RATIO && difference && unit_is_percent(unit))
		return MEASURE_IN_POINTS;
	return MEASURE_IN_UNIT;
}

struct str measure_list(struct arena *arena, enum kind kind, enum every every)
{
	struct buf list;

	buf_init(&list, arena);
	for (int i = 0; i < MEASURE_COUNT; i++) {
		if (!measure_is_defined((enum measure)i, kind, every))
			continue;
		if (list.len)
			buf_text(&list, ", ");
		buf_text(&list, measures[i].name);
	}
	return buf_str(&list);
}
