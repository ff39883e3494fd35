#include "store/exact.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = DBL_DIG, LARGEST_EXACT_POWER = 22, FEW_PLACES = 6 };

static const double LIMIT = 1e15; /* digits are below it */

/* So many zeros behind the point, and %g writes an exponent. */
enum { ZEROS_END = 4 };

static const double powers[LARGEST_EXACT_POWER + 1] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8,
	1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/*
 * The 15-digit decimal that a positive double stands for. Digits and power are exact doubles, so
 * their quotient is rounded once: it is the double nearest to that decimal. Two neighbouring
 * 15-digit decimals are at least 4.5 DBL_EPSILON apart (relative to the value), so a decimal whose
 * double lies within one of `value` is the nearest one, which %.15g would print.
 */
static bool stands_for(double value, double digits, int places)
{
	return digits < LIMIT && fabs(digits / powers[places] - value) <= DBL_EPSILON * value;
}

static double nearest_digits(double scaled)
{
	return scaled < LIMIT ? (double)(int64_t)(scaled + 0.5) : LIMIT;
}

/*
 * Figures mostly have few decimals: tried from none on, the first that fit end with no zero. What
 * stands for the value lies, scaled, within 2.01 DBL_EPSILON of it, so most are ruled out without a
 * division.
 */
static bool find_short(double value, struct exact *exact)
{
	for (int places = 0; places <= FEW_PLACES; places++) {
		double scaled = value * powers[places], digits = nearest_digits(scaled);

		if (fabs(digits - scaled) > 3 * DBL_EPSILON * scaled ||
			!stands_for(value, digits, places))
			continue;
		*exact = (struct exact){(uint64_t)digits, places};
		return true;
	}
	return false;
}

static bool find_long(double value, struct exact *exact)
{
	double magnitude = floor(log10(value)), digits;
	int places;

	if (magnitude > DIGITS - 1 || magnitude < DIGITS - 1 - LARGEST_EXACT_POWER)
		return false;
	places = DIGITS - 1 - (int)magnitude;
	digits = nearbyint(value * powers[places]);
	if (!stands_for(value, digits, places))
		return false;
	*exact = (struct exact){(uint64_t)digits, places};
	/* Places are left when the zeros are gone: a whole number was found above. */
	for (; exact->digits % 10 == 0; exact->places--)
		exact->digits /= 10;
	return true;
}

bool exact_find(double value, struct exact *exact)
{
	value = fabs(value);
	return value > 0 && (find_short(value, exact) || find_long(value, exact));
}

double exact_round(double value)
{
	double size = fabs(value), digits = nearest_digits(size * powers[FEW_PLACES]);
	struct exact exact;
	char text[32];

	if (isnan(value) || value == 0)
		return isnan(value) ? value : 0;
	/* Zeros at the end change nothing: no need to look for the fewest places. */
	if (stands_for(size, digits, FEW_PLACES))
		return copysign(digits / powers[FEW_PLACES], value);
	if (exact_find(value, &exact))
		return copysign((double)exact.digits / powers[exact.places], value);
	snprintf(text, sizeof(text), "%.*g", DIGITS, value);
	return strtod(text, NULL);
}

static int count_digits(uint64_t digits)
{
	int count = 1;

	while ((double)digits >= powers[count])
		count++;
	return count;
}

static size_t len_of(struct exact exact, bool negative)
{
	int count = count_digits(exact.digits);

	return (size_t)(negative + (count > exact.places ? count : exact.places + 1) +
			(exact.places > 0));
}

/* Writes the last digits of the number before `end`, so many of them; returns the others. */
static uint64_t put_backwards(char *end, uint64_t number, size_t count)
{
	static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930"
				    "31323334353637383940414243444546474849505152535455565758596061"
				    "62636465666768697071727374757677787980818283848586878889909192"
				    "93949596979899";

	for (; count >= 2; count -= 2, number /= 100)
		memcpy(end -= 2, pairs + number % 100 * 2, 2);
	if (!count)
		return number;
	end[-1] = (char)('0' + number % 10);
	return number / 10;
}

static size_t put_digits(struct exact exact, bool negative, char *text)
{
	size_t len = len_of(exact, negative), places = (size_t)exact.places;
	size_t whole = len - negative - places - (places > 0);
	uint64_t rest = put_backwards(text + len, exact.digits, places);

	put_backwards(text + negative + whole, rest, whole);
	if (places)
		text[negative + whole] = '.';
	if (negative)
		*text = '-';
	text[len] = '\0';
	return len;
}

/* Does %g write it without an exponent? */
static bool is_plain(struct exact exact)
{
	return exact.places - count_digits(exact.digits) < ZEROS_END;
}

size_t exact_print(double value, char text[32])
{
	struct exact exact;

	if (exact_find(value, &exact) && is_plain(exact))
		return put_digits(exact, value < 0, text);
	return (size_t)snprintf(text, 32, "%.*g", DIGITS, value == 0 ? 0.0 : value);
}

size_t exact_print_whole(double value, char text[32])
{
	struct exact exact;
	size_t len;

	if (exact_find(value, &exact) && is_plain(exact))
		return (double)exact.digits / powers[exact.places] == fabs(value)
			       ? put_digits(exact, value < 0, text)
			       : 0;
	len = exact_print(value, text);
	return strtod(text, NULL) == value ? len : 0;
}

bool exact_parse(struct str text, double *value)
{
	size_t start = text.len > 0 && text.at[0] == '-', point = text.len;
	uint64_t digits = 0;

	if (text.len == start || text.len - start > DIGITS + 1 || text.at[text.len - 1] == '.')
		return false;
	for (size_t i = start; i < text.len; i++) {
		if (text.at[i] == '.' && point == text.len && i > start)
			point = i;
		else if (text.at[i] >= '0' && text.at[i] <= '9')
			digits = digits * 10 + (uint64_t)(text.at[i] - '0');
		else
			return false;
	}
	if (digits >= UINT64_C(1000000000000000))
		return false;
	*value = (double)digits;
	if (point < text.len)
		*value /= powers[text.len - point - 1];
	if (start && digits)
		*value = -*value;
	return true;
}
