/**
 * chart: the picture of one series. C decides where everything stands; gnuplot only draws.
 */
#ifndef TIDEMARK_OUTPUT_CHART_H
#define TIDEMARK_OUTPUT_CHART_H

#include "analysis/verdict.h"
#include "output/gnuplot.h"

/** How figures since the year's beginning are shown: a bar a period, or a line a year. */
enum chart_style { CHART_AUTOMATIC, CHART_BARS, CHART_LINES };

struct chart_options {
	bool english;
	enum chart_style style;
	int today; /* a figure that should be there by now is shown as missing */
	bool has_from, has_to;
	struct period from, to; /* any frequency: the first own period within, the last within */
	int last;               /* at most so many periods, 0: 60 */
};

/**
 * The script for one series with its verdicts (those of the same indicator and area; `count` may be
 * 0), and the job's size, title and description. The series may be without figures: the picture
 * then says so. A `once` indicator with one figure is a card.
 * Memory: everything in the arena.
 */
void chart_job(struct arena *arena, const struct book *book, const struct series *series,
	const struct verdict *verdicts, size_t count, const struct chart_options *options,
	struct gnuplot_job *job);

#endif
