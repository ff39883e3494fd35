/*
 * number: a cell is read as the decimal that stands in it; decimals and doubles go into each other
 * and into text as printf and strtod say, whichever of the program's own ways is taken.
 */
#include "fuzz.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/exact.h"
#include "text/number.h"
#include "text/unit.h"

static double nearest(struct decimal decimal)
{
	char text[64];

	snprintf(text, sizeof(text), "%s%llue%d", decimal.negative ? "-" : "",
		(unsigned long long)decimal.digits, decimal.exponent);
	return strtod(text, NULL);
}

static bool same(struct decimal a, struct decimal b)
{
	return a.negative == b.negative && a.digits == b.digits && a.exponent == b.exponent;
}

static void check_decimal(struct decimal decimal)
{
	char text[32];
	struct decimal again;
	double value;

	fuzz_must(decimal.digits < UINT64_C(1000000000000000), "a decimal has 15 digits at most");
	fuzz_must(decimal.digits ? decimal.digits % 10 > 0
				 : decimal.exponent == 0 && !decimal.negative,
		"a decimal has one form only");
	value = decimal_value(decimal);
	fuzz_must(value == nearest(decimal), "a decimal's value is the nearest double");
	if (!decimal_storable(decimal))
		return;
	fuzz_must(decimal.digits == 0 || (fabs(value) >= 1e-30 && fabs(value) < 1e30),
		"what can be stored is within limits");
	fuzz_must(decimal_parse((struct str){text, decimal_print(value, text)}, &again),
		"what was printed can be read");
	fuzz_must(same(decimal, again), "a decimal survives the way through a double");
	fuzz_must(same(decimal_scale(decimal_scale(decimal, 8), -8), decimal),
		"a unit's scale can be taken back");
}

/* The number alone, as it stands in the cell, is the same number. */
static void check_cell(struct arena *arena, struct str cell, char mark)
{
	struct number number, bare;
	enum number_kind kind = number_parse(cell, mark, &number);
	char text[32];
	struct str printed;

	if (kind != NUMBER_READ) {
		fuzz_must(kind != NUMBER_DASH || str_trim(cell).len <= 3, "a dash is a dash");
		return;
	}
	check_decimal(number.decimal);
	fuzz_must(fuzz_is_within(number.unit, cell), "a unit is part of the cell");
	fuzz_must(number.flag.len <= 3, "a flag is short");
	fuzz_must(number_parse(str_printf(arena, " %.*s\t", STR_ARG(cell)), mark, &bare) == kind &&
			  same(number.decimal, bare.decimal) && str_equal(number.unit, bare.unit),
		"blanks around a number mean nothing");
	if (!decimal_storable(number.decimal))
		return;
	printed = (struct str){text, decimal_print(decimal_value(number.decimal), text)};
	fuzz_must(number_parse(printed, '.', &bare) == NUMBER_READ &&
			  same(number.decimal, bare.decimal) && !bare.unit.len && !bare.flag.len,
		"a figure that was printed is read as the same figure");
}

static void check_evidence(struct str cell)
{
	unsigned evidence = number_evidence(cell);
	struct number point, comma;
	bool by_point = number_parse(cell, '.', &point) == NUMBER_READ;
	bool by_comma = number_parse(cell, ',', &comma) == NUMBER_READ;

	fuzz_must(evidence == 0 || evidence == EVIDENCE_POINT || evidence == EVIDENCE_COMMA ||
			  evidence == EVIDENCE_UNDECIDED,
		"a cell says one thing about the decimal mark");
	fuzz_must(!number_is_typed(cell) || by_point || by_comma, "what is typed is a number");
	fuzz_must(evidence != 0 || !by_point || !by_comma || same(point.decimal, comma.decimal),
		"a cell that says nothing is the same number by either mark");
}

static void check_double(struct arena *arena, double value, int places)
{
	char expected[64], text[32];
	size_t len;
	double back;

	if (!isfinite(value))
		return;
	len = (size_t)snprintf(expected, sizeof(expected), "%.15g", value == 0 ? 0.0 : value);
	fuzz_must(decimal_print(value, text) == len && memcmp(text, expected, len) == 0,
		"a double is printed as printf has it");
	fuzz_must(exact_print(value, text) == len && memcmp(text, expected, len) == 0,
		"a figure is printed as printf has it");
	back = strtod(expected, NULL);
	fuzz_must(exact_round(value) == back, "a figure is rounded as printf and strtod have it");
	fuzz_must(exact_print_whole(value, text) == (back == value ? len : 0),
		"a figure is printed where it needs no more than 15 digits");
	if (exact_parse((struct str){text, len}, &back))
		fuzz_must(back == strtod(expected, NULL), "a figure is read as strtod has it");
	len = decimal_round(arena, value, places, false).len;
	fuzz_must(len > 0 && fabs(decimal_rounded(value, places) - value) <=
				     0.5 * pow(10, -places) * (1 + 1e-9) + fabs(value) * 1e-15,
		"rounding moves a number by half a unit of its last place at most");
	places = decimal_places(value);
	fuzz_must(fabs(value) >= 1e15 || fabs(value) < 1e-6 ||
			  decimal_rounded(value, places) == value || places == 15,
		"with all its decimals a number is what it was");
}

/* Of a rounded number that is written, what is read is the rounded number. */
static void check_rounded(struct arena *arena, double value, int places)
{
	struct str text;
	struct decimal decimal;
	struct number number;

	if (!isfinite(value) || fabs(value) >= 1e15 || (value != 0 && fabs(value) < 1e-15))
		return;
	text = decimal_round(arena, value, places, false);
	fuzz_must(decimal_parse(text, &decimal), "a rounded number is a number");
	fuzz_must(fabs(decimal_value(decimal) - decimal_rounded(value, places)) <=
			  fabs(value) * 1e-14,
		"a rounded number is written as it is");
	text = decimal_round(arena, value, places, true);
	if (text.len < 90)
		fuzz_must(number_parse(text, '.', &number) == NUMBER_READ &&
				  same(number.decimal, decimal),
			"with its thousands apart a number is the same number");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct decimal decimal;
	struct fuzz fuzz;
	double value;
	int places, power;
	struct str cell;

	fuzz_begin(&fuzz, data, size);
	places = (int)fuzz_choice(&fuzz, 10);
	if (fuzz_byte(&fuzz) % 2) {
		fuzz_fill(&fuzz, &value, sizeof(value));
		check_double(&fuzz.arena, value, places);
		check_rounded(&fuzz.arena, value, places);
		check_double(&fuzz.arena, exact_round(value), places);
	}
	cell = fuzz_text(&fuzz);
	check_cell(&fuzz.arena, cell, '.');
	check_cell(&fuzz.arena, cell, ',');
	check_evidence(cell);
	if (decimal_parse(cell, &decimal)) {
		check_decimal(decimal);
		check_double(&fuzz.arena, decimal_value(decimal), places);
		check_rounded(&fuzz.arena, decimal_value(decimal), places);
	}
	if (unit_power(cell, fuzz_text(&fuzz), &power))
		fuzz_must(power > -100 && power < 100, "units are near each other");
	fuzz_memory(&fuzz, 4096, 64);
	fuzz_end(&fuzz);
	return 0;
}
