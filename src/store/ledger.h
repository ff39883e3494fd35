/**
 * ledger: every load as one CSV file that is never changed again (the keeper of <zlib.h> and
 * <pwd.h>).
 *
 *     # tidemark load: 2
 *     # undo: 1                 only in a load that takes another back; it has no rows
 *     # at: 2024-07-10T09:12:33+08:00
 *     # by, command, file, sha256, source, note: where known; control characters and % as %XX
 *     series,period,value,unit,flag,line
 *     loans_total/虎丘区,2024-05,2400.62,亿元,p,17
 *     # end ROWS CRC            the CRC-32 of all bytes before this line, 8 hex digits
 *
 * Files are DATA/ledger/000001.csv and so on without a hole.
 *
 * Errors: STATUS_IO, naming the file, for a hole, a damaged file or a failing disk.
 */
#ifndef TIDEMARK_STORE_LEDGER_H
#define TIDEMARK_STORE_LEDGER_H

#include "store/store.h"

/** The number of the last load, 0 when there is none. */
bool ledger_newest(struct arena *scratch, struct str folder, int *newest, struct diag *diag);

/** Is there a load of this number? Errors: STATUS_USAGE. */
bool ledger_check(int newest, int number, struct diag *diag);

/** Is `name` (in DATA/ledger) a load? Then its number is in `*number`. */
bool ledger_is_load(struct str name, int *number);

struct str ledger_path(struct arena *arena, struct str folder, int number);

/** Removes what interrupted writers left behind. To be called under the exclusive lock. */
void ledger_clean(struct arena *scratch, struct str folder);

/** Fills in when and by whom. */
void ledger_sign(struct arena *arena, struct load_entry *entry);

/**
 * Writes a load, or with `figures` NULL a load without rows. With `sync` it is on the disk when
 * this returns true. Units are those of the indicators.
 */
bool ledger_write(struct arena *scratch, struct str folder, const struct load_entry *entry,
	const struct figures *figures, bool sync, struct diag *diag);

/** A load that has been read; its rows are taken one by one. */
struct ledger_file {
	struct arena *arena;
	struct str path;
	struct load_entry entry; /* but for `series`, which takes reading the rows */
	struct str rest;         /* of the rows */
	struct str row;          /* and what comes behind: the row taken last */
	size_t line;             /* of the file, for messages */
};

/** A row as it is written. */
struct ledger_cells {
	struct str series, period, value, unit, flag;
	size_t line;
};

/** Reads a load and checks it against its last line. */
bool ledger_read(struct arena *arena, struct str folder, int number, struct ledger_file *file,
	struct diag *diag);

/**
 * The header alone, for stores of many loads: rows and checksum are not looked at, but for an undo,
 * whose rows nobody reads. Missing: figures and series are 0.
 */
bool ledger_read_header(struct arena *arena, struct str folder, int number,
	struct load_entry *entry, struct diag *diag);

/** while (ledger_has_row(&file)) if (!ledger_take_row(&file, &cells, diag)) … */
bool ledger_has_row(const struct ledger_file *file);
bool ledger_take_row(struct ledger_file *file, struct ledger_cells *cells, struct diag *diag);

/** Passes over further rows of the series of the row taken last. */
void ledger_skip_series(struct ledger_file *file);

/** "file:line: error: damaged: WHAT; …": for a row that cannot be. */
bool ledger_damaged(const struct ledger_file *file, const char *what, struct diag *diag);

/** The local day on which the load was made. */
bool ledger_day(struct arena *scratch, struct str folder, int number, int *day, struct diag *diag);

/**
 * Which load each load takes back, by its number (1 … newest); 0 for the ordinary ones.
 */
bool ledger_undoes(
	struct arena *arena, struct str folder, int newest, int **undoes, struct diag *diag);

/**
 * Which loads are in force, by number, after load `upto`: those that no undo in force takes back.
 * So undoing an undo puts a load back.
 */
bool *ledger_in_force(struct arena *arena, const int *undoes, int upto);

/** The ordinary load that load `number` is about: itself, or what its undo goes back to. */
int ledger_subject(const int *undoes, int number);

#endif
