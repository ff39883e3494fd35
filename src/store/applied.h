/**
 * applied: what the databases contain, in DATA/applied.
 *
 *     load 7 synced 5 boot 1b4e28ba-2fa1-11d2-883f-0016d3cca427
 *     id,every,unit,made,rows,series,span
 *     loans_total,month,亿元,stock 1 old_loans,480,11,257
 *
 * The archive is not synced after each load. As long as the machine runs, what was written can be
 * read; after another boot, only loads up to `synced` are sure to be on the disk.
 */
#ifndef TIDEMARK_STORE_APPLIED_H
#define TIDEMARK_STORE_APPLIED_H

#include "model/catalogue.h"

/** How an indicator's databases are made. */
struct applied_line {
	bool known; /* else nothing is said of it */
	enum every every;
	struct str unit;
	struct str made; /* what else says which rows of the ledger belong: kind, year_start, was */
	size_t rows;     /* of each file */
	size_t series;   /* files */
	size_t span;     /* periods from the first to the last figure in the longest series */
};

struct applied {
	int load, synced; /* 0: nothing */
	struct str boot;
	struct applied_line *line; /* by indicator index; other ids of the file are dropped */
};

/** What `made` is now. */
struct str applied_made(struct arena *arena, const struct indicator *indicator);

struct applied applied_nothing(struct arena *arena, const struct catalogue *catalogue);

/** A missing or unreadable file means that nothing is applied: everything is then derived anew. */
void applied_read(struct arena *arena, struct str folder, const struct catalogue *catalogue,
	struct applied *applied);

/** With `sync` it is on the disk when this returns true. Errors: STATUS_IO. */
bool applied_write(struct arena *scratch, struct str folder, const struct catalogue *catalogue,
	const struct applied *applied, bool sync, struct diag *diag);

#endif
