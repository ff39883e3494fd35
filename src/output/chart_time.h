/** chart_time: the horizontal axis: its line, the boundaries of years, one or two rows of labels.
 */
#ifndef TIDEMARK_OUTPUT_CHART_TIME_H
#define TIDEMARK_OUTPUT_CHART_TIME_H

#include "output/chart_frame.h"

/** Writes it; the frame's edges and scale are set. */
void time_draw(const struct frame *frame);

/** Pixels that the labels take below the plot. */
double time_height(const struct chart_data *data);

#endif
