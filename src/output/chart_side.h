/**
 * chart_side: the labels to the right of the plot, which stand in for a key: the latest figure,
 * what the targets ask for, the same period last year, the usual range, how the year will end.
 */
#ifndef TIDEMARK_OUTPUT_CHART_SIDE_H
#define TIDEMARK_OUTPUT_CHART_SIDE_H

#include "output/chart_frame.h"

struct side_label {
	struct str text;
	const char *color;
	double size;
	bool bold;
	double at;  /* the figure that it stands beside */
	bool leads; /* a line may lead there: it names that figure */
	double y;   /* pixels, set by side_place */
};

struct side {
	ARRAY(struct side_label);
	double width; /* of the widest */
};

/** Collects the labels; needs the frame's notations, not yet its edges. */
void side_collect(const struct frame *frame, struct side *side);

/**
 * Sets the heights: each as near to its figure as can be, at least 18 pixels from the next, within
 * the plot's height.
 */
void side_place(const struct frame *frame, struct side *side);

/** Writes them, with a thin line to the figure where a label had to move away. */
void side_draw(const struct frame *frame, const struct side *side);

#endif
