/**
 * exact: figures with 15 significant digits, fast.
 *
 * A decimal of up to 15 significant digits survives the way through a double and %.15g. These
 * functions give what printf and strtod give, several times faster for figures of everyday size.
 */
#ifndef TIDEMARK_STORE_EXACT_H
#define TIDEMARK_STORE_EXACT_H

#include "base/str.h"

#include <math.h>
#include <stdint.h>

/** digits · 10^-places: what %.15g writes of a figure, without the sign. */
struct exact {
	uint64_t digits; /* 1 … 10^15 - 1 */
	int places;      /* the fewest; 0 also for whole numbers that end with zeros */
};

/** False for 0, infinity and what is not of everyday size (roughly 1e-8 to 1e15): ask printf. */
bool exact_find(double value, struct exact *exact);

/** The double nearest to `value` printed as %.15g; -0 becomes 0. Missing: NaN stays NaN. */
double exact_round(double value);

/** Is it a figure: 0, or 1e-30 ≤ |x| < 1e30? Nothing else was ever loaded. */
static inline bool exact_is_figure(double value)
{
	double size = fabs(value);

	return size == 0 || (size >= 1e-30 && size < 1e30);
}

/** `value`, which is not NaN, as %.15g (-0 as 0); returns the length. */
size_t exact_print(double value, char text[32]);

/** As exact_print; 0 if the text does not read as `value`, which has more than 15 digits. */
size_t exact_print_whole(double value, char text[32]);

/**
 * Reads what exact_print writes for figures of everyday size: [-]digits[.digits] of at most 15
 * digits. False for anything else, which decimal_parse may know.
 */
bool exact_parse(struct str text, double *value);

#endif
