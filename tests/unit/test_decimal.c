#include "unit.h"

#include "text/decimal.h"

static struct arena arena;

static double read(const char *text)
{
	struct decimal decimal;

	if (!decimal_parse(str_of(text), &decimal))
		fail_msg("\"%s\" is not read", text);
	return decimal_value(decimal);
}

static void a_number_is_read_exactly(void **state)
{
	struct decimal decimal;

	(void)state;
	assert_true(read("2400.62") == 2400.62);
	assert_true(read("-0.1") == -0.1);
	assert_true(read("+7") == 7);
	assert_true(read(".5") == 0.5);
	assert_true(read("1e3") == 1000);
	assert_true(read("12E-25") == 12e-25);
	assert_true(read("000123456789012345") == 123456789012345.0);
	assert_false(signbit(read("-0")));
	assert_true(decimal_parse(STR("-0.00"), &decimal));
	assert_int_equal(decimal.exponent, 0);
	assert_true(decimal_parse(str_head(STR("12"), 1), &decimal));
	assert_int_equal(decimal.digits, 1);
}

static void what_is_no_number_is_refused(void **state)
{
	static const char *const others[] = {"", "-", ".", "1.", "e5", "1e", "1,5", "1 ", " 1",
		"0x1", "inf", "nan", "1.2.3", "--1"};
	struct decimal decimal;

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		assert_false(decimal_parse(str_of(others[i]), &decimal));
	assert_false(decimal_parse((struct str){"1\0", 2}, &decimal));
	assert_false(decimal_parse((struct str){"1\0"
						"5",
					   3},
		&decimal));
}

static void the_sixteenth_digit_is_rounded_half_away_from_zero(void **state)
{
	struct decimal decimal;

	(void)state;
	assert_true(decimal_parse(STR("1.234567890123445"), &decimal));
	assert_true(decimal.rounded);
	assert_true(decimal.digits == 123456789012345);
	assert_true(decimal_parse(STR("-9999999999999995"), &decimal));
	assert_true(decimal.rounded && decimal.digits == 1 && decimal.exponent == 16);
	assert_true(decimal_parse(STR("12345678901234500000"), &decimal));
	assert_false(decimal.rounded);
	assert_true(decimal.digits == 123456789012345 && decimal.exponent == 5);
}

static void fifteen_digits_come_back_as_written(void **state)
{
	static const char *const texts[] = {"0.1", "2275538.07", "123456789012345",
		"1.23456789012345", "9.99999999999999e+29", "1e-30", "0.000123456789012345",
		"99999999999999.9", "0.999999999999999"};
	char text[32];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		decimal_print(read(texts[i]), text);
		assert_string_equal(text, texts[i]);
	}
}

static void prints_as_libc(double value)
{
	char text[32], expected[32];

	snprintf(expected, sizeof(expected), "%.15g", value);
	assert_int_equal(decimal_print(value, text), strlen(expected));
	assert_string_equal(text, expected);
}

/* Seeded numbers of every size: short decimals, long ones, halves of the last digit, neighbours. */
static void every_number_prints_as_libc_prints_it(void **state)
{
	uint64_t seed = 20240710;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		double value, size = pow(10, i % 40 - 20);

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		value = (double)(seed >> (11 + i % 53));
		value = i % 3 ? value * size : value / 1000;
		value = i % 2 ? value : -value;
		prints_as_libc(value == 0 ? 0 : value);
		prints_as_libc(nextafter(value, i % 5 ? 1e30 : -1e30));
	}
	for (int power = -6; power < 17; power++) {
		double value = pow(10, power);

		prints_as_libc(value);
		prints_as_libc(nextafter(value, 0));
		prints_as_libc(nextafter(value, 1e30));
		prints_as_libc(1.00000000000005 * value);
		prints_as_libc(9.99999999999995 * value);
		prints_as_libc(0.999999999999999 * value); /* log10 takes it for the power */
	}
}

static void a_unit_moves_the_point_without_binary_rounding(void **state)
{
	struct decimal decimal;

	(void)state;
	decimal_parse(STR("883500.3"), &decimal);
	assert_true(decimal_value(decimal_scale(decimal, -4)) == 88.35003);
	decimal_parse(STR("1.1"), &decimal);
	assert_true(decimal_value(decimal_scale(decimal, 8)) == 110000000);
	decimal_parse(STR("0"), &decimal);
	assert_true(decimal_value(decimal_scale(decimal, 8)) == 0);
}

static bool storable(const char *text)
{
	struct decimal decimal;

	assert_true(decimal_parse(str_of(text), &decimal));
	return decimal_storable(decimal);
}

static void only_what_the_database_can_hold_is_storable(void **state)
{
	(void)state;
	assert_true(storable("0"));
	assert_true(storable("1e-30"));
	assert_false(storable("9.99e-31"));
	assert_true(storable("-999999999999999e15"));
	assert_false(storable("1e30"));
	assert_false(storable("1e999999999999"));
	assert_false(storable("-1e-999999999999"));
}

static void rounding_is_half_away_from_zero_in_decimal(void **state)
{
	(void)state;
	assert_str_equal(decimal_round(&arena, 2.675, 2, false), "2.68");
	assert_str_equal(decimal_round(&arena, -2.675, 2, false), "-2.68");
	assert_str_equal(decimal_round(&arena, 0.5, 0, false), "1");
	assert_str_equal(decimal_round(&arena, 0.05, 0, false), "0");
	assert_str_equal(decimal_round(&arena, 0.05, 1, false), "0.1");
	assert_str_equal(decimal_round(&arena, 0.049, 1, false), "0.0");
	assert_str_equal(decimal_round(&arena, 9.995, 2, false), "10.00");
	assert_str_equal(decimal_round(&arena, 99.95, 1, false), "100.0");
	assert_str_equal(decimal_round(&arena, 1.5e-7, 7, false), "0.0000002");
	assert_str_equal(decimal_round(&arena, 1200, 0, false), "1200");
	assert_str_equal(decimal_round(&arena, 1.5e-29, 2, false), "0.00");
	assert_str_equal(decimal_round(&arena, 1e21, 1, false), "1000000000000000000000.0");
}

/* Values of all sizes: decimals, quotients with all their digits, and neighbours of ties. */
static double some_value(unsigned i)
{
	unsigned mixed = i * 2654435761u;
	double power = pow(10, (int)(mixed % 40) - 20), value = (double)(mixed >> 8) / 1000;

	if (i % 3 == 1)
		value /= 7;
	return i % 3 == 2 ? nextafter((mixed % 1000 + 0.5) * power, mixed) : value * power;
}

static void numbers_print_as_printf_prints_them(void **state)
{
	char text[32], expected[32];

	(void)state;
	for (unsigned i = 1; i < 100000; i++) {
		double value = i % 2 ? some_value(i) : -some_value(i);

		snprintf(expected, sizeof(expected), "%.15g", value);
		assert_int_equal(decimal_print(value, text), strlen(expected));
		assert_string_equal(text, expected);
	}
}

/* With all 17 digits at hand the shortest decimal lies on the same side of a tie as the double
 * itself, unless it is the tie. */
static void the_shortest_decimal_decides_ties(void **state)
{
	(void)state;
	assert_str_equal(decimal_round(&arena, 0.285, 2, false), "0.29");
	assert_str_equal(decimal_round(&arena, nextafter(0.285, 0), 2, false), "0.28");
	assert_str_equal(decimal_round(&arena, 1234567.845, 2, false), "1234567.85");
	assert_str_equal(decimal_round(&arena, nextafter(1234567.845, 0), 2, false), "1234567.84");
	assert_str_equal(decimal_round(&arena, 90071992547409.915, 2, false), "90071992547409.92");
	assert_str_equal(decimal_round(&arena, 1.0 / 3, 15, false), "0.333333333333333");
	assert_str_equal(decimal_round(&arena, 2.0 / 3, 20, false), "0.66666666666666660000");
	assert_true(decimal_rounded(8.15, 1) == 8.2);
}

static void minus_zero_prints_as_zero(void **state)
{
	char text[32];

	(void)state;
	assert_str_equal(decimal_round(&arena, -0.0, 1, false), "0.0");
	assert_str_equal(decimal_round(&arena, -0.004, 2, false), "0.00");
	assert_true(decimal_rounded(-0.004, 2) == 0);
	decimal_print(-0.0, text);
	assert_string_equal(text, "0");
}

static void thousands_are_grouped(void **state)
{
	(void)state;
	assert_str_equal(decimal_round(&arena, 2275538.07, 2, true), "2,275,538.07");
	assert_str_equal(decimal_round(&arena, -999.99, 1, true), "-1,000.0");
	assert_str_equal(decimal_round(&arena, 100, 0, true), "100");
	assert_str_equal(decimal_round(&arena, 1000, 0, true), "1,000");
}

static void a_missing_figure_prints_as_a_dash_or_as_nothing(void **state)
{
	char text[32] = "what stood here before";

	(void)state;
	assert_str_equal(decimal_round(&arena, NAN, 2, true), "–");
	assert_int_equal(decimal_print(NAN, text), 0);
	assert_string_equal(text, "");
	assert_nan(decimal_rounded(NAN, 2));
}

static void a_rounded_number_equals_the_rounded_text(void **state)
{
	(void)state;
	assert_true(decimal_rounded(2.675, 2) == 2.68);
	assert_true(decimal_rounded(99.95, 1) == 100);
	assert_true(decimal_rounded(-1.005, 2) == -1.01);
	assert_true(decimal_rounded(0.4, 0) == 0);
	assert_true(decimal_rounded(1e-9, 12) == 1e-9);
	assert_true(decimal_rounded(123, 2) == 123);
}

static void the_decimals_of_the_shortest_form_are_counted(void **state)
{
	(void)state;
	assert_int_equal(decimal_places(88.35), 2);
	assert_int_equal(decimal_places(0.1), 1);
	assert_int_equal(decimal_places(1200), 0);
	assert_int_equal(decimal_places(0), 0);
	assert_int_equal(decimal_places(1e-20), 15);
}

static void the_smallest_plain_number_is_one_in_ten_thousand(void **state)
{
	static const double values[] = {1e-4, 9.99999999999999e-5, 1.5e-4, 123456789012345, 1e15,
		999999999999999, 0.001, 1e14, 1e-5, 0.000123456789012345, -0.25, 1e22, 5e-324,
		1.7976931348623157e308, 100, 120.5};
	char text[32], expected[32];

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		size_t len = decimal_print(values[i], text);

		snprintf(expected, sizeof(expected), "%.15g", values[i]);
		assert_string_equal(text, expected);
		assert_int_equal(len, strlen(expected));
	}
	assert_int_equal(decimal_print(0, text), 1);
	assert_string_equal(text, "0");
	assert_int_equal(decimal_print(-0.0, text), 1);
	assert_string_equal(text, "0");
	assert_int_equal(decimal_print(INFINITY, text), 3);
	assert_string_equal(text, "inf");
}

static void nines_up_to_the_fifteenth_digit_are_printed(void **state)
{
	char text[32], expected[32];

	(void)state;
	for (int exponent = -30; exponent < 30; exponent++) {
		snprintf(expected, sizeof(expected), "9.99999999999999e%d", exponent);
		decimal_print(read(expected), text);
		assert_true(read(text) == read(expected));
		if (exponent >= 0 && exponent <= 14)
			assert_int_equal(decimal_places(read(expected)), 14 - exponent);
	}
}

static void rounding_is_the_same_fast_or_slow(void **state)
{
	static const struct {
		double value;
		int places;
		const char *text;
	} cases[] = {{0.5, 0, "1"}, {1.5, 0, "2"}, {2.5, 0, "3"}, {-0.5, 0, "-1"}, {0.49, 0, "0"},
		{0.51, 0, "1"}, {-0.04, 1, "0.0"}, {7999999999.4, 0, "7999999999"},
		{8000000001.6, 0, "8000000002"}, {12345678901.25, 1, "12345678901.3"},
		{1e20, 2, "100000000000000000000.00"}, {4503599627370497.5, 0, "4503599627370498"},
		{0.045, 2, "0.05"}, {1.0000000000000002, 15, "1.000000000000000"},
		{1.5, 17, "1.50000000000000000"}, {1234, -2, "1200"}, {1250, -2, "1300"},
		{1249, -2, "1200"}, {49, -2, "0"}, {9.995, 2, "10.00"}, {1e-25, 3, "0.000"},
		{1024, 1, "1024.0"}, {0.0009765625, 4, "0.0010"},
		{1e-40, 17, "0.00000000000000000"},
		{6.6461960581221184, 17, "6.64619605812211840"}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_str_equal(decimal_round(&arena, cases[i].value, cases[i].places, false),
			cases[i].text);
}

static void groups_of_three_begin_at_the_point(void **state)
{
	(void)state;
	assert_str_equal(decimal_round(&arena, 999, 0, true), "999");
	assert_str_equal(decimal_round(&arena, 1000, 0, true), "1,000");
	assert_str_equal(decimal_round(&arena, -123456.789, 2, true), "-123,456.79");
	assert_str_equal(decimal_round(&arena, 1234567890, 0, true), "1,234,567,890");
	assert_str_equal(decimal_round(&arena, 0.001234, 4, true), "0.0012");
	assert_str_equal(decimal_round(&arena, -1e21, 1, true), "-1,000,000,000,000,000,000,000.0");
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_read_exactly),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(the_sixteenth_digit_is_rounded_half_away_from_zero),
		cmocka_unit_test(fifteen_digits_come_back_as_written),
		cmocka_unit_test(every_number_prints_as_libc_prints_it),
		cmocka_unit_test(a_unit_moves_the_point_without_binary_rounding),
		cmocka_unit_test(only_what_the_database_can_hold_is_storable),
		cmocka_unit_test(rounding_is_half_away_from_zero_in_decimal),
		cmocka_unit_test(numbers_print_as_printf_prints_them),
		cmocka_unit_test(the_shortest_decimal_decides_ties),
		cmocka_unit_test(minus_zero_prints_as_zero),
		cmocka_unit_test(thousands_are_grouped),
		cmocka_unit_test(a_missing_figure_prints_as_a_dash_or_as_nothing),
		cmocka_unit_test(a_rounded_number_equals_the_rounded_text),
		cmocka_unit_test(the_decimals_of_the_shortest_form_are_counted),
		cmocka_unit_test(the_smallest_plain_number_is_one_in_ten_thousand),
		cmocka_unit_test(nines_up_to_the_fifteenth_digit_are_printed),
		cmocka_unit_test(rounding_is_the_same_fast_or_slow),
		cmocka_unit_test(groups_of_three_begin_at_the_point),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
