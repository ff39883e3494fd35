#include "workspace.h"

#include "base/utf8.h"
#include "store/exact.h"
#include "store/fields.h"
#include "store/ledger.h"
#include "store/ledger_text.h"
#include "store/leftovers.h"

static struct workspace *ws;

static int setup(void **state)
{
	(void)state;
	ws = ws_open("indicator loans { unit = \"亿元\" kind = stock }\n"
		     "indicator jobs { unit = \"人\" kind = flow every = quarter }\n"
		     "indicator budget { kind = flow every = year year_start = 4 }\n");
	assert_true(file_make_folder(ws_path(ws, "data/ledger"), STATUS_IO, &ws->diag));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	ws_close(ws);
	return 0;
}

static bool write_load(struct load_entry entry)
{
	return ledger_write(&ws->arena, ws->store.folder, &entry,
		entry.undoes ? NULL : &ws->load.figures, false, &ws->diag);
}

static bool read_load(int number, struct ledger_file *file)
{
	return ledger_read(&ws->arena, ws->store.folder, number, file, &ws->diag);
}

static const char content[] = "# tidemark load: 1\n"
			      "# at: 2024-07-10T09:12:33+08:00\n"
			      "# by: chen\n"
			      "# file: 贷款 50%25%0A.csv\n"
			      "series,period,value,unit,flag,line\n"
			      "loans,2024-04,2400.62,亿元,,1\n"
			      "loans,2024-05,-0.1,亿元,p,2\n"
			      "\"loans/虎丘, \"\"新\"\"区\",2024-05,1e+20,亿元,,3\n"
			      "jobs,2024-Q2,12,人,,4\n"
			      "budget,2024/25,7,,,5\n";

static void write_sample(void)
{
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-04", 2400.62);
	ws_add(ws, "loans", "", "2024-05", -0.1);
	ws_add(ws, "loans", "虎丘, \"新\"区", "2024-05", 1e20);
	ws_add(ws, "jobs", "", "2024-Q2", 12);
	ws_add(ws, "budget", "", "2024/25", 7);
	*array_add(&ws->arena, &ws->load.figures.flag_texts) = STR("p");
	ws->load.figures.item[1].flags = 1;
	assert_true(write_load((struct load_entry){.number = 1,
		.at = STR("2024-07-10T09:12:33+08:00"),
		.by = STR("chen"),
		.file = STR("贷款 50%\n.csv")}));
}

/* The CRC is that of the bytes above, as `python3 -c 'import zlib …'` gives it too. */
static void a_load_is_a_plain_csv_file(void **state)
{
	struct str file, end;

	(void)state;
	write_sample();
	file = ws_content(ws, "data/ledger/000001.csv");
	assert_true(str_starts(file, STR(content)));
	end = str_from(file, sizeof(content) - 1);
	assert_str_equal(end, "# end 5 0530a2bc\n");
}

static void a_load_reads_back_as_it_was_written(void **state)
{
	struct ledger_cells cells;
	struct ledger_file file;

	(void)state;
	write_sample();
	assert_true(read_load(1, &file));
	assert_int_equal(file.entry.number, 1);
	assert_int_equal(file.entry.figures, 5);
	assert_str_equal(file.entry.file, "贷款 50%\n.csv");
	assert_str_equal(file.entry.by, "chen");
	assert_str_equal(file.entry.note, "");
	assert_true(ledger_take_row(&file, &cells, &ws->diag));
	assert_str_equal(cells.value, "2400.62");
	assert_true(ledger_take_row(&file, &cells, &ws->diag));
	assert_str_equal(cells.flag, "p");
	assert_true(ledger_take_row(&file, &cells, &ws->diag));
	assert_str_equal(cells.series, "loans/虎丘, \"新\"区");
	assert_str_equal(cells.unit, "亿元");
	assert_int_equal(cells.line, 3);
	assert_true(ledger_take_row(&file, &cells, &ws->diag));
	assert_true(ledger_take_row(&file, &cells, &ws->diag));
	assert_str_equal(cells.period, "2024/25");
	assert_false(ledger_has_row(&file));
}

static void header_values_survive_any_bytes(void **state)
{
	char bytes[256];
	struct ledger_file file;

	(void)state;
	for (int i = 0; i < 256; i++)
		bytes[i] = (char)i;
	ws_begin(ws, "x");
	assert_true(write_load((struct load_entry){.number = 1, .note = {bytes, 256}}));
	assert_true(read_load(1, &file));
	assert_true(str_equal(file.entry.note, (struct str){bytes, 256}));
	assert_int_equal(utf8_check(ws_content(ws, "data/ledger/000001.csv")),
		ws_content(ws, "data/ledger/000001.csv").len);
}

static void any_changed_byte_is_found(void **state)
{
	struct str good;
	struct ledger_file file;

	(void)state;
	write_sample();
	good = ws_content(ws, "data/ledger/000001.csv");
	for (size_t i = 0; i < good.len; i++) {
		char *bad = arena_copy(&ws->arena, good.at, good.len);

		bad[i] = (char)(bad[i] ^ 0x02);
		ws_write(ws, "data/ledger/000001.csv", (struct str){bad, good.len});
		assert_false(read_load(1, &file));
		assert_int_equal(ws->diag.status, STATUS_IO);
		assert_has(ws_messages(ws), "data/ledger/000001.csv");
	}
}

static void a_file_cut_anywhere_is_found(void **state)
{
	struct str good;
	struct ledger_file file;

	(void)state;
	write_sample();
	good = ws_content(ws, "data/ledger/000001.csv");
	for (size_t len = 0; len < good.len; len++) {
		ws_write(ws, "data/ledger/000001.csv", str_head(good, len));
		assert_false(read_load(1, &file));
		ws_messages(ws);
	}
}

static void damage_names_the_file_and_the_remedy(void **state)
{
	struct ledger_file file;

	(void)state;
	write_sample();
	ws_write(ws, "data/ledger/000001.csv", STR("# end 0 00000001\n"));
	assert_false(read_load(1, &file));
	assert_has(ws_messages(ws), "000001.csv: error: damaged: its checksum is wrong; what "
				    "load 1 held cannot be told until the file is back from a "
				    "backup");
}

static void a_load_under_another_number_is_found(void **state)
{
	struct ledger_file file;

	(void)state;
	write_sample();
	ws_write(ws, "data/ledger/000002.csv", ws_content(ws, "data/ledger/000001.csv"));
	assert_false(read_load(2, &file));
	assert_has(ws_messages(ws), "it is another load than its name says");
}

static void a_missing_load_is_a_damaged_store_not_a_missing_input(void **state)
{
	struct ledger_file file;

	(void)state;
	assert_false(read_load(1, &file));
	assert_int_equal(ws->diag.status, STATUS_IO);
	assert_has(ws_messages(ws), "000001.csv: error: cannot open: No such file");
}

static void a_hole_in_the_numbers_is_named(void **state)
{
	int newest;

	(void)state;
	ws_write(ws, "data/ledger/000001.csv", STR(""));
	ws_write(ws, "data/ledger/000004.csv", STR(""));
	ws_write(ws, "data/ledger/000002.csv", STR(""));
	assert_false(ledger_newest(&ws->arena, ws->store.folder, &newest, &ws->diag));
	assert_has(ws_messages(ws), "000003.csv: error: missing, though there are later loads");
}

static void no_ledger_is_an_empty_one(void **state)
{
	int newest = 5;

	(void)state;
	assert_true(ledger_newest(&ws->arena, ws_path(ws, "nowhere"), &newest, &ws->diag));
	assert_int_equal(newest, 0);
}

static void only_canonical_names_are_loads(void **state)
{
	int number;

	(void)state;
	assert_true(ledger_is_load(STR("000001.csv"), &number));
	assert_int_equal(number, 1);
	assert_true(ledger_is_load(STR("1000000.csv"), &number));
	assert_int_equal(number, 1000000);
	assert_false(ledger_is_load(STR("000000.csv"), &number));
	assert_false(ledger_is_load(STR("0000001.csv"), &number));
	assert_false(ledger_is_load(STR("1.csv"), &number));
	assert_false(ledger_is_load(STR("00000x.csv"), &number));
	assert_false(ledger_is_load(STR("000001.csv.77.part"), &number));
	assert_false(ledger_is_load(STR(".csv"), &number));
	assert_false(ledger_is_load(STR(""), &number));
}

static void leftovers_of_interrupted_loads_are_cleaned_and_nothing_else(void **state)
{
	struct str_list names = {0};

	(void)state;
	ws_write(ws, "data/ledger/000001.csv", STR("x"));
	ws_write(ws, "data/ledger/000002.csv.4711.part", STR("x"));
	ws_write(ws, "data/ledger/notes.txt", STR("x"));
	assert_false(leftover_is(STR("000002.csv.part"), STR(".csv")));
	assert_false(leftover_is(STR("000002.csv.x1.part"), STR(".csv")));
	assert_false(leftover_is(STR("000002.txt.1.part"), STR(".csv")));
	assert_false(leftover_is(STR(".part"), STR("")));
	ledger_clean(&ws->arena, ws->store.folder);
	assert_true(file_list(&ws->arena, ws_path(ws, "data/ledger"), &names, &ws->diag));
	assert_int_equal(names.count, 2);
	assert_str_equal(names.item[1], "notes.txt");
}

static void loads_and_undos_are_in_force_by_rule(void **state)
{
	/* 4 takes back 2, 5 takes back 4, 6 takes back 1 */
	const int undoes[] = {0, 0, 0, 0, 2, 4, 1};
	const bool *in_force = ledger_in_force(&ws->arena, undoes, 6);

	(void)state;
	assert_false(in_force[1]);
	assert_true(in_force[2]); /* the undo of its undo put it back */
	assert_true(in_force[3]);
	assert_false(in_force[4]);
	assert_true(in_force[5]);
	assert_true(ledger_in_force(&ws->arena, undoes, 5)[1]); /* before load 6 */
	assert_false(ledger_in_force(&ws->arena, undoes, 4)[2]);
	assert_int_equal(ledger_subject(undoes, 5), 2);
	assert_int_equal(ledger_subject(undoes, 3), 3);
}

static void an_undo_is_found_without_reading_the_rows(void **state)
{
	struct ledger_file file;
	int *undoes;

	(void)state;
	write_sample();
	assert_true(write_load((struct load_entry){.number = 2, .undoes = 1}));
	assert_true(ledger_undoes(&ws->arena, ws->store.folder, 2, &undoes, &ws->diag));
	assert_int_equal(undoes[1], 0);
	assert_int_equal(undoes[2], 1);
	assert_true(read_load(2, &file));
	assert_int_equal(file.entry.undoes, 1);
	assert_false(ledger_has_row(&file));
}

static void an_undo_of_a_later_load_is_damage(void **state)
{
	int *undoes;

	(void)state;
	assert_true(write_load((struct load_entry){.number = 1, .undoes = 1}));
	assert_false(ledger_undoes(&ws->arena, ws->store.folder, 1, &undoes, &ws->diag));
	assert_has(ws_messages(ws), "it takes back a load that was not there");
}

static void a_folder_that_cannot_be_written_to_leaves_no_file(void **state)
{
	struct str_list names = {0};

	(void)state;
	assert_int_equal(rmdir(ws_path(ws, "data/ledger").at), 0);
	ws_begin(ws, "x");
	assert_false(write_load((struct load_entry){.number = 1}));
	assert_int_equal(ws->diag.status, STATUS_IO);
	assert_true(file_list(&ws->arena, ws_path(ws, "data"), &names, &ws->diag));
	assert_int_equal(names.count, 0);
}

static void rows_of_one_series_are_passed_over_together(void **state)
{
	struct ledger_cells cells;
	struct ledger_file file;

	(void)state;
	ws_begin(ws, "x");
	ws_add(ws, "loans", "", "2024-04", 1);
	ws_add(ws, "loans", "", "2024-05", 2);
	ws_add(ws, "loans", "a,b \"c\"", "2024-04", 3);
	ws_add(ws, "loans", "a,b \"c\"", "2024-05", 4);
	ws_add(ws, "loans", "a,b", "2024-05", 5);
	assert_true(write_load((struct load_entry){.number = 1}));
	assert_true(ledger_read(&ws->arena, ws->store.folder, 1, &file, &ws->diag));
	for (size_t i = 0; i < 3; i++) {
		static const char *const names[] = {"loans", "loans/a,b \"c\"", "loans/a,b"};

		assert_true(ledger_has_row(&file));
		assert_true(ledger_take_row(&file, &cells, &ws->diag));
		assert_str_equal(cells.series, names[i]);
		ledger_skip_series(&file);
	}
	assert_false(ledger_has_row(&file));
}

static void a_row_has_six_fields_and_its_line_feed(void **state)
{
	static const char *const bad[] = {"a,2024,1,u,,3", "a,2024,1,u,3\n", "a,2024,1,u,,3,4\n",
		"\"a,2024,1,u,,3\n", "a,2024,1,u,,x\n", "\n", ""};
	struct ledger_cells cells;
	struct str rest;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		rest = str_of(bad[i]);
		assert_false(ledger_parse_row(&ws->arena, &rest, &cells));
	}
	rest = STR("\"a,b\",2024,-1.5,u,,\nnext");
	assert_true(ledger_parse_row(&ws->arena, &rest, &cells));
	assert_str_equal(cells.series, "a,b");
	assert_int_equal(cells.line, 0);
	assert_str_equal(rest, "next");
}

static void fields_are_rfc_4180(void **state)
{
	struct str rest = STR("a,\"b \"\"c\"\", d\",\n"), field;

	(void)state;
	assert_true(field_take(&ws->arena, &rest, ',', &field));
	assert_str_equal(field, "a");
	assert_true(field_take(&ws->arena, &rest, ',', &field));
	assert_str_equal(field, "b \"c\", d");
	assert_str_equal(field_quoted(&ws->arena, field), "\"b \"\"c\"\", d\"");
	assert_false(field_take(&ws->arena, &rest, ',', &field));
	assert_true(field_take(&ws->arena, &rest, '\n', &field));
	assert_str_equal(field, "");
	rest = STR("\"never closed, ");
	assert_false(field_take(&ws->arena, &rest, ',', &field));
	rest = STR("\"");
	assert_false(field_take(&ws->arena, &rest, ',', &field));
	rest = STR("");
	assert_false(field_take(&ws->arena, &rest, '\n', &field));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_load_is_a_plain_csv_file),
		TEST(a_load_reads_back_as_it_was_written),
		TEST(header_values_survive_any_bytes),
		TEST(any_changed_byte_is_found),
		TEST(a_file_cut_anywhere_is_found),
		TEST(damage_names_the_file_and_the_remedy),
		TEST(a_load_under_another_number_is_found),
		TEST(a_missing_load_is_a_damaged_store_not_a_missing_input),
		TEST(a_hole_in_the_numbers_is_named),
		TEST(no_ledger_is_an_empty_one),
		TEST(only_canonical_names_are_loads),
		TEST(leftovers_of_interrupted_loads_are_cleaned_and_nothing_else),
		TEST(loads_and_undos_are_in_force_by_rule),
		TEST(an_undo_is_found_without_reading_the_rows),
		TEST(an_undo_of_a_later_load_is_damage),
		TEST(a_folder_that_cannot_be_written_to_leaves_no_file),
		TEST(rows_of_one_series_are_passed_over_together),
		TEST(a_row_has_six_fields_and_its_line_feed),
		TEST(fields_are_rfc_4180),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
