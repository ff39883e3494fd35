#include "unit.h"

#include "base/file.h"
#include "store/exact.h"
#include "store/rrd_file.h"
#include "text/period.h"

#include <limits.h>
#include <rrd.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

enum { MONTH = 2629746, ROWS = 24 };

static struct arena arena;
static struct diag diag;
static struct rrd_template template;
static char folder[] = "/tmp/tidemark-test-XXXXXX";
static struct str ours, theirs;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	assert_non_null(mkdtemp(folder));
	ours = str_printf(&arena, "%s/ours.rrd", folder);
	theirs = str_printf(&arena, "%s/theirs.rrd", folder);
	assert_true(rrd_file_template(&arena, MONTH, ROWS, &template, &diag));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	unlink(ours.at);
	unlink(theirs.at);
	rmdir(folder);
	arena_free(&arena);
	return 0;
}

static struct str content(struct str path)
{
	struct str bytes;

	assert_true(file_read(&arena, path, &bytes, &diag));
	return bytes;
}

static void write_image(struct str path, int first, const double *value, size_t count)
{
	assert_true(file_write(path, rrd_image_make(&arena, &template, first, value, count), false,
		STATUS_IO, &diag));
}

/* What librrd makes of it, one update a period. */
static void update(struct str path, int first, const double *value, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char text[32] = "U";
		const char *update;

		if (!isnan(value[i]))
			exact_print(value[i], text);
		update = str_printf(&arena, "%lld:%s", (first + 1LL + (long long)i) * MONTH, text)
				 .at;
		assert_int_equal(rrd_update_r(path.at, NULL, 1, &update), 0);
	}
}

static const char *read_back(struct str path, int *first, size_t *count, double *value)
{
	const char *damage;

	assert_true(rrd_file_read(&arena, path, MONTH, ROWS, first, count, value, &damage, &diag));
	return damage;
}

static void assert_same_bytes(struct str a, struct str b)
{
	assert_int_equal(a.len, b.len);
	for (size_t i = 0; i < a.len; i++)
		if (a.at[i] != b.at[i])
			fail_msg("byte %zu differs", i);
}

/* The image of all figures against the image of the first, to which librrd appended the others. */
static void compare_with_updates(int first, const double *value, size_t count)
{
	write_image(ours, first, value, count);
	write_image(theirs, first, value, 1);
	update(theirs, first + 1, value + 1, count - 1);
	assert_same_bytes(content(ours), content(theirs));
}

static void an_image_equals_what_updates_make_byte_by_byte(void **state)
{
	const double value[] = {2400.62, 2411.5, NAN, NAN, -3, 0, NAN, 1e-30, -9.99999999999999e29,
		123456789.012345, 0.333333333333333, 1e15, 7};

	(void)state;
	compare_with_updates(650, value, sizeof(value) / sizeof(*value));
}

static struct str dump(struct str path)
{
	struct str xml = str_printf(&arena, "%s.xml", path.at), text;
	char *name = arena_copy(&arena, xml.at, xml.len + 1);

	assert_int_equal(rrd_dump_r(path.at, name), 0);
	text = content(xml);
	unlink(xml.at);
	return text;
}

static void assert_same_dump(void)
{
	assert_string_equal(dump(ours).at, dump(theirs).at);
}

static void an_image_dumps_as_a_database_that_librrd_created(void **state)
{
	const double value[] = {2400.62, NAN, -3.25, 0, 12.5, NAN, 7};
	const char *args[] = {"DS:value:GAUGE:2629746:U:U", "RRA:AVERAGE:0:1:24"};

	(void)state;
	assert_int_equal(rrd_create_r(theirs.at, MONTH, 650L * MONTH, 2, args), 0);
	update(theirs, 650, value, 5);
	write_image(ours, 650, value, 5);
	assert_same_dump();
	update(theirs, 655, value + 5, 2);
	update(ours, 655, value + 5, 2);
	assert_same_dump();
}

/* Numbers whose scaling by librrd takes several divisions, each of them rounded. */
static void its_rounding_is_librrds_for_thousands_of_decimals(void **state)
{
	uint64_t seed = 88172645463325252u;

	(void)state;
	for (int round = 0; round < 100; round++) {
		double value[ROWS];

		for (int i = 0; i < ROWS; i++) {
			char text[40];

			seed ^= seed << 13;
			seed ^= seed >> 7;
			seed ^= seed << 17;
			snprintf(text, sizeof(text), "%s%llue%d", seed & 1 ? "-" : "",
				(unsigned long long)(seed >> 8) % 1000000000000000u,
				(int)(seed >> 3 & 31) - 24);
			value[i] = strtod(text, NULL);
		}
		compare_with_updates(600, value, ROWS);
	}
}

/* Writes figures over a file of so many from `first` on. */
static void write_over(int first, size_t count, int from, const double *value, size_t values)
{
	const struct series there = {.first = first, .count = count};
	struct series stretch = {.first = from, .count = values};

	stretch.value = arena_copy(&arena, value, values * sizeof(*value));
	assert_true(rrd_file_update(&arena, ours, MONTH, ROWS, &there, &stretch, &diag));
}

static void a_file_that_is_written_over_is_as_librrd_updates_it(void **state)
{
	const double value[] = {1.1, NAN, NAN, 4.4, 5.5};

	(void)state;
	write_image(ours, 700, value, 1);
	write_image(theirs, 700, value, 1);
	write_over(700, 1, 701, value + 1, 3);
	update(theirs, 701, value + 1, 3);
	assert_same_bytes(content(ours), content(theirs));
	update(ours, 704, value + 4, 1);
	write_image(theirs, 700, value, 5);
	assert_same_bytes(content(ours), content(theirs));
}

static void figures_may_change_anywhere_in_a_file(void **state)
{
	const double before[] = {1, 2, NAN, 4, 5}, after[] = {1, 20, -0.3, 40, 5},
		     last[] = {1, 20, -0.3, NAN, 50};

	(void)state;
	write_image(ours, 700, before, 5);
	write_over(700, 5, 701, after + 1, 3);
	write_image(theirs, 700, after, 5);
	assert_same_bytes(content(ours), content(theirs));
	write_over(700, 5, 703, last + 3, 2);
	write_image(theirs, 700, last, 5);
	assert_same_bytes(content(ours), content(theirs));
}

static void what_is_written_over_may_begin_earlier(void **state)
{
	const double before[] = {5, 6}, after[] = {3, NAN, 5.5, 6};

	(void)state;
	write_image(ours, 700, before, 2);
	write_over(700, 2, 698, after, 4);
	write_image(theirs, 698, after, 4);
	assert_same_bytes(content(ours), content(theirs));
}

static void a_new_file_takes_the_place_of_any_other(void **state)
{
	double value[] = {3, NAN, 5.5};
	const struct series series = {.first = 700, .count = 3, .value = value};

	(void)state;
	assert_true(rrd_file_write(&arena, ours, &template, &series, &diag));
	write_image(theirs, 700, value, 3);
	assert_same_bytes(content(ours), content(theirs));
	assert_true(file_write(ours, str_printf(&arena, "%9000d", 1), false, STATUS_IO, &diag));
	assert_true(rrd_file_write(&arena, ours, &template, &series, &diag));
	assert_same_bytes(content(ours), content(theirs));
}

/* The other end of a link is not ours to write to. */
static void nothing_is_written_through_a_link(void **state)
{
	double value[] = {1}, other[] = {2, 3};
	const struct series series = {.first = 700, .count = 2, .value = other};

	(void)state;
	write_image(theirs, 700, value, 1);
	assert_int_equal(symlink(theirs.at, ours.at), 0);
	assert_false(rrd_file_update(&arena, ours, MONTH, ROWS, &series, &series, &diag));
	assert_true(rrd_file_write(&arena, ours, &template, &series, &diag));
	assert_same_bytes(content(theirs), rrd_image_make(&arena, &template, 700, value, 1));
}

static void a_file_that_went_round_is_damaged_since_none_of_ours_does(void **state)
{
	double value[ROWS + 5], back[ROWS];
	size_t count;
	int first;

	(void)state;
	for (int i = 0; i < ROWS + 5; i++)
		value[i] = 0.1 * i;
	write_image(ours, 700, value, ROWS);
	update(ours, 700 + ROWS, value + ROWS, 5);
	assert_string_equal(
		read_back(ours, &first, &count, back), "its rows do not end where its header says");
	assert_int_equal(count, 0);
}

static void figures_come_back_as_they_were(void **state)
{
	const double value[] = {2400.62, NAN, -0.1, 123456789.012345, 1e-30};
	double back[ROWS];
	size_t count;
	int first;

	(void)state;
	write_image(ours, 653, value, 5);
	assert_null(read_back(ours, &first, &count, back));
	assert_int_equal(first, 653);
	assert_int_equal(count, 5);
	for (int i = 0; i < 5; i++)
		assert_true(back[i] == value[i] || (isnan(back[i]) && isnan(value[i])));
}

/* 2.2 days is the most that mean months can be off (31 + 31 days of July and August). */
static void rrdtool_sees_the_right_month(void **state)
{
	struct calendar civil = {.year_start = 1};

	(void)state;
	for (int month = 120; month < 1200; month++) {
		double end = (month + 1.0) * MONTH / 86400;
		int last = period_last_day(EVERY_MONTH, civil, month);
		int middle = (int)floor((month + 0.5) * MONTH / 86400);

		assert_true(fabs(end - (last + 1)) < 2.2);
		assert_int_equal(period_of_day(EVERY_MONTH, civil, middle), month);
	}
}

static const char *damage_of(struct str bytes)
{
	double back[ROWS];
	const char *damage;
	size_t count;
	int first;

	assert_true(file_write(ours, bytes, false, STATUS_IO, &diag));
	damage = read_back(ours, &first, &count, back);
	assert_true(!damage || count == 0);
	return damage;
}

/* Every byte of the header but the time and the row pointer follows from the others. */
static void each_byte_of_the_header_is_guarded(void **state)
{
	const double value[] = {1.5, 2.5, NAN, -4};
	struct str image = rrd_image_make(&arena, &template, 650, value, 4);
	size_t header = rrd_image_used(0);

	(void)state;
	assert_null(damage_of(image));
	for (size_t i = 0; i < header; i++) {
		char *bytes = arena_copy(&arena, image.at, image.len);

		bytes[i] = (char)(bytes[i] ^ 0x41);
		assert_non_null(damage_of((struct str){bytes, image.len}));
	}
}

/* More periods than numbers for them. */
static void a_time_that_no_period_has_is_damage(void **state)
{
	const double value[] = {1.5};
	struct str image = rrd_image_make(&arena, &template, 650, value, 1);
	const time_t last = 651 * (time_t)MONTH, beyond = ((time_t)INT_MAX + 1) * (time_t)MONTH;
	char *bytes = arena_copy(&arena, image.at, image.len);
	char *at = memmem(bytes, rrd_image_used(0), &last, sizeof(last));

	(void)state;
	assert_non_null(at);
	memcpy(at, &beyond, sizeof(beyond));
	assert_string_equal(damage_of((struct str){bytes, image.len}),
		"last updated at a time that ends no period");
}

static void a_file_of_another_size_is_not_opened(void **state)
{
	const double value[] = {1.5};
	struct str image = rrd_image_make(&arena, &template, 650, value, 1);

	(void)state;
	assert_non_null(damage_of(str_head(image, image.len - 1)));
	assert_non_null(damage_of(str_head(image, 100)));
	assert_non_null(damage_of(STR("")));
	assert_non_null(damage_of(str_printf(&arena, "%.*s", 0, "")));
}

static void a_file_of_other_rows_or_another_step_is_not_opened(void **state)
{
	const double value[] = {1.5};
	struct rrd_template other;

	(void)state;
	assert_true(rrd_file_template(&arena, MONTH, ROWS * 2, &other, &diag));
	assert_non_null(damage_of(rrd_image_make(&arena, &other, 650, value, 1)));
	assert_true(rrd_file_template(&arena, 86400, ROWS, &other, &diag));
	assert_non_null(damage_of(rrd_image_make(&arena, &other, 20000, value, 1)));
}

static void a_row_holds_what_can_be_loaded_or_nothing(void **state)
{
	static const double never[] = {(double)INFINITY, (double)-INFINITY, 1e30, -1e300, 9e-31};
	double back[ROWS];
	size_t count;
	int first;

	(void)state;
	for (size_t i = 0; i < sizeof(never) / sizeof(*never); i++) {
		struct str bytes;

		write_image(ours, 700, (double[]){1, 1, 2}, 3);
		bytes = content(ours);
		memcpy((char *)(uintptr_t)bytes.at + bytes.len - (ROWS - 1) * sizeof(double),
			&never[i], sizeof(double));
		assert_true(file_write(ours, bytes, false, STATUS_IO, &diag));
		assert_string_equal(read_back(ours, &first, &count, back),
			"a row holds what was never a figure");
		assert_int_equal(count, 0);
	}
	write_image(ours, 700, (double[]){1, 0, (double)NAN, -1e-30, 9.99e29}, 5);
	assert_null(read_back(ours, &first, &count, back));
	assert_int_equal(count, 5);
}

static void a_folder_in_the_place_of_a_file_is_damage(void **state)
{
	double back[ROWS];
	size_t count;
	int first;

	(void)state;
	assert_string_equal(
		read_back(str_of(folder), &first, &count, back), "it is no regular file");
}

static void a_file_that_is_not_there_has_no_figures(void **state)
{
	double back[ROWS];
	size_t count;
	int first;

	(void)state;
	assert_null(read_back(ours, &first, &count, back));
	assert_int_equal(count, 0);
	assert_true(file_write(ours, STR("x"), false, STATUS_IO, &diag));
	assert_null(
		read_back(str_printf(&arena, "%.*s/x.rrd", STR_ARG(ours)), &first, &count, back));
	assert_int_equal(count, 0);
}

static void a_file_that_cannot_be_written_is_named(void **state)
{
	double value[] = {1};
	const struct series series = {.first = 700, .count = 1, .value = value};
	struct rlimit limit, before;

	(void)state;
	assert_false(rrd_file_update(&arena, ours, MONTH, ROWS, &series, &series, &diag));
	assert_int_equal(diag.status, STATUS_IO);
	assert_non_null(strstr(messages(&arena, &diag), "ours.rrd"));
	write_image(ours, 700, value, 1);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
	before = limit;
	limit.rlim_cur = 100;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	assert_false(rrd_file_update(&arena, ours, MONTH, ROWS, &series, &series, &diag));
	setrlimit(RLIMIT_FSIZE, &before);
	assert_non_null(strstr(messages(&arena, &diag), "File too large"));
}

static void what_another_program_has_changed_is_not_written_over(void **state)
{
	double value[] = {1};
	const struct series series = {.first = 700, .count = 1, .value = value};

	(void)state;
	assert_true(file_write(ours, STR("not a database"), false, STATUS_IO, &diag));
	assert_false(rrd_file_update(&arena, ours, MONTH, ROWS, &series, &series, &diag));
	assert_non_null(strstr(messages(&arena, &diag), "another program has changed it"));
	assert_true(str_is(content(ours), "not a database"));
}

static void an_unusable_temporary_folder_is_passed_over(void **state)
{
	struct rrd_template other;

	(void)state;
	setenv("TMPDIR", "/nonexistent/folder", 1);
	assert_true(rrd_file_template(&arena, MONTH, 7, &other, &diag));
	unsetenv("TMPDIR");
	assert_int_equal(diag.count, 0);
}

static void a_database_that_librrd_cannot_make_is_reported_once(void **state)
{
	struct rrd_template other;

	(void)state;
	assert_false(rrd_file_template(&arena, MONTH, 0, &other, &diag));
	assert_int_equal(diag.errors, 1);
	assert_non_null(strstr(messages(&arena, &diag), "librrd cannot create a database"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_image_dumps_as_a_database_that_librrd_created),
		TEST(an_image_equals_what_updates_make_byte_by_byte),
		TEST(its_rounding_is_librrds_for_thousands_of_decimals),
		TEST(a_file_that_is_written_over_is_as_librrd_updates_it),
		TEST(figures_may_change_anywhere_in_a_file),
		TEST(what_is_written_over_may_begin_earlier),
		TEST(a_new_file_takes_the_place_of_any_other),
		TEST(nothing_is_written_through_a_link),
		TEST(a_file_that_went_round_is_damaged_since_none_of_ours_does),
		TEST(figures_come_back_as_they_were),
		TEST(rrdtool_sees_the_right_month),
		TEST(each_byte_of_the_header_is_guarded),
		TEST(a_time_that_no_period_has_is_damage),
		TEST(a_file_of_another_size_is_not_opened),
		TEST(a_file_of_other_rows_or_another_step_is_not_opened),
		TEST(a_row_holds_what_can_be_loaded_or_nothing),
		TEST(a_folder_in_the_place_of_a_file_is_damage),
		TEST(a_file_that_is_not_there_has_no_figures),
		TEST(a_file_that_cannot_be_written_is_named),
		TEST(what_another_program_has_changed_is_not_written_over),
		TEST(an_unusable_temporary_folder_is_passed_over),
		TEST(a_database_that_librrd_cannot_make_is_reported_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
