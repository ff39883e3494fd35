#include "workspace.h"

#include <rrd.h>
#include <signal.h>
#include <sys/resource.h>

static struct workspace *ws;

static const char catalogue[] = "indicator loans { unit = \"亿元\" kind = stock }\n"
				"indicator jobs { unit = \"人\" kind = flow }\n"
				"indicator rain { kind = flow every = day }\n";

static int setup(void **state)
{
	(void)state;
	ws = ws_open(catalogue);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	ws_close(ws);
	return 0;
}

static void load_one(const char *id, const char *area, const char *period, double value)
{
	ws_begin(ws, "one.csv");
	ws_add(ws, id, area, period, value);
	ws_commit(ws);
}

static void load_two_months(void)
{
	ws_begin(ws, "two.csv");
	ws_add(ws, "loans", "", "2024-04", 2400.62);
	ws_add(ws, "loans", "", "2024-05", 2411.5);
	ws_commit(ws);
}

static bool is_there(const char *name)
{
	return file_exists(ws_path(ws, name));
}

static void a_store_that_is_not_there_reads_as_empty(void **state)
{
	struct book book = ws_read(ws);
	struct load_list loads = {0};

	(void)state;
	assert_int_equal(book.series.count, 0);
	assert_int_equal(book.load, 0);
	assert_true(store_log(&ws->store, &ws->arena, &loads, &ws->diag));
	assert_int_equal(loads.count, 0);
	assert_false(is_there("data"));
}

static void a_load_is_read_back(void **state)
{
	struct book book;

	(void)state;
	load_two_months();
	assert_int_equal(ws->commit.load, 1);
	assert_int_equal(ws->commit.figures, 2);
	assert_int_equal(ws->commit.added, 2);
	assert_int_equal(ws->commit.series, 1);
	book = ws_read(ws);
	assert_int_equal(book.load, 1);
	assert_int_equal(book.series.count, 1);
	assert_int_equal(book.series.item[0].count, 2);
	assert_true(ws_value(ws, "loans", "", "2024-04") == 2400.62);
	assert_nan(ws_value(ws, "loans", "", "2024-06"));
}

static void the_same_again_changes_nothing_and_makes_no_load(void **state)
{
	(void)state;
	load_two_months();
	load_two_months();
	assert_int_equal(ws->commit.load, 0);
	assert_int_equal(ws->commit.unchanged, 2);
	assert_false(is_there("data/ledger/000002.csv"));
}

static void a_dry_run_says_what_a_load_would_do_and_writes_nothing(void **state)
{
	(void)state;
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-05", 1);
	assert_true(store_commit(&ws->store, &ws->load, true, &ws->commit, &ws->diag));
	assert_int_equal(ws->commit.load, 1);
	assert_int_equal(ws->commit.added, 1);
	assert_false(is_there("data"));
}

static void a_different_value_is_a_revision(void **state)
{
	(void)state;
	load_two_months();
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-04", 2400.63);
	ws_add(ws, "loans", "", "2024-05", 2411.5);
	ws_add(ws, "loans", "", "2024-06", 2420);
	ws_commit(ws);
	assert_int_equal(ws->commit.load, 2);
	assert_int_equal(ws->commit.added, 1);
	assert_int_equal(ws->commit.unchanged, 1);
	assert_int_equal(ws->commit.revised.count, 1);
	assert_true(ws->commit.revised.item[0].before == 2400.62);
	assert_true(ws->commit.revised.item[0].after == 2400.63);
	assert_true(ws_value(ws, "loans", "", "2024-04") == 2400.63);
	assert_true(ws_value(ws, "loans", "", "2024-06") == 2420);
}

static void a_figure_that_is_missing_later_stays(void **state)
{
	(void)state;
	load_two_months();
	load_one("loans", "", "2024-05", 2411.6);
	assert_true(ws_value(ws, "loans", "", "2024-04") == 2400.62);
}

static void skipped_periods_are_unknown_until_they_come(void **state)
{
	(void)state;
	load_one("loans", "", "2024-01", 1);
	load_one("loans", "", "2024-05", 5);
	assert_nan(ws_value(ws, "loans", "", "2024-03"));
	load_one("loans", "", "2024-03", 3);
	load_one("loans", "", "2023-11", -1);
	assert_true(ws_value(ws, "loans", "", "2023-11") == -1);
	assert_nan(ws_value(ws, "loans", "", "2023-12"));
	assert_true(ws_value(ws, "loans", "", "2024-01") == 1);
	assert_nan(ws_value(ws, "loans", "", "2024-02"));
	assert_true(ws_value(ws, "loans", "", "2024-03") == 3);
	assert_true(ws_value(ws, "loans", "", "2024-05") == 5);
}

static void areas_stand_beside_the_whole(void **state)
{
	struct book book;
	bool wanted[] = {true, false, false};

	(void)state;
	ws_begin(ws, "x");
	ws_add(ws, "loans", "虎丘区", "2024-05", 10);
	ws_add(ws, "loans", "A/B", "2024-05", 11);
	ws_add(ws, "loans", "", "2024-05", 21);
	ws_add(ws, "jobs", "", "2024-05", 7);
	ws_commit(ws);
	assert_int_equal(ws->commit.series, 4);
	assert_true(ws_value(ws, "loans", "A/B", "2024-05") == 11);
	assert_true(ws_value(ws, "loans", "", "2024-05") == 21);
	assert_true(is_there("data/rrd/loans/A%2FB.rrd"));
	assert_true(store_read(&ws->store, &ws->arena, wanted, true, &book, &ws->diag));
	assert_int_equal(book.series.count, 3);
	assert_true(store_read(&ws->store, &ws->arena, NULL, false, &book, &ws->diag));
	assert_int_equal(book.series.count, 2);
}

static void every_frequency_comes_back(void **state)
{
	static const char *const periods[] = {
		"2024-02-29", "2020-W53", "2024-02", "2024-Q2", "2024/25", "2012-12"};
	static const char *const ids[] = {"d", "w", "m", "q", "y", "o"};

	(void)state;
	ws_catalogue(ws, "indicator d { kind = flow every = day }\n"
			 "indicator w { kind = flow every = week }\n"
			 "indicator m { kind = flow every = month }\n"
			 "indicator q { kind = flow every = quarter }\n"
			 "indicator y { kind = flow every = year year_start = 4 }\n"
			 "indicator o { kind = stock every = once }\n");
	ws_begin(ws, "x");
	for (int i = 0; i < 6; i++)
		ws_add(ws, ids[i], "", periods[i], i + 0.5);
	ws_commit(ws);
	for (int i = 0; i < 6; i++)
		assert_true(ws_value(ws, ids[i], "", periods[i]) == i + 0.5);
	ws_messages(ws);
	unlink(ws_path(ws, "data/applied").at);
	for (int i = 0; i < 6; i++)
		assert_true(ws_value(ws, ids[i], "", periods[i]) == i + 0.5);
}

/* 15 digits anywhere between 1e-30 and 1e30: each comes back equal, also after a rebuild. */
static void decimals_of_15_digits_come_back_to_the_last_digit(void **state)
{
	enum { COUNT = 5000 };
	double *value = NEW_ARRAY(&ws->arena, COUNT, double);
	uint64_t seed = 88172645463325252u;
	size_t written;

	(void)state;
	ws_begin(ws, "x");
	for (int i = 0; i < COUNT; i++) {
		char text[40];

		seed ^= seed << 13;
		seed ^= seed >> 7;
		seed ^= seed << 17;
		snprintf(text, sizeof(text), "%s%llue%d", seed & 1 ? "-" : "",
			(unsigned long long)(100000000000000u + (seed >> 8) % 900000000000000u),
			(int)(seed >> 3 & 31) - 30);
		value[i] = strtod(text, NULL);
		ws_add(ws, "rain", "",
			period_print(&ws->arena, EVERY_DAY, (struct calendar){.year_start = 1},
				10000 + i)
				.at,
			value[i]);
	}
	ws_commit(ws);
	for (int round = 0; round < 2; round++) {
		struct book book = ws_read(ws);

		for (int i = 0; i < COUNT; i++)
			assert_true(series_at(&book.series.item[0], 10000 + i) == value[i]);
		assert_true(store_rebuild(&ws->store, &written, &ws->diag));
	}
}

static void a_figure_of_more_than_15_digits_reaches_no_ledger(void **state)
{
	(void)state;
	ws_begin(ws, "x.csv");
	ws_add(ws, "loans", "", "2024-05", 0.1 + 0.2);
	assert_false(ws_try_commit(ws));
	assert_int_equal(ws->diag.status, STATUS_BUG);
	assert_false(file_exists(ws_path(ws, "data/ledger/000001.csv")));
	load_one("loans", "", "2024-05", 0.3);
	assert_true(ws_value(ws, "loans", "", "2024-05") == 0.3);
}

static void zero_has_no_sign(void **state)
{
	(void)state;
	load_one("loans", "", "2024-06", -0.0);
	assert_false(signbit(ws_value(ws, "loans", "", "2024-06")));
	load_one("loans", "", "2024-06", 0);
	assert_int_equal(ws->commit.load, 0);
}

static struct str all_files(const char *const *names, size_t count)
{
	struct str all = STR("");

	for (size_t i = 0; i < count; i++) {
		struct str content = ws_content(ws, names[i]);
		char *both = arena_alloc(&ws->arena, 1, all.len + content.len);

		memcpy(both, all.at, all.len);
		memcpy(both + all.len, content.at, content.len);
		all = (struct str){both, all.len + content.len};
	}
	return all;
}

static void a_rebuild_gives_the_same_bytes_as_the_loads_did(void **state)
{
	static const char *const names[] = {
		"data/rrd/loans.rrd", "data/rrd/loans/a.rrd", "data/rrd/rain.rrd", "data/applied"};
	struct str before;
	size_t series;

	(void)state;
	ws->store.no_sync = false;
	load_two_months();
	load_one("loans", "", "2024-08", -1234.5678);
	load_one("loans", "", "2024-09", 0.1);
	load_one("loans", "", "2024-02", 1e-7);
	load_one("loans", "a", "2024-02", 1);
	load_one("rain", "", "2024-02-03", 1.1);
	load_one("rain", "", "2024-02-07", 1.7);
	before = all_files(names, 3);
	assert_true(store_rebuild(&ws->store, &series, &ws->diag));
	assert_int_equal(series, 3);
	assert_true(str_equal(before, all_files(names, 3)));
	before = all_files(names, 4);
	assert_true(store_rebuild(&ws->store, &series, &ws->diag));
	assert_true(str_equal(before, all_files(names, 4)));
}

static void a_load_that_did_not_reach_the_databases_is_found_there_later(void **state)
{
	struct str applied, database;

	(void)state;
	load_two_months();
	applied = ws_content(ws, "data/applied");
	database = ws_content(ws, "data/rrd/loans.rrd");
	load_one("loans", "", "2024-06", 7);
	load_one("jobs", "", "2024-06", 8);
	ws_write(ws, "data/applied", applied);
	ws_write(ws, "data/rrd/loans.rrd", database);
	unlink(ws_path(ws, "data/rrd/jobs.rrd").at);
	assert_true(ws_value(ws, "loans", "", "2024-06") == 7);
	assert_true(ws_value(ws, "jobs", "", "2024-06") == 8);
	assert_has(ws_content(ws, "data/applied").at, "load 3 ");
	assert_string_equal(ws_messages(ws), "");
}

static void a_database_torn_by_a_crash_is_never_trusted(void **state)
{
	struct str applied, torn;

	(void)state;
	load_two_months();
	applied = ws_content(ws, "data/applied");
	torn = ws_content(ws, "data/rrd/loans.rrd");
	load_one("loans", "", "2024-06", 7);
	ws_write(ws, "data/applied", applied);
	/* What librrd leaves when it is killed between the row pointer and the time. */
	((char *)(uintptr_t)torn.at)[576]++;
	ws_write(ws, "data/rrd/loans.rrd", torn);
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-05", 2411.5);
	ws_add(ws, "loans", "", "2024-06", 7);
	ws_commit(ws);
	assert_int_equal(ws->commit.load, 0);
	assert_true(ws_value(ws, "loans", "", "2024-04") == 2400.62);
}

static void a_lost_or_foreign_database_is_derived_anew(void **state)
{
	const char *args[] = {"DS:x:COUNTER:600:U:U", "RRA:LAST:0:1:10"};

	(void)state;
	load_two_months();
	load_one("loans", "a", "2024-05", 3);
	assert_int_equal(
		rrd_create_r(ws_path(ws, "data/rrd/loans.rrd").at, 300, 1700000000, 2, args), 0);
	assert_true(ws_value(ws, "loans", "", "2024-05") == 2411.5);
	assert_has(ws_messages(ws), "data/rrd/loans.rrd: note: damaged: ");
	unlink(ws_path(ws, "data/rrd/loans/a.rrd").at);
	assert_true(ws_value(ws, "loans", "a", "2024-05") == 3);
	assert_has(ws_messages(ws), "\"loans\" has 1 databases instead of 2");
	ws_write(ws, "data/rrd/jobs.rrd", STR("stray"));
	assert_nan(ws_value(ws, "jobs", "", "2024-05"));
	assert_false(is_there("data/rrd/jobs.rrd"));
}

static void a_foreign_update_is_undone(void **state)
{
	const char *update[] = {"1800000000:5"};

	(void)state;
	load_two_months();
	assert_int_equal(rrd_update_r(ws_path(ws, "data/rrd/loans.rrd").at, NULL, 1, update), 0);
	assert_true(ws_value(ws, "loans", "", "2024-05") == 2411.5);
	assert_has(ws_messages(ws), "derived anew from the ledger");
	assert_true(ws_value(ws, "loans", "", "2024-05") == 2411.5);
	assert_string_equal(ws_messages(ws), "");
}

static void a_load_finds_a_database_lost_as_well(void **state)
{
	(void)state;
	load_two_months();
	unlink(ws_path(ws, "data/rrd/loans.rrd").at);
	load_two_months();
	assert_int_equal(ws->commit.unchanged, 2);
	assert_int_equal(ws->commit.load, 0);
}

static void an_unreadable_applied_file_means_that_nothing_is_applied(void **state)
{
	static const char *const contents[] = {"", "load x", "load 1 synced 1 boot x\n",
		"load 1 synced 9 boot x\nid,every,unit,rows,series,span\n",
		"load 1 synced 1 boot x\nid,every,unit,rows,series,span\nloans,month,亿元,480\n",
		"load 1 synced 1 boot x\nid,every,unit,rows,series,span\nloans,moon,,480,1,2\n"};

	(void)state;
	load_two_months();
	for (size_t i = 0; i < sizeof(contents) / sizeof(*contents); i++) {
		ws_write(ws, "data/applied", str_of(contents[i]));
		ws_write(ws, "data/rrd/loans.rrd", STR("garbage"));
		assert_true(ws_value(ws, "loans", "", "2024-05") == 2411.5);
		assert_string_equal(ws_messages(ws), "");
	}
}

/* Puts the database of an earlier load in place, as a machine that lost power may leave it. */
static void lose_power(const char *first_line, struct str old)
{
	struct str applied = ws_content(ws, "data/applied");
	size_t end = str_find(applied, STR("\n"));

	ws_write(ws, "data/applied",
		str_printf(&ws->arena, "%s%.*s", first_line, STR_ARG(str_from(applied, end))));
	ws_write(ws, "data/rrd/loans.rrd", old);
}

static void loads_that_were_not_synced_before_another_boot_are_derived_anew(void **state)
{
	struct str old;

	(void)state;
	load_two_months();
	old = ws_content(ws, "data/rrd/loans.rrd");
	load_one("loans", "", "2024-05", 9);
	lose_power("load 2 synced 1 boot another", old);
	assert_true(ws_value(ws, "loans", "", "2024-05") == 9);
	/* What was synced is not read again. */
	lose_power("load 2 synced 2 boot another", old);
	assert_true(ws_value(ws, "loans", "", "2024-05") == 2411.5);
}

static void many_loads_are_synced_now_and_then(void **state)
{
	(void)state;
	ws->store.no_sync = false;
	for (int i = 0; i < 70; i++)
		load_one("loans", "", "2024-05", i);
	assert_has(ws_content(ws, "data/applied").at, "load 70 synced 64 ");
}

static void a_unit_of_another_scale_converts_exactly(void **state)
{
	(void)state;
	load_two_months();
	ws_catalogue(ws, "indicator loans { unit = \"万元\" kind = stock }\n");
	assert_true(ws_value(ws, "loans", "", "2024-04") == 24006200);
	load_one("loans", "", "2024-06", 24203000);
	ws_catalogue(ws, "indicator loans { unit = \"亿元\" kind = stock }\n");
	assert_true(ws_value(ws, "loans", "", "2024-04") == 2400.62);
	assert_true(ws_value(ws, "loans", "", "2024-06") == 2420.3);
}

static void another_unit_is_an_error_that_names_both(void **state)
{
	struct book book;

	(void)state;
	load_two_months();
	ws_catalogue(ws, "\nindicator loans { unit = \"件\" kind = stock }\n");
	assert_false(store_read(&ws->store, &ws->arena, NULL, true, &book, &ws->diag));
	assert_int_equal(ws->diag.status, STATUS_CATALOGUE);
	assert_has(ws_messages(ws), "tidemark.conf:2: error: unit \"件\" of \"loans\" differs from "
				    "\"亿元\", in which load 1 gave it");
	ws_catalogue(ws, catalogue);
	assert_true(ws_value(ws, "loans", "", "2024-04") == 2400.62);
}

static void another_frequency_keeps_what_fits(void **state)
{
	(void)state;
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-03", 3);
	ws_add(ws, "loans", "", "2024-04", 4);
	ws_add(ws, "jobs", "", "2024-03", 5);
	ws_commit(ws);
	ws_catalogue(ws, "indicator loans { unit = \"亿元\" kind = stock every = quarter }\n"
			 "indicator jobs { unit = \"人\" kind = flow every = quarter }\n");
	assert_true(ws_value(ws, "loans", "", "2024-Q1") == 3); /* the level at the end of March */
	assert_has(ws_messages(ws), "left out 1 figure of \"jobs\"");
	assert_nan(ws_value(ws, "loans", "", "2024-Q2"));
	assert_nan(ws_value(ws, "jobs", "", "2024-Q1"));
	ws_catalogue(ws, catalogue);
	assert_true(ws_value(ws, "loans", "", "2024-04") == 4);
	assert_true(ws_value(ws, "jobs", "", "2024-03") == 5);
}

static void years_keep_their_figures_when_the_office_year_moves(void **state)
{
	(void)state;
	ws_catalogue(ws, "indicator budget { kind = flow every = year year_start = 4 }\n");
	load_one("budget", "", "2024/25", 5);
	ws_catalogue(ws, "indicator budget { kind = flow every = year }\n"
			 "indicator other { kind = flow }\n");
	unlink(ws_path(ws, "data/applied").at);
	assert_true(ws_value(ws, "budget", "", "2024") == 5);
}

static void more_years_to_keep_make_longer_files(void **state)
{
	struct stat status;

	(void)state;
	load_two_months();
	ws_catalogue(ws, "keep = 100\nindicator loans { unit = \"亿元\" kind = stock }\n");
	assert_true(ws_value(ws, "loans", "", "2024-04") == 2400.62);
	assert_int_equal(stat(ws_path(ws, "data/rrd/loans.rrd").at, &status), 0);
	assert_true(status.st_size > 1200 * 8);
	load_one("loans", "", "2024-06", 1);
	ws_catalogue(ws, catalogue);
	assert_true(ws_value(ws, "loans", "", "2024-06") == 1);
	assert_int_equal(stat(ws_path(ws, "data/rrd/loans.rrd").at, &status), 0);
	assert_true(status.st_size < 600 * 8);
}

static void no_figure_falls_out_of_a_file_that_is_too_short(void **state)
{
	(void)state;
	ws_catalogue(
		ws, "keep = 1\nindicator loans { kind = stock }\nindicator jobs { kind = flow }\n");
	load_one("loans", "", "1990-01", 1);
	load_one("loans", "a", "2020-01", 2);
	load_one("loans", "", "1991-01", 3); /* 13 months do not fit into 12 rows */
	assert_true(ws_value(ws, "loans", "", "1990-01") == 1);
	assert_true(ws_value(ws, "loans", "a", "2020-01") == 2);
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-12", 4);
	ws_add(ws, "jobs", "", "2024-12", 5);
	ws_commit(ws);
	assert_true(ws_value(ws, "loans", "", "1990-01") == 1);
	assert_true(ws_value(ws, "loans", "", "2024-12") == 4);
	assert_true(ws_value(ws, "loans", "a", "2020-01") == 2);
	assert_true(ws_value(ws, "jobs", "", "2024-12") == 5);
}

static void history_follows_a_renamed_indicator(void **state)
{
	(void)state;
	load_two_months();
	load_one("loans", "a", "2024-05", 3);
	ws_catalogue(ws, "indicator credit { unit = \"亿元\" kind = stock was = \"loans\" }\n");
	load_one("credit", "", "2024-06", 7);
	assert_true(ws_value(ws, "credit", "", "2024-04") == 2400.62);
	assert_true(ws_value(ws, "credit", "", "2024-06") == 7);
	assert_true(ws_value(ws, "credit", "a", "2024-05") == 3);
	assert_false(is_there("data/rrd/loans.rrd"));
	assert_false(is_there("data/rrd/loans"));
}

static void an_indicator_that_leaves_the_catalogue_can_come_back(void **state)
{
	(void)state;
	load_two_months();
	ws_catalogue(ws, "indicator jobs { unit = \"人\" kind = flow }\n");
	assert_int_equal(ws_read(ws).series.count, 0);
	load_one("jobs", "", "2024-06", 7);
	assert_true(is_there("data/rrd/loans.rrd"));
	ws_catalogue(ws, catalogue);
	assert_true(ws_value(ws, "loans", "", "2024-04") == 2400.62);
	assert_true(ws_value(ws, "jobs", "", "2024-06") == 7);
}

static void a_computed_indicator_has_no_stored_series(void **state)
{
	(void)state;
	load_two_months();
	ws_catalogue(ws, "indicator jobs { unit = \"人\" kind = flow }\n"
			 "indicator loans { kind = flow formula = \"jobs * 2\" }\n");
	assert_int_equal(ws_read(ws).series.count, 0);
	ws_catalogue(ws, catalogue);
	assert_int_equal(ws_read(ws).series.count, 1);
}

static void databases_ahead_of_the_ledger_are_an_error(void **state)
{
	struct book book;
	size_t series;

	(void)state;
	load_two_months();
	load_one("loans", "", "2024-06", 7);
	unlink(ws_path(ws, "data/ledger/000002.csv").at);
	assert_false(store_read(&ws->store, &ws->arena, NULL, true, &book, &ws->diag));
	assert_int_equal(ws->diag.status, STATUS_IO);
	assert_has(ws_messages(ws), "contain load 2, but the ledger ends with load 1");
	assert_true(store_rebuild(&ws->store, &series, &ws->diag));
	assert_nan(ws_value(ws, "loans", "", "2024-06"));
}

static void a_hole_in_the_ledger_stops_everything(void **state)
{
	struct book book;

	(void)state;
	load_two_months();
	load_one("loans", "", "2024-06", 7);
	unlink(ws_path(ws, "data/ledger/000001.csv").at);
	assert_false(store_read(&ws->store, &ws->arena, NULL, true, &book, &ws->diag));
	assert_has(ws_messages(ws), "000001.csv: error: missing");
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-07", 1);
	assert_false(ws_try_commit(ws));
	assert_false(is_there("data/ledger/000003.csv"));
}

static void figures_that_cannot_be_stored_are_refused(void **state)
{
	char area[300];

	(void)state;
	memset(area, 'x', sizeof(area) - 1);
	area[sizeof(area) - 1] = '\0';
	ws_begin(ws, "x");
	ws_add(ws, "loans", area, "2024-05", 1);
	assert_false(ws_try_commit(ws));
	assert_int_equal(ws->diag.status, STATUS_DATA);
	ws_messages(ws);
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "1979-12", 1);
	assert_false(ws_try_commit(ws));
	assert_has(ws_messages(ws), "a period before 1980");
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-05", 1);
	ws_add(ws, "loans", "", "2024-05", 2);
	assert_false(ws_try_commit(ws));
	assert_int_equal(ws->diag.status, STATUS_BUG);
	ws_messages(ws);
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-05", 1e30);
	assert_false(ws_try_commit(ws));
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-05", 1);
	ws_add(ws, "jobs", "", "2024-05", 1);
	ws_add(ws, "loans", "", "2024-06", 1);
	assert_false(ws_try_commit(ws));
	assert_false(is_there("data/ledger/000001.csv"));
}

static void limit_file_size(rlim_t size)
{
	struct rlimit limit = {size, RLIM_INFINITY};

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_disk_too_full_for_the_ledger_leaves_the_old_state(void **state)
{
	(void)state;
	load_two_months();
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-06", 7);
	ws->load.note = (struct str){arena_alloc(&ws->arena, 1, 4096), 4096}; /* 12 KiB as %00 */
	limit_file_size(8192); /* the databases would fit */
	assert_false(ws_try_commit(ws));
	limit_file_size(RLIM_INFINITY);
	assert_int_equal(ws->diag.status, STATUS_IO);
	assert_has(ws_messages(ws), "000002.csv: error: cannot write");
	assert_false(is_there("data/ledger/000002.csv"));
	assert_nan(ws_value(ws, "loans", "", "2024-06"));
	load_one("loans", "", "2024-06", 7); /* the lock was given back */
	assert_true(ws_value(ws, "loans", "", "2024-06") == 7);
}

static void a_disk_too_full_for_the_databases_does_not_lose_the_load(void **state)
{
	struct book book;

	(void)state;
	load_two_months();
	ws_begin(ws, "x");
	ws_add(ws, "jobs", "", "2024-06", 7);
	limit_file_size(1000);
	assert_true(ws_try_commit(ws));
	assert_int_equal(ws->commit.load, 2);
	assert_has(ws_messages(ws), "load 2 is safe in the ledger");
	assert_false(store_read(&ws->store, &ws->arena, NULL, true, &book, &ws->diag));
	assert_int_equal(ws->diag.status, STATUS_IO);
	limit_file_size(RLIM_INFINITY);
	ws_messages(ws);
	assert_true(ws_value(ws, "jobs", "", "2024-06") == 7);
	assert_true(ws_value(ws, "loans", "", "2024-05") == 2411.5);
}

static void another_ones_lock_is_waited_for_and_named(void **state)
{
	struct book book;
	int fd;

	(void)state;
	load_two_months();
	assert_true(file_lock(ws_path(ws, "data/lock"), true, 0, &fd, &ws->diag));
	assert_false(store_read(&ws->store, &ws->arena, NULL, true, &book, &ws->diag));
	assert_int_equal(ws->diag.status, STATUS_LOCKED);
	close(fd);
	ws_messages(ws);
	assert_true(file_lock(ws_path(ws, "data/lock"), false, 0, &fd, &ws->diag));
	assert_true(ws_value(ws, "loans", "", "2024-05") == 2411.5); /* readers share it */
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-06", 7);
	assert_false(ws_try_commit(ws));
	close(fd);
	assert_true(ws_try_commit(ws));
}

static void folders_and_files_are_for_owner_and_group_under_the_umask(void **state)
{
	mode_t before = umask(002);
	struct stat status;

	(void)state;
	load_two_months();
	umask(before);
	assert_int_equal(stat(ws_path(ws, "data/ledger").at, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0770);
	assert_int_equal(stat(ws_path(ws, "data/ledger/000001.csv").at, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0660);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_store_that_is_not_there_reads_as_empty),
		TEST(a_load_is_read_back),
		TEST(the_same_again_changes_nothing_and_makes_no_load),
		TEST(a_dry_run_says_what_a_load_would_do_and_writes_nothing),
		TEST(a_different_value_is_a_revision),
		TEST(a_figure_that_is_missing_later_stays),
		TEST(skipped_periods_are_unknown_until_they_come),
		TEST(areas_stand_beside_the_whole),
		TEST(every_frequency_comes_back),
		TEST(decimals_of_15_digits_come_back_to_the_last_digit),
		TEST(a_figure_of_more_than_15_digits_reaches_no_ledger),
		TEST(zero_has_no_sign),
		TEST(a_rebuild_gives_the_same_bytes_as_the_loads_did),
		TEST(a_load_that_did_not_reach_the_databases_is_found_there_later),
		TEST(a_database_torn_by_a_crash_is_never_trusted),
		TEST(a_lost_or_foreign_database_is_derived_anew),
		TEST(a_foreign_update_is_undone),
		TEST(a_load_finds_a_database_lost_as_well),
		TEST(an_unreadable_applied_file_means_that_nothing_is_applied),
		TEST(loads_that_were_not_synced_before_another_boot_are_derived_anew),
		TEST(many_loads_are_synced_now_and_then),
		TEST(a_unit_of_another_scale_converts_exactly),
		TEST(another_unit_is_an_error_that_names_both),
		TEST(another_frequency_keeps_what_fits),
		TEST(years_keep_their_figures_when_the_office_year_moves),
		TEST(more_years_to_keep_make_longer_files),
		TEST(no_figure_falls_out_of_a_file_that_is_too_short),
		TEST(history_follows_a_renamed_indicator),
		TEST(an_indicator_that_leaves_the_catalogue_can_come_back),
		TEST(a_computed_indicator_has_no_stored_series),
		TEST(databases_ahead_of_the_ledger_are_an_error),
		TEST(a_hole_in_the_ledger_stops_everything),
		TEST(figures_that_cannot_be_stored_are_refused),
		TEST(a_disk_too_full_for_the_ledger_leaves_the_old_state),
		TEST(a_disk_too_full_for_the_databases_does_not_lose_the_load),
		TEST(another_ones_lock_is_waited_for_and_named),
		TEST(folders_and_files_are_for_owner_and_group_under_the_umask),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
