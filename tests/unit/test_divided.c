/*
 * Large files are read by as many processes as there are processors. Whatever is in them, and
 * wherever, one process and several find the same: figures, numbers of series, lines, counts and
 * messages.
 */
#include "unit.h"

#include <dlfcn.h>
#include <errno.h>
#include <sched.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/date.h"
#include "ingest/ingest.h"
#include "text/decimal.h"

enum { ROWS = 31000, EARLY = 1000, LATE = 30000 };

/* Stands before libc's own: as many processors as a test says; and processes may be denied. */
static int pretended_cores = 1, forks_left;

/* Is asked how the file is understood? */
static bool explaining;

int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	(void)pid;
	memset(set, 0, size);
	for (int i = 0; i < pretended_cores; i++)
		CPU_SET_S((size_t)i, size, set);
	return 0;
}

pid_t fork(void)
{
	pid_t (*real)(void);

	if (forks_left-- <= 0) {
		errno = EAGAIN;
		return -1;
	}
	*(void **)&real = dlsym(RTLD_NEXT, "fork");
	return real();
}

static struct arena arena;
static struct diag diag;
static struct catalogue catalogue;

static const char sections[] =
	"indicator a { kind = flow }\n"
	"indicator b { kind = flow unit = \"万元\" }\n"
	"indicator c { kind = stock every = quarter }\n"
	"indicator d { kind = flow areas = { \"x0\", \"x1\", \"x2\" } }\n"
	"source some { ignore = { \"nobody\" } where = \"kind=old\" }\n"
	"source last { duplicates = last missing = { \"gone\" } dash = zero }\n";

static int setup(void **state)
{
	char path[] = "/tmp/tidemark-test-XXXXXX";
	int fd = mkstemp(path);

	(void)state;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	assert_int_equal(write(fd, sections, sizeof(sections) - 1), sizeof(sections) - 1);
	close(fd);
	if (!catalogue_read(&arena, str_of(path), &catalogue, &diag))
		fail_msg("%s", messages(&arena, &diag));
	return unlink(path);
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* Everything that is known of a file after it was read. */
static struct str read_by(
	struct arena *room, int cores, int forks, struct str text, const char *source, bool partial)
{
	struct ingest_options options = {
		.today = date_day(2024, 7, 10), .partial = partial, .explain = explaining};
	struct ingest_result result;
	struct diag found;
	struct buf out;

	pretended_cores = cores;
	forks_left = forks;
	options.source = catalogue_find_source(&catalogue, str_of(source));
	diag_init(&found, room);
	buf_init(&out, room);
	ingest_content(room, &catalogue, STR("t.csv"), text, &options, &result, &found);
	for (size_t i = 0; i < result.load.figures.series.count; i++) {
		buf_add(&out, series_name(room, result.load.figures.series.item[i]));
		buf_char(&out, '\n');
	}
	for (size_t i = 0; i < result.load.figures.count; i++) {
		const struct figure *figure = &result.load.figures.item[i];
		char value[32];

		decimal_print(figure->value, value);
		buf_printf(
			&out, "%u %d %s %u ", figure->series, figure->period, value, figure->line);
		buf_add(&out, result.load.figures.flag_texts.item[figure->flags]);
		buf_char(&out, '\n');
	}
	buf_printf(&out, "%zu missing, %zu rejected, %zu rounded\n", result.missing,
		result.rejected, result.rounded);
	for (size_t i = 0; i < result.left_out.count; i++)
		buf_printf(&out, "%zu %.*s\n", result.left_out.item[i].count,
			STR_ARG(result.left_out.item[i].what));
	buf_add(&out, result.rejects);
	buf_text(&out, messages(room, &found));
	return buf_str(&out);
}

static void assert_alike(struct str alone, struct str together, const char *what)
{
	size_t at = 0, end;

	if (str_equal(alone, together))
		return;
	while (at < alone.len && at < together.len && alone.at[at] == together.at[at])
		at++;
	while (at && alone.at[at - 1] != '\n')
		at--;
	end = at + 300;
	fail_msg("%s: not\n%.*s\nbut\n%.*s", what, STR_ARG(str_slice(alone, at, end)),
		STR_ARG(str_slice(together, at, end)));
}

/* `expected`: a part of what is found, so that the test tests what its name says. */
static void is_read_alike(
	struct str text, const char *source, bool partial, const char *expected, const char *what)
{
	struct arena room;
	struct str alone;

	arena_init(&room, NULL);
	alone = read_by(&room, 1, 0, text, source, partial);
	if (!str_has(alone, str_of(expected)))
		fail_msg("%s: no \"%s\" at the end of\n%.*s", what, expected,
			STR_ARG(str_from(alone, alone.len > 200 ? alone.len - 200 : 0)));
	assert_alike(alone, read_by(&room, 5, 100, text, source, partial), what);
	assert_alike(alone, read_by(&room, 2, 1, text, source, partial), what);
	arena_free(&room);
}

/* Months of 1980 and later, for as many areas as the rows need. */
static void add_row(struct buf *out, size_t i)
{
	enum { MONTHS = 500 };
	size_t month = i % MONTHS;

	buf_printf(out, "%zu-%02zu,%s,x%zu,%zu.%zu,old\n", 1980 + month / 12, month % 12 + 1,
		i / MONTHS % 2 ? "a" : "b", i / MONTHS, i, i % 10);
}

/* The number of the row in the place of #. */
static void add_other(struct buf *out, const char *other, size_t number)
{
	struct str rest = str_of(other), piece;

	str_cut(&rest, '#', &piece);
	buf_add(out, piece);
	if (rest.len)
		buf_printf(out, "%zu", number);
	buf_add(out, rest);
	buf_char(out, '\n');
}

/* A long table; the rows from `first` to `last` are others. */
static struct str table(struct arena *room, size_t first, size_t last, const char *other)
{
	struct buf out;

	buf_init(&out, room);
	buf_text(&out, "period,indicator,area,value,kind\n");
	for (size_t i = 0; i < ROWS; i++) {
		if (i >= first && i <= last)
			add_other(&out, other, i);
		else
			add_row(&out, i);
	}
	return buf_str(&out);
}

struct change {
	const char *what, *source, *other, *expected;
};

/* One row among those that the first process reads, and a hundred of the last one. */
static void try(const struct change *change, bool partial)
{
	static const size_t places[][2] = {{EARLY, EARLY}, {LATE, LATE + 100}};

	for (size_t i = 0; i < 2; i++) {
		struct arena room;

		arena_init(&room, NULL);
		is_read_alike(table(&room, places[i][0], places[i][1], change->other),
			change->source, partial, change->expected, change->what);
		arena_free(&room);
	}
}

static void nothing_that_stands_in_a_row_makes_a_difference(void **state)
{
	static const struct change changes[] = {
		{"a new series", "some", "2001-05,a,new#,7,old", "a/new"},
		{"an empty cell", "some", "2001-05,a,x#,,old", " missing"},
		{"a word for it", "some", "2001-05,a,x#,n.a.,old", " missing"},
		{"another word", "last", "2001-05,a,x#,gone,old", " missing"},
		{"a dash", "some", "2001-05,a,x#,-,old", "\"-\" is read as a missing figure"},
		{"a dash that is 0", "last", "2001-05,a,x#,-,old", " 0 "},
		{"a flag", "some", "2001-05,a,new#,5 p,old", " p\n"},
		{"an estimate", "some", "2001-05,a,new#,近5,old", "is an estimate"},
		{"a long number", "some", "2001-05,a,new#,0.1234567890123456789,old", " rounded"},
		{"a label to ignore", "some", "2001-05,nobody,x1,5,old", "rows left out by ignore"},
		{"a row to pass over", "some", "2001-05,a,x1,5,new", "rows left out by where"},
		{"another frequency", "some", "2001-05,c,x1,5,old", "of another frequency"},
		{"a quarter", "some", "2001-Q1,c,y#,5,old", "c/y"},
		{"an early year", "some", "1979-05,a,x1,5,old", "figures before 1980"},
		{"a year alone", "some", "2001,a,x1,5,old", "of another frequency"},
		{"a unit", "some", "2001-05,b,new#,5亿元,old", "50000"},
		{"a total", "some", "2001-05,a,合计,5,old", "\na\n"},
		{"a blank row", "some", " , , , , ", "0 rejected"},
		{"an unknown label", "some", "2001-05,what,x1,5,old", "no indicator is called"},
		{"an unknown area", "some", "2001-05,d,x9,5,old", "none of the areas"},
		{"a period ahead", "some", "2101-05,a,x1,5,old", "lies in the future"},
		{"a period that is none", "some", "soon,a,x1,5,old", "is no period"},
		{"a month alone", "some", "12月,a,x1,5,old", ""},
		{"an ambiguous month", "some", "2016.1,a,x1,5,old", ""},
		{"a word", "some", "2001-05,a,x1,many,old", "is no number"},
		{"a comma", "some", "2001-05,a,new#,\"5,5\",old", ""},
		{"a group", "some", "2001-05,a,new#,\"1,234.5\",old", "1234.5"},
		{"a quote", "some", "2001-05,a,new#,\"5\",old", " 5 "},
		{"a narrow row", "some", "2001-05,a,x1,5", "record has 4 cells instead of 5"},
		{"a heading", "some", "Heading", ""},
		{"a duplicate", "some", "1980-01,b,x0,777,old", "of b/x0 is"},
		{"a duplicate, the last", "last", "1980-01,b,x0,777,old", " 777 "},
		{"a footer", "some", "Source: somebody", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++)
		try(&changes[i], false);
}

static void what_is_rejected_makes_no_difference(void **state)
{
	static const struct change changes[] = {
		{"a word", "some", "2001-05,a,x1,many,old", "is no number"},
		{"a duplicate", "some", "1980-01,b,x0,777,old", "of b/x0 is"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(*changes); i++)
		try(&changes[i], true);
}

/* As many rows, each with its number. */
static struct str rows_below(struct arena *room, const char *header, const char *row)
{
	struct buf out;

	buf_init(&out, room);
	buf_text(&out, header);
	for (size_t i = 0; i < ROWS; i++)
		add_other(&out, row, i);
	return buf_str(&out);
}

static void it_takes_several_processes(void **state)
{
	struct arena room;

	(void)state;
	arena_init(&room, NULL);
	read_by(&room, 5, 100, table(&room, 0, 0, "2001-05,a,new,1,old"), "some", false);
	/* beside this one two that look and two that read */
	assert_int_equal(forks_left, 96);
	arena_free(&room);
}

static void where_rows_or_columns_hang_together_it_takes_one(void **state)
{
	static const char *const tables[][2] = {{"indicator,area,2024-05\n", "a,x#,1"},
		{"year,month,indicator,area,value\n", "2024,5,a,x#,1"},
		{"Year: 2024\nmonth,indicator,area,value\n", "5月,a,x#,1"},
		{"month,indicator,area,value\n", "2024-05,a,x#,1"}};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct arena room;
		struct str text;

		arena_init(&room, NULL);
		explaining = i == 3;
		text = rows_below(&room, tables[i][0], tables[i][1]);
		assert_true(str_has(read_by(&room, 5, 100, text, "", false), STR("a/x30999\n")));
		assert_int_equal(forks_left, 100);
		arena_free(&room);
	}
	explaining = false;
}

static void a_column_without_a_name_holds_the_periods(void **state)
{
	struct arena room;

	(void)state;
	arena_init(&room, NULL);
	is_read_alike(rows_below(&room, ";indicator;area;value\n", "2001-05;a;x#;0,5"), "", false,
		"a/x30999\n", "semicolons");
	arena_free(&room);
}

static void a_part_without_a_period_is_read_alike(void **state)
{
	struct arena room;
	struct buf out;

	(void)state;
	arena_init(&room, NULL);
	buf_init(&out, &room);
	buf_text(&out, "period,indicator,area,value\n");
	for (size_t i = 0; i < ROWS; i++)
		add_other(&out, i && i < LATE ? ",,," : "2001-05,a,x#,7", i);
	is_read_alike(buf_str(&out), "", false, "a/x30999\n", "blank rows");
	arena_free(&room);
}

static struct str wide_table(struct arena *room)
{
	struct buf out;

	buf_init(&out, room);
	buf_text(&out, "date,a,b,d,note\n");
	for (int i = 0; i < ROWS; i++)
		buf_printf(&out, "%d-%02d,%d,%s,%d,%s\n", 1980 + i % 500 / 12, i % 500 % 12 + 1, 7,
			i % 3 ? "" : "1.5", i > LATE ? 5 : 4, "");
	return buf_str(&out);
}

static void a_wide_table_is_read_alike(void **state)
{
	struct arena room;

	(void)state;
	arena_init(&room, NULL);
	is_read_alike(wide_table(&room), "", false, "of d is 5 here but 4", "a wide table");
	is_read_alike(rows_below(&room, "date,what,a\n", "2001-05,#,7"), "last", true,
		"no indicator is called \"what\"", "an unknown column");
	arena_free(&room);
}

/* Whole numbers at first; the decimal mark is decided by the last rows. */
static void a_mark_that_is_decided_late_is_read_alike(void **state)
{
	static const char *const others[] = {
		"2001-05,a,y#,0.5,old", "2001-05,a,y#,\"0,5\",old", "2001-05,a,y#,\"1,234\",old"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct arena room;
		struct buf out;

		arena_init(&room, NULL);
		buf_init(&out, &room);
		buf_text(&out, "period,indicator,area,value,kind\n");
		for (size_t k = 0; k < ROWS; k++)
			if (k < LATE)
				buf_printf(&out, "%zu-%02zu,a,x%zu,%zu,old\n", 1980 + k / 12 % 40,
					k % 12 + 1, k / 480, k);
			else
				add_other(&out, others[i], k);
		is_read_alike(buf_str(&out), "", false, "", others[i]);
		arena_free(&room);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_that_stands_in_a_row_makes_a_difference),
		cmocka_unit_test(what_is_rejected_makes_no_difference),
		cmocka_unit_test(it_takes_several_processes),
		cmocka_unit_test(where_rows_or_columns_hang_together_it_takes_one),
		cmocka_unit_test(a_column_without_a_name_holds_the_periods),
		cmocka_unit_test(a_part_without_a_period_is_read_alike),
		cmocka_unit_test(a_wide_table_is_read_alike),
		cmocka_unit_test(a_mark_that_is_decided_late_is_read_alike),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
