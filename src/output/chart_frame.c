#include "output/chart_frame.h"

#include "output/chart_extent.h"
#include "output/gnuplot.h"
#include "text/decimal.h"

#include <math.h>

enum { LONGEST_LABEL = 9 };

/* Half a step and a bit of air on each side; lines that end in the labels need less. */
static double air(const struct frame *frame)
{
	return frame->data->by_year ? 0.3 : 0.75;
}

static double places(const struct frame *frame)
{
	return (double)frame->data->count - 1 + 2 * air(frame);
}

double frame_step(const struct frame *frame)
{
	return (frame->right - frame->left) / places(frame);
}

double frame_x(const struct frame *frame, double place)
{
	return frame->left + (place + air(frame)) * frame_step(frame);
}

double frame_y(const struct frame *frame, double figure)
{
	const struct scale *scale = &frame->scale;
	double share = (figure - scale->low) / (scale->high - scale->low);

	return frame->bottom - share * (frame->bottom - frame->top);
}

struct str frame_number(const struct frame *frame, double figure)
{
	return scale_number(frame->arena, figure, frame->labels);
}

static int figure_places(const struct chart_data *data)
{
	int most = 0;

	for (size_t i = 0; i < data->count; i++) {
		int needed = decimal_places(data->place[i].value);

		if (!isnan(data->place[i].value) && needed > most)
			most = needed;
	}
	return most;
}

/* Without decimals from the catalogue: enough to tell the figures apart on this axis. */
static int label_places(const struct frame *frame, double most, int finest)
{
	int places = scale_places(most, finest), apart = frame->scale.places + 1;

	if (frame->data->indicator->decimals >= 0)
		return frame->data->indicator->decimals;
	apart = apart < finest ? apart : finest;
	return frame->scale.places && apart > places ? apart : places;
}

void frame_scale(struct frame *frame)
{
	const struct chart_data *data = frame->data;
	int decimals = data->indicator->decimals, finest = figure_places(data);
	struct extent extent = chart_extent(data, false);
	double most = fmax(fabs(extent.low), fabs(extent.high));

	frame->scale = scale_make(
		extent.low, extent.high, data->bars, finest > decimals ? finest : decimals);
	frame->ticks = scale_tick_notation(&frame->scale, data->english);
	frame->labels = scale_notation(
		most, label_places(frame, most, finest), LONGEST_LABEL, data->english);
}

static void draw_ticks(const struct frame *frame)
{
	const struct scale *scale = &frame->scale;
	struct buf *out = frame->pen.out;

	buf_text(out, "set grid noxtics ytics back lt 1 lc rgb '" COLOR_GRID "' lw 1\nset ytics (");
	for (size_t i = 0; i < scale->ticks; i++) {
		buf_text(out, i ? ", " : "");
		gnuplot_literal(
			out, scale_number(frame->arena, scale->tick[i], frame->ticks), true);
		buf_char(out, ' ');
		pen_number(out, scale->tick[i]);
	}
	buf_text(out, ") font ',12' tc rgb '" COLOR_SUB "' offset 0.3,0 noenhanced\n");
}

static void draw_gaps(const struct frame *frame)
{
	const struct chart_data *data = frame->data;

	for (size_t i = 0, end; i < data->figures_end; i = end) {
		for (end = i; end < data->figures_end && data->place[end].missing; end++)
			;
		if (end > i)
			buf_printf(frame->pen.out,
				"set object rect from first %.1f, graph 0 to first %.1f, graph 1 "
				"behind fs solid noborder fc rgb '" COLOR_GAP "'\n",
				(double)i - 0.5, (double)end - 0.5);
		else
			end++;
	}
}

void frame_draw(const struct frame *frame)
{
	struct buf *out = frame->pen.out;

	buf_printf(out, "set lmargin at screen %.6f\nset rmargin at screen %.6f\n",
		frame->left / frame->pen.width, frame->right / frame->pen.width);
	buf_printf(out, "set tmargin at screen %.6f\nset bmargin at screen %.6f\n",
		1 - frame->top / frame->pen.height, 1 - frame->bottom / frame->pen.height);
	buf_printf(out, "set xrange [%.2f:%.2f]\nset yrange [%.17g:%.17g]\n", -air(frame),
		(double)frame->data->count - 1 + air(frame), frame->scale.low, frame->scale.high);
	buf_text(out, "set border 0\nunset key\nset tics nomirror scale 0\nunset xtics\n");
	draw_ticks(frame);
	draw_gaps(frame);
}
