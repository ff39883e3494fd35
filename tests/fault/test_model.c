/*
 * Random sequences of everything that can be done to a store, held against the model after each
 * step. TIDEMARK_SEED sets where the random numbers begin.
 */
#include "bench.h"
#include "model.h"
#include "workspace.h"

#include <fcntl.h>

enum {
	FIRST_MONTH = 640,
	STEPS = 250, /* of one store; entries need places in the model */
	MOST_VERSIONS = 1000,
};

static const char *const series_names[MODEL_SERIES][2] = {
	{"loans", ""}, {"loans", "虎丘区"}, {"loans", "b/%"}, {"jobs", ""}, {"jobs", "b/%"}};

/* The catalogue may change at any time: a name, a unit, how long to keep. */
struct wording {
	bool renamed, ten_thousands, short_kept;
};

/* What is in the data folder beside the ledger. */
struct version {
	struct tree rrd;
	struct str applied; /* NULL: there is none */
};

struct run {
	struct workspace *ws;
	struct model *model;
	struct wording wording;
	unsigned seed;
	int step;
	const char *deed;                      /* the last, for messages */
	struct version version[MOST_VERSIONS]; /* for power failures */
	size_t versions;
};

static int roll(int sides)
{
	return (int)(random() % sides);
}

static void complain(const struct run *run, const char *what, const char *detail)
{
	fail_msg("TIDEMARK_SEED=%u, step %d (%s): %s: %s", run->seed, run->step, run->deed, what,
		detail);
}

/* --- the catalogue */

static void word(struct run *run)
{
	const struct wording *w = &run->wording;

	ws_catalogue(run->ws, str_printf(&run->ws->arena,
				      "keep = %d\nindicator loans { unit = \"%s\" kind = stock }\n"
				      "indicator %s { kind = flow %s }\n",
				      w->short_kept ? 1 : 40, w->ten_thousands ? "万元" : "亿元",
				      w->renamed ? "work" : "jobs",
				      w->renamed ? "was = \"jobs\"" : "was = \"work\"")
				      .at);
}

static const char *present_id(const struct run *run, int series)
{
	const char *id = series_names[series][0];

	return run->wording.renamed && strcmp(id, "jobs") == 0 ? "work" : id;
}

static double scale(const struct run *run, int series)
{
	return run->wording.ten_thousands && strcmp(series_names[series][0], "loans") == 0 ? 1e4
											   : 1;
}

/* --- what is compared */

static void compare(struct run *run, int upto, const struct book *book, const char *when)
{
	for (int series = 0; series < MODEL_SERIES; series++) {
		struct series_key key =
			ws_key(run->ws, present_id(run, series), series_names[series][1]);
		const struct series *found = book_find(book, key.indicator, key.area);

		for (int month = 0; month < MODEL_MONTHS; month++) {
			int expected = model_figure(run->model, upto, series, month);
			double value = found ? series_at(found, FIRST_MONTH + month) : NAN;

			if (expected ? value != expected * scale(run, series) : !isnan(value))
				complain(run, when,
					str_printf(&run->ws->arena, "%s/%s month %d: %g, not %d",
						key.indicator->id.at, series_names[series][1],
						month, value, expected)
						.at);
		}
	}
}

static struct book read_as_of(struct run *run, int entry)
{
	struct store store = run->ws->store;
	struct book book;

	store.as_of = entry;
	if (!store_read(&store, &run->ws->arena, NULL, true, &book, &run->ws->diag))
		complain(run, "cannot be read", messages(&run->ws->arena, &run->ws->diag));
	return book;
}

static void check(struct run *run)
{
	struct book book = read_as_of(run, 0);
	int entry = run->model->count ? 1 + roll(run->model->count) : 0;

	assert_int_equal(book.load, run->model->count);
	compare(run, run->model->count, &book, "now");
	if (!entry)
		return;
	book = read_as_of(run, entry);
	compare(run, entry, &book, "as of an earlier entry");
}

static void verify(struct run *run)
{
	struct findings findings = {0};

	if (!store_verify(&run->ws->store, &run->ws->arena, &findings, &run->ws->diag))
		complain(run, "verify", messages(&run->ws->arena, &run->ws->diag));
	if (findings.damaged)
		complain(run, "verify",
			str_c(&run->ws->arena, findings.item[findings.count - 1].what));
}

/* --- what is done */

/*
 * Some months of some series: an append, a revision, a backfill, or all at once. The months that
 * occur spread from the middle with time, so that there is always something to append and to
 * fill in before.
 */
static struct model_load invent_load(const struct run *run)
{
	struct model_load load = {{{0}}};
	int middle = MODEL_MONTHS / 2, reach = 1 + (middle - 1) * run->step / STEPS;
	int from = middle - reach + roll(2 * reach), to = from + roll(1 + roll(middle));
	int series_kept = 1 + roll(4), holes = roll(4);

	for (int series = 0; series < MODEL_SERIES; series++)
		for (int month = from; month <= to && month < middle + reach; month++)
			if (roll(4) >= holes && series % 4 < series_kept)
				load.figure[series][month] = 1 + roll(9);
	return load;
}

static void begin_load(struct run *run, const struct model_load *load)
{
	const struct calendar civil = {.year_start = 1};

	ws_begin(run->ws, "x.csv");
	for (int series = 0; series < MODEL_SERIES; series++)
		for (int month = 0; month < MODEL_MONTHS; month++)
			if (load->figure[series][month])
				ws_add(run->ws, present_id(run, series), series_names[series][1],
					period_print(&run->ws->arena, EVERY_MONTH, civil,
						FIRST_MONTH + month)
						.at,
					load->figure[series][month] * scale(run, series));
}

static void do_load(struct run *run)
{
	struct model_load load = invent_load(run);
	struct model_changes changes = model_load(run->model, &load);
	struct commit *commit = &run->ws->commit;

	begin_load(run, &load);
	if (!ws_try_commit(run->ws))
		complain(run, "load", messages(&run->ws->arena, &run->ws->diag));
	if (strstr(messages(&run->ws->arena, &run->ws->diag), "will follow"))
		complain(run, "the databases do not follow", ws_messages(run->ws));
	assert_int_equal(commit->load, changes.added || changes.revised ? run->model->count : 0);
	assert_int_equal(commit->added, changes.added);
	assert_int_equal(commit->revised.count, changes.revised);
	assert_int_equal(commit->unchanged, changes.unchanged);
}

/* What is not in force cannot be taken back; an undo in force can. */
static void do_undo(struct run *run)
{
	struct workspace *ws = run->ws;
	int entry = 1 + roll(run->model->count + 1);
	bool can = entry <= run->model->count && model_is_in_force(run->model, entry);
	size_t changes = can ? model_undo(run->model, entry) : 0;
	struct undo undo;
	bool done = store_undo(&ws->store, entry, STR("undo"), STR(""), false, &undo, &ws->diag);

	if (done != can || (!can && ws->diag.status != STATUS_USAGE))
		complain(run, "undo", messages(&ws->arena, &ws->diag));
	diag_init(&ws->diag, &ws->arena);
	if (can)
		assert_int_equal(undo.changes.count, changes);
}

static void do_undo_the_last(struct run *run)
{
	struct workspace *ws = run->ws;
	int last = run->model->count;
	struct undo undo;

	if (!last)
		return;
	model_undo(run->model, last);
	if (!store_undo(&ws->store, last, STR("undo"), STR(""), false, &undo, &ws->diag))
		complain(run, "undo", messages(&ws->arena, &ws->diag));
}

static void do_rebuild(struct run *run)
{
	size_t series;

	if (!store_rebuild(&run->ws->store, &series, &run->ws->diag))
		complain(run, "rebuild", messages(&run->ws->arena, &run->ws->diag));
}

static void do_rename(struct run *run)
{
	run->wording.renamed = !run->wording.renamed;
	word(run);
}

static void do_change_the_unit(struct run *run)
{
	run->wording.ten_thousands = !run->wording.ten_thousands;
	word(run);
}

static void do_keep_otherwise(struct run *run)
{
	run->wording.short_kept = !run->wording.short_kept;
	word(run);
}

static void do_lose_a_database(struct run *run)
{
	struct tree tree = tree_read(&run->ws->arena, run->ws->store.folder.at);
	const struct tree_file *lost = tree.count ? &tree.item[roll((int)tree.count)] : NULL;

	if (lost && str_starts(lost->path, STR("rrd/")) && lost->content.at)
		unlink(file_join(&run->ws->arena, run->ws->store.folder, lost->path).at);
}

/* --- power failures */

/*
 * This program's disk. What was written before the last syncfs is sure; what was written since may
 * come back in any version. The ledger is synced by itself, and all of it is sure.
 */
static struct run *on_disk;

static struct version version_now(struct run *run)
{
	struct version version = {
		tree_read(&run->ws->arena, ws_path(run->ws, "data/rrd").at), {NULL, 0}};

	if (file_exists(ws_path(run->ws, "data/applied")))
		version.applied = ws_content(run->ws, "data/applied");
	return version;
}

static void note_version(void)
{
	assert_true(on_disk->versions < MOST_VERSIONS);
	on_disk->version[on_disk->versions++] = version_now(on_disk);
}

int syncfs(int fd)
{
	(void)fd;
	on_disk->versions = 0;
	note_version();
	return 0;
}

int fsync(int fd)
{
	(void)fd;
	return 0;
}

int rename(const char *from, const char *to)
{
	bool applied = str_ends(str_of(to), STR("/applied"));

	if (renameat(AT_FDCWD, from, AT_FDCWD, to) != 0)
		return -1;
	if (applied)
		note_version();
	return 0;
}

/* A file may also come back with a tail of zeros, or of another version, where it has changed. */
static struct str tear(struct run *run, struct str content, const struct tree_file *other)
{
	char *torn = arena_copy(&run->ws->arena, content.at, content.len);
	size_t from = content.len ? (size_t)roll((int)content.len) : 0;

	if (roll(4) || (other && str_equal(other->content, content)))
		return content;
	if (other && other->content.len == content.len)
		memcpy(torn + from, other->content.at + from, content.len - from);
	else
		memset(torn + from, 0, content.len - from);
	return (struct str){torn, content.len};
}

static const struct version *any_version(const struct run *run)
{
	return &run->version[roll((int)run->versions)];
}

static void bring_back(struct run *run, const struct tree_file *file, struct tree *rrd)
{
	bool is_folder = !file->content.at;
	const struct tree_file *chosen =
		is_folder ? file : tree_find(&any_version(run)->rrd, file->path.at);
	struct tree_file *back;

	if (!chosen || tree_find(rrd, file->path.at))
		return;
	back = array_add(&run->ws->arena, rrd);
	*back = *chosen;
	if (!is_folder)
		back->content = tear(
			run, chosen->content, tree_find(&any_version(run)->rrd, file->path.at));
}

/* Another boot has another id. */
static void bring_back_applied(struct run *run)
{
	struct str applied = any_version(run)->applied;
	size_t boot = str_find(applied, STR("boot "));
	char *other = arena_copy(&run->ws->arena, applied.at, applied.len);

	unlink(ws_path(run->ws, "data/applied").at);
	if (!applied.at)
		return;
	if (boot + 5 < applied.len)
		other[boot + 5] = 'x';
	ws_write(run->ws, "data/applied", (struct str){other, applied.len});
}

static void do_cut_the_power(struct run *run)
{
	struct tree rrd = {0};

	note_version();
	for (size_t i = run->versions; i-- > 0;)
		for (size_t k = 0; k < run->version[i].rrd.count; k++)
			bring_back(run, &run->version[i].rrd.item[k], &rrd);
	if (!run->model->count)
		return;
	tree_write(&rrd, ws_path(run->ws, "data/rrd").at);
	bring_back_applied(run);
	run->versions = 0;
	note_version();
}

/* --- the sequences */

static const struct {
	const char *name;
	void (*act)(struct run *run);
	int weight;
} deeds[] = {
	{"load", do_load, 20},
	{"undo", do_undo, 5},
	{"undo of the last", do_undo_the_last, 2},
	{"rebuild", do_rebuild, 1},
	{"rename", do_rename, 1},
	{"another unit", do_change_the_unit, 1},
	{"other years to keep", do_keep_otherwise, 1},
	{"lost database", do_lose_a_database, 1},
	{"power failure", do_cut_the_power, 3},
	{"verify", verify, 1},
};

static void act(struct run *run)
{
	size_t deed = 0;
	int lot = roll(36);

	for (; lot >= deeds[deed].weight; deed++)
		lot -= deeds[deed].weight;
	run->deed = deeds[deed].name;
	deeds[deed].act(run);
}

static void run_store(unsigned seed)
{
	static struct model model;
	static struct run run;

	memset(&model, 0, sizeof(model));
	run = (struct run){.ws = ws_open(""), .model = &model, .seed = seed, .deed = "start"};
	on_disk = &run;
	run.ws->store.no_sync = false;
	srandom(seed);
	word(&run);
	note_version();
	for (run.step = 1; run.step <= STEPS; run.step++) {
		act(&run);
		check(&run);
	}
	verify(&run);
	ws_close(run.ws);
}

static void every_step_leaves_what_the_model_says(void **state)
{
	const char *given = getenv("TIDEMARK_SEED");
	unsigned first = given ? (unsigned)strtoul(given, NULL, 10) : 1;
	unsigned stores = bench_is_full() ? 40 : 1;

	(void)state;
	print_message("# TIDEMARK_SEED=%u, %u stores of %d steps\n", first, stores, STEPS);
	for (unsigned seed = first; seed < first + stores; seed++)
		run_store(seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_step_leaves_what_the_model_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
