/* A database may hold anything: it is found out, derived anew, and no figure of it is believed. */
#include "bench.h"

#include "base/file.h"
#include "store/rrd_image.h"

#include <rrd.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_MONTH = 648, MONTHS = 12 };

static const char catalogue[] = "indicator same { kind = stock }\n"
				"indicator rising { kind = stock }\n"
				"indicator pulse { kind = stock }\n";

static struct bench bench;
static struct tree sound; /* the store without damage */
static const char *sound_state;

/* One series of equal figures, where every row looks like the last, and one of different ones. */
static int setup(void **state)
{
	const char *complaint;

	(void)state;
	bench_open(&bench, catalogue);
	for (int month = FIRST_MONTH; month < FIRST_MONTH + MONTHS; month++) {
		assert_null(bench_load(&bench, &bench.arena, "same", "", month, 7));
		assert_null(bench_load(&bench, &bench.arena, "rising", "", month, month));
	}
	sound = tree_read(&bench.arena, bench.data);
	sound_state = bench_state(&bench, &bench.arena, &complaint);
	assert_null(complaint);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	bench_close(&bench);
	return 0;
}

/* A database's bytes in the place of those that it had. */
struct damage {
	const char *file;
	struct str bytes;
};

static const char *inflict(struct damage *damage)
{
	struct arena scratch;
	struct diag diag;
	bool done;

	arena_init(&scratch, NULL);
	diag_init(&diag, &scratch);
	tree_write(&sound, bench.data);
	done = file_write(file_join(&scratch, str_of(bench.data), str_of(damage->file)),
		damage->bytes, false, STATUS_IO, &diag);
	arena_free(&scratch);
	return done ? NULL : "cannot damage the file";
}

static const char *compare_state(struct arena *arena, const char *expected)
{
	const char *complaint, *state = bench_state(&bench, arena, &complaint);

	if (complaint || strcmp(state, expected) == 0)
		return complaint;
	return str_printf(arena, "wrong figures:\n%s", state).at;
}

/* verify --repair mends it. */
static const char *check_repair(struct bench *on, struct arena *arena, void *context)
{
	const char *complaint = inflict(context);

	if (!complaint)
		complaint = bench_repair(on, arena);
	if (!complaint)
		complaint = bench_damage(on, arena);
	return complaint ? complaint : compare_state(arena, sound_state);
}

/* verify finds it, a reader is not deceived, and the database is mended by then. */
static const char *check_reader(struct bench *on, struct arena *arena, void *context)
{
	const char *complaint = inflict(context);

	if (!complaint && !bench_damage(on, arena))
		complaint = "verify does not find it";
	if (!complaint)
		complaint = compare_state(arena, sound_state);
	return complaint ? complaint : bench_damage(on, arena);
}

/* A load of the next month neither appends to it nor is deceived. */
static const char *check_loader(struct bench *on, struct arena *arena, void *context)
{
	struct damage *damage = context;
	const char *id = strstr(damage->file, "same") ? "same" : "rising";
	const char *complaint = inflict(damage);

	if (!complaint)
		complaint = bench_load(on, arena, id, "", FIRST_MONTH + MONTHS, 8);
	return complaint ? complaint : bench_damage(on, arena);
}

static void survive(struct damage damage, const char *what, size_t where)
{
	const char *complaint;
	struct arena arena;

	arena_init(&arena, NULL);
	complaint = bench_apart(&bench, &arena, check_reader, &damage);
	if (!complaint)
		complaint = bench_apart(&bench, &arena, check_loader, &damage);
	if (!complaint)
		complaint = bench_apart(&bench, &arena, check_repair, &damage);
	if (complaint)
		fail_msg("%s: %s %zu: %s", damage.file, what, where, complaint);
	arena_free(&arena);
}

static struct str bytes_of(const char *file)
{
	return tree_find(&sound, file)->content;
}

/* The file with one byte changed. */
static void flip(const char *file, size_t byte, unsigned char bits)
{
	struct str bytes = bytes_of(file);
	struct arena arena;
	char *copy;

	arena_init(&arena, NULL);
	copy = arena_copy(&arena, bytes.at, bytes.len);
	copy[byte] = (char)((unsigned char)copy[byte] ^ bits);
	survive((struct damage){file, {copy, bytes.len}}, "byte", byte);
	arena_free(&arena);
}

static const char *const files[] = {"rrd/same.rrd", "rrd/rising.rrd"};

/* In the small size every seventh byte and the last 128, which change with each update. */
static void no_changed_byte_of_a_header_is_believed(void **state)
{
	size_t size = rrd_image_used(0);

	(void)state;
	for (size_t byte = 0; byte < size; byte++) {
		if (!bench_is_full() && byte % 7 && byte + 128 < size)
			continue;
		for (size_t i = 0; i < 2; i++) {
			flip(files[i], byte, (unsigned char)(1 << byte % 8));
			if (bench_is_full())
				flip(files[i], byte, 0xFF);
		}
	}
}

static void no_file_cut_short_or_made_longer_is_believed(void **state)
{
	struct str bytes = bytes_of("rrd/rising.rrd");
	size_t header = rrd_image_used(0);
	const size_t lengths[] = {0, 1, 4, header / 2, header - 1, header, header + 1, header + 8,
		header + MONTHS * sizeof(double), bytes.len - 8, bytes.len - 1, bytes.len + 1,
		bytes.len + 8, 2 * bytes.len};
	char *longer = arena_alloc(&bench.arena, 2, bytes.len);

	(void)state;
	memcpy(longer, bytes.at, bytes.len);
	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++)
		survive((struct damage){"rrd/rising.rrd", {longer, lengths[i]}}, "length",
			lengths[i]);
}

static void zeros_from_anywhere_on_are_not_believed(void **state)
{
	struct str bytes = bytes_of("rrd/rising.rrd");
	size_t header = rrd_image_used(0);

	(void)state;
	for (size_t from = 0; from < header; from += 8) {
		char *copy = arena_copy(&bench.arena, bytes.at, bytes.len);

		memset(copy + from, 0, bytes.len - from);
		survive((struct damage){"rrd/rising.rrd", {copy, bytes.len}}, "zeros from", from);
	}
}

/* As a machine of the other byte order writes it. */
static void a_file_of_the_other_byte_order_is_not_believed(void **state)
{
	struct str bytes = bytes_of("rrd/rising.rrd");
	char *copy = arena_copy(&bench.arena, bytes.at, bytes.len);

	(void)state;
	for (size_t i = 0; i < bytes.len; i++)
		copy[i] = bytes.at[i ^ 7];
	survive((struct damage){"rrd/rising.rrd", {copy, bytes.len}}, "swapped", 8);
	memcpy(copy, bytes.at, 16); /* the words that tell what it is */
	survive((struct damage){"rrd/rising.rrd", {copy, bytes.len}}, "swapped behind", 16);
}

/* What `rrdtool create` makes for other purposes, or with one thing changed. */
static void no_database_of_another_make_is_believed(void **state)
{
	static const struct {
		unsigned long step;
		const char *source, *archive;
	} makes[] = {
		{300, "DS:value:GAUGE:600:U:U", "RRA:AVERAGE:0.5:1:480"},
		{2629746, "DS:value:GAUGE:2629746:U:U", "RRA:AVERAGE:0:1:479"},
		{2629746, "DS:value:GAUGE:2629746:U:U", "RRA:LAST:0:1:480"},
		{2629746, "DS:value:GAUGE:2629746:U:U", "RRA:AVERAGE:0.5:1:480"},
		{2629746, "DS:value:GAUGE:2629746:0:U", "RRA:AVERAGE:0:1:480"},
		{2629746, "DS:value:GAUGE:2629747:U:U", "RRA:AVERAGE:0:1:480"},
		{2629746, "DS:value:COUNTER:2629746:U:U", "RRA:AVERAGE:0:1:480"},
		{2629746, "DS:other:GAUGE:2629746:U:U", "RRA:AVERAGE:0:1:480"},
		{604800, "DS:value:GAUGE:604800:U:U", "RRA:AVERAGE:0:1:480"},
		{2629746, "DS:value:GAUGE:2629746:U:U", "RRA:AVERAGE:0:1:480"}, /* ours, empty */
	};
	const char *path = bench_path(&bench, "foreign.rrd");

	(void)state;
	for (size_t i = 0; i < sizeof(makes) / sizeof(*makes); i++) {
		const char *args[] = {makes[i].source, makes[i].archive};
		struct str bytes = STR("");
		struct diag diag;

		diag_init(&diag, &bench.arena);
		unlink(path);
		assert_int_equal(rrd_create_r(path, makes[i].step, 400 * 2629746, 2, args), 0);
		assert_true(file_read(&bench.arena, str_of(path), &bytes, &diag));
		survive((struct damage){"rrd/rising.rrd", bytes}, "make", i);
	}
}

/* Something made by `make` in the place of a database. */
static void survive_instead(bool (*make)(const char *path), const char *what)
{
	struct arena arena;
	const char *complaint, *path = bench_path(&bench, "data/rrd/rising.rrd");

	arena_init(&arena, NULL);
	tree_write(&sound, bench.data);
	assert_int_equal(unlink(path), 0);
	assert_true(make(path));
	complaint = compare_state(&arena, sound_state);
	if (!complaint)
		complaint = bench_damage(&bench, &arena);
	if (complaint)
		fail_msg("%s: %s", what, complaint);
	arena_free(&arena);
}

static bool make_pipe(const char *path)
{
	return mkfifo(path, 0666) == 0;
}

static bool make_dead_link(const char *path)
{
	return symlink("nowhere.rrd", path) == 0;
}

static bool make_link_to_another(const char *path)
{
	return symlink("same.rrd", path) == 0;
}

static bool make_link_to_itself(const char *path)
{
	return symlink("rising.rrd", path) == 0;
}

static void a_link_or_a_pipe_in_the_place_of_a_database_is_replaced(void **state)
{
	(void)state;
	survive_instead(make_pipe, "a pipe");
	survive_instead(make_dead_link, "a link to nothing");
	survive_instead(make_link_to_itself, "a link to itself");
	survive_instead(make_link_to_another, "a link to another database");
}

/* It may hold what somebody wants to keep. */
static void a_folder_in_the_place_of_a_database_is_named(void **state)
{
	const char *complaint, *path = bench_path(&bench, "data/rrd/rising.rrd");

	(void)state;
	tree_write(&sound, bench.data);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkdir(path, 0777), 0);
	assert_null(bench_state(&bench, &bench.arena, &complaint));
	assert_non_null(strstr(complaint, "rising.rrd: error: cannot write: Is a directory"));
	assert_non_null(bench_damage(&bench, &bench.arena));
	assert_int_equal(rmdir(path), 0);
	assert_null(compare_state(&bench.arena, sound_state));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_changed_byte_of_a_header_is_believed),
		cmocka_unit_test(no_file_cut_short_or_made_longer_is_believed),
		cmocka_unit_test(zeros_from_anywhere_on_are_not_believed),
		cmocka_unit_test(a_file_of_the_other_byte_order_is_not_believed),
		cmocka_unit_test(no_database_of_another_make_is_believed),
		cmocka_unit_test(a_folder_in_the_place_of_a_database_is_named),
		cmocka_unit_test(a_link_or_a_pipe_in_the_place_of_a_database_is_replaced),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
