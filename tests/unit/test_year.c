#include "unit.h"

#include "analysis/year.h"
#include "base/date.h"

enum { Y2024 = 2024 - 1970 };

static struct indicator made(enum every every, int year_start)
{
	return (struct indicator){.every = every, .calendar = {.year_start = year_start}};
}

static int number(const struct indicator *indicator, int year, int month, int day)
{
	return period_of_day(indicator->every, indicator->calendar, date_day(year, month, day));
}

static void an_office_year_is_named_after_the_one_in_which_it_begins(void **state)
{
	struct indicator april = made(EVERY_MONTH, 4), january = made(EVERY_MONTH, 1);

	(void)state;
	assert_int_equal(year_of(&april, number(&april, 2024, 3, 1)), Y2024 - 1);
	assert_int_equal(year_of(&april, number(&april, 2024, 4, 1)), Y2024);
	assert_int_equal(year_of(&april, number(&april, 2025, 3, 1)), Y2024);
	assert_int_equal(year_of(&january, number(&january, 2024, 1, 1)), Y2024);
	assert_int_equal(year_of(&january, number(&january, 2023, 12, 1)), Y2024 - 1);
	assert_int_equal(year_first(&april, Y2024), number(&april, 2024, 4, 1));
	assert_int_equal(year_first(&january, Y2024), number(&january, 2024, 1, 1));
}

static void years_before_1970_are_counted_back(void **state)
{
	struct indicator january = made(EVERY_MONTH, 1), april = made(EVERY_ONCE, 4);

	(void)state;
	assert_int_equal(year_of(&january, 0), 0);
	assert_int_equal(year_of(&january, -1), -1);
	assert_int_equal(year_of(&january, -12), -1);
	assert_int_equal(year_of(&january, -13), -2);
	assert_int_equal(year_of(&april, 2), -1);
	assert_int_equal(year_of(&april, 3), 0);
	assert_int_equal(year_first(&january, -1), -12);
}

static void a_week_belongs_to_the_year_of_its_thursday(void **state)
{
	struct indicator week = made(EVERY_WEEK, 1);

	(void)state;
	/* Thursdays: 2025-01-02, 2026-01-01, 2026-12-31 */
	assert_int_equal(year_of(&week, number(&week, 2024, 12, 30)), Y2024 + 1);
	assert_int_equal(year_of(&week, number(&week, 2024, 12, 29)), Y2024);
	assert_int_equal(year_of(&week, number(&week, 2025, 12, 29)), Y2024 + 2);
	assert_int_equal(year_of(&week, number(&week, 2027, 1, 3)), Y2024 + 2);
	assert_int_equal(year_first(&week, Y2024 + 1), number(&week, 2024, 12, 30));
	assert_int_equal(year_first(&week, Y2024 + 2), number(&week, 2025, 12, 29));
	assert_int_equal(year_first(&week, Y2024 + 3), number(&week, 2027, 1, 4));
	assert_int_equal(year_place(&week, number(&week, 2027, 1, 3)), 53);
}

static void quarters_and_days_are_placed_from_the_first_of_the_year(void **state)
{
	struct indicator quarter = made(EVERY_QUARTER, 1), day = made(EVERY_DAY, 1),
			 month = made(EVERY_MONTH, 4);

	(void)state;
	assert_int_equal(year_place(&quarter, number(&quarter, 2024, 5, 1)), 2);
	assert_int_equal(year_place(&day, number(&day, 2024, 12, 31)), 366);
	assert_int_equal(year_place(&day, number(&day, 2024, 1, 1)), 1);
	assert_int_equal(year_place(&month, number(&month, 2024, 4, 1)), 1);
	assert_int_equal(year_place(&month, number(&month, 2024, 3, 1)), 12);
}

static void only_a_combined_monthly_january_is_not_published(void **state)
{
	struct indicator month = made(EVERY_MONTH, 4), quarter = made(EVERY_QUARTER, 1);

	(void)state;
	assert_false(year_skips(&month, number(&month, 2024, 1, 1)));
	month.combined = quarter.combined = true;
	assert_true(year_skips(&month, number(&month, 2024, 1, 1)));
	assert_false(year_skips(&month, number(&month, 2024, 2, 1)));
	assert_false(year_skips(&month, number(&month, 2023, 12, 1)));
	assert_false(year_skips(&quarter, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_office_year_is_named_after_the_one_in_which_it_begins),
		cmocka_unit_test(years_before_1970_are_counted_back),
		cmocka_unit_test(a_week_belongs_to_the_year_of_its_thursday),
		cmocka_unit_test(quarters_and_days_are_placed_from_the_first_of_the_year),
		cmocka_unit_test(only_a_combined_monthly_january_is_not_published),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
