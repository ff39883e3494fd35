/* Figures since the year's beginning, as one line a year. */
#include "scene.h"

/* 1, 2, …, 12 times 10 in the first year, 20 in the second, … */
static void set_years(struct scene *s, const char *first, size_t count)
{
	double values[120];

	s->indicator.kind = KIND_YTD;
	for (size_t i = 0; i < count; i++)
		values[i] = (double)(i % 12 + 1) * 10 * (double)(i / 12 + 1);
	set_series(s, first, values, count);
}

static void three_years_with_a_years_target_are_a_line_each(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_YTD;
	add_target(s, "total >= 300 in every year");
	set_years(s, "2021-01", 30);
	look(s);
	assert_true(s->data.by_year);
	assert_false(s->data.bars);
	assert_int_equal(s->data.first, number_of(s, "2023-01"));
	assert_int_equal(s->data.count, 12);
	assert_int_equal(s->data.figures_end, 6);
	assert_int_equal(s->data.years.count, 2);
	assert_int_equal(s->data.years.item[0].year, 2021 - 1970);
	assert_double(s->data.years.item[1].figure[11], 240);
	assert_double(s->data.place[5].value, 180);
}

static void two_years_are_bars(void **state)
{
	struct scene *s = *state;

	set_years(s, "2021-01", 24);
	assert_false(look(s)->by_year);
	assert_true(s->data.bars);
}

static void targets_for_single_periods_want_bars(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_YTD;
	add_target(s, "yoy >= 0%");
	set_years(s, "2021-01", 36);
	assert_true(look(s)->bars);
}

static void the_option_decides(void **state)
{
	struct scene *s = *state;

	s->options.style = CHART_LINES;
	set_years(s, "2021-01", 3);
	assert_true(look(s)->by_year);
	begin(s);
	s->options.style = CHART_BARS;
	set_years(s, "2021-01", 40);
	assert_true(look(s)->bars);
	begin(s);
	s->options.style = CHART_LINES; /* only for figures since the year's beginning */
	SERIES(s, "2021-01", 1, 2, 3);
	assert_false(look(s)->by_year);
}

static void no_more_than_five_earlier_years_are_shown(void **state)
{
	struct scene *s = *state;

	s->options.last = 120;
	set_years(s, "2011-01", 110);
	assert_int_equal(look(s)->years.count, 5);
	assert_int_equal(s->data.years.item[0].year, 2015 - 1970);
}

static void each_year_is_named_at_its_end_and_the_latest_figure_where_it_stands(void **state)
{
	struct scene *s = *state;

	set_years(s, "2021-01", 30);
	draw(s);
	assert_says(s, "'2021  120' at");
	assert_says(s, "'2022  240' at");
	assert_says(s, "'2023年6月 180' at");
	assert_says(s, "2021年1月至2023年6月 · 每条线一年");
	assert_says(s, "'12月' at");
	assert_silent(s, "boxes");
}

static void a_year_whose_end_is_missing_is_only_named(void **state)
{
	struct scene *s = *state;

	set_years(s, "2021-01", 30);
	s->series.value[23] = NAN;
	draw(s);
	assert_says(s, "'2022' at");
}

static void a_year_without_figures_has_no_line(void **state)
{
	struct scene *s = *state;

	set_years(s, "2021-01", 30);
	for (size_t i = 12; i < 24; i++)
		s->series.value[i] = NAN;
	look(s);
	assert_int_equal(s->data.years.count, 1);
	assert_int_equal(s->data.years.item[0].year, 2021 - 1970);
}

static void what_the_target_asks_for_by_now_stands_in_the_legend(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_YTD;
	add_target(s, "total >= 300 in every year");
	set_years(s, "2021-01", 30);
	draw(s);
	assert_says(s, "'目标进度 150' at");
	assert_says(s, "'目标 全年 ≥ 300' at");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(three_years_with_a_years_target_are_a_line_each),
		TEST(two_years_are_bars),
		TEST(targets_for_single_periods_want_bars),
		TEST(the_option_decides),
		TEST(no_more_than_five_earlier_years_are_shown),
		TEST(each_year_is_named_at_its_end_and_the_latest_figure_where_it_stands),
		TEST(a_year_whose_end_is_missing_is_only_named),
		TEST(a_year_without_figures_has_no_line),
		TEST(what_the_target_asks_for_by_now_stands_in_the_legend),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
