/* Any call of the operating system may fail, at any place. */
#include "trials.h"

#include <errno.h>

static struct bench bench;
static struct trial *trials;

static int setup(void **state)
{
	(void)state;
	trials = trials_open(&bench);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bench_close(&bench);
	return 0;
}

/* In the small size the first of the errors, once; a disk may also be full for good. */
static void survive(enum call call, const int *errors, size_t count)
{
	unsigned calls = 1U << call, failures = 0;

	for (size_t i = 0; i < (bench_is_full() ? count : 1); i++) {
		failures += trials_run(trials, (struct fault){calls, MANNER_FAIL, errors[i]});
		if (bench_is_full())
			failures += trials_run(
				trials, (struct fault){calls, MANNER_FAIL_ALL, errors[i]});
	}
	print_message("# %u failures\n", failures);
	assert_true(failures > 0);
}

#define SURVIVE(call, ...) \
	survive(call, (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

static void no_file_that_cannot_be_opened_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_OPEN, ENOSPC, EIO, EROFS, EDQUOT, ENOMEM, EMFILE);
}

static void no_file_that_cannot_be_looked_at_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_STAT, EIO, ENOMEM);
}

static void no_failing_read_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_READ, EIO);
}

static void no_failing_write_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_WRITE, ENOSPC, EDQUOT, EIO);
}

static void a_write_that_takes_only_half_is_finished(void **state)
{
	(void)state;
	assert_true(trials_run(trials, (struct fault){1U << CALL_WRITE, MANNER_SHORT, 0}) > 0);
}

static void no_failing_sync_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_SYNC, EIO, ENOSPC, EDQUOT);
}

static void no_failing_rename_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_RENAME, ENOSPC, EIO, EROFS, EDQUOT);
}

static void no_failing_map_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_MMAP, ENOMEM, EIO);
}

/* None is cut so far. */
static void no_failing_truncation_harms_the_store(void **state)
{
	(void)state;
	trials_run(trials, (struct fault){1U << CALL_TRUNCATE, MANNER_FAIL, EIO});
}

static void no_failing_close_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_CLOSE, EIO, ENOSPC, EDQUOT);
}

static void no_folder_that_cannot_be_made_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_MKDIR, ENOSPC, EROFS, EIO, EDQUOT);
}

static void no_file_that_cannot_be_removed_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_UNLINK, EROFS, EIO);
}

static void no_folder_that_cannot_be_listed_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_LIST, EIO, ENOMEM);
}

static void no_failing_lock_harms_the_store(void **state)
{
	(void)state;
	SURVIVE(CALL_LOCK, ENOLCK, EIO);
}

static void no_memory_that_runs_out_harms_the_store(void **state)
{
	(void)state;
	if (strstr(getenv("TIDEMARK_SHIM"), "memory")) /* not under a sanitizer */
		SURVIVE(CALL_MEMORY, ENOMEM);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_file_that_cannot_be_opened_harms_the_store),
		cmocka_unit_test(no_file_that_cannot_be_looked_at_harms_the_store),
		cmocka_unit_test(no_failing_read_harms_the_store),
		cmocka_unit_test(no_failing_write_harms_the_store),
		cmocka_unit_test(a_write_that_takes_only_half_is_finished),
		cmocka_unit_test(no_failing_sync_harms_the_store),
		cmocka_unit_test(no_failing_rename_harms_the_store),
		cmocka_unit_test(no_failing_map_harms_the_store),
		cmocka_unit_test(no_failing_truncation_harms_the_store),
		cmocka_unit_test(no_failing_close_harms_the_store),
		cmocka_unit_test(no_folder_that_cannot_be_made_harms_the_store),
		cmocka_unit_test(no_file_that_cannot_be_removed_harms_the_store),
		cmocka_unit_test(no_folder_that_cannot_be_listed_harms_the_store),
		cmocka_unit_test(no_failing_lock_harms_the_store),
		cmocka_unit_test(no_memory_that_runs_out_harms_the_store),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
