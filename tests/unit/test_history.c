#include "workspace.h"

#include "store/ledger.h"

static struct workspace *ws;

static int setup(void **state)
{
	(void)state;
	ws = ws_open("indicator loans { unit = \"亿元\" kind = stock }\n"
		     "indicator jobs { unit = \"人\" kind = flow }\n");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	ws_close(ws);
	return 0;
}

static void load_two(const char *file, double april, double may)
{
	ws_begin(ws, file);
	ws_add(ws, "loans", "", "2024-04", april);
	ws_add(ws, "loans", "", "2024-05", may);
	ws_commit(ws);
}

/* As undo writes it. */
static void undo(int number, int undoes)
{
	struct load_entry entry = {.number = number, .undoes = undoes, .at = STR("now")};

	assert_true(ledger_write(&ws->arena, ws->store.folder, &entry, NULL, false, &ws->diag));
}

static struct ledger_rows history(int load, const char *series)
{
	struct ledger_rows rows = {0};

	if (!store_history(&ws->store, &ws->arena, load, str_of(series), &rows, &ws->diag))
		fail_msg("%s", messages(&ws->arena, &ws->diag));
	return rows;
}

static void the_log_lists_loads_oldest_first(void **state)
{
	struct load_list list = {0};

	(void)state;
	load_two("a.csv", 1, 2);
	ws_begin(ws, "b.csv");
	ws->load.note = STR("二月修订");
	ws->load.sha256 = STR("ab12");
	ws_add(ws, "loans", "x", "2024-05", 3);
	ws_add(ws, "loans", "y", "2024-05", 3);
	ws_add(ws, "jobs", "", "2024-05", 3);
	ws_commit(ws);
	undo(3, 1);
	assert_true(store_log(&ws->store, &ws->arena, &list, &ws->diag));
	assert_int_equal(list.count, 3);
	assert_str_equal(list.item[0].file, "a.csv");
	assert_int_equal(list.item[0].figures, 2);
	assert_int_equal(list.item[0].series, 1);
	assert_str_equal(list.item[1].note, "二月修订");
	assert_str_equal(list.item[1].sha256, "ab12");
	assert_int_equal(list.item[1].series, 3);
	assert_true(list.item[1].by.len > 0);
	assert_int_equal(list.item[1].at.len, strlen("2024-07-10T09:12:33+08:00"));
	assert_int_equal(list.item[2].undoes, 1);
	assert_int_equal(list.item[2].figures, 0);
}

static void a_load_is_shown_with_what_it_replaced(void **state)
{
	struct ledger_rows rows;

	(void)state;
	load_two("a.csv", 1, 2);
	load_two("b.csv", 1, 3);
	load_two("c.csv", 7, 3);
	rows = history(2, "");
	assert_int_equal(rows.count, 2);
	assert_str_equal(rows.item[0].period, "2024-04");
	assert_true(rows.item[0].before == 1);
	assert_true(rows.item[1].before == 2);
	assert_true(rows.item[1].value == 3);
	assert_int_equal(rows.item[1].line, 2);
	assert_nan(history(1, "").item[0].before);
}

static void a_load_that_does_not_exist_is_a_usage_error(void **state)
{
	struct ledger_rows rows = {0};

	(void)state;
	load_two("a.csv", 1, 2);
	assert_false(store_history(&ws->store, &ws->arena, 2, STR(""), &rows, &ws->diag));
	assert_int_equal(ws->diag.status, STATUS_USAGE);
	assert_has(ws_messages(ws), "there is no load 2; the last one is 1");
}

static void a_series_is_shown_with_every_value_it_ever_had(void **state)
{
	struct ledger_rows rows;

	(void)state;
	load_two("a.csv", 1, 2);
	load_two("b.csv", 1, 3);
	ws_begin(ws, "c.csv");
	ws_add(ws, "loans", "x", "2024-05", 9);
	ws_commit(ws);
	rows = history(0, "loans");
	assert_int_equal(rows.count, 4);
	assert_int_equal(rows.item[3].load, 2);
	assert_true(rows.item[3].before == 2);
	assert_true(rows.item[2].before == 1);
	assert_nan(rows.item[0].before);
	assert_int_equal(history(0, "loans/x").count, 1);
	assert_int_equal(history(0, "jobs").count, 0);
}

/* 1: two values; 2 revises May; 3 takes 2 back; 4 revises May; 5 takes 3 back; 6 revises May. */
static void undone_loads_replace_nothing(void **state)
{
	struct ledger_rows rows;

	(void)state;
	load_two("a.csv", 1, 2);
	load_two("b.csv", 1, 3);
	undo(3, 2);
	assert_true(ws_value(ws, "loans", "", "2024-05") == 2);
	load_two("d.csv", 1, 4);
	undo(5, 3);
	assert_true(ws_value(ws, "loans", "", "2024-05") == 4);
	load_two("f.csv", 1, 5);
	rows = history(0, "loans");
	assert_int_equal(rows.count, 8);
	assert_true(rows.item[3].before == 2); /* load 2 */
	assert_true(rows.item[5].before == 2); /* load 4, while 2 was undone */
	assert_true(rows.item[7].before == 4); /* load 6 */
	assert_true(history(4, "").item[1].before == 2);
	assert_int_equal(history(3, "").count, 0);
	undo(7, 6);
	undo(8, 4);
	assert_true(ws_value(ws, "loans", "", "2024-05") == 3); /* load 2 is in force again */
	undo(9, 1);
	assert_true(ws_value(ws, "loans", "", "2024-04") == 1); /* which held April too */
	undo(10, 2);
	assert_int_equal(ws_read(ws).series.count, 0);
	assert_false(file_exists(ws_path(ws, "data/rrd/loans.rrd")));
}

static void earlier_figures_are_given_in_the_unit_of_the_row(void **state)
{
	struct ledger_rows rows;

	(void)state;
	load_two("a.csv", 1.1, 2);
	ws_catalogue(ws, "indicator credit { unit = \"万元\" kind = stock was = \"loans\" }\n");
	ws_begin(ws, "b.csv");
	ws_add(ws, "credit", "", "2024-04", 12000);
	ws_commit(ws);
	rows = history(2, "");
	assert_true(rows.item[0].before == 11000);
	rows = history(0, "credit");
	assert_int_equal(rows.count, 3);
	assert_str_equal(rows.item[0].series, "loans");
	assert_str_equal(rows.item[0].unit, "亿元");
	assert_true(rows.item[2].before == 11000);
	assert_int_equal(history(0, "loans").count, 3);
}

static void a_series_that_left_the_catalogue_still_has_its_history(void **state)
{
	struct orphans orphans = {0};

	(void)state;
	load_two("a.csv", 1, 2);
	load_two("b.csv", 1, 3);
	ws_catalogue(ws, "indicator jobs { unit = \"人\" kind = flow }\n");
	assert_int_equal(history(0, "loans").count, 4);
	assert_true(store_orphans(&ws->store, &ws->arena, &orphans, &ws->diag));
	assert_int_equal(orphans.count, 1);
	assert_str_equal(orphans.item[0].series, "loans");
	assert_int_equal(orphans.item[0].rows, 4);
	assert_int_equal(orphans.item[0].first, 1);
	assert_int_equal(orphans.item[0].last, 2);
	assert_true(history(2, "").item[1].before == 2);
}

static void damage_anywhere_in_the_ledger_stops_the_log(void **state)
{
	struct load_list list = {0};

	(void)state;
	load_two("a.csv", 1, 2);
	load_two("b.csv", 1, 3);
	ws_write(ws, "data/ledger/000001.csv", STR("x\n"));
	assert_false(store_log(&ws->store, &ws->arena, &list, &ws->diag));
	assert_int_equal(ws->diag.status, STATUS_IO);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

/* All loads up to the last. */
static struct ledger_rows revisions(int last, const bool *chosen)
{
	struct ledger_rows rows = {0};

	if (!store_revisions(&ws->store, &ws->arena, chosen, last, &rows, &ws->diag))
		fail_msg("%s", messages(&ws->arena, &ws->diag));
	return rows;
}

static void revisions_are_told_of_the_loads_asked_for(void **state)
{
	const bool last[] = {false, false, false, true}, all[] = {false, true, true, true};
	struct ledger_rows rows;

	(void)state;
	load_two("a.csv", 1, 2);
	load_two("b.csv", 1, 3);
	load_two("c.csv", 7, 3);
	rows = revisions(3, all);
	assert_int_equal(rows.count, 2);
	assert_int_equal(rows.item[0].load, 2);
	assert_str_equal(rows.item[0].period, "2024-05");
	assert_true(rows.item[0].before == 2 && rows.item[0].value == 3);
	assert_str_equal(rows.item[1].file, "c.csv");
	assert_true(rows.item[1].before == 1 && rows.item[1].value == 7);
	assert_int_equal(revisions(3, last).count, 1);
	assert_int_equal(revisions(2, all).count, 1);
}

/* 5 in one unit is 5 in another by a revision. */
static void the_same_number_in_another_unit_is_another_figure(void **state)
{
	const bool chosen[] = {false, false, false, true};
	struct ledger_rows rows;

	(void)state;
	load_two("a.csv", 5, 5);
	ws_catalogue(ws, "indicator loans { unit = \"万元\" kind = stock }\n");
	load_two("b.csv", 5, 5);
	load_two("c.csv", 6, 5);
	rows = revisions(3, chosen);
	assert_int_equal(rows.count, 1);
	assert_true(rows.item[0].before == 5 && rows.item[0].value == 6);
}

static void what_was_undone_by_then_was_not_there_before(void **state)
{
	const bool all[] = {false, true, true, false, true, false, true};
	struct ledger_rows rows;

	(void)state;
	load_two("a.csv", 1, 2);
	load_two("b.csv", 1, 3);
	undo(3, 2);
	load_two("c.csv", 1, 4);
	undo(5, 3);
	load_two("d.csv", 9, 4);
	rows = revisions(6, all);
	assert_int_equal(rows.count, 3);
	assert_true(rows.item[1].load == 4 && rows.item[1].before == 2);
	assert_true(rows.item[2].load == 6 && rows.item[2].before == 1);
}

/* The same figure twice, and the first of them is taken back. */
static void an_equal_figure_counts_when_the_one_before_it_is_undone(void **state)
{
	const bool chosen[] = {false, false, false, false, true};
	struct ledger_rows rows;

	(void)state;
	load_two("a.csv", 5, 5);
	ws_begin(ws, "b.csv");
	ws_add(ws, "loans", "", "2024-04", 5);
	ws_add(ws, "loans", "", "2024-05", 6);
	ws_commit(ws);
	undo(3, 1);
	load_two("c.csv", 8, 6);
	rows = revisions(4, chosen);
	assert_int_equal(rows.count, 1);
	assert_true(rows.item[0].before == 5);
}

static void revisions_agree_with_the_history_of_each_load(void **state)
{
	enum { LOADS = 40 };
	bool chosen[LOADS + 1] = {false};
	struct ledger_rows all;
	unsigned seed = 7;
	size_t told = 0;

	(void)state;
	for (int load = 1; load <= LOADS; load++) {
		seed = seed * 1103515245 + 12345;
		if (load > 2 && seed >> 16 & 1) {
			undo(load, (int)(seed >> 17) % (load - 1) + 1);
			continue;
		}
		chosen[load] = true;
		load_two("x.csv", (double)(seed >> 20 & 3) + 1, (double)load);
	}
	all = revisions(LOADS, chosen);
	for (int load = 1; load <= LOADS; load++) {
		struct ledger_rows rows = {0};

		if (chosen[load])
			rows = history(load, "");
		for (size_t i = 0; i < rows.count; i++) {
			if (isnan(rows.item[i].before) || rows.item[i].before == rows.item[i].value)
				continue;
			assert_true(told < all.count);
			assert_int_equal(all.item[told].load, load);
			assert_str_equal(all.item[told].period, rows.item[i].period.at);
			assert_double(all.item[told].before, rows.item[i].before);
			told++;
		}
	}
	assert_int_equal(told, all.count);
	assert_true(told > LOADS / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_log_lists_loads_oldest_first),
		TEST(a_load_is_shown_with_what_it_replaced),
		TEST(a_load_that_does_not_exist_is_a_usage_error),
		TEST(a_series_is_shown_with_every_value_it_ever_had),
		TEST(undone_loads_replace_nothing),
		TEST(earlier_figures_are_given_in_the_unit_of_the_row),
		TEST(a_series_that_left_the_catalogue_still_has_its_history),
		TEST(damage_anywhere_in_the_ledger_stops_the_log),
		TEST(revisions_are_told_of_the_loads_asked_for),
		TEST(the_same_number_in_another_unit_is_another_figure),
		TEST(what_was_undone_by_then_was_not_there_before),
		TEST(an_equal_figure_counts_when_the_one_before_it_is_undone),
		TEST(revisions_agree_with_the_history_of_each_load),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
