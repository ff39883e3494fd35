#include "world.h"

#include "analysis/control.h"

static struct arena arena;

static int start(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

#define XMR(...) \
	xmr_of((double[]){__VA_ARGS__}, sizeof((double[]){__VA_ARGS__}) / sizeof(double), NULL)

static struct xmr xmr_of(const double *x, size_t count, const bool *begins)
{
	struct xmr xmr;

	xmr_make(&arena, x, count, begins, &xmr);
	return xmr;
}

/* One letter a point: - missing, O outside, T trend, 2 of three, S shift, . common. */
static void assert_labels(const struct xmr *xmr, const char *expected)
{
	char got[64] = "";

	for (size_t i = 0; i < xmr->count; i++)
		got[i] = "-OT2S."[xmr->label[i]];
	assert_string_equal(got, expected);
}

static void limits_are_mean_ranges_away(void **state)
{
	struct xmr xmr = XMR(10, 12, 10, 12, 10, 12);
	const struct xmr_group *group = xmr_group_of(&xmr, 0);

	(void)state;
	assert_double(group->mean, 11);
	assert_double(group->lower, 11 - 2.66 * 2);
	assert_double(group->upper, 11 + 2.66 * 2);
	assert_int_equal(group->present, 6);
	assert_labels(&xmr, "......");
}

static void a_range_that_stands_out_is_left_out(void **state)
{
	/* Ranges 2 ×8 and 28, 28: their mean is 7.2; those of 23.5 and more are left out. */
	struct xmr xmr = XMR(10, 12, 10, 12, 10, 12, 40, 12, 10, 12, 10);
	const struct xmr_group *group = xmr_group_of(&xmr, 0);

	(void)state;
	assert_double(group->mean, 150.0 / 11);
	assert_double(group->upper - group->mean, 2.66 * 2);
	assert_int_equal(xmr.label[6], XMR_OUTSIDE);
	assert_int_equal(xmr.side[6], 1);
}

static void seven_on_one_side_are_a_shift(void **state)
{
	/* mean 5; the points on it are on neither side */
	struct xmr xmr = XMR(6, 8, 6, 8, 6, 8, 6, 5, 4, 2, 4, 2, 4, 2, 5, 4);

	(void)state;
	assert_double(xmr_group_of(&xmr, 0)->mean, 5);
	assert_labels(&xmr, "SSSSSSS.........");
	assert_int_equal(xmr.side[0], 1);
}

static void seven_rising_or_falling_are_a_trend(void **state)
{
	struct xmr rising = XMR(4, 1, 2, 3, 4, 5, 6, 7, 4), six = XMR(4, 1, 2, 3, 4, 5, 6, 4);
	struct xmr falling = XMR(4, 7, 6, 5, 4, 3, 2, 1, 4), equal = XMR(1, 2, 3, 4, 4, 5, 6, 7);

	(void)state;
	assert_labels(&rising, ".TTTTTTT.");
	assert_int_equal(rising.side[7], 1);
	assert_labels(&six, "........");
	assert_labels(&falling, ".TTTTTTT.");
	assert_int_equal(falling.side[1], -1);
	for (size_t i = 0; i < 8; i++)
		assert_int_not_equal(equal.label[i], XMR_TREND);
}

static void two_of_three_near_a_limit_are_marked(void **state)
{
	/* Mean 28.5/17 = 1.68, mean range 56/16 = 3.5: two thirds of the way to the limit are 6.21,
	 * so 7.88 is near it, as the last three but one are twice, above the mean all along. */
	struct xmr xmr = XMR(-1, 2, -1, 2, -1, 2, -1, 2, -1, 2, -1, 2, 3, 8, 3.5, 8, 0);
	const struct xmr_group *group = xmr_group_of(&xmr, 0);
	double near = group->mean + (group->upper - group->mean) * 2 / 3;

	(void)state;
	assert_double_near(near, 28.5 / 17 + 2.66 * 3.5 * 2 / 3, 1e-12);
	assert_labels(&xmr, ".............2.2.");
}

static void a_missing_period_breaks_a_run(void **state)
{
	struct xmr trend = XMR(1, 2, 3, 4, NAN, 5, 6, 7, 8);
	struct xmr shift = XMR(6, 8, 6, 8, NAN, 6, 8, 6, 4, 2, 4, 2, 4, 2, NAN, 4);

	(void)state;
	for (size_t i = 0; i < trend.count; i++)
		assert_int_not_equal(trend.label[i], XMR_TREND);
	assert_int_equal(trend.label[4], XMR_MISSING);
	assert_labels(&shift, "....-.........-.");
}

static void a_constant_series_has_limits_and_nothing_special(void **state)
{
	struct xmr xmr = XMR(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);

	(void)state;
	assert_double(xmr_group_of(&xmr, 0)->upper, 0.1);
	assert_double(xmr_group_of(&xmr, 0)->lower, 0.1);
	assert_labels(&xmr, "........");
}

static void four_points_are_too_few(void **state)
{
	struct xmr xmr = XMR(1, 2, NAN, 3, 40);

	(void)state;
	assert_nan(xmr_group_of(&xmr, 0)->mean);
	assert_nan(xmr_group_of(&xmr, 0)->upper);
	assert_labels(&xmr, "-----");
}

static void a_group_begins_anew(void **state)
{
	const double x[] = {1, 2, 1, 2, 1, 2, 11, 12, 11, 12, 11, 12};
	const bool begins[12] = {[6] = true};
	struct xmr xmr = xmr_of(x, 12, begins);

	(void)state;
	assert_int_equal(xmr.groups.count, 2);
	assert_double(xmr_group_of(&xmr, 5)->mean, 1.5);
	assert_double(xmr_group_of(&xmr, 6)->mean, 11.5);
	assert_labels(&xmr, "............");
}

static struct control control_of(void **state, enum kind kind, size_t count, const double *x)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", kind, "");
	struct control control;

	world->book.series.count = 0;
	add_figures(world, indicator, "", "2020-01", count, x);
	control_make(&world->arena, &world->book.series.item[0], &control);
	return control;
}

#define CONTROL(state, kind, ...) \
	control_of((state), (kind), sizeof((double[]){__VA_ARGS__}) / sizeof(double), \
		(double[]){__VA_ARGS__})

static void what_is_watched_depends_on_the_kind(void **state)
{
	struct control control = CONTROL(state, KIND_RATIO, 1, 2, 3);

	assert_int_equal(control.measure, MEASURE_VALUE);
	control = CONTROL(state, KIND_STOCK, 100, 110, 121);
	assert_int_equal(control.measure, MEASURE_CHANGE);
	assert_nan(control.points.figure[0]);
	assert_double(control.points.figure[1], 10);
	control = CONTROL(state, KIND_YTD, 1, 3, 6);
	assert_int_equal(control.measure, MEASURE_FLOW);
	assert_double(control.points.figure[2], 3);
}

static void seasonal_flows_are_watched_by_their_growth(void **state)
{
	double x[48], total[48];
	struct control control;

	for (int i = 0; i < 48; i++)
		x[i] = 100 + 30 * sin(i * acos(-1) / 6) + (i * 7) % 5;
	control = control_of(state, KIND_FLOW, 48, x);
	assert_int_equal(control.measure, MEASURE_FLOW_YOY);
	assert_nan(control.points.figure[11]);
	assert_double(control.points.figure[12], 100 * (x[12] / x[0] - 1));
	control = control_of(state, KIND_FLOW, 35, x);
	assert_int_equal(control.measure, MEASURE_FLOW);
	for (int i = 0; i < 48; i++)
		total[i] = x[i] + (i % 12 ? total[i - 1] : 0);
	total[46] = NAN; /* so that November and December are one flow */
	control = control_of(state, KIND_YTD, 48, total);
	assert_nan(control.flows.figure[47]);
	assert_int_equal(control.measure, MEASURE_FLOW_YOY);
	for (int i = 0; i < 48; i++)
		x[i] = 100 + (i * i * 7) % 11;
	control = control_of(state, KIND_FLOW, 48, x);
	assert_int_equal(control.measure, MEASURE_FLOW);
}

static void two_months_together_are_no_point_among_single_ones(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_YTD, "");
	struct control control;

	indicator->combined = true;
	FIGURES(world, indicator, "", "2023-12", 120, NAN, 20, 30, 41);
	control_make(&world->arena, &world->book.series.item[0], &control);
	assert_int_equal(control.points.count, 4);
	assert_nan(control.points.figure[1]);
	assert_double(control.points.figure[2], 10);
}

static void limits_begin_anew_where_the_catalogue_says(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_RATIO, "");
	struct control control;

	*array_add(&world->arena, &indicator->rebase) = period_number(indicator, "2020-07");
	*array_add(&world->arena, &indicator->rebase) = period_number(indicator, "2030-01");
	FIGURES(world, indicator, "", "2020-01", 1, 2, 1, 2, 1, 2, 11, 12, 11, 12, 11, 12);
	control_make(&world->arena, &world->book.series.item[0], &control);
	assert_int_equal(control.xmr.groups.count, 2);
	assert_int_equal(control.xmr.groups.item[1].first, 6);
}

static void the_last_point_is_good_or_bad_by_its_direction(void **state)
{
	struct control high = CONTROL(state, KIND_RATIO, 10, 12, 10, 12, 10, 12, 10, 12, 40, NAN);
	struct control usual = CONTROL(state, KIND_RATIO, 10, 12, 10, 12, 10, 12, 40, 12);
	struct control few = CONTROL(state, KIND_RATIO, 10, 12, 10);

	assert_int_equal(control_variation(&high, 1), VARIATION_IMPROVEMENT);
	assert_int_equal(control_variation(&high, -1), VARIATION_CONCERN);
	assert_int_equal(control_variation(&high, 0), VARIATION_HIGH);
	assert_int_equal(control_variation(&usual, 1), VARIATION_COMMON);
	assert_int_equal(control_variation(&few, 1), VARIATION_NONE);
}

static enum assurance assure(void **state, const char *text)
{
	struct world *world = *state;
	/* limits 11 ± 5.32: 5.68 to 16.32 */
	struct control control = CONTROL(state, KIND_RATIO, 10, 12, 10, 12, 10, 12);
	struct indicator *indicator = world->catalogue.indicators.item[0];
	const struct target *target;

	indicator->unit = STR("%");
	add_target(world, indicator, text);
	target = &indicator->targets.item[indicator->targets.count - 1];
	return control_assurance(&control, target, target->bound, target->bound_high);
}

static void a_bound_beyond_both_limits_is_always_met_or_never(void **state)
{
	assert_int_equal(assure(state, "value >= 17"), ASSURANCE_FAILS);
	assert_int_equal(assure(state, "value >= 5"), ASSURANCE_PASSES);
	assert_int_equal(assure(state, "value >= 11"), ASSURANCE_EITHER);
	assert_int_equal(assure(state, "value >= 16.32"), ASSURANCE_EITHER);
	assert_int_equal(assure(state, "value >= 5.68"), ASSURANCE_EITHER);
	assert_int_equal(assure(state, "value < 17"), ASSURANCE_PASSES);
	assert_int_equal(assure(state, "value < 5"), ASSURANCE_FAILS);
}

static void a_band_is_met_with_both_limits_inside(void **state)
{
	assert_int_equal(assure(state, "value within 5..17"), ASSURANCE_PASSES);
	assert_int_equal(assure(state, "value within 17..20"), ASSURANCE_FAILS);
	assert_int_equal(assure(state, "value within 1..5"), ASSURANCE_FAILS);
	assert_int_equal(assure(state, "value within 1..11"), ASSURANCE_EITHER);
	assert_int_equal(assure(state, "value = 20"), ASSURANCE_FAILS);
	assert_int_equal(assure(state, "value = 11"), ASSURANCE_EITHER);
}

static void a_constant_series_meets_its_bound_or_not(void **state)
{
	struct world *world = *state;
	struct control control = CONTROL(state, KIND_RATIO, 100, 100, 100, 100, 100);
	struct indicator *indicator = world->catalogue.indicators.item[0];

	add_target(world, indicator, "value >= 100");
	assert_int_equal(
		control_assurance(&control, indicator->targets.item, 100, NAN), ASSURANCE_PASSES);
	assert_int_equal(
		control_assurance(&control, indicator->targets.item, 101, NAN), ASSURANCE_FAILS);
	assert_int_equal(
		control_assurance(&control, indicator->targets.item, NAN, NAN), ASSURANCE_NONE);
}

static void a_verdict_tells_the_variation(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_RATIO, "%", "value >= 5", "2020-10-10",
		"2020-01", 10, 12, 10, 12, 10, 12, 10, 12, 40);

	assert_int_equal(verdict.variation, VARIATION_IMPROVEMENT);
	assert_int_equal(verdict.special, XMR_OUTSIDE);
	assert_int_equal(verdict.watched, MEASURE_VALUE);
	assert_int_equal(verdict.assurance, ASSURANCE_PASSES);
}

static void assurance_is_only_for_what_is_watched(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "%", "value >= 5", "2020-09-10",
		"2020-01", 10, 12, 10, 12, 10, 12, 10, 12);

	assert_int_equal(verdict.variation, VARIATION_COMMON);
	assert_int_equal(verdict.assurance, ASSURANCE_NONE);
}

/* Mean 87/21 = 4.14, mean range 24/18 without the two of 22: limits 0.60 to 7.69, two thirds of the
 * way 1.78. All points are in a shift, and of each three two are far out. */
static void a_point_keeps_its_first_label(void **state)
{
	struct xmr xmr = XMR(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 8, 9, 8, 30, 8, 9, 8);

	(void)state;
	assert_labels(&xmr, "O2O2O2O2O2O2O2OOOOOOO");
	assert_int_equal(xmr.side[1], -1);
	assert_int_equal(xmr.side[17], 1);
}

/* What would be a trend, a shift and two of three if the next group's first point belonged here. */
static void no_run_goes_on_into_the_next_group(void **state)
{
	const double trend[] = {4, 1, 2, 3, 4, 5, 6, 7, 8, 7, 8, 7};
	const double shift[] = {4, 2, 4, 2, 4, 2, 6, 8, 6, 8, 6, 8, 9, 10, 9, 10, 9};
	/* mean 17.5 / 14, mean range 3: two thirds of the way to the limit are 6.57 */
	const double two[] = {-1, 2, -1, 2, -1, 2, -1, 2, -1, 2, -1, 2, 3.5, 8, 8, 9, 8, 9, 8};
	const bool at_7[12] = {[7] = true}, at_12[17] = {[12] = true}, at_14[19] = {[14] = true};
	struct xmr trends = xmr_of(trend, 12, at_7), shifts = xmr_of(shift, 17, at_12),
		   twos = xmr_of(two, 19, at_14);

	(void)state;
	assert_labels(&trends, "............");
	assert_labels(&shifts, ".................");
	assert_labels(&twos, "...................");
	assert_double(xmr_group_of(&shifts, 11)->mean, 5);
	assert_double(xmr_group_of(&twos, 13)->upper, 17.5 / 14 + 2.66 * 3);
}

static void a_range_of_just_the_multiple_is_left_out(void **state)
{
	/* Ranges 433.25 ×4 and 3267: their mean is 1000. */
	struct xmr xmr = XMR(0, 433.25, 0, 433.25, 0, 3267);

	(void)state;
	assert_double(xmr_group_of(&xmr, 0)->upper - xmr_group_of(&xmr, 0)->mean, 2.66 * 433.25);
}

static void a_low_last_point_improves_what_should_be_low(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "x", KIND_RATIO, "%");
	struct verdict verdict;

	FIGURES(world, indicator, "", "2020-01", 40, 42, 40, 42, 40, 42, 40, 42, 10);
	add_target(world, indicator, "value >= 5");
	assert_int_equal(judge(world, indicator, "2020-10-10").variation, VARIATION_CONCERN);
	indicator->better = BETTER_LOWER;
	verdict = judge(world, indicator, "2020-10-10");
	assert_int_equal(verdict.variation, VARIATION_IMPROVEMENT);
	assert_int_equal(verdict.special_side, -1);
	indicator->better = BETTER_HIGHER;
	assert_int_equal(judge(world, indicator, "2020-10-10").variation, VARIATION_CONCERN);
	indicator->better = BETTER_NONE;
	assert_int_equal(judge(world, indicator, "2020-10-10").variation, VARIATION_LOW);
}

static void three_years_show_a_season_and_less_do_not(void **state)
{
	double x[36];
	struct control control;

	for (int i = 0; i < 36; i++)
		x[i] = i % 12 ? 100 + i % 5 : 300;
	control = control_of(state, KIND_FLOW, 36, x);
	assert_int_equal(control.measure, MEASURE_FLOW_YOY);
	control = control_of(state, KIND_FLOW, 35, x + 1);
	assert_int_equal(control.measure, MEASURE_FLOW);
	/* the run behind the last hole counts */
	x[0] = NAN;
	control = control_of(state, KIND_FLOW, 36, x);
	assert_int_equal(control.measure, MEASURE_FLOW);
}

static void without_a_point_there_is_no_variation(void **state)
{
	/* one figure has no change */
	struct verdict verdict =
		JUDGE(*state, KIND_STOCK, "件", "value >= 5", "2024-07-10", "2024-06", 10);

	assert_int_equal(verdict.variation, VARIATION_NONE);
	assert_int_equal(verdict.special, XMR_MISSING);
	assert_int_equal(verdict.special_side, 0);
	assert_int_equal(verdict.watched, 0);
}

static void a_bound_that_is_never_reached_fails_consistently(void **state)
{
	/* limits 11 ± 5.32 */
	struct verdict verdict = JUDGE(*state, KIND_FLOW, "件", "value >= 17", "2020-07-10",
		"2020-01", 10, 12, 10, 12, 10, 12);

	assert_int_equal(verdict.assurance, ASSURANCE_FAILS);
	verdict = JUDGE(*state, KIND_FLOW, "件", "value >= 15", "2020-07-10", "2020-01", 10, 12, 10,
		12, 10, 12);
	assert_int_equal(verdict.assurance, ASSURANCE_EITHER);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(limits_are_mean_ranges_away),
		TEST(a_range_that_stands_out_is_left_out),
		TEST(seven_on_one_side_are_a_shift),
		TEST(seven_rising_or_falling_are_a_trend),
		TEST(two_of_three_near_a_limit_are_marked),
		TEST(a_missing_period_breaks_a_run),
		TEST(a_constant_series_has_limits_and_nothing_special),
		TEST(four_points_are_too_few),
		TEST(a_group_begins_anew),
		TEST(a_point_keeps_its_first_label),
		TEST(no_run_goes_on_into_the_next_group),
		TEST(a_range_of_just_the_multiple_is_left_out),
		world_test(what_is_watched_depends_on_the_kind),
		world_test(seasonal_flows_are_watched_by_their_growth),
		world_test(two_months_together_are_no_point_among_single_ones),
		world_test(limits_begin_anew_where_the_catalogue_says),
		world_test(the_last_point_is_good_or_bad_by_its_direction),
		world_test(a_bound_beyond_both_limits_is_always_met_or_never),
		world_test(a_band_is_met_with_both_limits_inside),
		world_test(a_constant_series_meets_its_bound_or_not),
		world_test(a_verdict_tells_the_variation),
		world_test(assurance_is_only_for_what_is_watched),
		world_test(a_low_last_point_improves_what_should_be_low),
		world_test(three_years_show_a_season_and_less_do_not),
		world_test(without_a_point_there_is_no_variation),
		world_test(a_bound_that_is_never_reached_fails_consistently),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
