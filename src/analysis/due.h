/**
 * due: which figures a series owes by a certain day. Source: docs/METHODS.md §1, §2, §7.
 *
 * A figure is due when today > period end + lag; never before `since` or after `until`, never for
 * `once`, never for a January that nobody publishes, never where 0 was divided by 0.
 */
#ifndef TIDEMARK_ANALYSIS_DUE_H
#define TIDEMARK_ANALYSIS_DUE_H

#include "model/series.h"

/* Further off than any period of a series. */
enum { FIRST_OF_ALL = -4000000, LAST_OF_ALL = 4000000 };

struct due {
	const struct series *series;
	int first, last; /* periods that are due, but for the exceptions; first > last: none */
	int passed;      /* the latest period whose time has come, whatever the series owes */
};

/** `lag` −1: the indicator's. */
struct due due_make(const struct series *series, int lag, int today);

/** How many figures between these periods (both included) are due. */
int due_count(const struct due *due, int from, int to);
bool due_any(const struct due *due, int from, int to);

/** Has the time of that period's figure come? An unpublished January's comes with February's. */
bool due_is_past(const struct due *due, int period);

#endif
