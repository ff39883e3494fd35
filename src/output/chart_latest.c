#include "output/chart_latest.h"

#include "output/chart_marks.h"
#include "output/chart_text.h"
#include "output/chart_words.h"
#include "text/decimal.h"

#include <math.h>
#include <stdint.h>

enum { MOST_PLACES = 15, STEPS = 16 };

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

const char *latest_color(const struct frame *frame)
{
	enum chart_mark mark = frame->data->place[frame->data->last].mark;

	return mark == MARK_NONE ? COLOR_INK : mark_color(mark);
}

struct str latest_text(const struct frame *frame)
{
	double value = frame->data->place[frame->data->last].value;

	return scale_number(frame->arena, value, honest_notation(frame, value));
}

/* Room for a label: its left end and its middle. */
struct room {
	double left, y, width;
};

/* How many points of a line, a few pixels apart, lie under the label. */
static size_t hidden(const struct frame *frame, const struct room *room, const double *figure)
{
	size_t count = 0;

	for (size_t i = 0; i + 1 < frame->data->count; i++)
		for (int step = 0; step < STEPS && !isnan(figure[i] + figure[i + 1]); step++) {
			double share = (double)step / STEPS;
			double x = frame_x(frame, (double)i + share);
			double y = frame_y(frame, figure[i] + share * (figure[i + 1] - figure[i]));

			count += x > room->left - 2 && x < room->left + room->width + 2 &&
				 fabs(y - room->y) < LATEST_SIZE / 2.0 + 2;
		}
	return count;
}

static size_t hidden_ahead(const struct frame *frame, const struct room *room)
{
	const struct chart_ahead *ahead = &frame->data->ahead;
	double *way;
	size_t count = 0;

	if (!ahead->verdict || !ahead->grows)
		return 0;
	way = NEW_ARRAY(frame->arena, frame->data->count, double);
	for (int end = 0; end < 3; end++) {
		double from = frame->data->place[ahead->from].value;
		double to = end == 0 ? ahead->middle : end == 1 ? ahead->low : ahead->high;

		for (size_t i = 0; i < frame->data->count; i++)
			way[i] = i < ahead->from
					 ? NAN
					 : from + (to - from) * (double)(i - ahead->from) /
							   (double)(ahead->to - ahead->from);
		count += hidden(frame, room, way);
	}
	return count;
}

static size_t hidden_all(const struct frame *frame, const struct room *room)
{
	const struct chart_data *data = frame->data;
	double *own = NEW_ARRAY(frame->arena, data->count, double);
	size_t count;

	for (size_t i = 0; i < data->count; i++)
		own[i] = data->place[i].value;
	count = hidden(frame, room, own) + hidden_ahead(frame, room);
	for (size_t i = 0; i < data->years.count; i++)
		count += hidden(frame, room, data->years.item[i].figure);
	for (size_t i = 0; i < data->targets.count; i++)
		if (data->targets.item[i].drawn)
			count += hidden(frame, room, data->targets.item[i].level);
	return count;
}

/* Above and to the left as far as it goes, then below and to the right, each nearest first. */
static struct room find_room(const struct frame *frame, double width)
{
	static const double away[] = {17, 30, 45, 60};
	double x = frame_x(frame, (double)frame->data->last);
	double y = frame_y(frame, frame->data->place[frame->data->last].value);
	struct room best = {0};
	size_t least = SIZE_MAX;

	for (int below = 0; below < 2; below++)
		for (size_t i = 0; i < sizeof(away) / sizeof(*away); i++) {
			struct room room = {below ? x + 8 : x - 8 - width,
				below ? y + away[i] : y - away[i], width};
			size_t hides;

			room.left = fmax(room.left, frame->left + 4);
			room.left = fmin(room.left, frame->right - width);
			room.y = fmin(fmax(room.y, frame->top + 10), frame->bottom - 10);
			hides = hidden_all(frame, &room) + (fabs(room.y - y) < 15 ? STEPS : 0);
			if (hides < least) {
				best = room;
				least = hides;
			}
		}
	return best;
}

void latest_draw(const struct frame *frame)
{
	const struct chart_data *data = frame->data;
	struct pen_text how = {LATEST_SIZE, ALIGN_LEFT, true, latest_color(frame)};
	struct str when = word_period(
		frame->arena, data->indicator, data->first + (int)data->last, data->english);
	struct str text =
		str_printf(frame->arena, "%.*s %.*s", STR_ARG(when), STR_ARG(latest_text(frame)));
	struct room room =
		find_room(frame, text_width(text, (struct lettering){LATEST_SIZE, true}));

	pen_box(&frame->pen, room.left + room.width / 2, room.y, room.width, LATEST_SIZE + 2,
		COLOR_WHITE);
	pen_text(&frame->pen, room.left, room.y, how, text);
}
