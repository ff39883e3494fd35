/*
 * The collector may be killed at any system call, or any of them may fail: every figure is loaded
 * once, every file lies in one place in the end, and a refused one has its reason beside it.
 */
#include "bench.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>

static const char catalogue[] = "indicator loans { kind = stock }\n"
				"indicator jobs { kind = flow }\n"
				"indicator pulse { kind = stock }\n";

/* What arrives, in the order in which it is taken. No figure depends on the order. */
static const struct {
	const char *name, *content;
} files[] = {
	{"a.csv", "month,loans\n2024-01,1\n2024-02,2\n"},
	{"b.csv", "month,loans\n2024-02,2\n2024-03,3\n"},
	{"c.csv", "month;loans\n2024-02;2\n"},
	{"d.csv", "month,loans\n2024-01,1\n2024-02,2\n"},
	{"e.csv", "month,strange\n2024-01,1\n"},
	{"f.csv", "nothing at all"},
	{"g.csv.gz", "month,jobs\n2024-01,5\n"},
};

enum { FILES = sizeof(files) / sizeof(*files) };

static const char expected[] = "loans 648 1\nloans 649 2\nloans 650 3\njobs 648 5\n";

static void make_inbox(struct bench *bench)
{
	tree_remove(bench->data);
	tree_remove(bench_path(bench, "inbox"));
	assert_int_equal(mkdir(bench_path(bench, "inbox"), 0777), 0);
	for (size_t i = 0; i < FILES; i++) {
		const char *name = str_printf(&bench->arena, "inbox/%s", files[i].name).at;
		const struct timespec then[] = {
			{1700000000 + (time_t)i, 0}, {1700000000 + (time_t)i, 0}};

		bench_file(bench, name, files[i].content);
		assert_int_equal(utimensat(AT_FDCWD, bench_path(bench, name), then, 0), 0);
	}
}

static struct ending collect(struct bench *bench, struct arena *arena)
{
	const char *const words[BENCH_MOST_WORDS] = {"-c", bench_path(bench, "tidemark.conf"),
		"--today", "2024-07-10", "collect", "--settle", "0"};

	return bench_run(bench, arena, words);
}

/* How many files below a folder of the inbox have this content. */
static int count_content(const struct tree *tree, const char *folder, const char *content)
{
	int count = 0;

	for (size_t i = 0; i < tree->count; i++)
		count += str_starts(tree->item[i].path, str_of(folder)) &&
			 str_is(tree->item[i].content, content);
	return count;
}

static int count_same(size_t file)
{
	int count = 0;

	for (size_t i = 0; i < FILES; i++)
		count += strcmp(files[i].content, files[file].content) == 0;
	return count;
}

/* Whatever was refused has a file beside it that says why. */
static const char *reason_complaint(const struct tree *tree, struct arena *arena)
{
	for (size_t i = 0; i < tree->count; i++) {
		struct str path = tree->item[i].path;
		const struct tree_file *reason;

		if (!str_starts(path, STR("rejected/")) || str_ends(path, STR(".txt")))
			continue;
		reason = tree_find(tree, str_printf(arena, "%.*s.txt", STR_ARG(path)).at);
		if (!reason || !str_has(reason->content, STR("What is wrong")) ||
			!str_has(reason->content, STR("sha256 of the refused file: ")))
			return str_printf(arena, "%.*s has no reason beside it", STR_ARG(path)).at;
	}
	return NULL;
}

static const char *place_complaint(struct bench *bench, struct arena *arena)
{
	struct tree tree = tree_read(arena, bench_path(bench, "inbox"));

	for (size_t i = 0; i < FILES; i++)
		if (count_content(&tree, "done/2024-07/", files[i].content) +
				count_content(&tree, "rejected/", files[i].content) !=
			count_same(i))
			return str_printf(arena, "%s is not where it should be", files[i].name).at;
	for (size_t i = 0; i < tree.count; i++)
		if (tree.item[i].content.at && !str_has(tree.item[i].path, STR("/")))
			return str_printf(
				arena, "%.*s is still in the inbox", STR_ARG(tree.item[i].path))
				.at;
	return reason_complaint(&tree, arena);
}

/* Killed, it goes on in the same order; where files could not be read, others came first. */
static const char *store_complaint(struct bench *bench, struct arena *arena, bool killed)
{
	const char *complaint, *state = bench_state(bench, arena, &complaint);

	if (complaint)
		return complaint;
	if (!strchr(state, '\n') || strcmp(strchr(state, '\n') + 1, expected) != 0)
		return str_printf(arena, "the figures are\n%s", state).at;
	if (killed && !str_starts(str_of(state), STR("load 3\n")))
		return "a file was loaded twice";
	return bench_damage(bench, arena);
}

/* A run with a fault, and then runs without one until nothing is left to do. */
static bool interrupt(struct bench *bench, unsigned at, enum manner manner, int error)
{
	const char *complaint = NULL;
	struct ending hurt, next;
	struct arena arena;

	arena_init(&arena, NULL);
	make_inbox(bench);
	bench_arm(bench, ALL_BUT_MEMORY, manner, error, at);
	hurt = collect(bench, &arena);
	next = collect(bench, &arena);
	if (hurt.status < 0 && hurt.signal != SIGKILL)
		complaint = "it died";
	if (next.status != STATUS_DONE && next.status != STATUS_DATA)
		complaint = "the next run fails";
	if (!complaint)
		complaint = store_complaint(bench, &arena, manner == MANNER_KILL);
	if (!complaint)
		complaint = place_complaint(bench, &arena);
	if (complaint)
		fail_msg("call %u (%s): %s\n%.*s%.*s--\n%.*s%.*s", at, strerror(error), complaint,
			STR_ARG(hurt.out), STR_ARG(hurt.err), STR_ARG(next.out), STR_ARG(next.err));
	arena_free(&arena);
	return hurt.fired;
}

static unsigned interrupt_everywhere(enum manner manner, int error, unsigned first)
{
	unsigned step = bench_is_full() ? 1 : 17, fired = 0;
	struct bench bench;

	bench_open(&bench, catalogue);
	snprintf(bench.control->root, sizeof(bench.control->root), "%s", bench.folder);
	for (unsigned at = bench_is_full() ? 1 : first; interrupt(&bench, at, manner, error);
		at += step)
		fired++;
	bench_close(&bench);
	return fired;
}

static void nothing_is_lost_or_loaded_twice_when_killed_at_any_call(void **state)
{
	unsigned kills = interrupt_everywhere(MANNER_KILL, 0, 1);

	(void)state;
	print_message("# %u calls at which the collector was killed\n", kills);
	assert_true(kills > 15);
}

static void nothing_is_lost_or_loaded_twice_when_any_call_fails(void **state)
{
	static const int errors[] = {EIO, ENOSPC, EACCES};
	unsigned failures = 0;

	(void)state;
	for (unsigned i = 0; i < sizeof(errors) / sizeof(*errors); i++)
		failures += interrupt_everywhere(MANNER_FAIL, errors[i], 2 + 3 * i);
	print_message("# %u calls of the collector that failed\n", failures);
	assert_true(failures > 45);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost_or_loaded_twice_when_killed_at_any_call),
		cmocka_unit_test(nothing_is_lost_or_loaded_twice_when_any_call_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
