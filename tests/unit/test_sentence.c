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

static void earlier_years_say_what_should_be_there(void **state)
{
	(void)state;
	verdict.share = 0.401;
	verdict.share_years = 3;
	says("2024-05 为 38.00 亿元；按过去 3 年进度应完成 40.1%，实际 47.5%，超前序时进度 5.8 "
	     "个百分点",
		"2024-05: 38.00 亿元; by the pace of 3 earlier years 40.1%, actual 47.5%, 5.8 "
		"points "
		"ahead of the linear pace");
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
	verdict.goal = 80;
	verdict.needed = 6;
	says("2024-05 为 38.00 亿元；预计全年 79.00 亿元（80% 区间 75.00–83.00），达到 80.00 亿元"
	     "的可能性 38%；其余每月还需 6.00 亿元",
		"2024-05: 38.00 亿元; projected for the year: 79.00 亿元 (80% interval "
		"75.00–83.00), chance to reach 80.00 亿元: 38%; each remaining month needs 6.00 "
		"亿元");
}

static void a_ceiling_leaves_something_for_each_month(void **state)
{
	(void)state;
	verdict.linear_gap = NAN;
	target.op = TARGET_LE;
	verdict.chance = 0.5;
	verdict.goal = 80;
	verdict.needed = 6;
	indicator.every = EVERY_QUARTER;
	verdict.period = 217;
	says("2024-Q2 为 38.00 亿元，不超过 80.00 亿元的可能性 50%；其余每季度可有 6.00 亿元",
		"2024-Q2: 38.00 亿元, chance to stay at 80.00 亿元 or less: 50%; each remaining "
		"quarter may bring 6.00 亿元");
}

static void what_is_not_certain_is_not_said_to_be(void **state)
{
	(void)state;
	verdict.linear_gap = NAN;
	verdict.goal = 80;
	verdict.chance = 0.9999;
	says("2024-05 为 38.00 亿元，达到 80.00 亿元的可能性超过 99%",
		"2024-05: 38.00 亿元, chance to reach 80.00 亿元: over 99%");
	verdict.chance = 0.0001;
	says("2024-05 为 38.00 亿元，达到 80.00 亿元的可能性不到 1%",
		"2024-05: 38.00 亿元, chance to reach 80.00 亿元: less than 1%");
	verdict.chance = 1;
	says("2024-05 为 38.00 亿元，达到 80.00 亿元的可能性 100%",
		"2024-05: 38.00 亿元, chance to reach 80.00 亿元: 100%");
}

static void a_band_is_something_to_stay_within(void **state)
{
	(void)state;
	verdict.linear_gap = NAN;
	target.op = TARGET_WITHIN;
	verdict.chance = 0.5;
	verdict.goal = 80;
	verdict.goal_high = 90;
	says("2024-05 为 38.00 亿元，落在 80.00–90.00 亿元的可能性 50%",
		"2024-05: 38.00 亿元, chance to stay within 80.00–90.00 亿元: 50%");
}

static void what_is_unusual_is_said_last(void **state)
{
	(void)state;
	verdict.reason = REASON_DECIDED;
	verdict.variation = VARIATION_COMMON;
	says("2024-05 为 38.00 亿元", "2024-05: 38.00 亿元");
	verdict.variation = VARIATION_IMPROVEMENT;
	verdict.watched = MEASURE_FLOW_YOY;
	verdict.special = XMR_SHIFT;
	verdict.special_side = 1;
	says("2024-05 为 38.00 亿元；异常：当期同比连续 7 期偏高（向好）",
		"2024-05: 38.00 亿元; unusual: seven periods above the mean, in the period, on the "
		"year (improvement)");
	verdict.variation = VARIATION_CONCERN;
	verdict.watched = MEASURE_VALUE;
	verdict.special = XMR_OUTSIDE;
	verdict.special_side = -1;
	verdict.assurance = ASSURANCE_FAILS;
	says("2024-05 为 38.00 亿元；异常：低于常态范围（向差）；照常态波动始终不能达标",
		"2024-05: 38.00 亿元; unusual: below its usual range (concern); usual variation "
		"never meets it");
	verdict.variation = VARIATION_COMMON;
	verdict.assurance = ASSURANCE_PASSES;
	says("2024-05 为 38.00 亿元；照常态波动始终达标",
		"2024-05: 38.00 亿元; usual variation always meets it");
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
	verdict.freshness = LATE; /* which is not said twice */
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
		TEST(earlier_years_say_what_should_be_there),
		TEST(a_ceiling_leaves_something_for_each_month),
		TEST(what_is_not_certain_is_not_said_to_be),
		TEST(a_band_is_something_to_stay_within),
		TEST(what_is_unusual_is_said_last),
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
