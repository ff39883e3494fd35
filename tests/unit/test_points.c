#include "world.h"

#include "analysis/points.h"
#include "analysis/student.h"

static struct points flows_of(struct world *world)
{
	struct points points;

	points_of(&world->arena, &world->book.series.item[0], MEASURE_FLOW, &points);
	return points;
}

static void flows_come_from_cumulated_figures(void **state)
{
	struct indicator *indicator = add_indicator(*state, "x", KIND_YTD, "");
	struct points points;

	FIGURES(*state, indicator, "", "2023-11", 20, 24, 3, 5);
	points = flows_of(*state);
	assert_int_equal(points.year, 12);
	assert_int_equal(points.count, 4);
	assert_nan(points.figure[0]); /* November alone is not known */
	assert_double(points.figure[1], 4);
	assert_double(points.figure[2], 3);
	assert_double(points.figure[3], 2);
}

static void a_flow_over_a_gap_is_missing(void **state)
{
	struct indicator *indicator = add_indicator(*state, "x", KIND_YTD, "");
	struct points points;
	size_t place;

	FIGURES(*state, indicator, "", "2023-01", 1, NAN, 6, 8);
	points = flows_of(*state);
	assert_nan(points.figure[1]);
	assert_nan(points.figure[2]);
	assert_true(points_find(&points, period_number(indicator, "2023-04"), &place));
	assert_int_equal(points_run(&points, place), 1);
	assert_int_equal(points_run(&points, 0), 1);
	assert_int_equal(points_run(&points, 2), 0);
	assert_false(points_find(&points, period_number(indicator, "2023-05"), &place));
}

static void january_and_february_are_one_point(void **state)
{
	static const enum kind kinds[] = {KIND_FLOW, KIND_YTD, KIND_CUMULATIVE};
	static const double figures[][5] = {
		{9, NAN, 7, 3, 4}, {9, NAN, 7, 10, 14}, {109, NAN, 116, 119, 123}};
	struct world *world = *state;

	for (size_t i = 0; i < 3; i++) {
		struct indicator *indicator = add_indicator(world, "x", kinds[i], "");
		struct points points;

		world->book.series.count = 0;
		indicator->combined = true;
		add_figures(world, indicator, "", "2023-12", 5, figures[i]);
		points = flows_of(world);
		assert_int_equal(points.year, 11);
		assert_int_equal(points.count, 4);
		assert_double(points.figure[1], 7);
		assert_double(points.figure[2], 3);
		assert_double(points.figure[3], 4);
	}
}

static void a_january_that_came_after_all_is_added(void **state)
{
	struct indicator *indicator = add_indicator(*state, "x", KIND_FLOW, "");
	struct points points;

	indicator->combined = true;
	FIGURES(*state, indicator, "", "2023-01", 2, 3, 4);
	points = flows_of(*state);
	assert_int_equal(points.count, 2);
	assert_double(points.figure[0], 5);
	assert_double(points.figure[1], 4);
}

static void values_are_taken_as_they_are(void **state)
{
	struct indicator *indicator = add_indicator(*state, "x", KIND_RATIO, "%");
	struct world *world = *state;
	struct points points;

	FIGURES(world, indicator, "", "2023-01", 2, NAN, 4);
	points_of(&world->arena, &world->book.series.item[0], MEASURE_VALUE, &points);
	assert_int_equal(points.count, 3);
	assert_double(points.figure[0], 2);
	assert_nan(points.figure[1]);
	indicator->every = EVERY_QUARTER;
	points_of(&world->arena, &world->book.series.item[0], MEASURE_VALUE, &points);
	assert_int_equal(points.year, 4);
	indicator->every = EVERY_WEEK;
	points_of(&world->arena, &world->book.series.item[0], MEASURE_VALUE, &points);
	assert_int_equal(points.year, 1);
}

static void students_t_is_that_of_the_tables(void **state)
{
	/* 90 % and 95 % quantiles, as printed in any table of the distribution */
	static const double t90[] = {1.2816, 3.078, 1.886, 1.638, 1.533, 1.476, 1.440};
	static const double t95[] = {1.645, 6.314, 2.920, 2.353, 2.132, 2.015, 1.943};

	(void)state;
	for (int freedom = 0; freedom <= STUDENT_MOST; freedom++) {
		assert_double_near(student_80(freedom), t90[freedom], 5e-4);
		assert_double_near(student_below(student_80(freedom), freedom), 0.9, 1e-5);
		assert_double_near(student_below(t95[freedom], freedom), 0.95, 5e-5);
		assert_double_near(student_below(-t95[freedom], freedom), 0.05, 5e-5);
		assert_double(student_below(0, freedom), 0.5);
	}
	/* One degree is Cauchy's: a quarter lies above 1. */
	assert_double(student_below(1, 1), 0.75);
}

/* January 1970 is period 0, and belongs to the February that never came. */
static void nothing_is_found_where_no_point_is(void **state)
{
	struct indicator *indicator = add_indicator(*state, "x", KIND_FLOW, "");
	struct points points;
	size_t place = 7;

	indicator->combined = true;
	FIGURES(*state, indicator, "", "1970-01", 5);
	points = flows_of(*state);
	assert_int_equal(points.count, 0);
	assert_false(points_find(&points, 0, &place));
	assert_int_equal(place, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(flows_come_from_cumulated_figures),
		world_test(a_flow_over_a_gap_is_missing),
		world_test(january_and_february_are_one_point),
		world_test(a_january_that_came_after_all_is_added),
		world_test(values_are_taken_as_they_are),
		cmocka_unit_test(students_t_is_that_of_the_tables),
		world_test(nothing_is_found_where_no_point_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
