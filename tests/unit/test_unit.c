#include "unit.h"

#include "text/unit.h"

static void powers(const char *from, const char *to, int expected)
{
	int power;

	if (!unit_power(str_of(from), str_of(to), &power))
		fail_msg("%s is not turned into %s", from, to);
	if (power != expected)
		fail_msg("%s into %s: 10^%d, not 10^%d", from, to, power, expected);
}

static void refused(const char *from, const char *to)
{
	int power;

	if (unit_power(str_of(from), str_of(to), &power))
		fail_msg("%s is turned into %s", from, to);
}

static void chinese_scales_are_powers_of_ten(void **state)
{
	(void)state;
	powers("万元", "亿元", -4);
	powers("亿元", "万元", 4);
	powers("元", "亿元", -8);
	powers("千元", "元", 3);
	powers("百万元", "亿元", -2);
	powers("十亿元", "亿元", 1);
	powers("万亿元", "亿元", 4);
	powers("亿美元", "万美元", 4);
	powers("万件", "件", 4);
	powers("万吨", "吨", 4);
}

static void synonyms_are_one_base(void **state)
{
	(void)state;
	powers("TEU", "标箱", 0);
	powers("万TEU", "标准箱", 4);
	powers("公斤", "吨", -3);
	powers("千瓦时", "万千瓦时", -4);
	powers("亿千瓦时", "度", 8);
	powers("公顷", "平方公里", -2);
	powers("％", "%", 0);
	powers("百分点", "%", 0);
	powers("100 million yuan", "亿元", 0);
	powers("Million USD", "亿美元", -2);
}

static void multiples_are_powers_of_what_they_multiply(void **state)
{
	static const struct {
		const char *unit, *base;
		int power;
	} multiples[] = {{"千克", "克", 3}, {"公斤", "克", 3}, {"kg", "克", 3}, {"吨", "克", 6},
		{"t", "克", 6}, {"ton", "克", 6}, {"tons", "克", 6}, {"tonne", "克", 6},
		{"tonnes", "克", 6}, {"毫米", "米", -3}, {"mm", "米", -3}, {"厘米", "米", -2},
		{"千米", "米", 3}, {"公里", "米", 3}, {"km", "米", 3}, {"公顷", "平方米", 4},
		{"ha", "平方米", 4}, {"平方公里", "平方米", 6}, {"平方千米", "平方米", 6},
		{"km²", "平方米", 6}, {"升", "立方米", -3}, {"千瓦", "瓦", 3}, {"kw", "瓦", 3},
		{"兆瓦", "瓦", 6}, {"mw", "瓦", 6}, {"千瓦时", "瓦时", 3}, {"kwh", "瓦时", 3},
		{"度", "瓦时", 3}, {"兆瓦时", "瓦时", 6}, {"mwh", "瓦时", 6}, {"gwh", "瓦时", 9},
		{"tj", "焦耳", 12}, {"‰", "%", -1}};

	(void)state;
	for (size_t i = 0; i < sizeof(multiples) / sizeof(*multiples); i++)
		powers(multiples[i].unit, multiples[i].base, multiples[i].power);
}

static void a_unit_has_the_same_size_under_all_its_names(void **state)
{
	static const char *const names[][6] = {{"元", "人民币元", "元人民币", "yuan", "rmb", "cny"},
		{"元", "rmb yuan", "yuan rmb"}, {"美元", "usd", "us$", "us dollars"},
		{"欧元", "eur", "euro", "euros"}, {"人", "名", "person", "persons", "people"},
		{"标箱", "标准箱", "teu", "teus"}, {"平方米", "㎡", "m²"}, {"天", "日"},
		{"月", "个月"}, {"场", "场次"}, {"number", "anzahl", "nombre"}, {"港元", "港币"},
		{"指数", "index"}, {"%", "percent", "percentage", "prozent", "per cent", "pct"},
		{"%", "百分比", "百分点", "个百分点", "percentage points", "pp"}};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		for (size_t j = 1; j < 6 && names[i][j]; j++)
			powers(names[i][j], names[i][0], 0);
}

static void scales_have_their_powers_in_every_language(void **state)
{
	static const struct {
		const char *word;
		int power;
	} scales[] = {{"十", 1}, {"百", 2}, {"千", 3}, {"万", 4}, {"十万", 5}, {"百万", 6},
		{"千万", 7}, {"亿", 8}, {"十亿", 9}, {"百亿", 10}, {"千亿", 11}, {"万亿", 12},
		{"thousands of", 3}, {"thousands", 3}, {"thousand", 3}, {"tsd.", 3}, {"1,000", 3},
		{"1000", 3}, {"10,000", 4}, {"10 000", 4}, {"10000", 4}, {"millions of", 6},
		{"millions", 6}, {"million", 6}, {"mln", 6}, {"mn", 6}, {"mio.", 6}, {"mill.", 6},
		{"1,000,000", 6}, {"100 million", 8}, {"billions of", 9}, {"billions", 9},
		{"billion", 9}, {"bln", 9}, {"bn", 9}, {"mrd.", 9}, {"trillion", 12}};
	int power;

	(void)state;
	for (size_t i = 0; i < sizeof(scales) / sizeof(*scales); i++) {
		if (!unit_scale_word(str_of(scales[i].word), &power))
			fail_msg("%s is no scale", scales[i].word);
		assert_int_equal(power, scales[i].power);
	}
}

static void a_scale_alone_counts_what_the_unit_counts(void **state)
{
	static const struct {
		const char *word, *own;
		int power;
	} cases[] = {{"万", "亿元", -4}, {"thousands", "million yuan", -3}, {"万", "元", 4},
		{"million", "million", 0}, {"亿", "万", 4}, {"thousand", "Million", -3},
		{"million", "", 6}, {"万", "千克", 4}};
	int power;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_true(unit_scaled(str_of(cases[i].word), str_of(cases[i].own), &power));
		assert_int_equal(power, cases[i].power);
	}
	assert_false(unit_scaled(STR("元"), STR("亿元"), &power));
	assert_false(unit_scaled(STR("亿"), STR("万/人"), &power));
}

static void a_scale_needs_a_unit_that_is_surely_one(void **state)
{
	(void)state;
	powers("千件", "件", 3); /* 件 is known */
	refused("千盒", "盒");
	powers("万盒", "盒", 4);
	assert_str_equal(unit_base(STR("千盒")), "千盒");
	assert_str_equal(unit_base(STR("万盒")), "盒");
}

static void a_unit_as_long_as_a_sentence_is_compared_as_it_stands(void **state)
{
	char upper[126], lower[126];
	int power;

	(void)state;
	for (size_t len = 124; len <= 125; len++) {
		memset(upper, 'X', len);
		memset(lower, 'x', len);
		assert_int_equal(
			unit_power((struct str){upper, len}, (struct str){lower, len}, &power),
			len == 124);
	}
}

static void the_numerator_ends_at_the_first_slash_behind_something(void **state)
{
	(void)state;
	powers("/日", "/日", 0);
	refused("/日", "日");
	assert_true(unit_is_known(STR("元/盒")));
	assert_false(unit_is_known(STR("/元")));
	assert_false(unit_is_known(STR("=100")));
	assert_true(unit_is_index(STR("1=100")));
	assert_true(unit_is_index(STR("2015 = 100")));
	assert_false(unit_is_index(STR("= 100")));
	assert_false(unit_is_percent(STR("‰")));
	assert_false(unit_is_percent(STR("元")));
}

static void width_case_and_blanks_do_not_matter(void **state)
{
	(void)state;
	powers(" 万ｔｅｕ　", "万TEU", 0);
	powers("KM", "米", 3);
}

static void a_fraction_is_scaled_on_both_sides(void **state)
{
	(void)state;
	powers("万吨/日", "吨/日", 4);
	powers("件/万人", "件/人", -4);
	powers("元/千克", "元/吨", 3);
	powers("元/桶·月", "元/桶·月", 0);
	refused("万吨/日", "吨/月");
	refused("元", "元/人");
}

static void different_bases_are_refused(void **state)
{
	(void)state;
	refused("亿元", "亿美元");
	refused("吨", "件");
	refused("家", "%");
	refused("2015=100", "%");
}

static void an_unknown_unit_is_its_own_base(void **state)
{
	(void)state;
	powers("盒", "盒", 0);
	powers("万盒", "盒", 4);
	refused("百盒", "盒"); /* 百盒 might be a word of its own */
	refused("盒", "瓶");
}

static void an_empty_unit_takes_anything(void **state)
{
	(void)state;
	powers("亿元", "", 0);
	powers("", "亿元", 0);
}

static void the_base_is_what_stands_behind_the_scale(void **state)
{
	(void)state;
	assert_str_equal(unit_base(STR("亿元")), "元");
	assert_str_equal(unit_base(STR("万标箱")), "标箱");
	assert_str_equal(unit_base(STR("万千瓦时")), "千瓦时");
	assert_str_equal(unit_base(STR("万TEU")), "TEU");
	assert_str_equal(unit_base(STR("万吨/日")), "吨/日");
	assert_str_equal(unit_base(STR("百分点")), "百分点");
	assert_str_equal(unit_base(STR("千克")), "千克");
	assert_str_equal(unit_base(STR("件")), "件");
	assert_str_equal(unit_base(STR("万")), "万");
	assert_str_equal(unit_base(STR("")), "");
}

static void scale_words_stand_alone(void **state)
{
	int power;

	(void)state;
	assert_true(unit_scale_word(STR("亿"), &power));
	assert_int_equal(power, 8);
	assert_true(unit_scale_word(STR("Million"), &power));
	assert_int_equal(power, 6);
	assert_false(unit_scale_word(STR("亿元"), &power));
	assert_false(unit_scale_word(STR(""), &power));
}

static void known_units_are_told_from_words(void **state)
{
	(void)state;
	assert_true(unit_is_known(STR("亿元")));
	assert_true(unit_is_known(STR("万吨/日")));
	assert_true(unit_is_known(STR("2002=100")));
	assert_true(unit_is_known(STR("上年同月＝100")));
	assert_false(unit_is_known(STR("贷款余额")));
	assert_false(unit_is_known(STR("M2"))); /* money, not square metres */
	assert_false(unit_is_known(STR("")));
}

static void percent_is_recognised(void **state)
{
	(void)state;
	assert_true(unit_is_percent(STR("%")));
	assert_true(unit_is_percent(STR("％")));
	assert_true(unit_is_percent(STR("个百分点")));
	assert_false(unit_is_percent(STR("‰")));
	assert_false(unit_is_percent(STR("亿元")));
	assert_false(unit_is_percent(STR("")));
}

static void a_very_long_unit_is_compared_as_it_stands(void **state)
{
	char text[400];

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	powers(text, text, 0);
	refused(text, "元");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chinese_scales_are_powers_of_ten),
		cmocka_unit_test(synonyms_are_one_base),
		cmocka_unit_test(multiples_are_powers_of_what_they_multiply),
		cmocka_unit_test(a_unit_has_the_same_size_under_all_its_names),
		cmocka_unit_test(scales_have_their_powers_in_every_language),
		cmocka_unit_test(a_scale_alone_counts_what_the_unit_counts),
		cmocka_unit_test(a_scale_needs_a_unit_that_is_surely_one),
		cmocka_unit_test(a_unit_as_long_as_a_sentence_is_compared_as_it_stands),
		cmocka_unit_test(the_numerator_ends_at_the_first_slash_behind_something),
		cmocka_unit_test(width_case_and_blanks_do_not_matter),
		cmocka_unit_test(a_fraction_is_scaled_on_both_sides),
		cmocka_unit_test(different_bases_are_refused),
		cmocka_unit_test(an_unknown_unit_is_its_own_base),
		cmocka_unit_test(an_empty_unit_takes_anything),
		cmocka_unit_test(the_base_is_what_stands_behind_the_scale),
		cmocka_unit_test(scale_words_stand_alone),
		cmocka_unit_test(known_units_are_told_from_words),
		cmocka_unit_test(percent_is_recognised),
		cmocka_unit_test(a_very_long_unit_is_compared_as_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
