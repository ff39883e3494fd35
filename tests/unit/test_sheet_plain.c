/* Lines without a quote are split without libcsv, by as many processes as there are processors: as
 * libcsv splits them, and the same by however many. */
#include "unit.h"

#include "base/buf.h"
#include "text/sheet.h"

#include <csv.h>
#include <dlfcn.h>
#include <sched.h>

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

static uint64_t seed = 88172645463325252u;

static size_t draw(size_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (size_t)(seed >> 11) % below;
}

static struct sheet read_sheet(struct arena *arena, struct str text, char delimiter)
{
	struct sheet_dialect dialect = {.delimiter = delimiter, .quote = '"', .width = 3};
	struct sheet sheet;
	struct diag diag;

	diag_init(&diag, arena);
	assert_true(sheet_read(arena, STR("f.csv"), text, dialect, &sheet, &diag));
	assert_int_equal(diag.count, 0);
	return sheet;
}

/* Cells end with | and records with a line feed. */
static struct str cells_of(struct arena *arena, const struct sheet *sheet)
{
	struct buf out;

	buf_init(&out, arena);
	for (size_t r = 0; r < sheet->count; r++) {
		for (size_t c = 0; c < sheet_width(sheet, r); c++) {
			buf_add(&out, sheet_cell(sheet, r, c));
			buf_char(&out, '|');
		}
		buf_char(&out, '\n');
	}
	return buf_str(&out);
}

static void take_cell(void *cell, size_t len, void *out)
{
	buf_add(out, (struct str){cell, len});
	buf_char(out, '|');
}

static void take_record(int end, void *out)
{
	(void)end;
	buf_char(out, '\n');
}

static struct str cells_of_libcsv(struct arena *arena, struct str text, char delimiter)
{
	struct csv_parser parser;
	struct buf out;

	buf_init(&out, arena);
	csv_init(&parser, 0);
	csv_set_delim(&parser, (unsigned char)delimiter);
	csv_parse(&parser, text.at, text.len, take_cell, take_record, &out);
	csv_fini(&parser, take_cell, take_record, &out);
	csv_free(&parser);
	return buf_str(&out);
}

static void any_text_without_quotes_is_split_as_libcsv_splits_it(void **state)
{
	static const char delimiters[] = {',', ';', '\t', ' ', '|'};
	static const char alphabet[] = "ab1 \t,;|\n\r\n,";

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char bytes[64], delimiter = delimiters[draw(sizeof(delimiters))];
		struct str text = {bytes, draw(sizeof(bytes))};
		struct arena arena;
		struct sheet sheet;
		struct str ours, theirs;

		for (size_t k = 0; k < text.len; k++)
			bytes[k] = alphabet[draw(sizeof(alphabet) - 1)];
		arena_init(&arena, NULL);
		sheet = read_sheet(&arena, text, delimiter);
		ours = cells_of(&arena, &sheet);
		theirs = cells_of_libcsv(&arena, text, delimiter);
		if (!str_equal(ours, theirs))
			fail_msg("\"%.*s\" is\n%.*snot\n%.*s", STR_ARG(text), STR_ARG(ours),
				STR_ARG(theirs));
		arena_free(&arena);
	}
}

/* Some megabytes, so that it is worth several processes. `ends`: how lines end. */
static struct str long_text(struct arena *arena, const char *const *ends, size_t count)
{
	struct buf out;

	buf_init(&out, arena);
	while (out.len < 6 << 20) {
		size_t cells = draw(20) ? 3 : draw(6);

		for (size_t c = 0; c < cells; c++)
			buf_printf(&out, "%s%zu", c ? "," : "", draw(1000000));
		buf_text(&out, ends[draw(count)]);
	}
	return buf_str(&out);
}

static void assert_same_sheet(const struct sheet *a, const struct sheet *b)
{
	assert_int_equal(a->count, b->count);
	assert_int_equal(a->cells.count, b->cells.count);
	assert_memory_equal(a->cells.item, b->cells.item, a->cells.count * sizeof(*a->cells.item));
	assert_memory_equal(
		a->records.item, b->records.item, (a->count + 1) * sizeof(*a->records.item));
	assert_int_equal(a->faults.count, b->faults.count);
	assert_memory_equal(&a->usual, &b->usual, sizeof(a->usual));
	assert_true(str_equal(a->unescaped, b->unescaped));
}

static void is_read_alike(struct arena *arena, struct str text)
{
	static const int cores[] = {2, 3, 5};
	struct sheet alone, together;

	pretended_cores = 1;
	alone = read_sheet(arena, text, ',');
	for (size_t i = 0; i < sizeof(cores) / sizeof(*cores); i++) {
		pretended_cores = cores[i];
		together = read_sheet(arena, text, ',');
		assert_same_sheet(&alone, &together);
	}
	pretended_cores = 1;
}

static void a_long_text_is_read_alike_by_any_number_of_processes(void **state)
{
	static const char *const ends[] = {"\n", "\r\n", "\r", "\n\n", "\n  \n"};
	struct arena arena;

	(void)state;
	for (size_t count = 1; count <= sizeof(ends) / sizeof(*ends); count++) {
		arena_init(&arena, NULL);
		is_read_alike(&arena, long_text(&arena, ends, count));
		arena_free(&arena);
	}
	for (size_t i = 0; i < 3; i++) {
		arena_init(&arena, NULL);
		is_read_alike(&arena, long_text(&arena, &ends[i], 1));
		arena_free(&arena);
	}
}

/* The beginning tells how much room the rest is given; it may need more. */
static void a_text_that_gets_denser_is_read_alike(void **state)
{
	struct arena arena;
	struct buf out;

	(void)state;
	arena_init(&arena, NULL);
	buf_init(&out, &arena);
	while (out.len < 3 << 20)
		buf_printf(&out, "%030d,b,c\n", 1);
	while (out.len < 7 << 20)
		buf_text(&out, ",,\n");
	is_read_alike(&arena, buf_str(&out));
	arena_free(&arena);
}

static void quotes_anywhere_in_a_long_text_are_read_alike(void **state)
{
	static const char *const quoted[] = {
		"\"a\"\"b\",\"c\nd\",e", "\"a,b", "a\"b,c,d", "x,\"y\",z"};
	static const char *const end = "\n";
	struct arena arena;

	(void)state;
	for (size_t i = 0; i < 8; i++) {
		struct str text, line = str_of(quoted[i % 4]);
		size_t at;
		char *copy;

		arena_init(&arena, NULL);
		text = long_text(&arena, &end, 1);
		copy = arena_copy(&arena, text.at, text.len);
		for (at = text.len / 8 * i + 100; copy[at - 1] != '\n';)
			at++;
		memcpy(copy + at, line.at, line.len);
		copy[at + line.len] = '\n';
		is_read_alike(&arena, (struct str){copy, text.len});
		arena_free(&arena);
	}
}

static void a_last_line_without_an_end_belongs_to_it(void **state)
{
	static const char *const end = "\n";
	struct arena arena;
	struct sheet sheet;
	struct str text;

	(void)state;
	arena_init(&arena, NULL);
	text = long_text(&arena, &end, 1);
	text.len -= 3;
	is_read_alike(&arena, text);
	pretended_cores = 2;
	sheet = read_sheet(&arena, text, ',');
	assert_int_equal(sheet.records.item[sheet.count].at, text.len);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_text_without_quotes_is_split_as_libcsv_splits_it),
		cmocka_unit_test(a_long_text_is_read_alike_by_any_number_of_processes),
		cmocka_unit_test(a_text_that_gets_denser_is_read_alike),
		cmocka_unit_test(quotes_anywhere_in_a_long_text_are_read_alike),
		cmocka_unit_test(a_last_line_without_an_end_belongs_to_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
