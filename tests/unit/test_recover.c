#include "workspace.h"

#include <sys/wait.h>

/* Many series, so that the archive takes long enough to be interrupted. */
enum { SERIES = 40, WRITERS = 3, LOADS = 8 };

static struct workspace *ws;

static int setup(void **state)
{
	(void)state;
	ws = ws_open("indicator loans { unit = \"亿元\" kind = stock }\n");
	ws->store.wait = 20;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	ws_close(ws);
	return 0;
}

/* Every series gets `value`, in a month that tells the writer. */
static bool load_all(int month, double value)
{
	struct period period = {EVERY_MONTH, month};
	struct calendar civil = {.year_start = 1};

	ws_begin(ws, "x.csv");
	for (int i = 0; i < SERIES; i++)
		ws_add(ws, "loans", str_printf(&ws->arena, "%02d", i).at,
			period_print(&ws->arena, period.every, civil, period.number).at, value);
	return ws_try_commit(ws);
}

static void several_writers_at_once_lose_nothing(void **state)
{
	pid_t children[WRITERS];
	struct load_list list = {0};
	struct book book;

	(void)state;
	for (int writer = 0; writer < WRITERS; writer++) {
		children[writer] = fork();
		if (children[writer])
			continue;
		for (int i = 1; i <= LOADS; i++)
			if (!load_all(650 + writer, i))
				_exit(1);
		_exit(0);
	}
	for (int writer = 0; writer < WRITERS; writer++) {
		int status;

		waitpid(children[writer], &status, 0);
		assert_int_equal(status, 0);
	}
	assert_true(store_log(&ws->store, &ws->arena, &list, &ws->diag));
	assert_int_equal(list.count, WRITERS * LOADS);
	book = ws_read(ws);
	assert_int_equal(book.series.count, SERIES);
	for (int writer = 0; writer < WRITERS; writer++)
		assert_true(series_at(&book.series.item[0], 650 + writer) == LOADS);
}

/* What a user without the right to write gets: 0 read, 1 refused as expected, 2 something else. */
static int read_as_nobody(void)
{
	struct book book;
	pid_t child = fork();
	int status;

	if (child == 0) {
		if (getuid() == 0 && setuid(65534) != 0)
			_exit(3);
		if (store_read(&ws->store, &ws->arena, NULL, true, &book, &ws->diag))
			_exit(book.series.count == SERIES ? 0 : 2);
		_exit(ws->diag.status == STATUS_IO &&
					strstr(messages(&ws->arena, &ws->diag), "tidemark rebuild")
				? 1
				: 2);
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void who_may_only_read_reads_what_is_up_to_date(void **state)
{
	struct str applied;

	(void)state;
	chmod(ws->folder.at, 0755);
	assert_true(load_all(650, 1));
	applied = ws_content(ws, "data/applied");
	assert_true(load_all(650, 2));
	chmod(ws->store.folder.at, 0555);
	assert_int_equal(read_as_nobody(), 0);
	chmod(ws->store.folder.at, 0755);
	unlink(ws_path(ws, "data/lock").at); /* a copy on a disc may have none */
	chmod(ws->store.folder.at, 0555);
	assert_int_equal(read_as_nobody(), 0);
	chmod(ws->store.folder.at, 0755);
	ws_write(ws, "data/applied", applied);
	chmod(ws->store.folder.at, 0555);
	assert_int_equal(read_as_nobody(), 1);
	chmod(ws->store.folder.at, 0755);
	ws_read(ws); /* whoever may write brings it up */
	chmod(ws->store.folder.at, 0555);
	assert_int_equal(read_as_nobody(), 0);
	chmod(ws->store.folder.at, 0755);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(several_writers_at_once_lose_nothing),
		TEST(who_may_only_read_reads_what_is_up_to_date),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
