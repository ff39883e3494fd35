/* Sheets of small charts. */
#include "scene.h"

#include "output/chart_sheet.h"

static struct chart_items items_of(struct scene *s, const struct series *series, size_t count)
{
	struct chart_items items = {0};

	s->book.catalogue = &s->catalogue;
	for (size_t i = 0; i < count; i++)
		*array_add(&s->arena, &items) = (struct chart_item){&series[i], NULL, 0};
	return items;
}

static struct series area(
	struct scene *s, const char *name, const char *first, double *values, size_t count)
{
	return (struct series){.key = {&s->indicator, str_of(name)},
		.first = number_of(s, first),
		.count = count,
		.value = values};
}

/* Two columns of 470 pixels; a plot's lowest figure stands 116 pixels below the tile's top at 90,
 * its highest 58. */
static void areas_share_one_scale(void **state)
{
	struct scene *s = *state;
	double low[] = {0, 10}, high[] = {0, 100};
	struct series both[] = {
		area(s, "城东", "2024-01", low, 2), area(s, "城西", "2024-01", high, 2)};
	struct chart_items items = items_of(s, both, 2);

	chart_areas_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_says(s, "131.50 206.00\n362.50 200.20\n");
	assert_says(s, "629.50 206.00\n860.50 148.00\n");
	assert_says(s, "'贷款余额 · 分地区' at");
	assert_says(s, "'城西' at");
	assert_says(s, "'100 亿元' at");
	assert_int_equal(s->job.height, 90 + 146);
}

static void in_the_overview_each_has_its_own_scale(void **state)
{
	struct scene *s = *state;
	double low[] = {0, 10}, high[] = {0, 100};
	struct series both[] = {area(s, "", "2024-01", low, 2), area(s, "", "2024-01", high, 2)};
	struct chart_items items = items_of(s, both, 2);

	chart_overview_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_says(s, "131.50 206.00\n362.50 148.00\n");
	assert_says(s, "629.50 206.00\n860.50 148.00\n");
}

static void a_missing_figure_breaks_the_course(void **state)
{
	struct scene *s = *state;
	double values[] = {0, NAN, 10};
	struct series one[] = {area(s, "", "2024-01", values, 3)};
	struct chart_items items = items_of(s, one, 1);

	chart_overview_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_says(s, "93.00 206.00\n\n401.00 148.00\n");
}

static void sums_of_two_years_are_not_joined(void **state)
{
	struct scene *s = *state;
	double values[] = {10, 0};
	struct series one[] = {area(s, "", "2023-12", values, 2)};
	struct chart_items items = items_of(s, one, 1);

	s->indicator.kind = KIND_YTD;
	chart_overview_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_says(s, "131.50 148.00\n\n362.50 206.00\n");
}

static void equal_figures_stand_in_the_middle(void **state)
{
	struct scene *s = *state;
	double values[] = {7, 7};
	struct series one[] = {area(s, "", "2023-12", values, 2)};
	struct chart_items items = items_of(s, one, 1);

	chart_overview_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_says(s, "131.50 177.00\n362.50 177.00\n");
}

static void the_worst_come_first_and_what_is_over_does_not_count(void **state)
{
	struct scene *s = *state;
	struct verdict met = {.status = VERDICT_MET}, missed = {.status = VERDICT_MISSED};
	struct verdict over[] = {{.status = VERDICT_MISSED, .over = true}};
	struct verdict mixed[] = {met, {.status = VERDICT_AT_RISK}};
	struct chart_items items = {0};

	*array_add(&s->arena, &items) = (struct chart_item){NULL, over, 1};
	*array_add(&s->arena, &items) = (struct chart_item){NULL, &met, 1};
	*array_add(&s->arena, &items) = (struct chart_item){NULL, mixed, 2};
	*array_add(&s->arena, &items) = (struct chart_item){NULL, &missed, 1};
	chart_items_sort(&items);
	assert_ptr_equal(items.item[0].verdicts, &missed);
	assert_ptr_equal(items.item[1].verdicts, mixed);
	assert_ptr_equal(items.item[2].verdicts, &met);
	assert_ptr_equal(items.item[3].verdicts, over);
	assert_null(chart_item_worst(&items.item[3]));
}

static void a_tile_says_its_status_in_words_and_points_the_way_it_missed(void **state)
{
	struct scene *s = *state;
	struct chart_items items = {0};

	add_target(s, "value <= 10");
	SERIES(s, "2023-01", 9, 12);
	judge(s);
	*array_add(&s->arena, &items) =
		(struct chart_item){&s->series, s->verdicts.item, s->verdicts.count};
	chart_overview_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_says(s, "'12 亿元' at");
	assert_says(s, "'未达标' at");
	assert_says(s, "'目标 ≤ 10 亿元' at");
	assert_says(s, "point pt 9 "); /* upwards */
	assert_true(str_has(s->job.description, STR("贷款余额 未达标")));
}

static void in_english_a_word_for_thousands_stands_apart_from_the_unit(void **state)
{
	struct scene *s = *state;
	double values[] = {1, 16300000000000};
	struct series one[] = {area(s, "", "2024-01", values, 2)};
	struct chart_items items = items_of(s, one, 1);

	s->options.english = true;
	chart_overview_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_says(s, "'1 indicator' at");
	assert_says(s, "'16.300 tn 亿元' at");
}

static void what_has_no_figure_in_the_window_has_no_tile(void **state)
{
	struct scene *s = *state;
	double values[] = {1, 2};
	struct series both[] = {
		area(s, "城东", "2023-01", values, 2), area(s, "城西", "2024-01", values, 2)};
	struct chart_items items = items_of(s, both, 2);

	s->options.has_from = true;
	s->options.from = (struct period){EVERY_MONTH, number_of(s, "2024-01")};
	chart_areas_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_says(s, "'城西' at");
	assert_silent(s, "'城东' at");
	s->options.from = (struct period){EVERY_MONTH, number_of(s, "2025-01")};
	chart_areas_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_silent(s, "'城西' at");
}

/* Beside 1000 the ranges of 1 and 2 would be less than a pixel. */
static void areas_of_very_different_size_have_their_own_scales(void **state)
{
	struct scene *s = *state;
	double tiny[] = {0, 1}, small[] = {2, 4}, large[] = {0, 1000};
	struct series all[] = {area(s, "城东", "2024-01", tiny, 2),
		area(s, "城西", "2024-01", small, 2), area(s, "城南", "2024-01", large, 2)};
	struct chart_items items = items_of(s, all, 3);

	chart_areas_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_says(s, "各图纵轴独立");
	assert_says(s, "90.00 206.00\n238.00 148.00\n");
	assert_silent(s, "各图纵轴相同");
}

static void areas_stand_as_listed_else_by_name_with_numbers_in_order(void **state)
{
	struct scene *s = *state;
	double values[] = {1, 2};
	struct series all[] = {area(s, "第10街道", "2024-01", values, 2),
		area(s, "第2街道", "2024-01", values, 2), area(s, "开发区", "2024-01", values, 2)};
	struct chart_items items = items_of(s, all, 3);

	*array_add(&s->arena, &s->indicator.areas) = STR("开发区");
	chart_items_sort_areas(&s->arena, &items);
	assert_str_equal(items.item[0].series->key.area, "开发区");
	assert_str_equal(items.item[1].series->key.area, "第2街道");
	assert_str_equal(items.item[2].series->key.area, "第10街道");
}

static void more_than_a_hundred_go_to_the_next_sheet_and_each_says_which_it_is(void **state)
{
	struct scene *s = *state;
	struct series *all = NEW_ARRAY(&s->arena, 101, struct series);
	double values[] = {1, 2};
	struct chart_items items;

	for (size_t i = 0; i < 101; i++)
		all[i] = area(s, "", "2024-01", values, 2);
	items = items_of(s, all, 101);
	assert_int_equal(chart_sheets(101), 2);
	chart_overview_job(&s->arena, &s->book, &items, 1, &s->options, &s->job);
	assert_says(s, "'指标总览（2/2）' at");
	assert_says(s, "'101 个指标' at");
	assert_int_equal(s->job.height, 90 + 146);
}

static void the_head_counts_how_many_stand_how_the_worst_first(void **state)
{
	struct scene *s = *state;
	struct verdict met = {.status = VERDICT_MET}, missed = {.status = VERDICT_MISSED};
	double values[] = {1, 2};
	struct series one = area(s, "", "2024-01", values, 2);
	struct target target = {.op = TARGET_GE};
	struct chart_items items = {0};

	s->book.catalogue = &s->catalogue;
	met.target = missed.target = &target;
	met.indicator = missed.indicator = &s->indicator;
	*array_add(&s->arena, &items) = (struct chart_item){&one, &missed, 1};
	*array_add(&s->arena, &items) = (struct chart_item){&one, &met, 1};
	*array_add(&s->arena, &items) = (struct chart_item){&one, &met, 1};
	chart_overview_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_true(str_find(s->job.script, STR("'未达标 1'")) <
		    str_find(s->job.script, STR("'达标 2'")));
	assert_says(s, "'达标 2' at");
}

/* A February that stands for January too is as high as two of its months. */
static void two_months_in_one_figure_stand_as_their_mean(void **state)
{
	struct scene *s = *state;
	double values[] = {10, NAN, 20, 0};
	struct series one[] = {area(s, "", "2023-12", values, 4)};
	struct chart_items items = items_of(s, one, 1);

	s->indicator.kind = KIND_FLOW;
	s->indicator.combined = true;
	chart_overview_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	assert_says(s, "73.75 148.00\n304.75 148.00\n420.25 206.00\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(areas_share_one_scale),
		TEST(in_the_overview_each_has_its_own_scale),
		TEST(a_missing_figure_breaks_the_course),
		TEST(sums_of_two_years_are_not_joined),
		TEST(equal_figures_stand_in_the_middle),
		TEST(in_english_a_word_for_thousands_stands_apart_from_the_unit),
		TEST(what_has_no_figure_in_the_window_has_no_tile),
		TEST(areas_of_very_different_size_have_their_own_scales),
		TEST(areas_stand_as_listed_else_by_name_with_numbers_in_order),
		TEST(more_than_a_hundred_go_to_the_next_sheet_and_each_says_which_it_is),
		TEST(the_head_counts_how_many_stand_how_the_worst_first),
		TEST(two_months_in_one_figure_stand_as_their_mean),
		TEST(the_worst_come_first_and_what_is_over_does_not_count),
		TEST(a_tile_says_its_status_in_words_and_points_the_way_it_missed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
