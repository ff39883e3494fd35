#include "unit.h"

#include "base/date.h"
#include "base/file.h"
#include "model/catalogue.h"

#include <unistd.h>

static struct arena arena;
static struct diag diag;
static struct catalogue catalogue;
static char folder[] = "/tmp/test_actions.XXXXXX";

static int start(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	strcpy(folder + sizeof(folder) - 7, "XXXXXX");
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int finish(void **state)
{
	int failed = chdir("/") != 0 || system(str_printf(&arena, "rm -r %s", folder).at) != 0;

	(void)state;
	arena_free(&arena);
	return failed;
}

/* Reads a catalogue of two groups, the first with an action, and this table. */
static bool read_table(struct str table)
{
	const char *text = "year_start = 4\nledger = \"a.csv\"\n"
			   "group B1 { action old { title = \"in the catalogue\" } }\n"
			   "group B2 { title = b }\n";

	diag_init(&diag, &arena);
	assert_true(file_write(STR("c.conf"), str_of(text), false, STATUS_IO, &diag));
	if (table.at)
		assert_true(file_write(STR("a.csv"), table, false, STATUS_IO, &diag));
	return catalogue_read(&arena, STR("c.conf"), &catalogue, &diag);
}

static void refused(struct str table, const char *expected)
{
	assert_false(read_table(table));
	assert_string_equal(messages(&arena, &diag), expected);
	assert_int_equal(diag.status, STATUS_CATALOGUE);
}

static void actions_join_those_of_their_group(void **state)
{
	const struct group *group;
	const struct action *action;

	(void)state;
	assert_true(read_table(STR("group,id,title,owner,due,done,evidence\n"
				   "B2,1,\"first, of all\",发改委,2024-09-30,2024-06-10,文件\n"
				   "B1,new,second,,,,\n"
				   "B2,2,third,财政局,2024-Q3,,\n")));
	group = catalogue_find_group(&catalogue, STR("B1"));
	assert_int_equal(group->actions.count, 2);
	assert_str_equal(group->actions.item[0].title, "in the catalogue");
	assert_str_equal(group->actions.item[1].id, "new");
	assert_int_equal(group->actions.item[1].due, NO_DATE);
	group = catalogue_find_group(&catalogue, STR("B2"));
	assert_int_equal(group->actions.count, 2);
	action = &group->actions.item[0];
	assert_str_equal(action->title, "first, of all");
	assert_str_equal(action->owner, "发改委");
	assert_int_equal(action->due, date_day(2024, 9, 30));
	assert_int_equal(action->done, date_day(2024, 6, 10));
	assert_str_equal(action->evidence, "文件");
	assert_str_equal(action->place.file, "a.csv");
	assert_int_equal(action->place.line, 2);
	assert_int_equal(group->actions.item[1].due, date_day(2024, 9, 30));
}

static void columns_stand_in_any_order_and_others_are_left_alone(void **state)
{
	(void)state;
	assert_true(read_table(STR("remark;title ; id;group\nx;t;1;B2\n")));
	assert_str_equal(catalogue.groups.item[1].actions.item[0].title, "t");
	assert_int_equal(catalogue.groups.item[1].actions.item[0].due, NO_DATE);
}

/* As spreadsheets save it: byte order mark, CR LF, blanks, rows of nothing but commas. */
static void a_table_from_a_spreadsheet_is_read(void **state)
{
	(void)state;
	assert_true(read_table(STR("\xEF\xBB\xBFgroup,id,title,due\r\n"
				   "B2 ,1,t, 2024-09-30 \r\n,,,\r\n\r\n , ,\xE3\x80\x80,\r\n")));
	assert_string_equal(messages(&arena, &diag), "");
	assert_int_equal(catalogue.groups.item[1].actions.count, 1);
	assert_int_equal(catalogue.groups.item[1].actions.item[0].due, date_day(2024, 9, 30));
}

/* The office's year begins in April; a due day is a matter of the calendar. */
static void a_year_as_due_day_is_the_calendar_s(void **state)
{
	(void)state;
	assert_true(read_table(STR("group,id,title,due\nB2,1,t,2024\n")));
	assert_int_equal(catalogue.groups.item[1].actions.item[0].due, date_day(2024, 12, 31));
}

static void faults_come_all_at_once_with_their_places(void **state)
{
	(void)state;
	refused(STR("group,id,title,due,done\n"
		    "B2,1,t,soon,2024-02-30\n"
		    "B9,2,t,,\n"
		    "B2,,t,,\n"
		    "B2,\"a b\",t,,\n"
		    "B2,1,again,,\n"
		    "B1,old,again,,\n"),
		"a.csv:2:8: error: \"soon\": expected a day such as 2024-12-31, or nothing\n"
		"a.csv:2:13: error: \"2024-02-30\": expected a day such as 2024-12-31, or nothing\n"
		"a.csv:3:1: error: unknown group \"B9\"\n"
		"a.csv:4:4: error: action \"\": an id is made of letters, digits, \".\", \"_\" and "
		"\"-\", 64 at most\n"
		"a.csv:5:4: error: action \"a b\": an id is made of letters, digits, \".\", \"_\" "
		"and "
		"\"-\", 64 at most\n"
		"a.csv:6:1: error: action \"1\" stands in group \"B2\" a second time\n"
		"a.csv:7:1: error: action \"old\" stands in group \"B1\" a second time\n");
}

static void missing_columns_are_named(void **state)
{
	(void)state;
	refused(STR("id,owner\n1,x\n"),
		"a.csv:1:1: error: no column \"group\"; the header row names group, id, title and, "
		"if wanted, owner, due, done, evidence\n"
		"a.csv:1:1: error: no column \"title\"; the header row names group, id, title and, "
		"if wanted, owner, due, done, evidence\n");
}

static void a_table_that_is_not_there_is_a_fault_of_the_catalogue(void **state)
{
	(void)state;
	refused((struct str){NULL, 0}, "a.csv: error: cannot open: No such file or directory; "
				       "correct ledger in c.conf or write the table\n");
}

static void a_table_that_cannot_be_taken_apart_is_a_fault_of_the_catalogue(void **state)
{
	char *text = memset(malloc((1 << 20) + 2), 'x', (1 << 20) + 1);

	(void)state;
	refused(STR(""),
		"a.csv: error: file is empty; correct ledger in c.conf or write the table\n");
	refused(STR("group;id;title\n"
		    "B2;1;a\0b\n"),
		"a.csv:2: error: NUL at byte 21: this is no text file, or its encoding is not "
		"UTF-8; save "
		"it as CSV in UTF-8; correct ledger in c.conf or write the table\n");
	text[(1 << 20) + 1] = '\0';
	refused(str_of(text),
		"a.csv:1: error: a cell is longer than 1 MiB; name the right delimiter with "
		"delimiter = in a source section, or mend the file; correct ledger in c.conf or "
		"write the table\n");
	free(text);
}

static void semicolons_may_divide_the_columns(void **state)
{
	(void)state;
	assert_true(read_table(STR("group;id;title\nB2;1;a, b\n")));
	assert_str_equal(catalogue.groups.item[1].actions.item[0].title, "a, b");
	assert_false(read_table(STR("group;id;title\nB2;2;caf\xE9\nB9;3;x\n")));
	assert_string_equal(messages(&arena, &diag),
		"a.csv:2: warning: byte 23 (0xE9) is neither UTF-8 nor GB18030; read as "
		"windows-1252, write encoding = windows-1252 in a source section if that is right\n"
		"a.csv:3:1: error: unknown group \"B9\"\n");
	refused(STR("group\nB2\n"),
		"a.csv:1:1: error: no column \"id\"; the header row names group, id, title and, "
		"if wanted, owner, due, done, evidence\n"
		"a.csv:1:1: error: no column \"title\"; the header row names group, id, title and, "
		"if wanted, owner, due, done, evidence\n");
}

static void a_table_of_its_header_only_is_fine(void **state)
{
	(void)state;
	assert_true(read_table(STR("group,id,title\n")));
	assert_int_equal(catalogue.groups.item[1].actions.count, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(actions_join_those_of_their_group),
		TEST(columns_stand_in_any_order_and_others_are_left_alone),
		TEST(a_table_from_a_spreadsheet_is_read),
		TEST(a_year_as_due_day_is_the_calendar_s),
		TEST(faults_come_all_at_once_with_their_places),
		TEST(missing_columns_are_named),
		TEST(a_table_that_is_not_there_is_a_fault_of_the_catalogue),
		TEST(a_table_that_cannot_be_taken_apart_is_a_fault_of_the_catalogue),
		TEST(semicolons_may_divide_the_columns),
		TEST(a_table_of_its_header_only_is_fine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
