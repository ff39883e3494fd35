#include "unit.h"

#include "base/date.h"
#include "text/period.h"

static const struct calendar plain = {1, false};

static struct period parsed(const char *text, struct calendar calendar)
{
	struct period period = {EVERY_DAY, 0};

	if (!period_parse(str_of(text), calendar, &period))
		fail_msg("\"%s\" is not read", text);
	return period;
}

static void there_and_back(struct arena *arena, enum every every, struct calendar calendar)
{
	int first = period_of_day(every, calendar, date_day(1900, 1, 1));
	int last = period_of_day(every, calendar, date_day(2200, 12, 31));

	for (int number = first; number <= last; number++) {
		struct str text = period_print(arena, every, calendar, number);
		struct period period = parsed(text.at, calendar);
		enum every read = every == EVERY_ONCE ? EVERY_MONTH : every;

		if (period.every != read || period.number != number)
			fail_msg("%s comes back as %s %d", text.at, every_name(period.every),
				period.number);
	}
}

static void every_period_of_three_centuries_comes_back(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	for (int every = 0; every < EVERY_COUNT; every++)
		there_and_back(&arena, (enum every)every, plain);
	for (int month = 1; month <= 12; month++) {
		there_and_back(&arena, EVERY_YEAR, (struct calendar){month, false});
		there_and_back(&arena, EVERY_YEAR, (struct calendar){month, true});
	}
	arena_free(&arena);
}

static void periods_follow_each_other_without_gap_or_overlap(void **state)
{
	(void)state;
	for (int every = 0; every < EVERY_COUNT; every++) {
		for (int month = 1; month <= 12; month++) {
			struct calendar calendar = {month, false};
			int day = date_day(1900, 1, 1);
			int number = period_of_day((enum every)every, calendar, day);

			for (; day < date_day(2000, 12, 31); number++) {
				int first = period_first_day((enum every)every, calendar, number);
				int last = period_last_day((enum every)every, calendar, number);

				assert_true(first <= day && last >= day);
				assert_int_equal(
					period_of_day((enum every)every, calendar, first), number);
				assert_int_equal(
					period_of_day((enum every)every, calendar, last), number);
				day = last + 1;
			}
		}
	}
}

static void periods_are_written_in_one_way(void **state)
{
	static const struct {
		enum every every;
		int year_start;
		bool by_end;
		int number;
		const char *text;
	} cases[] = {
		{EVERY_DAY, 1, false, 0, "1970-01-01"},
		{EVERY_WEEK, 1, false, 0, "1970-W01"},
		{EVERY_MONTH, 1, false, 0, "1970-01"},
		{EVERY_MONTH, 1, false, -1, "1969-12"},
		{EVERY_QUARTER, 1, false, 0, "1970-Q1"},
		{EVERY_QUARTER, 1, false, -1, "1969-Q4"},
		{EVERY_YEAR, 1, false, 54, "2024"},
		{EVERY_YEAR, 1, true, 54, "2024"},
		{EVERY_YEAR, 4, false, 54, "2024/25"},
		{EVERY_YEAR, 4, false, 129, "2099/00"},
		{EVERY_YEAR, 4, true, 54, "FY2025"},
		{EVERY_ONCE, 4, true, 652, "2024-05"},
	};
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_str_equal(period_print(&arena, cases[i].every,
					 (struct calendar){cases[i].year_start, cases[i].by_end},
					 cases[i].number),
			cases[i].text);
	arena_free(&arena);
}

static void nothing_but_the_own_notation_is_read(void **state)
{
	static const char *const bad[] = {"", "2", "202", "20245", "0000", "2024-", "2024-5",
		"2024-00", "2024-13", "2024-005", "2024/5", "2024-Q0", "2024-Q5", "2024-Q",
		"2024Q2", "2024-q2", "2024-W00", "2024-W53", "2024-W54", "2024-W1", "2024-W001",
		"2024-02-30", "2024-5-31", "0000-01", " 2024", "2024 ", "2024-05 ", "+024",
		"２０２４", "2024/25", "FY2025", "-2024", "2024-05-31x", "20x4-05", "2024-Qx",
		"2024-Wx1", "2024-W99", "2024-x1", "2024.05"};
	struct period period = {EVERY_WEEK, 7};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		if (period_parse(str_of(bad[i]), plain, &period))
			fail_msg("\"%s\" is read as %s %d", bad[i], every_name(period.every),
				period.number);
	assert_false(period_parse((struct str){NULL, 0}, plain, &period));
}

static void an_office_year_is_read_as_the_catalogue_names_it(void **state)
{
	const struct calendar by_start = {4, false}, by_end = {4, true}, january = {1, true};
	struct period period;

	(void)state;
	assert_int_equal(parsed("2024/25", by_start).number, 54);
	assert_int_equal(parsed("FY2025", by_end).number, 54);
	assert_false(period_parse(STR("2024/26"), by_start, &period));
	assert_false(period_parse(STR("2024/24"), by_start, &period));
	assert_false(period_parse(STR("20x4/25"), by_start, &period));
	assert_false(period_parse(STR("2024/2x"), by_start, &period));
	assert_false(period_parse(STR("FY2x25"), by_end, &period));
	assert_false(period_parse(STR("FY2025"), by_start, &period));
	assert_false(period_parse(STR("FY25"), by_end, &period));
	assert_false(period_parse(STR("FY0000"), by_end, &period));
	/* a year that begins in January ends in itself: FY2025 would be 2025, not 2024 */
	assert_false(period_parse(STR("FY2025"), january, &period));
}

/* Years with 53 ISO weeks: those that begin on a Thursday, or on a Wednesday and are leap. */
static void iso_years_have_53_weeks_exactly_when_they_should(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	for (int year = 1900; year <= 2200; year++) {
		int weekday = ((date_day(year, 1, 1) + 3) % 7 + 7) % 7; /* Monday 0 */
		bool leap = date_valid(year, 2, 29);
		bool expected = weekday == 3 || (weekday == 2 && leap);
		struct period period;

		assert_int_equal(
			period_parse(str_printf(&arena, "%d-W53", year), plain, &period), expected);
	}
	arena_free(&arena);
}

/* The examples of ISO 8601. */
static void iso_weeks_belong_to_the_year_of_their_thursday(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	assert_str_equal(period_print(&arena, EVERY_WEEK, plain,
				 period_of_day(EVERY_WEEK, plain, date_day(2005, 1, 1))),
		"2004-W53");
	assert_str_equal(period_print(&arena, EVERY_WEEK, plain,
				 period_of_day(EVERY_WEEK, plain, date_day(2007, 12, 31))),
		"2008-W01");
	assert_str_equal(period_print(&arena, EVERY_WEEK, plain,
				 period_of_day(EVERY_WEEK, plain, date_day(2010, 1, 3))),
		"2009-W53");
	assert_int_equal(period_first_day(EVERY_WEEK, plain, parsed("2024-W27", plain).number),
		date_day(2024, 7, 1));
	arena_free(&arena);
}

static void a_year_before_is_the_same_period(void **state)
{
	int before;

	(void)state;
	assert_true(period_year_before(EVERY_MONTH, 652, &before));
	assert_int_equal(before, 640);
	assert_true(period_year_before(EVERY_QUARTER, 217, &before));
	assert_int_equal(before, 213);
	assert_true(period_year_before(EVERY_YEAR, 54, &before));
	assert_int_equal(before, 53);
	assert_false(period_year_before(EVERY_ONCE, 652, &before));
	assert_false(period_year_before(EVERY_DAY, date_day(2024, 2, 29), &before));
	assert_true(period_year_before(EVERY_DAY, date_day(2025, 2, 28), &before));
	assert_int_equal(before, date_day(2024, 2, 28));
	assert_true(period_year_before(EVERY_WEEK, parsed("2021-W07", plain).number, &before));
	assert_int_equal(before, parsed("2020-W07", plain).number);
	assert_false(period_year_before(EVERY_WEEK, parsed("2020-W53", plain).number, &before));
}

static void the_place_in_an_office_year_counts_from_its_first_month(void **state)
{
	(void)state;
	for (int month = 1; month <= 12; month++) {
		struct calendar calendar = {month, false};

		for (int number = -900; number < 900; number++) {
			int year = period_year(EVERY_MONTH, calendar, number);
			int place = period_place(EVERY_MONTH, calendar, number);

			assert_in_range(place, 1, 12);
			assert_int_equal(
				period_in_year(EVERY_MONTH, calendar, year, place), number);
		}
		for (int number = -300; month % 3 == 1 && number < 300; number++) {
			int year = period_year(EVERY_QUARTER, calendar, number);
			int place = period_place(EVERY_QUARTER, calendar, number);

			assert_in_range(place, 1, 4);
			assert_int_equal(
				period_in_year(EVERY_QUARTER, calendar, year, place), number);
		}
	}
	/* the year from April 2024 on: March 2025 is its twelfth month */
	assert_int_equal(period_year(EVERY_MONTH, (struct calendar){4, false}, 662), 54);
	assert_int_equal(period_place(EVERY_MONTH, (struct calendar){4, false}, 662), 12);
}

static void a_longer_period_has_a_first_and_a_last_one_within(void **state)
{
	const struct calendar april = {4, false};
	struct period quarter = parsed("2024-Q3", plain), year = parsed("2024/25", april);

	(void)state;
	assert_int_equal(period_first_within(quarter, EVERY_MONTH, plain), 54 * 12 + 6);
	assert_int_equal(period_last_within(quarter, EVERY_MONTH, plain), 54 * 12 + 8);
	assert_int_equal(period_last_within(quarter, EVERY_DAY, plain), date_day(2024, 9, 30));
	assert_int_equal(period_first_within(year, EVERY_MONTH, april), 54 * 12 + 3);
	assert_int_equal(period_last_within(year, EVERY_QUARTER, april), 55 * 4);
	assert_int_equal(period_last_within(quarter, EVERY_QUARTER, plain), quarter.number);
}

static void longer_kinds_hold_shorter_ones_and_weeks_only_themselves(void **state)
{
	static const enum every order[] = {EVERY_DAY, EVERY_MONTH, EVERY_QUARTER, EVERY_YEAR};

	(void)state;
	for (int a = 0; a < 4; a++)
		for (int b = 0; b < 4; b++)
			assert_int_equal(every_holds(order[a], order[b]), a >= b);
	for (int every = 0; every < EVERY_COUNT; every++) {
		assert_int_equal(every_holds(EVERY_WEEK, (enum every)every), every == EVERY_WEEK);
		assert_int_equal(every_holds((enum every)every, EVERY_WEEK), every == EVERY_WEEK);
	}
	assert_true(every_holds(EVERY_MONTH, EVERY_ONCE) && every_holds(EVERY_YEAR, EVERY_ONCE));
}

static void every_frequency_has_a_name(void **state)
{
	enum every found;

	(void)state;
	for (int every = 0; every < EVERY_COUNT; every++) {
		assert_true(every_find(str_of(every_name((enum every)every)), &found));
		assert_int_equal(found, every);
	}
	assert_false(every_find(STR("Month"), &found));
	assert_false(every_find(STR(""), &found));
	assert_int_equal(every_per_year(EVERY_MONTH), 12);
	assert_int_equal(every_per_year(EVERY_QUARTER), 4);
	assert_int_equal(every_per_year(EVERY_YEAR), 1);
	assert_int_equal(every_per_year(EVERY_WEEK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_period_of_three_centuries_comes_back),
		cmocka_unit_test(periods_follow_each_other_without_gap_or_overlap),
		cmocka_unit_test(periods_are_written_in_one_way),
		cmocka_unit_test(nothing_but_the_own_notation_is_read),
		cmocka_unit_test(an_office_year_is_read_as_the_catalogue_names_it),
		cmocka_unit_test(iso_years_have_53_weeks_exactly_when_they_should),
		cmocka_unit_test(iso_weeks_belong_to_the_year_of_their_thursday),
		cmocka_unit_test(a_year_before_is_the_same_period),
		cmocka_unit_test(the_place_in_an_office_year_counts_from_its_first_month),
		cmocka_unit_test(a_longer_period_has_a_first_and_a_last_one_within),
		cmocka_unit_test(longer_kinds_hold_shorter_ones_and_weeks_only_themselves),
		cmocka_unit_test(every_frequency_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
