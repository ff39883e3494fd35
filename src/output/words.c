#include "output/words.h"

#include "text/decimal.h"
#include "text/unit.h"

#include <math.h>

/* Chinese first, English second, everywhere in this file. */

static const char *const statuses[VERDICT_COUNT][2] = {
	[VERDICT_MET] = {"达标", "met"},
	[VERDICT_ON_TRACK] = {"正常推进", "on-track"},
	[VERDICT_NOT_DUE] = {"未到期", "not-due"},
	[VERDICT_STALE] = {"数据过期", "stale"},
	[VERDICT_NO_DATA] = {"无数据", "no-data"},
	[VERDICT_AT_RISK] = {"有风险", "at-risk"},
	[VERDICT_OFF_TRACK] = {"明显滞后", "off-track"},
	[VERDICT_MISSED] = {"未达标", "missed"},
};

static const char *const freshnesses[][2] = {
	[FRESH] = {"最新", "fresh"},
	[LATE] = {"迟报", "late"},
	[STALE] = {"过期", "stale"},
	[FRESHNESS_NONE] = {"–", "–"},
};

static const char *const measures[MEASURE_COUNT][2] = {
	[MEASURE_VALUE] = {"", ""},
	[MEASURE_FLOW] = {"当期", "in the period"},
	[MEASURE_YTD] = {"本年累计", "year to date"},
	[MEASURE_CHANGE] = {"环比", "on the previous period"},
	[MEASURE_NET] = {"比上期增减", "net change"},
	[MEASURE_YOY] = {"同比", "on the year"},
	[MEASURE_FLOW_YOY] = {"当期同比", "in the period, on the year"},
	[MEASURE_AVG12] = {"近一年平均", "average of a year"},
	[MEASURE_SUM12] = {"近一年合计", "sum of a year"},
	[MEASURE_TOTAL] = {"全年", "total"},
	[MEASURE_AVERAGE] = {"全年平均", "average"},
	[MEASURE_GROWTH] = {"全年增长", "growth"},
};

const char *words_status(enum verdict_status status, bool english)
{
	return statuses[status][english];
}

enum tint words_tint(enum verdict_status status)
{
	static const enum tint tints[VERDICT_COUNT] = {
		[VERDICT_MET] = TINT_GOOD,
		[VERDICT_ON_TRACK] = TINT_GOOD,
		[VERDICT_NOT_DUE] = TINT_FAINT,
		[VERDICT_STALE] = TINT_WATCH,
		[VERDICT_NO_DATA] = TINT_FAINT,
		[VERDICT_AT_RISK] = TINT_WATCH,
		[VERDICT_OFF_TRACK] = TINT_BAD,
		[VERDICT_MISSED] = TINT_BAD,
	};

	return tints[status];
}

const char *words_freshness(enum freshness freshness, bool english)
{
	return freshnesses[freshness][english];
}

const char *words_variation(enum variation variation, bool english)
{
	static const char *const words[][2] = {
		[VARIATION_NONE] = {"–", "–"},
		[VARIATION_COMMON] = {"常态", "common"},
		[VARIATION_IMPROVEMENT] = {"向好", "improvement"},
		[VARIATION_CONCERN] = {"向差", "concern"},
		[VARIATION_HIGH] = {"偏高", "high"},
		[VARIATION_LOW] = {"偏低", "low"},
	};

	return words[variation][english];
}

const char *words_label(enum xmr_label label, bool english)
{
	static const char *const words[] = {
		[XMR_MISSING] = "–",
		[XMR_OUTSIDE] = "超出界限",
		[XMR_TREND] = "七点趋势",
		[XMR_TWO_OF_THREE] = "三点中两点近界",
		[XMR_SHIFT] = "七点同侧",
		[XMR_COMMON] = "常态",
	};

	return english ? xmr_label_name(label) : words[label];
}

const char *words_measure(enum measure measure, bool english)
{
	return measures[measure][english];
}

bool words_find_status(struct str word, enum verdict_status *status)
{
	for (int i = 0; i < VERDICT_COUNT; i++) {
		if (str_is(word, statuses[i][0]) || str_is(word, statuses[i][1])) {
			*status = (enum verdict_status)i;
			return true;
		}
	}
	return verdict_status_find(word, status);
}

struct str words_unit(const struct indicator *indicator, enum measure measure, bool english)
{
	switch (measure_unit(measure, indicator->kind, indicator->unit)) {
	case MEASURE_IN_PERCENT:
		return STR("%");
	case MEASURE_IN_POINTS:
		return english ? STR("points") : STR("个百分点");
	default:
		return indicator->unit;
	}
}

/* As many as 15 digits need: sums of decimals end in a rest of binary arithmetic. */
static int places_of(double value)
{
	struct decimal decimal;
	char text[32];
	struct str printed = {text, decimal_print(value, text)};

	return decimal_places(decimal_parse(printed, &decimal) ? decimal_value(decimal) : value);
}

int words_places(const struct indicator *indicator, enum measure measure, double value)
{
	if (measure_unit(measure, indicator->kind, indicator->unit) != MEASURE_IN_UNIT)
		return 1;
	return indicator->decimals >= 0 ? indicator->decimals : places_of(value);
}

static struct str with_unit(struct arena *arena, struct str number, struct str unit)
{
	if (!unit.len)
		return number;
	return str_printf(
		arena, "%.*s%s%.*s", STR_ARG(number), str_is(unit, "%") ? "" : " ", STR_ARG(unit));
}

struct str words_number(
	struct arena *arena, const struct indicator *indicator, enum measure measure, double value)
{
	return decimal_round(arena, value, words_places(indicator, measure, value), true);
}

struct str words_value(struct arena *arena, const struct indicator *indicator, enum measure measure,
	double value, bool english)
{
	if (isnan(value))
		return STR("–");
	return with_unit(arena, words_number(arena, indicator, measure, value),
		words_unit(indicator, measure, english));
}

static bool meets(const struct verdict *verdict, double value)
{
	return target_is_met(verdict->target, value, verdict->bound, verdict->bound_high);
}

struct str words_judged(struct arena *arena, const struct verdict *verdict, bool english)
{
	enum measure measure = verdict->target->measure;
	int places = words_places(verdict->indicator, measure, verdict->value);

	if (isnan(verdict->value))
		return words_value(
			arena, verdict->indicator, MEASURE_VALUE, verdict->so_far, english);
	while (places < 15 && meets(verdict, decimal_rounded(verdict->value, places)) !=
				      meets(verdict, verdict->value))
		places++;
	return with_unit(arena, decimal_round(arena, verdict->value, places, true),
		words_unit(verdict->indicator, measure, english));
}

struct str words_period(struct arena *arena, const struct indicator *indicator, int period)
{
	return period_print(arena, indicator->every, indicator->calendar, period);
}

static const char *op_sign(enum target_op op)
{
	static const char *const signs[] = {"≥", ">", "≤", "<", "=", ""};

	return signs[op];
}

/* A bound is printed as it was set, not rounded; computed ones (growth) may be long. */
static struct str bound_number(struct arena *arena, const struct verdict *verdict, double bound)
{
	int needed = decimal_places(bound);

	if (needed > 6)
		needed = words_places(verdict->indicator, verdict->target->measure, bound);
	return decimal_round(arena, bound, needed, true);
}

static struct str bound_text(struct arena *arena, const struct verdict *verdict, bool english)
{
	const struct target *target = verdict->target;
	struct str unit = words_unit(verdict->indicator, target->measure, english);
	bool judged = !isnan(verdict->bound);

	if (!judged && target->bound_indicator)
		return indicator_title(target->bound_indicator, english);
	if (target->op == TARGET_WITHIN)
		return with_unit(arena,
			str_printf(arena, "%.*s–%.*s",
				STR_ARG(bound_number(arena, verdict, target->bound)),
				STR_ARG(bound_number(arena, verdict, target->bound_high))),
			unit);
	return with_unit(
		arena, bound_number(arena, verdict, judged ? verdict->bound : target->bound), unit);
}

static struct str when_text(struct arena *arena, const struct verdict *verdict, bool english)
{
	const struct target *target = verdict->target;
	const struct indicator *indicator = verdict->indicator;

	switch (target->when) {
	case TARGET_BY:
		return str_printf(arena, english ? " by %.*s" : "，%.*s 前",
			STR_ARG(words_period(arena, indicator, target->to)));
	case TARGET_AT:
		return str_printf(arena, english ? " at %.*s" : "，%.*s 时",
			STR_ARG(words_period(arena, indicator, target->to)));
	case TARGET_IN:
	case TARGET_IN_EVERY:
		return str_printf(arena, english ? " in %.*s" : "，%.*s 年",
			STR_ARG(period_print(
				arena, EVERY_YEAR, indicator->calendar, verdict->year)));
	default:
		break;
	}
	if (!target->has_from)
		return STR("");
	if (target->has_to)
		return str_printf(arena, english ? " from %.*s to %.*s" : "，%.*s 至 %.*s",
			STR_ARG(words_period(arena, indicator, target->from)),
			STR_ARG(words_period(arena, indicator, target->to)));
	return str_printf(arena, english ? " from %.*s" : "，%.*s 起",
		STR_ARG(words_period(arena, indicator, target->from)));
}

struct str words_target(struct arena *arena, const struct verdict *verdict, bool english)
{
	const char *measure = words_measure(verdict->target->measure, english);
	const char *sign = op_sign(verdict->target->op);

	return str_printf(arena, "%s%s%s%s%.*s%.*s", measure, *measure ? " " : "", sign,
		*sign ? " " : "", STR_ARG(bound_text(arena, verdict, english)),
		STR_ARG(when_text(arena, verdict, english)));
}
