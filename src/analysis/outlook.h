/** outlook: a series with the forecasts of further periods behind its figures. Source:
 * docs/METHODS.md §9. */
#ifndef TIDEMARK_ANALYSIS_OUTLOOK_H
#define TIDEMARK_ANALYSIS_OUTLOOK_H

#include "model/series.h"

/**
 * Adds `periods` forecasts: of values for a stock or ratio, else of flows, cumulated where the
 * figures are. A January that is not published stays missing. False if there are not enough figures
 * in a row up to the last: three years of months, else `*needed`.
 */
bool outlook_extend(struct arena *arena, const struct series *series, int periods,
	struct series *out, size_t *needed);

#endif
