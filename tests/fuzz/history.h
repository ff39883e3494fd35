/**
 * history: what a store ought to hold, as plain lists and by the words of the specification alone.
 *
 * A figure in force is that of the highest load in force that holds it; a load is in force unless
 * undone by an undo in force.
 */
#ifndef TIDEMARK_TESTS_FUZZ_HISTORY_H
#define TIDEMARK_TESTS_FUZZ_HISTORY_H

#include <math.h>

#include "model/figure.h"

struct history_figure {
	struct str series; /* ID or ID/AREA */
	int period;
	double value;
};

/** A load, or what takes an earlier entry back (and then has no figures). */
struct history_entry {
	int undoes; /* 0: a load */
	ARRAY(struct history_figure);
};

/** Entry N of the ledger is item N - 1. */
struct history {
	struct arena *arena;
	ARRAY(struct history_entry);
};

enum { HISTORY_MOST = 32 }; /* entries */

/** Is entry `number` in force after entry `upto`? Whether an undo counts is settled by those after
 * it. */
static inline bool history_in_force(const struct history *history, int upto, int number)
{
	bool undone[HISTORY_MOST + 1] = {false};

	for (int i = upto; i > number; i--)
		if (!undone[i])
			undone[history->item[i - 1].undoes] = true;
	return !undone[number];
}

/** What the entry itself holds; NaN if it does not. */
static inline double history_held(const struct history_entry *entry, struct str series, int period)
{
	for (size_t i = 0; i < entry->count; i++)
		if (entry->item[i].period == period && str_equal(entry->item[i].series, series))
			return entry->item[i].value;
	return (double)NAN;
}

/** The entry whose figure is in force after entry `upto`; 0 if there is none. */
static inline int history_source(
	const struct history *history, int upto, struct str series, int period)
{
	for (int i = upto; i > 0; i--)
		if (!isnan(history_held(&history->item[i - 1], series, period)) &&
			history_in_force(history, upto, i))
			return i;
	return 0;
}

/** The figure in force after entry `upto`; NaN if there is none. */
static inline double history_at(
	const struct history *history, int upto, struct str series, int period)
{
	int source = history_source(history, upto, series, period);

	return source ? history_held(&history->item[source - 1], series, period) : (double)NAN;
}

static inline bool history_is_first(
	const struct history *history, int number, const struct history_figure *figure)
{
	for (int i = 1; i < number; i++)
		if (!isnan(history_held(&history->item[i - 1], figure->series, figure->period)))
			return false;
	return true;
}

/** How many figures are in force after entry `upto`. */
static inline size_t history_count(const struct history *history, int upto)
{
	size_t count = 0;

	for (int i = 1; i <= upto; i++)
		for (size_t f = 0; f < history->item[i - 1].count; f++) {
			const struct history_figure *it = &history->item[i - 1].item[f];

			count += history_is_first(history, i, it) &&
				 !isnan(history_at(history, upto, it->series, it->period));
		}
	return count;
}

#endif
