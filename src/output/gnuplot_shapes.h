/**
 * gnuplot_shapes: what gnuplot has drawn, read back from its SVG: outlines and texts, each with all
 * that makes its looks, whatever groups it stood in. Neighbours that look the same are one shape.
 */
#ifndef TIDEMARK_OUTPUT_GNUPLOT_SHAPES_H
#define TIDEMARK_OUTPUT_GNUPLOT_SHAPES_H

#include "base/array.h"
#include "base/buf.h"

/** Attributes of SVG. Their defaults are SVG's own, but for shape_default. */
enum look {
	LOOK_FILL,
	LOOK_STROKE,
	LOOK_WIDTH,
	LOOK_DASHES,
	LOOK_CAP,
	LOOK_JOIN,
	LOOK_EDGES,
	LOOK_SIZE,
	LOOK_WEIGHT,
	LOOK_ANCHOR
};
enum { LOOK_COUNT = LOOK_ANCHOR + 1 };

/** A point of an outline, in hundredths of a pixel. A line leads to it unless it begins one. */
struct shape_point {
	long x, y;
	bool begins;
};

struct shape_text {
	long x, y;
	struct str text; /* escaped, as in the SVG */
	bool blanks;     /* they are kept, one beside the other */
};

/** Has either points or texts. */
struct shape {
	struct str look[LOOK_COUNT]; /* values as gnuplot writes them; empty: the default */
	struct str title;            /* what a pointer sees; empty: nothing */
	bool closed, clockwise;      /* each of its lines, back to where it begins, and that way */
	struct {
		ARRAY(struct shape_point);
	} points;
	struct {
		ARRAY(struct shape_text);
	} texts;
};

struct shapes {
	ARRAY(struct shape);
	long width, height; /* hundredths of a pixel */
};

/** "fill", "stroke", … */
const char *shape_attribute(enum look look);

/** What holds where a shape says nothing: "none" for LOOK_FILL, "12.00" for LOOK_SIZE. */
struct str shape_default(enum look look);

/** A value as short as SVG allows: "#1f2933" for "rgb( 31, 41, 51)", ".8" for "0.80". */
void shape_value(struct buf *out, struct str value);

/** A number of hundredths as SVG has it: "-.5", "12". */
void shape_number(struct buf *out, long hundredths);

/**
 * False if there is anything in `drawn` that is not known here, as another gnuplot may write it:
 * then nothing may be left out.
 * Memory: texts lie in `drawn`.
 */
bool shapes_read(struct arena *arena, struct str drawn, struct shapes *shapes);

#endif
