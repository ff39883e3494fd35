/** origin: from which load each figure in force came. */
#ifndef TIDEMARK_MODEL_ORIGIN_H
#define TIDEMARK_MODEL_ORIGIN_H

#include "model/series.h"

/** A figure's mark of its publisher: p, e, … */
struct flagged {
	size_t series; /* place in loads.series */
	int period;
	struct str flag;
};

struct origins {
	struct book loads;  /* every series; in place of figures the numbers of their loads */
	struct str_list at; /* when each load came, by its number */
	struct {
		ARRAY(struct flagged);
	} flags; /* by series and period */
};

/** Puts the flags into their order; to be called after the last was added. */
void origins_sort(struct origins *origins);

/** The figure's flag, mostly empty. `loads` is one of origins->loads. */
struct str origins_flag(const struct origins *origins, const struct series *loads, int period);

#endif
