/**
 * chart_text: how wide text will be, and text cut to fit.
 *
 * The picture is drawn with a font that is not known when the layout is made, so widths are those
 * of the widest among the fonts that charts name: Noto Sans CJK, WenQuanYi Micro Hei, Arial.
 */
#ifndef TIDEMARK_OUTPUT_CHART_TEXT_H
#define TIDEMARK_OUTPUT_CHART_TEXT_H

#include "base/str.h"

struct lettering {
	double size; /* pixels */
	bool bold;
};

/** Width in pixels of one line. */
double text_width(struct str text, struct lettering how);

/** The text if it fits into `width`, else its beginning and "…". */
struct str text_fit(struct arena *arena, struct str text, struct lettering how, double width);

/**
 * How much of the text fits into one line of `width`, broken at a blank if there is one near the
 * end, and never before a closing mark; the whole length if it fits. At least one character.
 */
size_t text_break(struct str text, struct lettering how, double width);

#endif
