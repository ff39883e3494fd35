/* decimal_print: doubles as decimals, rounded and written. What printf and strtod would do is done
 * by one exact multiplication where that is certain to give the same; they are asked otherwise. */
#include "text/decimal.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIGNIFICANT = DBL_DIG, LONGEST = DBL_DECIMAL_DIG, POWERS = 20, SMALLEST_PLAIN = -4 };

static const uint64_t powers[POWERS] = {1u, 10u, 100u, 1000u, 10000u, 100000u, 1000000u, 10000000u,
	100000000u, 1000000000u, 10000000000u, 100000000000u, 1000000000000u, 10000000000000u,
	100000000000000u, 1000000000000000u, 10000000000000000u, 100000000000000000u,
	1000000000000000000u, 10000000000000000000u};

/* The `count` digits nearest to a value above 0: digits · 10^-places. `off` is by how much of the
 * last digit they are too small. */
struct nearest {
	uint64_t digits;
	int places;
	double off;
};

/* Is the number below the least one with so many digits? log10 rounds 99999999999999.9 up to 14. */
static bool is_too_short(const struct nearest *nearest, int count)
{
	return nearest->digits < powers[count - 1] ||
	       (nearest->digits == powers[count - 1] && nearest->off < 0);
}

/* Product and error of the multiplication add up to the exact product, so the nearest whole number
 * is certain but for ties. False: ask printf. */
static bool nearest_of(double value, int count, struct nearest *nearest)
{
	int places = count - 1 - (int)floor(log10(value));
	double power, product, whole, rest, more;

	if (places < 0 || places >= POWERS)
		return false;
	power = (double)powers[places];
	product = value * power;
	whole = nearbyint(product);
	rest = product - whole + fma(value, power, -product);
	more = nearbyint(rest);
	*nearest = (struct nearest){(uint64_t)whole + (uint64_t)(int64_t)more, places, rest - more};
	return fabs(nearest->off) < 0.5 - 1e-6 && !is_too_short(nearest, count) &&
	       nearest->digits < powers[count];
}

static struct decimal trimmed(bool negative, uint64_t digits, int exponent)
{
	if (!digits)
		return (struct decimal){.digits = 0};
	for (; digits % 10 == 0; digits /= 10)
		exponent++;
	return (struct decimal){.negative = negative, .digits = digits, .exponent = exponent};
}

/* The decimal of so many digits nearest to the value, as printf has it. */
static struct decimal printed(double value, int digits)
{
	uint64_t mantissa = 0;
	char text[40], *at = text;

	snprintf(text, sizeof(text), "%.*e", digits - 1, fabs(value));
	for (; *at != 'e'; at++)
		if (*at != '.')
			mantissa = mantissa * 10 + (uint64_t)(*at - '0');
	return trimmed(value < 0, mantissa, atoi(at + 1) - (digits - 1));
}

static struct decimal shortest_printed(double value)
{
	struct decimal decimal;
	int digits = SIGNIFICANT;

	do
		decimal = printed(value, digits++);
	while (decimal_value(decimal) != value && digits <= LONGEST);
	return decimal;
}

/* The shortest decimal that reads back as the double: one that is nearer to it than half the way to
 * its neighbours, which are equally far but for powers of two. */
static struct decimal shortest_of(double value)
{
	double size = fabs(value), half = (nextafter(size, INFINITY) - size) / 2;
	struct nearest nearest;
	int exponent;

	if (value == 0)
		return (struct decimal){.digits = 0};
	if (frexp(size, &exponent) == 0.5)
		return shortest_printed(value);
	for (int count = SIGNIFICANT; nearest_of(size, count, &nearest); count++) {
		double reach = half * (double)powers[nearest.places];

		if (fabs(nearest.off) < reach * (1 - 1e-9))
			return trimmed(value < 0, nearest.digits, -nearest.places);
		if (fabs(nearest.off) < reach * (1 + 1e-9))
			break;
	}
	return shortest_printed(value);
}

/* Half away from zero: the first digit that goes decides. */
static struct decimal round_to(struct decimal decimal, int places)
{
	int drop = -decimal.exponent - places;

	if (drop <= 0)
		return decimal;
	if (drop >= POWERS)
		return (struct decimal){.digits = 0};
	return trimmed(decimal.negative,
		decimal.digits / powers[drop] + (decimal.digits % powers[drop] >= powers[drop] / 2),
		-places);
}

/*
 * Away from ties what the double is rounded to is what its shortest decimal is rounded to. Below
 * 2^33 a product errs by less than 10^-6.
 */
static bool round_at_once(double value, int places, struct decimal *rounded)
{
	double scaled, whole;

	if (places < 0 || places > SIGNIFICANT)
		return false;
	scaled = fabs(value) * (double)powers[places];
	if (!(scaled < 8e9))
		return false;
	whole = floor(scaled);
	if (fabs(scaled - whole - 0.5) < 1e-5)
		return false;
	*rounded = trimmed(value < 0, (uint64_t)whole + (scaled - whole > 0.5), -places);
	return true;
}

static struct decimal rounded_of(double value, int places)
{
	struct decimal rounded;

	if (!round_at_once(value, places, &rounded))
		rounded = round_to(shortest_of(value), places);
	return rounded;
}

double decimal_rounded(double value, int places)
{
	return isfinite(value) ? decimal_value(rounded_of(value, places)) : value;
}

int decimal_places(double value)
{
	int places = isfinite(value) ? -shortest_of(value).exponent : 0;

	return places < 0 ? 0 : places > SIGNIFICANT ? SIGNIFICANT : places;
}

/* Writes digits before `end`, without leading zeros. Returns where they begin. */
static char *put_digits(char *end, uint64_t digits)
{
	for (; digits; digits /= 10)
		*--end = (char)('0' + digits % 10);
	return end;
}

/* The digit that stands for 10^place. */
static char digit_at(struct decimal decimal, const char *digits, int count, int place)
{
	int from_end = place - decimal.exponent;

	return from_end < 0 || from_end >= count ? '0' : digits[count - 1 - from_end];
}

struct str decimal_round(struct arena *arena, double value, int places, bool thousands)
{
	char room[24], *digits, *text, *at;
	struct decimal rounded;
	int count, first;

	if (!isfinite(value))
		return STR("–");
	rounded = rounded_of(value, places);
	digits = put_digits(room + sizeof(room), rounded.digits);
	count = (int)(room + sizeof(room) - digits);
	first = count + rounded.exponent > 0 ? count + rounded.exponent - 1 : 0;
	text = at =
		arena_alloc(arena, 1, (size_t)(first + first / 3 + (places > 0 ? places : 0) + 4));
	if (rounded.negative)
		*at++ = '-';
	for (int place = first; place >= 0; place--) {
		*at++ = digit_at(rounded, digits, count, place);
		if (thousands && place && place % 3 == 0)
			*at++ = ',';
	}
	if (places > 0)
		*at++ = '.';
	for (int place = -1; place >= -places; place--)
		*at++ = digit_at(rounded, digits, count, place);
	return (struct str){text, (size_t)(at - text)};
}

/* 0 < digits < 10^15 with so many decimals, as %.15g has it where that writes no exponent. */
static size_t print_plain(bool negative, uint64_t digits, int places, char text[32])
{
	char room[32], *at = room + sizeof(room);
	size_t len;

	for (; places > 0 && digits % 10 == 0; places--)
		digits /= 10;
	for (; places > 0; places--, digits /= 10)
		*--at = (char)('0' + digits % 10);
	if (at < room + sizeof(room))
		*--at = '.';
	at = digits ? put_digits(at, digits) : memset(at - 1, '0', 1);
	if (negative)
		*--at = '-';
	len = (size_t)(room + sizeof(room) - at);
	memcpy(text, at, len);
	text[len] = '\0';
	return len;
}

size_t decimal_print(double value, char text[32])
{
	struct nearest nearest;

	if (isnan(value)) {
		text[0] = '\0';
		return 0;
	}
	if (isfinite(value) && value != 0 && nearest_of(fabs(value), SIGNIFICANT, &nearest) &&
		nearest.places <= SIGNIFICANT - 1 - SMALLEST_PLAIN)
		return print_plain(value < 0, nearest.digits, nearest.places, text);
	return (size_t)snprintf(text, 32, "%.*g", SIGNIFICANT, value == 0 ? 0.0 : value);
}
