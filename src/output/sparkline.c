#include "output/sparkline.h"

#include "base/buf.h"

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

struct str sparkline(struct arena *arena, const double *value, size_t count)
{
	double least = NAN, greatest = NAN;
	struct buf line;

	for (size_t i = 0; i < count; i++) {
		least = fmin(least, value[i]);
		greatest = fmax(greatest, value[i]);
	}
	buf_init(&line, arena);
	for (size_t i = 0; i < count; i++)
		buf_text(
			&line, isnan(value[i]) ? " " : blocks[level_of(value[i], least, greatest)]);
	return buf_str(&line);
}
