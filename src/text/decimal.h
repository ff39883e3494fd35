/**
 * decimal: numbers as people write them, exact until the last moment.
 *
 * A figure is held with at most 15 significant digits, which a double carries there and back
 * unchanged. Units are converted by moving the point, so nothing is rounded in binary.
 */
#ifndef TIDEMARK_TEXT_DECIMAL_H
#define TIDEMARK_TEXT_DECIMAL_H

#include "base/str.h"

#include <stdint.h>

/** Small enough to be handed over in registers, which is felt where there are millions of them. */
struct decimal {
	uint64_t digits; /* below 10^15, without trailing zeros; 0 has exponent 0 */
	int exponent;    /* the value is digits · 10^exponent */
	bool negative;
	bool rounded; /* more than 15 significant digits were written */
};

/**
 * Collects the digits of a number: `integer` and `fraction` hold ASCII digits only (either may be
 * empty, not both), `exponent` what stood behind an e. Rounded half away from zero to 15 digits.
 */
struct decimal decimal_make(bool negative, struct str integer, struct str fraction, int exponent);

/** Reads [+-]digits[.digits][e[+-]digits], all of `text`; false if it is anything else. */
bool decimal_parse(struct str text, struct decimal *decimal);

/** The value times 10^power. */
struct decimal decimal_scale(struct decimal decimal, int power);

/** Is it 1e-30 ≤ |x| < 1e30, whatever its digits? */
bool decimal_within_limits(struct decimal decimal);

/** Is it 0, or 1e-30 ≤ |x| < 1e30? Others cannot be stored. */
static inline bool decimal_storable(struct decimal decimal)
{
	bool sure = decimal.exponent >= -30 && decimal.exponent <= 15; /* it has 15 digits */

	return decimal.digits == 0 || sure || decimal_within_limits(decimal);
}

/** The double that prints the same digits again with %.15g. */
double decimal_value(struct decimal decimal);

/**
 * `value` with `places` decimals, rounded half away from zero on the shortest decimal that reads
 * back as the double (2.675 gives 2.68). -0 prints as 0. `thousands` groups with commas.
 * Missing: NaN prints as "–".
 */
struct str decimal_round(struct arena *arena, double value, int places, bool thousands);

/** That rounding as a number. */
double decimal_rounded(double value, int places);

/** `value` as %.15g; NaN as nothing. `text` has room for 32 bytes. Returns the length. */
size_t decimal_print(double value, char text[32]);

/** How many decimals the shortest form of the value needs (0 to 15). */
int decimal_places(double value);

#endif
