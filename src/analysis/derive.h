/** derive: indicators with a formula become series of the book. Source: docs/METHODS.md §1. */
#ifndef TIDEMARK_ANALYSIS_DERIVE_H
#define TIDEMARK_ANALYSIS_DERIVE_H

#include "model/series.h"

/**
 * Adds a series for every formula indicator that has at least one figure or one 0/0: the whole from
 * wholes, each area from that area's inputs (a `once` input without that area: its whole). Missing
 * in, missing out; x/0 and 0/0 are missing, the latter noted in `series.nothing`. With `once`
 * inputs alone there is a figure for the periods in which one of them has its own. Indexes the book
 * again. Circles have been refused by the catalogue.
 */
void derive_formulas(struct arena *arena, struct book *book);

/**
 * Sums areas into the whole for indicators with areas_sum where no whole is stored; missing while
 * one of the areas (those the catalogue lists, else those with figures) is missing. Indexes the
 * book again.
 */
void derive_sums(struct arena *arena, struct book *book);

/** Is the missing figure of this period a 0/0 ("nothing happened": neither late nor overdue)? */
bool derive_is_nothing(const struct series *series, int period);

/** The figure of a `once` series that stands for day `last_day`: the latest not after it, else the
 * first. NaN if there is none at all. */
double derive_once(const struct series *series, int last_day);

/** The series that stands for `area`: the area's own, or for `once` indicators the whole's. */
struct series *derive_source(
	const struct book *book, const struct indicator *indicator, struct str area);

/** Its figure in a period of `asker`, an indicator of the same `every` or any if the series is
 * `once`. A missing series has no figure. */
double derive_figure(const struct series *series, const struct indicator *asker, int period);

#endif
