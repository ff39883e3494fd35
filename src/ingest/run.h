/** run: everything that is known of one file while it is being read. Within src/ingest only. */
#ifndef TIDEMARK_INGEST_RUN_H
#define TIDEMARK_INGEST_RUN_H

#include "ingest/ingest.h"
#include "ingest/layout.h"
#include "ingest/periods.h"

struct run {
	struct arena *arena;   /* of the result */
	struct arena *scratch; /* gone when the file is read */
	const struct catalogue *catalogue;
	const struct source *source; /* NULL: none fits */
	const struct ingest_options *options;
	struct str path;
	struct sheet sheet;
	struct frame frame;
	struct labels labels;
	struct table_layout layout;
	struct periods periods;
	bool marked;  /* rejects need a byte order mark: the file is in another encoding or has one
		       */
	bool gb18030; /* so the file is Chinese */
	bool chinese; /* GB18030 or Chinese words: the decimal mark is the point */
	struct ingest_result *result;
	struct {
		ARRAY(uint32_t); /* figures of each series, if that is known; else empty */
	} counts;
	struct diag *diag;
	bool cleaning; /* only the table is wanted, of whatever kind: see ingest_clean */
	struct {
		ARRAY(uint32_t); /* records with an error */
	} rejected;
	struct {
		ARRAY(uint32_t); /* records with a figure that nobody knows, and others that are
				    fine */
	} aside;
};

/** From bytes to run->sheet, by the source section or on evidence. Errors: see encoding, dialect,
 * sheet. */
bool run_open(struct run *run, struct str content);

/** The first cell with a Chinese word, in the header or just below; false if there is none. */
bool run_find_chinese(const struct run *run, size_t *record, size_t *column);

/** An error at a cell. Returns false. */
bool run_error(struct run *run, size_t record, size_t column, struct str text);

/** Are further errors only counted? Then nobody need find words for them. */
bool run_is_full(const struct run *run);

/** Counts something that was left out on purpose: a literal. */
void run_left_out(struct run *run, const char *what);
void run_leave_out(struct run *run, struct str what, size_t count);

/** Remembers that the record has an error, so that nothing of it is loaded. */
void run_reject(struct run *run, size_t record);

/** Remembers that a figure of the record cannot be loaded, while its others can. */
void run_set_aside(struct run *run, size_t record);

/** Tells the one who waits for it which row is read: `from` is the share that was done before. */
void run_tell(const struct run *run, size_t record, double from);

#endif
