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
	assert_double(text_width(STR("各项贷款"), (struct lettering){18, false}), 72);
}

static void letters_and_digits_are_narrower(void **state)
{
	(void)state;
	assert_true(text_width(STR("iiii"), (struct lettering){10, false}) <
		    text_width(STR("8888"), (struct lettering){10, false}));
	assert_true(text_width(STR("8888"), (struct lettering){10, false}) <
		    text_width(STR("mmmm"), (struct lettering){10, false}));
	assert_true(text_width(STR("mmmm"), (struct lettering){10, false}) <
		    text_width(STR("四四四四"), (struct lettering){10, false}));
}

static void what_is_not_seen_takes_no_room(void **state)
{
	(void)state;
	assert_double(text_width(STR("\xE2\x80\x8B"), (struct lettering){10, false}), 0);
	assert_double(text_width(STR(""), (struct lettering){10, false}), 0);
}

static void text_that_fits_is_left_alone(void **state)
{
	(void)state;
	assert_str_equal(
		text_fit(&arena, STR("贷款余额"), (struct lettering){10, false}, 40), "贷款余额");
}

static void longer_text_ends_in_an_ellipsis_within_the_room(void **state)
{
	struct str cut =
		text_fit(&arena, STR("本外币各项贷款余额"), (struct lettering){10, false}, 45);

	(void)state;
	assert_str_equal(cut, "本外币…");
	assert_true(text_width(cut, (struct lettering){10, false}) <= 45);
}

static void room_for_nothing_still_gives_an_ellipsis(void **state)
{
	(void)state;
	assert_str_equal(text_fit(&arena, STR("贷款"), (struct lettering){10, false}, 1), "…");
}

static void a_line_breaks_at_a_blank_near_its_end(void **state)
{
	struct str text = STR("loans outstanding at the end");

	(void)state;
	assert_str_equal(str_head(text, text_break(text, (struct lettering){10, false},
						text_width(STR("loans outstanding at th"),
							(struct lettering){10, false}))),
		"loans outstanding at");
}

static void no_line_begins_with_a_closing_mark(void **state)
{
	struct str text = STR("一二三四（五六）七八");

	(void)state;
	assert_str_equal(str_head(text, text_break(text, (struct lettering){10, false}, 70)),
		"一二三四（五");
}

static void a_line_takes_at_least_one_character(void **state)
{
	(void)state;
	assert_int_equal(text_break(STR("贷款"), (struct lettering){10, false}, 1), 3);
	assert_int_equal(text_break(STR("，，，"), (struct lettering){10, false}, 15), 3);
}

static void malformed_bytes_are_counted_not_followed(void **state)
{
	struct str text = STR("\xE4\xB8");

	(void)state;
	assert_double(text_width(text, (struct lettering){10, false}), 20);
	assert_int_equal(text_break(text, (struct lettering){10, false}, 12), 1);
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
