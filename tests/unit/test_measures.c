#include "world.h"

#include "analysis/measures.h"

static struct series series_of(struct world *world, enum kind kind, enum every every,
	const char *first, size_t count, const double *values)
{
	struct indicator *indicator = add_indicator(world, "x", kind, "");

	indicator->every = every;
	add_figures(world, indicator, "", first, count, values);
	return world->book.series.item[world->book.series.count - 1];
}

#define SERIES(world, kind, every, first, ...) \
	series_of((world), (kind), (every), (first), \
		sizeof((double[]){__VA_ARGS__}) / sizeof(double), (double[]){__VA_ARGS__})

static struct indicator *catalogue_entry(struct world *world)
{
	return world->catalogue.indicators.item[world->catalogue.indicators.count - 1];
}

static struct measurement at(
	struct world *world, const struct series *series, enum measure measure, const char *period)
{
	struct measured measured;
	struct period when;
	size_t place;

	assert_true(period_parse(str_of(period), series->key.indicator->calendar, &when));
	measures_compute(&world->arena, measure, series, &measured);
	place = (size_t)(when.number - measured.first);
	return (struct measurement){measured_at(&measured, when.number),
		measured_span(&measured, when.number),
		measured.current ? measured.current[place] : NAN,
		measured.base ? measured.base[place] : NAN};
}

#define VALUE(series, measure, period) (at(*state, &(series), MEASURE_##measure, (period)).value)

static void growth_needs_a_base_above_zero(void **state)
{
	(void)state;
	assert_double(measures_growth(110, 100), 10);
	assert_double(measures_growth(0, 100), -100);
	assert_double(measures_growth(-10, 100), -110);
	assert_nan(measures_growth(1, 0));
	assert_nan(measures_growth(1, -1));
	assert_nan(measures_growth(NAN, 1));
	assert_nan(measures_growth(1, NAN));
}

static void the_value_is_the_figure(void **state)
{
	struct series x = SERIES(*state, KIND_STOCK, EVERY_MONTH, "2024-01", 5, NAN, 7);

	assert_double(VALUE(x, VALUE, "2024-01"), 5);
	assert_nan(VALUE(x, VALUE, "2024-02"));
	assert_double(VALUE(x, VALUE, "2024-03"), 7);
}

static void a_flow_of_ytd_is_its_rise_since_the_last_known_month(void **state)
{
	struct series x = SERIES(
		*state, KIND_YTD, EVERY_MONTH, "2023-12", 99, NAN, 30, 45, NAN, NAN, 90, 90, 85);
	struct measurement february = at(*state, &x, MEASURE_FLOW, "2024-02");
	struct measurement june = at(*state, &x, MEASURE_FLOW, "2024-06");

	assert_double(february.value, 30);
	assert_int_equal(february.span, 2);
	assert_double(VALUE(x, FLOW, "2024-03"), 15);
	assert_nan(VALUE(x, FLOW, "2024-04"));
	assert_double(june.value, 45);
	assert_int_equal(june.span, 3);
	assert_double(VALUE(x, FLOW, "2024-07"), 0);
	assert_double(VALUE(x, FLOW, "2024-08"), -5);
}

static void the_first_figure_of_a_ytd_covers_the_year_so_far(void **state)
{
	struct series x = SERIES(*state, KIND_YTD, EVERY_MONTH, "2023-12", 120);
	struct measurement december = at(*state, &x, MEASURE_FLOW, "2023-12");

	assert_double(december.value, 120);
	assert_int_equal(december.span, 12);
}

static void a_flow_of_a_cumulative_is_the_rise_in_one_period(void **state)
{
	struct series x =
		SERIES(*state, KIND_CUMULATIVE, EVERY_MONTH, "2023-12", 100, 103, NAN, 110);

	assert_nan(VALUE(x, FLOW, "2023-12"));
	assert_double(VALUE(x, FLOW, "2024-01"), 3);
	assert_nan(VALUE(x, FLOW, "2024-03"));
	assert_double(VALUE(x, NET, "2024-01"), 3);
}

static void a_cumulative_counts_from_zero_at_since(void **state)
{
	struct series x = SERIES(*state, KIND_CUMULATIVE, EVERY_MONTH, "2024-03", 30, 40);

	catalogue_entry(*state)->has_since = true;
	catalogue_entry(*state)->since = 650;
	assert_double(VALUE(x, FLOW, "2024-03"), 30);
	assert_double(VALUE(x, FLOW, "2024-04"), 10);
	assert_double(VALUE(x, YTD, "2024-04"), 40);
}

static void a_february_that_holds_january_spans_two_months(void **state)
{
	struct series x = SERIES(*state, KIND_FLOW, EVERY_MONTH, "2023-01", 4, 6, 7, 7, 7, 7, 7, 7,
		7, 7, 7, 7, NAN, 12, 8);
	struct measurement february;

	catalogue_entry(*state)->combined = true;
	assert_int_equal(at(*state, &x, MEASURE_FLOW, "2023-02").span, 1);
	february = at(*state, &x, MEASURE_FLOW, "2024-02");
	assert_double(february.value, 12);
	assert_int_equal(february.span, 2);
	assert_nan(VALUE(x, YTD, "2024-01"));
	assert_double(VALUE(x, YTD, "2024-02"), 12);
	assert_double(VALUE(x, YTD, "2024-03"), 20);
	/* different spans are not compared, the same two months are */
	assert_nan(VALUE(x, YOY, "2024-02"));
	assert_double(VALUE(x, FLOW_YOY, "2024-02"), 20);
	assert_int_equal(at(*state, &x, MEASURE_FLOW_YOY, "2024-02").span, 2);
	assert_nan(VALUE(x, CHANGE, "2024-02"));
	assert_nan(VALUE(x, CHANGE, "2024-03"));
	assert_double(VALUE(x, SUM12, "2024-03"), 20 + 63);
}

static void knots_of_flows_end_at_a_hole(void **state)
{
	struct series x = SERIES(*state, KIND_FLOW, EVERY_MONTH, "2024-01", 1, 2, NAN, 4);

	assert_double(measures_knot(&x, 54, 0), 0);
	assert_double(measures_knot(&x, 54, 2), 3);
	assert_nan(measures_knot(&x, 54, 3));
	assert_nan(measures_knot(&x, 54, 4));
	assert_double(VALUE(x, FLOW, "2024-04"), 4);
}

static void knots_of_a_cumulative_count_from_last_years_end(void **state)
{
	struct series x = SERIES(*state, KIND_CUMULATIVE, EVERY_MONTH, "2023-12", 100, 103, 110);

	assert_double(measures_knot(&x, 54, 2), 10);
	assert_nan(measures_knot(&x, 53, 12));
}

static void change_compares_with_the_period_before(void **state)
{
	struct series stock = SERIES(*state, KIND_STOCK, EVERY_MONTH, "2024-01", 100, 105, NAN, 90);
	struct series ratio = SERIES(*state, KIND_RATIO, EVERY_MONTH, "2024-01", 5.5, 4);
	struct series ytd =
		SERIES(*state, KIND_YTD, EVERY_MONTH, "2024-01", 10, 22, 34, NAN, 50, 62);

	assert_double(VALUE(stock, CHANGE, "2024-02"), 5);
	assert_nan(VALUE(stock, CHANGE, "2024-04"));
	assert_double(VALUE(stock, NET, "2024-02"), 5);
	assert_double(VALUE(ratio, CHANGE, "2024-02"), -1.5);
	assert_double(VALUE(ratio, NET, "2024-02"), -1.5);
	assert_double(VALUE(ytd, CHANGE, "2024-02"), 20);
	assert_double(VALUE(ytd, CHANGE, "2024-03"), 0);
	assert_nan(VALUE(ytd, CHANGE, "2024-06")); /* May's flow is that of two months */
}

static void change_of_the_new_year_looks_at_last_december(void **state)
{
	struct series x = SERIES(*state, KIND_YTD, EVERY_MONTH, "2023-11", 100, 110, 12);

	assert_double(VALUE(x, CHANGE, "2024-01"), 20);
}

static void yoy_compares_with_the_same_period_last_year(void **state)
{
	struct series x =
		SERIES(*state, KIND_YTD, EVERY_QUARTER, "2023-Q1", 10, NAN, 30, 40, 12, 25);
	struct measurement first = at(*state, &x, MEASURE_YOY, "2024-Q1");

	assert_double(first.value, 20);
	assert_double(first.current, 12);
	assert_double(first.base, 10);
	assert_nan(VALUE(x, YOY, "2024-Q2"));
	assert_nan(VALUE(x, YOY, "2023-Q1"));
}

static void yoy_of_a_ratio_is_a_difference(void **state)
{
	struct series x = SERIES(*state, KIND_RATIO, EVERY_YEAR, "2022", 6.3, 5.8);

	assert_double(VALUE(x, YOY, "2023"), -0.5);
}

static void growth_without_a_positive_base_keeps_what_it_compares(void **state)
{
	struct series x = SERIES(*state, KIND_STOCK, EVERY_YEAR, "2022", -3, 0, 5);
	struct measurement second = at(*state, &x, MEASURE_YOY, "2023");

	assert_nan(second.value);
	assert_double(second.base, -3);
	assert_double(second.current, 0);
	assert_nan(VALUE(x, YOY, "2024"));
}

static void flow_yoy_compares_the_same_months_of_both_years(void **state)
{
	/* 2023: Jan-Mar 9, Apr 3; 2024: Jan 2, Feb missing, Mar 10, Apr 16 */
	struct series x = SERIES(*state, KIND_YTD, EVERY_MONTH, "2023-01", NAN, NAN, 9, 12, NAN,
		NAN, NAN, NAN, NAN, NAN, NAN, NAN, 2, NAN, 10, 16);

	assert_nan(VALUE(x, FLOW_YOY, "2024-01"));
	assert_double(VALUE(x, FLOW_YOY, "2024-03"), measures_growth(10, 9));
	assert_int_equal(at(*state, &x, MEASURE_FLOW_YOY, "2024-03").span, 3);
	assert_double(VALUE(x, FLOW_YOY, "2024-04"), 100);
	assert_int_equal(at(*state, &x, MEASURE_FLOW_YOY, "2024-04").span, 1);
}

static void averages_need_every_figure(void **state)
{
	struct series x =
		SERIES(*state, KIND_STOCK, EVERY_QUARTER, "2023-Q1", 1, 2, 3, 6, 5, NAN, 7);

	assert_nan(VALUE(x, AVG12, "2023-Q3"));
	assert_double(VALUE(x, AVG12, "2023-Q4"), 3);
	assert_double(VALUE(x, AVG12, "2024-Q1"), 4);
	assert_nan(VALUE(x, AVG12, "2024-Q3"));
	assert_double(VALUE(x, AVERAGE, "2023"), 3);
	assert_nan(VALUE(x, AVERAGE, "2024"));
}

static void an_unpublished_january_is_one_figure_fewer(void **state)
{
	struct series x = SERIES(*state, KIND_RATIO, EVERY_MONTH, "2023-02", 1, 2, 3, 4, 5, 6, 7, 8,
		9, 10, 11, NAN, 12);

	catalogue_entry(*state)->combined = true;
	assert_double(VALUE(x, AVERAGE, "2023"), 6);
	assert_double(VALUE(x, AVG12, "2023-12"), 6);
	assert_nan(VALUE(x, AVG12, "2024-01"));
	assert_double(VALUE(x, AVG12, "2024-02"), 77.0 / 11);
}

static void sum12_joins_two_years(void **state)
{
	struct series x =
		SERIES(*state, KIND_YTD, EVERY_QUARTER, "2023-Q1", 10, 30, 60, 100, 15, NAN, 50);

	assert_nan(VALUE(x, SUM12, "2023-Q3"));
	assert_double(VALUE(x, SUM12, "2023-Q4"), 100);
	assert_double(VALUE(x, SUM12, "2024-Q1"), 105);
	assert_nan(VALUE(x, SUM12, "2024-Q2"));
	assert_double(VALUE(x, SUM12, "2024-Q3"), 90);
}

static void yearly_measures_have_a_figure_a_year(void **state)
{
	struct series x = SERIES(*state, KIND_YTD, EVERY_MONTH, "2022-12", 100, NAN, NAN, NAN, NAN,
		NAN, NAN, NAN, NAN, NAN, NAN, NAN, 106, 9);
	struct measured total;

	measures_compute(&((struct world *)*state)->arena, MEASURE_TOTAL, &x, &total);
	assert_int_equal(total.first, 52);
	assert_int_equal(total.count, 3);
	assert_double(total.value[1], 106);
	assert_nan(total.value[2]);
	assert_double(VALUE(x, GROWTH, "2023"), 6);
}

static void growth_of_a_stock_compares_last_figures(void **state)
{
	struct series x = SERIES(*state, KIND_STOCK, EVERY_QUARTER, "2022-Q4", 100, 1, 1, 1, 108);

	assert_double(VALUE(x, GROWTH, "2023"), 8);
}

static void another_office_year_moves_its_sums(void **state)
{
	struct world *world = *state;
	struct series x;

	world->catalogue.calendar.year_start = 4;
	x = SERIES(world, KIND_FLOW, EVERY_MONTH, "2024-03", 100, 1, 2, 3);
	assert_nan(VALUE(x, YTD, "2024-03"));
	assert_double(VALUE(x, YTD, "2024-06"), 6);
}

static void weeks_restart_with_the_iso_year(void **state)
{
	/* 2024-W01 is the week of Monday 1 January 2024 */
	struct series x = SERIES(*state, KIND_YTD, EVERY_WEEK, "2023-W51", 50, 52, 3, 5);

	assert_double(VALUE(x, FLOW, "2023-W52"), 2);
	assert_double(VALUE(x, FLOW, "2024-W01"), 3);
	assert_double(VALUE(x, FLOW, "2024-W02"), 2);
	assert_double(VALUE(x, CHANGE, "2024-W01"), 50);
}

static void a_week_53_has_no_same_week_last_year(void **state)
{
	struct series x = SERIES(*state, KIND_STOCK, EVERY_WEEK, "2020-W53", 1);

	assert_nan(VALUE(x, YOY, "2020-W53"));
}

static void days_have_flows_and_the_same_date_last_year(void **state)
{
	struct world *world = *state;
	struct series x = SERIES(world, KIND_YTD, EVERY_DAY, "2023-12-31", 365, 2, 3);
	double figures[367] = {10};
	struct series y;

	assert_double(VALUE(x, FLOW, "2024-01-01"), 2);
	assert_double(VALUE(x, FLOW, "2024-01-02"), 1);
	for (size_t i = 1; i < 366; i++)
		figures[i] = NAN;
	figures[365] = figures[366] = 11;
	y = series_of(world, KIND_STOCK, EVERY_DAY, "2023-03-01", 367, figures);
	assert_nan(VALUE(y, YOY, "2024-02-29"));
	assert_double(VALUE(y, YOY, "2024-03-01"), 10);
}

static void a_constant_series_does_not_grow(void **state)
{
	struct series x = SERIES(*state, KIND_STOCK, EVERY_YEAR, "2021", 5, 5, 5);

	assert_double(VALUE(x, YOY, "2023"), 0);
	assert_double(VALUE(x, NET, "2023"), 0);
}

static void one_figure_has_no_growth_and_none_has_nothing(void **state)
{
	struct world *world = *state;
	struct series x = SERIES(world, KIND_YTD, EVERY_MONTH, "2024-01", 5);
	struct measured measured;

	assert_double(VALUE(x, YTD, "2024-01"), 5);
	assert_nan(VALUE(x, YOY, "2024-01"));
	assert_nan(VALUE(x, CHANGE, "2024-01"));
	x.count = 0;
	for (int i = 0; i < MEASURE_COUNT; i++) {
		measures_compute(&world->arena, (enum measure)i, &x, &measured);
		assert_int_equal(measured.count, 0);
		assert_nan(measured_at(&measured, 648));
	}
}

static void the_reach_is_the_earliest_figure_needed(void **state)
{
	struct world *world = *state;
	struct series stock = SERIES(world, KIND_STOCK, EVERY_MONTH, "2024-01", 1);
	struct series flow = SERIES(world, KIND_FLOW, EVERY_MONTH, "2024-01", 1);
	struct series cumulative = SERIES(world, KIND_CUMULATIVE, EVERY_MONTH, "2024-01", 1);

	assert_int_equal(measures_reach(MEASURE_VALUE, &stock, 650), 650);
	assert_int_equal(measures_reach(MEASURE_NET, &stock, 650), 649);
	assert_int_equal(measures_reach(MEASURE_YOY, &stock, 650), 638);
	assert_int_equal(measures_reach(MEASURE_AVG12, &stock, 650), 639);
	assert_int_equal(measures_reach(MEASURE_GROWTH, &stock, 54), 647);
	assert_int_equal(measures_reach(MEASURE_YTD, &flow, 650), 648);
	assert_int_equal(measures_reach(MEASURE_SUM12, &flow, 650), 636);
	assert_int_equal(measures_reach(MEASURE_TOTAL, &flow, 54), 648);
	assert_int_equal(measures_reach(MEASURE_GROWTH, &flow, 54), 636);
	assert_int_equal(measures_reach(MEASURE_FLOW, &cumulative, 650), 649);
	assert_int_equal(measures_reach(MEASURE_CHANGE, &cumulative, 650), 648);
	assert_int_equal(measures_reach(MEASURE_YTD, &cumulative, 650), 647);
}

static void no_growth_spans_several_periods(void **state)
{
	struct series x = SERIES(*state, KIND_FLOW, EVERY_MONTH, "2023-01", 1, 2, 3, 4, 5, 6, 7, 8,
		9, 10, 11, 12, 13, 14);

	assert_int_equal(measures_at(MEASURE_YOY, &x, x.first + 13).span, 1);
	assert_int_equal(measures_at(MEASURE_CHANGE, &x, x.first + 13).span, 1);
	assert_int_equal(measures_at(MEASURE_SUM12, &x, x.first + 13).span, 1);
	x = SERIES(*state, KIND_RATIO, EVERY_MONTH, "2023-01", 1, 2);
	assert_int_equal(measures_at(MEASURE_CHANGE, &x, x.first + 1).span, 1);
	assert_int_equal(measures_at(MEASURE_GROWTH, &x, 53).span, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(growth_needs_a_base_above_zero),
		world_test(the_value_is_the_figure),
		world_test(a_flow_of_ytd_is_its_rise_since_the_last_known_month),
		world_test(the_first_figure_of_a_ytd_covers_the_year_so_far),
		world_test(a_flow_of_a_cumulative_is_the_rise_in_one_period),
		world_test(a_cumulative_counts_from_zero_at_since),
		world_test(a_february_that_holds_january_spans_two_months),
		world_test(knots_of_flows_end_at_a_hole),
		world_test(knots_of_a_cumulative_count_from_last_years_end),
		world_test(change_compares_with_the_period_before),
		world_test(change_of_the_new_year_looks_at_last_december),
		world_test(yoy_compares_with_the_same_period_last_year),
		world_test(yoy_of_a_ratio_is_a_difference),
		world_test(growth_without_a_positive_base_keeps_what_it_compares),
		world_test(flow_yoy_compares_the_same_months_of_both_years),
		world_test(averages_need_every_figure),
		world_test(an_unpublished_january_is_one_figure_fewer),
		world_test(sum12_joins_two_years),
		world_test(yearly_measures_have_a_figure_a_year),
		world_test(growth_of_a_stock_compares_last_figures),
		world_test(another_office_year_moves_its_sums),
		world_test(weeks_restart_with_the_iso_year),
		world_test(a_week_53_has_no_same_week_last_year),
		world_test(days_have_flows_and_the_same_date_last_year),
		world_test(a_constant_series_does_not_grow),
		world_test(one_figure_has_no_growth_and_none_has_nothing),
		world_test(the_reach_is_the_earliest_figure_needed),
		world_test(no_growth_spans_several_periods),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
