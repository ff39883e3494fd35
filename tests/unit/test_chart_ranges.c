#include "scene.h"

/* --- the usual range --- */

/* Mean 76/7, moving ranges all 2: limits 76/7 ± 2.66 · 2. */
static void a_ratio_has_the_limits_of_the_individuals_chart(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_RATIO;
	SERIES(s, "2023-01", 10, 12, 10, 12, 10, 12, 10);
	look(s);
	assert_true(s->data.usual.drawn);
	assert_true(s->data.usual.trial);
	assert_double(s->data.usual.place[0].middle, 76.0 / 7);
	assert_double(s->data.usual.place[6].low, 76.0 / 7 - 5.32);
	assert_double(s->data.usual.place[6].high, 76.0 / 7 + 5.32);
}

static void a_new_base_begins_a_new_range(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_RATIO;
	*array_add(&s->arena, &s->indicator.rebase) = number_of(s, "2023-06");
	SERIES(s, "2023-01", 10, 12, 10, 12, 10, 30, 32, 30, 32, 30);
	look(s);
	assert_double(s->data.usual.place[4].middle, 10.8);
	assert_double(s->data.usual.place[5].middle, 30.8);
	assert_int_not_equal(s->data.usual.place[4].group, s->data.usual.place[5].group);
	draw(s);
	assert_says(s, "4.5 5.48");  /* 10.8 − 5.32, where the first one ends */
	assert_says(s, "4.5 25.48"); /* 30.8 − 5.32, where the second begins */
}

/* Growth by 10 % and 0 % in turn: mean 5, moving ranges 10, limits 5 ± 26.6 %. */
static void of_a_stock_the_usual_growth_is_drawn_on_the_figure_before(void **state)
{
	struct scene *s = *state;

	SERIES(s, "2023-01", 100, 110, 110, 121, 121, 133.1, 133.1);
	look(s);
	assert_nan(s->data.usual.place[0].low);
	assert_double(s->data.usual.place[1].low, 100 * (1 + (5 - 26.6) / 100));
	assert_double(s->data.usual.place[6].high, 133.1 * (1 + (5 + 26.6) / 100));
	assert_false(s->data.usual.fixed);
}

static void growth_says_nothing_of_a_stock_that_may_be_negative(void **state)
{
	struct scene *s = *state;

	SERIES(s, "2023-01", 3, -2, 4, 1, -3, 5, 2);
	assert_false(look(s)->usual.drawn);
	draw(s);
	assert_silent(s, "常态");
}

static void four_figures_have_no_usual_range(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_RATIO;
	SERIES(s, "2023-01", 10, 12, 10, 12);
	assert_false(look(s)->usual.drawn);
}

static void the_usual_range_is_named_in_the_legend_and_at_the_right(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_RATIO;
	SERIES(s, "2023-01", 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12);
	draw(s);
	assert_says(s, "'常态波动范围' at");
	assert_says(s, "'常态 6–16' at"); /* 11 ± 5.32 */
	s->options.english = true;
	draw(s);
	assert_says(s, "'Usual range' at");
	assert_says(s, "'Usual 6–16' at");
}

/* --- how the year ends --- */

static const struct verdict *judged(const struct scene *s)
{
	return &s->verdicts.item[s->verdicts.count - 1];
}

/* By time alone: 20 in two months are 120 in twelve. */
static void a_sum_goes_on_to_what_the_verdict_projects(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_YTD;
	add_target(s, "total >= 120 in 2023");
	SERIES(s, "2023-01", 9, 20);
	look(s);
	assert_int_equal(s->data.figures_end, 2);
	assert_int_equal(s->data.count, 12);
	assert_true(s->data.ahead.grows);
	assert_int_equal(s->data.ahead.from, 1);
	assert_int_equal(s->data.ahead.to, 11);
	assert_double(s->data.ahead.middle, 120);
	assert_double(s->data.ahead.low, judged(s)->low);
	assert_double(s->data.ahead.high, judged(s)->high);
	assert_true(s->data.ahead.low < 120 && s->data.ahead.high > 120);
}

static void a_cumulative_sum_goes_on_from_the_year_before(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_CUMULATIVE;
	add_target(s, "total >= 120 in 2023");
	SERIES(s, "2022-12", 500, 510, 520);
	look(s);
	assert_double(s->data.ahead.middle, 500 + judged(s)->projection);
	assert_double(s->data.ahead.middle, 620);
}

static void flows_show_what_the_rest_of_the_year_brings_on_average(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_FLOW;
	add_target(s, "total >= 100 in 2023");
	SERIES(s, "2023-01", 8, 12);
	look(s);
	assert_false(s->data.ahead.grows);
	assert_double(s->data.ahead.middle, 10); /* (120 − 20) / 10 */
	assert_double(s->data.ahead.low, (judged(s)->low - 20) / 10);
}

static void an_average_is_what_the_rest_must_average_for_it(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_FLOW;
	add_target(s, "average >= 9 in 2023");
	SERIES(s, "2023-01", 8, 12);
	look(s);
	assert_double(s->data.ahead.middle, 10);
	begin(s);
	s->indicator.kind = KIND_RATIO;
	add_target(s, "average >= 9 in 2023");
	SERIES(s, "2023-01", 8, 12);
	draw(s);
	assert_says(s, "'预计");
}

/* Mean −26.6, moving ranges 10, so the range ends at nothing. */
static void a_range_that_ends_at_nothing_keeps_its_word(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_RATIO;
	s->indicator.unit = STR("元");
	SERIES(s, "2023-01", -216e7, -316e7, -216e7, -316e7, -216e7, -316e7, -216e7, -316e7);
	draw(s);
	assert_says(s, "−53.2亿～0.0");
}

static void a_year_that_is_over_is_not_projected(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_YTD;
	add_target(s, "total >= 12 in 2023");
	SERIES(s, "2023-01", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
	assert_null(look(s)->ahead.verdict);
	assert_int_equal(s->data.count, 12);
}

static void figures_cut_off_by_the_window_are_not_projected_from(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_YTD;
	add_target(s, "total >= 120 in 2023");
	SERIES(s, "2023-01", 10, 20, 30);
	s->options.has_to = true;
	s->options.to = (struct period){EVERY_MONTH, number_of(s, "2023-02")};
	assert_null(look(s)->ahead.verdict);
	begin(s);
	s->indicator.kind = KIND_YTD;
	add_target(s, "total >= 120 in 2023");
	SERIES(s, "2023-01", 10, 20, 30);
	s->options.today = 19570; /* 2023-08-01 */
	s->options.has_from = true;
	s->options.from = (struct period){EVERY_MONTH, number_of(s, "2023-05")};
	assert_null(look(s)->ahead.verdict);
	assert_int_equal(s->data.known, 0);
}

static void the_projection_is_labelled_with_its_interval(void **state)
{
	struct scene *s = *state;
	struct str label;

	s->indicator.kind = KIND_YTD;
	s->indicator.decimals = 0;
	add_target(s, "total >= 120 in 2023");
	SERIES(s, "2023-01", 10, 20);
	draw(s);
	label = str_printf(
		&s->arena, "'预计 120（%.0f–%.0f）' at", judged(s)->low, judged(s)->high);
	assert_says(s, str_c(&s->arena, label));
	assert_says(s, "'预计区间（80%）' at");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_ratio_has_the_limits_of_the_individuals_chart),
		TEST(a_new_base_begins_a_new_range),
		TEST(of_a_stock_the_usual_growth_is_drawn_on_the_figure_before),
		TEST(growth_says_nothing_of_a_stock_that_may_be_negative),
		TEST(four_figures_have_no_usual_range),
		TEST(the_usual_range_is_named_in_the_legend_and_at_the_right),
		TEST(a_sum_goes_on_to_what_the_verdict_projects),
		TEST(a_cumulative_sum_goes_on_from_the_year_before),
		TEST(flows_show_what_the_rest_of_the_year_brings_on_average),
		TEST(an_average_is_what_the_rest_must_average_for_it),
		TEST(a_range_that_ends_at_nothing_keeps_its_word),
		TEST(a_year_that_is_over_is_not_projected),
		TEST(figures_cut_off_by_the_window_are_not_projected_from),
		TEST(the_projection_is_labelled_with_its_interval),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
