#include "unit.h"

#include "model/figure.h"

static struct arena arena;

static void an_area_is_trimmed_and_its_width_folded(void **state)
{
	(void)state;
	assert_str_equal(area_key(&arena, STR("　北京市 ")), "北京市");
	assert_str_equal(area_key(&arena, STR("Ａ区（一）")), "A区(一)");
	assert_str_equal(area_key(&arena, STR("New   South\tWales")), "New South Wales");
	assert_str_equal(area_key(&arena, STR("a\x01 \x7F"
					      "b")),
		"a b");
	assert_str_equal(area_key(&arena, STR("Abc")), "Abc");
	assert_str_equal(area_key(&arena, STR("\x01\xEF\xBB\xBF"
					      "Abc\xEF\xBB\xBF\x01")),
		"Abc");
	assert_str_equal(area_key(&arena, STR("")), "");
	assert_str_equal(area_key(&arena, STR("a\xC2\xA0\xC2\xA0"
					      "b")),
		"a b");
}

static void a_series_is_named_by_indicator_and_area(void **state)
{
	struct indicator indicator = {.id = STR("loans")};

	(void)state;
	assert_str_equal(series_name(&arena, (struct series_key){&indicator, STR("")}), "loans");
	assert_str_equal(
		series_name(&arena, (struct series_key){&indicator, STR("城东")}), "loans/城东");
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_area_is_trimmed_and_its_width_folded),
		cmocka_unit_test(a_series_is_named_by_indicator_and_area),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
