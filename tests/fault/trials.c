#include "trials.h"

#include "base/buf.h"
#include "base/file.h"

#include <signal.h>
#include <unistd.h>

struct scenario {
	const char *name;
	unsigned step;            /* each, or each so manyth, of its calls is made to fail */
	const char *before[3][2]; /* what was done before … */
	bool behind;              /* … of which the last did not reach the databases */
	bool damaged;             /* one of which then lost its end */
	const char *words[BENCH_MOST_WORDS];
};

/* A scenario made ready. */
struct trial {
	struct bench *bench;
	const struct scenario *scenario;
	struct tree before;
	const char *old, *new; /* what readers see before and after */
	struct str out;        /* what the command says when all goes well */
};

static const char catalogue[] = "indicator loans { unit = \"亿元\" kind = stock }\n"
				"indicator jobs { unit = \"人\" kind = flow }\n"
				"indicator pulse { kind = stock }\n";

/* The rows of four series in a month. */
#define MONTH(month, loans, a, b, jobs) \
	month ",loans,," loans "\n" month ",loans,a," a "\n" month ",loans,b," b "\n" month \
	      ",jobs,," jobs "\n"

#define HEADER "period,indicator,area,value\n"

static const char *const files[][2] = {
	{"first.csv", HEADER MONTH("2024-01", "1", "2", "3", "4")
			      MONTH("2024-02", "1.5", "2.5", "3.5", "4.5")},
	{"later.csv", HEADER MONTH("2024-03", "11", "12", "13", "14") "2024-03,loans,c,15\n"},
	{"revised.csv", HEADER MONTH("2024-01", "21", "22", "23", "4")
				MONTH("2023-12", "25", "26", "27", "28")},
};

#define FIRST \
	{ \
		"load", "first.csv" \
	}
#define LATER \
	{ \
		"load", "later.csv" \
	}
#define REVISED \
	{ \
		"load", "revised.csv" \
	}

static const struct scenario scenarios[] = {
	{"the first load", 1, {{NULL}}, .words = {"load", "first.csv"}},
	{"a later load", 1, {FIRST}, .words = {"load", "later.csv"}},
	{"a revision", 1, {FIRST}, .words = {"load", "revised.csv"}},
	{"an undo", 1, {FIRST, LATER}, .words = {"undo", "1"}},
	{"an undo of an undo", 1, {FIRST, REVISED, {"undo", "2"}}, .words = {"undo", "3"}},
	{"a rebuild", 1, {FIRST, LATER}, .words = {"rebuild"}},
	{"a repair", 1, {FIRST, LATER}, .damaged = true, .words = {"verify", "--repair"}},
	{"a reader that recovers", 1, {FIRST, REVISED}, .behind = true, .words = {"show", "loans"}},
	{"a reader after an undo", 1, {FIRST, REVISED, {"undo", "1"}}, .behind = true,
		.words = {"show", "loans"}},
	{"a load that recovers", 1, {FIRST, LATER}, .behind = true,
		.words = {"load", "revised.csv"}},
	{"a load of many series", 101, {FIRST}, .words = {"load", "wide.csv"}},
};

enum { SCENARIOS = sizeof(scenarios) / sizeof(*scenarios) };

/* So many series that several processes write them. */
static const char *wide_file(struct arena *arena)
{
	struct buf out;

	buf_init(&out, arena);
	buf_text(&out, HEADER);
	for (int area = 0; area < 440; area++)
		buf_printf(&out, "2024-02,jobs,a%d,%d.5\n", area, area);
	return str_c(arena, buf_str(&out));
}

static void open_bench(struct bench *bench)
{
	bench_open(bench, catalogue);
	bench_file(bench, "wide.csv", wide_file(&bench->arena));
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		bench_file(bench, files[i][0], files[i][1]);
}

static const char *state_of(struct bench *bench)
{
	const char *complaint, *state = bench_state(bench, &bench->arena, &complaint);

	if (complaint)
		fail_msg("%s", complaint);
	return state;
}

static struct str run_well(struct bench *bench, const char *const words[BENCH_MOST_WORDS])
{
	struct ending ending = bench_run(bench, &bench->arena, words);

	if (ending.status != STATUS_DONE)
		fail_msg("tidemark %s: status %d: %.*s", words[0], ending.status,
			STR_ARG(ending.err));
	return ending.out;
}

/* The ledger as it is, the databases as they were. */
static void fall_behind(struct bench *bench, struct tree *earlier)
{
	struct tree now = tree_read(&bench->arena, bench->data);

	for (size_t i = 0; i < now.count; i++)
		if (str_starts(now.item[i].path, STR("ledger/")) &&
			!tree_find(earlier, str_c(&bench->arena, now.item[i].path)))
			*array_add(&bench->arena, earlier) = now.item[i];
	tree_write(earlier, bench->data);
}

static struct tree make_store(struct bench *bench, const struct scenario *scenario)
{
	struct tree earlier = {0};

	tree_remove(bench->data);
	for (int i = 0; i < 3 && scenario->before[i][0]; i++) {
		earlier = tree_read(&bench->arena, bench->data);
		run_well(bench, (const char *const[BENCH_MOST_WORDS]){
					scenario->before[i][0], scenario->before[i][1]});
	}
	if (scenario->behind)
		fall_behind(bench, &earlier);
	if (scenario->damaged)
		assert_int_equal(truncate(bench_path(bench, "data/rrd/loans.rrd"), 600), 0);
	return tree_read(&bench->arena, bench->data);
}

static bool is_documented(int status)
{
	return status == STATUS_DONE || status == STATUS_MEMORY || status == STATUS_CANNOT_CREATE ||
	       status == STATUS_IO || status == STATUS_LOCKED;
}

static const char *ending_complaint(
	const struct trial *trial, struct arena *arena, const struct ending *ending)
{
	if (ending->status < 0 && ending->signal != SIGKILL)
		return str_printf(arena, "died by signal %d", ending->signal).at;
	if (ending->status >= 0 && !is_documented(ending->status))
		return str_printf(arena, "status %d: %.*s", ending->status, STR_ARG(ending->err))
			.at;
	/* What cannot be read is more damage for a repair to tell of. */
	if (ending->status == STATUS_DONE && !trial->scenario->damaged &&
		!str_equal(ending->out, trial->out))
		return "it says something else than when all goes well";
	return NULL;
}

static const char *state_complaint(
	const struct trial *trial, struct arena *arena, const struct ending *ending)
{
	const char *complaint, *state = bench_state(trial->bench, arena, &complaint);
	bool is_new = state && strcmp(state, trial->new) == 0;

	if (complaint)
		return complaint;
	if (!is_new && strcmp(state, trial->old) != 0)
		return str_printf(arena, "neither the old state nor the new one, but\n%s", state)
			.at;
	if (!is_new && (ending->status == STATUS_DONE || str_has(ending->out, STR("(load "))))
		return "what was said to be done is not there";
	if (is_new && strcmp(trial->old, trial->new) != 0 &&
		str_has(ending->out, STR("nothing loaded")))
		return "what was said not to be done is there";
	return NULL;
}

/* What does not hold of the promise after the command ended, however it did; NULL if all does. */
static const char *trial_complaint(
	const struct trial *trial, struct arena *arena, const struct ending *ending)
{
	const char *complaint = ending_complaint(trial, arena, ending);

	if (!complaint)
		complaint = state_complaint(trial, arena, ending);
	return complaint ? complaint : bench_complaint(trial->bench, arena);
}

/* Puts the store back to what it was before the command. */
static void trial_begin(const struct trial *trial)
{
	tree_write(&trial->before, trial->bench->data);
}

static struct trial trial_make(struct bench *bench, const struct scenario *scenario)
{
	struct trial trial = {.bench = bench, .scenario = scenario};

	trial.before = make_store(bench, scenario);
	trial.old = state_of(bench);
	trial_begin(&trial);
	trial.out = run_well(bench, scenario->words);
	trial.new = state_of(bench);
	return trial;
}

static bool trial_run(const struct trial *trial, struct fault fault, unsigned at)
{
	struct bench *bench = trial->bench;
	struct ending ending;
	struct arena arena;
	const char *complaint;

	arena_init(&arena, NULL);
	trial_begin(trial);
	bench_arm(bench, fault.calls, fault.manner, fault.error, at);
	ending = bench_run(bench, &arena, trial->scenario->words);
	complaint = trial_complaint(trial, &arena, &ending);
	if (complaint)
		fail_msg("%s, call %u (%s): %s\n%.*s%.*s", trial->scenario->name, at,
			strerror(fault.error), complaint, STR_ARG(ending.out), STR_ARG(ending.err));
	arena_free(&arena);
	return ending.fired;
}

struct trial *trials_open(struct bench *bench)
{
	struct trial *trials;

	open_bench(bench);
	trials = NEW_ARRAY(&bench->arena, SCENARIOS, struct trial);
	for (size_t i = 0; i < SCENARIOS; i++)
		trials[i] = trial_make(bench, &scenarios[i]);
	return trials;
}

unsigned trials_run(const struct trial *trials, struct fault fault)
{
	unsigned fired = 0;

	for (unsigned i = 0; i < SCENARIOS; i++) {
		unsigned step = trials[i].scenario->step * (bench_is_full() ? 1 : 5);
		unsigned at = 1 + i % step;

		for (; trial_run(&trials[i], fault, at); at += step)
			fired++;
		/* some calls are made once or twice only */
		fired += at < step && trial_run(&trials[i], fault, 1);
	}
	return fired;
}
