#include "output/chart_time.h"

#include "base/date.h"
#include "output/chart_text.h"
#include "output/chart_words.h"

enum {
	LABEL_SIZE = 12,
	LABEL_DISTANCE = 6,
	ROW = 17,        /* height of a row of labels */
	FEW_PLACES = 24, /* so many can have labels of their own */
	FEW_DAYS = 92,   /* … are labelled by days and months, more by months and years … */
	FEW_YEARS = 3,   /* … and more than that by years alone */
};

/* Neighbouring places with one label: the months of a year, the days of a month. */
struct stretch {
	size_t from, to; /* places from ≤ i < to */
	struct str label;
};

struct stretches {
	ARRAY(struct stretch);
};

static struct str year_label(const struct frame *frame, size_t place)
{
	const struct indicator *indicator = frame->data->indicator;
	int period = frame->data->first + (int)place;

	return word_year(frame->arena, indicator,
		period_year(indicator->every, indicator->calendar, period));
}

static void split_day(const struct frame *frame, size_t place, int *year, int *month, int *day)
{
	const struct indicator *indicator = frame->data->indicator;

	date_split(period_first_day(
			   indicator->every, indicator->calendar, frame->data->first + (int)place),
		year, month, day);
}

static struct str month_label(const struct frame *frame, size_t place)
{
	int year, month, day;

	split_day(frame, place, &year, &month, &day);
	if (frame->data->place[place].span == 2 && !frame->data->english)
		return STR("1—2月");
	if (frame->data->place[place].span == 2)
		return STR("Jan–Feb");
	return word_month(frame->arena, month, frame->data->english);
}

static struct str month_of_year_label(const struct frame *frame, size_t place)
{
	int year, month, day;

	split_day(frame, place, &year, &month, &day);
	if (frame->data->english)
		return str_printf(frame->arena, "%.*s %d",
			STR_ARG(word_month(frame->arena, month, true)), year);
	return str_printf(frame->arena, "%d年%d月", year, month);
}

static struct str day_label(const struct frame *frame, size_t place)
{
	int year, month, day;

	split_day(frame, place, &year, &month, &day);
	return str_printf(frame->arena, "%d", day);
}

static struct str quarter_label(const struct frame *frame, size_t place)
{
	return str_printf(frame->arena, "Q%d", (chart_month(frame->data, place) - 1) / 3 + 1);
}

typedef struct str label_of(const struct frame *frame, size_t place);

/* What the two rows say; NULL: no such row. */
struct rows {
	label_of *upper, *lower;
};

static struct rows choose_rows(const struct chart_data *data)
{
	bool few = data->count <= FEW_PLACES;

	switch (data->indicator->every) {
	case EVERY_DAY:
		if (data->count <= FEW_DAYS)
			return (struct rows){day_label, month_of_year_label};
		return (struct rows){
			data->count <= 366 * FEW_YEARS ? month_label : NULL, year_label};
	case EVERY_WEEK:
		return (struct rows){
			data->count <= 53 * FEW_YEARS ? month_label : NULL, year_label};
	case EVERY_QUARTER:
		return (struct rows){few ? quarter_label : NULL, year_label};
	case EVERY_YEAR:
		return (struct rows){NULL, year_label};
	default:
		return (struct rows){few ? month_label : NULL, year_label};
	}
}

double time_height(const struct chart_data *data)
{
	return choose_rows(data).upper && !data->by_year ? 2 * ROW + 4 : ROW + 4;
}

/* A January within a wide bar has no label of its own: it joins the February behind it. */
static void find_stretches(const struct frame *frame, label_of *label, struct stretches *found)
{
	for (size_t i = 0; i < frame->data->count; i++) {
		bool joins = i + 1 < frame->data->count && frame->data->place[i + 1].span == 2;
		struct str text = label(frame, joins ? i + 1 : i);

		if (!found->count || !str_equal(found->item[found->count - 1].label, text)) {
			struct stretch *next = array_add(frame->arena, found);

			*next = (struct stretch){i, i, text};
		}
		found->item[found->count - 1].to = i + 1;
	}
}

static double stretch_middle(const struct frame *frame, const struct stretch *s)
{
	return frame_x(frame, (double)(s->from + s->to - 1) / 2);
}

/* A stretch that the picture's edge cuts short goes without a label when it has no room for it. */
static bool is_stump(const struct frame *frame, const struct stretches *all, size_t i)
{
	const struct stretch *s = &all->item[i];
	double room = (double)(s->to - s->from) * frame_step(frame);
	bool edge = i == 0 || i + 1 == all->count;

	return edge && all->count > 1 && s->to - s->from > 1 &&
	       room < text_width(s->label, (struct lettering){LABEL_SIZE, false});
}

/* Every how many stretches, counted from the last, can have labels that do not touch? */
static size_t find_stride(const struct frame *frame, const struct stretches *all)
{
	for (size_t stride = 1; stride < all->count; stride++) {
		double taken = 0;
		bool fits = true;

		for (size_t i = (all->count - 1) % stride; i < all->count && fits; i += stride) {
			double half = text_width(all->item[i].label,
					      (struct lettering){LABEL_SIZE, false}) /
				      2;
			double middle = stretch_middle(frame, &all->item[i]);

			if (is_stump(frame, all, i))
				continue;
			fits = middle - half >= taken;
			taken = middle + half + LABEL_DISTANCE;
		}
		if (fits)
			return stride;
	}
	return all->count ? all->count : 1;
}

static void draw_labels(const struct frame *frame, const struct stretches *all, double y)
{
	const struct pen_text how = {LABEL_SIZE, ALIGN_CENTER, false, COLOR_SUB};
	size_t stride = find_stride(frame, all);

	for (size_t i = all->count ? (all->count - 1) % stride : 0; i < all->count; i += stride)
		if (!is_stump(frame, all, i))
			pen_text(&frame->pen, stretch_middle(frame, &all->item[i]), y, how,
				all->item[i].label);
}

/* Dotted lines that stand too close would be a pattern of their own. */
static void draw_boundaries(const struct frame *frame, const struct stretches *all)
{
	bool close = all->count > 1 && frame->right - frame->left < 20.0 * (double)all->count;

	for (size_t i = 0; i < all->count; i++) {
		double place = (double)all->item[i].from - 0.5, x = frame_x(frame, place);

		if (i && !close)
			buf_printf(frame->pen.out,
				"set arrow from first %.1f, graph 0 to first %.1f, graph 1 nohead "
				"back lw 1 dt (2,4) lc rgb '" COLOR_BOUNDARY "'\n",
				place, place);
		pen_line(&frame->pen, x, frame->bottom, x, frame->bottom + 7, 1, COLOR_AXIS);
	}
}

static void draw_line(const struct frame *frame)
{
	const struct scale *scale = &frame->scale;
	bool zero = scale->low < 0 && scale->high > 0;

	pen_line(&frame->pen, frame->left, frame->bottom, frame->right, frame->bottom, 1,
		zero ? COLOR_GRID : COLOR_AXIS);
	if (zero)
		buf_text(frame->pen.out, "set arrow from graph 0, first 0 to graph 1, first 0 "
					 "nohead front lw 1 lc rgb '" COLOR_SUB "'\n");
}

void time_draw(const struct frame *frame)
{
	struct rows rows = choose_rows(frame->data);
	struct stretches upper = {0}, lower = {0};
	double y = frame->bottom + ROW - 1;

	draw_line(frame);
	find_stretches(frame, rows.lower, &lower);
	if (rows.upper) {
		find_stretches(frame, rows.upper, &upper);
		draw_labels(frame, &upper, y);
		y += ROW;
	}
	if (frame->data->by_year)
		return;
	draw_labels(frame, &lower, y);
	if (frame->data->indicator->every != EVERY_YEAR && frame->data->count > 1)
		draw_boundaries(frame, &lower);
}
