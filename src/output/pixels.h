/**
 * pixels: an SVG as a PNG (the keeper of <librsvg/rsvg.h>, which is loaded when it is needed).
 *
 * gnuplot could draw a PNG itself, but takes twice as long for it, most of that to compress four
 * channels of an opaque picture; and of a character that its font lacks it shows nothing.
 */
#ifndef TIDEMARK_OUTPUT_PIXELS_H
#define TIDEMARK_OUTPUT_PIXELS_H

#include "base/diag.h"

/** Before anything else. Errors: STATUS_UNAVAILABLE where librsvg is not installed. */
bool pixels_load(struct diag *diag);

/**
 * The picture, opaque, `width` × `height` pixels of 24 bits. Fonts are those of this machine.
 * Errors: STATUS_IO, if it cannot be drawn; `path` is its name in messages.
 */
bool pixels_make(struct arena *arena, struct str svg, int width, int height, struct str path,
	struct str *png, struct diag *diag);

#endif
