/**
 * share: how much of a year has usually come together by now. Private to pace.
 * Source: docs/METHODS.md §6.
 */
#ifndef TIDEMARK_ANALYSIS_SHARE_H
#define TIDEMARK_ANALYSIS_SHARE_H

#include "analysis/tally.h"

enum { SHARE_YEARS = 3 };

enum share_basis { SHARE_BY_TIME, SHARE_BY_YEARS, SHARE_BY_PLAN };

struct share {
	double share;
	enum share_basis basis;
	int years; /* SHARE_BY_YEARS: how many earlier years it is the mean of, the latest first */
	struct {
		int year;
		double part, total;
	} earlier[SHARE_YEARS];
};

/** The share expected after `place` periods of a year; `goal` is what the year is to reach. */
struct share share_expect(const struct judge *judge, int year, int place, double goal);

#endif
