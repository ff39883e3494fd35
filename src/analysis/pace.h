/**
 * pace: how a year that is not complete will end, and how sure that is. Every step is kept, so that
 * it can be shown and done again by hand. Source: docs/METHODS.md §6.
 */
#ifndef TIDEMARK_ANALYSIS_PACE_H
#define TIDEMARK_ANALYSIS_PACE_H

#include "analysis/forecast.h"
#include "analysis/share.h"

enum { PACE_REST = 12, PACE_BACKTESTS = 6 };

/** The same projection after as many periods of an earlier, complete year. */
struct pace_backtest {
	int year;
	double so_far, projection, total;
	double error; /* (total − projection) / projection */
};

/** A year's sum, expected from its first `place` periods. */
struct pace {
	int year, place;
	struct tally so_far;
	struct share share;
	bool by_model; /* so_far and the forecasts of the rest; else so_far / share */
	size_t used;   /* figures that the forecasts come from */
	size_t rest;   /* how many forecasts */
	struct forecast forecast[PACE_REST];
	double projection;
	double centre; /* what the chance is counted from */

	size_t backtests; /* the latest year first */
	struct pace_backtest backtest[PACE_BACKTESTS];
	double error; /* σ, relative */
	int freedom;  /* of Student's t; 0: normal, with σ from a table */
};

/** The last projection of a series, since its targets mostly ask for the same. */
struct pace_memo {
	bool filled, average;
	enum target_pace by;
	struct pace pace;
};

/**
 * Projects year's sum from its first `place` periods. `goal` is what the sum is to reach (above 0).
 */
void pace_project(struct arena *arena, const struct judge *judge, int year, int place, double goal,
	struct pace *pace);

/** The 80 % interval of a projection. */
void pace_interval(const struct pace *pace, double *low, double *high);

/** The chance that the year's sum meets the target, whose bounds as sums these are. */
double pace_chance(const struct target *target, const struct pace *pace, double goal, double high);

#endif
