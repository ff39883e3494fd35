/* However many processors there are, a load leaves the same bytes in the ledger and in the
 * databases. */
#include "workspace.h"

#include "base/buf.h"
#include "store/exact.h"

#include <sched.h>

enum { AREAS = 450, MONTHS = 240 };

/* Stands before libc's own: as many processors as a test says. */
static int pretended_cores = 1;

int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	(void)pid;
	memset(set, 0, size);
	for (int i = 0; i < pretended_cores; i++)
		CPU_SET_S((size_t)i, size, set);
	return 0;
}

/* Figures of all lengths, with gaps and flags. */
static void begin(struct workspace *ws, int first, int months)
{
	struct figures *figures = &ws->load.figures;

	ws_begin(ws, "many.csv");
	*array_add(&ws->arena, &figures->flag_texts) = STR("p");
	array_reserve(&ws->arena, figures, AREAS * MONTHS);
	for (int a = 0; a < AREAS; a++) {
		struct str area = str_printf(&ws->arena, a % 9 ? "area %d" : "\"%d\", /.", a);

		*array_add(&ws->arena, &figures->series) =
			(struct series_key){catalogue_find(&ws->catalogue, STR("loans")), area};
		for (int m = 0; m < months; m++)
			if (m == 0 || (a + m) % 7)
				*array_add(&ws->arena, figures) = (struct figure){
					.value = exact_round(
						(a - 200) * pow(1.1, m) / pow(10, m % 9)),
					.period = first + m,
					.series = (uint32_t)a,
					.line = (uint32_t)(a * m),
					.flags = m % 50 == 0};
	}
}

/* Behind the header, which tells the time. */
static struct str ledger_rows(struct workspace *ws, const char *name)
{
	struct str content;

	assert_true(file_read(&ws->arena, ws_path(ws, name), &content, &ws->diag));
	content = str_from(content, str_find(content, STR("\nseries,")));
	return str_head(content, str_find(content, STR("\n# end")));
}

static struct str databases(struct workspace *ws)
{
	struct str folder = ws_path(ws, "data/rrd/loans"), content;
	struct str_list names = {0};
	struct buf out;

	buf_init(&out, &ws->arena);
	assert_true(file_list(&ws->arena, folder, &names, &ws->diag));
	assert_int_equal(names.count, AREAS);
	for (size_t i = 0; i < names.count; i++) {
		assert_true(file_read(&ws->arena, file_join(&ws->arena, folder, names.item[i]),
			&content, &ws->diag));
		buf_add(&out, names.item[i]);
		buf_add(&out, content);
	}
	return buf_str(&out);
}

/* What two loads leave behind, of which the second one appends and revises. */
static void load_with(struct workspace *ws, int cores, struct str left[4])
{
	pretended_cores = cores;
	begin(ws, 400, MONTHS);
	ws_commit(ws);
	left[0] = ledger_rows(ws, "data/ledger/000001.csv");
	left[1] = databases(ws);
	begin(ws, 400 + MONTHS - 100, 101);
	ws_commit(ws);
	assert_true(ws->commit.added > 0 && ws->commit.revised.count > 0);
	left[2] = ledger_rows(ws, "data/ledger/000002.csv");
	left[3] = databases(ws);
}

static void a_load_leaves_the_same_bytes_with_any_number_of_processors(void **state)
{
	static const int cores[] = {2, 5};
	const char *catalogue = "indicator loans { kind = stock unit = \"亿, 元\" }\n";
	struct str alone[4], together[4];
	struct workspace *ws = ws_open(catalogue);
	struct arena kept;

	(void)state;
	arena_init(&kept, NULL);
	load_with(ws, 1, alone);
	for (size_t i = 0; i < 4; i++)
		alone[i] = str_copy(&kept, alone[i]);
	ws_close(ws);
	for (size_t k = 0; k < sizeof(cores) / sizeof(*cores); k++) {
		ws = ws_open(catalogue);
		load_with(ws, cores[k], together);
		for (size_t i = 0; i < 4; i++)
			assert_true(str_equal(alone[i], together[i]));
		ws_close(ws);
	}
	arena_free(&kept);
}

/* Whoever is to write behind it writes nothing, with however many processors. */
static void a_figure_that_cannot_be_among_many_reaches_no_ledger(void **state)
{
	struct workspace *ws = ws_open("indicator loans { kind = stock unit = \"亿元\" }\n");

	(void)state;
	for (pretended_cores = 1; pretended_cores <= 2; pretended_cores++) {
		begin(ws, 400, MONTHS);
		ws->load.figures.item[5].flags = 9;
		assert_false(ws_try_commit(ws));
		assert_int_equal(ws->diag.status, STATUS_BUG);
		assert_has(ws_messages(ws), "a figure that cannot be");
		assert_false(file_exists(ws_path(ws, "data/ledger/000001.csv")));
	}
	ws_close(ws);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_load_leaves_the_same_bytes_with_any_number_of_processors),
		cmocka_unit_test(a_figure_that_cannot_be_among_many_reaches_no_ledger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
