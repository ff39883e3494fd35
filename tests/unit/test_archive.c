#include "workspace.h"

#include "base/date.h"
#include "store/archive.h"
#include "store/rrd_name.h"

static struct workspace *ws;
static struct archive archive;

static int setup(void **state)
{
	(void)state;
	ws = ws_open("indicator loans { kind = stock }\n"
		     "indicator rain { kind = flow every = day }\n"
		     "indicator jobs { kind = flow was = \"old_jobs\" }\n");
	archive_init(&archive, &ws->arena, ws->store.folder);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	ws_close(ws);
	return 0;
}

static void assert_area(const char *area, const char *file)
{
	struct str name = rrd_name(&ws->arena, ws_key(ws, "loans", area)), back;

	assert_str_equal(name, str_printf(&ws->arena, "rrd/loans/%s", file).at);
	assert_true(rrd_name_area(&ws->arena, file_base_name(name), &back));
	assert_str_equal(back, area);
}

static void an_area_is_a_file_that_keeps_its_name(void **state)
{
	(void)state;
	assert_str_equal(rrd_name(&ws->arena, ws_key(ws, "loans", "")), "rrd/loans.rrd");
	assert_area("虎丘区", "虎丘区.rrd");
	assert_area("a b", "a b.rrd");
	assert_area("A/B", "A%2FB.rrd");
	assert_area("50%", "50%25.rrd");
	assert_area("..", "%2E..rrd");
	assert_area(".", "%2E.rrd");
	assert_area("a.b", "a.b.rrd");
	assert_area("x.rrd", "x.rrd.rrd");
	assert_area("%2F", "%252F.rrd");
}

static void other_files_are_no_areas(void **state)
{
	static const char *const names[] = {".rrd", "x", "a%2fb.rrd", "%41.rrd", ".a.rrd", "a%.rrd",
		"a.rrd.4711.part", "%.rrd", "a%2", ""};
	struct str area;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (rrd_name_area(&ws->arena, str_of(names[i]), &area))
			fail_msg("\"%s\" became \"%.*s\"", names[i], STR_ARG(area));
}

static void a_name_too_long_for_a_file_is_refused(void **state)
{
	char area[400];

	(void)state;
	memset(area, 'x', sizeof(area));
	area[RRD_NAME_LONGEST - 4] = '\0';
	assert_true(rrd_name_check(&ws->arena, ws_key(ws, "loans", area), &ws->diag));
	area[RRD_NAME_LONGEST - 4] = 'x';
	area[RRD_NAME_LONGEST - 3] = '\0';
	assert_false(rrd_name_check(&ws->arena, ws_key(ws, "loans", area), &ws->diag));
	assert_int_equal(ws->diag.status, STATUS_DATA);
	assert_has(ws_messages(ws), "makes a file name of 241 bytes, at most 240");
}

static void a_period_has_its_mean_length(void **state)
{
	(void)state;
	/* 400 Gregorian years are 146,097 days */
	assert_int_equal(archive_step(EVERY_MONTH) * 12 * 400, 146097L * 86400);
	assert_int_equal(archive_step(EVERY_QUARTER) * 4, archive_step(EVERY_YEAR));
	assert_int_equal(archive_step(EVERY_YEAR), archive_step(EVERY_MONTH) * 12);
	assert_int_equal(archive_step(EVERY_ONCE), archive_step(EVERY_MONTH));
	assert_int_equal(archive_step(EVERY_WEEK), 7 * archive_step(EVERY_DAY));
}

static void rows_are_the_years_kept_or_the_decades_needed(void **state)
{
	(void)state;
	assert_int_equal(archive_rows(EVERY_MONTH, 40, 0), 480);
	assert_int_equal(archive_rows(EVERY_MONTH, 40, 480), 480);
	assert_int_equal(archive_rows(EVERY_MONTH, 40, 481), 600);
	assert_int_equal(archive_rows(EVERY_YEAR, 3, 11), 20);
	assert_int_equal(archive_rows(EVERY_DAY, 1, 0), 366);
	assert_true(archive_rows(EVERY_WEEK, 1, 0) >= 53);
}

static void rrdtool_takes_time_from_1980_on(void **state)
{
	struct calendar civil = {.year_start = 1};

	(void)state;
	for (int every = 0; every < EVERY_COUNT; every++) {
		int first = period_of_day((enum every)every, civil, date_day(1980, 1, 1));

		assert_true(archive_holds((enum every)every, first));
		assert_false(archive_holds((enum every)every, first - 60));
	}
	assert_false(archive_holds(EVERY_YEAR, 9));
	assert_false(archive_holds(EVERY_MONTH, -1));
}

enum { MANY = 900 }; /* enough to be spread over several processes */

static struct archive_job *many_jobs(void)
{
	struct archive_job *jobs = NEW_ARRAY(&ws->arena, MANY, struct archive_job);

	for (int i = 0; i < MANY; i++) {
		double *value = NEW_ARRAY(&ws->arena, 3, double);

		value[0] = i + 0.1;
		value[1] = i % 2 ? NAN : 7;
		value[2] = -i;
		jobs[i].rows = 480;
		jobs[i].series.key = ws_key(ws, "loans", str_printf(&ws->arena, "%03d", i).at);
		jobs[i].series.first = 600 + i;
		jobs[i].series.count = 3;
		jobs[i].series.value = value;
	}
	return jobs;
}

static struct archive_answer *read_many(const struct archive_job *jobs)
{
	struct archive_query *queries = NEW_ARRAY(&ws->arena, MANY, struct archive_query);
	struct archive_answer *answers = NEW_ARRAY(&ws->arena, MANY, struct archive_answer);

	for (int i = 0; i < MANY; i++)
		queries[i] = (struct archive_query){jobs[i].series.key, 480};
	assert_true(archive_read(&archive, &ws->arena, queries, MANY, answers, &ws->diag));
	return answers;
}

static void many_series_go_through_several_processes_and_back(void **state)
{
	struct archive_job *jobs = many_jobs();
	const struct archive_answer *answers;

	(void)state;
	assert_true(archive_write(&archive, jobs, MANY, &ws->diag));
	answers = read_many(jobs);
	for (int i = 0; i < MANY; i++) {
		assert_null(answers[i].damage);
		assert_int_equal(answers[i].series.first, 600 + i);
		assert_int_equal(answers[i].series.count, 3);
		assert_double(answers[i].series.value[0], i + 0.1);
		assert_true(isnan(answers[i].series.value[1]) == (i % 2 == 1));
		assert_true(answers[i].series.value[2] == -i);
	}
}

static void a_damaged_file_among_many_is_told_apart(void **state)
{
	struct archive_job *jobs = many_jobs();
	const struct archive_answer *answers;

	(void)state;
	assert_true(archive_write(&archive, jobs, MANY, &ws->diag));
	ws_write(ws, "data/rrd/loans/500.rrd", STR("not a database"));
	unlink(ws_path(ws, "data/rrd/loans/501.rrd").at);
	answers = read_many(jobs);
	assert_non_null(answers[500].damage);
	assert_int_equal(answers[500].series.count, 0);
	assert_null(answers[501].damage);
	assert_int_equal(answers[501].series.count, 0);
	assert_int_equal(answers[502].series.count, 3);
}

/* What a job makes of a file, beside a file of the whole series. */
static void assert_becomes(
	const struct archive_job *job, int first, const double *value, size_t count)
{
	struct archive_job whole = {.series = job->series, .rows = job->rows};
	struct str laid;

	assert_int_equal(archive_span(job), count);
	assert_true(archive_write(&archive, job, 1, &ws->diag));
	laid = ws_content(ws, "data/rrd/loans/000.rrd");
	whole.series.first = first;
	whole.series.count = count;
	whole.series.value = arena_copy(&ws->arena, value, count * sizeof(*value));
	assert_true(archive_write(&archive, &whole, 1, &ws->diag));
	assert_true(str_equal(laid, ws_content(ws, "data/rrd/loans/000.rrd")));
}

static void figures_are_laid_over_what_is_there(void **state)
{
	const struct figure later[] = {{.period = 605, .value = 5.5}},
			    around[] = {{.period = 599, .value = -1}, {.period = 601, .value = 8}},
			    across[] = {{.period = 599, .value = -1}, {.period = 604, .value = 9}},
			    inside[] = {{.period = 601, .value = 7.5}, {.period = 602, .value = 3}};
	struct archive_job job = many_jobs()[0], update = job;

	(void)state;
	assert_true(archive_write(&archive, &job, 1, &ws->diag));
	update.figure = later;
	update.figures = 1;
	assert_becomes(&update, 600, (const double[]){0.1, 7, 0, NAN, NAN, 5.5}, 6);
	assert_true(archive_write(&archive, &job, 1, &ws->diag));
	update.figure = around;
	update.figures = 2;
	assert_becomes(&update, 599, (const double[]){-1, 0.1, 8, 0}, 4);
	assert_true(archive_write(&archive, &job, 1, &ws->diag));
	update.figure = across;
	assert_becomes(&update, 599, (const double[]){-1, 0.1, 7, 0, NAN, 9}, 6);
	assert_true(archive_write(&archive, &job, 1, &ws->diag));
	update.figure = inside;
	assert_becomes(&update, 600, (const double[]){0.1, 7.5, 3}, 3);
}

static void figures_alone_make_a_new_file(void **state)
{
	const struct figure figures[] = {{.period = 601, .value = 8}, {.period = 603, .value = 9}};
	struct archive_job job = many_jobs()[0];

	(void)state;
	job.series.count = 0;
	job.figure = figures;
	job.figures = 2;
	assert_becomes(&job, 601, (const double[]){8, NAN, 9}, 3);
}

static void files_get_the_mode_that_the_umask_leaves(void **state)
{
	struct archive_job *jobs = many_jobs();
	mode_t before = umask(027);
	struct stat status;

	(void)state;
	assert_true(archive_write(&archive, jobs, 1, &ws->diag));
	umask(before);
	assert_int_equal(stat(ws_path(ws, "data/rrd/loans/000.rrd").at, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
}

static void a_child_that_cannot_write_says_so(void **state)
{
	(void)state;
	assert_true(file_make_folder(ws_path(ws, "data"), STATUS_IO, &ws->diag));
	ws_write(ws, "data/rrd", STR("a file in the way"));
	assert_false(archive_write(&archive, many_jobs(), MANY, &ws->diag));
	assert_has(ws_messages(ws), "data/rrd");
}

static void only_files_of_the_catalogue_are_listed(void **state)
{
	struct archive_keys keys = {0};
	bool wanted[] = {true, false, true};

	(void)state;
	assert_true(file_make_folder(ws_path(ws, "data/rrd/loans"), STATUS_IO, &ws->diag));
	ws_write(ws, "data/rrd/loans.rrd", STR(""));
	ws_write(ws, "data/rrd/rain.rrd", STR(""));
	ws_write(ws, "data/rrd/other.rrd", STR(""));
	ws_write(ws, "data/rrd/loans/b.rrd", STR(""));
	ws_write(ws, "data/rrd/loans/a%2F.rrd", STR(""));
	ws_write(ws, "data/rrd/loans/a.rrd.99.part", STR(""));
	assert_true(archive_list(&archive, &ws->arena, &ws->catalogue, wanted, &keys, &ws->diag));
	assert_int_equal(keys.count, 3);
	assert_str_equal(keys.item[0].area, "");
	assert_str_equal(keys.item[1].area, "a/");
	assert_str_equal(keys.item[2].area, "b");
}

static bool is_there(const char *name)
{
	return file_exists(ws_path(ws, name));
}

static void sweeping_leaves_what_the_book_has_and_what_is_not_ours(void **state)
{
	const bool swept[] = {true, false, true};
	struct book book = {.catalogue = &ws->catalogue};

	(void)state;
	assert_true(file_make_folder(ws_path(ws, "data/rrd/loans"), STATUS_IO, &ws->diag));
	assert_true(file_make_folder(ws_path(ws, "data/rrd/old_jobs"), STATUS_IO, &ws->diag));
	ws_write(ws, "data/rrd/loans.rrd", STR(""));
	ws_write(ws, "data/rrd/loans/a.rrd", STR(""));
	ws_write(ws, "data/rrd/loans/b.rrd", STR(""));
	ws_write(ws, "data/rrd/loans/readme", STR(""));
	ws_write(ws, "data/rrd/rain.rrd", STR(""));
	ws_write(ws, "data/rrd/old_jobs.rrd", STR(""));
	ws_write(ws, "data/rrd/old_jobs/a.rrd", STR(""));
	array_add(&ws->arena, &book.series)->key = ws_key(ws, "loans", "a");
	book_index(&ws->arena, &book);
	assert_true(archive_sweep(&archive, &book, swept, &ws->diag));
	assert_false(is_there("data/rrd/loans.rrd"));
	assert_true(is_there("data/rrd/loans/a.rrd"));
	assert_false(is_there("data/rrd/loans/b.rrd"));
	assert_true(is_there("data/rrd/loans/readme"));
	assert_true(is_there("data/rrd/rain.rrd"));
	assert_false(is_there("data/rrd/old_jobs.rrd"));
	assert_false(is_there("data/rrd/old_jobs"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_area_is_a_file_that_keeps_its_name),
		TEST(other_files_are_no_areas),
		TEST(a_name_too_long_for_a_file_is_refused),
		TEST(a_period_has_its_mean_length),
		TEST(rows_are_the_years_kept_or_the_decades_needed),
		TEST(rrdtool_takes_time_from_1980_on),
		TEST(many_series_go_through_several_processes_and_back),
		TEST(a_damaged_file_among_many_is_told_apart),
		TEST(figures_are_laid_over_what_is_there),
		TEST(figures_alone_make_a_new_file),
		TEST(files_get_the_mode_that_the_umask_leaves),
		TEST(a_child_that_cannot_write_says_so),
		TEST(only_files_of_the_catalogue_are_listed),
		TEST(sweeping_leaves_what_the_book_has_and_what_is_not_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
