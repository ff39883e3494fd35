#include "unit.h"

#include "ingest/intern.h"

static struct arena arena;

static void each_text_gets_one_number_in_the_order_of_appearance(void **state)
{
	struct intern intern = {.room = 0};

	(void)state;
	assert_int_equal(intern_find(&intern, STR("a")), 0);
	assert_int_equal(intern_add(&arena, &intern, STR("a")), 0);
	assert_int_equal(intern_add(&arena, &intern, STR("b")), 1);
	assert_int_equal(intern_add(&arena, &intern, STR("a")), 0);
	assert_int_equal(intern_add(&arena, &intern, STR("")), 2);
	assert_int_equal(intern_find(&intern, STR("b")), 1);
	assert_int_equal(intern_find(&intern, STR("x")), 3);
}

static void many_texts_keep_their_numbers(void **state)
{
	struct intern intern = {.room = 0};

	(void)state;
	for (uint32_t i = 0; i < 5000; i++)
		assert_int_equal(intern_add(&arena, &intern, str_printf(&arena, "%u", i * 7)), i);
	for (uint32_t i = 5000; i-- > 0;)
		assert_int_equal(intern_find(&intern, str_printf(&arena, "%u", i * 7)), i);
}

static void two_texts_make_one_key(void **state)
{
	struct intern intern = {.room = 0};
	char text[300];

	(void)state;
	memset(text, 'x', sizeof(text));
	assert_int_equal(intern_add_pair(&arena, &intern, STR("ab"), STR("c")), 0);
	assert_int_equal(intern_add_pair(&arena, &intern, STR("a"), STR("bc")), 1);
	assert_int_equal(
		intern_add_pair(&arena, &intern, (struct str){text, sizeof(text)}, STR("c")), 2);
	assert_int_equal(intern_add_pair(&arena, &intern, STR("ab"), STR("c")), 0);
	assert_int_equal(
		intern_add_pair(&arena, &intern, (struct str){text, sizeof(text)}, STR("c")), 2);
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
		cmocka_unit_test(each_text_gets_one_number_in_the_order_of_appearance),
		cmocka_unit_test(many_texts_keep_their_numbers),
		cmocka_unit_test(two_texts_make_one_key),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
