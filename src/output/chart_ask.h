/** chart_ask: what a target asks for, in the words of a label. */
#ifndef TIDEMARK_OUTPUT_CHART_ASK_H
#define TIDEMARK_OUTPUT_CHART_ASK_H

#include "output/chart_frame.h"

/** "目标 ≥ 8,200", "目标 同比 ≥ 8%", "2024年12月前 ≥ 2,600", with `bound` for the target's own. */
struct str ask_text(const struct frame *frame, const struct chart_target *target, double bound);

#endif
