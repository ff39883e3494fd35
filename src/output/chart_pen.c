#include "output/chart_pen.h"

#include "output/gnuplot.h"
#include "text/decimal.h"

#include <math.h>

static void place(const struct pen *pen, double x, double y)
{
	buf_printf(pen->out, "screen %.6f, screen %.6f", x / pen->width, 1 - y / pen->height);
}

static const char *letter_color(const char *color)
{
	return strcmp(color, COLOR_MISSED) == 0 ? COLOR_MISSED_TEXT : color;
}

void pen_text(const struct pen *pen, double x, double y, struct pen_text how, struct str text)
{
	static const char *const aligns[] = {"left", "center", "right"};

	if (!text.len)
		return;
	buf_text(pen->out, "set label ");
	gnuplot_literal(pen->out, text, false);
	buf_text(pen->out, " at ");
	place(pen, x, y);
	buf_printf(pen->out, " %s front font %s',%g' tc rgb '%s' noenhanced\n", aligns[how.align],
		how.bold ? "bold." : "", how.size, letter_color(how.color));
}

void pen_line(const struct pen *pen, double x1, double y1, double x2, double y2, double width,
	const char *color)
{
	buf_text(pen->out, "set arrow from ");
	place(pen, x1, y1);
	buf_text(pen->out, " to ");
	place(pen, x2, y2);
	buf_printf(pen->out, " nohead back lw %g lc rgb '%s'\n", width, color);
}

void pen_symbol(const struct pen *pen, double x, double y, enum symbol symbol, double size,
	const char *color)
{
	buf_text(pen->out, "set label '' at ");
	place(pen, x, y);
	buf_printf(pen->out, " front point pt %d ps %g lc rgb '%s'\n", symbol, size, color);
}

void pen_box(
	const struct pen *pen, double x, double y, double width, double height, const char *color)
{
	buf_text(pen->out, "set object rect from ");
	place(pen, x - width / 2, y + height / 2);
	buf_text(pen->out, " to ");
	place(pen, x + width / 2, y - height / 2);
	buf_printf(pen->out, " front fs solid noborder fc rgb '%s'\n", color);
}

void pen_number(struct buf *out, double number)
{
	char text[32];

	if (isnan(number))
		buf_text(out, "NaN");
	else
		buf_add(out, (struct str){text, decimal_print(number, text)});
}
