/* What floor base makes of calls that the kernel refuses or that a signal interrupts. */
#include "kernel.h"

#include "unit.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/proc.h"
#include "base/turns.h"

#include <limits.h>

static struct arena arena;
static struct diag diag;
static struct str folder;

static int start(void **state)
{
	char name[] = "/tmp/test_refusals.XXXXXX";

	(void)state;
	refusal.call = NULL;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	folder = str_copy(&arena, str_of(mkdtemp(name)));
	return folder.len ? 0 : -1;
}

static int finish(void **state)
{
	(void)state;
	refusal.call = NULL;
	if (system(str_printf(&arena, "rm -r %s", folder.at).at))
		return -1;
	arena_free(&arena);
	return 0;
}

static struct str in(const char *name)
{
	return file_join(&arena, folder, str_of(name));
}

/* The one message there is, without its path. */
static void said(const char *text)
{
	const char *all = messages(&arena, &diag);

	if (diag.count != 1 || !strstr(all, text))
		fail_msg("\"%s\" is not said, but \"%s\"", text, all);
	diag_init(&diag, &arena);
}

static void write_x(const char *text)
{
	assert_true(file_write(in("x"), str_of(text), false, STATUS_IO, &diag));
}

static void x_is(const char *text)
{
	struct str content;

	assert_true(file_read(&arena, in("x"), &content, &diag));
	assert_str_equal(content, text);
}

/* --- files */

static void an_interrupted_read_or_write_goes_on(void **state)
{
	(void)state;
	refuse("pwrite64", EINTR, 0);
	write_x("figures");
	refuse("read", EINTR, 0);
	x_is("figures");
	refuse("read", EINTR, 1);
	x_is("figures");
	assert_null(refusal.call);
}

/* Such a file is read in halves, by two threads; what they leave is read as others are. */
static void a_long_file_is_read_whole_whatever_is_refused(void **state)
{
	static const struct {
		const char *call;
		int error;
		bool lasts;
	} refusals[] = {{"pread64", EINTR, false}, {"pread64", EIO, true},
		{"lseek64", EINVAL, false}, {"pthread_create", EAGAIN, false},
		{"sched_getaffinity", ENOSYS, false}};
	enum { LEN = 9 << 20 };
	char *text = memset(malloc(LEN + 1), 'x', LEN);

	(void)state;
	text[LEN] = '\0';
	write_x(text);
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		refuse(refusals[i].call, refusals[i].error, 0);
		refusal.lasts = refusals[i].lasts;
		x_is(text);
		refusal.call = NULL;
	}
	free(text);
}

static void a_write_that_fails_leaves_the_old_file(void **state)
{
	static const struct {
		const char *call;
		int error;
		const char *message;
	} refusals[] = {{"pwrite64", 0, "cannot write: Input/output error"},
		{"pwrite64", ENOSPC, "cannot write: No space left on device"},
		{"fsync", EDQUOT, "cannot write: Disk quota exceeded"},
		{"close", EIO, "cannot write: Input/output error"},
		{"open64", EMFILE, "cannot write: Too many open files"}};
	struct str_list names;

	(void)state;
	write_x("old");
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		refuse(refusals[i].call, refusals[i].error, 0);
		assert_false(file_write(in("x"), STR("new"), true, STATUS_IO, &diag));
		said(refusals[i].message);
		x_is("old");
		names = (struct str_list){0};
		assert_true(file_list(&arena, folder, &names, &diag));
		assert_int_equal(names.count, 1);
	}
}

/* The file is there then, but a crash might lose it: nobody may be told that it is safe. */
static void a_folder_that_cannot_be_synced_is_an_error_unless_it_never_can(void **state)
{
	(void)state;
	refuse("fsync", EIO, 1);
	assert_false(file_write(in("x"), STR("1"), true, STATUS_IO, &diag));
	said("cannot write: Input/output error");
	refuse("fsync", EINVAL, 1);
	assert_true(file_write(in("x"), STR("1"), true, STATUS_IO, &diag));
	refuse("open64", EACCES, 0);
	assert_true(file_sync_folder(folder, STATUS_IO, &diag));
	refuse("open64", ENFILE, 0);
	assert_false(file_sync_folder(folder, STATUS_IO, &diag));
	said("cannot sync: Too many open files in system");
}

static void files_that_cannot_be_synced_together_are_named(void **state)
{
	struct str_list paths = {0};

	(void)state;
	write_x("1");
	*array_add(&arena, &paths) = in("x");
	assert_true(file_sync_all(&paths, STATUS_IO, &diag));
	refuse("fsync", EINVAL, 0);
	assert_true(file_sync_all(&paths, STATUS_IO, &diag));
	refuse("fsync", EIO, 0);
	assert_false(file_sync_all(&paths, STATUS_IO, &diag));
	said("x: error: cannot sync: Input/output error");
	*array_add(&arena, &paths) = in("none");
	assert_false(file_sync_all(&paths, STATUS_IO, &diag));
	said("none: error: cannot sync: No such file or directory");
}

static void a_name_that_is_too_long_names_nothing(void **state)
{
	char *text = arena_alloc(&arena, 1, PATH_MAX + 1);
	struct str name = {text, PATH_MAX};
	struct str_list paths = {0};

	(void)state;
	memset(text, 'a', PATH_MAX);
	*array_add(&arena, &paths) = name;
	assert_false(file_exists(name) || file_is_folder(name) || file_size(name));
	assert_int_equal(file_room(name), SIZE_MAX);
	assert_false(file_sync_all(&paths, STATUS_IO, &diag));
	said("cannot sync: File name too long");
	assert_false(file_sync_folder(name, STATUS_IO, &diag));
	said("cannot sync: File name too long");
	assert_false(file_move(in("x"), name, &diag));
	said("cannot write: File name too long");
	assert_false(file_move(name, in("x"), &diag));
	said("cannot write: File name too long");
	assert_false(file_move(in("none"), in("x"), &diag));
	said("x: error: cannot write: No such file or directory");
}

static void a_file_system_that_does_not_tell_its_room_has_enough(void **state)
{
	(void)state;
	assert_in_range(file_room(folder), 1, SIZE_MAX - 1);
	refuse("statvfs64", EIO, 0);
	assert_true(file_room(folder) == SIZE_MAX);
}

static void a_folder_that_cannot_be_listed_to_its_end_is_an_error(void **state)
{
	struct str_list names = {0};

	(void)state;
	write_x("1");
	refuse("readdir64", EIO, 1);
	assert_false(file_list(&arena, folder, &names, &diag));
	said("cannot list: Input/output error");
}

static void a_terminal_is_read_until_whoever_sits_there_ends_it(void **state)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY);
	struct str content;

	(void)state;
	assert_true(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
	assert_int_equal(write(master, "1,2\n\x04", 5), 5);
	assert_true(file_read(&arena, str_of(ptsname(master)), &content, &diag));
	assert_str_equal(content, "1,2\n");
	close(master);
}

/* Even root is not to read a disk as if it were a table. */
static void a_disk_is_no_file(void **state)
{
	struct str content;

	(void)state;
	write_x("1");
	pretended_mode = S_IFBLK;
	assert_false(file_read(&arena, in("x"), &content, &diag));
	pretended_mode = 0;
	said("x: error: is a device; give a file or a pipe");
}

static ssize_t take_nothing(void *cookie, const char *bytes, size_t size)
{
	(void)cookie;
	(void)bytes;
	(void)size;
	return 0;
}

static void a_stream_that_takes_nothing_without_a_reason_is_an_error(void **state)
{
	FILE *stream = fopencookie(NULL, "w", (cookie_io_functions_t){.write = take_nothing});

	(void)state;
	assert_non_null(stream);
	assert_false(file_put(stream, STR("standard output"), STR("1"), &diag));
	said("standard output: error: cannot write: Input/output error");
	setvbuf(stream, NULL, _IONBF, 0);
	assert_false(file_put(stream, STR("standard output"), STR("1"), &diag));
	said("standard output: error: cannot write: Input/output error");
	fclose(stream);
}

/* --- locks */

/* Runs `hold` in a child that then waits; gives the end of a pipe that keeps it waiting. */
static int held_by_another(void (*hold)(void))
{
	int ready[2], done[2];
	char byte;

	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(done), 0);
	if (fork() == 0) {
		close(done[1]);
		hold();
		_exit(write(ready[1], "x", 1) != 1 || read(done[0], &byte, 1) < 0);
	}
	close(done[0]);
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return done[1];
}

static void let_go(int end)
{
	close(end);
	wait(NULL);
}

static void hold_x(void)
{
	const struct flock whole = {.l_type = F_WRLCK};
	int fd;

	file_lock(in("x"), true, 0, &fd, &diag);
	fcntl(fd, F_SETLK, &whole); /* of another kind, which tells nothing */
}

static void hold_the_folder(void)
{
	flock(open(folder.at, O_RDONLY | O_DIRECTORY), LOCK_EX);
}

static void who_holds_a_lock_is_said_as_far_as_it_can_be_known(void **state)
{
	int end = held_by_another(hold_x), fd;

	(void)state;
	assert_false(file_lock(in("x"), true, 0, &fd, &diag));
	said("x: error: locked by process "); /* and its command, as much as fits */
	refuse("fstat64", EIO, 0);
	assert_false(file_lock(in("x"), true, 0, &fd, &diag));
	said("locked by another process; try again");
	refuse("open64", EACCES, 2); /* the lock, its folder, and then /proc/locks */
	assert_false(file_lock(in("x"), true, 0, &fd, &diag));
	said("locked by another process; try again");
	refuse("open64", EACCES, 3);
	assert_false(file_lock(in("x"), true, 0, &fd, &diag));
	said("(?); try again");
	refuse("read", 0, 2); /* a process that has ended has no command any more */
	assert_false(file_lock(in("x"), true, 0, &fd, &diag));
	said("(?); try again");
	refuse("read", 0, 0); /* where no locks are shown */
	assert_false(file_lock(in("x"), true, 0, &fd, &diag));
	said("locked by another process; try again");
	let_go(end);
}

static void who_waits_for_its_turn_too_long_is_told_so(void **state)
{
	int end = held_by_another(hold_the_folder), fd;

	(void)state;
	assert_false(file_lock(in("x"), true, 0.05, &fd, &diag));
	assert_int_equal(diag.status, STATUS_LOCKED);
	said("for more than 0.05 seconds; try again or give --wait");
	let_go(end);
	assert_true(file_lock(in("x"), true, 0.05, &fd, &diag));
	close(fd);
}

static void a_lock_is_taken_without_a_turn_where_folders_cannot_be_locked(void **state)
{
	int fd;

	(void)state;
	refuse("open64", EACCES, 1);
	assert_true(file_lock(in("x"), true, 0, &fd, &diag));
	close(fd);
	refuse("flock", ENOLCK, 0);
	assert_true(file_lock(in("x"), true, 0, &fd, &diag));
	close(fd);
	refuse("flock", EINTR, 1);
	assert_true(file_lock(in("x"), true, 1, &fd, &diag));
	close(fd);
	refuse("flock", ENOLCK, 1);
	assert_false(file_lock(in("x"), true, 1, &fd, &diag));
	assert_int_equal(fd, -1);
	said("cannot lock: No locks available");
}

static void a_reader_locks_what_it_may_not_write(void **state)
{
	static const int errors[] = {EACCES, EROFS, EPERM};
	int fd;

	(void)state;
	write_x("");
	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++) {
		refuse("open64", errors[i], 0);
		assert_true(file_lock(in("x"), false, 0, &fd, &diag));
		close(fd);
		diag.status = STATUS_DONE;
		refuse("open64", errors[i], 0);
		assert_false(file_lock(in("x"), true, 0, &fd, &diag));
		assert_int_equal(
			diag.status, errors[i] == EPERM ? STATUS_IO : STATUS_CANNOT_CREATE);
		said("cannot open the lock: ");
	}
	refuse("open64", EMFILE, 0);
	assert_false(file_lock(in("x"), false, 0, &fd, &diag));
	said("cannot open the lock: Too many open files");
}

/* --- a folder out of sight */

static bool signals_wait(void)
{
	sigset_t set;

	sigprocmask(SIG_BLOCK, NULL, &set);
	return sigismember(&set, SIGTERM);
}

static void a_folder_that_cannot_be_made_leaves_nothing_and_holds_no_signal_back(void **state)
{
	struct str deep = folder;
	char name[200];
	struct str_list names = {0};
	struct folder work;

	(void)state;
	refuse("chmod", EIO, 0);
	assert_false(folder_begin(&arena, folder, STR("work"), &work, &diag));
	said("cannot make a folder in it: Input/output error");
	assert_true(file_list(&arena, folder, &names, &diag));
	assert_int_equal(names.count, 0);
	assert_false(signals_wait());
	memset(name, 'd', sizeof(name));
	for (size_t room; (room = PATH_MAX - 6 - deep.len) > 1;)
		deep = str_printf(&arena, "%.*s/%.*s", STR_ARG(deep),
			(int)(room - 1 < sizeof(name) ? room - 1 : sizeof(name)), name);
	assert_false(folder_begin(&arena, deep, STR("work"), &work, &diag));
	said("cannot make a folder in it: File name too long");
	assert_false(signals_wait());
}

/* --- the clock */

static void an_interrupted_pause_goes_on(void **state)
{
	double begin = clock_steady();

	(void)state;
	refuse("nanosleep", EINTR, 0);
	clock_pause(0.02);
	assert_true(clock_steady() - begin >= 0.02);
	clock_pause(-1); /* no such time: it does not wait for ever */
}

static void a_boot_that_cannot_be_told_is_an_empty_text(void **state)
{
	(void)state;
	assert_int_not_equal(clock_boot(&arena).len, 0);
	refuse("open64", ENOENT, 0);
	assert_int_equal(clock_boot(&arena).len, 0);
	refuse("read", EIO, 0);
	assert_int_equal(clock_boot(&arena).len, 0);
}

/* --- processes */

/* Writes which pieces it did; the work of the first piece may fail. */
static bool do_pieces(
	void *context, size_t first, size_t last, struct buf *out, struct diag *said_there)
{
	const bool *fails = context;

	buf_printf(out, "%zu-%zu ", first, last);
	if (*fails && first == 0)
		return diag_error(said_there, STATUS_DATA, PLACE_FILE(STR("x.csv")), "it failed");
	return true;
}

/* What a worker and this process did of ten pieces, joined. */
static const char *done_by_two(bool fails)
{
	struct str_list parts = {0};
	struct str all = STR("");

	proc_gather(&arena, 10, 1, "work", do_pieces, &fails, &parts, &diag);
	refusal.call = NULL;
	for (size_t i = 0; i < parts.count; i++)
		all = str_printf(&arena, "%.*s%.*s", STR_ARG(all), STR_ARG(parts.item[i]));
	return str_c(&arena, all);
}

static void what_a_signal_interrupts_between_processes_goes_on(void **state)
{
	static const char *const calls[] = {"write", "read", "poll", "waitpid"};

	(void)state;
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		refuse(calls[i], EINTR, 0);
		assert_string_equal(done_by_two(false), "0-5 5-10 ");
	}
	assert_int_equal(diag.count, 0);
}

static void without_pipes_or_processes_the_work_is_done_here(void **state)
{
	(void)state;
	refuse("pipe2", EMFILE, 0);
	assert_string_equal(done_by_two(false), "0-10 ");
	refuse("pipe2", EMFILE, 1);
	assert_string_equal(done_by_two(false), "0-5 5-10 ");
	refuse("fork", EAGAIN, 0);
	assert_string_equal(done_by_two(false), "0-10 ");
	assert_int_equal(diag.count, 0);
	refuse("sched_getaffinity", ENOSYS, 0);
	assert_int_equal(proc_cores(), 1);
}

/* A worker writes the length of its text, the text, a message's head, its file and its text. */
static void a_worker_whose_words_are_lost_is_an_error(void **state)
{
	(void)state;
	for (unsigned done = 0; done < 5; done++) {
		refuse("write", done == 4 ? 0 : EPIPE, done);
		refusal.lasts = true;
		assert_string_equal(done_by_two(true), done < 2 ? "5-10 " : "0-5 5-10 ");
		assert_int_equal(diag.errors, 1);
		assert_non_null(strstr(messages(&arena, &diag), "failed without saying why"));
		diag_init(&diag, &arena);
	}
	refuse("poll", ENOMEM, 0); /* nobody listens any more */
	assert_string_equal(done_by_two(false), "5-10 ");
	assert_int_equal(diag.errors, 1);
	diag_init(&diag, &arena);
	refuse("read", EIO, 0);
	assert_string_equal(done_by_two(false), "5-10 ");
	said("work: a worker ");
	refuse("waitpid", ECHILD, 0);
	done_by_two(false);
	said("work: a worker failed without saying why");
}

static struct proc_outcome run(const char *const *argv)
{
	const struct proc proc = {.argv = argv, .input = STR("1")};
	struct proc_outcome outcome;

	proc_run(&proc, 1, &outcome);
	return outcome;
}

static void a_program_is_looked_after_whatever_is_refused(void **state)
{
	static const char *const count[] = {"sh", "-c", "exit $(wc -c)", NULL};
	static const char *const sleep[] = {"sleep", "60", NULL};

	(void)state;
	assert_int_equal(run(count).status, 1);
	refuse("memfd_create", EMFILE, 0);
	assert_false(run(count).started);
	refuse("fork", EAGAIN, 0);
	assert_false(run(count).started);
	refuse("waitpid", EINTR, 0);
	assert_int_equal(run(count).status, 1);
	refuse("waitpid", ECHILD, 0);
	assert_false(run(count).started);
	refuse("sigpending", EFAULT, 0);
	assert_int_equal(run(count).status, 1);
	refuse("waitid", ECHILD, 0); /* nobody would hear of its end */
	assert_int_equal(run(sleep).status, 128 + SIGKILL);
}

static void a_program_with_nowhere_to_write_is_not_started(void **state)
{
	static const char *const argv[] = {"true", NULL};
	const struct proc procs[] = {{.argv = argv, .output = in("none/out")},
		{.argv = argv, .errors = in("none/errors")}, {.argv = argv, .folder = in("none")},
		{.argv = argv, .output = in("out"), .errors = in("errors"), .folder = folder}};
	struct proc_outcome outcomes[4];

	(void)state;
	proc_run(procs, 4, outcomes);
	for (int i = 0; i < 3; i++)
		assert_false(outcomes[i].started);
	assert_true(outcomes[3].started);
}

/* A program that writes `bytes` where it may write `most`. */
static struct proc_outcome run_writing(int bytes, size_t most)
{
	struct str command = str_printf(&arena, "exec head -c %d /dev/zero", bytes);
	const char *const argv[] = {"sh", "-c", command.at, NULL};
	const struct proc proc = {.argv = argv, .output = in("zeros"), .most_bytes = most};
	struct proc_outcome outcome;

	proc_run(&proc, 1, &outcome);
	return outcome;
}

/* A limit that the office has set itself is not widened. */
static void the_least_limit_of_a_files_size_counts(void **state)
{
	static const char *const argv[] = {"sh", "-c", "yes >&2", NULL};
	const struct proc proc = {.argv = argv, .errors = in("errors"), .most_bytes = 2 << 20};
	struct rlimit before, small;
	struct proc_outcome outcome;

	(void)state;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 1 << 20;
	setrlimit(RLIMIT_FSIZE, &small);
	proc_run(&proc, 1, &outcome);
	assert_int_equal(file_size(in("errors")), 1 << 20);
	setrlimit(RLIMIT_FSIZE, &before);
	refuse("getrlimit64", EINVAL, 0); /* what it is now is not known, so it stays */
	assert_int_equal(run_writing(2 << 20, 1 << 20).status, 0);
	refusal.call = NULL;
	assert_int_equal(run_writing(2 << 20, 1 << 20).status, 128 + SIGXFSZ);
}

static bool say_done(void *context, struct buf *out, struct diag *said_there)
{
	(void)context;
	(void)said_there;
	buf_text(out, "done");
	return true;
}

static void work_for_later_is_waited_for_however_often_that_is_interrupted(void **state)
{
	struct proc_later *later;
	struct str outcome;

	(void)state;
	refuse("read", EINTR, 0);
	later = proc_begin(&arena, true, "work", say_done, NULL, &diag);
	assert_null(refusal.call);
	assert_true(proc_end(later, &arena, &outcome, &diag));
	assert_str_equal(outcome, "done");
}

/* This process is one part and then the other. */
static void turns_go_on_when_they_are_interrupted_and_want_sockets(void **state)
{
	struct turns turns;
	size_t number = 0;

	(void)state;
	refuse("socketpair", EMFILE, 1);
	assert_false(turns_begin(&arena, 2, &turns, &diag));
	said("a worker: error: cannot make a socket for: Too many open files");
	assert_true(turns_begin(&arena, 2, &turns, &diag));
	turns.first = 0;
	turns.last = 1;
	refuse("send", EINTR, 0);
	turns_give(&turns, 0, 7);
	turns.first = 1;
	turns.last = 2;
	refuse("recv", EINTR, 0);
	assert_true(turns_take(&turns, 1, &number));
	assert_int_equal(number, 7);
	refuse("recv", ECONNRESET, 0);
	assert_false(turns_take(&turns, 1, &number));
	turns_leave(&turns);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_interrupted_read_or_write_goes_on),
		TEST(a_long_file_is_read_whole_whatever_is_refused),
		TEST(a_write_that_fails_leaves_the_old_file),
		TEST(a_folder_that_cannot_be_synced_is_an_error_unless_it_never_can),
		TEST(files_that_cannot_be_synced_together_are_named),
		TEST(a_name_that_is_too_long_names_nothing),
		TEST(a_file_system_that_does_not_tell_its_room_has_enough),
		TEST(a_folder_that_cannot_be_listed_to_its_end_is_an_error),
		TEST(a_terminal_is_read_until_whoever_sits_there_ends_it),
		TEST(a_disk_is_no_file),
		TEST(a_stream_that_takes_nothing_without_a_reason_is_an_error),
		TEST(who_holds_a_lock_is_said_as_far_as_it_can_be_known),
		TEST(who_waits_for_its_turn_too_long_is_told_so),
		TEST(a_lock_is_taken_without_a_turn_where_folders_cannot_be_locked),
		TEST(a_reader_locks_what_it_may_not_write),
		TEST(a_folder_that_cannot_be_made_leaves_nothing_and_holds_no_signal_back),
		TEST(an_interrupted_pause_goes_on),
		TEST(a_boot_that_cannot_be_told_is_an_empty_text),
		TEST(what_a_signal_interrupts_between_processes_goes_on),
		TEST(without_pipes_or_processes_the_work_is_done_here),
		TEST(a_worker_whose_words_are_lost_is_an_error),
		TEST(a_program_is_looked_after_whatever_is_refused),
		TEST(a_program_with_nowhere_to_write_is_not_started),
		TEST(work_for_later_is_waited_for_however_often_that_is_interrupted),
		TEST(turns_go_on_when_they_are_interrupted_and_want_sockets),
		TEST(the_least_limit_of_a_files_size_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
