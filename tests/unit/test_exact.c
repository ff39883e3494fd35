#include "unit.h"

#include "store/exact.h"
#include "text/decimal.h"

#include <float.h>
#include <math.h>

enum { ROUNDS = 100000 };

static uint64_t seed = 88172645463325252u;

static uint64_t draw(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* What printf writes is the measure of all three. */
static void compare_with_printf(double value)
{
	char ours[32], theirs[40];
	struct decimal decimal;
	struct exact exact;

	snprintf(theirs, sizeof(theirs), "%.15g", value);
	assert_int_equal(exact_print(value, ours), strlen(theirs));
	assert_string_equal(ours, theirs);
	assert_true(exact_round(value) == strtod(theirs, NULL));
	assert_int_equal(
		exact_print_whole(value, ours), strtod(theirs, NULL) == value ? strlen(theirs) : 0);
	if (strtod(theirs, NULL) == value)
		assert_string_equal(ours, theirs);
	if (!exact_find(value, &exact))
		return;
	assert_true(decimal_parse(str_of(theirs), &decimal));
	for (; decimal.exponent > 0; decimal.exponent--)
		decimal.digits *= 10;
	assert_true(exact.digits == decimal.digits);
	assert_int_equal(exact.places, -decimal.exponent);
}

/* Neighbours of a decimal's double print as it does, or with all of their 15 digits. */
static void compare_with_neighbours(double value)
{
	compare_with_printf(value);
	compare_with_printf(nextafter(value, INFINITY));
	compare_with_printf(nextafter(value, -INFINITY));
	compare_with_printf(nextafter(nextafter(value, INFINITY), INFINITY));
}

static void decimals_of_any_length_and_size_are_those_of_printf(void **state)
{
	static const uint64_t ends[] = {10, 1000, 100000, 10000000, 1000000000, 1000000000000000};

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		uint64_t digits = draw() % ends[draw() % 6];
		char text[40];

		snprintf(text, sizeof(text), "%s%llue%d", draw() & 1 ? "-" : "",
			(unsigned long long)digits, (int)(draw() % 36) - 24);
		if (digits)
			compare_with_neighbours(strtod(text, NULL));
	}
}

static void doubles_of_any_bits_are_those_of_printf(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		double value = (double)draw() / pow(2, (double)(draw() % 120));

		compare_with_printf(value);
		compare_with_printf(-value);
	}
}

/* Where the number of digits, of places or the notation changes. */
static void powers_of_ten_and_what_lies_beside_them_are_those_of_printf(void **state)
{
	(void)state;
	for (int power = -30; power <= 30; power++) {
		char text[40];

		snprintf(text, sizeof(text), "1e%d", power);
		compare_with_neighbours(strtod(text, NULL));
		snprintf(text, sizeof(text), "9.99999999999999e%d", power);
		compare_with_neighbours(strtod(text, NULL));
		snprintf(text, sizeof(text), "9.999999999999995e%d", power);
		compare_with_neighbours(strtod(text, NULL));
		snprintf(text, sizeof(text), "1.00000000000001e%d", power);
		compare_with_neighbours(strtod(text, NULL));
	}
}

static void figures_of_everyday_size_need_no_printf(void **state)
{
	static const struct {
		double value;
		struct exact exact;
	} figures[] = {{2400.62, {240062, 2}}, {-0.5, {5, 1}}, {12000, {12000, 0}},
		{0.1 + 0.2, {3, 1}}, {0.333333333333333, {333333333333333, 15}}, {1e-6, {1, 6}},
		{999999999999999, {999999999999999, 0}}};
	struct exact exact;

	(void)state;
	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++) {
		assert_true(exact_find(figures[i].value, &exact));
		assert_true(exact.digits == figures[i].exact.digits);
		assert_int_equal(exact.places, figures[i].exact.places);
	}
}

static void zero_and_nothing_have_no_digits(void **state)
{
	struct exact exact;
	char text[32];

	(void)state;
	assert_false(exact_find(0, &exact));
	assert_false(exact_find(NAN, &exact));
	assert_false(exact_find((double)INFINITY, &exact));
	assert_true(isinf(exact_round(DBL_MAX)));
	assert_int_equal(exact_print(-0.0, text), 1);
	assert_string_equal(text, "0");
	assert_false(signbit(exact_round(-0.0)));
	assert_nan(exact_round(NAN));
}

static void decimals_print_and_round_as_printf_does(void **state)
{
	static const double values[] = {0, -0.0, 1, -1, 0.1, 2400.62, 1e15, 999999999999999, 1e-4,
		0.00012345, 1e-5, 1.5e-7, 1e-30, -9.99999999999999e29, 0.333333333333333, 1.0 / 3,
		0.1 + 0.2, 123456789.012345, 5e-324, 1.7976931348623157e308, 1e22, 1e23,
		99999999999999.95, 0.30000000000000004, 4503599627370497.5};

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		char ours[32], theirs[40];

		snprintf(theirs, sizeof(theirs), "%.15g", values[i] == 0 ? 0 : values[i]);
		assert_int_equal(exact_print(values[i], ours), strlen(theirs));
		assert_string_equal(ours, theirs);
		assert_true(exact_round(values[i]) == strtod(theirs, NULL));
	}
}

static void plain_decimals_are_read_as_strtod_does(void **state)
{
	static const char *const plain[] = {"0", "1", "-1", "0.1", "2400.62", "-0.00012345",
		"999999999999999", "0.33333333333333", "123456789.012345", "-0", "0007.50"};
	static const char *const others[] = {"", "-", ".", "1.", ".5", "+1", "1e5", "1e-30",
		"1.2.3", " 1", "1 ", "1,5", "nan", "0x1", "1000000000000000", "12345678901234567"};
	double value;

	(void)state;
	for (size_t i = 0; i < sizeof(plain) / sizeof(*plain); i++) {
		assert_true(exact_parse(str_of(plain[i]), &value));
		assert_true(value == strtod(plain[i], NULL));
		assert_false(value == 0 && signbit(value));
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(exact_parse(str_of(others[i]), &value));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decimals_of_any_length_and_size_are_those_of_printf),
		cmocka_unit_test(doubles_of_any_bits_are_those_of_printf),
		cmocka_unit_test(powers_of_ten_and_what_lies_beside_them_are_those_of_printf),
		cmocka_unit_test(figures_of_everyday_size_need_no_printf),
		cmocka_unit_test(decimals_print_and_round_as_printf_does),
		cmocka_unit_test(plain_decimals_are_read_as_strtod_does),
		cmocka_unit_test(zero_and_nothing_have_no_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
