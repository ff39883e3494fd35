/* What seldom happens to a store: files that somebody changed, figures that nobody should have
 * sent, catalogues that moved on. */
#include "workspace.h"

#include "base/buf.h"
#include "store/archive.h"
#include "store/fields.h"
#include "store/fold.h"
#include "store/ledger.h"
#include "store/leftovers.h"
#include "store/rrd_image.h"
#include "text/gzip.h"

#include <inttypes.h>
#include <stddef.h>

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

static void load_one(const char *id, const char *area, const char *period, double value)
{
	ws_begin(ws, "one.csv");
	ws_add(ws, id, area, period, value);
	ws_commit(ws);
}

/* A ledger file with any rows. */
static void put_load(int number, const char *rows)
{
	struct buf out;
	size_t count = 0;

	assert_true(file_make_folder(ws_path(ws, "data/ledger"), STATUS_IO, &ws->diag));
	for (const char *at = rows; (at = strchr(at, '\n')) != NULL; at++)
		count++;
	buf_init(&out, &ws->arena);
	buf_printf(&out,
		"# tidemark load: %d\n# at: 2024-07-10T08:00:00+08:00\n"
		"series,period,value,unit,flag,line\n%s",
		number, rows);
	buf_printf(&out, "# end %zu %08" PRIx32 "\n", count, gzip_crc32(buf_str(&out)));
	ws_write(ws, str_printf(&ws->arena, "data/ledger/%06d.csv", number).at, buf_str(&out));
}

/* --- what the databases are said to contain */

#define COLUMNS "id,every,unit,made,rows,series,span\n"

static void an_applied_file_that_says_what_cannot_be_is_not_believed(void **state)
{
	static const char *const contents[] = {"", "load 1 synced 1 boot x\nid,every,unit,rows\n",
		"load 1 synced 9 boot x\n" COLUMNS, "load -1 synced -1 boot x\n" COLUMNS,
		"load 1 synced -1 boot x\n" COLUMNS, "load 1 synced 1 then x\n" COLUMNS,
		"load 1 synced 1 boot x\n" COLUMNS "loans,month,亿元,stock 1,480,1\n",
		"load 1 synced 1 boot x\n" COLUMNS "loans,moon,亿元,stock 1,480,1,1\n",
		"load 1 synced 1 boot x\n" COLUMNS "loans,month,亿元,stock 1,many,1,1\n",
		"load 1 synced 1 boot x\n" COLUMNS "loans,month,亿元,stock 1,480,some,1\n",
		"load 1 synced 1 boot x\n" COLUMNS "loans,month,亿元,stock 1,480,1,long\n",
		"load 1 synced 1 boot "
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"\n" COLUMNS};

	(void)state;
	load_one("loans", "", "2024-05", 7);
	for (size_t i = 0; i < sizeof(contents) / sizeof(*contents); i++) {
		ws_write(ws, "data/applied", str_of(contents[i]));
		ws_write(ws, "data/rrd/loans.rrd", STR("garbage"));
		assert_double(ws_value(ws, "loans", "", "2024-05"), 7);
		assert_string_equal(ws_messages(ws), "");
	}
}

/* What stands where a file should be removed is named. */
static void what_cannot_be_removed_stops_a_rebuild(void **state)
{
	static const char *const obstacles[] = {"data/rrd/jobs.rrd", "data/rrd/jobs/North.rrd",
		"data/rrd/staff.rrd", "data/rrd/staff/x.rrd"};
	size_t series;

	(void)state;
	ws_catalogue(ws, "indicator loans { kind = stock }\n"
			 "indicator jobs { kind = flow was = staff }\n");
	load_one("loans", "", "2024-05", 7);
	for (size_t i = 0; i < 4; i++) {
		struct str path = ws_path(ws, obstacles[i]);

		assert_true(file_make_folder(path, STATUS_IO, &ws->diag));
		if (i == 1)
			ws_write(ws, "data/rrd/jobs/South.rrd", STR("x"));
		assert_false(store_rebuild(&ws->store, &series, &ws->diag));
		assert_int_equal(ws->diag.status, STATUS_IO);
		assert_has(ws_messages(ws), obstacles[i]);
		assert_int_equal(rmdir(path.at), 0);
		assert_true(store_rebuild(&ws->store, &series, &ws->diag));
		assert_int_equal(series, 1);
	}
}

/* --- what nobody should have sent */

static void refuse(const char *why)
{
	assert_false(ws_try_commit(ws));
	assert_int_equal(ws->diag.status, STATUS_BUG);
	assert_has(ws_messages(ws), why);
	assert_false(file_exists(ws_path(ws, "data/ledger/000001.csv")));
}

static void figures_that_ingest_would_never_send_reach_no_ledger(void **state)
{
	struct figures *figures = &ws->load.figures;

	(void)state;
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-05", 9e-31);
	refuse("a figure that cannot be");
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-05", NAN);
	refuse("a figure that cannot be");
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-05", 1);
	figures->item[0].flags = 1;
	refuse("a figure that cannot be");
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-05", 1);
	figures->item[0].series = 7;
	refuse("a figure that cannot be");
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-05", 1);
	ws_add(ws, "jobs", "", "2024-05", 1);
	ws_add(ws, "jobs", "", "2024-06", 1);
	figures->item[2].series = 0;
	refuse("figures that are out of order or there twice");
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-06", 1);
	ws_add(ws, "loans", "", "2024-05", 1);
	refuse("figures that are out of order or there twice");
}

static void more_figures_than_rows_are_not_written(void **state)
{
	double values[] = {1, 2, 3};
	struct series series = {
		.key = ws_key(ws, "loans", ""), .first = 650, .count = 3, .value = values};
	const struct archive_job job = {.series = series, .rows = 2};
	struct archive archive;

	(void)state;
	load_one("loans", "", "2024-05", 7);
	archive_init(&archive, &ws->arena, ws->store.folder);
	assert_false(archive_write(&archive, &job, 1, &ws->diag));
	assert_has(ws_messages(ws), "3 figures for 2 rows");
	assert_double(ws_value(ws, "loans", "", "2024-05"), 7);
}

/* --- catalogues that moved on */

static void rows_of_what_a_formula_computes_now_are_no_figures(void **state)
{
	struct findings findings = {0};

	(void)state;
	load_one("jobs", "", "2024-05", 7);
	load_one("loans", "", "2024-05", 8);
	ws_catalogue(ws, "indicator loans { unit = \"亿元\" kind = stock }\n"
			 "indicator jobs { kind = ratio formula = \"loans / 2\" }\n");
	assert_int_equal(ws_read(ws).series.count, 1);
	assert_double(ws_value(ws, "loans", "", "2024-05"), 8);
	assert_true(store_verify(&ws->store, &ws->arena, &findings, &ws->diag));
	assert_int_equal(findings.damaged, 0);
}

static void of_the_whole_alone_no_areas_are_read(void **state)
{
	struct book book;

	(void)state;
	load_one("jobs", "North", "2024-05", 7);
	load_one("jobs", "", "2024-05", 8);
	ws->store.as_of = 2;
	assert_true(store_read(&ws->store, &ws->arena, NULL, false, &book, &ws->diag));
	assert_int_equal(book.series.count, 1);
	assert_str_equal(book.series.item[0].key.area, "");
}

/* A month that ends a quarter stands for it if it is a level; a week is part of no month. */
static void only_what_ends_with_a_period_stands_for_it(void **state)
{
	struct indicator quarterly = {
		.every = EVERY_QUARTER, .kind = KIND_STOCK, .calendar.year_start = 1};
	struct indicator weekly = {
		.every = EVERY_WEEK, .kind = KIND_STOCK, .calendar.year_start = 1};
	const struct period march = {EVERY_MONTH, 650}, april = {EVERY_MONTH, 651},
			    week = {EVERY_WEEK, 2830};
	int number;

	(void)state;
	assert_true(fold_period(&quarterly, march, &number));
	assert_int_equal(number, 216);
	assert_false(fold_period(&quarterly, april, &number));
	assert_false(fold_period(&quarterly, week, &number));
	assert_false(fold_period(&weekly, march, &number));
	quarterly.kind = KIND_RATIO;
	assert_false(fold_period(&quarterly, march, &number));
	quarterly.kind = KIND_FLOW;
	assert_false(fold_period(&quarterly, march, &number));
}

static void the_unit_of_a_series_may_change_from_row_to_row(void **state)
{
	struct ledger_rows rows = {0};

	(void)state;
	put_load(1, "loans,2024-04,12,亿元,,2\nloans,2024-05,50000,万元,,3\n");
	assert_double(ws_value(ws, "loans", "", "2024-04"), 12);
	assert_double(ws_value(ws, "loans", "", "2024-05"), 5);
	put_load(2, "loans,2024-04,1e-10,人,,2\n");
	assert_true(store_history(&ws->store, &ws->arena, 2, STR(""), &rows, &ws->diag));
	assert_double(rows.item[0].value, 1e-10);
	assert_nan(rows.item[0].before); /* no unit leads from one to the other */
}

/* The old id and the new one in one load: neither was there before the other. */
static void rows_of_one_load_do_not_replace_each_other(void **state)
{
	struct ledger_rows rows = {0};

	(void)state;
	ws_catalogue(ws, "indicator loans { unit = \"亿元\" kind = stock was = credit }\n");
	put_load(1, "credit,2024-04,12,亿元,,2\nloans,2024-04,13,亿元,,3\n");
	assert_true(store_history(&ws->store, &ws->arena, 0, STR("loans"), &rows, &ws->diag));
	assert_int_equal(rows.count, 2);
	assert_nan(rows.item[1].before);
	assert_false(rows.item[0].in_force);
	assert_true(rows.item[1].in_force);
}

static void a_flag_counts_where_its_row_is_in_force(void **state)
{
	struct origins origins;

	(void)state;
	put_load(1, "gone,2024-04,1,,p,2\njobs,2024-04,1,人,p,3\njobs,2024-W10,1,人,p,4\nloans,"
		    "2024-04,1,亿元,p,5\n");
	put_load(2, "loans,2024-04,2,亿元,,2\n");
	assert_true(store_origins(&ws->store, &ws->arena, NULL, 2, &origins, &ws->diag));
	assert_int_equal(origins.flags.count, 1);
	assert_str_equal(origins.flags.item[0].flag, "p");
	assert_false(store_origins(&ws->store, &ws->arena, NULL, 3, &origins, &ws->diag));
	assert_has(ws_messages(ws), "there is no load 3; the last one is 2");
}

static void a_header_of_another_load_is_found(void **state)
{
	struct load_contents contents = {0};

	(void)state;
	put_load(1, "");
	ws_write(ws, "data/ledger/000002.csv", ws_content(ws, "data/ledger/000001.csv"));
	assert_false(store_contents(&ws->store, &ws->arena, &contents, &ws->diag));
	assert_has(ws_messages(ws), "it is another load than its name says");
}

static void years_of_another_start_keep_their_notation(void **state)
{
	struct str file;

	(void)state;
	ws_catalogue(ws,
		"indicator a { kind = flow every = year }\n"
		"indicator b { kind = flow every = year year_start = 4 }\n"
		"indicator c { kind = flow every = year year_start = 7 }\n"
		"indicator d { kind = flow every = year year_start = 7 year_name = end }\n");
	ws_begin(ws, "x");
	ws_add(ws, "a", "", "2024", 1);
	ws_add(ws, "b", "", "2024/25", 2);
	ws_add(ws, "c", "", "2024/25", 3);
	ws_add(ws, "d", "", "FY2025", 4);
	ws_commit(ws);
	file = ws_content(ws, "data/ledger/000001.csv");
	assert_true(str_has(file, STR("\na,2024,1,")));
	assert_true(str_has(file, STR("\nb,2024/25,2,")));
	assert_true(str_has(file, STR("\nc,2024/25,3,")));
	assert_true(str_has(file, STR("\nd,FY2025,4,")));
}

/* --- small things */

static void names_that_are_nearly_ours_are_not(void **state)
{
	int number;

	(void)state;
	assert_false(ledger_is_load(STR("00000/.csv"), &number));
	assert_false(ledger_is_load(STR("00000:.csv"), &number));
	assert_false(ledger_is_load(STR("1234567890.csv"), &number));
	assert_false(leftover_is(STR("1.part"), STR("")));
	assert_false(leftover_is(STR("x5.part"), STR("x")));
	assert_true(leftover_is(STR("x.5.part"), STR("x")));
	assert_false(ledger_check(5, 0, &ws->diag));
	assert_false(ledger_check(5, 6, &ws->diag));
	assert_true(ledger_check(5, 5, &ws->diag));
}

static void a_quoted_field_ends_with_its_delimiter(void **state)
{
	struct str rest = STR("\"a\""), field;

	(void)state;
	assert_false(field_take(&ws->arena, &rest, '\n', &field));
	rest = STR("\"a\"\n");
	assert_true(field_take(&ws->arena, &rest, '\n', &field));
	assert_str_equal(field, "a");
}

/* Every byte of the header counts, and the number of rows. */
static void an_empty_file_of_another_librrd_is_no_template(void **state)
{
	const double value[] = {1};
	struct rrd_template template = {2629746, 24, NAN}, made;
	struct str file = rrd_image_make(&ws->arena, &template, 600, value, 1);
	size_t header = rrd_image_used(0);
	const unsigned long beyond = 24;
	char *empty;

	(void)state;
	assert_false(rrd_image_template(&made, 2629746, 0, 2629746, file));
	assert_false(rrd_image_template(&made, 2629746, 0, 2629746, str_head(file, header)));
	assert_false(rrd_image_template(&made, 2629746, 25, 2629746, file));
	assert_false(rrd_image_template(&made, 2629746, 24, 2629746, file));
	assert_false(rrd_image_made_after(str_head(file, 9), 2629746, 24, &made));
	empty = arena_copy(&ws->arena, file.at, file.len);
	memcpy(empty + header, &template.unknown, sizeof(template.unknown));
	assert_false(
		rrd_image_template(&made, 2629746, 24, 2629746, (struct str){empty, file.len}));
	memcpy(empty + header - sizeof(beyond), &beyond, sizeof(beyond)); /* the row pointer */
	assert_false(
		rrd_image_template(&made, 2629746, 24, 2629746, (struct str){empty, file.len}));
}

static void a_damaged_ledger_without_an_applied_file_is_still_looked_at(void **state)
{
	struct findings findings = {0};

	(void)state;
	load_one("loans", "", "2024-05", 7);
	ws_write(ws, "data/ledger/000001.csv", STR("x\n"));
	assert_int_equal(unlink(ws_path(ws, "data/applied").at), 0);
	assert_true(store_verify(&ws->store, &ws->arena, &findings, &ws->diag));
	assert_int_equal(findings.damaged, 1);
	assert_int_equal(findings.databases, 0);
	assert_str_equal(
		findings.item[1].what, "not compared with the ledger, since that is damaged");
}

/* Of a folder that is none nothing can be said but that. */
static void a_damaged_ledger_beside_what_is_no_folder_of_databases_is_told(void **state)
{
	struct findings findings = {0};

	(void)state;
	load_one("loans", "", "2024-05", 7);
	ws_write(ws, "data/ledger/000001.csv", STR("x\n"));
	assert_int_equal(unlink(ws_path(ws, "data/rrd/loans.rrd").at), 0);
	assert_int_equal(rmdir(ws_path(ws, "data/rrd").at), 0);
	ws_write(ws, "data/rrd", STR("x"));
	assert_true(store_verify(&ws->store, &ws->arena, &findings, &ws->diag));
	assert_int_equal(findings.damaged, 2);
	assert_has(findings.item[2].what.at, "Not a directory");
}

static void a_unit_that_a_ledger_cannot_have_stops_verify_and_repair(void **state)
{
	struct findings findings = {0};

	(void)state;
	load_one("loans", "", "2024-05", 7);
	put_load(1, "loans,2024-05,7,人,,2\n");
	assert_false(store_verify(&ws->store, &ws->arena, &findings, &ws->diag));
	assert_int_equal(ws->diag.status, STATUS_CATALOGUE);
	assert_has(ws_messages(ws), "of \"loans\" differs from \"人\", in which load 1 gave it");
	assert_false(store_repair(&ws->store, &ws->arena, &findings, &ws->diag));
	assert_int_equal(ws->diag.status, STATUS_CATALOGUE);
}

static void damage_is_mended_when_nobody_reads_beside(void **state)
{
	struct book book;
	int fd;

	(void)state;
	load_one("loans", "", "2024-05", 7);
	ws_write(ws, "data/rrd/loans.rrd", STR("garbage"));
	assert_true(file_lock(ws_path(ws, "data/lock"), false, 0, &fd, &ws->diag));
	assert_false(store_read(&ws->store, &ws->arena, NULL, true, &book, &ws->diag));
	assert_int_equal(ws->diag.status, STATUS_LOCKED);
	close(fd);
	assert_double(ws_value(ws, "loans", "", "2024-05"), 7);
}

static void a_database_that_knows_more_than_the_ledger_is_named(void **state)
{
	double values[] = {7, 8};
	struct series series = {
		.key = ws_key(ws, "loans", ""), .first = 652, .count = 2, .value = values};
	struct archive_job job = {.series = series, .rows = 480};
	struct findings findings = {0};
	struct archive archive;

	(void)state;
	load_one("loans", "", "2024-05", 7);
	archive_init(&archive, &ws->arena, ws->store.folder);
	assert_true(archive_write(&archive, &job, 1, &ws->diag));
	assert_true(store_verify(&ws->store, &ws->arena, &findings, &ws->diag));
	assert_int_equal(findings.damaged, 1);
	assert_str_equal(findings.item[0].what,
		"1 figures differ from the ledger, the first at 2024-06: 8 instead of nan");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_applied_file_that_says_what_cannot_be_is_not_believed),
		TEST(what_cannot_be_removed_stops_a_rebuild),
		TEST(figures_that_ingest_would_never_send_reach_no_ledger),
		TEST(more_figures_than_rows_are_not_written),
		TEST(rows_of_what_a_formula_computes_now_are_no_figures),
		TEST(of_the_whole_alone_no_areas_are_read),
		TEST(only_what_ends_with_a_period_stands_for_it),
		TEST(the_unit_of_a_series_may_change_from_row_to_row),
		TEST(rows_of_one_load_do_not_replace_each_other),
		TEST(a_flag_counts_where_its_row_is_in_force),
		TEST(a_header_of_another_load_is_found),
		TEST(years_of_another_start_keep_their_notation),
		TEST(names_that_are_nearly_ours_are_not),
		TEST(a_quoted_field_ends_with_its_delimiter),
		TEST(an_empty_file_of_another_librrd_is_no_template),
		TEST(a_damaged_ledger_without_an_applied_file_is_still_looked_at),
		TEST(a_damaged_ledger_beside_what_is_no_folder_of_databases_is_told),
		TEST(a_unit_that_a_ledger_cannot_have_stops_verify_and_repair),
		TEST(damage_is_mended_when_nobody_reads_beside),
		TEST(a_database_that_knows_more_than_the_ledger_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
