/** chart_scale: the vertical axis: its range, its ticks, and numbers as charts write them. */
#ifndef TIDEMARK_OUTPUT_CHART_SCALE_H
#define TIDEMARK_OUTPUT_CHART_SCALE_H

#include "base/str.h"

enum { SCALE_TICKS = 6 };

struct scale {
	double low, high; /* ends of the axis, low < high */
	double tick[SCALE_TICKS];
	size_t ticks;
	int places;  /* decimals that the ticks need */
	bool broken; /* 0 is not on the axis */
};

/**
 * An axis for figures from `low` to `high` (low ≤ high): ticks in steps of 1, 2, 2.5 or 5 · 10^n,
 * none finer than 10^−`finest`. `bars` stand on 0, so the axis has it; lines get it when that costs
 * less than a third of the height. All figures equal: some room around them.
 * Figures that differ beyond 15 decimals only have no ticks.
 */
struct scale scale_make(double low, double high, bool bars, int finest);

/** How a chart writes numbers: decimals, and a word for powers of ten where they grow long. */
struct notation {
	int places;
	int power;        /* figures are divided by 10^power … */
	const char *word; /* … and this stands behind them: 万, 亿, 万亿, m, bn, tn, E−12 */
};

/**
 * The notation for numbers up to `most` that need `places` decimals. Those of more than `digits`
 * digits before the point are shortened to five significant digits and a word, those all below
 * 0.0001 to a power of ten.
 */
struct notation scale_notation(double most, int places, int digits, bool english);

/** The notation for the ticks. */
struct notation scale_tick_notation(const struct scale *scale, bool english);

/** The number rounded half away from zero, with commas and U+2212; "0" without a word. */
struct str scale_number(struct arena *arena, double value, struct notation notation);

/** Decimals for figures up to `most` that need `places`: no more than give five significant digits.
 */
int scale_places(double most, int places);

#endif
