/**
 * chart_pen: gnuplot's statements for things that stand at a place of the picture.
 *
 * Units: pixels from the upper left corner, or steps along the horizontal axis and figures along
 * the vertical one where a name says data.
 */
#ifndef TIDEMARK_OUTPUT_CHART_PEN_H
#define TIDEMARK_OUTPUT_CHART_PEN_H

#include "base/buf.h"

#define COLOR_INK "#1F2933"
#define COLOR_SUB "#52606D"
#define COLOR_GRID "#E4E7EB"
#define COLOR_AXIS "#9AA5B1"
#define COLOR_BOUNDARY "#D9DEE3"
#define COLOR_LEADER "#CBD2D9"
#define COLOR_LINE "#52606D"
#define COLOR_BEFORE "#A9B4C0"
#define COLOR_FAINT "#66788A" /* text: 4.5 : 1 on white, the least that is easily read */
#define COLOR_GHOST "#E1E7ED"
#define COLOR_USUAL "#E9EEF3"
#define COLOR_USUAL_BARS "#F2F5F8" /* paler than the bars of last year */
#define COLOR_USUAL_EDGE "#B3BFCC"
#define COLOR_FAN "#CFE3F1"
#define COLOR_AHEAD "#3B6E96"
#define COLOR_MET "#0072B2"
#define COLOR_MISSED "#D55E00"
#define COLOR_MISSED_TEXT "#BF5400" /* the same for letters, which are thinner */
#define COLOR_MET_BAR "#7FA8CC"
#define COLOR_MISSED_BAR "#F0A875"
#define COLOR_PLAIN_BAR "#9FB3C8"
#define COLOR_PLAIN "#7B8794"
#define COLOR_GAP "#F7F1E3"
#define COLOR_GAP_KEY "#F0E2BF"
#define COLOR_GAP_TEXT "#8A6D2F"
#define COLOR_WHITE "#FFFFFF"

/** gnuplot's point types that are filled, and look alike in all three terminals. */
enum symbol {
	SYMBOL_SQUARE = 5,
	SYMBOL_CIRCLE = 7,
	SYMBOL_UP = 9,
	SYMBOL_DOWN = 11,
	SYMBOL_DIAMOND = 13
};

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct pen {
	struct buf *out;
	double width, height; /* of the picture */
};

struct pen_text {
	double size;
	enum align align;
	bool bold;
	const char *color;
};

/** One line of text, centred on y. What COLOR_MISSED would be is darker, to be easily read. */
void pen_text(const struct pen *pen, double x, double y, struct pen_text how, struct str text);

void pen_line(const struct pen *pen, double x1, double y1, double x2, double y2, double width,
	const char *color);
void pen_symbol(const struct pen *pen, double x, double y, enum symbol symbol, double size,
	const char *color);

/** A filled rectangle around (x, y), in front of everything. */
void pen_box(
	const struct pen *pen, double x, double y, double width, double height, const char *color);

/** A number to 15 digits, as figures have them; NaN where there is none. */
void pen_number(struct buf *out, double number);

#endif
