#include "unit.h"

#include "base/clock.h"
#include "base/date.h"

/* Counted on by hand, day after day, from a day whose number is known. */
static void every_day_of_six_hundred_years_comes_back(void **state)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int expected = date_day(1700, 1, 1);

	(void)state;
	assert_int_equal(date_day(1970, 1, 1), 0);
	for (int year = 1700; year < 2300; year++) {
		bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

		for (int month = 1; month <= 12; month++) {
			int last = days[month - 1] + (month == 2 && leap);

			assert_int_equal(date_month_days(year, month), last);
			for (int day = 1; day <= last; day++, expected++) {
				int y, m, d;

				assert_int_equal(date_day(year, month, day), expected);
				date_split(expected, &y, &m, &d);
				assert_true(y == year && m == month && d == day);
			}
			assert_true(date_valid(year, month, last));
			assert_false(date_valid(year, month, last + 1));
		}
	}
}

/* `date -u -d DAY +%s` / 86400 */
static void well_known_days_have_their_numbers(void **state)
{
	(void)state;
	assert_int_equal(date_day(2000, 2, 29), 11016);
	assert_int_equal(date_day(2024, 7, 10), 19914);
	assert_int_equal(date_day(1969, 12, 31), -1);
	assert_int_equal(date_day(1900, 1, 1), -25567);
}

/* The calendar repeats itself after 146,097 days. The year 0 is the one before the year 1. */
static void days_before_our_era_come_back_too(void **state)
{
	(void)state;
	assert_int_equal(date_day(0, 1, 1), -719528);
	for (int year = -800; year <= 0; year += 400) {
		int expected = -719528 + year / 400 * 146097, y, m, d;

		assert_int_equal(date_day(year, 1, 1), expected);
		date_split(expected, &y, &m, &d);
		assert_true(y == year && m == 1 && d == 1);
	}
}

static void only_days_that_exist_are_valid(void **state)
{
	(void)state;
	assert_false(date_valid(0, 1, 1));
	assert_false(date_valid(10000, 1, 1));
	assert_false(date_valid(2024, 0, 1));
	assert_false(date_valid(2024, 13, 1));
	assert_false(date_valid(2024, 1, 0));
	assert_false(date_valid(2023, 2, 29));
	assert_false(date_valid(1900, 2, 29));
	assert_true(date_valid(2000, 2, 29));
	assert_true(date_valid(1, 1, 1) && date_valid(9999, 12, 31));
}

static void only_the_full_form_is_a_date(void **state)
{
	static const char *const bad[] = {"", "2024-7-10", "2024-07-1", "2024/07/10", "20240710",
		"2024-07-100", "2024-07/10", " 2024-07-10", "2024-07-10 ", "2024-02-30",
		"2024-13-01", "0000-01-01", "-024-01-01", "2024-+1-01", "２024-07-10",
		"2024-07-1a"};
	struct arena arena;
	int day = 7;

	(void)state;
	arena_init(&arena, NULL);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (date_parse(str_of(bad[i]), &day))
			fail_msg("\"%s\" is read as a date", bad[i]);
	assert_int_equal(day, 7);
	assert_false(date_parse((struct str){NULL, 0}, &day));
	assert_true(date_parse(STR("2024-07-10"), &day));
	assert_int_equal(day, 19914);
	assert_str_equal(date_print(&arena, day), "2024-07-10");
	assert_str_equal(date_print(&arena, date_day(1, 1, 1)), "0001-01-01");
	assert_str_equal(date_print(&arena, date_day(9999, 12, 31)), "9999-12-31");
	arena_free(&arena);
}

static void the_clock_speaks_in_the_local_zone(void **state)
{
	struct arena arena;
	struct str now;
	int day;

	(void)state;
	arena_init(&arena, NULL);
	setenv("TZ", "CST-8", 1);
	now = clock_now(&arena);
	assert_int_equal(now.len, 25);
	assert_true(str_ends(now, STR("+08:00")));
	assert_true(date_parse(str_head(now, 10), &day));
	assert_true(clock_today() - day <= 1);
	assert_true(clock_steady() <= clock_steady());
	assert_true(str_equal(clock_boot(&arena), clock_boot(&arena)));
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_six_hundred_years_comes_back),
		cmocka_unit_test(well_known_days_have_their_numbers),
		cmocka_unit_test(days_before_our_era_come_back_too),
		cmocka_unit_test(only_days_that_exist_are_valid),
		cmocka_unit_test(only_the_full_form_is_a_date),
		cmocka_unit_test(the_clock_speaks_in_the_local_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
