/** layers: a series while loads are laid over each other, growing at both ends. */
#ifndef TIDEMARK_STORE_LAYERS_H
#define TIDEMARK_STORE_LAYERS_H

#include "model/series.h"

struct layers {
	struct series_key key;
	int first;           /* period of value[0] */
	size_t before, room; /* places before value[0]; places at all */
	double *value;       /* missing: NaN */
};

/** Puts a figure into its place, over what is there. */
void layers_put(struct arena *arena, struct layers *layers, int period, double value);

/** Puts all figures of a stretch of periods; those missing leave alone what is there. */
void layers_put_all(
	struct arena *arena, struct layers *layers, int first, const double *values, size_t count);

/** NaN where there is none. */
double layers_at(const struct layers *layers, int period);

/** From the first figure to the last; the values are those of `layers`, not copies. */
struct series layers_series(const struct layers *layers);

/** Copies those that have a figure into the book, which is found in by key then. Memory: of
 * `arena`. */
void layers_book(struct arena *arena, const struct layers *layers, size_t count, struct book *book);

#endif
