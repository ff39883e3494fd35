/*
 * What a real gnuplot can do behind the fence, started as tidemark starts it. Each script is run
 * without a fence as well, where it does what it is meant to be kept from.
 */
#include "unit.h"

#include "base/fence.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/proc.h"

#include <dlfcn.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Stands before libc's own: the kernel's fences are of that version (0: the one that it has), or
 * cannot be made. */
static long pretended_version;
static bool cannot_be_made;

/* It does not know how many it was given, as libc's own. */
__attribute__((no_sanitize_address)) long syscall(long number, ...)
{
	long (*real)(long, ...), given[6];
	va_list args;

	va_start(args, number);
	for (int i = 0; i < 6; i++)
		given[i] = va_arg(args, long);
	va_end(args);
	if (number == SYS_landlock_create_ruleset && !given[0] && pretended_version)
		return pretended_version;
	if (number == SYS_landlock_create_ruleset && given[0] && cannot_be_made)
		return -1;
	*(void **)&real = dlsym(RTLD_NEXT, "syscall");
	return real(number, given[0], given[1], given[2], given[3], given[4], given[5]);
}

struct scene {
	struct arena arena;
	struct diag diag;
	struct folder home;  /* of the test */
	struct str work;     /* a folder in it, where gnuplot works */
	bool is_fence_there; /* in this kernel, and a gnuplot to try it with */
};

static bool has_gnuplot(void)
{
	static const char *const argv[] = {"gnuplot", "--version", NULL};
	const struct proc proc = {.argv = argv};
	struct proc_outcome outcome;

	proc_run(&proc, 1, &outcome);
	return outcome.started;
}

static int open_scene(void **state)
{
	struct scene *s = calloc(1, sizeof(*s));
	const char *above = getenv("TMPDIR");

	diag_init(&s->diag, &s->arena);
	if (!folder_begin(
		    &s->arena, str_of(above ? above : "/tmp"), STR("fence"), &s->home, &s->diag))
		return -1;
	s->work = file_join(&s->arena, s->home.path, STR("work"));
	if (!file_make_folder(s->work, STATUS_IO, &s->diag))
		return -1;
	s->is_fence_there = fence_is_there() && has_gnuplot();
	if (!s->is_fence_there)
		print_message("no Landlock or no gnuplot here: nothing is tried\n");
	*state = s;
	return 0;
}

static int close_scene(void **state)
{
	struct scene *s = *state;

	pretended_version = 0;
	cannot_be_made = false;
	folder_remove(&s->home);
	arena_free(&s->arena);
	free(s);
	return 0;
}

static struct str inside(struct scene *s, const char *name)
{
	return file_join(&s->arena, s->home.path, str_of(name));
}

static void run(struct scene *s, struct str script, bool fenced)
{
	static const char *const argv[] = {"gnuplot", "-d", NULL};
	const struct proc proc = {
		.argv = argv, .folder = s->work, .input = script, .limit = 60, .fenced = fenced};
	struct proc_outcome outcome;

	proc_run(&proc, 1, &outcome);
	assert_true(outcome.started);
}

/* Does the script make that file, and with something in it? */
static bool makes(struct scene *s, struct str script, const char *name, bool fenced)
{
	struct str path = inside(s, name);
	bool made;

	run(s, script, fenced);
	made = file_size(path) > 0;
	unlink(str_c(&s->arena, path));
	return made;
}

static struct str printing_to(struct scene *s, const char *name)
{
	return str_printf(&s->arena, "set print '%.*s'\nprint 'here'\nunset print\n",
		STR_ARG(inside(s, name)));
}

static void it_writes_where_it_works(void **state)
{
	struct scene *s = *state;

	if (s->is_fence_there)
		assert_true(makes(s, printing_to(s, "work/here"), "work/here", true));
}

static void it_writes_nowhere_else(void **state)
{
	struct scene *s = *state;

	if (!s->is_fence_there)
		return;
	assert_true(makes(s, printing_to(s, "there"), "there", false));
	assert_false(makes(s, printing_to(s, "there"), "there", true));
	assert_true(makes(s, STR("set print '../there'\nprint 1\n"), "there", false));
	assert_false(makes(s, STR("set print '../there'\nprint 1\n"), "there", true));
}

static void a_link_leads_nowhere_else(void **state)
{
	struct scene *s = *state;
	const struct str script = STR("set print 'link'\nprint 1\n");

	if (!s->is_fence_there)
		return;
	assert_int_equal(symlink("../there", str_c(&s->arena, inside(s, "work/link"))), 0);
	assert_true(makes(s, script, "there", false));
	assert_false(makes(s, script, "there", true));
}

static void it_cuts_off_no_file_elsewhere(void **state)
{
	struct scene *s = *state;

	if (!s->is_fence_there)
		return;
	assert_true(file_write(inside(s, "kept"), STR("a figure"), false, STATUS_IO, &s->diag));
	run(s, STR("set print '../kept'\n"), true);
	assert_int_equal(file_size(inside(s, "kept")), 8);
	run(s, STR("set print '../kept'\n"), false);
	assert_int_equal(file_size(inside(s, "kept")), 0);
}

static void it_reads_nothing_of_others(void **state)
{
	const struct str script = STR("set table 'copy'\nplot '../secret' using 1:2 with points\n"
				      "unset table\n");
	struct scene *s = *state;

	if (!s->is_fence_there)
		return;
	assert_true(file_write(inside(s, "secret"), STR("1 2\n3 4\n"), false, STATUS_IO, &s->diag));
	assert_true(makes(s, script, "work/copy", false));
	assert_false(makes(s, script, "work/copy", true));
}

static void it_runs_no_command(void **state)
{
	const struct str by_function = STR("x = system('echo 1 >made')\n");
	const struct str by_quotes = STR("x = `echo 1 >made; echo 2`\n");
	const struct str by_pipe = STR("set print '| cat >made'\nprint 1\nunset print\n");
	const struct str ways[] = {by_function, by_quotes, by_pipe};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways) && s->is_fence_there; i++) {
		assert_true(makes(s, ways[i], "work/made", false));
		assert_false(makes(s, ways[i], "work/made", true));
	}
}

static void it_draws_with_the_fonts_that_there_are(void **state)
{
	const struct str script = STR("set terminal pngcairo font 'sans,13'\nset output 'a.png'\n"
				      "plot x title '各项贷款'\nunset output\n");
	struct scene *s = *state;
	struct str with, without;

	if (!s->is_fence_there)
		return;
	run(s, script, false);
	assert_true(file_read(&s->arena, inside(s, "work/a.png"), &without, &s->diag));
	run(s, script, true);
	assert_true(file_read(&s->arena, inside(s, "work/a.png"), &with, &s->diag));
	assert_true(without.len > 0 && str_equal(with, without));
}

static void a_program_that_is_not_there_is_not_started(void **state)
{
	static const char *const argv[] = {"tidemark-no-such-program", NULL};
	const struct proc proc = {.argv = argv, .fenced = true};
	struct proc_outcome outcome;

	(void)state;
	proc_run(&proc, 1, &outcome);
	assert_false(outcome.started);
}

/* What came with later versions is left out. */
static void an_older_kernel_keeps_it_from_files_too(void **state)
{
	struct scene *s = *state;

	for (pretended_version = 1; s->is_fence_there && pretended_version < 7;
		pretended_version++) {
		assert_true(makes(s, printing_to(s, "work/here"), "work/here", true));
		assert_false(makes(s, printing_to(s, "there"), "there", true));
	}
}

static void where_there_are_no_fences_it_does_as_it_likes(void **state)
{
	struct scene *s = *state;

	if (!s->is_fence_there)
		return;
	pretended_version = -1;
	assert_false(fence_is_there());
	assert_true(makes(s, printing_to(s, "there"), "there", true));
	pretended_version = 0;
	cannot_be_made = true;
	assert_true(makes(s, printing_to(s, "there"), "there", true));
}

/* Without one exec looks into /bin and /usr/bin, and it goes past a folder that cannot be. */
static void whatever_the_path_the_fence_stands(void **state)
{
	struct scene *s = *state;
	struct str before = str_copy(&s->arena, str_of(getenv("PATH")));
	char name[PATH_MAX];

	if (!s->is_fence_there || access("/usr/bin/gnuplot", X_OK) != 0)
		return;
	unsetenv("PATH");
	assert_true(makes(s, printing_to(s, "work/here"), "work/here", true));
	assert_false(makes(s, printing_to(s, "there"), "there", true));
	memset(name, 'a', sizeof(name));
	setenv("PATH", str_printf(&s->arena, "/%.*s:/usr/bin", (int)sizeof(name), name).at, 1);
	assert_false(makes(s, printing_to(s, "there"), "there", true));
	setenv("PATH", before.at, 1);
}

/* ldconfig comes without a loader, since it is what mends those that have one. */
static void a_program_that_needs_no_loader_runs_too(void **state)
{
	static const char *const argv[] = {"ldconfig", "-p", NULL};
	struct scene *s = *state;
	const struct proc proc = {.argv = argv, .output = inside(s, "known"), .fenced = true};
	struct str before = str_copy(&s->arena, str_of(getenv("PATH")));
	struct proc_outcome outcome;

	if (!s->is_fence_there || access("/sbin/ldconfig", X_OK) != 0)
		return;
	setenv("PATH", "/sbin", 1);
	proc_run(&proc, 1, &outcome);
	setenv("PATH", before.at, 1);
	assert_true(outcome.started);
	assert_int_equal(outcome.status, 0);
	assert_true(file_size(inside(s, "known")) > 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_scene, close_scene)
	const struct CMUnitTest tests[] = {
		TEST(it_writes_where_it_works),
		TEST(it_writes_nowhere_else),
		TEST(a_link_leads_nowhere_else),
		TEST(it_cuts_off_no_file_elsewhere),
		TEST(it_reads_nothing_of_others),
		TEST(it_runs_no_command),
		TEST(it_draws_with_the_fonts_that_there_are),
		TEST(a_program_that_is_not_there_is_not_started),
		TEST(an_older_kernel_keeps_it_from_files_too),
		TEST(where_there_are_no_fences_it_does_as_it_likes),
		TEST(whatever_the_path_the_fence_stands),
		TEST(a_program_that_needs_no_loader_runs_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
