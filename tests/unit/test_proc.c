#include "unit.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/proc.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* AddressSanitizer would end the program rather than answer that there is no memory. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

enum { PIECES = 1000 };

/* Stands before libc's own: after `forks_left` processes there are no more to be had. */
static int forks_left;

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

/* Stands before libc's own: as many processors as a test says, or those that there are. */
static int pretended_cores;

int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	int (*real)(pid_t, size_t, cpu_set_t *);

	*(void **)&real = dlsym(RTLD_NEXT, "sched_getaffinity");
	if (!pretended_cores)
		return real(pid, size, set);
	memset(set, 0, size);
	for (int i = 0; i < pretended_cores; i++)
		CPU_SET_S((size_t)i, size, set);
	return 0;
}

static struct arena arena;
static struct diag diag;
static int *seen; /* shared with the children */

static int start(void **state)
{
	(void)state;
	forks_left = INT_MAX;
	pretended_cores = 0;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	seen = arena_shared(&arena, PIECES, sizeof(*seen));
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static bool note_process(void *context, size_t first, size_t last, struct diag *out)
{
	(void)context;
	(void)out;
	for (size_t i = first; i < last; i++)
		seen[i] += getpid();
	return true;
}

static void every_piece_is_done_exactly_once(void **state)
{
	int workers = proc_cores() < 64 ? proc_cores() : 64, here = 0;

	(void)state;
	assert_true(proc_spread(PIECES, 1, "work", note_process, NULL, &diag));
	for (size_t i = 0; i < PIECES; i++) {
		assert_true(seen[i] > 0);
		here += seen[i] == getpid();
	}
	/* the last share */
	assert_int_equal(here, PIECES - PIECES * (workers - 1) / workers);
	assert_int_equal(diag.count, 0);
}

static void little_work_stays_in_this_process(void **state)
{
	(void)state;
	assert_true(proc_spread(9, 5, "work", note_process, NULL, &diag));
	for (size_t i = 0; i < 9; i++)
		assert_int_equal(seen[i], getpid());
	assert_true(proc_spread(0, 5, "work", note_process, NULL, &diag));
	assert_true(proc_spread(0, 0, "work", note_process, NULL, &diag));
	assert_int_equal(seen[9], 0);
}

static bool complain(void *context, size_t first, size_t last, struct diag *out)
{
	(void)context;
	for (size_t i = first; i < last; i += 100) {
		diag_warning(out, NO_PLACE, "warned of %zu", i);
		diag_note(out, (struct place){STR("file\033.csv"), i + 1, 2}, "noted \"%zu%%\"", i);
	}
	return last < PIECES ||
	       diag_error(out, STATUS_DATA, (struct place){STR("last.csv"), 7, 8}, "failed");
}

static void messages_of_children_arrive_in_order_and_whole(void **state)
{
	(void)state;
	assert_false(proc_spread(PIECES, 1, "work", complain, NULL, &diag));
	assert_int_equal(diag.status, STATUS_DATA);
	assert_int_equal(diag.errors, 1);
	assert_true(diag.warnings >= 10);
	assert_str_equal(diag_format(&arena, &diag.item[0]), "tidemark: warning: warned of 0");
	assert_str_equal(
		diag_format(&arena, &diag.item[1]), "file\\x1B.csv:1:2: note: noted \"0%\"");
	assert_str_equal(
		diag_format(&arena, &diag.item[diag.count - 1]), "last.csv:7:8: error: failed");
}

static void a_child_s_warnings_are_errors_when_warnings_are(void **state)
{
	(void)state;
	diag.strict = true;
	assert_false(proc_spread(PIECES / 2, 1, "work", complain, NULL, &diag));
	assert_int_equal(diag.warnings, 0);
	assert_true(diag.errors >= 5);
}

/* More than a pipe holds, from every child at once. */
static bool complain_at_length(void *context, size_t first, size_t last, struct diag *out)
{
	const char *much = context;

	(void)last;
	for (size_t i = 0; i < 20; i++)
		diag_note(out, NO_PLACE, "%zu %s", first, much);
	return true;
}

static void long_messages_do_not_block(void **state)
{
	char *much = arena_alloc(&arena, 1, 50001);

	(void)state;
	memset(much, 'x', 50000);
	assert_true(proc_spread(PIECES, 1, "work", complain_at_length, much, &diag));
	assert_true(diag.count >= 20 && diag.count % 20 == 0);
	assert_true(diag.item[diag.count - 1].text.len > 50000);
}

/* All that its workers wrote, one behind the other. */
static struct str join(const struct str_list *parts)
{
	struct str all = STR("");

	for (size_t i = 0; i < parts->count; i++)
		all = str_printf(&arena, "%.*s%.*s", STR_ARG(all), STR_ARG(parts->item[i]));
	return all;
}

/* The numbers of its pieces, each on a line, and a text of a megabyte behind the last. */
static bool write_numbers(
	void *context, size_t first, size_t last, struct buf *out, struct diag *messages)
{
	(void)context;
	for (size_t i = first; i < last; i++)
		buf_printf(out, "%zu\n", i);
	if (last == PIECES)
		buf_printf(out, "%*s", 1 << 20, "x");
	return first || diag_error(messages, STATUS_DATA, NO_PLACE, "the first went wrong");
}

static void what_children_write_comes_back_in_order(void **state)
{
	struct str_list parts = {0};
	struct str all, line;

	(void)state;
	assert_false(proc_gather(&arena, PIECES, 1, "work", write_numbers, NULL, &parts, &diag));
	assert_int_equal(parts.count, proc_cores() < 64 ? proc_cores() : 64);
	all = join(&parts);
	for (int i = 0; i < PIECES; i++) {
		assert_true(str_cut(&all, '\n', &line));
		assert_str_equal(line, str_printf(&arena, "%d", i).at);
	}
	assert_int_equal(all.len, 1 << 20);
	assert_string_equal(messages(&arena, &diag), "tidemark: error: the first went wrong\n");
}

static bool write_letters(
	void *context, size_t first, size_t last, struct buf *out, struct diag *messages)
{
	(void)context;
	for (size_t i = first; i < last; i++) {
		buf_printf(out, "%c", (int)('a' + i));
		seen[i] = getpid();
	}
	diag_note(messages, NO_PLACE, "%zu to %zu", first, last);
	return true;
}

static void any_number_of_workers_gives_the_same(void **state)
{
	static const int cores[] = {1, 2, 5, 26, 100};
	static const size_t workers[] = {1, 2, 5, 26, 26};

	(void)state;
	for (size_t i = 0; i < sizeof(cores) / sizeof(*cores); i++) {
		struct str_list parts = {0};

		pretended_cores = cores[i];
		assert_true(proc_gather(&arena, 26, 1, "work", write_letters, NULL, &parts, &diag));
		assert_int_equal(parts.count, workers[i]);
		assert_str_equal(join(&parts), "abcdefghijklmnopqrstuvwxyz");
		assert_int_equal(seen[0] == getpid(), cores[i] == 1);
		assert_int_equal(seen[25], getpid());
	}
}

static void without_processes_the_work_is_done_here(void **state)
{
	(void)state;
	pretended_cores = 5;
	for (int forks = 0; forks < 5; forks++) {
		struct str_list parts = {0};

		forks_left = forks;
		diag_init(&diag, &arena);
		assert_true(proc_gather(&arena, 26, 1, "work", write_letters, NULL, &parts, &diag));
		assert_str_equal(join(&parts), "abcdefghijklmnopqrstuvwxyz");
		assert_int_equal(seen[25], getpid());
		assert_int_equal(diag.count, forks + 1);
	}
}

static bool die(void *context, size_t first, size_t last, struct diag *out)
{
	const int *number = context;

	(void)out;
	note_process(NULL, first, last, out);
	if (first == 0)
		kill(getpid(), *number);
	return true;
}

static void a_child_that_dies_by_signal_is_a_named_error(void **state)
{
	static const struct {
		int number;
		const char *message;
	} cases[] = {
		{SIGTERM, "tidemark: error: reading: a worker was killed by signal 15 "
			  "(Terminated)\n"},
		{SIGKILL, "tidemark: error: reading: a worker was killed by signal 9 (Killed)\n"},
	};

	(void)state;
	if (proc_cores() < 2)
		skip();
	for (size_t i = 0; i < 2; i++) {
		int number = cases[i].number;

		diag_init(&diag, &arena);
		assert_false(proc_spread(PIECES, 1, "reading", die, &number, &diag));
		assert_string_equal(messages(&arena, &diag), cases[i].message);
		assert_int_equal(diag.status, STATUS_BUG);
	}
}

static bool eat(void *context, size_t first, size_t last, struct diag *out)
{
	(void)context;
	(void)last;
	if (first == 0)
		arena_alloc(out->arena, SIZE_MAX / 4, 1);
	return true;
}

static void a_child_out_of_memory_is_said_to_be(void **state)
{
	(void)state;
	if (proc_cores() < 2)
		skip();
	assert_false(proc_spread(PIECES, 1, "reading", eat, NULL, &diag));
	assert_string_equal(messages(&arena, &diag), "tidemark: error: reading: out of memory\n");
	assert_int_equal(diag.status, STATUS_MEMORY);
}

static bool leave(void *context, size_t first, size_t last, struct diag *out)
{
	(void)context;
	(void)last;
	(void)out;
	if (first == 0)
		_exit(3);
	return true;
}

static void a_child_that_leaves_without_a_word_is_an_error(void **state)
{
	(void)state;
	if (proc_cores() < 2)
		skip();
	assert_false(proc_spread(PIECES, 1, "reading", leave, NULL, &diag));
	assert_string_equal(messages(&arena, &diag),
		"tidemark: error: reading: a worker failed without saying why\n");
}

/* Monitoring daemons hand an ignored SIGCHLD on to what they start. */
static void an_ignored_sigchld_does_not_lose_children(void **state)
{
	const char *const argv[] = {"true", NULL};
	const struct proc proc = {.argv = argv};
	struct proc_outcome outcome;

	(void)state;
	signal(SIGCHLD, SIG_IGN);
	assert_true(proc_spread(PIECES, 1, "work", note_process, NULL, &diag));
	signal(SIGCHLD, SIG_IGN);
	proc_run(&proc, 1, &outcome);
	signal(SIGCHLD, SIG_DFL);
	assert_true(outcome.started);
	assert_int_equal(outcome.status, 0);
}

static void only_the_processors_of_this_process_count(void **state)
{
	cpu_set_t all, one;

	(void)state;
	assert_true(proc_cores() >= 1);
	assert_int_equal(sched_getaffinity(0, sizeof(all), &all), 0);
	CPU_ZERO(&one);
	for (size_t i = 0; CPU_COUNT(&one) == 0; i++)
		if (CPU_ISSET(i, &all))
			CPU_SET(i, &one);
	assert_int_equal(sched_setaffinity(0, sizeof(one), &one), 0);
	assert_int_equal(proc_cores(), 1);
	assert_true(proc_spread(PIECES, 1, "work", note_process, NULL, &diag));
	assert_int_equal(seen[0], getpid());
	assert_int_equal(sched_setaffinity(0, sizeof(all), &all), 0);
}

static void a_program_gets_its_input_folder_and_environment_and_no_more(void **state)
{
	const char *const argv[] = {
		"sh", "-c", "cat; pwd; env | grep -c .; echo oops >&2; exit 3", NULL};
	const char *const env[] = {"PATH=/usr/bin:/bin", "GREETING=hello", NULL};
	char name[] = "/tmp/test_proc.XXXXXX";
	struct str folder = str_of(mkdtemp(name)), text;
	struct proc proc = {.argv = argv, .env = env, .folder = STR("/"), .input = STR("fed\n")};
	struct proc_outcome outcome;

	(void)state;
	proc.output = file_join(&arena, folder, STR("out"));
	proc.errors = file_join(&arena, folder, STR("err"));
	proc_run(&proc, 1, &outcome);
	assert_true(outcome.started);
	assert_false(outcome.timed_out);
	assert_int_equal(outcome.status, 3);
	assert_true(file_read(&arena, proc.output, &text, &diag));
	/* sh adds PWD, and some _ or OLDPWD */
	assert_true(str_starts(text, STR("fed\n/\n")));
	assert_in_range(atoi(text.at + 6), 2, 5);
	assert_true(file_read(&arena, proc.errors, &text, &diag));
	assert_str_equal(text, "oops\n");
	unlink(proc.output.at);
	unlink(proc.errors.at);
	rmdir(name);
}

static void a_program_that_is_not_there_has_not_started(void **state)
{
	const char *const argv[] = {"tidemark-no-such-program", NULL};
	const char *const there[] = {"true", NULL};
	const struct proc procs[] = {
		{.argv = argv}, {.argv = there}, {.argv = there, .folder = STR("/no/such/folder")}};
	struct proc_outcome outcomes[3];

	(void)state;
	proc_run(procs, 3, outcomes);
	assert_false(outcomes[0].started);
	assert_true(outcomes[1].started);
	assert_int_equal(outcomes[1].status, 0);
	assert_false(outcomes[2].started);
}

static void a_program_that_takes_too_long_is_killed_with_its_children(void **state)
{
	const char *const argv[] = {"sh", "-c", "sleep 60 & sleep 60", NULL};
	const struct proc proc = {.argv = argv, .limit = 0.2};
	double begin = clock_steady();
	struct proc_outcome outcome;

	(void)state;
	proc_run(&proc, 1, &outcome);
	assert_true(clock_steady() - begin < 10);
	assert_true(outcome.timed_out);
	assert_int_equal(outcome.status, 128 + SIGKILL);
}

static bool is_alive(struct str pid)
{
	return kill(atoi(str_c(&arena, pid)), 0) == 0;
}

static void what_a_program_leaves_running_is_killed(void **state)
{
	const char *const argv[] = {"sh", "-c", "sleep 60 & echo $!", NULL};
	char name[] = "/tmp/test_proc.XXXXXX";
	struct proc proc = {.argv = argv, .output = str_of(name)};
	struct proc_outcome outcome;
	struct str pid;
	int fd = mkstemp(name);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	proc_run(&proc, 1, &outcome);
	assert_int_equal(outcome.status, 0);
	assert_true(file_read(&arena, proc.output, &pid, &diag));
	while (is_alive(pid)) /* until init has fetched it */
		usleep(1000);
	unlink(name);
}

static void a_program_cannot_fill_the_disk(void **state)
{
	const char *const argv[] = {"sh", "-c", "exec yes >&2", NULL};
	char name[] = "/tmp/test_proc.XXXXXX";
	struct proc proc = {.argv = argv, .errors = str_of(name), .most_bytes = 4096};
	struct proc_outcome outcome;
	int fd = mkstemp(name);

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	proc_run(&proc, 1, &outcome);
	assert_int_equal(outcome.status, 128 + SIGXFSZ);
	assert_int_equal(file_size(proc.errors), 4096);
	unlink(name);
}

static void a_signal_held_back_ends_the_programs(void **state)
{
	const char *const argv[] = {"sleep", "60", NULL};
	const struct proc procs[] = {{.argv = argv}, {.argv = argv}};
	struct proc_outcome outcomes[2];
	sigset_t set, before;
	int number;

	(void)state;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, &before);
	assert_false(proc_asked_to_end());
	if (fork() == 0) {
		usleep(50000);
		kill(getppid(), SIGTERM);
		_exit(0);
	}
	proc_run(procs, 2, outcomes);
	assert_true(proc_asked_to_end());
	assert_int_equal(outcomes[0].status, 128 + SIGKILL);
	assert_int_equal(outcomes[1].status, 128 + SIGKILL);
	assert_false(outcomes[0].timed_out);
	proc_run(procs, 1, outcomes);
	assert_false(outcomes[0].started);
	sigwait(&set, &number);
	sigprocmask(SIG_SETMASK, &before, NULL);
	wait(NULL);
}

static void a_program_that_never_reads_does_not_block(void **state)
{
	const char *const argv[] = {"true", NULL};
	struct proc proc = {.argv = argv, .input = {arena_alloc(&arena, 1, 1 << 20), 1 << 20}};
	struct proc_outcome outcome;

	(void)state;
	proc_run(&proc, 1, &outcome);
	assert_int_equal(outcome.status, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

static bool say_who(void *context, struct buf *out, struct diag *said)
{
	const int *fails = context;

	buf_printf(out, "%d", (int)getpid());
	return *fails ? diag_error(said, STATUS_DATA, NO_PLACE, "it failed") : true;
}

/* The process that did it; 0 if it failed. */
static int done_later(bool worth, int fails)
{
	struct proc_later *later = proc_begin(&arena, worth, "work", say_who, &fails, &diag);
	struct str outcome;
	bool done;

	done = proc_end(later, &arena, &outcome, &diag) && !diag.errors;
	return done ? atoi(outcome.at) : 0;
}

static void work_for_later_is_done_by_a_child(void **state)
{
	int here = (int)getpid();

	(void)state;
	pretended_cores = 2;
	assert_int_not_equal(done_later(true, 0), here);
	assert_int_equal(done_later(false, 0), here);
	forks_left = 0;
	assert_int_equal(done_later(true, 0), here);
	forks_left = INT_MAX;
	pretended_cores = 1;
	assert_int_equal(done_later(true, 0), here);
	assert_int_equal(diag.count, 0);
	assert_int_equal(done_later(true, 1), 0);
	pretended_cores = 2;
	assert_int_equal(done_later(true, 1), 0);
	assert_int_equal(diag.errors, 2);
}

static bool be_killed(void *context, struct buf *out, struct diag *unused)
{
	(void)context;
	(void)unused;
	buf_text(out, "half");
	raise(SIGKILL);
	return true;
}

static void work_for_later_that_is_killed_is_an_error(void **state)
{
	struct proc_later *later;
	struct str outcome;

	(void)state;
	pretended_cores = 2;
	later = proc_begin(&arena, true, "work", be_killed, NULL, &diag);
	assert_false(proc_end(later, &arena, &outcome, &diag));
	assert_int_equal(diag.status, STATUS_BUG);
	assert_str_equal(outcome, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_piece_is_done_exactly_once),
		TEST(little_work_stays_in_this_process),
		TEST(messages_of_children_arrive_in_order_and_whole),
		TEST(a_child_s_warnings_are_errors_when_warnings_are),
		TEST(long_messages_do_not_block),
		TEST(what_children_write_comes_back_in_order),
		TEST(any_number_of_workers_gives_the_same),
		TEST(without_processes_the_work_is_done_here),
		TEST(a_child_that_dies_by_signal_is_a_named_error),
		TEST(a_child_out_of_memory_is_said_to_be),
		TEST(a_child_that_leaves_without_a_word_is_an_error),
		TEST(an_ignored_sigchld_does_not_lose_children),
		TEST(only_the_processors_of_this_process_count),
		TEST(a_program_gets_its_input_folder_and_environment_and_no_more),
		TEST(a_program_that_is_not_there_has_not_started),
		TEST(a_program_that_takes_too_long_is_killed_with_its_children),
		TEST(what_a_program_leaves_running_is_killed),
		TEST(a_program_cannot_fill_the_disk),
		TEST(a_signal_held_back_ends_the_programs),
		TEST(a_program_that_never_reads_does_not_block),
		TEST(work_for_later_is_done_by_a_child),
		TEST(work_for_later_that_is_killed_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
