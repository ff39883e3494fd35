#include "unit.h"

#include "model/indicator.h"

struct reader {
	struct arena arena;
	struct diag diag;
	struct indicator indicator;
};

static int set_up(void **state)
{
	struct reader *reader = calloc(1, sizeof(*reader));

	if (!reader)
		return -1;
	arena_init(&reader->arena, NULL);
	diag_init(&reader->diag, &reader->arena);
	reader->indicator.kind = KIND_YTD;
	reader->indicator.every = EVERY_MONTH;
	reader->indicator.unit = STR("亿元");
	reader->indicator.calendar.year_start = 1;
	*state = reader;
	return 0;
}

static int tear_down(void **state)
{
	struct reader *reader = *state;

	arena_free(&reader->arena);
	free(reader);
	return 0;
}

#define reader_test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static struct target read(void **state, const char *text)
{
	struct reader *reader = *state;
	struct target target;

	if (!target_parse(&reader->arena, str_of(text), (struct place){STR("t.conf"), 9, 1},
		    &reader->indicator, &target, &reader->diag))
		fail_msg("%s: %s", text, messages(&reader->arena, &reader->diag));
	assert_int_equal(reader->diag.errors, 0);
	return target;
}

/* The only error that a text gives, at that column. */
static void refuse(void **state, const char *text, size_t column, const char *message)
{
	struct reader *reader = *state;
	struct diag diag;
	struct target target;

	diag_init(&diag, &reader->arena);
	assert_false(target_parse(&reader->arena, str_of(text), (struct place){STR("t.conf"), 9, 1},
		&reader->indicator, &target, &diag));
	assert_string_equal(messages(&reader->arena, &diag),
		str_c(&reader->arena,
			str_printf(&reader->arena, "t.conf:9:%zu: error: %s\n", column, message)));
	assert_int_equal(diag.status, STATUS_CATALOGUE);
}

static void a_limit_needs_no_period(void **state)
{
	struct target target = read(state, "ytd >= 88.35");

	assert_int_equal(target.measure, MEASURE_YTD);
	assert_int_equal(target.op, TARGET_GE);
	assert_double(target.bound, 88.35);
	assert_int_equal(target.when, TARGET_EVERY_PERIOD);
	assert_false(target.has_from || target.has_to);
	assert_int_equal(target.lag, -1);
	assert_int_equal(target.patience, 0);
	assert_int_equal(target.area.len, 0);
	assert_str_equal(target.text, "ytd >= 88.35");
}

static void every_comparison_is_read_with_or_without_blanks(void **state)
{
	static const struct {
		const char *text;
		enum target_op op;
	} cases[] = {{"value>=1", TARGET_GE}, {"value > 1", TARGET_GT}, {"value<= 1", TARGET_LE},
		{"value <1", TARGET_LT}, {"value=1", TARGET_EQ},
		{"value within 1..2", TARGET_WITHIN}, {"value within 1 .. 2", TARGET_WITHIN}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct target target = read(state, cases[i].text);

		assert_int_equal(target.op, cases[i].op);
		assert_double(target.bound, 1);
	}
}

static void a_label_stands_before_a_colon(void **state)
{
	assert_str_equal(read(state, "G.a: value >= 1").label, "G.a");
	assert_str_equal(read(state, " 底线 : value >= 1").label, "底线");
	assert_str_equal(read(state, "value >= 1 area=甲:乙").label, "");
	assert_str_equal(read(state, "value >= 1 area=甲:乙").area, "甲:乙");
}

static void bounds_are_converted_to_the_indicators_unit(void **state)
{
	static const struct {
		const char *text;
		double bound;
	} cases[] = {{"value >= 2600亿元", 2600}, {"value >= 2600 亿元", 2600},
		{"value >= 35000万元", 3.5}, {"value >= 2.6亿", 2.6},
		{"value >= 12万 by 2024", 0.0012}, {"value >= 100000000 元", 1},
		{"value >= -1.5e2", -150}, {"value >= .5", 0.5}, {"yoy >= 8%", 8},
		{"yoy >= 8 个百分点", 8}, {"yoy >= 8", 8}, {"yoy >= 80‰", 8}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_double(read(state, cases[i].text).bound, cases[i].bound);
}

static void both_ends_of_a_range_are_converted(void **state)
{
	struct target target = read(state, "value within 20000万元..3亿元");

	assert_double(target.bound, 2);
	assert_double(target.bound_high, 3);
	target = read(state, "value within 20000..30000万元 from 2024-01");
	assert_double(target.bound, 2);
	assert_double(target.bound_high, 3);
}

static void an_indicator_without_a_unit_takes_any(void **state)
{
	struct reader *reader = *state;

	reader->indicator.unit = STR("");
	assert_double(read(state, "value >= 3 家").bound, 3);
	assert_double(read(state, "value >= 3万").bound, 30000);
	refuse(state, "value >= 3 家 又", 12,
		"\"家 又\" is no unit for value of this indicator; write one word, or nothing");
	refuse(state, "value >= 3 家\t又", 12,
		"\"家\\t又\" is no unit for value of this indicator; write one word, or nothing");
	refuse(state, "value >= 1,000", 11,
		"\",000\" is no unit for value of this indicator; write one word, or nothing");
	refuse(state, "value >= 1.2.3", 13,
		"\".3\" is no unit for value of this indicator; write one word, or nothing");
}

static void a_bound_may_be_an_indicator(void **state)
{
	struct target target = read(state, "ytd >= budget_plan by 2024-12");

	assert_str_equal(target.bound_id, "budget_plan");
	assert_int_equal(target.when, TARGET_BY);
}

static void a_deadline_names_the_last_own_period(void **state)
{
	assert_int_equal(read(state, "value >= 1 by 2024-09").to, 656);
	assert_int_equal(read(state, "value >= 1 by 2024-Q3").to, 656);
	assert_int_equal(read(state, "value >= 1 by 2024").to, 659);
	assert_int_equal(read(state, "value >= 1 at 2024-Q1").to, 650);
	assert_int_equal(read(state, "value >= 1 at 2024-Q1").when, TARGET_AT);
	assert_true(read(state, "value >= 1 by due").by_due);
}

static void a_window_goes_from_the_first_to_the_last_own_period(void **state)
{
	struct target target = read(state, "value >= 1 from 2024-Q2 to 2024");

	assert_true(target.has_from && target.has_to);
	assert_int_equal(target.from, 651);
	assert_int_equal(target.to, 659);
	assert_int_equal(target.when, TARGET_EVERY_PERIOD);
	assert_false(read(state, "value >= 1 from 2024").has_to);
}

static void yearly_measures_stand_in_a_year(void **state)
{
	struct reader *reader = *state;

	assert_int_equal(read(state, "total >= 220 亿元 in 2024").year, 54);
	assert_int_equal(read(state, "growth >= 6% in every year").when, TARGET_IN_EVERY);
	reader->indicator.calendar.year_start = 4;
	assert_int_equal(read(state, "total >= 220 in 2024/25").year, 54);
	reader->indicator.calendar.named_by_end = true;
	assert_int_equal(read(state, "total >= 220 in FY2025").year, 54);
}

static void options_follow_in_any_order(void **state)
{
	struct target target = read(
		state, "value >= 3 by 2024-12 pace=none lag=10 base=1.5亿元@2023 area='New York'");

	assert_int_equal(target.pace, PACE_NONE);
	assert_int_equal(target.lag, 10);
	assert_true(target.has_base && target.has_base_value);
	assert_double(target.base_value, 1.5);
	assert_int_equal(target.base_period, 647);
	assert_str_equal(target.area, "New York");
	target = read(state, "value >= 3 for=2 area=* from 2024-01");
	assert_int_equal(target.patience, 2);
	assert_str_equal(target.area, "*");
	assert_true(target.has_from);
}

static void a_base_may_be_a_period_alone(void **state)
{
	struct target target = read(state, "value >= 3 by 2024-12 base=2023-06");

	assert_true(target.has_base);
	assert_false(target.has_base_value);
	assert_int_equal(target.base_period, 641);
}

static void the_pace_may_be_an_indicator(void **state)
{
	struct target target = read(state, "total >= 3 in 2024 pace=budget_plan");

	assert_int_equal(target.pace, PACE_INDICATOR);
	assert_str_equal(target.pace_id, "budget_plan");
	assert_int_equal(read(state, "total >= 3 in 2024 pace=share").pace, PACE_SHARE);
	assert_int_equal(read(state, "total >= 3 in 2024 pace=linear").pace, PACE_LINEAR);
}

static void a_head_that_cannot_be_read_is_refused_where_it_ends(void **state)
{
	refuse(state, "", 1, "target ends where a measure is expected");
	refuse(state, ": value >= 1", 1,
		"the label before \":\" is empty; name the target or leave the colon out");
	refuse(state, "同比 > 1", 1, "\"同比 > 1\" stands where a measure is expected");
	refuse(state, "value", 6, "target ends where one of >= > <= < = within is expected");
	refuse(state, "底线: value ≥ 3", 11,
		"\"≥ 3\" stands where one of >= > <= < = within is expected");
	refuse(state, "value >= 亿元", 10,
		"\"亿元\" stands where a number or the id of an indicator is expected");
	refuse(state, "value within 3", 14, "\"3\" stands where a range LO..HI is expected");
	refuse(state, "value within plan", 14, "\"plan\" stands where a range LO..HI is expected");
	refuse(state, "value within 1e40..3", 14,
		"\"1e40\" is out of range; write a number between 1e-30 and 1e30");
	refuse(state, "value within 3..1e40", 17,
		"\"1e40\" is out of range; write a number between 1e-30 and 1e30");
	refuse(state, "value within 3..", 17,
		"target ends where the upper end of the range is expected");
}

static void measures_that_the_kind_does_not_have_are_refused(void **state)
{
	struct reader *reader = *state;

	refuse(state, "底线: sum >= 3", 5,
		"unknown measure \"sum\"; this indicator has value, flow, ytd, change, yoy, "
		"flow_yoy, "
		"sum12, total, growth");
	refuse(state, "average >= 3 in 2024", 1,
		"measure \"average\" is not defined for kind = ytd, every = month; this indicator "
		"has "
		"value, flow, ytd, change, yoy, flow_yoy, sum12, total, growth");
	reader->indicator.kind = KIND_RATIO;
	refuse(state, "growth >= 3 in 2024", 1,
		"measure \"growth\" is not defined for kind = ratio, every = month; this indicator "
		"has "
		"value, change, net, yoy, avg12, average");
	reader->indicator.every = EVERY_ONCE;
	refuse(state, "yoy >= 3", 1,
		"measure \"yoy\" is not defined for kind = ratio, every = once; this indicator has "
		"value");
}

static void units_that_do_not_fit_are_refused_where_they_stand(void **state)
{
	refuse(state, "value >= 3 人 by 2024", 12,
		"\"人\" is no unit for value of this indicator; write 亿元, or nothing");
	refuse(state, "yoy >= 3亿元", 9,
		"\"亿元\" is no unit for yoy of this indicator; write %, or nothing");
	refuse(state, "value >= 3 byy 2024", 12,
		"\"byy 2024\" is no unit for value of this indicator; write 亿元, or nothing");
	refuse(state, "value >= 1e40", 10,
		"\"1e40\" is out of range; write a number between 1e-30 and 1e30");
	refuse(state, "value >= 3e by 2024", 11,
		"\"e\" is no unit for value of this indicator; write 亿元, or nothing");
}

static void years_and_levels_are_not_mixed(void **state)
{
	refuse(state, "value >= 3 in 2024", 12,
		"in YEAR is for total, average and growth; write by, at or from … to with value");
	refuse(state, "total >= 3", 1, "total has one figure a year; add in YEAR or in every year");
	refuse(state, "total >= 3 by 2024", 12,
		"total has one figure a year; add in YEAR or in every year");
	refuse(state, "total = 3 in 2024", 7,
		"a year's total cannot be planned to the last digit; write >=, <= or within");
	refuse(state, "total >= 3 in 2024-05", 15,
		"\"2024-05\" stands where a year or \"every year\" is expected");
	refuse(state, "total >= 3 in soon", 15,
		"\"soon\" stands where a year or \"every year\" is expected");
	refuse(state, "total >= 3 in every month", 21,
		"\"month\" stands where \"year\" is expected");
}

static void ranges_and_windows_begin_before_they_end(void **state)
{
	refuse(state, "value within 3..2", 14,
		"the range begins above its end; write the smaller number first");
	refuse(state, "value >= 3 from 2024-05 to 2024-04", 12,
		"the window ends before it begins; write the earlier period first");
}

static void periods_that_the_indicator_cannot_have_are_refused(void **state)
{
	struct reader *reader = *state;

	refuse(state, "value >= 3 by soon", 15, "\"soon\" stands where a period is expected");
	refuse(state, "value >= 3 from 2024-01 to soon", 28,
		"\"soon\" stands where a period is expected");
	refuse(state, "value >= 3 by", 14, "target ends where a period is expected");
	refuse(state, "value >= 3 by 2024-05-31", 15,
		"\"2024-05-31\" is no period of an indicator with every = month; write for example "
		"2024-05");
	reader->indicator.every = EVERY_QUARTER;
	refuse(state, "value >= 3 by 2024-05", 15,
		"\"2024-05\" is no period of an indicator with every = quarter; write for example "
		"2024-Q2");
}

static void a_number_alone_is_no_base(void **state)
{
	refuse(state, "value >= 3 by 2024-12 base=22", 28,
		"a number alone is no base; write base=22@PERIOD, the period in which it was so");
	refuse(state, "value >= 3 by 2024-12 base=2400", 23,
		"the base must lie before the deadline; write base=NUMBER@PERIOD or base=PERIOD");
	refuse(state, "value >= 3 by 2024-12 base=@2023", 28,
		"\"@2023\" stands where a number before \"@\" is expected");
	refuse(state, "value >= 3 by 2024-12 base=5@nu", 30,
		"\"nu\" stands where a period is expected");
}

static void options_without_effect_are_refused(void **state)
{
	refuse(state, "value >= 3 base=1@2023", 12, "base= is for targets with by");
	refuse(state, "value >= 3 by 2024 for=2", 20,
		"for= is for limits: targets with at, from or nothing");
	refuse(state, "value >= 3 pace=none", 12, "pace= is for targets with by or in");
	refuse(state, "value >= 3 by 2024 pace=share", 20,
		"a target with by has pace=linear (the default) or pace=none");
	refuse(state, "value >= 3 lag=1 lag=2", 18, "option lag is given twice");
	refuse(state, "value >= 3 color=red", 12,
		"unknown option \"color\"; there are pace, base, for, lag, area");
	refuse(state, "value >= 3 lag=-1", 16,
		"\"-1\" stands where a whole number up to 9999 is expected");
	refuse(state, "value >= 3 lag=", 16,
		"target ends where a whole number up to 9999 is expected");
	refuse(state, "value >= 3 lag=12345", 16,
		"\"12345\" stands where a whole number up to 9999 is expected");
	refuse(state, "value >= 3 lag=x", 16,
		"\"x\" stands where a whole number up to 9999 is expected");
	refuse(state, "value >= 3 area=", 17,
		"target ends where the name of an area or * is expected");
	refuse(state, "value >= 3 area=''", 17,
		"\"''\" stands where the name of an area or * is expected");
	refuse(state, "total >= 3 in 2024 pace=", 25,
		"target ends where share, linear, none or the id of an indicator is expected");
	refuse(state, "value >= 3 by 2024-12 base=1e40@2023", 28,
		"\"1e40\" is out of range; write a number between 1e-30 and 1e30");
	refuse(state, "value >= 3 by 2024-12 base=", 28, "target ends where a period is expected");
	refuse(state, "value >= 3 by 2024 pace=plan", 20,
		"a target with by has pace=linear (the default) or pace=none");
	refuse(state, "value >= 3\tlakh of them by 2024", 12,
		"\"lakh of them\" is no unit for value of this indicator; write 亿元, or nothing");
	refuse(state, "value >= 3 area='x", 17, "the quote is never closed; add a '");
	refuse(state, "total >= 3 in 2024 pace=X", 25,
		"\"X\" stands where share, linear, none or the id of an indicator is expected");
}

static void a_target_has_one_time(void **state)
{
	refuse(state, "value >= 3 by 2024 at 2024", 20,
		"a target has only one of in, by, at, from; write a second target");
}

static void all_errors_behind_the_bound_are_reported(void **state)
{
	struct reader *reader = *state;
	struct target target;

	assert_false(target_parse(&reader->arena, STR("value >= 3 by soon lag=x colour=1"),
		(struct place){STR("t.conf"), 9, 1}, &reader->indicator, &target, &reader->diag));
	assert_int_equal(reader->diag.errors, 3);
}

static void only_the_bound_itself_divides_strict_from_other_comparisons(void **state)
{
	static const struct {
		const char *text;
		bool below, on, above;
	} cases[] = {{"value >= 5", false, true, true}, {"value > 5", false, false, true},
		{"value <= 5", true, true, false}, {"value < 5", true, false, false},
		{"value = 5", false, true, false}, {"value within 5..5", false, true, false}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct target target = read(state, cases[i].text);

		assert_int_equal(target_is_met(&target, 4.9, 5, 5), cases[i].below);
		assert_int_equal(target_is_met(&target, 5, 5, 5), cases[i].on);
		assert_int_equal(target_is_met(&target, 5 + 4e-9, 5, 5), cases[i].on);
		assert_int_equal(target_is_met(&target, 5 - 4e-9, 5, 5), cases[i].on);
		assert_int_equal(target_is_met(&target, 5.1, 5, 5), cases[i].above);
		assert_false(target_is_met(&target, NAN, 5, 5));
	}
}

static void zero_as_a_target_means_the_lower_the_better(void **state)
{
	struct target target = read(state, "value = 0");

	assert_int_equal(target_direction(&target), -1);
	target = read(state, "value = 5");
	assert_int_equal(target_direction(&target), 0);
	target = read(state, "value >= 0");
	assert_int_equal(target_direction(&target), 1);
	target = read(state, "value < 5");
	assert_int_equal(target_direction(&target), -1);
	target = read(state, "value within 0..5");
	assert_int_equal(target_direction(&target), 0);
	target = read(state, "value = price");
	assert_int_equal(target_direction(&target), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		reader_test(a_limit_needs_no_period),
		reader_test(every_comparison_is_read_with_or_without_blanks),
		reader_test(a_label_stands_before_a_colon),
		reader_test(bounds_are_converted_to_the_indicators_unit),
		reader_test(both_ends_of_a_range_are_converted),
		reader_test(an_indicator_without_a_unit_takes_any),
		reader_test(a_bound_may_be_an_indicator),
		reader_test(a_deadline_names_the_last_own_period),
		reader_test(a_window_goes_from_the_first_to_the_last_own_period),
		reader_test(yearly_measures_stand_in_a_year),
		reader_test(options_follow_in_any_order),
		reader_test(a_base_may_be_a_period_alone),
		reader_test(the_pace_may_be_an_indicator),
		reader_test(a_head_that_cannot_be_read_is_refused_where_it_ends),
		reader_test(measures_that_the_kind_does_not_have_are_refused),
		reader_test(units_that_do_not_fit_are_refused_where_they_stand),
		reader_test(years_and_levels_are_not_mixed),
		reader_test(ranges_and_windows_begin_before_they_end),
		reader_test(periods_that_the_indicator_cannot_have_are_refused),
		reader_test(a_number_alone_is_no_base),
		reader_test(options_without_effect_are_refused),
		reader_test(a_target_has_one_time),
		reader_test(all_errors_behind_the_bound_are_reported),
		reader_test(only_the_bound_itself_divides_strict_from_other_comparisons),
		reader_test(zero_as_a_target_means_the_lower_the_better),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
