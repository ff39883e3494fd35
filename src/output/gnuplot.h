/**
 * gnuplot: many pictures by few processes, and proof that each is whole.
 *
 * Every script comes from chart.h; text enters one only through gnuplot_literal.
 */
#ifndef TIDEMARK_OUTPUT_GNUPLOT_H
#define TIDEMARK_OUTPUT_GNUPLOT_H

#include "base/buf.h"
#include "base/diag.h"

enum picture { PICTURE_SVG, PICTURE_PNG, PICTURE_PDF };
enum { PICTURE_COUNT = PICTURE_PDF + 1 };

/** "svg", "png", "pdf". */
const char *picture_name(enum picture format);
bool picture_find(struct str name, enum picture *format);

/**
 * One picture. The script draws everything but sets neither terminal nor output: gnuplot_draw puts
 * those lines before it. Its text is in the terminal's font; the string variable `bold` names the
 * bold cut (`font bold.',18'`).
 */
struct gnuplot_job {
	struct str script;
	struct str path;               /* where the picture goes; its folder is made */
	struct str name;               /* what messages call it; empty: its path */
	struct str former;             /* where it may be from before; empty: it is drawn anyway */
	int width, height;             /* pixels of the svg; a png has twice as many */
	struct str title, description; /* for screen readers (SVG only) */
	bool drawn;                    /* out: it is there … */
	bool kept;                     /* … as `former`; nothing was written to `path` */
	bool spoilt; /* gnuplot made nothing of it, though there was room; one error told of it */
};

/**
 * Draws all jobs with as many gnuplot processes as there are cores, each picture first in a folder
 * out of sight, checked (size and trailer), then renamed. What is missing is tried once more in a
 * process of its own. The same job gives the same SVG byte for byte, on any machine. A picture that
 * is there already, made from the same by the same gnuplot and tidemark (gnuplot_seal.h), is kept.
 * SIGINT, SIGTERM and SIGHUP end gnuplot, remove that folder and then end this process.
 * Errors: STATUS_UNAVAILABLE if gnuplot (for PNG librsvg) is not installed, or (PNG, PDF) no font
 * has the Chinese characters needed; STATUS_CANNOT_CREATE for folders; STATUS_IO for pictures that
 * could not be made, each named. An SVG takes its fonts where it is looked at: a missing one is a
 * warning.
 */
bool gnuplot_draw(struct arena *arena, struct gnuplot_job *jobs, size_t count, enum picture format,
	struct diag *diag);

/**
 * `text` as a gnuplot string in single quotes, safe whatever it holds: backquotes, quotes, control
 * characters and markup do nothing. `tic` doubles % as tic labels need, and cuts them between two
 * characters before gnuplot does in the midst of one (49 bytes). Statements must go on with a
 * keyword behind it (noenhanced).
 */
void gnuplot_literal(struct buf *out, struct str text, bool tic);

#endif
