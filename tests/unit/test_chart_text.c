#include "unit.h"

#include "output/chart_text.h"

static struct arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void a_chinese_character_is_as_wide_as_the_size(void **state)
{
	(void)state;
	assert_double(text_width(STR("各项贷款"), 18), 72);
}

static void letters_and_digits_are_narrower(void **state)
{
	(void)state;
	assert_true(text_width(STR("iiii"), 10) < text_width(STR("8888"), 10));
	assert_true(text_width(STR("8888"), 10) < text_width(STR("mmmm"), 10));
	assert_true(text_width(STR("mmmm"), 10) < text_width(STR("四四四四"), 10));
}

static void what_is_not_seen_takes_no_room(void **state)
{
	(void)state;
	assert_double(text_width(STR("\xE2\x80\x8B"), 10), 0);
	assert_double(text_width(STR(""), 10), 0);
}

static void text_that_fits_is_left_alone(void **state)
{
	(void)state;
	assert_str_equal(text_fit(&arena, STR("贷款余额"), 10, 40), "贷款余额");
}

static void longer_text_ends_in_an_ellipsis_within_the_room(void **state)
{
	struct str cut = text_fit(&arena, STR("本外币各项贷款余额"), 10, 45);

	(void)state;
	assert_str_equal(cut, "本外币…");
	assert_true(text_width(cut, 10) <= 45);
}

static void room_for_nothing_still_gives_an_ellipsis(void **state)
{
	(void)state;
	assert_str_equal(text_fit(&arena, STR("贷款"), 10, 1), "…");
}

static void a_line_breaks_at_a_blank_near_its_end(void **state)
{
	struct str text = STR("loans outstanding at the end");

	(void)state;
	assert_str_equal(str_head(text, text_break(text, 10,
						text_width(STR("loans outstanding at th"), 10))),
		"loans outstanding at");
}

static void no_line_begins_with_a_closing_mark(void **state)
{
	struct str text = STR("一二三四（五六）七八");

	(void)state;
	assert_str_equal(str_head(text, text_break(text, 10, 70)), "一二三四（五");
}

static void a_line_takes_at_least_one_character(void **state)
{
	(void)state;
	assert_int_equal(text_break(STR("贷款"), 10, 1), 3);
	assert_int_equal(text_break(STR("，，，"), 10, 15), 3);
}

static void malformed_bytes_are_counted_not_followed(void **state)
{
	struct str text = STR("\xE4\xB8");

	(void)state;
	assert_double(text_width(text, 10), 20);
	assert_int_equal(text_break(text, 10, 12), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_chinese_character_is_as_wide_as_the_size),
		cmocka_unit_test(letters_and_digits_are_narrower),
		cmocka_unit_test(what_is_not_seen_takes_no_room),
		cmocka_unit_test(text_that_fits_is_left_alone),
		cmocka_unit_test(longer_text_ends_in_an_ellipsis_within_the_room),
		cmocka_unit_test(room_for_nothing_still_gives_an_ellipsis),
		cmocka_unit_test(a_line_breaks_at_a_blank_near_its_end),
		cmocka_unit_test(no_line_begins_with_a_closing_mark),
		cmocka_unit_test(a_line_takes_at_least_one_character),
		cmocka_unit_test(malformed_bytes_are_counted_not_followed),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
