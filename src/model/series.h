/** series: the figures of one indicator or area in force, one place a period, and the book of all.
 */
#ifndef TIDEMARK_MODEL_SERIES_H
#define TIDEMARK_MODEL_SERIES_H

#include "model/catalogue.h"
#include "model/figure.h"

/** Missing: NaN. `count` 0: no figure at all. The first and the last value are figures. */
struct series {
	struct series_key key;
	int first; /* period number of value[0] */
	size_t count;
	double *value;
	struct {
		ARRAY(int);
	} nothing; /* periods of a formula's 0/0 ("nothing happened"), ascending */
};

/** The figure of a period, NaN where there is none. */
double series_at(const struct series *series, int period);

/** Period number of the last figure; only when count > 0. */
int series_last(const struct series *series);

/** Cuts off figures after `period` and the gaps that then stand at the end. */
void series_cut(struct series *series, int period);

/**
 * The book: every series that a command works on. It begins with the stored ones and is completed
 * with the computed ones (analysis/derive). Wholes and areas are looked up by key.
 */
struct book {
	const struct catalogue *catalogue;
	int load; /* number of the last load it shows; 0: none */
	struct {
		ARRAY(struct series);
	} series;      /* by indicator, whole first, then areas by name */
	size_t *start; /* by indicator index: place of its first series; one more item for the end
			*/
};

/** Cuts every series after the period that holds `today`; `once` series keep everything. */
void book_cut(struct book *book, int today);

/** Sorts the series and builds the index; to be called after the last series was added. */
void book_index(struct arena *arena, struct book *book);

/** NULL where there is no such series. */
struct series *book_find(
	const struct book *book, const struct indicator *indicator, struct str area);

/** The series of one indicator: the whole if there is one, then its areas. */
size_t book_range(const struct book *book, const struct indicator *indicator, size_t *first);

#endif
