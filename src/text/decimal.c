#include "text/decimal.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIGNIFICANT = DBL_DIG };

/* Exponents are held within this, far outside of what can be stored and far inside of int. */
enum { EXPONENT_END = 1000000 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int clamp_exponent(long exponent)
{
	if (exponent > EXPONENT_END)
		return EXPONENT_END;
	return exponent < -EXPONENT_END ? -EXPONENT_END : (int)exponent;
}

static struct decimal normalise(struct decimal decimal)
{
	if (decimal.digits == 0) {
		decimal.negative = false;
		decimal.exponent = 0;
		return decimal;
	}
	while (decimal.digits % 10 == 0) {
		decimal.digits /= 10;
		decimal.exponent++;
	}
	return decimal;
}

/* Takes digits one by one; from the 16th significant one on they only decide the rounding. */
struct collector {
	uint64_t digits;
	int taken;    /* significant digits so far */
	long dropped; /* digits behind the last one that fitted */
	bool up;      /* the first dropped one was 5 or more */
	bool rounded;
};

static void collect(struct collector *c, struct str digits)
{
	for (size_t i = 0; i < digits.len; i++) {
		unsigned digit = (unsigned)(digits.at[i] - '0');

		if (c->taken < SIGNIFICANT) {
			c->digits = c->digits * 10 + digit;
			c->taken += c->digits > 0;
			continue;
		}
		if (c->dropped++ == 0)
			c->up = digit >= 5;
		c->rounded = c->rounded || digit > 0;
	}
}

struct decimal decimal_make(bool negative, struct str integer, struct str fraction, int exponent)
{
	struct collector c = {0};
	long shift = (long)exponent - (long)fraction.len;

	collect(&c, integer);
	collect(&c, fraction);
	return normalise((struct decimal){
		.negative = negative,
		.rounded = c.rounded,
		.digits = c.digits + c.up,
		.exponent = clamp_exponent(shift + c.dropped),
	});
}

static struct str take_digits(struct str *rest)
{
	size_t len = 0;
	struct str digits;

	while (len < rest->len && is_digit(rest->at[len]))
		len++;
	digits = str_head(*rest, len);
	*rest = str_from(*rest, len);
	return digits;
}

static bool take_char(struct str *rest, const char *any)
{
	if (!rest->len || !rest->at[0] || !strchr(any, rest->at[0]))
		return false;
	*rest = str_from(*rest, 1);
	return true;
}

static bool take_sign(struct str *rest)
{
	if (take_char(rest, "-"))
		return true;
	take_char(rest, "+");
	return false;
}

static bool take_exponent(struct str *rest, int *exponent)
{
	bool negative = take_sign(rest);
	struct str digits = take_digits(rest);
	long value = 0;

	for (size_t i = 0; i < digits.len && value < EXPONENT_END; i++)
		value = value * 10 + (digits.at[i] - '0');
	*exponent = clamp_exponent(negative ? -value : value);
	return digits.len > 0;
}

bool decimal_parse(struct str text, struct decimal *decimal)
{
	bool negative = take_sign(&text);
	struct str integer = take_digits(&text), fraction = {NULL, 0};
	int exponent = 0;

	if (take_char(&text, ".")) {
		fraction = take_digits(&text);
		if (!fraction.len)
			return false;
	}
	if (!integer.len && !fraction.len)
		return false;
	if (take_char(&text, "eE") && !take_exponent(&text, &exponent))
		return false;
	*decimal = decimal_make(negative, integer, fraction, exponent);
	return text.len == 0;
}

struct decimal decimal_scale(struct decimal decimal, int power)
{
	if (decimal.digits)
		decimal.exponent = clamp_exponent((long)decimal.exponent + power);
	return decimal;
}

static int count_digits(uint64_t digits)
{
	int count = 0;

	for (; digits; digits /= 10)
		count++;
	return count;
}

bool decimal_within_limits(struct decimal decimal)
{
	int leading = count_digits(decimal.digits) - 1 + decimal.exponent;

	return leading >= -30 && leading < 30;
}

/* Powers of ten up to 10^22 and digits up to 2^53 are exact doubles: one operation rounds
 * correctly. */
double decimal_value(struct decimal decimal)
{
	static const uint64_t exact = UINT64_C(1) << DBL_MANT_DIG;
	static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
		1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
	double value = (double)decimal.digits;
	char text[48];

	if (decimal.digits <= exact && decimal.exponent >= 0 && decimal.exponent <= 22) {
		value *= powers[decimal.exponent];
	} else if (decimal.digits <= exact && decimal.exponent < 0 && decimal.exponent >= -22) {
		value /= powers[-decimal.exponent];
	} else {
		snprintf(text, sizeof(text), "%llue%d", (unsigned long long)decimal.digits,
			decimal.exponent);
		value = strtod(text, NULL);
	}
	return decimal.negative ? -value : value;
}
