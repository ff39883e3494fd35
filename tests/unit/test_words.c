#include "unit.h"

#include "base/date.h"
#include "output/sentence.h"
#include "output/words.h"

static struct arena arena;
static struct diag diag;
static struct indicator indicator;
static struct target target;
static struct verdict verdict;

static int start(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	indicator = (struct indicator){.id = STR("loans"),
		.title = STR("贷款余额"),
		.title_en = STR("Loans"),
		.unit = STR("亿元"),
		.decimals = 2,
		.kind = KIND_FLOW,
		.every = EVERY_MONTH,
		.calendar = {1, false}};
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* A verdict on a target as the catalogue has it, judged for May 2024. */
static void judge(const char *text, double value)
{
	const struct place place = {STR("c.conf"), 1, 1};

	if (!target_parse(&arena, str_of(text), place, &indicator, &target, &diag))
		fail_msg("%s", messages(&arena, &diag));
	verdict = (struct verdict){.indicator = &indicator,
		.target = &target,
		.has_period = true,
		.period = 652,
		.value = value,
		.span = 1,
		.year = target.year,
		.bound = target.bound_id.len ? (double)NAN : target.bound,
		.bound_high = target.bound_high,
		.current = NAN,
		.base = NAN,
		.so_far = NAN,
		.linear_gap = NAN,
		.projection = NAN,
		.low = NAN,
		.high = NAN,
		.chance = NAN,
		.needed = NAN,
		.ratio = NAN};
}

static void demands(const char *text, const char *chinese, const char *english)
{
	judge(text, 1);
	assert_str_equal(words_target(&arena, &verdict, false), chinese);
	assert_str_equal(words_target(&arena, &verdict, true), english);
}

static void targets_are_said_in_both_languages(void **state)
{
	(void)state;
	demands("value >= 2600 by 2024-12", "≥ 2,600 亿元，2024-12 前", "≥ 2,600 亿元 by 2024-12");
	demands("yoy > 8.5%", "同比 > 8.5%", "on the year > 8.5%");
	demands("total >= 220 in 2024", "全年 ≥ 220 亿元，2024 年", "total ≥ 220 亿元 in 2024");
	demands("value within 40..60 from 2024-01", "40–60 亿元，2024-01 起",
		"40–60 亿元 from 2024-01");
	demands("value = 0", "= 0 亿元", "= 0 亿元");
	demands("value <= 3 at 2024-Q3", "≤ 3 亿元，2024-09 时", "≤ 3 亿元 at 2024-09");
}

static void a_window_is_said_with_both_its_ends(void **state)
{
	(void)state;
	demands("value < 0.125 from 2024-01 to 2024-06", "< 0.125 亿元，2024-01 至 2024-06",
		"< 0.125 亿元 from 2024-01 to 2024-06");
}

static void a_bound_that_has_no_figure_is_named(void **state)
{
	struct indicator plan = {.id = STR("plan"), .title = STR("计划"), .title_en = STR("Plan")};

	(void)state;
	judge("ytd >= plan", 1);
	target.bound_indicator = &plan;
	assert_str_equal(words_target(&arena, &verdict, false), "本年累计 ≥ 计划");
	assert_str_equal(words_target(&arena, &verdict, true), "year to date ≥ Plan");
}

static void values_have_the_indicator_s_decimals_and_percent_one(void **state)
{
	(void)state;
	assert_str_equal(
		words_value(&arena, &indicator, MEASURE_VALUE, 2400.625, true), "2,400.63 亿元");
	assert_str_equal(words_value(&arena, &indicator, MEASURE_VALUE, 2.675, true), "2.68 亿元");
	assert_str_equal(words_value(&arena, &indicator, MEASURE_YOY, 90.86, true), "90.9%");
	assert_str_equal(words_value(&arena, &indicator, MEASURE_VALUE, (double)NAN, true), "–");
	indicator.decimals = -1;
	assert_str_equal(words_value(&arena, &indicator, MEASURE_VALUE, 0.125, true), "0.125 亿元");
	indicator.unit = STR("");
	assert_str_equal(words_value(&arena, &indicator, MEASURE_VALUE, -7, true), "-7");
	indicator.kind = KIND_RATIO;
	indicator.unit = STR("%");
	assert_str_equal(words_value(&arena, &indicator, MEASURE_VALUE, 12.5, true), "12.5%");
	assert_str_equal(words_value(&arena, &indicator, MEASURE_YOY, 1, false), "1.0 个百分点");
	assert_str_equal(words_value(&arena, &indicator, MEASURE_YOY, 1, true), "1.0 points");
}

/* 7.96 % rounds to the 8.0 % that it misses, 99.996 to the 100.00 that it does not reach. */
static void a_rounded_value_never_contradicts_its_verdict(void **state)
{
	(void)state;
	judge("yoy >= 8%", 7.96);
	assert_str_equal(words_judged(&arena, &verdict, true), "7.96%");
	judge("yoy >= 8%", 8.04);
	assert_str_equal(words_judged(&arena, &verdict, true), "8.0%");
	judge("value >= 100", 99.996);
	assert_str_equal(words_judged(&arena, &verdict, true), "99.996 亿元");
	judge("value = 0", 0.0001);
	assert_str_equal(words_judged(&arena, &verdict, true), "0.0001 亿元");
	judge("value > 5", 5.0000001);
	assert_str_equal(words_judged(&arena, &verdict, true), "5.0000001 亿元");
	judge("value >= 5", (double)NAN);
	assert_str_equal(words_judged(&arena, &verdict, true), "–");
}

/* 0.1 + 0.2 is 0.30000000000000004 in binary. */
static void a_sum_of_decimals_is_printed_as_a_decimal(void **state)
{
	(void)state;
	indicator.decimals = -1;
	judge("total >= 1 in 2024", NAN);
	verdict.so_far = 0.1 + 0.2;
	assert_str_equal(words_judged(&arena, &verdict, true), "0.3 亿元");
	assert_int_equal(words_places(&indicator, MEASURE_VALUE, 0.1 + 0.2), 1);
	assert_int_equal(words_places(&indicator, MEASURE_VALUE, 2.675), 3);
}

static void every_word_of_a_status_finds_it(void **state)
{
	enum verdict_status status;

	(void)state;
	for (int i = 0; i < VERDICT_COUNT; i++) {
		for (int english = 0; english < 2; english++) {
			const char *word = words_status((enum verdict_status)i, english);

			assert_true(words_find_status(str_of(word), &status));
			assert_int_equal(status, i);
		}
		assert_true(words_find_status(
			str_of(verdict_status_name((enum verdict_status)i)), &status));
		assert_int_equal(status, i);
	}
	assert_false(words_find_status(STR(""), &status));
	assert_false(words_find_status(STR("Met"), &status));
}

static void everything_has_a_word_in_both_languages(void **state)
{
	(void)state;
	for (int i = 1; i < MEASURE_COUNT; i++) {
		assert_true(*words_measure((enum measure)i, false));
		assert_true(*words_measure((enum measure)i, true));
	}
	assert_string_equal(words_measure(MEASURE_VALUE, false), "");
	for (int i = 0; i <= FRESHNESS_NONE; i++)
		assert_true(*words_freshness((enum freshness)i, false) &&
			    *words_freshness((enum freshness)i, true));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(targets_are_said_in_both_languages),
		TEST(a_window_is_said_with_both_its_ends),
		TEST(a_bound_that_has_no_figure_is_named),
		TEST(values_have_the_indicator_s_decimals_and_percent_one),
		TEST(a_rounded_value_never_contradicts_its_verdict),
		TEST(every_word_of_a_status_finds_it),
		TEST(everything_has_a_word_in_both_languages),
		TEST(a_sum_of_decimals_is_printed_as_a_decimal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
