/**
 * there: some indicators as VictoriaMetrics has them, and how that differs from what is in force
 * here. Private to push.
 */
#ifndef TIDEMARK_STORE_THERE_H
#define TIDEMARK_STORE_THERE_H

#include "base/names.h"
#include "store/layers.h"
#include "store/remote.h"

struct there_series {
	struct layers layers;
	bool spoilt; /* two figures for a period, one at a time when none begins, or out of range */
};

/** A series under labels that none has here: another unit or frequency. */
struct there_foreign {
	const struct indicator *indicator;
	struct str area, every, unit;
};

struct there {
	struct arena *arena;
	struct names names;
	struct {
		ARRAY(struct there_series);
	} series; /* by number of the name */
	struct {
		ARRAY(struct there_foreign);
	} foreign;
};

/** For remote_read; `context` is the struct there. */
bool there_take(void *context, const struct remote_series *series, struct diag *diag);

/** NULL where there is none. */
const struct there_series *there_find(
	struct arena *scratch, const struct there *there, struct series_key key);

enum sameness {
	FIGURE_THERE,
	FIGURE_AHEAD, /* missing, and so far ahead that it is not taken yet */
	FIGURE_MISSING,
	FIGURE_ROUNDED, /* another in its last digits */
	FIGURE_WRONG,
	FIGURE_SURPLUS, /* there and not here */
	FINDINGS,
};

struct tally {
	size_t count[FINDINGS];
	struct tally_first {
		struct series_key key;
		int period;
		double here, there;
	} first[FINDINGS];
	int64_t oldest_there, newest_missing; /* time stamps; if there are any */
	size_t spoilt;                        /* series */
};

/** What is compared, and how exactly. */
struct comparing {
	int digits; /* figures that agree in so many significant digits are equal */
	int today;
};

/** Adds every figure of a series; either may be NULL. */
void tally_series(struct tally *tally, const struct comparing *comparing, const struct series *here,
	const struct there_series *there);

#endif
