#include "unit.h"

#include "base/proc.h"
#include "base/turns.h"

#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

enum { TURNS = 50, PARTS = 4 };

/* Stands before libc's own: as many processors as parts. */
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	(void)pid;
	memset(set, 0, size);
	for (int i = 0; i < PARTS; i++)
		CPU_SET_S((size_t)i, size, set);
	return 0;
}

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

static struct arena arena;
static struct diag diag;

/* What the processes share: who had which turn, and what it was told. */
static struct turn {
	pid_t process;
	size_t told;
} * had;

static int start(void **state)
{
	(void)state;
	forks_left = INT_MAX;
	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	had = arena_shared(&arena, TURNS, sizeof(*had));
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

/* Each turn adds its own number to what it was told. Where `stop` is a turn, that one's process
 * ends before it tells anybody. */
struct sum {
	struct turns turns;
	size_t stop;
	int signal; /* 0: it gives up */
};

static bool add_up(void *context, size_t first, size_t last, struct diag *out)
{
	struct sum *sum = context;
	size_t told = 0;

	(void)out;
	turns_enter(&sum->turns, first, last);
	for (size_t turn = 0; turn < TURNS; turn++) {
		if (!turns_has(&sum->turns, turn))
			continue;
		if (!turns_take(&sum->turns, turn, &told))
			break;
		had[turn] = (struct turn){getpid(), told};
		if (turn == sum->stop && sum->signal)
			kill(getpid(), sum->signal);
		if (turn == sum->stop)
			break;
		told += turn;
		turns_give(&sum->turns, turn, told);
	}
	turns_leave(&sum->turns);
	return true;
}

static bool run(size_t parts, size_t stop, int number)
{
	struct sum sum = {.stop = stop, .signal = number};

	assert_true(turns_begin(&arena, parts, &sum.turns, &diag));
	return proc_spread(parts, 1, "adding up", add_up, &sum, &diag);
}

static void each_turn_is_told_what_the_one_before_it_says(void **state)
{
	(void)state;
	for (size_t parts = 1; parts <= PARTS; parts++) {
		memset(had, 0, TURNS * sizeof(*had));
		assert_true(run(parts, TURNS, 0));
		for (size_t turn = 0, sum = 0; turn < TURNS; sum += turn++) {
			assert_int_equal(had[turn].told, sum);
			assert_int_equal(had[turn].process, had[turn % parts].process);
			for (size_t other = 0; other < turn % parts; other++)
				assert_int_not_equal(had[turn].process, had[other].process);
		}
	}
}

static void a_process_has_the_parts_for_which_none_was_to_be_had(void **state)
{
	(void)state;
	for (int forks = 0; forks < PARTS; forks++) {
		forks_left = forks;
		memset(had, 0, TURNS * sizeof(*had));
		assert_true(run(PARTS, TURNS, 0));
		for (size_t turn = 0, sum = 0; turn < TURNS; sum += turn++) {
			assert_int_equal(had[turn].told, sum);
			assert_int_equal(
				had[turn].process == getpid(), turn % PARTS >= (size_t)forks);
		}
	}
}

static void who_leaves_early_keeps_nobody_waiting(void **state)
{
	(void)state;
	for (size_t stop = 5; stop < 5 + PARTS; stop++) {
		memset(had, 0, TURNS * sizeof(*had));
		assert_true(run(PARTS, stop, 0));
		assert_true(had[stop].process);
		for (size_t turn = stop + 1; turn < TURNS; turn++)
			assert_false(had[turn].process);
	}
}

/* Turn 7 is the last share's, which is this process's own. */
static void who_is_killed_keeps_nobody_waiting(void **state)
{
	(void)state;
	for (size_t stop = 4; stop < 7; stop++) {
		memset(had, 0, TURNS * sizeof(*had));
		assert_false(run(PARTS, stop, SIGKILL));
		assert_false(had[stop + 1].process);
	}
	assert_string_equal(
		diag.item[0].text.at, "adding up: a worker was killed by signal 9 (Killed)");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_turn_is_told_what_the_one_before_it_says),
		TEST(a_process_has_the_parts_for_which_none_was_to_be_had),
		TEST(who_leaves_early_keeps_nobody_waiting),
		TEST(who_is_killed_keeps_nobody_waiting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
