/**
 * chart_side: the labels to the right of the plot, which stand in for a key: the latest figure,
 * what the targets ask for, the same period last year, the usual range, how the year will end.
 */
#ifndef TIDEMARK_OUTPUT_CHART_SIDE_H
#define TIDEMARK_OUTPUT_CHART_SIDE_H

#include "output/chart_frame.h"
#include "output/chart_text.h"

/** What goes first if there is room for all. */
enum side_rank {
	SIDE_LATEST,
	SIDE_TARGET,
	SIDE_AHEAD,
	SIDE_PACE,
	SIDE_BEFORE,
	SIDE_USUAL,
	SIDE_AHEAD_RANGE
};

struct side_label {
	struct str text;
	struct lettering how;
	enum side_rank rank;
	const char *color;
	double at;  /* the figure that it stands beside */
	bool leads; /* a line may lead there: it names that figure */
	double y;   /* pixels, set by side_place */
};

struct side {
	ARRAY(struct side_label);
};

/** Collects the labels; needs the frame's scale and notations, not yet its edges. */
void side_collect(const struct frame *frame, struct side *side);

/** Leaves out the least important where the plot's height is not enough for all. */
void side_fit(const struct frame *frame, struct side *side);

/** Of the widest, in pixels. */
double side_width(const struct side *side);

/**
 * Sets the heights: each as near to its figure as can be, at least 18 pixels from the next, within
 * the plot's height.
 */
void side_place(const struct frame *frame, struct side *side);

/** Writes them, with a thin line to the figure where a label had to move away. */
void side_draw(const struct frame *frame, const struct side *side);

#endif
