#include "output/chart_side.h"

#include "output/chart_marks.h"
#include "output/chart_text.h"
#include "output/chart_words.h"
#include "output/words.h"
#include "text/decimal.h"

#include <math.h>

enum {
	DISTANCE = 18,
	BOLD_DISTANCE = 20,
	LABEL_GAP = 16,
	MOST_LABELS = 5,
	MOST_PLACES = 15,
	WIDEST = 210,
	LABEL_SIZE = 12,
	BOLD_SIZE = 16,
	PUSHES = 40,
};

static void add_label(const struct frame *frame, struct side *side, struct str text,
	const char *color, double at, bool leads)
{
	struct side_label label = {
		text_fit(frame->arena, text, (struct lettering){LABEL_SIZE, false}, WIDEST), color,
		LABEL_SIZE, false, at, leads, 0};
	double width = text_width(label.text, (struct lettering){LABEL_SIZE, false});

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

/* "目标 ≥ 8,200", "目标 同比 ≥ 8%", "2024年12月前 ≥ 2,600" */
static struct str target_text(
	const struct frame *frame, const struct chart_target *target, double bound)
{
	const struct chart_data *data = frame->data;
	const char *measure = words_measure(target->target->measure, data->english);
	struct str what = condition(frame, target, bound), when;

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

/* The level at the latest figure; a way to go is named where it ends. NaN: nothing is asked there.
 */
static double level_of_label(const struct chart_data *data, const struct chart_target *target)
{
	double end = NAN;

	if (!target->slanted && !data->by_year)
		return target->level[data->last];
	for (size_t i = data->last; i < data->count; i++)
		end = isnan(target->level[i]) ? end : target->level[i];
	return end;
}

/* Has the year's sum so far something to say: the bars themselves do not show it. */
static bool is_sum(const struct chart_target *target)
{
	enum measure measure = target->target->measure;

	return (measure == MEASURE_TOTAL || measure == MEASURE_GROWTH) &&
	       !isnan(target->verdict->so_far);
}

/*
 * A year's target has two labels: what it asks for by now, beside its tick, and the year's bound.
 * One that cannot be drawn is named below the latest figure.
 */
static void add_target(
	const struct frame *frame, struct side *side, const struct chart_target *target)
{
	const struct chart_data *data = frame->data;
	double level = target->drawn ? level_of_label(data, target) : data->place[data->last].value;
	double bound = target->bound;

	if (isnan(level) || (!target->drawn && target->verdict->over))
		return; /* it speaks of other periods */
	if (target->pace && target->drawn && !data->by_year)
		add_label(frame, side,
			str_printf(frame->arena, "%s %.*s", word(WORD_PACE, data->english),
				STR_ARG(frame_number(frame, level))),
			COLOR_INK, level, true);
	else if (target->drawn && !target->slanted && target->target->measure == MEASURE_VALUE)
		bound = level;
	if (!isnan(bound))
		add_label(frame, side, target_text(frame, target, bound), COLOR_INK, level,
			target->drawn && (data->by_year ? !isnan(target->level[data->count - 1])
							: !target->pace));
	if (!target->drawn && is_sum(target))
		add_label(frame, side,
			str_printf(frame->arena, "%s %.*s", word(WORD_SO_FAR, data->english),
				STR_ARG(frame_number(frame, target->verdict->so_far))),
			COLOR_SUB, level, false);
}

/* A figure rounded across a bound would belie its mark: it gets another decimal until it does not.
 */
static struct notation honest_notation(const struct frame *frame, double value)
{
	const struct chart_data *data = frame->data;
	struct notation notation = frame->labels;
	double unit = pow(10, notation.power);

	for (size_t i = 0; i < data->targets.count; i++) {
		const struct chart_target *t = &data->targets.item[i];
		double low, high;
		bool met;

		if (!t->drawn || t->slanted || t->target->measure != MEASURE_VALUE)
			continue;
		low = t->level[data->last];
		high = t->level_high ? t->level_high[data->last] : NAN;
		met = target_is_met(t->target, value, low, high);
		while (!isnan(low) && notation.places < MOST_PLACES &&
			met != target_is_met(t->target,
				       decimal_rounded(value / unit, notation.places) * unit, low,
				       high))
			notation.places++;
	}
	return notation;
}

static const char *latest_color(const struct chart_place *place)
{
	return place->mark == MARK_NONE ? COLOR_INK : mark_color(place->mark);
}

static struct str latest_text(const struct frame *frame)
{
	double value = frame->data->place[frame->data->last].value;

	return scale_number(frame->arena, value, honest_notation(frame, value));
}

static void add_latest(const struct frame *frame, struct side *side)
{
	const struct chart_place *place = &frame->data->place[frame->data->last];
	struct side_label label = {
		latest_text(frame), latest_color(place), BOLD_SIZE, true, place->value, true, 0};
	double width = text_width(label.text, (struct lettering){BOLD_SIZE, true});

	*array_add(frame->arena, side) = label;
	side->width = width > side->width ? width : side->width;
}

/* A line that ends within the plot is named there: above its end, or below if a target is above. */
static void draw_latest(const struct frame *frame)
{
	const struct chart_data *data = frame->data;
	const struct chart_place *place = &data->place[data->last];
	struct pen_text how = {BOLD_SIZE, ALIGN_LEFT, true, latest_color(place)};
	struct str when = word_period(
		frame->arena, data->indicator, data->first + (int)data->last, data->english);
	struct str text =
		str_printf(frame->arena, "%.*s %.*s", STR_ARG(when), STR_ARG(latest_text(frame)));
	double width = text_width(text, (struct lettering){BOLD_SIZE, true});
	double x = frame_x(frame, (double)data->last), y = frame_y(frame, place->value);
	double left = fmax(x - 8 - width, frame->left + 4);

	if (place->mark == MARK_TOO_LOW && x + 8 + width < frame->right) {
		left = x + 8;
		y = fmin(y + 17, frame->bottom - 10);
	} else {
		y = fmax(y - 17, frame->top + 10);
	}
	pen_box(&frame->pen, left + width / 2, y, width, BOLD_SIZE + 2, COLOR_WHITE);
	pen_text(&frame->pen, left, y, how, text);
}

/* "8,201–8,752", "1.57–1.87万亿": a word for thousands stands behind the range. */
static struct str range_text(
	const struct frame *frame, double low, double high, struct notation notation)
{
	struct str end = scale_number(frame->arena, high, notation);

	if (str_ends(end, str_of(notation.word)))
		notation.word = "";
	return str_printf(frame->arena, "%.*s–%.*s",
		STR_ARG(scale_number(frame->arena, low, notation)), STR_ARG(end));
}

static void add_usual(const struct frame *frame, struct side *side)
{
	const struct chart_data *data = frame->data;
	const struct chart_usual_place *usual = &data->usual.place[data->last];

	if (isnan(usual->low))
		return;
	add_label(frame, side,
		str_printf(frame->arena, "%s %.*s", word(WORD_USUAL, data->english),
			STR_ARG(range_text(frame, usual->low, usual->high, frame->labels))),
		COLOR_BEFORE_TEXT, usual->middle, true);
}

/* A mean of whole figures is none. */
static struct notation projected_notation(const struct frame *frame, const struct verdict *verdict)
{
	struct notation notation = frame->labels;

	if (verdict->target->measure == MEASURE_AVERAGE && frame->data->indicator->decimals < 0)
		notation.places++;
	return notation;
}

/*
 * "预计 221.4（213–230）": the year's sum as the verdict has it, wherever it is drawn. An interval
 * that is too long for the same line gets its own.
 */
static void add_ahead(const struct frame *frame, struct side *side)
{
	const struct chart_ahead *ahead = &frame->data->ahead;
	const struct verdict *verdict = ahead->verdict;
	bool english = frame->data->english;
	struct notation notation;
	struct str text, range, both;

	if (!verdict)
		return;
	notation = projected_notation(frame, verdict);
	text = str_printf(frame->arena, "%s %.*s",
		word(ahead->grows ? WORD_PROJECTED : WORD_PROJECTED_YEAR, english),
		STR_ARG(scale_number(frame->arena, verdict->projection, notation)));
	range = isnan(verdict->low) ? STR("")
				    : range_text(frame, verdict->low, verdict->high, notation);
	both = str_printf(frame->arena, english ? "%.*s (%.*s)" : "%.*s（%.*s）", STR_ARG(text),
		STR_ARG(range));
	if (range.len && text_width(both, (struct lettering){LABEL_SIZE, false}) <= WIDEST) {
		add_label(frame, side, both, COLOR_AHEAD, ahead->middle, true);
		return;
	}
	add_label(frame, side, text, COLOR_AHEAD, ahead->middle, true);
	if (range.len)
		add_label(frame, side, str_printf(frame->arena, "80%%: %.*s", STR_ARG(range)),
			COLOR_AHEAD, ahead->middle, false);
}

/* "2024 1,309"; a year whose end is not known is only named. */
static void add_years(const struct frame *frame, struct side *side)
{
	const struct chart_data *data = frame->data;

	for (size_t i = 0; i < data->years.count; i++) {
		const struct chart_year *year = &data->years.item[i];
		struct str text = word_year(frame->arena, data->indicator, year->year);
		double figure = year->figure[year->last];

		if (year->last + 1 == data->count)
			text = str_printf(frame->arena, "%.*s  %.*s", STR_ARG(text),
				STR_ARG(frame_number(frame, figure)));
		add_label(frame, side, text, COLOR_BEFORE_TEXT, figure, true);
	}
}

void side_collect(const struct frame *frame, struct side *side)
{
	const struct chart_data *data = frame->data;
	double before = data->place[data->last].before;

	*side = (struct side){0};
	if (!data->by_year)
		add_latest(frame, side);
	for (size_t i = 0; i < data->targets.count && side->count < MOST_LABELS; i++)
		add_target(frame, side, &data->targets.item[i]);
	add_ahead(frame, side);
	if (data->by_year) {
		add_years(frame, side);
		return;
	}
	add_usual(frame, side);
	if (!isnan(before))
		add_label(frame, side,
			str_printf(frame->arena, "%s %.*s", word(WORD_BEFORE, data->english),
				STR_ARG(frame_number(frame, before))),
			COLOR_BEFORE_TEXT, before, true);
}

static double wanted(const struct frame *frame, const struct side_label *label)
{
	return frame_y(frame, label->at);
}

/* By height. Few items: insertion sort keeps equal ones in order. */
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
	double x = frame->right + LABEL_GAP, from = frame->right + 1;

	if (frame->data->by_year) {
		draw_latest(frame);
		from = frame_x(frame, (double)frame->data->count - 1) + 4;
	}
	for (size_t i = 0; i < side->count; i++) {
		const struct side_label *label = &side->item[i];

		pen_text(&frame->pen, x, label->y,
			(struct pen_text){label->size, ALIGN_LEFT, label->bold, label->color},
			label->text);
		if (label->leads && fabs(label->y - frame_y(frame, label->at)) > 4)
			pen_line(&frame->pen, from, frame_y(frame, label->at), x - 3, label->y, 0.8,
				COLOR_LEADER);
	}
}
