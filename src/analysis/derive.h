/** derive: indicators with a formula become series of the book. Source: docs/METHODS.md §1. */
#ifndef TIDEMARK_ANALYSIS_DERIVE_H
#define TIDEMARK_ANALYSIS_DERIVE_H

#include "model/series.h"

/**
 * Adds a series for every formula indicator that has at least one figure: the whole from wholes,
 * each area from that area's inputs (a `once` input without that area: its whole). Missing in,
 * missing out; x/0 and 0/0 are missing. Indexes the book again. Circles have been refused by the
 * catalogue.
 */
void derive_formulas(struct arena *arena, struct book *book);

/** Sums areas into the whole for indicators with areas_sum where no whole is stored. */
void derive_sums(struct arena *arena, struct book *book);

/** Is the missing figure of this period a 0/0 ("nothing happened": neither late nor overdue)? */
bool derive_is_nothing(const struct book *book, const struct series *series, int period);

/** The figure of a `once` series that stands for day `last_day`: the latest not after it, else the
 * first. */
double derive_once(const struct series *series, int last_day);

#endif
