/* Whoever loads may be killed at any moment: what was acknowledged is there, nothing is there half.
 */
#include "trials.h"
#include "workspace.h"

#include "base/clock.h"

#include <signal.h>
#include <sys/wait.h>

enum {
	SERIES = 40,       /* so that the archive takes long enough to be interrupted */
	FIRST_MONTH = 650, /* 2024-03 */
	KILLS = 40,        /* of one store */
};

static void nothing_is_lost_when_killed_at_any_call(void **state)
{
	struct bench bench;
	struct trial *trials = trials_open(&bench);
	unsigned kills = trials_run(trials, (struct fault){ALL_BUT_MEMORY, MANNER_KILL, 0});

	(void)state;
	print_message("# %u calls at which the program was killed\n", kills);
	assert_true(kills > 100);
	bench_close(&bench);
}

/*
 * A loader does the same four things again and again, each of them one entry of the ledger: it
 * appends a month, revises the first month, undoes that, and undoes the undo. Every figure that an
 * entry brings is the entry's number, the same in all series.
 */
enum deed { REDO, APPEND, REVISE, UNDO, DEEDS };

static int appended_month(int entry)
{
	return FIRST_MONTH + 1 + entry / DEEDS;
}

static bool load_all(struct workspace *ws, int month, double value)
{
	const struct calendar civil = {.year_start = 1};

	ws_begin(ws, "x.csv");
	for (int i = 0; i < SERIES; i++)
		ws_add(ws, "loans", str_printf(&ws->arena, "%02d", i).at,
			period_print(&ws->arena, EVERY_MONTH, civil, month).at, value);
	return ws_try_commit(ws);
}

static bool undo(struct workspace *ws, int entry)
{
	struct undo undone;

	return store_undo(
		&ws->store, entry, STR("tidemark undo"), STR(""), false, &undone, &ws->diag);
}

static bool make_entry(struct workspace *ws, int entry)
{
	switch (entry % DEEDS) {
	case APPEND:
		return load_all(ws, appended_month(entry), entry);
	case REVISE:
		return load_all(ws, FIRST_MONTH, entry);
	default:
		return undo(ws, entry - 1);
	}
}

/* What a month holds after so many entries; 0: nothing. */
static int expected(int entries, int month)
{
	int revision = entries - (entries + DEEDS - REVISE) % DEEDS;
	int append = (month - FIRST_MONTH - 1) * DEEDS + APPEND;

	if (month > FIRST_MONTH)
		return append <= entries ? append : 0;
	if (entries % DEEDS == UNDO)
		revision -= DEEDS;
	return revision > 0 ? revision : 0;
}

/* Makes entry after entry and says so once each is acknowledged. */
static _Noreturn void make_entries(struct workspace *ws, int out, int entry)
{
	for (;; entry++)
		if (!make_entry(ws, entry) || write(out, &entry, sizeof(entry)) != sizeof(entry))
			_exit(1);
}

static int last_said(int in, int before)
{
	int said = before;

	while (read(in, &said, sizeof(said)) == sizeof(said))
		continue;
	close(in);
	return said;
}

static void check_series(const struct series *series, int entries)
{
	for (int month = FIRST_MONTH; month <= appended_month(entries); month++) {
		double value = series_at(series, month);

		assert_true(expected(entries, month) == (isnan(value) ? 0 : value));
	}
}

/* The next entry may be there as well, whole: killed after the commit and before saying so. */
static int check_after_kill(struct workspace *ws, int acknowledged)
{
	struct book book = ws_read(ws);
	struct findings findings = {0};

	assert_true(store_verify(&ws->store, &ws->arena, &findings, &ws->diag));
	assert_int_equal(findings.damaged, 0);
	assert_in_range(book.load, acknowledged, acknowledged + 1);
	assert_int_equal(book.series.count, book.load ? SERIES : 0);
	for (size_t i = 0; i < book.series.count; i++)
		check_series(&book.series.item[i], book.load);
	return book.load;
}

static int kill_after(struct workspace *ws, int entries, unsigned microseconds)
{
	int ends[2], said;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0)
		make_entries(ws, ends[1], entries + 1);
	close(ends[1]);
	usleep(microseconds);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	said = last_said(ends[0], entries);
	return check_after_kill(ws, said);
}

/* As long as one entry takes here, or a little longer, so that kills fall everywhere. */
static unsigned time_of_an_entry(struct workspace *ws)
{
	double started = clock_steady();

	for (int entry = 1; entry <= DEEDS; entry++)
		assert_true(make_entry(ws, entry));
	return (unsigned)((clock_steady() - started) * 1e6 / DEEDS) + 1;
}

static void kill_again_and_again(unsigned seed)
{
	struct workspace *ws = ws_open("indicator loans { unit = \"亿元\" kind = stock }\n");
	unsigned longest;
	int entries = DEEDS;

	ws->store.wait = 20;
	setenv("TMPDIR", ws->folder.at, 1); /* whoever is killed leaves something there */
	longest = time_of_an_entry(ws) * 3;
	srandom(seed);
	for (int i = 0; i < KILLS; i++)
		entries = kill_after(ws, entries, (unsigned)random() % longest);
	unsetenv("TMPDIR");
	ws_close(ws);
}

static void nothing_is_lost_when_killed_at_any_time(void **state)
{
	unsigned stores = bench_is_full() ? 25 : 1;

	(void)state;
	print_message("# %u kills at random times\n", stores * KILLS);
	for (unsigned seed = 1; seed <= stores; seed++)
		kill_again_and_again(seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost_when_killed_at_any_call),
		cmocka_unit_test(nothing_is_lost_when_killed_at_any_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
