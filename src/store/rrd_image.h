/**
 * rrd_image: an RRD file as bytes (the keeper of <rrd_format.h>).
 *
 * A series is a header with the time of the last update, the last figure and the row pointer,
 * followed by the rows: what librrd's create and one update a period give, but for the row it
 * begins with (librrd draws it by lot, an image begins with row 0). Before any file is made, librrd
 * makes an empty one for the same step and number of rows, which has to be, to the last byte, what
 * is made here.
 *
 * Units: a period number n is the primary data point that ends at (n + 1) · step seconds.
 */
#ifndef TIDEMARK_STORE_RRD_IMAGE_H
#define TIDEMARK_STORE_RRD_IMAGE_H

#include "base/str.h"

#include <stdint.h>

struct rrd_template {
	unsigned long step; /* seconds */
	size_t rows;
	double unknown; /* the NaN that librrd writes */
};

/**
 * Takes the template from the bytes of an empty file that librrd made with one GAUGE `value`, one
 * AVERAGE archive of one step a row, and `last_update`. False if they are not what is made here.
 */
bool rrd_image_template(struct rrd_template *template, unsigned long step, size_t rows,
	int64_t last_update, struct str file);

/** Takes the template that a file of ours was made after from its header; false if it is none. */
bool rrd_image_made_after(
	struct str file, unsigned long step, size_t rows, struct rrd_template *template);

/**
 * The file of a series of `count` ≥ 1 figures, at most template->rows, beginning with period
 * `first`. The last value is a figure. Missing: NaN.
 */
struct str rrd_image_make(struct arena *arena, const struct rrd_template *template, int first,
	const double *value, size_t count);

/** Its header: the series ends with the figure `last`. */
struct str rrd_image_header(struct arena *arena, const struct rrd_template *template, int first,
	size_t count, double last);

/** Some of its rows. */
struct str rrd_image_rows(struct arena *arena, const struct rrd_template *template,
	const double *value, size_t count);

/** How much of that file, from its beginning, holds its header and `count` rows. */
size_t rrd_image_used(size_t count);

/**
 * Takes the figures, rounded to 15 digits, out of a whole file into `value`, which has room for so
 * many rows. Returns NULL, or what shows that tidemark did not write the file with this step and so
 * many rows: then `*count` is 0. Missing: NaN.
 */
const char *rrd_image_read(
	unsigned long step, size_t rows, struct str file, int *first, size_t *count, double *value);

/** What librrd keeps of a figure handed over as %.15g: at most a few units in the last place off.
 */
double rrd_image_kept(double value, unsigned long step);

#endif
