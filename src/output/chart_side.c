#include "output/chart_side.h"

#include "output/chart_ask.h"
#include "output/chart_latest.h"
#include "output/chart_words.h"
#include "output/words.h"

#include <math.h>

enum {
	DISTANCE = 18,
	BOLD_DISTANCE = 20,
	LABEL_GAP = 16,
	WIDEST = 210,
	LABEL_SIZE = 12,
	PUSHES = 40,
};

static const struct lettering plain = {LABEL_SIZE, false};

static void add_label(const struct frame *frame, struct side *side, enum side_rank rank,
	struct str text, const char *color, double at, bool leads)
{
	*array_add(frame->arena, side) =
		(struct side_label){.text = text_fit(frame->arena, text, plain, WIDEST),
			.how = plain,
			.rank = rank,
			.color = color,
			.at = at,
			.leads = leads};
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

static bool is_on_axis(const struct frame *frame, double level)
{
	return level >= frame->scale.low && level <= frame->scale.high;
}

/*
 * A target too far away to be drawn stands at the end of the axis where it would be; an arrow leads
 * on to a deadline behind the window.
 */
static void add_bound(const struct frame *frame, struct side *side,
	const struct chart_target *target, double bound, double level)
{
	const struct chart_data *data = frame->data;
	bool ends = data->by_year ? !isnan(target->level[data->count - 1]) : !target->pace;
	bool goes_on = target->slanted && target->target->to >= data->first + (int)data->count;
	struct str text = ask_text(frame, target, bound);

	if (!target->drawn || is_on_axis(frame, level))
		add_label(frame, side, SIDE_TARGET,
			str_printf(frame->arena, "%s%.*s", goes_on ? "→ " : "", STR_ARG(text)),
			COLOR_INK, level, target->drawn && ends);
	else
		add_label(frame, side, SIDE_TARGET,
			str_printf(frame->arena, "%.*s %s %s", STR_ARG(text),
				level > frame->scale.high ? "↑" : "↓",
				word(WORD_OFF_CHART, data->english)),
			COLOR_INK, level, false);
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
		add_label(frame, side, SIDE_PACE,
			str_printf(frame->arena, "%s %.*s", word(WORD_PACE, data->english),
				STR_ARG(frame_number(frame, level))),
			COLOR_INK, level, true);
	else if (target->drawn && !target->slanted && target->target->measure == MEASURE_VALUE)
		bound = level;
	if (!isnan(bound))
		add_bound(frame, side, target, bound, level);
	if (!target->drawn && is_sum(target))
		add_label(frame, side, SIDE_PACE,
			str_printf(frame->arena, "%s %.*s", word(WORD_SO_FAR, data->english),
				STR_ARG(frame_number(frame, target->verdict->so_far))),
			COLOR_SUB, level, false);
}

static void add_latest(const struct frame *frame, struct side *side)
{
	*array_add(frame->arena, side) = (struct side_label){.text = latest_text(frame),
		.how = {LATEST_SIZE, true},
		.rank = SIDE_LATEST,
		.color = latest_color(frame),
		.at = frame->data->place[frame->data->last].value,
		.leads = true};
}

/*
 * "8,201–8,752", "1.57–1.87万亿": a word for thousands stands behind the range. A dash before a
 * minus would be misread.
 */
static struct str range_text(
	const struct frame *frame, double low, double high, struct notation notation)
{
	struct str end = scale_number(frame->arena, high, notation);

	if (str_ends(end, str_of(notation.word)))
		notation.word = "";
	return str_printf(frame->arena, "%.*s%s%.*s",
		STR_ARG(scale_number(frame->arena, low, notation)),
		low >= 0               ? "–"
		: frame->data->english ? " to "
				       : "～",
		STR_ARG(end));
}

/* Limits are estimates: one decimal more than the axis has says all that they know. */
static struct notation usual_notation(const struct frame *frame)
{
	struct notation notation = frame->labels;
	int places = frame->ticks.places + 1;

	if (frame->ticks.power == notation.power && places < notation.places)
		notation.places = places;
	return notation;
}

/* Limits that are written alike say no more than the figure itself. */
static void add_usual(const struct frame *frame, struct side *side)
{
	const struct chart_data *data = frame->data;
	const struct chart_usual_place *usual = &data->usual.place[data->last];
	struct notation notation = usual_notation(frame);

	if (isnan(usual->low) || str_equal(scale_number(frame->arena, usual->low, notation),
					 scale_number(frame->arena, usual->high, notation)))
		return;
	add_label(frame, side, SIDE_USUAL,
		str_printf(frame->arena, "%s %.*s", word(WORD_USUAL, data->english),
			STR_ARG(range_text(frame, usual->low, usual->high, notation))),
		COLOR_FAINT, usual->middle, true);
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
	/* a cumulative figure goes on to more than what the year brings */
	bool names_figure = ahead->grows && frame->data->indicator->kind == KIND_YTD;
	struct notation notation;
	struct str text, range, both;

	if (!verdict)
		return;
	notation = projected_notation(frame, verdict);
	text = str_printf(frame->arena, "%s %.*s",
		word(names_figure ? WORD_PROJECTED : WORD_PROJECTED_YEAR, english),
		STR_ARG(scale_number(frame->arena, verdict->projection, notation)));
	range = isnan(verdict->low) ? STR("")
				    : range_text(frame, verdict->low, verdict->high, notation);
	both = str_printf(frame->arena, english ? "%.*s (%.*s)" : "%.*s（%.*s）", STR_ARG(text),
		STR_ARG(range));
	if (range.len && text_width(both, plain) <= WIDEST) {
		add_label(frame, side, SIDE_AHEAD, both, COLOR_AHEAD, ahead->middle, true);
		return;
	}
	add_label(frame, side, SIDE_AHEAD, text, COLOR_AHEAD, ahead->middle, true);
	if (range.len)
		add_label(frame, side, SIDE_AHEAD_RANGE,
			str_printf(frame->arena, "80%%: %.*s", STR_ARG(range)), COLOR_AHEAD,
			ahead->middle, false);
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
		add_label(frame, side, SIDE_BEFORE, text, COLOR_FAINT, figure, true);
	}
}

void side_collect(const struct frame *frame, struct side *side)
{
	const struct chart_data *data = frame->data;
	double before = data->place[data->last].before;

	*side = (struct side){0};
	if (!data->by_year)
		add_latest(frame, side);
	for (size_t i = 0; i < data->targets.count; i++)
		add_target(frame, side, &data->targets.item[i]);
	add_ahead(frame, side);
	if (data->by_year) {
		add_years(frame, side);
		return;
	}
	add_usual(frame, side);
	if (!isnan(before))
		add_label(frame, side, SIDE_BEFORE,
			str_printf(frame->arena, "%s %.*s", word(WORD_BEFORE, data->english),
				STR_ARG(frame_number(frame, before))),
			COLOR_FAINT, before, true);
}

/* Of the labels that there is no room for the least important go, the last ones first. */
static void drop_one(struct side *side)
{
	size_t least = 0;

	for (size_t i = 0; i < side->count; i++)
		if (side->item[i].rank >= side->item[least].rank)
			least = i;
	for (side->count--; least < side->count; least++)
		side->item[least] = side->item[least + 1];
}

void side_fit(const struct frame *frame, struct side *side)
{
	const double height = frame->bottom - frame->top - 2 * (BOLD_DISTANCE - DISTANCE);

	while ((double)side->count * DISTANCE > height + DISTANCE)
		drop_one(side);
}

double side_width(const struct side *side)
{
	double widest = 0;

	for (size_t i = 0; i < side->count; i++)
		widest = fmax(widest, text_width(side->item[i].text, side->item[i].how));
	return widest;
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
	return a->how.bold || b->how.bold ? BOLD_DISTANCE : DISTANCE;
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
		latest_draw(frame);
		from = frame_x(frame, (double)frame->data->count - 1) + 4;
	}
	for (size_t i = 0; i < side->count; i++) {
		const struct side_label *label = &side->item[i];

		pen_text(&frame->pen, x, label->y,
			(struct pen_text){
				label->how.size, ALIGN_LEFT, label->how.bold, label->color},
			label->text);
		if (label->leads && fabs(label->y - frame_y(frame, label->at)) > 4)
			pen_line(&frame->pen, from, frame_y(frame, label->at), x - 3, label->y, 0.8,
				COLOR_LEADER);
	}
}
