/**
 * gnuplot_seal: a mark inside a picture by which it is known again, so that it need not be drawn
 * twice.
 *
 * The mark is a SHA-256 of what the picture was made from together with the picture itself: it no
 * longer holds when either has changed, be it by a hand or by a disk. It is a comment in an SVG and
 * a text chunk in a PNG. A PDF has none, since the same script never gives the same PDF twice.
 */
#ifndef TIDEMARK_OUTPUT_GNUPLOT_SEAL_H
#define TIDEMARK_OUTPUT_GNUPLOT_SEAL_H

#include "output/gnuplot.h"

/** The whole picture with its mark; a PDF as it is. */
struct str seal_add(
	struct arena *arena, struct str picture, enum picture format, struct str made_from);

/** Does this file hold the very picture that seal_add would give for the same `made_from`? */
bool seal_holds(struct arena *arena, struct str file, enum picture format, struct str made_from);

#endif
