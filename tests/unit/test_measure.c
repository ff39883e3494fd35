#include "unit.h"

#include "model/measure.h"

static void kinds_have_names_that_are_found_again(void **state)
{
	enum kind kind;

	(void)state;
	for (int i = 0; i < KIND_COUNT; i++) {
		assert_true(kind_find(str_of(kind_name((enum kind)i)), &kind));
		assert_int_equal(kind, i);
	}
	assert_false(kind_find(STR("Stock"), &kind));
	assert_false(kind_find(STR(""), &kind));
}

static void measures_have_names_that_are_found_again(void **state)
{
	enum measure measure;

	(void)state;
	for (int i = 0; i < MEASURE_COUNT; i++) {
		assert_true(measure_find(str_of(measure_name((enum measure)i)), &measure));
		assert_int_equal(measure, i);
	}
	assert_false(measure_find(STR("mom"), &measure));
}

/* The measures of each kind as the manual lists them. */
static void each_kind_has_its_measures(void **state)
{
	static const char *const lists[KIND_COUNT] = {
		[KIND_STOCK] = "value, change, net, yoy, avg12, average, growth",
		[KIND_FLOW] =
			("value, flow, ytd, change, yoy, flow_yoy, avg12, sum12, total, average, "
			 "growth"),
		[KIND_YTD] = "value, flow, ytd, change, yoy, flow_yoy, sum12, total, growth",
		[KIND_CUMULATIVE] =
			"value, flow, ytd, change, net, yoy, flow_yoy, sum12, total, growth",
		[KIND_RATIO] = "value, change, net, yoy, avg12, average",
	};
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	for (int i = 0; i < KIND_COUNT; i++) {
		assert_str_equal(measure_list(&arena, (enum kind)i, EVERY_MONTH), lists[i]);
		assert_str_equal(measure_list(&arena, (enum kind)i, EVERY_YEAR), lists[i]);
	}
	arena_free(&arena);
}

static void weeks_and_days_have_no_years_to_sum(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	assert_str_equal(measure_list(&arena, KIND_YTD, EVERY_WEEK), "value, flow, change, yoy");
	assert_str_equal(measure_list(&arena, KIND_STOCK, EVERY_DAY), "value, change, net, yoy");
	arena_free(&arena);
}

static void a_fact_filed_once_is_only_a_value(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	for (int i = 0; i < KIND_COUNT; i++)
		assert_str_equal(measure_list(&arena, (enum kind)i, EVERY_ONCE), "value");
	arena_free(&arena);
}

static void three_measures_have_one_figure_a_year(void **state)
{
	(void)state;
	for (int i = 0; i < MEASURE_COUNT; i++)
		assert_int_equal(measure_is_yearly((enum measure)i), i >= MEASURE_TOTAL);
}

static void growth_is_in_percent(void **state)
{
	(void)state;
	assert_int_equal(measure_unit(MEASURE_YOY, KIND_STOCK, STR("亿元")), MEASURE_IN_PERCENT);
	assert_int_equal(measure_unit(MEASURE_FLOW_YOY, KIND_YTD, STR("")), MEASURE_IN_PERCENT);
	assert_int_equal(measure_unit(MEASURE_GROWTH, KIND_FLOW, STR("家")), MEASURE_IN_PERCENT);
	assert_true(measure_is_growth(MEASURE_CHANGE, KIND_YTD));
	assert_false(measure_is_growth(MEASURE_CHANGE, KIND_RATIO));
	assert_false(measure_is_growth(MEASURE_NET, KIND_STOCK));
}

static void differences_of_percentages_are_points_and_of_others_in_their_unit(void **state)
{
	(void)state;
	assert_int_equal(measure_unit(MEASURE_YOY, KIND_RATIO, STR("%")), MEASURE_IN_POINTS);
	assert_int_equal(measure_unit(MEASURE_CHANGE, KIND_RATIO, STR("％")), MEASURE_IN_POINTS);
	assert_int_equal(measure_unit(MEASURE_NET, KIND_RATIO, STR("%")), MEASURE_IN_POINTS);
	assert_int_equal(measure_unit(MEASURE_YOY, KIND_RATIO, STR("天")), MEASURE_IN_UNIT);
	assert_int_equal(measure_unit(MEASURE_NET, KIND_STOCK, STR("%")), MEASURE_IN_UNIT);
	assert_int_equal(measure_unit(MEASURE_VALUE, KIND_RATIO, STR("%")), MEASURE_IN_UNIT);
	assert_int_equal(measure_unit(MEASURE_AVG12, KIND_RATIO, STR("%")), MEASURE_IN_UNIT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds_have_names_that_are_found_again),
		cmocka_unit_test(measures_have_names_that_are_found_again),
		cmocka_unit_test(each_kind_has_its_measures),
		cmocka_unit_test(weeks_and_days_have_no_years_to_sum),
		cmocka_unit_test(a_fact_filed_once_is_only_a_value),
		cmocka_unit_test(three_measures_have_one_figure_a_year),
		cmocka_unit_test(growth_is_in_percent),
		cmocka_unit_test(differences_of_percentages_are_points_and_of_others_in_their_unit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
