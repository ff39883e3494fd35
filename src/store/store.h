/**
 * store: the only door to what lies on disk. Behind it stand the ledger (every load, immutable) and
 * the archive (RRD databases derived from it). Layout and guarantees: docs/STORE.md.
 *
 * Opening is lazy: each call below takes the lock it needs (shared to read, exclusive to write),
 * brings the archive up to the ledger if it is behind, works, and gives the lock back.
 *
 * Errors of all calls: STATUS_LOCKED with the holder's name, STATUS_IO for a damaged store (naming
 * file and remedy) or a failing disk, STATUS_CANNOT_CREATE for a data folder that cannot be made,
 * STATUS_CATALOGUE for a unit that cannot follow the catalogue. After an error the store is in the
 * old state or the new one, never between.
 *
 * Where `remote` is set, another engine stands behind the door. It answers store_read; all that
 * needs the ledger is STATUS_USAGE.
 */
#ifndef TIDEMARK_STORE_STORE_H
#define TIDEMARK_STORE_STORE_H

#include "base/progress.h"
#include "model/origin.h"

struct store {
	struct arena *arena;
	const struct catalogue *catalogue;
	struct str folder; /* DATA */
	double wait;       /* seconds to wait for the lock */
	bool no_sync;      /* skip fsync: bulk tests only */
	int as_of;         /* store_read shows what was known after this load; 0: now */
	struct str remote; /* URL of a VictoriaMetrics that has the figures; empty: they are here */
	struct str token;  /* a file with a bearer token for it; may be empty */
};

/** A figure in force that changed. Missing: NaN, where there was none before or is none after. */
struct revision {
	struct series_key key;
	int period;
	double before, after;
};

struct revisions {
	ARRAY(struct revision);
};

/** What a load did, or would do. */
struct commit {
	int load; /* its number; 0: it changed nothing, so there is none */
	size_t figures, added, unchanged, series;
	struct revisions revised;
	size_t *starts; /* where in the load's figures each of its series begins, and the end */
};

/**
 * Compares a load with the archive and writes it to the ledger unless it changes nothing; it is
 * acknowledged (true) once ledger file and folder are synced. Then the archive follows.
 * With `dry_run` nothing is written. figures are sorted by series and period (the same series and
 * period twice is a STATUS_BUG; ingest settles duplicates).
 */
bool store_commit(struct store *store, struct load *load, bool dry_run, struct commit *commit,
	struct diag *diag);

/** What an undo did, or would do. */
struct undo {
	int load;       /* its own number in the ledger */
	int undoes;     /* the load that it takes back, itself an undo perhaps … */
	int subject;    /* … and the ordinary load that thereby goes or comes back: … */
	bool back;      /* … which of the two */
	size_t figures; /* that the subject holds */
	struct revisions changes; /* by series and period */
};

/**
 * Takes load `number` back, by a load without rows of its own; taking an undo back puts its load
 * into force again. Later loads of the same figures stay in force, so there may be no changes.
 * Acknowledged like a load. With `dry_run` nothing is written.
 * Errors: STATUS_USAGE for a load that does not exist or is not in force.
 */
bool store_undo(struct store *store, int number, struct str command, struct str note, bool dry_run,
	struct undo *undo, struct diag *diag);

/**
 * Reads series in force into a book (which it indexes). `wanted` holds indices into
 * catalogue->indicators, or is NULL for all. Indicators without figures get no series. An empty or
 * missing store gives an empty book. As of an earlier load the figures are those in force then, by
 * the units and ids that the catalogue gives now.
 * Errors also: STATUS_USAGE for a load that does not exist.
 */
bool store_read(struct store *store, struct arena *arena, const bool *wanted, bool areas,
	struct book *book, struct diag *diag);

/**
 * From which load the figures came that were in force after `load` (as a book says it; 0: none),
 * all series of the indicators wanted (as for store_read), and their flags.
 * Errors also: STATUS_USAGE for a load that does not exist.
 */
bool store_origins(struct store *store, struct arena *arena, const bool *wanted, int load,
	struct origins *origins, struct diag *diag);

/**
 * The last load of a local day (as the ledger was signed) or, if there was none on it, before it.
 * Errors: STATUS_USAGE if nothing had been loaded by then.
 */
bool store_load_of_day(struct store *store, int day, int *load, struct diag *diag);

/** A load as `log` lists it. */
struct load_entry {
	int number;
	struct str at, by, command, file, sha256, source, note;
	int undoes;     /* the load that this entry takes back; 0: none */
	bool in_force;  /* no undo in force takes it back */
	size_t figures; /* rows */
	size_t series;
};

struct load_list {
	ARRAY(struct load_entry);
};

/** All loads, oldest first. */
bool store_log(struct store *store, struct arena *arena, struct load_list *list, struct diag *diag);

/** The content that a load was made of; in the list, load N is item N - 1. */
struct load_content {
	struct str sha256, source; /* the section that read it; empty: none */
	struct str at;
	int undoes; /* as in load_entry */
};

struct load_contents {
	ARRAY(struct load_content);
};

/** Adds the loads that came since; a ledger that was exchanged meanwhile is not noticed. */
bool store_contents(struct store *store, struct arena *arena, struct load_contents *contents,
	struct diag *diag);

/** The last load in force of this content, read by this source section; 0: there is none. */
int store_find_content(const struct load_contents *contents, struct str sha256, struct str source);

/** One row of the ledger. */
struct ledger_row {
	int load;
	struct str at, file; /* of the load */
	struct str series;   /* ID or ID/AREA, as written then */
	struct str period, unit, flag;
	double value;
	size_t line;
	double before; /* what was in force before this load, in this unit; NaN if nothing was */
	bool in_force; /* now: no undo takes its load back, no later load has the figure */
};

struct ledger_rows {
	ARRAY(struct ledger_row);
};

/**
 * The rows of one load (`load` > 0), or of every load for one series (`series` = ID or ID/AREA),
 * with what each replaced. Errors: STATUS_USAGE for a load that does not exist.
 */
bool store_history(struct store *store, struct arena *arena, int load, struct str series,
	struct ledger_rows *rows, struct diag *diag);

/**
 * Of the loads up to `last` for which `chosen` (by number) is true, the rows that have another
 * figure than was in force before them; oldest first. The ledger is read once. They say nothing of
 * `in_force`.
 */
bool store_revisions(struct store *store, struct arena *arena, const bool *chosen, int last,
	struct ledger_rows *rows, struct diag *diag);

/** A series in the ledger whose indicator the catalogue does not have. */
struct orphan {
	struct str series; /* ID or ID/AREA */
	size_t rows;       /* in all loads together */
	int first, last;   /* the loads between which it was loaded */
};

struct orphans {
	ARRAY(struct orphan);
};

/** They come in the order in which they were first loaded. */
bool store_orphans(
	struct store *store, struct arena *arena, struct orphans *orphans, struct diag *diag);

/** One thing that verify found. */
struct finding {
	struct str file; /* relative to DATA */
	bool damaged;    /* else a remark */
	bool derived;    /* a database, which can be derived anew … */
	bool repaired;   /* … and was */
	struct str what;
};

struct findings {
	ARRAY(struct finding);
	size_t ledger_files, databases, figures; /* how much was looked at */
	size_t damaged;                          /* and not repaired */
};

/**
 * Checks ledger files against their checksums, the archive against the ledger, and RRD headers.
 * True even when damage was found (findings->damaged > 0); false when it could not look.
 */
bool store_verify(
	struct store *store, struct arena *arena, struct findings *findings, struct diag *diag);

/**
 * The same, and derives anew the databases that are not as the ledger says, unless the ledger
 * itself is damaged; removes what interrupted writers left behind.
 */
bool store_repair(
	struct store *store, struct arena *arena, struct findings *findings, struct diag *diag);

/** Derives the whole archive anew from the ledger; gives the number of series written. */
bool store_rebuild(struct store *store, size_t *series, struct diag *diag);

/** Where figures are to be sent, and how. */
struct push {
	struct str url;        /* of VictoriaMetrics: a single node, or a vminsert … */
	struct str read_url;   /* … and then of a vmselect; else empty */
	struct str token_file; /* holds a bearer token; may be empty */
	int digits;            /* that have to come back: 15 is all */
	int tries, timeout;    /* of each question to the server; seconds */
	bool all;              /* compares everything, not just what was changed */
	const bool *chosen;    /* by indicator index */
	bool some;             /* not all of them: this push is not remembered */
	struct progress *progress;
};

struct push_outcome {
	int load;        /* what is in force after it … */
	int since;       /* … and only what changed since this one was compared; 0: all */
	size_t series;   /* that were compared */
	size_t figures;  /* that are there */
	size_t sent;     /* … of which these were sent */
	size_t replaced; /* series that were deleted and sent anew … */
	size_t removed;  /* … or only deleted */
	size_t ahead;    /* figures that are not taken yet */
};

/**
 * Makes what VictoriaMetrics has equal to what is in force, and notes it in DATA/pushed. Every
 * figure of the series that may have changed is read back and compared, since VictoriaMetrics drops
 * figures without saying so. Interrupted it can be repeated; what is there already is not sent
 * again.
 * Errors also: STATUS_UNAVAILABLE for a server that cannot be reached or refuses; STATUS_IO for
 * figures that do not come back as they were sent; STATUS_USAGE for a URL.
 */
bool store_push(struct store *store, const struct push *push, struct push_outcome *outcome,
	struct diag *diag);

#endif
