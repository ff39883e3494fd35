/**
 * trials: the commands that write, each on a store that makes it write much, and with a fault.
 *
 * The promise: after a command, however it ended, readers see the old state or the new one, the
 * new one if the command said that it was done; it ended with a documented status, saying nothing
 * else than usual if that is 0; and bench_complaint finds nothing.
 */
#ifndef TIDEMARK_TESTS_TRIALS_H
#define TIDEMARK_TESTS_TRIALS_H

#include "bench.h"

struct fault {
	unsigned calls; /* kinds, as bits */
	enum manner manner;
	int error;
};

struct trial;

/** Opens the bench and makes each command ready. */
struct trial *trials_open(struct bench *bench);

/**
 * Runs each command again and again, with the fault at its first call of these kinds, at its
 * second, and so on to the last (some of them in the small size). Fails the test where the promise
 * is broken; gives how often the fault happened.
 */
unsigned trials_run(const struct trial *trials, struct fault fault);

#endif
