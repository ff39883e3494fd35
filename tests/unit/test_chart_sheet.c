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

/* Two columns of 470 pixels; a plot's lowest figure stands 102 pixels below the tile's top at 66,
 * its highest 44. */
static void areas_share_one_scale(void **state)
{
	struct scene *s = *state;
	double low[] = {0, 10}, high[] = {0, 100};
	struct series both[] = {
		area(s, "城东", "2024-01", low, 2), area(s, "城西", "2024-01", high, 2)};
	struct chart_items items = items_of(s, both, 2);

	chart_areas_job(&s->arena, &s->book, &items, &s->options, &s->job);
	assert_says(s, "131.50 168.00\n362.50 162.20\n");
	assert_says(s, "629.50 168.00\n860.50 110.00\n");
	assert_says(s, "'贷款余额 · 分地区' at");
	assert_says(s, "'城西' at");
	assert_says(s, "'100 亿元' at");
	assert_int_equal(s->job.height, 66 + 132);
}

static void in_the_overview_each_has_its_own_scale(void **state)
{
	struct scene *s = *state;
	double low[] = {0, 10}, high[] = {0, 100};
	struct series both[] = {area(s, "", "2024-01", low, 2), area(s, "", "2024-01", high, 2)};
	struct chart_items items = items_of(s, both, 2);

	chart_overview_job(&s->arena, &s->book, &items, &s->options, &s->job);
	assert_says(s, "131.50 168.00\n362.50 110.00\n");
	assert_says(s, "629.50 168.00\n860.50 110.00\n");
}

static void a_missing_figure_breaks_the_course(void **state)
{
	struct scene *s = *state;
	double values[] = {0, NAN, 10};
	struct series one[] = {area(s, "", "2024-01", values, 3)};
	struct chart_items items = items_of(s, one, 1);

	chart_overview_job(&s->arena, &s->book, &items, &s->options, &s->job);
	assert_says(s, "93.00 168.00\n\n401.00 110.00\n");
}

static void sums_of_two_years_are_not_joined(void **state)
{
	struct scene *s = *state;
	double values[] = {10, 0};
	struct series one[] = {area(s, "", "2023-12", values, 2)};
	struct chart_items items = items_of(s, one, 1);

	s->indicator.kind = KIND_YTD;
	chart_overview_job(&s->arena, &s->book, &items, &s->options, &s->job);
	assert_says(s, "131.50 110.00\n\n362.50 168.00\n");
}

static void equal_figures_stand_in_the_middle(void **state)
{
	struct scene *s = *state;
	double values[] = {7, 7};
	struct series one[] = {area(s, "", "2023-12", values, 2)};
	struct chart_items items = items_of(s, one, 1);

	chart_overview_job(&s->arena, &s->book, &items, &s->options, &s->job);
	assert_says(s, "131.50 139.00\n362.50 139.00\n");
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
	chart_overview_job(&s->arena, &s->book, &items, &s->options, &s->job);
	assert_says(s, "'未达标 · ≤ 10 亿元' at");
	assert_says(s, "point pt 9 "); /* upwards */
	assert_true(str_has(s->job.description, STR("贷款余额 未达标")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(areas_share_one_scale),
		TEST(in_the_overview_each_has_its_own_scale),
		TEST(a_missing_figure_breaks_the_course),
		TEST(sums_of_two_years_are_not_joined),
		TEST(equal_figures_stand_in_the_middle),
		TEST(the_worst_come_first_and_what_is_over_does_not_count),
		TEST(a_tile_says_its_status_in_words_and_points_the_way_it_missed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
