/** report_pictures: the charts of a report: which there are, how they are drawn and called. */
#ifndef TIDEMARK_COMMAND_REPORT_PICTURES_H
#define TIDEMARK_COMMAND_REPORT_PICTURES_H

#include "base/folder.h"
#include "command/command.h"
#include "output/gnuplot.h"
#include "output/report.h"

/** Where a report goes: FOLDER/NAME, made first in a folder out of sight. */
struct report_place {
	struct str folder, name, path;
	struct folder work;
	struct str_list former; /* charts of the page before, sorted: "charts/ID-12345678.svg" */
};

/** Pictures on their way: where gnuplot puts each, and what the page knows of it. */
struct report_drawing {
	struct {
		ARRAY(struct gnuplot_job);
	} jobs;
	struct {
		ARRAY(struct report_picture *);
	} pictures;   /* by job */
	size_t drawn; /* those of one series: the sheets do not count */
};

/**
 * Draws a chart for each entry with figures, a sheet for the areas of an indicator and one, or
 * more, of all indicators that have a course. The files lie in place->work; one of the page before
 * that is still the same is not drawn again. A picture that was drawn gets its path,
 * "charts/ID-12345678.svg" with the beginning of its SHA-256, or for a page in one file its
 * content; one that was not is not in the report. Errors: those of gnuplot_draw. True also if
 * gnuplot is missing, or could not draw some, though there was room for them: the page is then
 * without these.
 */
bool report_draw(struct context *context, struct report *report, const struct report_place *place,
	struct report_drawing *drawing);

/** Is the file still what its name, given by report_draw, says? False if it cannot be read. */
bool report_picture_is(struct arena *arena, struct str path, bool *same);

#endif
