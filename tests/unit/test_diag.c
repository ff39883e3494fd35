#include "unit.h"

static struct arena arena;

static int start(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static struct place at(const char *file, size_t line, size_t column)
{
	return (struct place){str_of(file), line, column};
}

static void an_error_returns_false_and_the_first_one_sets_the_status(void **state)
{
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_int_equal(diag.status, STATUS_DONE);
	diag_warning(&diag, NO_PLACE, "only a warning");
	diag_note(&diag, NO_PLACE, "only a note");
	assert_int_equal(diag.status, STATUS_DONE);
	assert_false(diag_error(&diag, STATUS_DATA, NO_PLACE, "first"));
	assert_false(diag_error(&diag, STATUS_IO, NO_PLACE, "second"));
	assert_int_equal(diag.status, STATUS_DATA);
	assert_int_equal(diag.errors, 2);
	assert_int_equal(diag.warnings, 1);
}

static void a_message_names_as_much_of_its_place_as_is_known(void **state)
{
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	diag_error(&diag, STATUS_DATA, at("a.csv", 3, 7), "x \"%s\"", "y");
	diag_warning(&diag, at("a.csv", 3, 0), "w");
	diag_note(&diag, at("a.csv", 0, 9), "n");
	diag_note(&diag, NO_PLACE, "m");
	assert_string_equal(messages(&arena, &diag), "a.csv:3:7: error: x \"y\"\n"
						     "a.csv:3: warning: w\n"
						     "a.csv: note: n\n"
						     "tidemark: note: m\n");
}

static void control_characters_and_bad_bytes_never_get_through(void **state)
{
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	diag_error(&diag, STATUS_DATA, at("a\033[2J\n.csv", 1, 0),
		"\033]0;x\007\t\r\n\x7F\xC2\x85\xFF数\xE2\x80\xA8\xE2\x80\xAE\xE2\x81\xA6");
	assert_string_equal(messages(&arena, &diag),
		"a\\x1B[2J\\n.csv:1: error: "
		"\\x1B]0;x\\x07\\t\\r\\n\\x7F\\x85\\xFF数\\u2028\\u202E\\u2066\n");
}

static void a_quotation_ends_after_forty_characters_not_bytes(void **state)
{
	struct str forty = STR("一二三四五六七八九十一二三四五六七八九十"
			       "一二三四五六七八九十一二三四五六七八九十");
	struct str more = str_printf(&arena, "%.*s零", STR_ARG(forty));

	(void)state;
	assert_str_equal(diag_quote(&arena, forty), forty.at);
	assert_str_equal(diag_quote(&arena, more), str_printf(&arena, "%.*s…", STR_ARG(forty)).at);
	assert_str_equal(diag_quote(&arena, STR("")), "");
	assert_str_equal(diag_quote(&arena, STR("a\nb")), "a\\nb");
}

static void the_text_of_a_place_may_go_away(void **state)
{
	char name[] = "x.csv";
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	diag_error(&diag, STATUS_DATA, at(name, 1, 1), "%s", name);
	memset(name, '?', 5);
	assert_string_equal(messages(&arena, &diag), "x.csv:1:1: error: x.csv\n");
}

static void errors_beyond_twenty_in_a_file_are_counted(void **state)
{
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	for (size_t i = 1; i <= 20; i++)
		diag_error(&diag, STATUS_DATA, at("a", i, 0), "bad");
	assert_int_equal(diag.count, 20);
	diag_error(&diag, STATUS_DATA, at("a", 21, 0), "bad");
	assert_int_equal(diag.count, 21);
	assert_str_equal(diag_format(&arena, &diag.item[20]), "a: error: and 1 more error");
	for (size_t i = 22; i <= 50; i++)
		diag_error(&diag, STATUS_DATA, at("a", i, 0), "bad");
	diag_error(&diag, STATUS_DATA, at("b", 1, 0), "bad too");
	assert_int_equal(diag.count, 22);
	assert_int_equal(diag.errors, 51);
	assert_str_equal(diag_format(&arena, &diag.item[20]), "a: error: and 30 more errors");
	assert_str_equal(diag_format(&arena, &diag.item[21]), "b:1: error: bad too");
}

static void strict_makes_errors_of_warnings_not_of_notes(void **state)
{
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	diag.strict = true;
	diag_note(&diag, NO_PLACE, "n");
	assert_int_equal(diag.errors, 0);
	diag_warning(&diag, NO_PLACE, "w");
	assert_int_equal(diag.errors, 1);
	assert_int_equal(diag.warnings, 0);
	assert_int_equal(diag.status, STATUS_DATA);
	assert_string_equal(messages(&arena, &diag), "tidemark: note: n\ntidemark: error: w\n");
}

static void a_fault_of_the_system_says_what_could_not_be_done(void **state)
{
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_false(diag_system(&diag, STATUS_IO, STR("x/y"), "write", 28));
	assert_string_equal(
		messages(&arena, &diag), "x/y: error: cannot write: No space left on device\n");
}

static void sorting_goes_by_file_line_and_column_and_is_stable(void **state)
{
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	diag_error(&diag, STATUS_DATA, at("b", 1, 0), "1");
	diag_error(&diag, STATUS_DATA, at("a", 10, 2), "2");
	diag_error(&diag, STATUS_DATA, at("a", 9, 0), "3");
	diag_error(&diag, STATUS_DATA, at("a", 10, 1), "4");
	diag_warning(&diag, at("a", 9, 0), "5");
	diag_error(&diag, STATUS_DATA, at("a", 0, 0), "6");
	diag_error(&diag, STATUS_DATA, NO_PLACE, "7");
	diag_sort(&diag, 0);
	assert_string_equal(messages(&arena, &diag), "tidemark: error: 7\n"
						     "a:9: error: 3\n"
						     "a:9: warning: 5\n"
						     "a:10:1: error: 4\n"
						     "a:10:2: error: 2\n"
						     "a: error: 6\n"
						     "b:1: error: 1\n");
}

static void notes_stay_behind_what_they_explain_when_sorted(void **state)
{
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	diag_note(&diag, at("z", 1, 0), "before");
	diag_error(&diag, STATUS_DATA, at("b", 5, 0), "one");
	diag_note(&diag, at("a", 1, 0), "of one");
	diag_note(&diag, at("c", 1, 0), "of one too");
	diag_error(&diag, STATUS_DATA, at("b", 2, 0), "two");
	diag_sort(&diag, 1);
	assert_string_equal(messages(&arena, &diag), "z:1: note: before\n"
						     "b:2: error: two\n"
						     "b:5: error: one\n"
						     "a:1: note: of one\n"
						     "c:1: note: of one too\n");
	diag_sort(&diag, 0);
	assert_str_equal(diag.item[4].text, "before");
}

static void the_count_of_errors_left_out_goes_on_after_sorting(void **state)
{
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	diag_error(&diag, STATUS_DATA, at("b", 1, 0), "other");
	for (size_t i = 22; i >= 1; i--)
		diag_error(&diag, STATUS_DATA, at("a", i, 0), "%zu", i);
	diag_sort(&diag, 0);
	assert_str_equal(diag.item[0].text, "3");
	assert_str_equal(diag.item[20].text, "and 2 more errors");
	assert_str_equal(diag.item[21].text, "other");
	diag_error(&diag, STATUS_DATA, at("a", 30, 0), "30");
	assert_str_equal(diag.item[20].text, "and 3 more errors");
	assert_str_equal(diag.item[21].text, "other");
}

static void sorting_nothing_is_nothing(void **state)
{
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	diag_sort(&diag, 0);
	assert_int_equal(diag.count, 0);
	diag_error(&diag, STATUS_DATA, NO_PLACE, "x");
	diag_sort(&diag, 1);
	assert_int_equal(diag.count, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_error_returns_false_and_the_first_one_sets_the_status),
		TEST(a_message_names_as_much_of_its_place_as_is_known),
		TEST(control_characters_and_bad_bytes_never_get_through),
		TEST(a_quotation_ends_after_forty_characters_not_bytes),
		TEST(the_text_of_a_place_may_go_away),
		TEST(errors_beyond_twenty_in_a_file_are_counted),
		TEST(strict_makes_errors_of_warnings_not_of_notes),
		TEST(a_fault_of_the_system_says_what_could_not_be_done),
		TEST(sorting_goes_by_file_line_and_column_and_is_stable),
		TEST(notes_stay_behind_what_they_explain_when_sorted),
		TEST(the_count_of_errors_left_out_goes_on_after_sorting),
		TEST(sorting_nothing_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
