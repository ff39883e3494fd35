#include "unit.h"

#include "base/clock.h"
#include "base/file.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Every test works in a new folder. */
static struct arena arena;
static struct diag diag;
static struct str folder;

static int start(void **state)
{
	char name[] = "/tmp/test_file.XXXXXX";

	(void)state;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	folder = str_copy(&arena, str_of(mkdtemp(name)));
	return folder.len ? 0 : -1;
}

static int finish(void **state)
{
	(void)state;
	if (system(str_printf(&arena, "chmod -R u+rwx %s && rm -r %s", folder.at, folder.at).at))
		return -1;
	arena_free(&arena);
	return 0;
}

static struct str in(const char *name)
{
	return file_join(&arena, folder, str_of(name));
}

static struct str content_of(const char *name)
{
	struct str content = {NULL, 0};

	assert_true(file_read(&arena, in(name), &content, &diag));
	return content;
}

static void a_file_comes_back_byte_for_byte_with_a_nul_behind(void **state)
{
	struct str bytes = str_copy(&arena, STR("a\0\xFF\r\n")), content;

	(void)state;
	assert_true(file_write(in("x"), bytes, true, STATUS_IO, &diag));
	content = content_of("x");
	assert_true(str_equal(content, bytes));
	assert_int_equal(content.at[content.len], 0);
	assert_true(file_write(in("x"), STR(""), false, STATUS_IO, &diag));
	content = content_of("x");
	assert_int_equal(content.len, 0);
	assert_int_equal(content.at[0], 0);
}

static void large_files_and_pipes_are_read_whole(void **state)
{
	struct str bytes = {arena_alloc(&arena, 1, 3000001), 3000001}, content;
	int ends[2];
	pid_t child;

	(void)state;
	memset((char *)(uintptr_t)bytes.at, 'x', bytes.len);
	assert_true(file_write(in("x"), bytes, false, STATUS_IO, &diag));
	assert_true(str_equal(content_of("x"), bytes));
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		for (size_t put = 0; put < bytes.len;) {
			ssize_t some = write(ends[1], bytes.at + put, bytes.len - put);

			put += some > 0 ? (size_t)some : 0;
		}
		_exit(0);
	}
	close(ends[1]);
	assert_true(file_read(&arena, str_printf(&arena, "/dev/fd/%d", ends[0]), &content, &diag));
	assert_true(str_equal(content, bytes));
	close(ends[0]);
	waitpid(child, NULL, 0);
}

static void what_cannot_be_read_is_named_with_the_reason(void **state)
{
	struct str content;

	(void)state;
	assert_false(file_read(&arena, in("none"), &content, &diag));
	assert_false(file_read(&arena, folder, &content, &diag));
	assert_string_equal(messages(&arena, &diag),
		str_printf(&arena,
			"%s/none: error: cannot open: No such file or directory\n"
			"%s: error: cannot read: Is a directory\n",
			folder.at, folder.at)
			.at);
	assert_int_equal(diag.status, STATUS_NO_INPUT);
}

static void a_file_of_more_than_four_gigabytes_is_refused_unread(void **state)
{
	struct str content;

	(void)state;
	assert_true(file_write(in("x"), STR("x"), false, STATUS_IO, &diag));
	if (truncate(in("x").at, (off_t)1 << 33) != 0)
		skip(); /* no sparse files here */
	assert_false(file_read(&arena, in("x"), &content, &diag));
	assert_string_equal(messages(&arena, &diag),
		str_printf(&arena, "%s/x: error: larger than 4 GiB; split the file\n", folder.at)
			.at);
	assert_int_equal(diag.status, STATUS_NO_INPUT);
}

static void a_file_is_replaced_and_nothing_else_is_left(void **state)
{
	struct str_list names = {0};

	(void)state;
	assert_true(file_write(in("x"), STR("old"), true, STATUS_IO, &diag));
	assert_true(file_write(in("x"), STR("new"), true, STATUS_IO, &diag));
	assert_str_equal(content_of("x"), "new");
	assert_true(file_list(&arena, folder, &names, &diag));
	assert_int_equal(names.count, 1);
}

static void the_umask_decides_who_may_read(void **state)
{
	mode_t old = umask(027);
	struct stat status;

	(void)state;
	assert_true(file_write(in("x"), STR(""), false, STATUS_IO, &diag));
	assert_true(file_make_folder(in("d"), STATUS_IO, &diag));
	umask(old);
	assert_int_equal(stat(in("x").at, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
	assert_int_equal(stat(in("d").at, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0750);
}

/* A limit on the size of files stands for a full disk: write comes back short, then fails. */
static void a_full_disk_leaves_the_old_file_and_no_part(void **state)
{
	struct str bytes = {arena_alloc(&arena, 1, 200000), 200000};
	const struct rlimit limit = {100000, RLIM_INFINITY};
	struct rlimit before;
	struct str_list names = {0};
	bool done;

	(void)state;
	assert_true(file_write(in("x"), STR("old"), true, STATUS_IO, &diag));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
	done = file_write(in("x"), bytes, true, STATUS_CANNOT_CREATE, &diag);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_false(done);
	assert_string_equal(messages(&arena, &diag),
		str_printf(&arena, "%s/x: error: cannot write: File too large\n", folder.at).at);
	assert_int_equal(diag.status, STATUS_CANNOT_CREATE);
	assert_str_equal(content_of("x"), "old");
	assert_true(file_list(&arena, folder, &names, &diag));
	assert_int_equal(names.count, 1);
}

static void a_folder_in_the_way_is_an_error_without_a_part(void **state)
{
	struct str_list names = {0};

	(void)state;
	assert_true(file_make_folder(in("x/y"), STATUS_IO, &diag));
	assert_false(file_write(in("x"), STR("new"), true, STATUS_IO, &diag));
	assert_int_equal(diag.status, STATUS_IO);
	assert_true(file_list(&arena, folder, &names, &diag));
	assert_int_equal(names.count, 1);
	assert_true(file_is_folder(in("x")));
}

static void a_link_left_under_the_temporary_name_is_not_followed(void **state)
{
	struct str part = in(str_printf(&arena, "x.%ld.part", (long)getpid()).at);

	(void)state;
	assert_true(file_write(in("precious"), STR("p"), false, STATUS_IO, &diag));
	assert_int_equal(symlink(in("precious").at, part.at), 0);
	assert_false(file_write(in("x"), STR("new"), false, STATUS_IO, &diag));
	assert_str_equal(content_of("precious"), "p");
}

static void folders_are_made_with_all_above_them(void **state)
{
	(void)state;
	assert_true(file_make_folder(in("a/b//c/"), STATUS_IO, &diag));
	assert_true(file_is_folder(in("a/b/c")));
	assert_true(file_make_folder(in("a/b/c"), STATUS_IO, &diag));
	assert_true(file_make_folder(STR("/"), STATUS_IO, &diag));
	assert_true(file_make_folder(STR("."), STATUS_IO, &diag));
	assert_true(file_write(in("f"), STR(""), false, STATUS_IO, &diag));
	assert_false(file_make_folder(in("f"), STATUS_CANNOT_CREATE, &diag));
	assert_false(file_make_folder(in("f/g"), STATUS_CANNOT_CREATE, &diag));
	assert_string_equal(messages(&arena, &diag),
		str_printf(&arena,
			"%s/f: error: cannot make the folder: Not a directory\n"
			"%s/f/g: error: cannot make the folder: Not a directory\n",
			folder.at, folder.at)
			.at);
}

static void a_folder_is_listed_in_the_order_of_bytes(void **state)
{
	static const char *const made[] = {"b", "数", "a", ".hidden", "B"};
	static const char *const sorted[] = {".hidden", "B", "a", "b", "数"};
	struct str_list names = {0};

	(void)state;
	assert_true(file_list(&arena, in("none"), &names, &diag));
	assert_int_equal(names.count, 0);
	for (size_t i = 0; i < 5; i++)
		assert_true(file_write(in(made[i]), STR(""), false, STATUS_IO, &diag));
	assert_true(file_list(&arena, folder, &names, &diag));
	assert_int_equal(names.count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_str_equal(names.item[i], sorted[i]);
	assert_false(file_list(&arena, in("a"), &names, &diag));
	assert_int_equal(diag.status, STATUS_IO);
}

static void paths_are_joined_and_taken_apart(void **state)
{
	(void)state;
	assert_str_equal(file_join(&arena, STR("a"), STR("b")), "a/b");
	assert_str_equal(file_join(&arena, STR("a/"), STR("b")), "a/b");
	assert_str_equal(file_join(&arena, STR("/"), STR("b")), "/b");
	assert_str_equal(file_join(&arena, STR("."), STR("b")), "b");
	assert_str_equal(file_join(&arena, STR(""), STR("b")), "b");
	assert_str_equal(file_join(&arena, STR("a"), STR("/b")), "/b");
	assert_str_equal(file_base_name(STR("a/b.csv")), "b.csv");
	assert_str_equal(file_base_name(STR("b.csv")), "b.csv");
	assert_str_equal(file_base_name(STR("a/")), "");
	assert_str_equal(file_folder(STR("a/b/c")), "a/b");
	assert_str_equal(file_folder(STR("c")), ".");
	assert_str_equal(file_folder(STR("/c")), "/");
	assert_true(file_exists(folder) && file_exists(STR(".")));
	assert_false(file_exists(in("none")) || file_is_folder(in("none")));
}

/* Locks in a child and says so; the child keeps the lock until it is killed. */
static pid_t child_that_locks(bool exclusive)
{
	int ends[2], fd;
	char byte;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* a failed test must not leave it behind */
		if (file_lock(in("lock"), exclusive, 0, &fd, &diag) && write(ends[1], "x", 1) == 1)
			pause();
		_exit(1);
	}
	close(ends[1]);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	close(ends[0]);
	return child;
}

static void end_child(pid_t child)
{
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

static void a_lock_that_another_holds_is_refused_naming_the_holder(void **state)
{
	pid_t child = child_that_locks(true);
	double begin = clock_steady(), waited;
	struct str message, command;
	int fd;

	(void)state;
	assert_false(file_lock(in("lock"), true, 0.3, &fd, &diag));
	waited = clock_steady() - begin;
	assert_true(waited >= 0.3 && waited < 5);
	assert_int_equal(fd, -1);
	assert_int_equal(diag.status, STATUS_LOCKED);
	message = diag.item[0].text;
	assert_true(
		str_starts(message, str_printf(&arena, "locked by process %ld (", (long)child)));
	assert_true(file_read(
		&arena, str_printf(&arena, "/proc/%ld/cmdline", (long)child), &command, &diag));
	assert_true(str_has(message, str_head(str_of(command.at), 20)));
	assert_true(str_ends(message, STR(" for more than 0.3 seconds; try again or give --wait")));
	assert_false(file_lock(in("lock"), false, 0, &fd, &diag));
	end_child(child);
	assert_true(file_lock(in("lock"), true, 0, &fd, &diag));
	close(fd);
}

static void readers_share_and_keep_a_writer_out(void **state)
{
	pid_t child = child_that_locks(false);
	int fd, other;

	(void)state;
	assert_true(file_lock(in("lock"), false, 0, &fd, &diag));
	assert_false(file_lock(in("lock"), true, 0, &other, &diag));
	close(fd);
	end_child(child);
	assert_true(file_lock(in("lock"), true, 0, &fd, &diag));
	close(fd);
}

static void a_lock_is_taken_as_soon_as_it_is_free(void **state)
{
	pid_t holder = child_that_locks(true), killer = fork();
	double begin = clock_steady();
	int fd;

	(void)state;
	if (killer == 0) {
		usleep(200000);
		kill(holder, SIGKILL);
		_exit(0);
	}
	assert_true(file_lock(in("lock"), true, 10, &fd, &diag));
	assert_true(clock_steady() - begin < 5);
	close(fd);
	waitpid(holder, NULL, 0);
	waitpid(killer, NULL, 0);
}

static void a_lock_in_no_folder_cannot_be_made(void **state)
{
	int fd;

	(void)state;
	assert_false(file_lock(in("none/lock"), true, 0, &fd, &diag));
	assert_int_equal(fd, -1);
	assert_int_equal(diag.errors, 1);
}

static void a_full_device_fails_the_writing(void **state)
{
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	if (!full)
		skip();
	assert_false(file_put(full, STR("standard output"), STR("x"), &diag));
	fclose(full);
	assert_string_equal(messages(&arena, &diag),
		"standard output: error: cannot write: No space left on device\n");
	assert_int_equal(diag.status, STATUS_IO);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_file_comes_back_byte_for_byte_with_a_nul_behind),
		TEST(large_files_and_pipes_are_read_whole),
		TEST(what_cannot_be_read_is_named_with_the_reason),
		TEST(a_file_of_more_than_four_gigabytes_is_refused_unread),
		TEST(a_file_is_replaced_and_nothing_else_is_left),
		TEST(the_umask_decides_who_may_read),
		TEST(a_full_disk_leaves_the_old_file_and_no_part),
		TEST(a_folder_in_the_way_is_an_error_without_a_part),
		TEST(a_link_left_under_the_temporary_name_is_not_followed),
		TEST(folders_are_made_with_all_above_them),
		TEST(a_folder_is_listed_in_the_order_of_bytes),
		TEST(paths_are_joined_and_taken_apart),
		TEST(a_lock_that_another_holds_is_refused_naming_the_holder),
		TEST(readers_share_and_keep_a_writer_out),
		TEST(a_lock_is_taken_as_soon_as_it_is_free),
		TEST(a_lock_in_no_folder_cannot_be_made),
		TEST(a_full_device_fails_the_writing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
