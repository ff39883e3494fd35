#include "unit.h"

#include "base/buf.h"

#include <wchar.h>

static void a_new_buffer_is_an_empty_text(void **state)
{
	struct arena arena;
	struct buf buf;

	(void)state;
	arena_init(&arena, NULL);
	buf_init(&buf, &arena);
	assert_string_equal(buf_str(&buf).at, "");
	assert_int_equal(buf_str(&buf).len, 0);
	buf_add(&buf, (struct str){NULL, 0});
	buf_text(&buf, "");
	assert_string_equal(buf_str(&buf).at, "");
	arena_free(&arena);
}

static void what_was_written_is_followed_by_a_nul(void **state)
{
	struct arena arena;
	struct buf buf;

	(void)state;
	arena_init(&arena, NULL);
	buf_init(&buf, &arena);
	buf_char(&buf, 'a');
	buf_text(&buf, "bc");
	buf_printf(&buf, "%d数", 42);
	buf_add(&buf, STR("\0x"));
	assert_int_equal(buf.len, 10);
	assert_memory_equal(buf.at, "abc42数\0x\0", 11);
	arena_free(&arena);
}

static void room_that_is_reserved_in_vain_leaves_an_empty_text(void **state)
{
	struct arena arena;
	struct buf buf;

	(void)state;
	arena_init(&arena, NULL);
	buf_init(&buf, &arena);
	buf_reserve(&buf, 20000);
	assert_string_equal(buf_str(&buf).at, "");
	arena_free(&arena);
}

static void two_buffers_grow_side_by_side(void **state)
{
	struct buf one, two;
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	buf_init(&one, &arena);
	buf_init(&two, &arena);
	for (int i = 0; i < 50000; i++) {
		buf_char(&one, (char)('a' + i % 26));
		buf_printf(&two, "%d,", i % 10);
	}
	assert_int_equal(one.len, 50000);
	assert_int_equal(two.len, 100000);
	for (int i = 0; i < 50000; i++) {
		assert_int_equal(one.at[i], 'a' + i % 26);
		assert_int_equal(two.at[2 * i], '0' + i % 10);
	}
	arena_free(&arena);
}

static void reserved_room_may_be_written_to_directly(void **state)
{
	struct arena arena;
	struct buf buf;

	(void)state;
	arena_init(&arena, NULL);
	buf_init(&buf, &arena);
	buf_text(&buf, "x");
	memset(buf_reserve(&buf, 100000), 'y', 100000);
	buf.len += 100000;
	buf_char(&buf, 'z');
	assert_int_equal(buf_str(&buf).len, 100002);
	assert_int_equal(buf.at[0], 'x');
	assert_int_equal(buf.at[100000], 'y');
	assert_string_equal(buf.at + 100001, "z");
	arena_free(&arena);
}

/* No locale has a character of that number. */
static void what_printf_cannot_print_adds_nothing(void **state)
{
	struct arena arena;
	struct buf buf;

	(void)state;
	arena_init(&arena, NULL);
	buf_init(&buf, &arena);
	buf_text(&buf, "ab");
	buf_printf(&buf, "%lc", (wint_t)0x7FFFFFFF);
	buf_text(&buf, "c");
	assert_string_equal(buf_str(&buf).at, "abc");
	assert_str_equal(str_printf(&arena, "%lc", (wint_t)0x7FFFFFFF), "");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_buffer_is_an_empty_text),
		cmocka_unit_test(what_was_written_is_followed_by_a_nul),
		cmocka_unit_test(room_that_is_reserved_in_vain_leaves_an_empty_text),
		cmocka_unit_test(two_buffers_grow_side_by_side),
		cmocka_unit_test(reserved_room_may_be_written_to_directly),
		cmocka_unit_test(what_printf_cannot_print_adds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
