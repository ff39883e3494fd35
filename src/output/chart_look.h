/** chart_look: how a status looks in charts; the word beside it says the same. */
#ifndef TIDEMARK_OUTPUT_CHART_LOOK_H
#define TIDEMARK_OUTPUT_CHART_LOOK_H

#include "analysis/verdict.h"
#include "output/chart_pen.h"

struct look {
	enum symbol symbol;
	const char *color;
};

/** Missed and off track point the way the figure lies off. NULL: no verdict. */
struct look look_of(const struct verdict *verdict);

/** The same for a status alone: which way is not known, so it points down. */
struct look look_of_status(enum verdict_status status);

#endif
