/**
 * archive: the RRD files of all series (the keeper of <rrd.h>).
 *
 * Time in them counts periods, because RRDtool knows only steps of one length: a month is 2,629,746
 * seconds (365.2425 days / 12), a quarter 3 and a year 12 of them, a week 604,800, a day 86,400;
 * `once` goes by months. Each period is one row, and none is interpolated: a period without a
 * figure is written as unknown.
 *
 * Everything here happens under the store's lock. Many series are spread over the cores by fork.
 */
#ifndef TIDEMARK_STORE_ARCHIVE_H
#define TIDEMARK_STORE_ARCHIVE_H

#include "model/series.h"
#include "store/rrd_image.h"

/* What new files are made after; librrd takes its time to say it. */
struct archive_template {
	struct rrd_template template;
	struct proc_later *making; /* NULL: it is made */
};

struct archive {
	struct arena *arena;
	struct str folder; /* DATA */
	struct {
		ARRAY(struct archive_template); /* by step and number of rows, as they were met */
	} templates;
};

void archive_init(struct archive *archive, struct arena *arena, struct str folder);

/** Waits for what was begun and is not needed any more. */
void archive_close(struct archive *archive);

/** Seconds in a period. */
unsigned long archive_step(enum every every);

/** Can RRDtool hold the period? It takes time from 1980 on. */
bool archive_holds(enum every every, int period);

/**
 * Rows of an indicator's files: `keep` years, or the whole decades that `span` periods need (the
 * longest of its series from its first figure to the last).
 */
size_t archive_rows(enum every every, int keep, size_t span);

struct archive_keys {
	ARRAY(struct series_key);
};

/** The series that have files, by indicator. `wanted` is by indicator index, NULL for all. */
bool archive_list(const struct archive *archive, struct arena *arena,
	const struct catalogue *catalogue, const bool *wanted, struct archive_keys *keys,
	struct diag *diag);

struct archive_query {
	struct series_key key;
	size_t rows;
};

struct archive_answer {
	struct series series; /* count 0: there is no file, or it is damaged */
	const char *damage;   /* NULL: none */
};

/**
 * Reads series, rounded to 15 digits. No file is no error, and a damaged one neither: it has no
 * figures.
 * Memory: children write the figures where they stay, in `arena`.
 * Errors: STATUS_IO where reading fails.
 */
bool archive_read(struct archive *archive, struct arena *arena, const struct archive_query *queries,
	size_t count, struct archive_answer *answers, struct diag *diag);

struct archive_job {
	struct series series;        /* as it shall be; or, with figures, as its file has it, … */
	const struct figure *figure; /* … over which these are laid, which come by period; … */
	size_t figures;              /* … then count 0: there is no file yet */
	size_t rows;
};

/** Periods from the first figure to the last, as it shall be. */
size_t archive_span(const struct archive_job *job);

/**
 * Begins what archive_write will need of librrd for these, by another process if they are many.
 * Errors are those of archive_write, which tells them.
 */
void archive_foresee(
	struct archive *archive, const struct archive_job *jobs, size_t count, struct diag *diag);

/** Writes series. Errors: STATUS_IO; any number of the files may then have been written. */
bool archive_write(
	struct archive *archive, const struct archive_job *jobs, size_t count, struct diag *diag);

/**
 * Removes the files of these indicators (by index) that have no series in `book`, also those under
 * an old id. Errors: STATUS_IO.
 */
bool archive_sweep(const struct archive *archive, const struct book *book, const bool *indicators,
	struct diag *diag);

#endif
