/* Ledger files whose checksum is right, with content that no load can have written. */
#include "workspace.h"

#include "base/buf.h"
#include "store/ledger.h"
#include "store/ledger_text.h"
#include "text/gzip.h"

#include <inttypes.h>

static struct workspace *ws;

static int setup(void **state)
{
	(void)state;
	ws = ws_open("indicator loans { unit = \"亿元\" kind = stock }\n"
		     "indicator jobs { unit = \"人\" kind = flow }\n");
	assert_true(file_make_folder(ws_path(ws, "data/ledger"), STATUS_IO, &ws->diag));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	ws_close(ws);
	return 0;
}

#define FIRST "# tidemark load: 1\n# at: 2024-06-10T08:00:00+08:00\n"
#define SECOND "# tidemark load: 2\n# at: 2024-07-10T08:00:00+08:00\n"
#define COLUMNS "series,period,value,unit,flag,line\n"

/* A ledger file as it is written, around any header and rows. */
static void put(const char *name, const char *header, const char *rows)
{
	struct buf out;
	size_t count = 0;

	for (const char *at = rows; (at = strchr(at, '\n')) != NULL; at++)
		count++;
	buf_init(&out, &ws->arena);
	buf_text(&out, header);
	buf_text(&out, COLUMNS);
	buf_text(&out, rows);
	buf_printf(&out, "# end %zu %08" PRIx32 "\n", count, gzip_crc32(buf_str(&out)));
	ws_write(ws, name, buf_str(&out));
}

/* --- the doors of the store that read rows */

static bool reads(void)
{
	struct book book;

	return store_read(&ws->store, &ws->arena, NULL, true, &book, &ws->diag);
}

static bool rebuilds(void)
{
	size_t series;

	return store_rebuild(&ws->store, &series, &ws->diag);
}

/* What verify finds is no error, but said of the file all the same. */
static bool verifies(void)
{
	struct findings findings = {0};

	if (!store_verify(&ws->store, &ws->arena, &findings, &ws->diag))
		return false;
	for (size_t i = 0; i < findings.count; i++)
		if (findings.item[i].damaged)
			diag_error(&ws->diag, STATUS_IO, PLACE_FILE(findings.item[i].file), "%.*s",
				STR_ARG(findings.item[i].what));
	return !findings.damaged;
}

static bool tells_origins(void)
{
	struct origins origins;

	return store_origins(&ws->store, &ws->arena, NULL, 2, &origins, &ws->diag);
}

static bool undoes(void)
{
	struct undo undo;

	return store_undo(&ws->store, 2, STR(""), STR(""), true, &undo, &ws->diag);
}

static bool lists(void)
{
	struct load_list list = {0};

	return store_log(&ws->store, &ws->arena, &list, &ws->diag);
}

static bool shows_load(void)
{
	struct ledger_rows rows = {0};

	return store_history(&ws->store, &ws->arena, 2, STR(""), &rows, &ws->diag);
}

static bool shows_load_before(void)
{
	struct ledger_rows rows = {0};

	return store_history(&ws->store, &ws->arena, 1, STR(""), &rows, &ws->diag);
}

static bool shows_series(void)
{
	struct ledger_rows rows = {0};

	return store_history(&ws->store, &ws->arena, 0, STR("loans"), &rows, &ws->diag);
}

static bool shows_revisions(void)
{
	const bool chosen[] = {false, true, true};
	struct ledger_rows rows = {0};

	return store_revisions(&ws->store, &ws->arena, chosen, 2, &rows, &ws->diag);
}

static bool finds_orphans(void)
{
	struct orphans orphans = {0};

	return store_orphans(&ws->store, &ws->arena, &orphans, &ws->diag);
}

/* Who puts figures in force together, and who tells of rows. */
static bool (*const folding[])(void) = {reads, rebuilds, verifies, tells_origins, undoes};
static bool (*const telling[])(void) = {
	lists, shows_load, shows_load_before, shows_series, shows_revisions, finds_orphans};

enum {
	FOLDING = sizeof(folding) / sizeof(*folding),
	TELLING = sizeof(telling) / sizeof(*telling),
};

static void refused(bool (*const door[])(void), size_t count, const char *what)
{
	for (size_t i = 0; i < count; i++) {
		const char *said;

		if (door[i]())
			fail_msg("door %zu takes it: %s", i, what);
		said = ws_messages(ws);
		assert_has(said, "ledger/000002.csv");
		assert_has(said, what);
	}
}

static void taken(bool (*const door[])(void), size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!door[i]())
			fail_msg("door %zu: %s", i, ws_messages(ws));
}

static void put_second(const char *header, const char *rows)
{
	put("data/ledger/000001.csv", FIRST, "loans,2024-04,1,亿元,,2\n");
	put("data/ledger/000002.csv", header, rows);
}

static void a_row_that_is_none_is_named_by_all_who_read_rows(void **state)
{
	(void)state;
	put_second(SECOND, "loans,2024-04,2,亿元,,2\njobs,2024-05,1\n");
	refused(folding, FOLDING, "a row without its six fields");
	refused(telling, TELLING, "a row without its six fields");
	assert_has((reads(), ws_messages(ws)), "000002.csv:5: error: damaged");
}

static void a_value_that_is_none_is_named_by_all_who_read_values(void **state)
{
	static bool (*const readers[])(void) = {shows_load, shows_series, shows_revisions};

	(void)state;
	put_second(SECOND, "loans,2024-04,much,亿元,,2\n");
	refused(folding, FOLDING, "a figure that no load can have held");
	refused(readers, 3, "a value that cannot be read");
}

static void a_value_beyond_all_bounds_is_no_figure(void **state)
{
	(void)state;
	put_second(SECOND, "loans,2024-04,1e+30,亿元,,2\n");
	refused(folding, FOLDING, "a figure that no load can have held");
	put_second(SECOND, "loans,2024-04,9e+29,万元,,2\n");
	taken(folding, FOLDING);
}

static void a_period_that_is_none_is_damage_and_the_log_still_shows_it(void **state)
{
	(void)state;
	put_second(SECOND, "loans,in May,2,亿元,,2\n");
	refused(folding, FOLDING, "a period that cannot be read");
	taken(telling, TELLING);
}

static void a_period_that_no_database_holds_is_damage(void **state)
{
	(void)state;
	put_second(SECOND, "loans,1979-12,2,亿元,,2\n");
	refused(folding, FOLDING, "a figure that no load can have held");
}

static void a_header_that_no_load_has_is_damage(void **state)
{
	static const char *const headers[] = {
		"tidemark load 2\n",
		"# tidemark load = 2\n",
		"# tidemark store: 2\n",
		"# tidemark load: two\n",
		"# tidemark load: \n",
		"# tidemark load: 2\nby: somebody\n",
		"# tidemark load: 2\n# by somebody\n",
		"# tidemark load: 2\n# by: somebody\n# undo: nothing\n",
		"# tidemark load: 2\n# by: somebody\n# undo: 0\n",
		"# tidemark load: 2\n# by: somebody\n# undo: 1234567890\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++) {
		put_second(headers[i], "loans,2024-04,2,亿元,,2\n");
		refused(folding, FOLDING, "its header is not that of a load");
		refused(telling, TELLING, "its header is not that of a load");
	}
	put_second("# tidemark load: 2\n# undo: 3\n", "");
	refused(folding, FOLDING, "it takes back a load that was not there");
	put_second("# tidemark load: 2\n# undo: 1\n", "loans,2024-04,2,亿元,,2\n");
	refused(folding, FOLDING, "it has not as many rows as it says");
}

static void a_header_without_its_columns_is_damage(void **state)
{
	struct str head = STR(SECOND), end;

	(void)state;
	put_second(SECOND, "");
	end = str_printf(
		&ws->arena, "%.*s# end 0 %08" PRIx32 "\n", STR_ARG(head), gzip_crc32(head));
	ws_write(ws, "data/ledger/000002.csv", end);
	refused(folding, FOLDING, "its header is not that of a load");
}

/* Where an undo stands decides which loads are read at all. */
static void an_undo_that_is_not_the_second_line_is_damage(void **state)
{
	static bool (*const readers[])(void) = {reads, rebuilds, verifies};

	(void)state;
	put_second("# tidemark load: 2\n# by: somebody\n# undo: 1\n", "");
	refused(readers, 3, "its undo line is not the second one");
}

static void keys_of_later_versions_are_passed_over(void **state)
{
	struct ledger_file file;

	(void)state;
	put_second(SECOND "# weather: rain\n# note: 50%25 %E6%B0 %zz %4\n",
		"loans,2024-04,2,亿元,,2\n");
	taken(folding, FOLDING);
	taken(telling, TELLING);
	assert_true(ledger_read(&ws->arena, ws->store.folder, 2, &file, &ws->diag));
	assert_str_equal(file.entry.note, "50% \xE6\xB0 %zz %4");
}

/* Only upper-case hexadecimal digits are written, so nothing else is decoded. */
static void what_is_no_code_stays_as_it_is(void **state)
{
	struct ledger_file file;

	(void)state;
	put_second(SECOND "# note: %0a %0A %/0 %G0 %: %0\n", "");
	assert_true(ledger_read(&ws->arena, ws->store.folder, 2, &file, &ws->diag));
	assert_str_equal(file.entry.note, "%0a \n %/0 %G0 %: %0");
}

static void a_load_without_a_date_is_on_no_day(void **state)
{
	int load;

	(void)state;
	put_second("# tidemark load: 2\n# at: yesterday\n", "loans,2024-04,2,亿元,,2\n");
	assert_false(store_load_of_day(&ws->store, 20000, &load, &ws->diag));
	assert_has(
		ws_messages(ws), "000002.csv:3: error: damaged: it does not say when it was made");
}

/* Whoever only wants the header reads as much as nearly all headers have. */
static void a_header_of_any_length_is_read(void **state)
{
	struct load_contents contents = {0};
	char *note = NEW_ARRAY(&ws->arena, 6000, char);

	(void)state;
	memset(note, 'x', 5999);
	put_second(str_printf(&ws->arena, SECOND "# note: %s\n# source: bank\n", note).at, "");
	assert_true(store_contents(&ws->store, &ws->arena, &contents, &ws->diag));
	assert_int_equal(contents.count, 2);
	assert_str_equal(contents.item[1].source, "bank");
	ws_write(ws, "data/ledger/000002.csv", STR("# tidemark load: 2\n"));
	contents.count = 1;
	assert_false(store_contents(&ws->store, &ws->arena, &contents, &ws->diag));
	assert_has(ws_messages(ws), "it does not end with its last line");
}

static void an_end_is_rows_and_checksum_and_nothing_else(void **state)
{
	static const char *const bad[] = {"# end 1 0000000a", "# end 1 0000000a \n", "# end 1\n",
		"# end x 0000000a\n", "# end 1 0000000aZ", "# end 1 0000000ab\n",
		"end 1 0000000a\n", "# end 1 0000000a                                 \n"};
	unsigned long crc;
	size_t rows;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(ledger_parse_end(str_of(bad[i]), &rows, &crc));
	assert_false(ledger_parse_end((struct str){"# end 1 0000000a\0\n", 18}, &rows, &crc));
	assert_true(ledger_parse_end(STR("# end 7 0000000a\n"), &rows, &crc));
	assert_int_equal(rows, 7);
	assert_int_equal(crc, 10);
}

/* A row whose indicator went elsewhere, or changed its frequency, is history and no figure. */
static void rows_without_a_place_in_the_catalogue_keep_their_history(void **state)
{
	struct ledger_rows rows = {0};
	struct orphans orphans = {0};

	(void)state;
	put("data/ledger/000001.csv", FIRST,
		"gone,2024,1,,,2\ngone,2024-03,3,,,2\njobs,2024-W10,4,人,,2\n");
	put("data/ledger/000002.csv", SECOND,
		"gone,2024,2,,,2\ngone,2024-03,5,,,2\njobs,2024-W10,4,人,,2\n");
	assert_true(store_history(&ws->store, &ws->arena, 2, STR(""), &rows, &ws->diag));
	assert_int_equal(rows.count, 3);
	assert_double(rows.item[0].before, 1);
	assert_double(rows.item[1].before, 3);
	assert_double(rows.item[2].before, 4);
	assert_true(store_orphans(&ws->store, &ws->arena, &orphans, &ws->diag));
	assert_int_equal(orphans.count, 1);
	assert_int_equal(orphans.item[0].rows, 4);
	assert_int_equal(ws_read(ws).series.count, 0);
	assert_has(ws_messages(ws),
		"left out 2 figures of \"jobs\" that the ledger holds in another "
		"frequency than every = month");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_row_that_is_none_is_named_by_all_who_read_rows),
		TEST(a_value_that_is_none_is_named_by_all_who_read_values),
		TEST(a_value_beyond_all_bounds_is_no_figure),
		TEST(a_period_that_is_none_is_damage_and_the_log_still_shows_it),
		TEST(a_period_that_no_database_holds_is_damage),
		TEST(a_header_that_no_load_has_is_damage),
		TEST(a_header_without_its_columns_is_damage),
		TEST(an_undo_that_is_not_the_second_line_is_damage),
		TEST(keys_of_later_versions_are_passed_over),
		TEST(what_is_no_code_stays_as_it_is),
		TEST(a_load_without_a_date_is_on_no_day),
		TEST(a_header_of_any_length_is_read),
		TEST(an_end_is_rows_and_checksum_and_nothing_else),
		TEST(rows_without_a_place_in_the_catalogue_keep_their_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
