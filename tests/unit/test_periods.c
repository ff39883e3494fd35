#include "unit.h"

#include "base/date.h"
#include "ingest/periods.h"

static struct arena arena;
static struct periods periods;
static struct source source;
static struct indicator indicator;

/* Adds the cells of a column, decides, and says what each is for the indicator. */
static const char *answers(int year, const char *const *cells)
{
	struct period_thread thread = {.begun = false};
	struct str text = STR("");
	uint32_t numbers[32], count = 0;

	periods_init(&arena, &source, year, date_day(2024, 7, 10), false, &periods);
	for (; cells[count]; count++)
		numbers[count] = periods_add(&periods, &thread, str_of(cells[count]));
	periods_decide(&periods);
	for (uint32_t i = 0; i < count; i++) {
		struct period_answer answer = periods_resolve(&periods, numbers[i], &indicator);
		struct str period = answer.verdict == PERIOD_FINE
					    ? period_print(&arena, indicator.every,
						      indicator.calendar, answer.number)
				    : period_is_refused(answer.verdict) ? STR("refused")
									: STR("left-out");

		text = str_printf(
			&arena, "%.*s%s%.*s", STR_ARG(text), i ? " " : "", STR_ARG(period));
	}
	return str_c(&arena, text);
}

#define CELLS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void is_for(enum every every, enum kind kind)
{
	source = (struct source){.every = EVERY_MONTH};
	indicator = (struct indicator){.every = every, .kind = kind, .calendar = {1, false}};
}

static void a_part_of_a_year_takes_the_year_above_it(void **state)
{
	(void)state;
	is_for(EVERY_MONTH, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("2023年", "11月", "12月", "2024年", "1月", "2月")),
		"left-out 2023-11 2023-12 left-out 2024-01 2024-02");
	assert_string_equal(answers(0, CELLS("2023年11月", "12月", "2024年1月", "2月")),
		"2023-11 2023-12 2024-01 2024-02");
	assert_string_equal(answers(0, CELLS("2024年3月", "2月", "1月", "2023年12月")),
		"2024-03 2024-02 2024-01 2023-12");
	assert_string_equal(
		answers(0, CELLS("2024", "Jan", "Mar", "Apr")), "left-out 2024-01 2024-03 2024-04");
}

static void a_year_is_not_carried_beyond_its_end_nor_from_another_notation(void **state)
{
	(void)state;
	is_for(EVERY_MONTH, KIND_FLOW);
	assert_string_equal(
		answers(0, CELLS("2023年12月", "1月", "2月")), "2023-12 refused refused");
	assert_string_equal(answers(0, CELLS("2023年", "11月", "12月", "1月", "2月")),
		"left-out 2023-11 2023-12 refused refused");
	assert_string_equal(answers(0, CELLS("2024年3月", "1月")), "2024-03 refused");
	assert_string_equal(
		answers(0, CELLS("2024年1月", "3月", "2月")), "2024-01 2024-03 refused");
	assert_string_equal(
		answers(0, CELLS("2024-01", "2月", "2024-03")), "2024-01 refused 2024-03");
	assert_string_equal(answers(0, CELLS("11月", "2023年12月")), "refused 2023-12");
}

static void a_year_of_the_notes_holds_for_all_or_none(void **state)
{
	(void)state;
	is_for(EVERY_MONTH, KIND_FLOW);
	assert_string_equal(answers(2024, CELLS("1月", "2月", "5月")), "2024-01 2024-02 2024-05");
	assert_string_equal(answers(2024, CELLS("1月", "2月", "1月", "2月")),
		"2024-01 2024-02 2024-01 2024-02");
	answers(2024, CELLS("11月", "12月", "1月"));
	assert_int_equal(periods.year, 0); /* and so the second pass refuses them all */
	assert_string_equal(answers(2024, CELLS("2023年12月", "2024年1月")), "2023-12 2024-01");
}

static void year_and_part_may_stand_in_two_cells(void **state)
{
	static const char *const cells[][2] = {{"2023", "11"}, {"", "12"}, {"2024", "M01"},
		{"", "2月"}, {"2024", "M13"}, {"2024", "x"}, {"x", "1"}, {"", "3月"}};
	static const char *const expected[] = {"2023-11", "2023-12", "2024-01", "2024-02",
		"left-out", "refused", "refused", "refused"};
	struct period_thread thread = {.begun = false};
	uint32_t numbers[8];

	(void)state;
	is_for(EVERY_MONTH, KIND_FLOW);
	periods_init(&arena, &source, 0, date_day(2024, 7, 10), false, &periods);
	for (size_t i = 0; i < 8; i++)
		numbers[i] = periods_add_parts(
			&periods, &thread, str_of(cells[i][0]), str_of(cells[i][1]));
	periods_decide(&periods);
	for (size_t i = 0; i < 8; i++) {
		struct period_answer answer = periods_resolve(&periods, numbers[i], &indicator);

		if (answer.verdict == PERIOD_FINE)
			assert_str_equal(period_print(&arena, EVERY_MONTH, indicator.calendar,
						 answer.number),
				expected[i]);
		else
			assert_string_equal(
				period_is_refused(answer.verdict) ? "refused" : "left-out",
				expected[i]);
	}
}

static void either_cell_of_a_crossing_may_be_the_year(void **state)
{
	uint32_t a, b;

	(void)state;
	is_for(EVERY_QUARTER, KIND_FLOW);
	periods_init(&arena, &source, 0, date_day(2024, 7, 10), false, &periods);
	a = periods_add_crossing(&periods, STR("2023"), STR("Q2"));
	b = periods_add_crossing(&periods, STR("二季度"), STR("2023年"));
	periods_decide(&periods);
	assert_int_equal(periods_resolve(&periods, a, &indicator).number, 53 * 4 + 1);
	assert_int_equal(periods_resolve(&periods, b, &indicator).number, 53 * 4 + 1);
}

static void quarters_since_january_are_no_quarters_unless_they_are_subtotals(void **state)
{
	(void)state;
	is_for(EVERY_QUARTER, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("2023年一季度", "2023年上半年", "2023年1-3季度")),
		"2023-Q1 refused refused");
	assert_string_equal(answers(0, CELLS("2023年一季度", "2023年二季度", "2023年上半年")),
		"2023-Q1 2023-Q2 left-out");
	assert_string_equal(answers(0, CELLS("2023年上半年", "2023年下半年")), "refused left-out");
	is_for(EVERY_MONTH, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("2023年5月", "2023年上半年")), "2023-05 left-out");
	assert_string_equal(answers(0, CELLS("2023年上半年")), "refused");
	is_for(EVERY_YEAR, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("2022年上半年", "2022年全年")), "left-out 2022");
	is_for(EVERY_QUARTER, KIND_RATIO);
	assert_string_equal(answers(0, CELLS("2023年上半年")), "left-out");
	is_for(EVERY_QUARTER, KIND_YTD);
	assert_string_equal(answers(0, CELLS("2023年上半年", "2023年下半年", "2023年1-3季度")),
		"2023-Q2 refused 2023-Q3");
}

static void one_cell_settles_the_order_of_its_column(void **state)
{
	(void)state;
	is_for(EVERY_DAY, KIND_RATIO);
	assert_string_equal(answers(0, CELLS("05/06/2024", "13/06/2024")), "2024-06-05 2024-06-13");
	assert_string_equal(answers(0, CELLS("05/06/2024", "05/31/2024")), "2024-05-06 2024-05-31");
	assert_string_equal(answers(0, CELLS("05/06/2024")), "refused");
	assert_string_equal(answers(0, CELLS("13/06/2024", "05/31/2024")), "refused refused");
	assert_string_equal(answers(0, CELLS("05/13/2024", "05/31/2024")), "2024-05-13 2024-05-31");
	assert_string_equal(answers(0, CELLS("13/06/2024", "31/02/2024")), "2024-06-13 refused");
	source.period_format = STR("%d/%m/%Y");
	assert_string_equal(answers(0, CELLS("05/06/2024")), "2024-06-05");
}

static void a_tenth_is_october_or_january_by_its_neighbours(void **state)
{
	(void)state;
	is_for(EVERY_MONTH, KIND_FLOW);
	assert_string_equal(
		answers(0, CELLS("2016.09", "2016.1", "2016.11")), "2016-09 2016-10 2016-11");
	assert_string_equal(
		answers(0, CELLS("2016.1", "2016.2", "2016.10")), "2016-01 2016-02 2016-10");
	assert_string_equal(answers(0, CELLS("2016.1", "2016.2")), "refused 2016-02");
	assert_string_equal(answers(0, CELLS("2016.11", "2016.1")), "2016-11 refused");
	assert_string_equal(
		answers(0, CELLS("2016.1", "2017.10")), "refused 2017-10"); /* another year's */
}

static void days_and_months_may_stand_for_longer_periods(void **state)
{
	(void)state;
	is_for(EVERY_QUARTER, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("2023-12-31", "2024-03-31")), "2023-Q4 2024-Q1");
	assert_string_equal(answers(0, CELLS("2023-10-01", "2024-01-01")), "2023-Q4 2024-Q1");
	assert_string_equal(answers(0, CELLS("2023-12", "2024-03")), "2023-Q4 2024-Q1");
	assert_string_equal(answers(0, CELLS("2023-10", "2024-01")), "2023-Q4 2024-Q1");
	assert_string_equal(answers(0, CELLS("2024-03")), "left-out");
	assert_string_equal(answers(0, CELLS("2024-02", "2024-03")), "left-out left-out");
	source = (struct source){.has_every = true, .every = EVERY_QUARTER};
	assert_string_equal(answers(0, CELLS("2024-03")), "2024-Q1");
	is_for(EVERY_YEAR, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("2022-12", "2023-12")), "2022 2023");
	assert_string_equal(answers(0, CELLS("2022-01", "2023-01")), "2022 2023");
	assert_string_equal(answers(0, CELLS("2022-06", "2022-12")), "left-out left-out");
	is_for(EVERY_MONTH, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("2023-12-31", "2024-03-31")), "2023-12 2024-03");
}

static void parts_of_a_year_are_periods_where_they_fill_one(void **state)
{
	(void)state;
	is_for(EVERY_QUARTER, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("2023年1-6月", "2023年上半年")), "refused left-out");
	is_for(EVERY_YEAR, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("2023年1-4季度", "2023年下半年")), "2023 left-out");
	is_for(EVERY_ONCE, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("2023年上半年")), "2023-06");
	is_for(EVERY_QUARTER, KIND_STOCK);
	assert_string_equal(
		answers(0, CELLS("2023年", "下半年", "上半年")), "left-out 2023-Q4 2023-Q2");
}

static void digits_alone_are_periods_where_all_are_written_so(void **state)
{
	(void)state;
	is_for(EVERY_MONTH, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("202404", "202405")), "2024-04 2024-05");
	assert_string_equal(answers(0, CELLS("202404", "2024-05")), "refused 2024-05");
	assert_string_equal(answers(0, CELLS("202404", "2023", "x")), "2024-04 left-out refused");
	assert_string_equal(answers(0, CELLS("2023M13", "202404")), "left-out 2024-04");
	assert_string_equal(answers(0, CELLS("20240531", "2024-06-30")), "refused 2024-06");
}

static void day_numbers_are_days_where_they_step_by_months(void **state)
{
	(void)state;
	is_for(EVERY_MONTH, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("45383", "45413")), "2024-04 2024-05");
	assert_string_equal(answers(0, CELLS("45413", "45383")), "2024-05 2024-04");
	assert_string_equal(answers(0, CELLS("45352", "45413")), "refused refused");
	assert_string_equal(answers(0, CELLS("45413", "45414")), "refused refused");
	assert_string_equal(answers(0, CELLS("45413")), "refused");
}

static void the_same_month_once_more_is_of_the_same_year(void **state)
{
	(void)state;
	is_for(EVERY_MONTH, KIND_FLOW);
	assert_string_equal(answers(0, CELLS("2023年", "1月", "Jan", "2月")),
		"left-out 2023-01 2023-01 2023-02");
}

static void indicators_have_the_years_of_their_own_calendar(void **state)
{
	struct period_thread thread = {.begun = false};
	uint32_t cell;

	(void)state;
	is_for(EVERY_YEAR, KIND_STOCK);
	periods_init(&arena, &source, 0, date_day(2024, 7, 10), false, &periods);
	cell = periods_add(&periods, &thread, STR("2022年"));
	periods_decide(&periods);
	assert_int_equal(periods_resolve(&periods, cell, &indicator).verdict, PERIOD_FINE);
	indicator.calendar.year_start = 9;
	assert_int_equal(periods_resolve(&periods, cell, &indicator).verdict, PERIOD_PLAIN_YEAR);
}

static void the_future_and_the_distant_past_are_not_loaded(void **state)
{
	(void)state;
	is_for(EVERY_MONTH, KIND_STOCK);
	assert_string_equal(
		answers(0, CELLS("1979-12", "2024-07", "2024-08")), "left-out 2024-07 refused");
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
		cmocka_unit_test(a_part_of_a_year_takes_the_year_above_it),
		cmocka_unit_test(a_year_is_not_carried_beyond_its_end_nor_from_another_notation),
		cmocka_unit_test(a_year_of_the_notes_holds_for_all_or_none),
		cmocka_unit_test(year_and_part_may_stand_in_two_cells),
		cmocka_unit_test(either_cell_of_a_crossing_may_be_the_year),
		cmocka_unit_test(quarters_since_january_are_no_quarters_unless_they_are_subtotals),
		cmocka_unit_test(one_cell_settles_the_order_of_its_column),
		cmocka_unit_test(a_tenth_is_october_or_january_by_its_neighbours),
		cmocka_unit_test(days_and_months_may_stand_for_longer_periods),
		cmocka_unit_test(parts_of_a_year_are_periods_where_they_fill_one),
		cmocka_unit_test(digits_alone_are_periods_where_all_are_written_so),
		cmocka_unit_test(day_numbers_are_days_where_they_step_by_months),
		cmocka_unit_test(the_same_month_once_more_is_of_the_same_year),
		cmocka_unit_test(indicators_have_the_years_of_their_own_calendar),
		cmocka_unit_test(the_future_and_the_distant_past_are_not_loaded),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
