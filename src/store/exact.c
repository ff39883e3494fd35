#include "store/exact.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { DIGITS = DBL_DIG, LARGEST_EXACT_POWER = 22, SMALLEST_PLAIN = -4 };

static const double powers[LARGEST_EXACT_POWER + 1] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8,
	1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* digits · 10^-places, digits below 10^15 */
struct exact {
	uint64_t digits;
	int places;
	double nearest; /* the double nearest to it */
};

/*
 * The 15-digit decimal that a positive double stands for. Digits and power are exact doubles, so
 * the quotient is rounded once: it is the double nearest to that decimal. Two neighbouring 15-digit
 * decimals are at least 4.5 DBL_EPSILON apart (relative to the value), so a decimal whose double
 * lies within one of `value` is the nearest one, which %.15g would print. False: ask printf.
 */
static bool find_decimal(double value, struct exact *exact)
{
	int places = DIGITS - 1 - (int)floor(log10(value));
	double digits;

	if (places < 0 || places > LARGEST_EXACT_POWER)
		return false;
	digits = nearbyint(value * powers[places]);
	if (digits >= 1e15 || digits < 1e14)
		return false;
	exact->digits = (uint64_t)digits;
	exact->places = places;
	exact->nearest = digits / powers[places];
	return fabs(exact->nearest - value) <= DBL_EPSILON * value;
}

double exact_round(double value)
{
	struct exact exact;
	char text[32];

	if (isnan(value) || value == 0)
		return isnan(value) ? value : 0;
	if (find_decimal(fabs(value), &exact))
		return copysign(exact.nearest, value);
	snprintf(text, sizeof(text), "%.*g", DIGITS, value);
	return strtod(text, NULL);
}

static size_t put_digits(uint64_t digits, int places, bool negative, char *text)
{
	char backwards[32] = "";
	size_t count = 0, len = 0;

	for (; places > 0 && digits % 10 == 0; places--)
		digits /= 10;
	for (int i = 0; digits || i <= places; i++) {
		if (i == places && i > 0)
			backwards[count++] = '.';
		backwards[count++] = (char)('0' + digits % 10);
		digits /= 10;
	}
	if (negative)
		text[len++] = '-';
	while (count)
		text[len++] = backwards[--count];
	text[len] = '\0';
	return len;
}

size_t exact_print(double value, char text[32])
{
	struct exact exact;

	if (value != 0 && find_decimal(fabs(value), &exact) &&
		exact.places <= DIGITS - 1 - SMALLEST_PLAIN)
		return put_digits(exact.digits, exact.places, value < 0, text);
	return (size_t)snprintf(text, 32, "%.*g", DIGITS, value == 0 ? 0.0 : value);
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
