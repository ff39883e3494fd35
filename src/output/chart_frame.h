/**
 * chart_frame: where the plot stands in the picture, and what its axes are; shared by all that
 * draws.
 *
 * Units: pixels from the upper left corner of the picture.
 */
#ifndef TIDEMARK_OUTPUT_CHART_FRAME_H
#define TIDEMARK_OUTPUT_CHART_FRAME_H

#include "output/chart_data.h"
#include "output/chart_pen.h"
#include "output/chart_scale.h"

enum { CHART_WIDTH = 860, CHART_HEIGHT = 380, CHART_MARGIN = 16 };

struct frame {
	struct arena *arena;
	const struct chart_data *data;
	struct pen pen;
	double left, right, top, bottom; /* of the plot */
	struct scale scale;
	struct notation ticks, labels;
};

/** One step along the horizontal axis. */
double frame_step(const struct frame *frame);
double frame_x(const struct frame *frame, double place);
double frame_y(const struct frame *frame, double figure);

/** A number as the labels write it. */
struct str frame_number(const struct frame *frame, double figure);

/** Sets the vertical range, ticks and notations from the data. */
void frame_scale(struct frame *frame);

/** Writes margins, ranges, the grid, the vertical axis and the strips of missing periods. */
void frame_draw(const struct frame *frame);

#endif
