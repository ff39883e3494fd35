/** sparkline: figures as a small line, of blocks for terminals, drawn for pages. */
#ifndef TIDEMARK_OUTPUT_SPARKLINE_H
#define TIDEMARK_OUTPUT_SPARKLINE_H

#include "base/buf.h"

/**
 * ▁▂▃▄▅▆▇█ from the least figure to the greatest; all in the middle (▄) where they are equal.
 * Missing: a blank.
 */
struct str sparkline(struct arena *arena, const double *value, size_t count);

/**
 * An <svg> without words, for a cell beside the figures themselves: one line through neighbouring
 * figures, a dot on the last. Colours come from the page (class "spark"). Missing: a gap.
 */
void sparkline_svg(struct buf *out, const double *value, size_t count);

#endif
