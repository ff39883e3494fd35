/**
 * bench: a store on which the program is made to fail, and what must hold afterwards.
 *
 * The program under test ($TIDEMARK) runs with the shim ($TIDEMARK_SHIM); what it left behind is
 * looked at from here, through store.h and without a shim.
 */
#ifndef TIDEMARK_TESTS_BENCH_H
#define TIDEMARK_TESTS_BENCH_H

#include "unit.h"

#include "control.h"
#include "store/store.h"
#include "tree.h"

struct bench {
	struct arena arena;
	const char *folder; /* with catalogue, input files and data/ */
	const char *data;
	struct catalogue catalogue;
	struct control *control; /* what the shim does in the next run */
};

/** Full size (`make test-long`), or the small one of `make test`? */
bool bench_is_full(void);

void bench_open(struct bench *bench, const char *catalogue);
void bench_close(struct bench *bench);

/** Writes a file of the folder; puts together the path of one. */
void bench_file(struct bench *bench, const char *name, const char *content);
const char *bench_path(struct bench *bench, const char *name);

/** How a run of the program ended, and what it said. */
struct ending {
	int status; /* -1: by a signal */
	int signal;
	bool fired; /* the shim had its call */
	struct str out, err;
};

enum { BENCH_MOST_WORDS = 12 };

/** Runs `tidemark WORDS…`, as bench->control says; it then is set to do nothing. */
struct ending bench_run(
	struct bench *bench, struct arena *arena, const char *const words[BENCH_MOST_WORDS]);

/** The shim's orders for the next run. */
void bench_arm(struct bench *bench, unsigned calls, enum manner manner, int error, unsigned at);

/**
 * What any reader sees: "load N" and a line a figure. The store brings itself up to date for it, as
 * for everybody. NULL with `*complaint` if it cannot be read.
 */
const char *bench_state(struct bench *bench, struct arena *arena, const char **complaint);

/** What verify calls damage; NULL if there is none. */
const char *bench_damage(struct bench *bench, struct arena *arena);

/** What verify --repair calls damage that it cannot mend; NULL if there is none. */
const char *bench_repair(struct bench *bench, struct arena *arena);

/** Loads one figure of a month. Gives why that cannot be, or NULL. */
const char *bench_load(struct bench *bench, struct arena *arena, const char *id, const char *area,
	int month, double value);

/** Takes an entry of the ledger back. Gives why that cannot be, or NULL. */
const char *bench_undo(struct bench *bench, struct arena *arena, int entry);

/** Derives all databases anew. Gives why that cannot be, or NULL. */
const char *bench_rebuild(struct bench *bench, struct arena *arena);

/** Runs `check` in a process of its own. Gives its complaint, or the signal that it died by. */
const char *bench_apart(struct bench *bench, struct arena *arena,
	const char *(*check)(struct bench *bench, struct arena *arena, void *context),
	void *context);

/**
 * What must hold after anything that happened: verify finds no damage, the next load is taken, and
 * afterwards nothing is left behind. Gives what does not hold, NULL if all does.
 */
const char *bench_complaint(struct bench *bench, struct arena *arena);

#endif
