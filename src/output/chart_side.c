#include "output/chart_side.h"

#include "output/chart_text.h"
#include "output/chart_words.h"
#include "text/decimal.h"

#include <math.h>

enum {
	DISTANCE = 18,
	BOLD_DISTANCE = 20,
	LABEL_GAP = 16,
	MOST_TARGETS = 3,
	WIDEST = 210,
	PUSHES = 40
};

static void add_label(
	const struct frame *frame, struct side *side, struct str text, const char *color, double at)
{
	struct side_label label = {
		text_fit(frame->arena, text, 12, WIDEST), color, 12, false, at, 0};
	double width = text_width(label.text, label.size);

	*array_add(frame->arena, side) = label;
	side->width = width > side->width ? width : side->width;
}

/* A bound is written as exactly as it was set, but no longer than other figures need. */
static struct str bound_text(const struct frame *frame, double bound, bool own_unit)
{
	struct notation notation = frame->labels;
	int places = decimal_places(bound);

	if (!own_unit)
		return scale_number(frame->arena, bound, (struct notation){places, 0, ""});
	if (!notation.power)
		notation.places = places < 4 ? places : notation.places;
	return scale_number(frame->arena, bound, notation);
}

static bool in_own_unit(const struct frame *frame, const struct target *target)
{
	return measure_unit(target->measure, frame->data->indicator->kind,
		       frame->data->indicator->unit) == MEASURE_IN_UNIT;
}

static struct str condition(const struct frame *frame, const struct target *target, double bound)
{
	static const char *const signs[] = {[TARGET_GE] = "≥",
		[TARGET_GT] = ">",
		[TARGET_LE] = "≤",
		[TARGET_LT] = "<",
		[TARGET_EQ] = "="};
	bool own = in_own_unit(frame, target);
	struct str low = bound_text(frame, bound, own);
	const char *percent = own ? "" : "%";

	if (target->op == TARGET_WITHIN)
		return str_printf(frame->arena, "%.*s–%.*s%s", STR_ARG(low),
			STR_ARG(bound_text(frame, target->bound_high, own)), percent);
	return str_printf(frame->arena, "%s %.*s%s", signs[target->op], STR_ARG(low), percent);
}

/* "目标 ≥ 8,200", "目标 同比 ≥ 8%", "2024年12月前 ≥ 2,600" */
static struct str target_text(
	const struct frame *frame, const struct chart_target *target, double bound)
{
	const struct chart_data *data = frame->data;
	const char *measure = word_of_measure(target->target->measure, data->english);
	struct str what = condition(frame, target->target, bound), when;

	if (target->target->when == TARGET_BY) {
		when = word_period(
			frame->arena, data->indicator, target->target->to, data->english);
		return data->english ? str_printf(frame->arena, "By %.*s%s%s %.*s", STR_ARG(when),
					       *measure ? " " : "", measure, STR_ARG(what))
				     : str_printf(frame->arena, "%.*s前%s %.*s", STR_ARG(when),
					       measure, STR_ARG(what));
	}
	return str_printf(frame->arena, "%s%s%s %.*s", word(WORD_TARGET, data->english),
		*measure ? " " : "", measure, STR_ARG(what));
}

/* The place of the level that speaks of the latest figure; otherwise the last one there is. */
static double level_of_label(const struct chart_data *data, const struct chart_target *target)
{
	double last = NAN;

	if (!target->drawn)
		return NAN;
	if (!target->slanted && !isnan(target->level[data->last]))
		return target->level[data->last];
	for (size_t i = 0; i < data->count; i++)
		last = isnan(target->level[i]) ? last : target->level[i];
	return last;
}

/* A year's target has two labels: what it asks for by now, beside its tick, and the year's bound.
 */
static void add_target(
	const struct frame *frame, struct side *side, const struct chart_target *target)
{
	double level = level_of_label(frame->data, target), bound = target->verdict->bound;

	if (target->pace && !isnan(level)) {
		struct str pace = frame_number(frame, level);

		add_label(frame, side,
			str_printf(frame->arena, "%s %.*s", word(WORD_PACE, frame->data->english),
				STR_ARG(pace)),
			COLOR_INK, level);
		level = NAN;
	} else if (target->drawn && !target->slanted && target->target->measure == MEASURE_VALUE &&
		   !isnan(level)) {
		bound = level;
	}
	if (!isnan(bound))
		add_label(frame, side, target_text(frame, target, bound), COLOR_INK, level);
}

static void add_latest(const struct frame *frame, struct side *side)
{
	const struct chart_data *data = frame->data;
	const struct chart_place *place = &data->place[data->last];
	struct side_label label = {frame_number(frame, place->value),
		place->mark == MARK_MET       ? COLOR_MET
		: mark_is_missed(place->mark) ? COLOR_MISSED
					      : COLOR_INK,
		16, true, place->value, 0};
	double width = text_width(label.text, label.size) * 1.05;

	*array_add(frame->arena, side) = label;
	side->width = width > side->width ? width : side->width;
}

void side_collect(const struct frame *frame, struct side *side)
{
	const struct chart_data *data = frame->data;
	double before = data->place[data->last].before;

	*side = (struct side){0};
	add_latest(frame, side);
	for (size_t i = 0; i < data->targets.count && i < MOST_TARGETS; i++)
		add_target(frame, side, &data->targets.item[i]);
	if (!isnan(before))
		add_label(frame, side,
			str_printf(frame->arena, "%s %.*s", word(WORD_BEFORE, data->english),
				STR_ARG(frame_number(frame, before))),
			COLOR_BEFORE_TEXT, before);
}

static double wanted(const struct frame *frame, const struct side_label *label)
{
	return isnan(label->at) ? frame->bottom : frame_y(frame, label->at);
}

/* By height; what names no figure last. Few items: insertion sort keeps equal ones in order. */
static void sort_labels(const struct frame *frame, struct side *side)
{
	for (size_t i = 1; i < side->count; i++) {
		struct side_label label = side->item[i];
		size_t to = i;

		for (; to && wanted(frame, &side->item[to - 1]) > wanted(frame, &label); to--)
			side->item[to] = side->item[to - 1];
		side->item[to] = label;
	}
}

static double distance(const struct side_label *a, const struct side_label *b)
{
	return a->bold || b->bold ? BOLD_DISTANCE : DISTANCE;
}

/* Labels that touch push each other away, each by half, until they stand apart. */
static void push_apart(const struct frame *frame, struct side *side)
{
	for (size_t i = 0; i < side->count; i++)
		side->item[i].y = wanted(frame, &side->item[i]);
	for (int round = 0; round < PUSHES; round++) {
		for (size_t i = 0; i + 1 < side->count; i++) {
			struct side_label *upper = &side->item[i], *lower = upper + 1;
			double overlap = distance(upper, lower) - (lower->y - upper->y);

			upper->y -= fmax(overlap, 0) / 2;
			lower->y += fmax(overlap, 0) / 2;
		}
	}
}

/* The ends of the plot push back, and every distance is made good to the last pixel. */
static void keep_inside(const struct frame *frame, struct side *side)
{
	double limit = frame->bottom;

	for (size_t i = side->count; i-- > 0;) {
		side->item[i].y = fmin(side->item[i].y, limit);
		limit = i ? side->item[i].y - distance(&side->item[i - 1], &side->item[i]) : 0;
	}
	limit = frame->top;
	for (size_t i = 0; i < side->count; i++) {
		side->item[i].y = fmax(side->item[i].y, limit);
		if (i + 1 < side->count)
			limit = side->item[i].y + distance(&side->item[i], &side->item[i + 1]);
	}
}

void side_place(const struct frame *frame, struct side *side)
{
	sort_labels(frame, side);
	push_apart(frame, side);
	keep_inside(frame, side);
}

void side_draw(const struct frame *frame, const struct side *side)
{
	double x = frame->right + LABEL_GAP;

	for (size_t i = 0; i < side->count; i++) {
		const struct side_label *label = &side->item[i];

		pen_text(&frame->pen, x, label->y,
			(struct pen_text){label->size, ALIGN_LEFT, label->bold, label->color},
			label->text);
		if (!isnan(label->at) && fabs(label->y - frame_y(frame, label->at)) > 4)
			pen_line(&frame->pen, frame->right + 1, frame_y(frame, label->at), x - 3,
				label->y, 0.8, COLOR_LEADER);
	}
}
