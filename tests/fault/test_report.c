/*
 * Whatever fails while a report is written, and wherever it is killed: the page that is there has
 * all its charts, it is the old page or the new one, and nothing is left behind for good.
 */
#include "bench.h"

#include "base/file.h"

#include <errno.h>

static struct bench bench;

static const char old_titles[] =
	"indicator jams { title = \"Jams\"  kind = flow  every = month }\n"
	"indicator dust { title = \"Dust\"  kind = flow  every = month  target = \"value <= 5\" }\n"
	"indicator noise { title = \"Noise\"  kind = stock  every = month }\n";
static const char new_titles[] =
	"indicator jams { title = \"Traffic jams\"  kind = flow  every = month }\n"
	"indicator dust { title = \"Soot\"  kind = flow  every = month  target = \"value <= 5\" "
	"}\n";

static struct ending report(struct arena *arena)
{
	const char *const words[BENCH_MOST_WORDS] = {"report", "--today", "2024-07-10", "-o",
		bench_path(&bench, "report"), "--since", "1"};

	return bench_run(&bench, arena, words);
}

static int setup(void **state)
{
	(void)state;
	bench_open(&bench, old_titles);
	snprintf(bench.control->root, sizeof(bench.control->root), "%s",
		bench_path(&bench, "report"));
	bench_file(&bench, "x.csv", "month,jams,dust,noise\n2024-05,1,2,3\n2024-06,4,5,6\n");
	assert_int_equal(bench_run(&bench, &bench.arena,
				 (const char *const[BENCH_MOST_WORDS]){"load", "x.csv"})
				 .status,
		0);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bench_close(&bench);
	return 0;
}

static struct str content(struct arena *arena, const char *path)
{
	struct diag diag;
	struct str text = STR("");

	diag_init(&diag, arena);
	file_read(arena, str_of(path), &text, &diag);
	return text;
}

/* What the page refers to and is not there, or not whole; NULL: nothing. */
static const char *lost_chart(struct arena *arena, struct str page)
{
	static const char mark[] = "src=\"";

	for (size_t at; (at = str_find(page, STR(mark))) < page.len;) {
		struct str path;

		page = str_from(page, at + sizeof(mark) - 1);
		path = str_head(page, str_find(page, STR("\"")));
		path = str_printf(arena, "%s/%.*s", bench_path(&bench, "report"), STR_ARG(path));
		if (!str_has(content(arena, path.at), STR("</svg>")))
			return path.at;
	}
	return NULL;
}

/* Charts on the disk. */
static size_t count_charts(struct arena *arena)
{
	struct str_list names = {0};
	struct diag diag;
	size_t count = 0;

	diag_init(&diag, arena);
	file_list(arena, str_of(bench_path(&bench, "report/charts")), &names, &diag);
	for (size_t i = 0; i < names.count; i++)
		count += str_ends(names.item[i], STR(".svg"));
	return count;
}

/* Of the old report or of the new one, to its end. */
static bool is_whole(struct str page, bool new)
{
	return (str_has(page, STR("Soot")) || (!new &&str_has(page, STR("Noise")))) &&
	       str_ends(page, STR("</html>\n"));
}

/* One run over the old report, with the fault at the n-th call. Gives whether there was such. */
static bool try_fault(unsigned calls, enum manner manner, int error, unsigned at)
{
	struct str page;
	struct ending ending;
	struct arena arena;
	const char *lost;

	arena_init(&arena, NULL);
	tree_remove(bench_path(&bench, "report"));
	bench_file(&bench, "tidemark.conf", old_titles);
	assert_int_equal(report(&arena).status, 0);
	bench_file(&bench, "tidemark.conf", new_titles);
	bench_arm(&bench, calls, manner, error, at);
	ending = report(&arena);
	page = content(&arena, bench_path(&bench, "report/index.html"));
	lost = lost_chart(&arena, page);
	if (lost)
		fail_msg("call %u: the page has lost %s", at, lost);
	if (!is_whole(page, ending.status == 0))
		fail_msg("call %u: status %d, no whole page", at, ending.status);
	assert_int_equal(report(&arena).status, 0);
	page = content(&arena, bench_path(&bench, "report/index.html"));
	assert_true(is_whole(page, true));
	/* two charts and the overview: what an interrupted run left behind is gone */
	assert_null(lost_chart(&arena, page));
	assert_int_equal(count_charts(&arena), 3);
	arena_free(&arena);
	return ending.fired;
}

static void try_all(unsigned calls, enum manner manner, int error)
{
	unsigned step = bench_is_full() ? 1 : 3, at = 1;

	while (try_fault(calls, manner, error, at))
		at += step;
	assert_true(at > step);
}

static void wherever_a_report_is_killed_the_page_has_its_charts(void **state)
{
	(void)state;
	try_all(1U << CALL_RENAME | 1U << CALL_UNLINK | 1U << CALL_MKDIR | 1U << CALL_SYNC,
		MANNER_KILL, 0);
	if (bench_is_full())
		try_all(1U << CALL_OPEN | 1U << CALL_WRITE, MANNER_KILL, 0);
}

static void whatever_fails_the_page_has_its_charts(void **state)
{
	(void)state;
	try_all(1U << CALL_RENAME | 1U << CALL_SYNC, MANNER_FAIL, EIO);
	if (bench_is_full())
		try_all(1U << CALL_OPEN | 1U << CALL_WRITE | 1U << CALL_MKDIR, MANNER_FAIL, ENOSPC);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wherever_a_report_is_killed_the_page_has_its_charts),
		cmocka_unit_test(whatever_fails_the_page_has_its_charts),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
