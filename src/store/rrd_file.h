/**
 * rrd_file: one RRD file on the disk (the keeper of <rrd.h>).
 *
 * librrd makes the empty file that all others are made after, and is loaded for that alone. Figures
 * are read and written without it, as rrd_image lays them out: thousands of files, of which librrd
 * would map, lock and unmap each. Nothing here makes a file that is safe from a crash: until
 * `applied` speaks of them, files that were written are not believed.
 *
 * Periods are counted as in rrd_image. Errors of all calls: STATUS_IO with the system's reason.
 */
#ifndef TIDEMARK_STORE_RRD_FILE_H
#define TIDEMARK_STORE_RRD_FILE_H

#include "base/diag.h"
#include "model/series.h"
#include "store/rrd_image.h"

enum { RRD_EARLIEST = 10 * 365 * 86400 }; /* librrd takes no time before 1980 */

/**
 * Has librrd make an empty database in a temporary folder and takes it as a template.
 * Errors also: STATUS_UNAVAILABLE (no librrd), STATUS_CANNOT_CREATE (no temporary folder),
 * STATUS_BUG (another librrd than the one that this program was built for).
 */
bool rrd_file_template(struct arena *arena, unsigned long step, size_t rows,
	struct rrd_template *template, struct diag *diag);

/**
 * Reads the figures of a file, rounded to 15 digits, into `value`, which has room for so many rows.
 * `*damage` is NULL, or says (a literal) that tidemark did not write the file, and
 * how that shows. No file, or a damaged one, has no figures: *count is 0.
 */
bool rrd_file_read(struct arena *scratch, struct str path, unsigned long step, size_t rows,
	int *first, size_t *count, double *value, const char **damage, struct diag *diag);

/** Writes the file of a series anew, mode 0660 under the umask. */
bool rrd_file_write(struct arena *scratch, struct str path, const struct rrd_template *template,
	const struct series *series, struct diag *diag);

/**
 * Writes a stretch of a series over the file that is `there`: what updates by librrd would have
 * made of it, and as they do, with the header that the file has. The stretch reaches the end of
 * what is there if it begins before it, and begins right behind it at the latest.
 */
bool rrd_file_update(struct arena *scratch, struct str path, unsigned long step, size_t rows,
	const struct series *there, const struct series *stretch, struct diag *diag);

#endif
