#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "workspace.h"

#include "command/collect_inbox.h"

static struct workspace *ws;
static struct inbox inbox;

static const char *path_of(const char *name)
{
	return ws_path(ws, name).at;
}

/* A file of so many bytes, last modified at that second. */
static void put(const char *name, int size, time_t modified)
{
	const struct timespec times[] = {{modified, 0}, {modified, 0}};
	int fd = open(path_of(name), O_WRONLY | O_CREAT | O_TRUNC, 0600);

	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, size), 0);
	close(fd);
	assert_int_equal(utimensat(AT_FDCWD, path_of(name), times, 0), 0);
}

static void begin(void)
{
	ws = ws_open("indicator loans { kind = stock }\n");
	assert_int_equal(unlink(path_of("tidemark.conf")), 0);
	inbox_init(&inbox, ws->folder);
	assert_true(inbox_open(&inbox, &ws->diag));
}

static void end(void)
{
	inbox_close(&inbox);
	inbox_forget(&inbox);
	ws_close(ws);
}

static void look(double now)
{
	assert_true(inbox_look(&inbox, now, &ws->diag));
}

/* The names of what has settled, in their order, with a blank behind each. */
static struct str settled(double now, double settle)
{
	struct arrivals list = {0};
	struct str names = STR("");

	inbox_settled(&ws->arena, &inbox, now, settle, &list);
	for (size_t i = 0; i < list.count; i++)
		names = str_printf(
			&ws->arena, "%.*s%.*s ", STR_ARG(names), STR_ARG(list.item[i]->name));
	return names;
}

static void what_was_modified_earlier_comes_first(void **state)
{
	(void)state;
	begin();
	put("a", 1, 300);
	put("b", 1, 100);
	put("c", 1, 200);
	look(0);
	assert_str_equal(settled(0, 0), "b c a ");
	end();
}

static void at_one_moment_numbers_in_names_count_as_numbers(void **state)
{
	(void)state;
	begin();
	put("x10", 1, 100);
	put("x9", 1, 100);
	put("x", 1, 100);
	put("x009b", 1, 100);
	put("x9a", 1, 100);
	put("y0", 1, 100);
	put("y00", 1, 100);
	put("18446744073709551617", 1, 100);
	put("18446744073709551616", 1, 100);
	look(0);
	assert_str_equal(settled(0, 0),
		"18446744073709551616 18446744073709551617 x x9 x9a x009b x10 y0 y00 ");
	end();
}

static void whatever_a_sighting_differs_in_makes_it_another(void **state)
{
	const struct sighting first = {.device = 1, .number = 2, .size = 3};
	struct sighting other[] = {first, first, first, first, first};

	(void)state;
	other[0].device++;
	other[1].number++;
	other[2].size++;
	other[3].modified.tv_nsec++;
	other[4].changed.tv_sec++;
	assert_true(sighting_equal(&first, &first));
	for (size_t i = 0; i < 5; i++)
		assert_false(sighting_equal(&first, &other[i]));
}

static void a_file_has_settled_when_it_was_seen_unchanged_for_so_long(void **state)
{
	(void)state;
	begin();
	put("a", 1, 100);
	look(1000);
	assert_str_equal(settled(1001.9, 2), "");
	assert_double(inbox_next(&inbox, 1001.5, 2), 0.5);
	look(1001.5);
	assert_str_equal(settled(1002, 2), "a ");
	assert_double(inbox_next(&inbox, 1005, 2), 0);
	put("a", 2, 100);
	look(1010);
	assert_str_equal(settled(1011, 2), "");
	look(1012);
	assert_str_equal(settled(1012, 2), "a ");
	end();
}

static void one_that_was_tried_in_vain_rests_as_long_as_it_was_there_but_a_minute_at_most(
	void **state)
{
	(void)state;
	begin();
	put("a", 1, 100);
	look(0);
	arrival_rest(&inbox.item[0], 1);
	assert_str_equal(settled(2.9, 0), "");
	assert_str_equal(settled(3, 0), "a ");
	arrival_rest(&inbox.item[0], 20);
	assert_double(inbox_next(&inbox, 20, 0), 20);
	look(21);
	assert_double(inbox_next(&inbox, 21, 0), 19);
	arrival_rest(&inbox.item[0], 5000);
	assert_double(inbox_next(&inbox, 5000, 0), 60);
	put("a", 2, 100);
	look(5001);
	assert_str_equal(settled(5001, 0), "a ");
	end();
}

static void what_is_no_file_is_never_waited_for(void **state)
{
	(void)state;
	begin();
	assert_int_equal(symlink("nowhere", path_of("link")), 0);
	assert_int_equal(mkfifo(path_of("pipe"), 0600), 0);
	assert_int_equal(mkdir(path_of("folder"), 0700), 0);
	assert_int_equal(mkdir(path_of("done"), 0700), 0);
	put("x.part", 1, 100);
	put(".hidden", 1, 100);
	look(0);
	assert_int_equal(inbox.count, 4);
	for (size_t i = 0; i < inbox.count; i++)
		assert_non_null(inbox.item[i].problem);
	assert_true(isinf(inbox_next(&inbox, 0, 2)));
	assert_str_equal(settled(100, 2), "");
	end();
}

static void a_problem_is_said_again_only_when_it_is_another(void **state)
{
	(void)state;
	begin();
	assert_int_equal(mkfifo(path_of("x"), 0600), 0);
	look(0);
	inbox.item[0].said = true;
	look(1);
	assert_true(inbox.item[0].said);
	assert_int_equal(unlink(path_of("x")), 0);
	assert_int_equal(symlink("nowhere", path_of("x")), 0);
	look(2);
	assert_false(inbox.item[0].said);
	end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_modified_earlier_comes_first),
		cmocka_unit_test(at_one_moment_numbers_in_names_count_as_numbers),
		cmocka_unit_test(whatever_a_sighting_differs_in_makes_it_another),
		cmocka_unit_test(a_file_has_settled_when_it_was_seen_unchanged_for_so_long),
		cmocka_unit_test(
			one_that_was_tried_in_vain_rests_as_long_as_it_was_there_but_a_minute_at_most),
		cmocka_unit_test(what_is_no_file_is_never_waited_for),
		cmocka_unit_test(a_problem_is_said_again_only_when_it_is_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
