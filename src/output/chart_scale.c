#include "output/chart_scale.h"

#include "base/buf.h"
#include "text/decimal.h"

#include <math.h>

enum { FINEST = 15, LONGEST_TICK = 7 };

static const double least_plain = 1e-4; /* smaller ones need a power of ten */
static const double room = 0.06;        /* beyond the figures, of their range */
static const double cheap = 1.0 / 3.0;  /* of the height, to show 0 under a line */

/* The ends before any ticks: room around the figures, but none beyond a 0 that bars stand on. */
static void set_ends(struct scale *scale, double low, double high, bool bars)
{
	double range = high - low;

	scale->low = low - range * room;
	scale->high = high + range * room;
	if (bars && low >= 0)
		scale->low = 0;
	if (bars && high <= 0)
		scale->high = 0;
	if (!bars && low >= 0 && low <= high * cheap)
		scale->low = 0;
	if (!bars && high <= 0 && high >= low * cheap)
		scale->high = 0;
	scale->broken = scale->low > 0 || scale->high < 0;
}

/* Differences below the precision of the figures would give ticks that cannot be told apart. */
static bool all_equal(double low, double high)
{
	return high - low <= 1e-11 * fmax(fabs(low), fabs(high));
}

/* Nothing at all stands on the axis; any other figure in the middle. */
static void spread(double *low, double *high, int finest)
{
	double half = fmax(fabs(*low) / 10, pow(10, -finest));

	if (*low == 0) {
		*high = 1;
		return;
	}
	*low -= half;
	*high += half;
}

static int decimals_of(double mantissa, int exponent)
{
	int places = mantissa == 2.5 ? 1 - exponent : -exponent;

	return places > 0 ? places : 0;
}

static double first_tick(const struct scale *scale, double step)
{
	return ceil(scale->low / step - 1e-9);
}

static double last_tick(const struct scale *scale, double step)
{
	return floor(scale->high / step + 1e-9);
}

/* The finest step that gives few enough ticks; each is its number times the step, so that none
 * drifts. */
static void set_ticks(struct scale *scale, int finest)
{
	static const double mantissas[] = {1, 2, 2.5, 5};
	int exponent = (int)floor(log10((scale->high - scale->low) / SCALE_TICKS)) - 1;
	size_t at = 0;
	double step;

	for (;; at = (at + 1) % 4, exponent += at == 0) {
		scale->places = decimals_of(mantissas[at], exponent);
		step = mantissas[at] * pow(10, exponent);
		if (scale->places <= finest &&
			last_tick(scale, step) - first_tick(scale, step) < SCALE_TICKS)
			break;
	}
	for (double n = first_tick(scale, step); n <= last_tick(scale, step); n++)
		scale->tick[scale->ticks++] =
			exponent < 0 ? n * mantissas[at] / pow(10, -exponent) : n * step;
}

struct scale scale_make(double low, double high, bool bars, int finest)
{
	struct scale scale = {0};

	if (bars) {
		low = fmin(low, 0);
		high = fmax(high, 0);
	}
	if (all_equal(low, high))
		spread(&low, &high, finest);
	set_ends(&scale, low, high, bars);
	set_ticks(&scale, finest);
	if (!scale.ticks) /* figures finer than they are said to be */
		set_ticks(&scale, FINEST);
	return scale;
}

static int digits_before_point(double most)
{
	return fabs(most) >= 1 ? (int)floor(log10(fabs(most)) + 1e-12) + 1 : 0;
}

int scale_places(double most, int places)
{
	int fitting = 5 - digits_before_point(most);

	if (most != 0 && fabs(most) < 1)
		fitting = 4 - (int)floor(log10(fabs(most)));
	return places < fitting ? places : fitting > 0 ? fitting : 0;
}

/* Very small numbers are written as spreadsheets do: 1.32E−12. */
static struct notation tiny_notation(double most, int places)
{
	static const struct notation tiny[] = {{0, -6, "E−6"}, {0, -9, "E−9"}, {0, -12, "E−12"},
		{0, -15, "E−15"}, {0, -18, "E−18"}, {0, -21, "E−21"}, {0, -24, "E−24"},
		{0, -27, "E−27"}, {0, -30, "E−30"}};
	const size_t count = sizeof(tiny) / sizeof(*tiny);
	struct notation notation;
	size_t i = 0;

	while (i + 1 < count && most < pow(10, tiny[i].power))
		i++;
	notation = tiny[i];
	places = places > -notation.power ? places + notation.power : 0;
	notation.places = scale_places(most / pow(10, notation.power), places);
	return notation;
}

struct notation scale_notation(double most, int places, int digits, bool english)
{
	static const struct notation chinese[] = {{0, 12, "万亿"}, {0, 8, "亿"}, {0, 4, "万"}};
	static const struct notation western[] = {{0, 12, " tn"}, {0, 9, " bn"}, {0, 6, " m"}};
	const struct notation *word = english ? western : chinese;
	int before = digits_before_point(most);

	if (most > 0 && most < least_plain)
		return tiny_notation(most, places);
	if (before <= digits)
		return (struct notation){places, 0, ""};
	while (word->power >= before && word->power > 6)
		word++;
	return (struct notation){
		scale_places(most / pow(10, word->power), FINEST), word->power, word->word};
}

struct notation scale_tick_notation(const struct scale *scale, bool english)
{
	double most = fmax(fabs(scale->low), fabs(scale->high));
	struct notation notation = scale_notation(most, scale->places, LONGEST_TICK, english);

	if (notation.power < 0)
		notation.places =
			scale->places > -notation.power ? scale->places + notation.power : 0;
	if (notation.power <= 0)
		return notation;
	notation.places = 0;
	for (size_t i = 0; i < scale->ticks; i++) {
		int places = decimal_places(scale->tick[i] / pow(10, notation.power));

		if (places > notation.places)
			notation.places = places;
	}
	return notation;
}

/* -0.00 and the like must not keep a sign: the rounded digits decide. */
static bool is_zero(struct str digits)
{
	for (size_t i = 0; i < digits.len; i++)
		if (digits.at[i] >= '1') /* commas and the point are below */
			return false;
	return true;
}

struct str scale_number(struct arena *arena, double value, struct notation notation)
{
	double scaled = fabs(value) / pow(10, notation.power);
	struct str digits = decimal_round(arena, scaled, notation.places, true);
	bool zero = is_zero(digits);

	return str_printf(arena, "%s%.*s%s", value < 0 && !zero ? "\xE2\x88\x92" : "",
		STR_ARG(digits), zero ? "" : notation.word);
}
