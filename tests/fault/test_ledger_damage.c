/* The ledger is the truth: what is wrong with it is named, and never passed over in silence. */
#include "bench.h"

#include "base/clock.h"
#include "base/file.h"

#include <sys/stat.h>
#include <unistd.h>

static struct bench bench;
static struct tree sound, sound_ledger; /* the store without damage, and its part */
static const char *sound_state;

/*
 * Load 2 revises the first, 3 and 4 bring another month and an area, 5 takes 2 back: were a bit of
 * that number changed, it would be 3.
 */
static int setup(void **state)
{
	const char *complaint;

	(void)state;
	bench_open(&bench, "indicator loans { unit = \"亿元\" kind = stock }\nindicator pulse { "
			   "kind = stock }\n");
	assert_null(bench_load(&bench, &bench.arena, "loans", "", 650, 1));
	assert_null(bench_load(&bench, &bench.arena, "loans", "", 650, 2));
	assert_null(bench_load(&bench, &bench.arena, "loans", "", 651, 3));
	assert_null(bench_load(&bench, &bench.arena, "loans", "虎丘区", 650, 4));
	assert_null(bench_undo(&bench, &bench.arena, 2));
	sound = tree_read(&bench.arena, bench.data);
	sound_ledger = tree_read(&bench.arena, bench_path(&bench, "data/ledger"));
	sound_state = bench_state(&bench, &bench.arena, &complaint);
	assert_null(complaint);
	assert_string_equal(sound_state, "load 5\nloans 650 1\nloans 651 3\nloans/虎丘区 650 4\n");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bench_close(&bench);
	return 0;
}

static const char *check_state(struct arena *arena, const char *name)
{
	const char *complaint, *state = bench_state(&bench, arena, &complaint);

	if (complaint && !strstr(complaint, name))
		return str_printf(arena, "the file is not named: %s", complaint).at;
	if (state && strcmp(state, sound_state) != 0)
		return str_printf(arena, "wrong figures:\n%s", state).at;
	return NULL;
}

static const char *check_named(
	struct arena *arena, const char *complaint, const char *name, const char *who)
{
	if (!complaint)
		return str_printf(arena, "%s does not find it", who).at;
	if (!strstr(complaint, name))
		return str_printf(arena, "%s does not name it: %s", who, complaint).at;
	return NULL;
}

/*
 * The damage is there, its file is called `name`: verify names it. Readers have the right figures
 * or name it too, also when the databases must be derived from the ledger; a rebuild names it, or
 * needs nothing of what is damaged. Restored, the ledger makes everything good.
 */
static const char *find_fault(struct arena *arena, const char *name)
{
	const char *complaint = check_named(arena, bench_damage(&bench, arena), name, "verify");
	const char *rebuilt;

	if (!complaint)
		complaint = check_state(arena, name);
	rebuilt = bench_rebuild(&bench, arena);
	if (!complaint && rebuilt)
		complaint = check_named(arena, rebuilt, name, "rebuild");
	if (!complaint)
		complaint = check_state(arena, name);
	unlink(bench_path(&bench, "data/applied"));
	if (!complaint)
		complaint = check_state(arena, name);
	tree_write(&sound_ledger, bench_path(&bench, "data/ledger"));
	if (!complaint)
		complaint = check_state(arena, "nothing");
	return complaint ? complaint : bench_damage(&bench, arena);
}

static const char *path_of(struct arena *arena, const char *name)
{
	return str_printf(arena, "%s/ledger/%s", bench.data, name).at;
}

static void put(struct arena *arena, const char *name, struct str bytes)
{
	struct diag diag;

	diag_init(&diag, arena);
	assert_true(file_write(str_of(path_of(arena, name)), bytes, false, STATUS_IO, &diag));
}

static struct str bytes_of(const char *name)
{
	return tree_find(&sound_ledger, name)->content;
}

/* A file of the ledger with other bytes is found out. */
static void find(const char *name, struct str bytes, const char *what, size_t where)
{
	const char *complaint;
	struct arena arena;

	arena_init(&arena, NULL);
	tree_write(&sound, bench.data);
	put(&arena, name, bytes);
	complaint = find_fault(&arena, name);
	if (complaint)
		fail_msg("%s: %s %zu: %s", name, what, where, complaint);
	arena_free(&arena);
}

static void each_changed_byte_is_found(void **state)
{
	size_t step = bench_is_full() ? 1 : 11;

	(void)state;
	for (size_t i = 0; i < sound_ledger.count; i++) {
		struct tree_file file = sound_ledger.item[i];

		for (size_t byte = 0; byte < file.content.len; byte += step) {
			char *copy = arena_copy(&bench.arena, file.content.at, file.content.len);

			copy[byte] = (char)(copy[byte] ^ (1 << byte % 4));
			find(file.path.at, (struct str){copy, file.content.len}, "byte", byte);
		}
	}
}

/* Each bit of the line that says which load is taken back. */
static void an_undo_never_takes_back_another_load(void **state)
{
	struct str undo = bytes_of("000005.csv");
	size_t start = str_find(undo, STR("# undo")), end = str_find(undo, STR("# at"));

	(void)state;
	for (size_t byte = start; byte < end; byte++)
		for (int bit = 0; bit < 8; bit++) {
			char *copy = arena_copy(&bench.arena, undo.at, undo.len);

			copy[byte] = (char)(copy[byte] ^ (1 << bit));
			find("000005.csv", (struct str){copy, undo.len}, "byte", byte);
		}
}

/* The load that a day leaves in force is found, or the damage is named. */
static void check_load_of_today(const char *what)
{
	struct arena arena;
	struct diag diag;
	int load = 0;
	struct store store = {
		.arena = &arena, .catalogue = &bench.catalogue, .folder = str_of(bench.data)};

	arena_init(&arena, NULL);
	diag_init(&diag, &arena);
	if (store_load_of_day(&store, clock_today(), &load, &diag) ? load != 5
								   : diag.status != STATUS_IO)
		fail_msg("%s: load %d; %s", what, load, messages(&arena, &diag));
	arena_free(&arena);
}

static void no_changed_date_of_a_load_is_believed(void **state)
{
	struct str bytes = bytes_of("000005.csv");
	size_t start = str_find(bytes, STR("# at"));

	(void)state;
	tree_write(&sound, bench.data);
	check_load_of_today("no damage");
	for (size_t byte = start; byte < start + 16; byte++)
		for (int bit = 0; bit < 8; bit++) {
			char *copy = arena_copy(&bench.arena, bytes.at, bytes.len);

			copy[byte] = (char)(copy[byte] ^ (1 << bit));
			put(&bench.arena, "000005.csv", (struct str){copy, bytes.len});
			check_load_of_today("a changed bit");
		}
}

static void a_file_cut_anywhere_is_found(void **state)
{
	struct str bytes = bytes_of("000001.csv");

	(void)state;
	for (size_t len = 0; len < bytes.len; len += bench_is_full() ? 1 : 17)
		find("000001.csv", str_head(bytes, len), "length", len);
}

static void zeros_from_anywhere_on_are_found(void **state)
{
	struct str bytes = bytes_of("000005.csv");

	(void)state;
	for (size_t from = 0; from < bytes.len; from += bench_is_full() ? 1 : 17) {
		char *copy = arena_copy(&bench.arena, bytes.at, bytes.len);

		memset(copy + from, 0, bytes.len - from);
		find("000005.csv", (struct str){copy, bytes.len}, "zeros from", from);
	}
}

static void an_added_line_is_found(void **state)
{
	struct str bytes = bytes_of("000002.csv");
	size_t end = str_find(bytes, STR("# end"));

	(void)state;
	find("000002.csv", str_printf(&bench.arena, "%.*s\n", STR_ARG(bytes)), "an empty line", 0);
	find("000002.csv",
		str_printf(&bench.arena, "%.*sloans,2024-04,9,亿元,,\n%.*s",
			STR_ARG(str_head(bytes, end)), STR_ARG(str_from(bytes, end))),
		"a row", 0);
	find("000002.csv", str_printf(&bench.arena, "%.*s%.*s", STR_ARG(bytes), STR_ARG(bytes)),
		"itself", 0);
}

/* Renames, copies and removals: `change` makes one, and the file called `name` is to be named. */
static void find_change(void (*change)(struct arena *arena), const char *name, const char *what)
{
	const char *complaint;
	struct arena arena;

	arena_init(&arena, NULL);
	tree_write(&sound, bench.data);
	change(&arena);
	complaint = find_fault(&arena, name);
	if (complaint)
		fail_msg("%s: %s", what, complaint);
	arena_free(&arena);
}

static void move(struct arena *arena, const char *from, const char *to)
{
	assert_int_equal(rename(path_of(arena, from), path_of(arena, to)), 0);
}

static void remove_the_first(struct arena *arena)
{
	unlink(path_of(arena, "000001.csv"));
}

static void remove_one_in_the_middle(struct arena *arena)
{
	unlink(path_of(arena, "000003.csv"));
}

static void add_a_copy(struct arena *arena)
{
	put(arena, "000006.csv", bytes_of("000004.csv"));
}

static void add_a_copy_beyond_a_hole(struct arena *arena)
{
	put(arena, "000008.csv", bytes_of("000004.csv"));
}

static void move_one_to_the_end(struct arena *arena)
{
	move(arena, "000002.csv", "000006.csv");
}

static void exchange_two(struct arena *arena)
{
	put(arena, "000001.csv", bytes_of("000002.csv"));
	put(arena, "000002.csv", bytes_of("000001.csv"));
}

static void write_a_name_otherwise(struct arena *arena)
{
	move(arena, "000002.csv", "2.csv");
}

static void put_a_folder_in_a_place(struct arena *arena)
{
	unlink(path_of(arena, "000002.csv"));
	assert_int_equal(mkdir(path_of(arena, "000002.csv"), 0777), 0);
}

static void put_a_dead_link_in_a_place(struct arena *arena)
{
	unlink(path_of(arena, "000002.csv"));
	assert_int_equal(symlink("nowhere", path_of(arena, "000002.csv")), 0);
}

static void files_missing_added_or_renumbered_are_named(void **state)
{
	(void)state;
	find_change(remove_the_first, "000001.csv", "the first is missing");
	find_change(remove_one_in_the_middle, "000003.csv", "one in the middle is missing");
	find_change(add_a_copy, "000006.csv", "one is there twice");
	find_change(add_a_copy_beyond_a_hole, "000006.csv", "one is there twice, beyond a hole");
	find_change(move_one_to_the_end, "000002.csv", "one is at the end");
	find_change(exchange_two, "000001.csv", "two are exchanged");
	find_change(write_a_name_otherwise, "000002.csv", "a number without zeros");
	find_change(put_a_folder_in_a_place, "000002.csv", "a folder");
	find_change(put_a_dead_link_in_a_place, "000002.csv", "a dead link");
}

/* Nothing but `applied` remembers that there was another load. */
static void a_lost_end_is_noticed(void **state)
{
	const char *complaint;

	(void)state;
	tree_write(&sound, bench.data);
	unlink(bench_path(&bench, "data/ledger/000005.csv"));
	assert_null(bench_state(&bench, &bench.arena, &complaint));
	assert_non_null(strstr(complaint, "contain load 5, but the ledger ends with load 4"));
	assert_non_null(bench_damage(&bench, &bench.arena));
	assert_non_null(bench_load(&bench, &bench.arena, "loans", "", 651, 1));
	tree_write(&sound_ledger, bench_path(&bench, "data/ledger"));
	assert_null(check_state(&bench.arena, "nothing"));
}

/* Root may read everything. */
static const char *read_as_nobody(struct bench *on, struct arena *arena, void *context)
{
	const char *complaint;

	(void)context;
	if (geteuid() == 0 && setuid(65534) != 0)
		return "cannot become nobody";
	if (bench_state(on, arena, &complaint))
		return "it is passed over";
	return strstr(complaint, "000002.csv: error: cannot open: Permission denied") ? NULL
										      : complaint;
}

static void a_file_that_must_not_be_read_is_named(void **state)
{
	const char *complaint;

	(void)state;
	tree_write(&sound, bench.data);
	unlink(bench_path(&bench, "data/applied"));
	chmod(bench.folder, 0777);
	chmod(bench.data, 0777);
	chmod(bench_path(&bench, "data/rrd"), 0777);
	chmod(bench_path(&bench, "data/lock"), 0666);
	chmod(bench_path(&bench, "data/ledger/000002.csv"), 0);
	complaint = bench_apart(&bench, &bench.arena, read_as_nobody, NULL);
	if (complaint)
		fail_msg("%s", complaint);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_changed_byte_is_found),
		cmocka_unit_test(an_undo_never_takes_back_another_load),
		cmocka_unit_test(no_changed_date_of_a_load_is_believed),
		cmocka_unit_test(a_file_cut_anywhere_is_found),
		cmocka_unit_test(zeros_from_anywhere_on_are_found),
		cmocka_unit_test(an_added_line_is_found),
		cmocka_unit_test(files_missing_added_or_renumbered_are_named),
		cmocka_unit_test(a_lost_end_is_noticed),
		cmocka_unit_test(a_file_that_must_not_be_read_is_named),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
