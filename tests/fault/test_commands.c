/*
 * Whatever call of the operating system fails, a command either says what it always says, or ends
 * with a documented status and a message that gives the system's reason; and the store is unharmed.
 */
#include "bench.h"

#include "base/buf.h"

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

static struct bench bench;

static const char catalogue[] =
	"lang = en\n"
	"group A { title = \"Transport\"  owner = \"Roads\"  due = 2024-12-31\n"
	"action \"A.1\" { title = \"Plan\"  due = 2024-09-30 } }\n"
	"indicator jams { title = \"Jams\"  kind = flow  group = A  target = { \"total <= 60 in "
	"2024\" "
	"} }\n"
	"indicator dust { title = \"Dust\"  kind = ratio  target = \"value <= 5\" }\n"
	"indicator both { title = \"Both\"  kind = ratio  formula = \"jams + dust\" }\n"
	"indicator pulse { kind = stock }\n";

/* A command with its usual end, and what it writes into `site`. */
struct scenario {
	const char *words[BENCH_MOST_WORDS];
	bool behind;   /* the databases lack the last load */
	bool repeated; /* it was done before */
};

static const struct scenario scenarios[] = {
	{.words = {"check", "--today", "2024-07-10", "--format", "json"}},
	{.words = {"check", "--today", "2024-07-10", "--explain", "--areas", "jams"}},
	{.words = {"check", "--today", "2024-07-10"}, .behind = true},
	{.words = {"check", "--catalogue"}},
	{.words = {"check", "--today", "2024-07-10", "--as-of", "1", "--format", "nagios"}},
	{.words = {"show", "jams/north", "--measure", "value,yoy,mean", "--forecast", "2"}},
	{.words = {"show", "dust", "--as-of", "1"}, .behind = true},
	{.words = {"list"}},
	{.words = {"list", "--orphans"}},
	{.words = {"export", "--format", "jsonl"}},
	{.words = {"export", "--format", "csv"}, .behind = true},
	{.words = {"log"}},
	{.words = {"log", "2"}},
	{.words = {"log", "--series", "jams"}},
	{.words = {"load", "site/../third.csv", "--dry-run"}},
	{.words = {"inspect", "site/../third.csv"}},
	{.words = {"inspect", "site/../third.csv", "--csv"}},
	{.words = {"inspect", "site/../third.csv", "--catalogue"}},
	{.words = {"init", "site/new"}},
	{.words = {"undo", "1", "--dry-run"}},
	{.words = {"undo", "2", "--dry-run"}, .behind = true},
	{.words = {"verify"}},
	{.words = {"verify"}, .behind = true},
	{.words = {"chart", "--today", "2024-07-10", "-o", "site"}},
	{.words = {"chart", "--today", "2024-07-10", "-o", "site", "--areas"}, .repeated = true},
	{.words = {"report", "--today", "2024-07-10", "-o", "site", "--since", "1"}},
	{.words = {"report", "--today", "2024-07-10", "-o", "site", "--since", "1"},
		.repeated = true},
	{.words = {"report", "--today", "2024-07-10", "-o", "site/page.html", "--single"}},
	{.words = {"report", "--today", "2024-07-10", "-o", "site", "--format", "md"},
		.repeated = true},
};

enum { SCENARIOS = sizeof(scenarios) / sizeof(*scenarios) };

struct trial {
	const struct scenario *scenario;
	struct tree data, site;
	struct ending usual;
	const char *state;
};

static struct trial trials[SCENARIOS];
static struct tree loaded[2]; /* the data folder after each load */

static const char *site(void)
{
	return bench_path(&bench, "site");
}

/* The shim sees no other paths than whole ones. */
static struct ending run_once(struct arena *arena, const struct scenario *scenario)
{
	const char *words[BENCH_MOST_WORDS] = {NULL};

	for (int i = 0; i < BENCH_MOST_WORDS && scenario->words[i]; i++)
		words[i] = str_starts(str_of(scenario->words[i]), STR("site"))
				   ? bench_path(&bench, scenario->words[i])
				   : scenario->words[i];
	return bench_run(&bench, arena, words);
}

/* The ledger as it is, the databases as they were before the last load. */
static struct tree behind(void)
{
	struct tree tree = loaded[0];

	for (size_t i = 0; i < loaded[1].count; i++)
		if (str_is(loaded[1].item[i].path, "ledger/000002.csv"))
			*array_add(&bench.arena, &tree) = loaded[1].item[i];
	return tree;
}

static void begin(const struct trial *trial)
{
	tree_write(&trial->data, bench.data);
	tree_remove(site());
	mkdir(site(), 0777);
	if (trial->scenario->repeated)
		tree_write(&trial->site, site());
}

static void make_trial(struct trial *trial, const struct scenario *scenario)
{
	const char *complaint;

	*trial = (struct trial){
		.scenario = scenario, .data = scenario->behind ? behind() : loaded[1]};
	begin(trial);
	run_once(&bench.arena, scenario);
	trial->site = tree_read(&bench.arena, site());
	begin(trial);
	trial->usual = run_once(&bench.arena, scenario);
	trial->state = bench_state(&bench, &bench.arena, &complaint);
	assert_null(complaint);
}

static void load(const char *file)
{
	const char *const words[BENCH_MOST_WORDS] = {"load", file, "-q"};
	struct ending ending = bench_run(&bench, &bench.arena, words);

	if (ending.status != STATUS_DONE)
		fail_msg("%.*s", STR_ARG(ending.err));
}

static int setup(void **state)
{
	(void)state;
	bench_open(&bench, catalogue);
	setenv("TIDEMARK_CONF", bench_path(&bench, "tidemark.conf"), 1);
	snprintf(bench.control->root, sizeof(bench.control->root), "%s", bench.folder);
	bench_file(&bench, "first.csv",
		"period,indicator,area,value\n2024-04,jams,,4\n2024-05,jams,,5\n2024-04,jams,north,"
		"1\n"
		"2024-05,jams,north,2\n2024-05,dust,,4\n");
	bench_file(&bench, "second.csv",
		"period,indicator,area,value\n2024-05,jams,,6\n2024-06,jams,,7\n2024-06,dust,,5."
		"5\n");
	bench_file(&bench, "third.csv", "month,Jams,noise\n2024-07,8,55\n2024-08,9,54\n");
	load("first.csv");
	loaded[0] = tree_read(&bench.arena, bench.data);
	load("second.csv");
	loaded[1] = tree_read(&bench.arena, bench.data);
	for (size_t i = 0; i < SCENARIOS; i++)
		make_trial(&trials[i], &scenarios[i]);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bench_close(&bench);
	return 0;
}

static bool is_documented(int status)
{
	switch (status) {
	case STATUS_NO_INPUT:
	case STATUS_UNAVAILABLE:
	case STATUS_MEMORY:
	case STATUS_CANNOT_CREATE:
	case STATUS_IO:
	case STATUS_LOCKED:
	case STATUS_CATALOGUE:
		return true;
	}
	return false;
}

/* A database that cannot be read is damaged, whatever the reason: it is derived anew. */
static bool gives_reason(const struct ending *ending, int error)
{
	static const char *const reasons[] = {
		"out of memory", "gnuplot cannot be run", "it cannot be read"};

	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (str_has(ending->err, str_of(reasons[i])) ||
			str_has(ending->out, str_of(reasons[i])))
			return true;
	return str_has(ending->err, str_of(strerror(error))) ||
	       str_has(ending->out, str_of(strerror(error)));
}

static const char *ending_complaint(
	const struct trial *trial, struct arena *arena, const struct ending *ending, int error)
{
	if (ending->status < 0)
		return str_printf(arena, "died by signal %d", ending->signal).at;
	if (ending->status == trial->usual.status)
		return str_equal(ending->out, trial->usual.out) ? NULL : "it says something else";
	if (!is_documented(ending->status))
		return str_printf(arena, "status %d", ending->status).at;
	if (!str_has(ending->err, STR("error: ")))
		return "no error is told";
	if (!gives_reason(ending, error))
		return "the system's reason is not told";
	return NULL;
}

static const char *state_complaint(const struct trial *trial, struct arena *arena)
{
	const char *complaint, *state = bench_state(&bench, arena, &complaint);

	if (!complaint && strcmp(state, trial->state) != 0)
		complaint = "the figures are not what they were";
	return complaint ? complaint : bench_damage(&bench, arena);
}

static const char *name_of(struct arena *arena, const struct scenario *scenario)
{
	struct buf out;

	buf_init(&out, arena);
	buf_text(&out, "tidemark");
	for (size_t i = 0; i < BENCH_MOST_WORDS && scenario->words[i]; i++)
		buf_printf(&out, " %s", scenario->words[i]);
	return str_c(arena, buf_str(&out));
}

static bool run_trial(const struct trial *trial, enum manner manner, int error, unsigned at)
{
	struct ending ending;
	struct arena arena;
	const char *complaint;

	arena_init(&arena, NULL);
	begin(trial);
	bench_arm(&bench, ALL_BUT_MEMORY, manner, error, at);
	ending = run_once(&arena, trial->scenario);
	complaint = ending_complaint(trial, &arena, &ending, error);
	if (!complaint)
		complaint = state_complaint(trial, &arena);
	if (complaint)
		fail_msg("%s, call %u: %s, status %d\n%.*s%.*s", name_of(&arena, trial->scenario),
			at, complaint, ending.status, STR_ARG(ending.out), STR_ARG(ending.err));
	arena_free(&arena);
	return ending.fired;
}

static void survive(enum manner manner, int error)
{
	unsigned step = bench_is_full() ? 1 : 13, failures = 0;

	for (unsigned i = 0; i < SCENARIOS; i++) {
		for (unsigned at = 1 + i % step; run_trial(&trials[i], manner, error, at);
			at += step)
			failures++;
	}
	print_message("# %u failures\n", failures);
	assert_true(failures > 50);
}

static void whatever_call_fails_it_is_told_and_the_store_unharmed(void **state)
{
	(void)state;
	survive(MANNER_FAIL, EIO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_call_fails_it_is_told_and_the_store_unharmed),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
