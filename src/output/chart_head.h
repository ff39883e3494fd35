/** chart_head: what stands above and below the plot: title, subtitle, legend, source. */
#ifndef TIDEMARK_OUTPUT_CHART_HEAD_H
#define TIDEMARK_OUTPUT_CHART_HEAD_H

#include "output/chart_frame.h"

/** The title with the area. */
struct str head_title(struct arena *arena, const struct chart_data *data);

/** "亿元，月末数 · 2021年1月至2025年12月". */
struct str head_subtitle(struct arena *arena, const struct chart_data *data);

/** Writes title and subtitle; returns the height at which the next row's middle may stand. */
double head_draw(const struct frame *frame);

/** Writes the legend, from the row at `y` on, and the note on a broken axis; returns its lower
 * edge. */
double head_draw_legend(const struct frame *frame, double y);

/** Writes the source note below the plot. */
void head_draw_source(const struct frame *frame);
bool head_has_source(const struct chart_data *data);

#endif
