#include "output/chart_ask.h"

#include "output/chart_words.h"
#include "output/words.h"
#include "text/decimal.h"

#include <math.h>

/* A bound is written as exactly as it was set, but no longer than other figures need. */
static struct str bound_text(const struct frame *frame, double bound, bool own_unit)
{
	struct notation notation = frame->labels;
	int places = decimal_places(bound);

	if (!own_unit)
		return scale_number(frame->arena, bound, (struct notation){places, 0, ""});
	if (notation.power)
		places = decimal_places(bound / pow(10, notation.power));
	notation.places = places < 5 ? places : notation.places;
	return scale_number(frame->arena, bound, notation);
}

/* What stands behind a bound: nothing for the indicator's own unit, which the subtitle names. */
static struct str bound_unit(const struct frame *frame, const struct target *target)
{
	const struct indicator *indicator = frame->data->indicator;
	struct str unit = words_unit(indicator, target->measure, frame->data->english);

	switch (measure_unit(target->measure, indicator->kind, indicator->unit)) {
	case MEASURE_IN_UNIT:
		return STR("");
	case MEASURE_IN_POINTS:
		return str_printf(frame->arena, " %.*s", STR_ARG(unit));
	default:
		return unit;
	}
}

static struct str condition(
	const struct frame *frame, const struct chart_target *target, double bound)
{
	static const char *const signs[] = {[TARGET_GE] = "≥",
		[TARGET_GT] = ">",
		[TARGET_LE] = "≤",
		[TARGET_LT] = "<",
		[TARGET_EQ] = "="};
	struct str unit = bound_unit(frame, target->target);
	struct str low = bound_text(frame, bound, !unit.len);

	if (target->target->op == TARGET_WITHIN)
		return str_printf(frame->arena, "%.*s%s%.*s%.*s", STR_ARG(low),
			frame->data->english ? " to " : "～",
			STR_ARG(bound_text(frame, target->bound_high, !unit.len)), STR_ARG(unit));
	return str_printf(frame->arena, "%s %.*s%.*s", signs[target->target->op], STR_ARG(low),
		STR_ARG(unit));
}

static struct str deadline_text(const struct frame *frame, const struct target *target,
	const char *measure, struct str what)
{
	const struct chart_data *data = frame->data;
	struct str when = word_period(frame->arena, data->indicator, target->to, data->english);

	if (data->english)
		return str_printf(frame->arena, "By %.*s%s%s %.*s", STR_ARG(when),
			*measure ? " " : "", measure, STR_ARG(what));
	return str_printf(frame->arena, "%.*s前%s %.*s", STR_ARG(when), measure, STR_ARG(what));
}

struct str ask_text(const struct frame *frame, const struct chart_target *target, double bound)
{
	const struct chart_data *data = frame->data;
	const char *measure = words_measure(target->target->measure, data->english);
	struct str what = condition(frame, target, bound);

	if (target->target->when == TARGET_BY)
		return deadline_text(frame, target->target, measure, what);
	return str_printf(frame->arena, "%s%s%s %.*s", word(WORD_TARGET, data->english),
		*measure ? " " : "", measure, STR_ARG(what));
}
