/* What the vertical axis holds, and what is said of what it does not. */
#include "scene.h"

#include "output/chart_extent.h"

static struct extent extent_of(struct scene *s)
{
	return chart_extent(look(s), false);
}

static void a_target_in_reach_is_on_the_axis(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 200");
	SERIES(s, "2023-01", 100, 110, 120);
	assert_double(extent_of(s).low, 100);
	assert_double(s->data.targets.item[0].level[0], 200);
	assert_double(chart_extent(&s->data, false).high, 200);
}

/* The figures' range is 20; 120 + 8 · 20 = 280 is the end. */
static void a_line_is_not_pressed_flat_by_a_target_far_away(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 281");
	SERIES(s, "2023-01", 100, 110, 120);
	assert_double(extent_of(s).high, 120);
	begin(s);
	add_target(s, "value >= 279");
	SERIES(s, "2023-01", 100, 110, 120);
	assert_double(extent_of(s).high, 279);
}

/* A constant figure has a tenth of its level for a range: 100 ± 8 · 10. */
static void beside_a_constant_figure_a_target_near_its_level_is_on_the_axis(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 179");
	add_target(s, "value <= 181");
	SERIES(s, "2023-01", 100, 100, 100);
	assert_double(extent_of(s).high, 179);
}

static void zeros_leave_room_for_any_target(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 1000000");
	SERIES(s, "2023-01", 0, 0);
	assert_double(extent_of(s).high, 1000000);
}

/* Bars show a share of a target, down to a twentieth: 110 + 20 · 110 = 2310. */
static void bars_show_what_share_of_a_target_they_reach(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_FLOW;
	add_target(s, "value >= 2300");
	add_target(s, "value >= 2320");
	SERIES(s, "2023-01", 100, 110);
	assert_double(extent_of(s).high, 2300);
}

static void a_target_off_the_chart_is_named_with_an_arrow_towards_it(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 10000");
	add_target(s, "value >= -10000");
	SERIES(s, "2023-01", 100, 110, 120);
	draw(s);
	assert_says(s, "'目标 ≥ 10,000 ↑ 图外' at");
	assert_says(s, "'目标 ≥ −10,000 ↓ 图外' at");
}

/* Figures from 4 to 6, limits far outside: half of the range of 2 stays on each side. */
static void a_wide_usual_range_runs_out_of_the_picture(void **state)
{
	struct scene *s = *state;
	struct extent extent;

	s->indicator.kind = KIND_RATIO;
	SERIES(s, "2023-01", 4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6, 4, 6);
	extent = extent_of(s);
	assert_true(s->data.usual.place[0].high > 7);
	assert_double(extent.low, 3);
	assert_double(extent.high, 7);
}

/* Figures from 1 to 5, and limits far below 0, where none of them is. */
static void a_range_does_not_bring_negative_numbers_onto_the_axis(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_RATIO;
	SERIES(s, "2023-01", 1, 5, 1, 5, 1, 5, 1, 5, 1, 5, 1, 5, 1, 5);
	assert_double(extent_of(s).low, 0);
	assert_true(s->data.usual.place[0].low < 0);
	assert_double(chart_extent(&s->data, false).high, 7);
}

static void the_line_of_last_year_ends_beside_the_latest_figure(void **state)
{
	struct scene *s = *state;
	double values[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};

	set_series(s, "2023-01", values, 14);
	s->options.today = 19900; /* 2024-06-26: March to May are overdue */
	draw(s);
	assert_says(s, "\n12 1 0\n13 2 0\nEOD");
}

static void over_bars_a_lasting_level_is_a_line_and_a_changing_one_ticks(void **state)
{
	struct scene *s = *state;
	double values[15];

	for (int i = 0; i < 15; i++)
		values[i] = 10 + i % 4;
	s->indicator.kind = KIND_FLOW;
	add_target(s, "value >= 11");
	set_series(s, "2023-01", values, 15);
	assert_false(look(s)->targets.item[0].ticks);
	begin(s);
	s->indicator.kind = KIND_FLOW;
	add_target(s, "yoy >= 5");
	set_series(s, "2023-01", values, 15);
	assert_true(look(s)->targets.item[0].ticks);
}

static void what_is_not_decided_says_how_it_stands(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 40 by 2026-12");
	SERIES(s, "2023-01", 10, 20);
	draw(s);
	assert_says(s, "'正常推进' at");
	assert_says(s, "'→ 2026年12月前 ≥ 40' at");
	assert_true(str_has(s->job.description, STR("目标 ≥ 40 亿元，2026-12 前: 正常推进")));
}

static void five_targets_have_five_labels(void **state)
{
	struct scene *s = *state;

	for (int i = 0; i < 5; i++)
		add_target(s, str_c(&s->arena, str_printf(&s->arena, "value >= %d", 10 + i)));
	SERIES(s, "2023-01", 8, 12, 20);
	draw(s);
	for (int i = 0; i < 5; i++)
		assert_says(s, str_c(&s->arena, str_printf(&s->arena, "'目标 ≥ %d' at", 10 + i)));
}

/* Twenty labels need more than the plot's height: targets stay, last year goes. */
static void what_there_is_no_room_for_is_the_least_important(void **state)
{
	struct scene *s = *state;
	double values[30];

	for (int i = 0; i < 30; i++)
		values[i] = 100 + i % 3;
	for (int i = 0; i < 20; i++)
		add_target(s, str_c(&s->arena, str_printf(&s->arena, "value >= %d", 90 + i)));
	set_series(s, "2022-01", values, 30);
	draw(s);
	assert_says(s, "'目标 ≥ 90' at");
	assert_says(s, "'102' at");
	assert_silent(s, "'上年同期 1");
	assert_silent(s, "'目标 ≥ 109' at");
}

static void limits_that_are_written_alike_have_no_label(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_RATIO;
	SERIES(s, "2023-01", 5, 5, 5, 5, 5, 5);
	draw(s);
	assert_silent(s, "'常态 5–5' at");
}

static void very_small_figures_have_a_power_of_ten(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_RATIO;
	SERIES(s, "2023-01", 1.25e-12, 2e-12, 1.5e-12);
	draw(s);
	assert_says(s, "'1.50E−12' at");
	assert_says(s, "'1.6E−12'");
}

static void weeks_are_written_as_such(void **state)
{
	struct scene *s = *state;

	s->indicator.every = EVERY_WEEK;
	SERIES(s, "2024-W08", 1, 2, 3);
	draw(s);
	assert_says(s, "2024年第8周至2024年第10周");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_target_in_reach_is_on_the_axis),
		TEST(a_line_is_not_pressed_flat_by_a_target_far_away),
		TEST(beside_a_constant_figure_a_target_near_its_level_is_on_the_axis),
		TEST(zeros_leave_room_for_any_target),
		TEST(bars_show_what_share_of_a_target_they_reach),
		TEST(a_target_off_the_chart_is_named_with_an_arrow_towards_it),
		TEST(a_wide_usual_range_runs_out_of_the_picture),
		TEST(a_range_does_not_bring_negative_numbers_onto_the_axis),
		TEST(the_line_of_last_year_ends_beside_the_latest_figure),
		TEST(over_bars_a_lasting_level_is_a_line_and_a_changing_one_ticks),
		TEST(what_is_not_decided_says_how_it_stands),
		TEST(five_targets_have_five_labels),
		TEST(what_there_is_no_room_for_is_the_least_important),
		TEST(limits_that_are_written_alike_have_no_label),
		TEST(very_small_figures_have_a_power_of_ten),
		TEST(weeks_are_written_as_such),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
