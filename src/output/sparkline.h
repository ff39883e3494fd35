/** sparkline: figures as a line of blocks, one a period. */
#ifndef TIDEMARK_OUTPUT_SPARKLINE_H
#define TIDEMARK_OUTPUT_SPARKLINE_H

#include "base/str.h"

/**
 * ▁▂▃▄▅▆▇█ from the least figure to the greatest; all in the middle (▄) where they are equal.
 * Missing: a blank.
 */
struct str sparkline(struct arena *arena, const double *value, size_t count);

#endif
