/* Cases of METHODS.md that come seldom: windows that are nearly over, bounds and bases that are
 * missing, facts that were filed once, months that were never published. */
#include "world.h"

#include "analysis/control.h"
#include "analysis/measures.h"
#include "analysis/points.h"
#include "analysis/seasonal.h"

#include <math.h>

/* --- levels */

static void a_base_that_is_still_to_come_gives_no_pace(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "",
		"value >= 100 by 2024-12 base=2024-05", "2024-04-10", "2024-01", 40, 45, 50);

	assert_status(verdict, VERDICT_ON_TRACK, REASON_NO_PACE);
	assert_nan(verdict.start);
}

/* The way leads to the plan's figure for the deadline, or to today's where there is none yet:
 * from 40 in January, 60 in March is 20 of 60 on the way to 100, or 20 of 25 to 65. */
static void a_level_goes_to_the_bound_of_its_deadline(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_STOCK, "");
	struct indicator *loans = add_indicator(world, "loans", KIND_STOCK, "");
	struct verdict verdict;

	FIGURES(world, plan, "", "2024-01", 50, 60, 65, NAN, NAN, 100);
	FIGURES(world, loans, "", "2024-01", 40, 50, 60);
	add_target(world, loans, "value >= plan by 2024-06");
	verdict = judge(world, loans, "2024-04-10");
	assert_double(verdict.goal, 65); /* June is cut off: nobody knows it yet */
	assert_double(verdict.ratio, 20.0 / 25 * 5 / 2);
}

static void a_plan_may_reach_the_deadline_before_the_figures(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_STOCK, "");
	struct indicator *loans = add_indicator(world, "loans", KIND_STOCK, "");
	struct verdict verdict;

	FIGURES(world, plan, "", "2024-01", 50, 60, 65, 70, 80, 100);
	FIGURES(world, loans, "", "2024-01", 40, 50, 60, 62, 64);
	add_target(world, loans, "value >= plan by 2024-06");
	verdict = judge(world, loans, "2024-06-20");
	assert_double(verdict.goal, 100);
	assert_double(verdict.ratio, 24.0 / 60 * 5 / 4);
	assert_status(verdict, VERDICT_OFF_TRACK, REASON_LEVEL);
}

/* By March; the first figure after it is May's. */
static void after_a_missed_deadline_the_first_figure_decides(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "", "value >= 100 by 2024-03",
		"2024-07-01", "2024-01", 50, 60, NAN, NAN, 110, 120);

	assert_status(verdict, VERDICT_MET, REASON_LATE_FIRST);
	assert_int_equal(verdict.periods, 2);
	assert_double(verdict.value, 110);
}

static void a_deadline_met_later_than_the_first_figure_after_it_is_late(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "", "value >= 100 by 2024-03",
		"2024-07-01", "2024-01", 50, 60, NAN, 90, 95, 120);

	assert_status(verdict, VERDICT_MET, REASON_LATE_REACHED);
	assert_int_equal(verdict.periods, 3);
	assert_double(verdict.value, 120);
}

/* --- limits */

static void a_window_that_ended_is_met_once_the_month_after_it_is_due(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_STOCK, "", "value >= 5 from 2024-01 to 2024-03",
		"2024-04-26", "2024-01", 6, 7);

	assert_status(verdict, VERDICT_ON_TRACK, REASON_HOLDS);
	verdict = JUDGE(*state, KIND_STOCK, "", "value >= 5 from 2024-01 to 2024-03", "2024-05-26",
		"2024-01", 6, 7);
	assert_true(verdict.over);
	assert_status(verdict, VERDICT_MET, REASON_HOLDS);
}

static void a_fact_filed_once_decides_when_the_period_has_passed(void **state)
{
	struct world *world = *state;
	struct indicator *rank = add_indicator(world, "rank", KIND_RATIO, "");

	rank->every = EVERY_ONCE;
	FIGURES(world, rank, "", "2024-01", 3);
	add_target(world, rank, "value >= 5 at 2024-06");
	assert_status(judge(world, rank, "2024-05-01"), VERDICT_OFF_TRACK, REASON_BROKEN_FOR_GOOD);
	assert_status(judge(world, rank, "2024-09-01"), VERDICT_MISSED, REASON_DECIDED);
}

static void a_growth_without_a_base_lies_in_no_range(void **state)
{
	struct verdict verdict =
		JUDGE(*state, KIND_STOCK, "", "yoy within -5..0 from 2024-01", "2024-02-10",
			"2023-01", -4, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 4);

	assert_status(verdict, VERDICT_NO_DATA, REASON_NO_MEASURE);
}

/* The plan has figures up to April alone. */
static void where_the_bound_is_missing_nothing_can_be_assured(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_RATIO, "");
	struct indicator *rate = add_indicator(world, "rate", KIND_RATIO, "");
	struct verdict verdict;

	FIGURES(world, plan, "", "2024-01", 1, 1, 1, 1);
	FIGURES(world, rate, "", "2024-01", 4, 6, 4, 6, 5);
	add_target(world, rate, "value >= plan");
	verdict = judge(world, rate, "2024-06-10");
	assert_status(verdict, VERDICT_MET, REASON_HOLDS);
	assert_int_equal(verdict.period, period_number(rate, "2024-04"));
	assert_int_equal(verdict.assurance, ASSURANCE_NONE);
}

/* January was not published: February's flow of two months is compared with two bounds, and the
 * plan has none. */
static void a_plan_without_figures_is_no_bound(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_FLOW, "");
	struct indicator *freight = add_indicator(world, "freight", KIND_FLOW, "");

	plan->combined = freight->combined = true;
	FIGURES(world, freight, "", "2024-02", 9);
	add_target(world, freight, "value >= plan");
	assert_status(judge(world, freight, "2024-03-10"), VERDICT_NO_DATA, REASON_NO_BOUND);
}

static void without_a_good_direction_what_is_unusual_is_high_or_low(void **state)
{
	struct world *world = *state;
	struct indicator *rate = add_indicator(world, "rate", KIND_RATIO, "");

	rate->better = BETTER_NONE;
	FIGURES(world, rate, "", "2023-01", 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 60);
	add_target(world, rate, "value >= 1");
	assert_int_equal(judge(world, rate, "2024-03-10").variation, VARIATION_HIGH);
	world->book.series.item[0].value[13] = -60;
	assert_int_equal(judge(world, rate, "2024-03-10").variation, VARIATION_LOW);
}

static void an_area_without_any_figures_has_no_data(void **state)
{
	struct world *world = *state;
	struct indicator *jobs = add_indicator(world, "jobs", KIND_STOCK, "");
	struct verdicts verdicts;

	*array_add(&world->arena, &jobs->areas) = STR("North");
	add_target(world, jobs, "value >= 1 area=*");
	verdicts = judge_all(world, jobs, "2024-03-10");
	assert_int_equal(verdicts.count, 1);
	assert_str_equal(verdicts.item[0].area, "North");
	assert_status(verdicts.item[0], VERDICT_NO_DATA, REASON_NO_FIGURE);
	assert_false(verdicts.item[0].has_last);
}

static void a_target_of_all_areas_has_no_verdict_where_there_are_none(void **state)
{
	struct world *world = *state;
	struct indicator *jobs = add_indicator(world, "jobs", KIND_STOCK, "");

	add_target(world, jobs, "value >= 1 area=*");
	assert_int_equal(judge_all(world, jobs, "2024-03-10").count, 0);
}

static void what_may_end_later_is_due_as_ever(void **state)
{
	struct world *world = *state;
	struct indicator *jobs = add_indicator(world, "jobs", KIND_STOCK, "");

	jobs->has_until = true;
	jobs->until = period_number(jobs, "2024-12");
	FIGURES(world, jobs, "", "2024-01", 7);
	add_target(world, jobs, "value >= 1");
	assert_status(judge(world, jobs, "2024-05-10"), VERDICT_STALE, REASON_OLD);
	jobs->until = period_number(jobs, "2024-02");
	assert_status(judge(world, jobs, "2024-05-10"), VERDICT_MET, REASON_HOLDS);
}

/* --- totals */

/* Since says when figures begin that nobody has: last year's then are missing, not too early. */
static void growth_over_a_year_that_since_speaks_of_lacks_data(void **state)
{
	struct world *world = *state;
	struct indicator *freight = add_indicator(world, "freight", KIND_FLOW, "");

	FIGURES(world, freight, "", "2023-06", 1, 1, 1, 1, 1, 1, 1, 2, 2, 2);
	add_target(world, freight, "growth >= 5% in 2024");
	assert_status(judge(world, freight, "2024-04-10"), VERDICT_NOT_DUE, REASON_NO_EARLIER);
	freight->has_since = true;
	freight->since = period_number(freight, "2023-01");
	assert_status(judge(world, freight, "2024-04-10"), VERDICT_NO_DATA, REASON_NO_MEASURE);
	freight->since = period_number(freight, "2023-09");
	assert_status(judge(world, freight, "2024-04-10"), VERDICT_NOT_DUE, REASON_NO_EARLIER);
}

static void a_total_whose_bound_is_missing_has_no_answer(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_RATIO, "");
	struct indicator *taxes = add_indicator(world, "taxes", KIND_YTD, "");

	plan->every = EVERY_ONCE;
	FIGURES(world, taxes, "", "2024-01", 9, 18);
	add_target(world, taxes, "total >= plan in 2024");
	assert_status(judge(world, taxes, "2024-03-10"), VERDICT_NO_DATA, REASON_NO_BOUND);
}

/* What sank once may sink again, so nothing is decided before the year is over. */
static void a_range_or_an_average_that_may_sink_again_is_not_decided(void **state)
{
	struct verdict verdict = JUDGE(*state, KIND_YTD, "", "total within 5..10 in 2024",
		"2024-04-10", "2024-01", 8, 7, 12);

	assert_status(verdict, VERDICT_OFF_TRACK, REASON_PACE);
	verdict = JUDGE(*state, KIND_YTD, "", "total within 5..10 in 2024", "2024-04-10", "2024-01",
		7, 8, 12);
	assert_status(verdict, VERDICT_MISSED, REASON_EARLY);
}

static void an_average_over_its_ceiling_is_missed_if_it_can_only_rise(void **state)
{
	struct verdict verdict = JUDGE(
		*state, KIND_STOCK, "", "average <= 1 in 2024", "2024-04-10", "2024-01", 4, 4, 5);

	assert_status(verdict, VERDICT_MISSED, REASON_EARLY);
	verdict = JUDGE(
		*state, KIND_STOCK, "", "average <= 1 in 2024", "2024-04-10", "2024-01", 8, -1, 6);
	assert_status(verdict, VERDICT_OFF_TRACK, REASON_PACE);
}

/* A plan that is a level, or filed once in percent, says the share that is expected by now. */
static void a_plan_of_any_kind_may_be_the_pace(void **state)
{
	struct world *world = *state;
	struct indicator *level = add_indicator(world, "level", KIND_STOCK, "");
	struct indicator *once = add_indicator(world, "once", KIND_RATIO, "%");
	struct indicator *taxes = add_indicator(world, "taxes", KIND_YTD, "");
	struct verdicts verdicts;

	once->every = EVERY_ONCE;
	FIGURES(world, level, "", "2024-01", 10, 30, 60);
	FIGURES(world, once, "", "2024-01", 25);
	FIGURES(world, taxes, "", "2024-01", 10, 20, 30);
	add_target(world, taxes, "total >= 120 in 2024 pace=level");
	add_target(world, taxes, "total >= 120 in 2024 pace=once");
	verdicts = judge_all(world, taxes, "2024-04-10");
	assert_double(verdicts.item[0].share, 60.0 / 120);
	assert_double(verdicts.item[1].share, 0.25);
}

static void a_plan_without_figures_leaves_the_share_of_time(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_YTD, "");
	struct indicator *taxes = add_indicator(world, "taxes", KIND_YTD, "");

	(void)plan;
	FIGURES(world, taxes, "", "2024-01", 10, 20, 30);
	add_target(world, taxes, "total >= 120 in 2024 pace=plan");
	assert_double(judge(world, taxes, "2024-04-10").share, 3.0 / 12);
}

/* 2022 has no March, 2021 came to 0: neither says what share March has. */
static void years_that_tell_no_share_are_passed_over(void **state)
{
	struct world *world = *state;
	struct indicator *taxes = add_indicator(world, "taxes", KIND_YTD, "");

	FIGURES(world, taxes, "", "2021-01", 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 0, /* 2021 */
		1, 2, NAN, 4, 5, 6, 7, 8, 9, 10, 11, 12,                         /* 2022 */
		1, 2, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,                        /* 2023 */
		2, 4, 8);
	add_target(world, taxes, "total >= 30 in 2024");
	assert_double(judge(world, taxes, "2024-04-10").share, 6.0 / 15);
}

/* --- today */

/* The figures of May and June are there, but nobody knows them in April. */
static void figures_ahead_of_today_are_left_out(void **state)
{
	struct world *world = *state;
	struct indicator *taxes = add_indicator(world, "taxes", KIND_YTD, "");
	struct verdicts verdicts = {0};

	FIGURES(world, taxes, "", "2024-01", 8, 12, 13, NAN, 14, 3);
	add_target(world, taxes, "total >= 10 in 2024");
	add_target(world, taxes, "value <= 13");
	add_target(world, taxes, "value >= 1 from 2024-04");
	add_target(world, taxes, "value >= 13 by 2024-12");
	book_index(&world->arena, &world->book);
	verdict_judge(&world->arena, &world->book, taxes, day("2024-04-10"), &verdicts);
	assert_int_equal(verdicts.count, 4);
	assert_status(verdicts.item[0], VERDICT_MET, REASON_EARLY);
	assert_status(verdicts.item[1], VERDICT_MET, REASON_HOLDS);
	assert_double(verdicts.item[1].value, 13);
	assert_status(verdicts.item[2], VERDICT_NOT_DUE, REASON_NO_PERIOD);
	assert_status(verdicts.item[3], VERDICT_ON_TRACK, REASON_REACHED);
	assert_double(verdicts.item[3].value, 13);
}

/* --- variation */

static void without_a_flow_nothing_varies(void **state)
{
	struct world *world = *state;
	struct indicator *stock = add_indicator(world, "stock", KIND_STOCK, "");
	struct control control;

	FIGURES(world, stock, "", "2024-01", 8); /* its change is not known */
	add_target(world, stock, "change >= 1");
	control_make(&world->arena, &world->book.series.item[0], &control);
	assert_int_equal(control_variation(&control, 1), VARIATION_NONE);
	assert_int_equal(
		control_assurance(&control, &stock->targets.item[0], 1, NAN), ASSURANCE_NONE);
}

/* --- projections */

/* January was published after all, alone: there is no point for it, so no model. Of 2023 it was
 * 1/12. */
static void a_january_alone_is_projected_by_its_share(void **state)
{
	struct world *world = *state;
	struct indicator *freight = add_indicator(world, "freight", KIND_FLOW, "");
	double figures[61];
	struct verdict verdict;

	freight->combined = true;
	for (int i = 0; i < 61; i++)
		figures[i] = 2;
	add_figures(world, freight, "", "2019-01", 61, figures);
	add_target(world, freight, "total >= 30 in 2024");
	verdict = judge(world, freight, "2024-02-10");
	assert_double(verdict.projection, 24);
	assert_int_equal(verdict.known, 1);
}

/* January has always brought nothing: 0 so far is projected to 0, here and in the years before, and
 * an error in parts of 0 is none. */
static void where_nothing_was_projected_no_error_is_learnt(void **state)
{
	struct world *world = *state;
	struct indicator *freight = add_indicator(world, "freight", KIND_FLOW, "");
	double figures[61];
	struct verdict verdict;

	for (int i = 0; i < 61; i++)
		figures[i] = i % 12 ? 1 : 0;
	add_figures(world, freight, "", "2019-01", 61, figures);
	add_target(world, freight, "total >= 5 in 2024 pace=share");
	verdict = judge(world, freight, "2024-02-10");
	assert_double(verdict.projection, 0);
	assert_double(verdict.chance, 0);
	assert_status(verdict, VERDICT_OFF_TRACK, REASON_PACE);
}

/* Each year came to 0, so none tells a share; the model projects all the same. */
static void years_of_zero_leave_the_projection_to_the_model(void **state)
{
	struct world *world = *state;
	struct indicator *balance = add_indicator(world, "balance", KIND_FLOW, "");
	double figures[66];
	struct verdict verdict;

	for (int i = 0; i < 66; i++)
		figures[i] = i % 2 ? -1 : 1;
	add_figures(world, balance, "", "2019-01", 66, figures);
	add_target(world, balance, "total >= 3 in 2024");
	verdict = judge(world, balance, "2024-07-10");
	assert_true(fabs(verdict.projection) < 1);
	assert_true(verdict.chance >= 0 && verdict.chance <= 1);
}

/* What one target projected serves another only where both ask for the same. */
static void targets_of_one_year_are_each_projected_as_they_ask(void **state)
{
	struct world *world = *state;
	struct indicator *plan = add_indicator(world, "plan", KIND_YTD, "");
	struct indicator *taxes = add_indicator(world, "taxes", KIND_YTD, "");
	struct verdicts verdicts;

	FIGURES(world, plan, "", "2024-01", 10, 30, 60);
	FIGURES(world, taxes, "", "2024-01", 10, 20, 30);
	add_target(world, taxes, "total >= 120 in 2024 pace=plan");
	add_target(world, taxes, "total >= 240 in 2024 pace=plan");
	add_target(world, taxes, "total >= 120 in 2024 pace=linear");
	add_target(world, taxes, "total >= 130 in 2024 pace=linear");
	add_target(world, taxes, "total >= 120 in every year pace=share");
	verdicts = judge_all(world, taxes, "2024-04-10");
	assert_double(verdicts.item[0].projection, 30 / (60.0 / 120));
	assert_double(verdicts.item[1].projection, 30 / (60.0 / 240));
	assert_double(verdicts.item[2].projection, 120);
	assert_double(verdicts.item[3].projection, 120);
}

/* The office's year begins with February: what January holds went before. */
static void a_year_that_begins_with_february_has_no_figure_of_both_months(void **state)
{
	struct world *world = *state;
	struct indicator *freight = add_indicator(world, "freight", KIND_FLOW, "");
	struct points points;

	freight->combined = true;
	freight->calendar.year_start = 2;
	FIGURES(world, freight, "", "2024-02", 5, 6);
	points_of(&world->arena, &world->book.series.item[0], MEASURE_FLOW, &points);
	assert_int_equal(points.count, 2);
	assert_nan(points.figure[0]);
	assert_double(points.figure[1], 6);
}

/* --- what is computed */

/* 0/0 is nothing; with something that is missing it is missing. */
static void nothing_and_missing_together_are_missing(void **state)
{
	struct world *world = *state;
	struct indicator *cases = add_indicator(world, "cases", KIND_FLOW, "");
	struct indicator *solved = add_indicator(world, "solved", KIND_FLOW, "");
	struct indicator *other = add_indicator(world, "other", KIND_FLOW, "");
	struct indicator *left = add_indicator(world, "left", KIND_RATIO, "");
	struct indicator *right = add_indicator(world, "right", KIND_RATIO, "");
	const struct series *series;

	FIGURES(world, cases, "", "2024-01", 4, 0, 0, 5);
	FIGURES(world, solved, "", "2024-01", 2, 0, 0, 5);
	FIGURES(world, other, "", "2024-01", 1, NAN, 1, 1);
	set_formula(world, left, "solved / cases + other");
	set_formula(world, right, "other - solved / cases");
	book_index(&world->arena, &world->book);
	derive_formulas(&world->arena, &world->book);
	for (int i = 0; i < 2; i++) {
		series = book_find(&world->book, i ? right : left, STR(""));
		assert_non_null(series);
		assert_double(series_at(series, series->first), i ? 0.5 : 1.5);
		assert_false(derive_is_nothing(series, series->first + 1));
		assert_true(derive_is_nothing(series, series->first + 2));
	}
}

static void areas_without_any_series_have_no_sum(void **state)
{
	struct world *world = *state;
	struct indicator *jobs = add_indicator(world, "jobs", KIND_FLOW, "");

	jobs->areas_sum = true;
	book_index(&world->arena, &world->book);
	derive_sums(&world->arena, &world->book);
	assert_int_equal(world->book.series.count, 0);
}

static void areas_that_never_meet_have_no_sum(void **state)
{
	struct world *world = *state;
	struct indicator *jobs = add_indicator(world, "jobs", KIND_FLOW, "");

	jobs->areas_sum = true;
	FIGURES(world, jobs, "North", "2024-01", 1, 2);
	FIGURES(world, jobs, "South", "2024-03", 3, 4);
	book_index(&world->arena, &world->book);
	derive_sums(&world->arena, &world->book);
	assert_null(book_find(&world->book, jobs, STR("")));
}

static void an_area_whose_figures_all_lie_ahead_leaves_no_sum(void **state)
{
	struct world *world = *state;
	struct indicator *jobs = add_indicator(world, "jobs", KIND_FLOW, "");

	jobs->areas_sum = true;
	FIGURES(world, jobs, "North", "2024-01", 1, 2);
	FIGURES(world, jobs, "South", "2024-09", 3);
	book_index(&world->arena, &world->book);
	book_cut(&world->book, day("2024-03-10"));
	derive_sums(&world->arena, &world->book);
	assert_null(book_find(&world->book, jobs, STR("")));
}

static void a_formula_over_nothing_but_the_future_has_no_figure(void **state)
{
	struct world *world = *state;
	struct indicator *jobs = add_indicator(world, "jobs", KIND_FLOW, "");
	struct indicator *twice = add_indicator(world, "twice", KIND_FLOW, "");

	FIGURES(world, jobs, "", "2024-09", 3);
	set_formula(world, twice, "jobs * 2");
	book_index(&world->arena, &world->book);
	book_cut(&world->book, day("2024-03-10"));
	derive_formulas(&world->arena, &world->book);
	assert_null(book_find(&world->book, twice, STR("")));
}

/* --- measures */

static struct series series_of(
	struct world *world, enum kind kind, const char *first, double figure)
{
	struct indicator *indicator = add_indicator(world, "x", kind, "");
	double *value = NEW(&world->arena, double);

	*value = figure;
	return (struct series){.key = {indicator, STR("")},
		.first = period_number(indicator, first),
		.count = 1,
		.value = value};
}

static struct indicator *indicator_of(struct world *world)
{
	return world->catalogue.indicators.item[world->catalogue.indicators.count - 1];
}

/* 650 is March 2024, 54 the year. */
static void a_cumulative_reaches_back_no_further_than_since(void **state)
{
	struct world *world = *state;
	struct series cumulative = series_of(world, KIND_CUMULATIVE, "2024-01", 1);
	struct indicator *indicator = indicator_of(world);
	struct series stock = series_of(world, KIND_STOCK, "2024-01", 1);

	assert_int_equal(measures_reach(MEASURE_NET, &cumulative, 650), 649);
	assert_int_equal(measures_reach(MEASURE_CHANGE, &stock, 650), 649);
	assert_int_equal(measures_reach(MEASURE_TOTAL, &cumulative, 54), 647);
	indicator->has_since = true;
	indicator->since = 650;
	assert_int_equal(measures_reach(MEASURE_FLOW, &cumulative, 650), 650);
	assert_int_equal(measures_reach(MEASURE_FLOW, &cumulative, 651), 650);
	assert_int_equal(measures_reach(MEASURE_NET, &cumulative, 650), 650);
	assert_int_equal(measures_reach(MEASURE_CHANGE, &cumulative, 651), 650);
	assert_int_equal(measures_reach(MEASURE_YTD, &cumulative, 651), 651);
	assert_int_equal(measures_reach(MEASURE_TOTAL, &cumulative, 54), 659);
	assert_int_equal(measures_reach(MEASURE_TOTAL, &cumulative, 55), 659);
}

static void a_january_that_was_published_counts_all_the_same(void **state)
{
	struct world *world = *state;
	struct series flow = series_of(world, KIND_FLOW, "2024-01", 1);

	indicator_of(world)->combined = true;
	assert_int_equal(measures_reach(MEASURE_TOTAL, &flow, 54), 648);
	*(double *)(uintptr_t)flow.value = NAN;
	assert_int_equal(measures_reach(MEASURE_TOTAL, &flow, 54), 649);
	assert_int_equal(measures_reach(MEASURE_AVERAGE, &flow, 54), 649);
}

static void outside_of_a_series_nothing_is_measured(void **state)
{
	struct world *world = *state;
	struct series flow = series_of(world, KIND_FLOW, "2024-01", 7);
	struct measured measured;

	measures_compute(&world->arena, MEASURE_VALUE, &flow, &measured);
	assert_nan(measured_at(&measured, flow.first - 1));
	assert_double(measured_at(&measured, flow.first), 7);
	assert_nan(measured_at(&measured, flow.first + 1));
	assert_int_equal(measured_span(&measured, flow.first - 1), 1);
	assert_int_equal(measured_span(&measured, flow.first + 1), 1);
}

/* --- seasons */

static void an_average_needs_as_many_figures_as_a_year_has(void **state)
{
	const double x[] = {1, 2, 3, 4};
	double average[4];

	(void)state;
	seasonal_average(x, 4, 4, average);
	for (int i = 0; i < 4; i++)
		assert_nan(average[i]);
	seasonal_average(x, 3, 3, average);
	assert_double(average[1], 2);
}

/* Of the second period nothing is known: it is taken to be as the mean. */
static void a_period_without_figures_has_no_season(void **state)
{
	const double difference[] = {3, NAN, 3, NAN};
	double index[2];

	(void)state;
	seasonal_differences(difference, 4, 2, index);
	assert_double(index[0], 1.5);
	assert_double(index[1], -1.5);
	assert_true(isfinite(seasonal_credence(difference, 4, 2, index)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(a_base_that_is_still_to_come_gives_no_pace),
		world_test(a_level_goes_to_the_bound_of_its_deadline),
		world_test(a_plan_may_reach_the_deadline_before_the_figures),
		world_test(after_a_missed_deadline_the_first_figure_decides),
		world_test(a_deadline_met_later_than_the_first_figure_after_it_is_late),
		world_test(a_window_that_ended_is_met_once_the_month_after_it_is_due),
		world_test(a_fact_filed_once_decides_when_the_period_has_passed),
		world_test(a_growth_without_a_base_lies_in_no_range),
		world_test(where_the_bound_is_missing_nothing_can_be_assured),
		world_test(a_plan_without_figures_is_no_bound),
		world_test(without_a_good_direction_what_is_unusual_is_high_or_low),
		world_test(an_area_without_any_figures_has_no_data),
		world_test(a_target_of_all_areas_has_no_verdict_where_there_are_none),
		world_test(what_may_end_later_is_due_as_ever),
		world_test(growth_over_a_year_that_since_speaks_of_lacks_data),
		world_test(a_total_whose_bound_is_missing_has_no_answer),
		world_test(a_range_or_an_average_that_may_sink_again_is_not_decided),
		world_test(an_average_over_its_ceiling_is_missed_if_it_can_only_rise),
		world_test(a_plan_of_any_kind_may_be_the_pace),
		world_test(a_plan_without_figures_leaves_the_share_of_time),
		world_test(years_that_tell_no_share_are_passed_over),
		world_test(figures_ahead_of_today_are_left_out),
		world_test(without_a_flow_nothing_varies),
		world_test(a_january_alone_is_projected_by_its_share),
		world_test(where_nothing_was_projected_no_error_is_learnt),
		world_test(years_of_zero_leave_the_projection_to_the_model),
		world_test(targets_of_one_year_are_each_projected_as_they_ask),
		world_test(a_year_that_begins_with_february_has_no_figure_of_both_months),
		world_test(areas_without_any_series_have_no_sum),
		world_test(nothing_and_missing_together_are_missing),
		world_test(areas_that_never_meet_have_no_sum),
		world_test(an_area_whose_figures_all_lie_ahead_leaves_no_sum),
		world_test(a_formula_over_nothing_but_the_future_has_no_figure),
		world_test(a_cumulative_reaches_back_no_further_than_since),
		world_test(a_january_that_was_published_counts_all_the_same),
		world_test(outside_of_a_series_nothing_is_measured),
		world_test(an_average_needs_as_many_figures_as_a_year_has),
		world_test(a_period_without_figures_has_no_season),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
