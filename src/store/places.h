/**
 * places: which rows of different loads are about the same figure.
 *
 * They are if they belong to the same period of the same series, by the ids and frequencies that
 * the catalogue has now. Rows without a place there (their indicator left the catalogue, or has
 * another frequency now) have one of their own, by their own frequency.
 */
#ifndef TIDEMARK_STORE_PLACES_H
#define TIDEMARK_STORE_PLACES_H

#include "base/buf.h"
#include "base/names.h"
#include "store/layers.h"
#include "store/memo.h"

struct places {
	struct arena *arena;
	const struct catalogue *catalogue;
	struct names names; /* of series, as they are called now */
	struct {
		ARRAY(struct layers); /* by number of the name: a number by period, NaN for none */
	} series;
	struct memo memo;
	struct buf name;
	struct places_run {
		struct str series; /* as written; NULL: nothing is known of the next row */
		const struct indicator *indicator;
		bool has_own;
		enum every every;
		size_t present, own; /* numbers of names */
	} run;
};

void places_init(struct places *places, struct arena *arena, const struct catalogue *catalogue);

/** The number last put at the row's place, 0 if there is none. Texts as the ledger has them. */
size_t places_find(struct places *places, struct str series, struct str period);

/** Puts a number ≥ 1 there. A row whose period cannot be read has no place. */
void places_put(struct places *places, struct str series, struct str period, size_t number);

/** To be called before the memory that holds the last row's texts is given back. */
void places_forget_run(struct places *places);

#endif
