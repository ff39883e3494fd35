#include "unit.h"

#include "base/progress.h"
#include "base/utf8.h"

static struct arena arena;

static void shows(size_t width, struct progress progress, const char *expected)
{
	struct str line = progress_line(&arena, &progress, width);

	assert_str_equal(line, expected);
	assert_true(utf8_columns(line) <= width);
}

static struct progress at(const char *name, size_t item, size_t items, double share)
{
	return (struct progress){.item = item,
		.items = items,
		.name = str_of(name),
		.doing = "reading",
		.share = share};
}

static void one_file_shows_how_much_of_it_is_done(void **state)
{
	(void)state;
	shows(79, at("loans.csv", 1, 1, 0.5), "loans.csv: reading [##########..........]  50%");
	shows(79, at("loans.csv", 1, 1, 0), "loans.csv: reading [....................]   0%");
	shows(79, at("loans.csv", 1, 1, 1), "loans.csv: reading [####################] 100%");
}

static void several_files_are_counted_and_share_the_bar(void **state)
{
	(void)state;
	shows(79, at("b.csv", 3, 4, 0.5), "3/4 b.csv: reading [############........]  62%");
}

static void a_long_name_is_cut_to_the_width(void **state)
{
	(void)state;
	shows(47, at("a-long-name-of-a-file.csv", 1, 1, 0),
		"a-long-na…: reading [....................]   0%");
	shows(47, at("各项贷款余额情况.csv", 1, 1, 0),
		"各项贷款…: reading [....................]   0%");
}

static void the_bar_goes_first_where_the_screen_is_narrow(void **state)
{
	(void)state;
	shows(20, at("a-long-name-of-a-file.csv", 1, 1, 0), "a-long-nam…: reading");
	shows(10, at("loans.csv", 1, 1, 0), "");
	shows(0, at("loans.csv", 1, 1, 0), "");
}

static void control_characters_do_not_reach_the_screen(void **state)
{
	(void)state;
	shows(79, at("a\x1b[2J\xff.csv", 1, 1, 0),
		"a?[2J?.csv: reading [....................]   0%");
	shows(79, at("a\xE2\x80\xAE\xC2\x9B.csv", 1, 1, 0),
		"a??.csv: reading [....................]   0%");
}

static void show_once(struct progress *progress)
{
	progress->item++;
}

static void nobody_need_look(void **state)
{
	struct progress progress = {.item = 0};

	(void)state;
	progress_tell(NULL, "reading", 0.5);
	progress_tell(&progress, "reading", 0.5);
	assert_null(progress.doing);
	progress.show = show_once;
	progress_tell(&progress, "writing", 0.75);
	assert_string_equal(progress.doing, "writing");
	assert_double(progress.share, 0.75);
	assert_int_equal(progress.item, 1);
}

static int forget(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_file_shows_how_much_of_it_is_done),
		cmocka_unit_test(several_files_are_counted_and_share_the_bar),
		cmocka_unit_test(a_long_name_is_cut_to_the_width),
		cmocka_unit_test(the_bar_goes_first_where_the_screen_is_narrow),
		cmocka_unit_test(control_characters_do_not_reach_the_screen),
		cmocka_unit_test(nobody_need_look),
	};

	return cmocka_run_group_tests_name("progress", tests, NULL, forget);
}
