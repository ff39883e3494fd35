/** chart_marks: lines, bars, points and target levels: everything that stands at figures. */
#ifndef TIDEMARK_OUTPUT_CHART_MARKS_H
#define TIDEMARK_OUTPUT_CHART_MARKS_H

#include "output/chart_frame.h"

/** Writes the data blocks and the plot command; the frame has been drawn. */
void marks_draw(const struct frame *frame);

/** The colour of text about a figure with this mark. */
const char *mark_color(enum chart_mark mark);
enum symbol mark_symbol(enum chart_mark mark);

#endif
