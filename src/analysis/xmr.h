/**
 * xmr: which points of a series are more than its usual variation: the individuals chart, with
 * limits from moving ranges. Source: docs/METHODS.md §8.
 */
#ifndef TIDEMARK_ANALYSIS_XMR_H
#define TIDEMARK_ANALYSIS_XMR_H

#include "base/array.h"

#include <stdbool.h>

/** Why a point is special; the first that applies, in this order. */
enum xmr_label {
	XMR_MISSING, /* no point, or too few to tell */
	XMR_OUTSIDE, /* beyond a limit */
	XMR_TREND,   /* one of seven rising or falling */
	XMR_TWO_OF_THREE,
	XMR_SHIFT, /* one of seven on one side of the mean */
	XMR_COMMON,
};

/** Points from `first` up to `end` (not included), which have their own limits. */
struct xmr_group {
	size_t first, end;
	size_t present;            /* points that are not missing */
	double mean, lower, upper; /* NaN: fewer than XMR_LEAST points */
};

enum { XMR_LEAST = 5, XMR_FULL = 13 }; /* with fewer points limits are only a trial */

struct xmr {
	size_t count;
	struct {
		ARRAY(struct xmr_group);
	} groups;
	enum xmr_label *label;
	int *side; /* of a special point: +1 high or rising, −1 low or falling; else 0 */
};

/**
 * Limits and labels of `count` points (missing: NaN). A new group begins wherever `begins` is true
 * (NULL: one group).
 */
void xmr_make(
	struct arena *arena, const double *x, size_t count, const bool *begins, struct xmr *out);

/** The group of a point. */
const struct xmr_group *xmr_group_of(const struct xmr *xmr, size_t point);

/** "outside", "trend", "two-of-three", "shift", "common"; "" for XMR_MISSING. */
const char *xmr_label_name(enum xmr_label label);

#endif
