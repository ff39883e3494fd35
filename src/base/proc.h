/** proc: other processes. Only this file forks and executes. */
#ifndef TIDEMARK_BASE_PROC_H
#define TIDEMARK_BASE_PROC_H

#include "base/buf.h"
#include "base/diag.h"

/** How many processors this process may use, at least 1. */
int proc_cores(void);

/**
 * Spreads `count` pieces of work over the cores by fork (librrd is slower with threads). `work` is
 * called with first ≤ i < last in children and, for the last share, in this process; only here,
 * when one share is all there is (`count` < `at_least` × 2 or one core). What it finds out must go
 * to memory from arena_shared, and nothing else may be changed. Everybody's messages come back into
 * `diag`, in the order of the shares. `work` returns false iff it added an error.
 * Errors: those of `work`; a child killed by a signal is STATUS_BUG naming `what` and the signal.
 */
bool proc_spread(size_t count, size_t at_least, const char *what,
	bool (*work)(void *context, size_t first, size_t last, struct diag *diag), void *context,
	struct diag *diag);

/** Over how many processes that work would be spread, at least 1. */
size_t proc_workers(size_t count, size_t at_least);

/**
 * The same for work whose outcome has no size known beforehand: what each worker writes into `out`
 * comes back as one of the `parts`, in the order of the pieces of work, in `arena`. All workers are
 * heard at once, so that none waits with what it has; a part is aligned for any type.
 */
bool proc_gather(struct arena *arena, size_t count, size_t at_least, const char *what,
	bool (*work)(void *context, size_t first, size_t last, struct buf *out, struct diag *diag),
	void *context, struct str_list *parts, struct diag *diag);

/**
 * Begins work that a child does while this process goes on: it sees memory as it is now, and no
 * file that is open. What it writes into `out` is to be asked for, once, with proc_end, which waits
 * for it. With one core, or if it is not worth a process, it is done at once. Errors: those of
 * `work`, at the latest with proc_end, which is false then.
 */
struct proc_later *proc_begin(struct arena *arena, bool worth, const char *what,
	bool (*work)(void *context, struct buf *out, struct diag *diag), void *context,
	struct diag *diag);
bool proc_end(
	struct proc_later *later, struct arena *arena, struct str *outcome, struct diag *diag);

struct proc {
	const char *const *argv; /* argv[0] is looked up in PATH */
	const char *const *env;  /* the whole environment, NULL-terminated; NULL: an empty one */
	struct str folder;       /* working folder, empty: this one */
	struct str input;        /* fed to standard input through a temporary file */
	struct str output;       /* path of the file that takes standard output, empty: /dev/null */
	struct str errors;       /* path of the file that takes standard error, empty: /dev/null */
	bool to_errors;          /* both go to this program's standard error instead */
	double limit;            /* seconds, after which it is killed; 0: none */
	size_t most_bytes;       /* of a file that it writes; 0: as many as it likes */
	bool fenced;             /* it needs nothing but its working folder (fence.h) */
};

/** The outcome of a run. Not found, or ended before it began: `started` is false. */
struct proc_outcome {
	bool started, timed_out;
	int status; /* exit status, or 128 + signal */
};

/**
 * Runs several programs at once, each in a process group of its own, until all have ended. With its
 * program a group ends as a whole: whatever it left running is killed. All are killed when this
 * process dies, and as soon as proc_asked_to_end. They get no other descriptors than the standard
 * ones, and no signal is blocked for them.
 */
void proc_run(const struct proc *procs, size_t count, struct proc_outcome *outcomes);

/** Does SIGINT, SIGTERM or SIGHUP wait for this process? Only while they are held back (folder.h).
 */
bool proc_asked_to_end(void);

#endif
