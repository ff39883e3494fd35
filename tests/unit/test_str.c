#include "unit.h"

#include <limits.h>

static const struct str none = {NULL, 0};

static void a_text_of_nothing_behaves_like_an_empty_one(void **state)
{
	struct str rest = none, piece;

	(void)state;
	assert_true(str_equal(none, STR("")));
	assert_true(str_is(none, ""));
	assert_true(str_equal(str_of(NULL), STR("")));
	assert_int_equal(str_compare(none, STR("")), 0);
	assert_true(str_compare(none, STR("a")) < 0);
	assert_true(str_starts(none, none) && str_ends(none, STR("")));
	assert_false(str_starts(none, STR("a")));
	assert_int_equal(str_find(none, STR("a")), 0);
	assert_false(str_has(none, STR("a")));
	assert_int_equal(str_from(none, 3).len, 0);
	assert_int_equal(str_head(none, 3).len, 0);
	assert_int_equal(str_slice(none, 1, 3).len, 0);
	assert_int_equal(str_trim(none).len, 0);
	assert_int_equal(str_hash(none), str_hash(STR("")));
	assert_false(str_cut(&rest, ',', &piece));
}

static void copies_end_with_a_nul_and_keep_those_inside(void **state)
{
	struct arena arena;
	struct str copy;

	(void)state;
	arena_init(&arena, NULL);
	copy = str_copy(&arena, str_head(STR("a\0bcd"), 4));
	assert_int_equal(copy.len, 4);
	assert_memory_equal(copy.at, "a\0bc", 5);
	assert_string_equal(str_c(&arena, str_slice(STR("hello"), 1, 3)), "el");
	assert_string_equal(str_copy(&arena, none).at, "");
	assert_str_equal(str_printf(&arena, "%s-%03d", "数", 7), "数-007");
	assert_str_equal(str_printf(&arena, "%s", ""), "");
	arena_free(&arena);
}

static void order_is_by_bytes_and_the_shorter_first(void **state)
{
	(void)state;
	assert_true(str_compare(STR("a"), STR("ab")) < 0);
	assert_true(str_compare(STR("b"), STR("ab")) > 0);
	assert_true(str_compare(STR("\xFF"), STR("a")) > 0);
	assert_true(str_compare(STR("a"), STR("a")) == 0);
}

static void heads_and_tails_are_recognised(void **state)
{
	(void)state;
	assert_true(str_starts(STR("abc"), STR("ab")));
	assert_false(str_starts(STR("abc"), STR("abcd")));
	assert_true(str_ends(STR("abc"), STR("bc")));
	assert_true(str_ends(STR("abc"), STR("abc")));
	assert_false(str_ends(STR("bc"), STR("abc")));
}

static void what_is_not_found_is_at_the_end(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("abcabc"), STR("ca")), 2);
	assert_int_equal(str_find(STR("abc"), STR("x")), 3);
	assert_int_equal(str_find(STR("abc"), STR("")), 0);
	assert_int_equal(str_find(STR("ab"), STR("abc")), 2);
	assert_true(str_has(STR(""), STR("")));
}

static void slices_beyond_the_text_are_cut_to_it(void **state)
{
	(void)state;
	assert_str_equal(str_from(STR("abc"), 1), "bc");
	assert_str_equal(str_from(STR("abc"), 9), "");
	assert_str_equal(str_head(STR("abc"), 9), "abc");
	assert_str_equal(str_slice(STR("abcdef"), 2, 4), "cd");
	assert_str_equal(str_slice(STR("abc"), 2, 9), "c");
	assert_str_equal(str_slice(STR("abc"), 2, 1), "");
	assert_str_equal(str_slice(STR("abc"), 5, 9), "");
}

static void blanks_of_every_kind_are_trimmed_from_the_ends_only(void **state)
{
	(void)state;
	assert_str_equal(str_trim(STR(" \t\r\n\v\fa b \n")), "a b");
	assert_str_equal(
		str_trim(STR(
			"\xEF\xBB\xBF\xE3\x80\x80 \xC2\xA0数\xE3\x80\x80据\xC2\xA0\xE3\x80\x80")),
		"数\xE3\x80\x80据");
	assert_str_equal(str_trim(STR("\xE3\x80\x80 \xC2\xA0")), "");
	/* half of a blank is none: these end like one */
	assert_str_equal(str_trim(STR("\x80\x80")), "\x80\x80");
	assert_str_equal(str_trim(STR("\xA0")), "\xA0");
	assert_str_equal(str_trim(STR("a\x7F ")), "a\x7F");
	assert_str_equal(str_trim(STR("a\x7F")), "a\x7F");
}

static void cutting_gives_every_piece_also_the_empty_ones(void **state)
{
	struct str rest = STR(",a,,b,"), piece;
	static const char *const pieces[] = {"", "a", "", "b", ""};
	size_t count = 0;

	(void)state;
	for (; str_cut(&rest, ',', &piece); count++)
		assert_str_equal(piece, pieces[count]);
	assert_int_equal(count, 5);
	rest = STR("");
	assert_true(str_cut(&rest, ',', &piece));
	assert_int_equal(piece.len, 0);
	assert_false(str_cut(&rest, ',', &piece));
}

static void a_list_gives_the_first_place_or_its_count(void **state)
{
	struct str_list list = {0};
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	assert_int_equal(str_list_find(&list, STR("a")), 0);
	*array_add(&arena, &list) = STR("a");
	*array_add(&arena, &list) = STR("b");
	*array_add(&arena, &list) = STR("b");
	assert_int_equal(str_list_find(&list, STR("b")), 1);
	assert_int_equal(str_list_find(&list, STR("c")), 3);
	arena_free(&arena);
}

static void one_of_them_has_no_s(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	assert_str_equal(str_counted(&arena, 2, STR("figures of another frequency")),
		"2 figures of another frequency");
	assert_str_equal(str_counted(&arena, 1, STR("figures of another frequency")),
		"1 figure of another frequency");
	assert_str_equal(str_counted(&arena, 1, STR("averages")), "1 average");
	assert_str_equal(str_counted(&arena, 0, STR("cells")), "0 cells");
	arena_free(&arena);
}

/* What printf is not asked for comes out as it would print it. */
static void texts_are_put_together_as_printf_would(void **state)
{
	static const int numbers[] = {0, 7, 10, -1, -45, 123456, INT_MAX, INT_MIN};
	char expected[400], many[200];
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		int n = numbers[i];

		snprintf(expected, sizeof(expected), "%d%% of %02d, %04d; %s%.*s%zu", n, n, n, "ab",
			2, "cde", (size_t)n);
		assert_str_equal(str_printf(&arena, "%d%% of %02d, %04d; %s%.*s%zu", n, n, n, "ab",
					 2, "cde", (size_t)n),
			expected);
	}
	assert_str_equal(str_printf(&arena, "%.*s|", 5, "ab\0cd"), "ab|");
	assert_str_equal(str_printf(&arena, "%5d %-3d| %x %c %ld %.1f %5s%s", 1, 2, 255, 'c', 3L,
				 0.25, "x", "y"),
		"    1 2  | ff c 3 0.2     xy");
	memset(many, '%', sizeof(many) - 1);
	many[sizeof(many) - 1] = '\0';
	assert_int_equal(str_printf(&arena, "%s", many).len, 199);
	assert_str_equal(
		str_printf(&arena, "%d%d%d%d%d%d%d%d", 1, 2, 3, 4, 5, 6, 7, 8), "12345678");
	arena_free(&arena);
}

/* As it is printed, compared with printf itself. */
static void printed_alike(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void printed_alike(struct arena *arena, const char *format, ...)
{
	char expected[400];
	va_list args;

	va_start(args, format);
	vsnprintf(expected, sizeof(expected), format, args);
	va_end(args);
	va_start(args, format);
	assert_str_equal(str_vprintf(arena, format, args), expected);
	va_end(args);
}

static void formats_of_every_other_kind_are_left_to_printf(void **state)
{
	const char *volatile nothing = NULL; /* compilers warn of what they see */
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	printed_alike(&arena, "%010d|", 42);
	printed_alike(&arena, "%0*d|", 5, 42);
	printed_alike(&arena, "%0d|", 42);
	printed_alike(&arena, "%zd|", (ssize_t)-1);
	printed_alike(&arena, "%s", nothing);
	printed_alike(&arena, "%.*s|", -1, "abc");
	printed_alike(&arena, "%.*s|", 0, nothing);
	printed_alike(&arena, "%.*s|", 9, nothing);
#define LETTERS "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"
#define TWELVE "%s%s%s%s%s%s%s%s%s%s%s%s"
	printed_alike(&arena, TWELVE TWELVE "|", LETTERS, LETTERS);
	printed_alike(&arena, TWELVE TWELVE "%s", LETTERS, LETTERS, "m");
	printed_alike(&arena, TWELVE TWELVE "%.*s", LETTERS, LETTERS, 1, "mn");
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_of_nothing_behaves_like_an_empty_one),
		cmocka_unit_test(copies_end_with_a_nul_and_keep_those_inside),
		cmocka_unit_test(order_is_by_bytes_and_the_shorter_first),
		cmocka_unit_test(heads_and_tails_are_recognised),
		cmocka_unit_test(what_is_not_found_is_at_the_end),
		cmocka_unit_test(slices_beyond_the_text_are_cut_to_it),
		cmocka_unit_test(blanks_of_every_kind_are_trimmed_from_the_ends_only),
		cmocka_unit_test(cutting_gives_every_piece_also_the_empty_ones),
		cmocka_unit_test(a_list_gives_the_first_place_or_its_count),
		cmocka_unit_test(one_of_them_has_no_s),
		cmocka_unit_test(texts_are_put_together_as_printf_would),
		cmocka_unit_test(formats_of_every_other_kind_are_left_to_printf),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
