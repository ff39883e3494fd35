#include "workspace.h"

#include "store/ledger.h"

static struct workspace *ws;

static int setup(void **state)
{
	(void)state;
	ws = ws_open("indicator loans { unit = \"亿元\" kind = stock }\n"
		     "indicator jobs { unit = \"人\" kind = flow }\n");
	for (int i = 0; i < 2; i++) {
		ws_begin(ws, "x.csv");
		ws_add(ws, "loans", "", "2024-04", 1);
		ws_add(ws, "loans", "", "2024-05", 2 + i);
		ws_add(ws, "loans", "a", "2024-05", 4);
		ws_commit(ws);
	}
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	ws_close(ws);
	return 0;
}

static struct findings verify(void)
{
	struct findings findings = {0};

	if (!store_verify(&ws->store, &ws->arena, &findings, &ws->diag))
		fail_msg("%s", messages(&ws->arena, &ws->diag));
	return findings;
}

static void assert_damage(const char *file, const char *what)
{
	struct findings findings = verify();

	assert_int_equal(findings.damaged, 1);
	assert_true(findings.item[0].damaged);
	assert_str_equal(findings.item[0].file, file);
	assert_has(str_c(&ws->arena, findings.item[0].what), what);
}

static void a_sound_store_has_no_findings(void **state)
{
	struct findings findings = verify();

	(void)state;
	assert_int_equal(findings.count, 0);
	assert_int_equal(findings.ledger_files, 2);
	assert_int_equal(findings.databases, 2);
	assert_int_equal(findings.figures, 3);
}

static void a_store_that_is_not_there_is_sound(void **state)
{
	struct findings findings;

	(void)state;
	ws->store.folder = ws_path(ws, "nowhere");
	findings = verify();
	assert_int_equal(findings.count, 0);
	assert_false(file_exists(ws->store.folder));
}

static void a_changed_ledger_file_is_named(void **state)
{
	struct str bytes;

	(void)state;
	bytes = ws_content(ws, "data/ledger/000001.csv");
	((char *)(uintptr_t)bytes.at)[bytes.len / 2] ^= 1;
	ws_write(ws, "data/ledger/000001.csv", bytes);
	assert_damage("ledger/000001.csv", "its checksum is wrong");
}

static void a_missing_ledger_file_is_named(void **state)
{
	(void)state;
	unlink(ws_path(ws, "data/ledger/000001.csv").at);
	assert_damage("ledger/000001.csv", "missing");
}

static void a_lost_end_of_the_ledger_is_damage(void **state)
{
	struct findings findings;

	(void)state;
	unlink(ws_path(ws, "data/ledger/000002.csv").at);
	findings = verify();
	assert_int_equal(findings.damaged, 1);
	assert_has(str_c(&ws->arena, findings.item[0].what), "the ledger ends with load 1");
}

static void a_row_that_no_load_can_have_held_is_damage(void **state)
{
	struct figures *figures = &ws->load.figures;
	struct load_entry entry = {.number = 3};

	(void)state;
	figures->item[0].period = -500; /* before 1980 */
	assert_true(ledger_write(&ws->arena, ws->store.folder, &entry, figures, false, &ws->diag));
	ws_write(ws, "data/applied",
		str_printf(&ws->arena, "load 3%s", ws_content(ws, "data/applied").at + 6));
	assert_damage("ledger/000003.csv", "a figure that no load can have held");
}

static void a_database_with_other_figures_is_named_with_the_first(void **state)
{
	struct str other;

	(void)state;
	other = ws_content(ws, "data/rrd/loans/a.rrd");
	ws_write(ws, "data/rrd/loans.rrd", other);
	assert_damage("rrd/loans.rrd",
		"2 figures differ from the ledger, the first at 2024-04: nan instead of 1");
}

static void a_damaged_database_is_named(void **state)
{
	(void)state;
	ws_write(ws, "data/rrd/loans.rrd", STR("x"));
	assert_damage("rrd/loans.rrd", "shorter than a header");
}

static void a_missing_database_is_named(void **state)
{
	(void)state;
	unlink(ws_path(ws, "data/rrd/loans/a.rrd").at);
	assert_damage("rrd/loans/a.rrd", "missing");
}

static void a_database_without_figures_in_the_ledger_is_named(void **state)
{
	(void)state;
	ws_write(ws, "data/rrd/jobs.rrd", ws_content(ws, "data/rrd/loans.rrd"));
	assert_damage("rrd/jobs.rrd", "the ledger has no figures for it");
}

static void strangers_are_remarked_and_no_damage(void **state)
{
	struct findings findings;

	(void)state;
	ws_write(ws, "data/rrd/other.rrd", STR("x"));
	ws_write(ws, "data/ledger/notes.txt", STR("x"));
	findings = verify();
	assert_int_equal(findings.count, 2);
	assert_int_equal(findings.damaged, 0);
	assert_str_equal(findings.item[0].file, "ledger/notes.txt");
	assert_str_equal(findings.item[1].file, "rrd/other.rrd");
}

static void what_verify_finds_in_databases_a_rebuild_mends(void **state)
{
	size_t series;

	(void)state;
	ws_write(ws, "data/rrd/loans.rrd", ws_content(ws, "data/rrd/loans/a.rrd"));
	ws_write(ws, "data/rrd/jobs.rrd", ws_content(ws, "data/rrd/loans.rrd"));
	unlink(ws_path(ws, "data/rrd/loans/a.rrd").at);
	assert_int_equal(verify().damaged, 3);
	assert_true(store_rebuild(&ws->store, &series, &ws->diag));
	assert_int_equal(series, 2);
	assert_int_equal(verify().count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_sound_store_has_no_findings),
		TEST(a_store_that_is_not_there_is_sound),
		TEST(a_changed_ledger_file_is_named),
		TEST(a_missing_ledger_file_is_named),
		TEST(a_lost_end_of_the_ledger_is_damage),
		TEST(a_row_that_no_load_can_have_held_is_damage),
		TEST(a_database_with_other_figures_is_named_with_the_first),
		TEST(a_damaged_database_is_named),
		TEST(a_missing_database_is_named),
		TEST(a_database_without_figures_in_the_ledger_is_named),
		TEST(strangers_are_remarked_and_no_damage),
		TEST(what_verify_finds_in_databases_a_rebuild_mends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
