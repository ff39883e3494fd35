#include "output/sparkline.h"

#include <math.h>

static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
enum { LEVELS = sizeof(blocks) / sizeof(*blocks), MIDDLE = 3 };

static int level_of(double value, double least, double greatest)
{
	int level;

	if (greatest == least)
		return MIDDLE;
	level = (int)((value - least) / (greatest - least) * LEVELS);
	return level < LEVELS ? level : LEVELS - 1;
}

static void find_range(const double *value, size_t count, double *least, double *greatest)
{
	*least = *greatest = NAN;
	for (size_t i = 0; i < count; i++) {
		*least = fmin(*least, value[i]);
		*greatest = fmax(*greatest, value[i]);
	}
}

struct str sparkline(struct arena *arena, const double *value, size_t count)
{
	double least, greatest;
	struct buf line;

	find_range(value, count, &least, &greatest);
	buf_init(&line, arena);
	for (size_t i = 0; i < count; i++)
		buf_text(
			&line, isnan(value[i]) ? " " : blocks[level_of(value[i], least, greatest)]);
	return buf_str(&line);
}

/* Units of the drawing; the page scales it. */
static const double width = 96, height = 24, margin = 3;

static double across(size_t i, size_t count)
{
	return count < 2 ? width / 2
			 : margin + (double)i * (width - 2 * margin) / (double)(count - 1);
}

static double down(double value, double least, double greatest)
{
	double share = greatest > least ? (value - least) / (greatest - least) : 0.5;

	return height - margin - share * (height - 2 * margin);
}

void sparkline_svg(struct buf *out, const double *value, size_t count)
{
	double least, greatest;
	size_t last = count;

	find_range(value, count, &least, &greatest);
	buf_printf(out,
		"<svg class=\"spark\" viewBox=\"0 0 %g %g\" width=\"%g\" height=\"%g\" "
		"aria-hidden=\"true\"><path d=\"",
		width, height, width, height);
	for (size_t i = 0; i < count; i++) {
		if (isnan(value[i]))
			continue;
		buf_printf(out, "%c%.1f %.1f", i && !isnan(value[i - 1]) ? 'L' : 'M',
			across(i, count), down(value[i], least, greatest));
		last = i;
	}
	buf_text(out, "\"/>");
	if (last < count)
		buf_printf(out, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.2\"/>", across(last, count),
			down(value[last], least, greatest));
	buf_text(out, "</svg>");
}
