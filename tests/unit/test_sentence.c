#include "unit.h"

#include "base/utf8.h"
#include "output/sentence.h"

static struct arena arena;
static struct indicator indicator;
static struct target target;
static struct verdict verdict;

/* The budget of Hai'an: 47.5 % at the end of May, 5.8 points ahead of the time that has passed. */
static int start(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	indicator = (struct indicator){.id = STR("budget"),
		.unit = STR("亿元"),
		.decimals = 2,
		.kind = KIND_YTD,
		.every = EVERY_MONTH,
		.calendar = {1, false}};
	target = (struct target){.measure = MEASURE_TOTAL, .op = TARGET_GE, .bound = 80};
	verdict = (struct verdict){.indicator = &indicator,
		.target = &target,
		.reason = REASON_PACE,
		.has_period = true,
		.period = 652,
		.value = 38,
		.span = 1,
		.bound = 80,
		.current = NAN,
		.base = NAN,
		.so_far = NAN,
		.known = 5,
		.of = 12,
		.linear_gap = 100 * (38.0 / 80 - 5.0 / 12),
		.projection = NAN,
		.low = NAN,
		.high = NAN,
		.chance = NAN,
		.needed = NAN,
		.ratio = NAN};
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void says(const char *chinese, const char *english)
{
	assert_str_equal(sentence_verdict(&arena, &verdict, false), chinese);
	assert_str_equal(sentence_verdict(&arena, &verdict, true), english);
}

static void the_linear_pace_is_said_with_its_gap(void **state)
{
	(void)state;
	says("2024-05 为 38.00 亿元；序时进度应完成 41.7%，实际 47.5%，超前 5.8 个百分点",
		"2024-05: 38.00 亿元; linear pace 41.7%, actual 47.5%, 5.8 points ahead");
}

static void a_projection_comes_with_interval_chance_and_need(void **state)
{
	(void)state;
	verdict.linear_gap = NAN;
	verdict.projection = 79;
	says("2024-05 为 38.00 亿元；预计全年 79.00 亿元",
		"2024-05: 38.00 亿元; projected for the year: 79.00 亿元");
	verdict.low = 75;
	verdict.high = 83;
	verdict.chance = 0.375;
	verdict.needed = 6;
	says("2024-05 为 38.00 亿元；预计全年 79.00 亿元（80% 区间 75.00 亿元 至 83.00 "
	     "亿元），达到目标的可能性 38%；其余每期需 6.00 亿元",
		"2024-05: 38.00 亿元; projected for the year: 79.00 亿元 (80% interval 75.00 亿元 "
		"to "
		"83.00 亿元), chance to meet it 38%; each remaining period needs 6.00 亿元");
}

static void every_reason_is_said_in_both_languages(void **state)
{
	(void)state;
	for (int reason = REASON_NONE; reason <= REASON_BROKEN_FOR_GOOD; reason++) {
		for (int english = 0; english < 2; english++) {
			struct str text;

			verdict.reason = (enum reason)reason;
			verdict.periods = verdict.overdue = 2;
			text = sentence_verdict(&arena, &verdict, english);
			assert_true(text.len > 0);
			assert_int_equal(utf8_check(text), text.len);
			assert_false(str_starts(text, STR(";")) || str_starts(text, STR("；")));
			assert_false(str_has(text, STR("nan")) || str_has(text, STR("(null)")));
			assert_false(str_ends(text, STR(".")) || str_ends(text, STR("。")));
			/* Chinese words stand in the Chinese sentence only */
			assert_false(
				english && (str_has(text, STR("期")) || str_has(text, STR("；"))));
		}
	}
}

static void one_period_is_not_plural(void **state)
{
	(void)state;
	verdict.reason = REASON_LATE_REACHED;
	verdict.periods = 1;
	says("2024-05 为 38.00 亿元；逾期 1 期完成", "2024-05: 38.00 亿元; reached 1 period late");
	verdict.periods = 2;
	says("2024-05 为 38.00 亿元；逾期 2 期完成", "2024-05: 38.00 亿元; reached 2 periods late");
	verdict.reason = REASON_BROKEN;
	target.patience = 3;
	says("2024-05 为 38.00 亿元；已连续 2 期未达标（容许 3 期）",
		"2024-05: 38.00 亿元; broken for 2 periods in a row (3 allowed)");
}

static void old_figures_are_dated(void **state)
{
	(void)state;
	verdict.reason = REASON_OLD;
	verdict.overdue = 1;
	says("尚无数据，已缺 1 期", "no figure yet, 1 period overdue");
	verdict.has_last = true;
	verdict.last = 650;
	verdict.overdue = 2;
	says("数据停在 2024-03，已缺 2 期", "the latest figure is of 2024-03, 2 periods overdue");
}

static void a_late_figure_is_mentioned_behind_any_reason(void **state)
{
	(void)state;
	verdict.reason = REASON_DECIDED;
	verdict.freshness = LATE;
	verdict.overdue = 1;
	says("2024-05 为 38.00 亿元；最近 1 期迟报", "2024-05: 38.00 亿元; 1 period late");
}

static void a_value_over_several_periods_says_so(void **state)
{
	(void)state;
	verdict.reason = REASON_HOLDS;
	verdict.span = 2;
	says("2024-05 为 38.00 亿元（2 期合计）", "2024-05: 38.00 亿元 (2 periods together)");
}

static void growth_on_a_base_below_zero_is_said_as_a_change(void **state)
{
	(void)state;
	verdict.reason = REASON_DECIDED;
	target.measure = MEASURE_YOY;
	target.bound = verdict.bound = 0;
	verdict.value = NAN;
	verdict.current = 5;
	verdict.base = -3;
	says("2024-05 为 –（增减 8.00 亿元）", "2024-05: – (a change of 8.00 亿元)");
}

static void an_advance_is_compared_with_the_time(void **state)
{
	(void)state;
	verdict.reason = REASON_LEVEL;
	verdict.ratio = 0.945;
	says("2024-05 为 38.00 亿元；完成进度为时间进度的 94.5%",
		"2024-05: 38.00 亿元; advance is 94.5% of what the time elapsed asks for");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_linear_pace_is_said_with_its_gap),
		TEST(a_projection_comes_with_interval_chance_and_need),
		TEST(every_reason_is_said_in_both_languages),
		TEST(one_period_is_not_plural),
		TEST(old_figures_are_dated),
		TEST(a_late_figure_is_mentioned_behind_any_reason),
		TEST(a_value_over_several_periods_says_so),
		TEST(growth_on_a_base_below_zero_is_said_as_a_change),
		TEST(an_advance_is_compared_with_the_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
