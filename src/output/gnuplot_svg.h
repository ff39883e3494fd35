/** gnuplot_svg: what gnuplot's SVG still lacks to stand in a page. */
#ifndef TIDEMARK_OUTPUT_GNUPLOT_SVG_H
#define TIDEMARK_OUTPUT_GNUPLOT_SVG_H

#include "base/str.h"

/** The terminal's options that svg_finish relies on. */
#define SVG_TERMINAL "font 'sans,13' background '#FFFFFF' name 'p'"

/**
 * The picture with role, title and description for screen readers, with ids that are its own (made
 * from its content), and with fonts for Chinese text as common systems name them. Depends on the
 * arguments alone.
 */
struct str svg_finish(
	struct arena *arena, struct str drawn, struct str title, struct str description);

#endif
