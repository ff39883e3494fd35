/** chart_latest: the latest figure: how it is written, and its label where a line ends in the plot.
 */
#ifndef TIDEMARK_OUTPUT_CHART_LATEST_H
#define TIDEMARK_OUTPUT_CHART_LATEST_H

#include "output/chart_frame.h"

enum { LATEST_SIZE = 16 };

/** With as many decimals as it takes not to belie its mark. */
struct str latest_text(const struct frame *frame);

/** The colour of its mark. */
const char *latest_color(const struct frame *frame);

/** Writes period and figure beside the end of its line, where they hide least of what is drawn. */
void latest_draw(const struct frame *frame);

#endif
