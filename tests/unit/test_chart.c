#include "scene.h"

#include "output/chart_look.h"
#include "output/chart_side.h"
#include "output/chart_words.h"
#include "output/gnuplot.h"

/* --- what is shown --- */

static void the_latest_sixty_periods_are_shown(void **state)
{
	struct scene *s = *state;
	double values[100];

	for (int i = 0; i < 100; i++)
		values[i] = i;
	set_series(s, "2015-01", values, 100);
	assert_int_equal(look(s)->count, 60);
	assert_int_equal(s->data.first, number_of(s, "2018-05"));
	assert_double(s->data.place[59].value, 99);
}

static void from_and_to_choose_the_window(void **state)
{
	struct scene *s = *state;

	SERIES(s, "2023-10", 1, 2, 3, 4, 5, 6, 7);
	s->options.has_from = s->options.has_to = true;
	s->options.from = s->options.to = (struct period){EVERY_YEAR, 2023 - 1970};
	assert_int_equal(look(s)->count, 3);
	assert_int_equal(s->data.first, number_of(s, "2023-10"));
}

static void a_missing_period_is_counted_and_its_neighbours_are_not(void **state)
{
	struct scene *s = *state;

	SERIES(s, "2023-10", 1, NAN, 3);
	assert_int_equal(look(s)->missing, 1);
	assert_true(s->data.place[1].missing);
	assert_int_equal(s->data.known, 2);
}

static void a_january_that_is_never_published_is_no_gap(void **state)
{
	struct scene *s = *state;

	s->indicator.combined = true;
	SERIES(s, "2023-12", 1, NAN, 3, NAN, 5);
	assert_int_equal(look(s)->missing, 1);
	assert_false(s->data.place[1].missing);
	assert_true(s->data.place[3].missing);
}

static void a_february_of_a_flow_covers_january_unless_there_is_one(void **state)
{
	struct scene *s = *state;

	s->indicator.combined = true;
	s->indicator.kind = KIND_FLOW;
	SERIES(s, "2022-12", 1, NAN, 6, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4);
	assert_int_equal(look(s)->place[2].span, 2);
	assert_int_equal(s->data.place[14].span, 1);
	assert_int_equal(s->data.place[14].before_span, 2);
	assert_int_equal(s->data.wide, 1);
}

static void nothing_is_missing_outside_since_and_until(void **state)
{
	struct scene *s = *state;

	s->indicator.has_since = true;
	s->indicator.since = number_of(s, "2023-12");
	SERIES(s, "2023-10", 1, NAN, 3, NAN, 5);
	assert_int_equal(look(s)->missing, 1);
	begin(s);
	s->indicator.has_until = true;
	s->indicator.until = number_of(s, "2023-12");
	SERIES(s, "2023-10", 1, NAN, 3, NAN, 5);
	assert_int_equal(look(s)->missing, 1);
}

static void nothing_divided_by_nothing_is_no_gap(void **state)
{
	static struct formula any;
	struct scene *s = *state;

	s->indicator.formula = &any;
	SERIES(s, "2023-10", 1, NAN, 3, NAN, 5);
	*array_add(&s->arena, &s->series.nothing) = number_of(s, "2024-01");
	assert_int_equal(look(s)->missing, 1);
}

static void what_is_overdue_is_shown_as_missing(void **state)
{
	struct scene *s = *state;

	s->options.today = 19890; /* 2024-06-16: April was due on 25 May, May is not due yet */
	SERIES(s, "2024-01", 1, 2);
	assert_int_equal(look(s)->missing, 2);
	assert_int_equal(s->data.figures_end, 4);
	assert_int_equal(s->data.last, 1);
}

static void the_same_period_last_year_stands_beside(void **state)
{
	struct scene *s = *state;

	SERIES(s, "2023-01", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
	assert_double(look(s)->place[12].before, 1);
	assert_nan(s->data.place[11].before);
}

/* --- targets --- */

static void figures_are_met_or_missed_on_their_side(void **state)
{
	struct scene *s = *state;

	add_target(s, "value within 10..20");
	SERIES(s, "2023-01", 5, 10, 15, 20, 25);
	look(s);
	assert_int_equal(s->data.place[0].mark, MARK_TOO_LOW);
	assert_int_equal(s->data.place[1].mark, MARK_MET);
	assert_int_equal(s->data.place[4].mark, MARK_TOO_HIGH);
	assert_int_equal(s->data.met, 3);
	assert_int_equal(s->data.missed, 2);
}

static void a_limit_that_is_exceeded_is_missed_upwards(void **state)
{
	struct scene *s = *state;

	add_target(s, "value <= 10");
	SERIES(s, "2023-01", 11);
	assert_int_equal(look(s)->place[0].mark, MARK_TOO_HIGH);
}

static void one_missed_target_is_enough(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 20");
	add_target(s, "value >= 10");
	SERIES(s, "2023-01", 15, 25);
	assert_int_equal(look(s)->place[0].mark, MARK_TOO_LOW);
	assert_int_equal(s->data.place[1].mark, MARK_MET);
}

static void before_a_deadline_nothing_is_missed(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 10 by 2023-03");
	SERIES(s, "2023-01", 5, 11, 9);
	assert_int_equal(look(s)->place[0].mark, MARK_NONE);
	assert_int_equal(s->data.place[1].mark, MARK_MET);
	assert_int_equal(s->data.place[2].mark, MARK_TOO_LOW);
}

static void the_way_to_a_deadline_is_straight_and_lengthens_the_axis(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 18 by 2023-05");
	SERIES(s, "2023-01", 10, 11);
	assert_int_equal(look(s)->count, 5);
	assert_int_equal(s->data.figures_end, 2);
	assert_true(s->data.targets.item[0].slanted);
	assert_double(s->data.targets.item[0].level[0], 10);
	assert_double(s->data.targets.item[0].level[1], 12);
	assert_double(s->data.targets.item[0].level[4], 18);
}

static void a_deadline_far_ahead_does_not_squeeze_the_figures(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 100 by 2040-01");
	SERIES(s, "2023-01", 10, 11, 12);
	assert_int_equal(look(s)->count, 3);
}

static void a_growth_asks_for_last_years_figure_grown(void **state)
{
	struct scene *s = *state;

	add_target(s, "yoy >= 10%");
	SERIES(s, "2023-01", 100, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 120);
	assert_double(look(s)->targets.item[0].level[12], 110);
	assert_nan(s->data.targets.item[0].level[11]);
	assert_int_equal(s->data.place[12].mark, MARK_MET);
}

static void a_level_between_two_missing_ones_is_a_dash(void **state)
{
	struct scene *s = *state;

	add_target(s, "yoy >= 10%");
	SERIES(s, "2023-01", 100, NAN, 100, 1, 1, 1, 1, 1, 1, 1, 1, 1, 120, 7, 120);
	draw(s);
	assert_says(s, "11.5 110 0\n12 110 0\n12.5 110 0");
}

static void a_years_total_is_paced_over_its_months(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_YTD;
	add_target(s, "total >= 120 in 2023");
	SERIES(s, "2023-01", 9, 21, 30);
	look(s);
	assert_true(s->data.targets.item[0].pace);
	assert_double(s->data.targets.item[0].level[0], 10);
	assert_double(s->data.targets.item[0].level[2], 30);
	assert_int_equal(s->data.place[0].mark, MARK_TOO_LOW);
	assert_int_equal(s->data.place[1].mark, MARK_MET);
	assert_int_equal(s->data.place[2].mark, MARK_MET);
}

static void a_years_total_says_nothing_of_a_single_flow(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_FLOW;
	add_target(s, "total >= 120 in 2023");
	SERIES(s, "2023-01", 9, 21, 30);
	look(s);
	assert_false(s->data.targets.item[0].drawn);
	assert_int_equal(s->data.met + s->data.missed, 0);
}

static void every_year_is_one_target_with_a_level_for_each(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_YTD;
	add_target(s, "total >= 120 in every year");
	SERIES(s, "2022-12", 130, 9, 21);
	assert_int_equal(look(s)->targets.count, 1);
	assert_double(s->data.targets.item[0].level[0], 120);
	assert_double(s->data.targets.item[0].level[2], 20);
}

static void a_bar_of_two_months_is_held_against_twice_the_bound(void **state)
{
	struct scene *s = *state;

	s->indicator.combined = true;
	s->indicator.kind = KIND_FLOW;
	add_target(s, "value >= 10");
	SERIES(s, "2022-12", 11, NAN, 19, 11);
	assert_double(look(s)->targets.item[0].level[2], 20);
	assert_int_equal(s->data.place[2].mark, MARK_TOO_LOW);
}

/* --- the picture --- */

static void a_gap_is_a_strip_and_breaks_the_line(void **state)
{
	struct scene *s = *state;

	SERIES(s, "2023-01", 1, 2, NAN, NAN, 5);
	draw(s);
	assert_says(s, "rect from first 1.5, graph 0 to first 3.5, graph 1 behind");
	assert_says(s, "2 NaN 0\n3 NaN 0\n");
	assert_says(s, "'缺数 2 个月'");
}

static void a_january_never_published_does_not_break_the_line(void **state)
{
	struct scene *s = *state;

	s->indicator.combined = true;
	SERIES(s, "2022-12", 1, NAN, 3);
	draw(s);
	assert_silent(s, "NaN");
	assert_silent(s, "behind");
	assert_silent(s, "缺数");
}

static void two_months_are_one_wide_bar(void **state)
{
	struct scene *s = *state;

	s->indicator.combined = true;
	s->indicator.kind = KIND_FLOW;
	SERIES(s, "2022-12", 10, NAN, 20, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10);
	draw(s);
	assert_says(s, "1.5 20 1.54\n");
	assert_says(s, "'1—2月'");
	assert_says(s, "宽柱为 1—2 月合计");
}

static void the_legend_counts(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 10");
	SERIES(s, "2023-01", 5, 15, 25);
	draw(s);
	assert_says(s, "'达标 2 个月'");
	assert_says(s, "'未达标 1 个月'");
}

static void it_speaks_english(void **state)
{
	struct scene *s = *state;

	s->options.english = true;
	add_target(s, "value >= 10");
	SERIES(s, "2023-01", 5, 15, 25);
	draw(s);
	assert_says(s, "'Loans'");
	assert_says(s, "'亿元, end of month · Jan 2023 – Mar 2023'");
	assert_says(s, "'Missed 1 month'");
	assert_says(s, "'Target ≥ 10'");
}

static void an_axis_that_does_not_start_at_zero_says_so(void **state)
{
	struct scene *s = *state;

	SERIES(s, "2023-01", 100, 101, 102);
	draw(s);
	assert_says(s, "纵轴未从 0 起");
}

static void bars_start_at_zero(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_FLOW;
	SERIES(s, "2023-01", 100, 101, 102);
	draw(s);
	assert_says(s, "set yrange [0:");
	assert_silent(s, "纵轴未从 0 起");
}

static void a_figure_is_not_rounded_across_its_bound(void **state)
{
	struct scene *s = *state;

	s->indicator.decimals = 1;
	add_target(s, "value >= 10");
	SERIES(s, "2023-01", 12, 9.96);
	draw(s);
	assert_says(s, "'9.96'");
}

static void one_point_has_a_picture(void **state)
{
	struct scene *s = *state;

	SERIES(s, "2025-08", 1234);
	draw(s);
	assert_int_equal(s->job.height, 380);
	assert_says(s, "set xrange [-0.75:0.75]");
	assert_says(s, "'1,234'");
}

static void no_figures_are_a_picture_with_a_sentence(void **state)
{
	struct scene *s = *state;

	draw(s);
	assert_says(s, "'本期间暂无数据'");
	assert_true(s->job.width > 0 && s->job.height > 0);
}

static void a_once_figure_is_a_card(void **state)
{
	struct scene *s = *state;

	s->indicator.every = EVERY_ONCE;
	SERIES(s, "2025-08", 1234);
	draw(s);
	assert_says(s, "'1,234' at");
	assert_silent(s, "ytics (");
}

static void a_screen_reader_hears_title_latest_figure_and_counts(void **state)
{
	struct scene *s = *state;

	s->series.key.area = STR("昆山市");
	add_target(s, "value >= 10");
	SERIES(s, "2023-01", 5, NAN, 25);
	s->verdicts.count = 0;
	draw(s);
	assert_str_equal(s->job.title, "贷款余额 · 昆山市");
	assert_true(str_has(s->job.description, STR("亿元，月末数 · 2023年1月至2023年3月")));
	assert_true(str_has(s->job.description, STR("最新一期 2023年3月 25；")));
	assert_true(str_has(s->job.description, STR("缺数 1 个月")));
}

static void a_long_title_takes_two_lines_and_keeps_the_area(void **state)
{
	struct scene *s = *state;
	struct str title = STR("");

	for (int i = 0; i < 200; i++)
		title = str_printf(&s->arena, "%.*s长", STR_ARG(title));
	s->indicator.title = title;
	s->series.key.area = STR("昆山市");
	SERIES(s, "2023-01", 5);
	draw(s);
	assert_says(s, "… · 昆山市' at");
	assert_says(s, "bold.',15'");
}

static void quotes_in_a_title_stay_within_their_literal(void **state)
{
	struct scene *s = *state;

	s->indicator.title = STR("it's `x`");
	SERIES(s, "2023-01", 5);
	draw(s);
	assert_says(s, "'it'.\"\\047\".'s `x`'");
}

static void infinity_never_appears(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_RATIO;
	add_target(s, "value >= 0");
	SERIES(s, "2023-01", -1e29, 1e-29, 9.9e29);
	draw(s);
	assert_silent(s, "inf");
}

/* --- labels to the right --- */

static void labels_keep_their_distance(void **state)
{
	struct scene *s = *state;
	struct frame frame = {.arena = &s->arena, .data = &s->data, .top = 80, .bottom = 320};
	struct side side;

	add_target(s, "value >= 10");
	add_target(s, "value >= 10.01");
	add_target(s, "yoy >= 0%");
	SERIES(s, "2023-01", 10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10);
	look(s);
	frame_scale(&frame);
	side_collect(&frame, &side);
	side_place(&frame, &side);
	assert_int_equal(side.count, 6);
	for (size_t i = 0; i < side.count; i++) {
		assert_true(side.item[i].y >= frame.top - 1e-6);
		assert_true(side.item[i].y <= frame.bottom + 1e-6);
		if (i)
			assert_true(side.item[i].y - side.item[i - 1].y >= 18 - 1e-6);
	}
}

static void a_target_of_other_periods_has_no_label(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 10 from 2023-01 to 2023-02");
	add_target(s, "value >= 20 from 2023-03");
	SERIES(s, "2023-01", 12, 13, 14);
	draw(s);
	assert_silent(s, "'目标 ≥ 10'");
	assert_says(s, "'目标 ≥ 20'");
}

static void a_target_over_before_the_window_has_no_label(void **state)
{
	struct scene *s = *state;

	add_target(s, "value >= 10 from 2023-01 to 2023-02");
	SERIES(s, "2023-01", 12, 13, 14, 15, 16, 17);
	s->options.last = 2;
	draw(s);
	assert_silent(s, "目标");
}

/* --- drawn --- */

static void set_kind(struct scene *s, int kind, int every)
{
	static const char *const firsts[EVERY_COUNT] = {
		"2023-11-20", "2023-W40", "2021-10", "2015-Q2", "1990", "2021-10"};
	double values[40];

	for (int i = 0; i < 40; i++)
		values[i] = i % 9 == 4 ? NAN : 100 + i % 7 * 3.5 - (kind == KIND_RATIO) * 110;
	s->indicator.kind = (enum kind)kind;
	s->indicator.every = (enum every)every;
	set_series(s, firsts[every], values, 40);
}

/* Every kind at every frequency, in both languages, goes through the real gnuplot. */
static void what_is_not_equal_points_to_its_side(void **state)
{
	struct scene *s = *state;

	add_target(s, "value = 5");
	SERIES(s, "2023-01", 6);
	judge(s);
	assert_int_equal(look_of(&s->verdicts.item[0]).symbol, SYMBOL_UP);
	begin(s);
	add_target(s, "value = 5");
	SERIES(s, "2023-01", 4);
	judge(s);
	assert_int_equal(look_of(&s->verdicts.item[0]).symbol, SYMBOL_DOWN);
}

static void a_year_below_its_range_is_missed_downwards(void **state)
{
	struct scene *s = *state;

	s->indicator.kind = KIND_YTD;
	add_target(s, "total within 90..110 in 2023");
	SERIES(s, "2023-01", 8, 16, 25, 33, 41, 50, 58, 66, 75, 80, 81, 82);
	look(s);
	assert_int_equal(s->data.place[0].mark, MARK_MET);
	assert_int_equal(s->data.place[11].mark, MARK_TOO_LOW);
}

static void figures_that_differ_in_their_last_digits_keep_them(void **state)
{
	struct scene *s = *state;

	SERIES(s, "2023-01", 12345.61, 12345.65, 12345.69);
	draw(s);
	assert_says(s, "'12,345.69' at");
}

static void years_of_an_office_have_their_name(void **state)
{
	struct scene *s = *state;

	s->indicator.every = EVERY_YEAR;
	assert_str_equal(word_period(&s->arena, &s->indicator, 54, false), "2024年");
	s->indicator.calendar.year_start = 4;
	assert_str_equal(word_period(&s->arena, &s->indicator, 54, false), "2024/25年度");
}

/* Lines between so many years would be a pattern of their own. */
static void sixty_years_have_no_lines_between_them(void **state)
{
	struct scene *s = *state;
	double values[60 * 12];

	for (size_t i = 0; i < 60 * 12; i++)
		values[i] = (double)i;
	s->options.last = 60 * 12;
	set_series(s, "2015-01", values, 24);
	draw(s);
	assert_says(s, "dt (2,4)");
	begin(s);
	s->options.last = 60 * 12;
	set_series(s, "1960-01", values, 60 * 12);
	draw(s);
	assert_silent(s, "dt (2,4)");
}

static void days_of_many_years_are_labelled_by_years(void **state)
{
	struct scene *s = *state;
	double values[4 * 365];

	for (size_t i = 0; i < 4 * 365; i++)
		values[i] = (double)i;
	s->indicator.every = EVERY_DAY;
	s->options.last = 4 * 365;
	set_series(s, "2020-01-01", values, 4 * 365);
	draw(s);
	assert_says(s, "'2021' at");
	assert_silent(s, "'6月' at");
}

static void every_kind_and_frequency_is_drawn(void **state)
{
	struct gnuplot_job jobs[2 * KIND_COUNT * EVERY_COUNT];
	const size_t count = sizeof(jobs) / sizeof(*jobs);
	char folder[] = "/tmp/chart-test-XXXXXX";
	struct scene *s = *state;
	bool done;

	if (system("gnuplot --version >/dev/null 2>&1") != 0)
		skip();
	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < count; i++) {
		begin(s);
		s->options.english = i % 2;
		add_target(s, "value >= 105");
		set_kind(s, (int)(i / 2 % KIND_COUNT), (int)(i / 2 / KIND_COUNT));
		draw(s);
		jobs[i] = s->job;
		jobs[i].path = str_printf(&s->arena, "%s/%zu.svg", folder, i);
	}
	done = gnuplot_draw(&s->arena, jobs, count, PICTURE_SVG, &s->diag);
	assert_int_equal(system(str_c(&s->arena, str_printf(&s->arena, "rm -r %s", folder))), 0);
	assert_true(done);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_latest_sixty_periods_are_shown),
		TEST(from_and_to_choose_the_window),
		TEST(a_missing_period_is_counted_and_its_neighbours_are_not),
		TEST(a_january_that_is_never_published_is_no_gap),
		TEST(a_february_of_a_flow_covers_january_unless_there_is_one),
		TEST(nothing_is_missing_outside_since_and_until),
		TEST(nothing_divided_by_nothing_is_no_gap),
		TEST(what_is_overdue_is_shown_as_missing),
		TEST(the_same_period_last_year_stands_beside),
		TEST(figures_are_met_or_missed_on_their_side),
		TEST(a_limit_that_is_exceeded_is_missed_upwards),
		TEST(one_missed_target_is_enough),
		TEST(before_a_deadline_nothing_is_missed),
		TEST(the_way_to_a_deadline_is_straight_and_lengthens_the_axis),
		TEST(a_deadline_far_ahead_does_not_squeeze_the_figures),
		TEST(a_growth_asks_for_last_years_figure_grown),
		TEST(a_level_between_two_missing_ones_is_a_dash),
		TEST(a_years_total_is_paced_over_its_months),
		TEST(a_years_total_says_nothing_of_a_single_flow),
		TEST(every_year_is_one_target_with_a_level_for_each),
		TEST(a_bar_of_two_months_is_held_against_twice_the_bound),
		TEST(a_gap_is_a_strip_and_breaks_the_line),
		TEST(a_january_never_published_does_not_break_the_line),
		TEST(two_months_are_one_wide_bar),
		TEST(the_legend_counts),
		TEST(it_speaks_english),
		TEST(an_axis_that_does_not_start_at_zero_says_so),
		TEST(bars_start_at_zero),
		TEST(a_figure_is_not_rounded_across_its_bound),
		TEST(one_point_has_a_picture),
		TEST(no_figures_are_a_picture_with_a_sentence),
		TEST(a_once_figure_is_a_card),
		TEST(a_screen_reader_hears_title_latest_figure_and_counts),
		TEST(a_long_title_takes_two_lines_and_keeps_the_area),
		TEST(quotes_in_a_title_stay_within_their_literal),
		TEST(infinity_never_appears),
		TEST(labels_keep_their_distance),
		TEST(a_target_of_other_periods_has_no_label),
		TEST(a_target_over_before_the_window_has_no_label),
		TEST(what_is_not_equal_points_to_its_side),
		TEST(a_year_below_its_range_is_missed_downwards),
		TEST(figures_that_differ_in_their_last_digits_keep_them),
		TEST(years_of_an_office_have_their_name),
		TEST(sixty_years_have_no_lines_between_them),
		TEST(days_of_many_years_are_labelled_by_years),
		TEST(every_kind_and_frequency_is_drawn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
