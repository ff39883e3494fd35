/* Several loaders and readers at once: each load is there once, and no reader sees half of one. */
#include "bench.h"
#include "workspace.h"

#include <sys/mman.h>
#include <sys/wait.h>

enum {
	SERIES = 30,
	MONTHS = 3,
	FIRST_MONTH = 650, /* 2024-03 */
	LOADERS = 2,
	READERS = 4,
	LOADS = 300, /* of a loader, in the full size */
	ENTRIES = LOADERS * LOADS,
};

/* What all of them write down, in memory that they share. */
struct minutes {
	atomic_bool over;
	atomic_int reads;
	int acknowledged[ENTRIES + 1];  /* by number of the load: the figure that it brought */
	int seen[READERS][ENTRIES + 1]; /* the figure that a reader saw after that load */
};

static struct workspace *ws;
static struct minutes *minutes;

static int loads(void)
{
	return bench_is_full() ? LOADS : 25;
}

static int setup(void **state)
{
	(void)state;
	ws = ws_open("indicator loans { unit = \"亿元\" kind = stock }\n");
	ws->store.wait = 60;
	minutes = mmap(
		NULL, sizeof(*minutes), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return minutes == MAP_FAILED;
}

static int teardown(void **state)
{
	(void)state;
	munmap(minutes, sizeof(*minutes));
	ws_close(ws);
	return 0;
}

/* A figure tells its loader and which of the loader's loads it is of. */
static int figure_of(int loader, int load)
{
	return (loader + 1) * 10000 + load;
}

/* All series and months get the same figure. */
static bool load_everywhere(int figure)
{
	const struct calendar civil = {.year_start = 1};

	ws_begin(ws, "x.csv");
	for (int series = 0; series < SERIES; series++)
		for (int month = 0; month < MONTHS; month++)
			ws_add(ws, "loans", str_printf(&ws->arena, "%02d", series).at,
				period_print(&ws->arena, EVERY_MONTH, civil, FIRST_MONTH + month)
					.at,
				figure);
	return ws_try_commit(ws);
}

static bool be_loader(int loader)
{
	for (int load = 1; load <= loads(); load++) {
		if (!load_everywhere(figure_of(loader, load)))
			return false;
		minutes->acknowledged[ws->commit.load] = figure_of(loader, load);
	}
	return true;
}

/* The one figure that a book holds everywhere; -1 if it holds several, or not everywhere. */
static int only_figure(const struct book *book)
{
	double figure = book->series.count ? book->series.item[0].value[0] : 0;

	if (book->series.count != (book->load ? SERIES : 0))
		return -1;
	for (size_t i = 0; i < book->series.count; i++)
		for (int month = 0; month < MONTHS; month++)
			if (series_at(&book->series.item[i], FIRST_MONTH + month) != figure)
				return -1;
	return (int)figure;
}

static bool read_once(int reader, bool as_of)
{
	struct arena scratch;
	struct book book;
	struct diag diag;
	int *seen, figure = -1;

	arena_init(&scratch, NULL);
	diag_init(&diag, &scratch);
	ws->store.arena = &scratch;
	ws->store.as_of = as_of ? 1 : 0;
	if (store_read(&ws->store, &scratch, NULL, true, &book, &diag))
		figure = only_figure(&book);
	else
		print_error("%s", messages(&scratch, &diag));
	seen = &minutes->seen[reader][book.load];
	if (figure < 0 || (*seen && *seen != figure))
		return false;
	*seen = figure;
	arena_free(&scratch);
	return true;
}

/* Half of the readers also ask for the first load again and again. */
static bool be_reader(int reader)
{
	while (!minutes->over) {
		bool earlier = reader % 2 && minutes->acknowledged[1] && minutes->reads % 2;

		if (!read_once(reader, earlier))
			return false;
		minutes->reads++;
	}
	return true;
}

static pid_t start(bool (*be)(int number), int number)
{
	pid_t child = fork();

	if (child == 0)
		_exit(be(number) ? 0 : 1);
	assert_true(child > 0);
	return child;
}

static int end_of(pid_t child)
{
	int status = -1;

	waitpid(child, &status, 0);
	return status;
}

static void meet(void)
{
	pid_t loaders[LOADERS], readers[READERS];
	int failed = 0;

	for (int i = 0; i < READERS; i++)
		readers[i] = start(be_reader, i);
	for (int i = 0; i < LOADERS; i++)
		loaders[i] = start(be_loader, i);
	for (int i = 0; i < LOADERS; i++)
		failed += end_of(loaders[i]) != 0;
	minutes->over = true;
	for (int i = 0; i < READERS; i++)
		failed += end_of(readers[i]) != 0;
	assert_int_equal(failed, 0);
}

/* Loads of one loader are in the ledger in their order, without a hole. */
static void check_loads(void)
{
	int next[LOADERS], count = LOADERS * loads();
	struct load_list list = {0};

	for (int loader = 0; loader < LOADERS; loader++)
		next[loader] = figure_of(loader, 1);
	assert_true(store_log(&ws->store, &ws->arena, &list, &ws->diag));
	assert_int_equal(list.count, count);
	for (int entry = 1; entry <= count; entry++) {
		int loader = minutes->acknowledged[entry] / 10000 - 1;

		assert_in_range(loader, 0, LOADERS - 1);
		assert_int_equal(minutes->acknowledged[entry], next[loader]++);
	}
}

static void check_reads(void)
{
	for (int reader = 0; reader < READERS; reader++)
		for (int entry = 1; entry <= ENTRIES; entry++)
			if (minutes->seen[reader][entry])
				assert_int_equal(
					minutes->seen[reader][entry], minutes->acknowledged[entry]);
	assert_true(minutes->reads > 0);
}

static void every_load_is_there_once_and_every_reading_is_whole(void **state)
{
	struct findings findings = {0};

	(void)state;
	meet();
	check_loads();
	check_reads();
	assert_true(store_verify(&ws->store, &ws->arena, &findings, &ws->diag));
	assert_int_equal(findings.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			every_load_is_there_once_and_every_reading_is_whole, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
