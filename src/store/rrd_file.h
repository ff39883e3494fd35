/**
 * rrd_file: one RRD file by means of librrd (the keeper of <rrd.h>).
 *
 * Periods are counted as in rrd_image. Errors of all calls: STATUS_IO with librrd's reason.
 */
#ifndef TIDEMARK_STORE_RRD_FILE_H
#define TIDEMARK_STORE_RRD_FILE_H

#include "base/diag.h"
#include "store/rrd_image.h"

enum { RRD_EARLIEST = 10 * 365 * 86400 }; /* librrd takes no time before 1980 */

/**
 * Has librrd make an empty database in a temporary folder and takes it as a template.
 * Errors also: STATUS_CANNOT_CREATE (no temporary folder), STATUS_BUG (another librrd than the one
 * that this program was built for).
 */
bool rrd_file_template(struct arena *arena, unsigned long step, size_t rows,
	struct rrd_template *template, struct diag *diag);

/**
 * Reads the figures of a file, rounded to 15 digits, into `value`, which has room for
 * template->rows. librrd never sees a file that tidemark did not write: `*damage` then says what is
 * wrong with it (a literal; else NULL). The first figure is in row 0, since no file goes round. No
 * file, or a damaged one, has no figures: *count is 0.
 */
bool rrd_file_read(struct str path, const struct rrd_template *template, int *first, size_t *count,
	double *value, const char **damage, struct diag *diag);

/** Appends one row a period, from `period` on. Missing: NaN is written as unknown. */
bool rrd_file_append(struct str path, unsigned long step, int period, const double *value,
	size_t count, struct diag *diag);

#endif
