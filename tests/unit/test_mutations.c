/*
 * One table of figures in every layout, encoding and dialect, with every decoration and every
 * damage: what is loaded is right, and what is damaged is refused where the damage is.
 *
 *     test_mutations NUMBER    shows the file of that number and what becomes of it
 *     test_mutations x FACTOR  tries that many times as many files
 *
 * The product of all choices has millions of places; a stride through it that has no factor in
 * common with its size meets every choice, and every pair of choices many times.
 */
#include "damage.h"

#include <unistd.h>

#include "base/date.h"
#include "ingest/ingest.h"

enum { UNDAMAGED_TRIED = 500, DAMAGED_TRIED = 3000, FAILURES_SHOWN = 20 };

static size_t factor = 1;
static struct arena catalogue_arena;
static struct catalogue catalogue;

/* One file and what became of it. */
struct trial {
	struct arena arena;
	struct rendering rendering;
	struct diag diag;
	struct ingest_result result;
	bool loaded, partial;
};

static void load(struct trial *trial, bool partial)
{
	struct ingest_options options = {.partial = partial, .today = date_day(2024, 7, 10)};

	trial->partial = partial;
	diag_init(&trial->diag, &trial->arena);
	trial->loaded = ingest_content(&trial->arena, &catalogue, STR("t.csv"),
		trial->rendering.content, &options, &trial->result, &trial->diag);
}

static void begin(struct trial *trial, size_t number)
{
	*trial = (struct trial){.partial = false};
	arena_init(&trial->arena, NULL);
	trial->rendering.arena = &trial->arena;
	rendering_choose(&trial->rendering, number);
}

/* --- the figures that ought to be there */

static const struct figure *find_figure(
	const struct trial *trial, size_t indicator, size_t area, size_t month)
{
	const struct figures *figures = &trial->result.load.figures;
	const struct rendering *r = &trial->rendering;
	const char *name = has_areas(r) ? words_of(r)->areas[area] : "";
	int year, number;

	month_of(month, &year, &number);
	for (size_t i = 0; i < figures->count; i++) {
		struct series_key key = figures->series.item[figures->item[i].series];

		if (str_is(key.indicator->id, indicator_ids[indicator]) && str_is(key.area, name) &&
			figures->item[i].period == (year - 1970) * 12 + number - 1)
			return &figures->item[i];
	}
	return NULL;
}

struct tally {
	size_t right, wrong, missing;
};

static struct tally compare(const struct trial *trial)
{
	struct tally tally = {0, 0, 0};

	for (size_t a = 0; a < (has_areas(&trial->rendering) ? AREAS : 1); a++) {
		for (size_t i = 0; i < INDICATORS; i++) {
			for (size_t m = 0; m < MONTHS && has_indicator(&trial->rendering, i); m++) {
				const struct figure *figure = find_figure(trial, i, a, m);
				double expected = strtod(base_figure(i, a, m), NULL);

				tally.missing += !figure;
				tally.right += figure && figure->value == expected;
				tally.wrong += figure && figure->value != expected;
			}
		}
	}
	tally.wrong += trial->result.load.figures.count - tally.right - tally.wrong;
	return tally;
}

/* --- what must hold; NULL if it does, else what does not */

static bool says_where(const struct trial *trial)
{
	const struct rendering *r = &trial->rendering;

	for (size_t i = 0; i < trial->diag.count; i++) {
		const struct message *message = &trial->diag.item[i];

		if (message->severity == SEVERITY_ERROR && message->place.line >= r->first_line &&
			message->place.line <= r->last_line)
			return true;
	}
	return false;
}

static const char *check_whole(const struct trial *trial)
{
	struct tally tally = compare(trial);

	if (!trial->loaded)
		return trial->result.load.figures.count ? "refused, and yet there are figures"
		       : trial->rendering.choice[BY_DAMAGE] == NONE ? "refused"
		       : says_where(trial)                          ? NULL
								    : "the error is elsewhere";
	if (tally.wrong)
		return "wrong figures";
	if (tally.missing)
		return "figures are missing without an error";
	return NULL;
}

static const char *check_partial(const struct trial *trial)
{
	struct tally tally = compare(trial);

	if (tally.wrong)
		return "partial: wrong figures";
	if (tally.missing && trial->loaded)
		return "partial: figures are missing without an error";
	if (tally.missing && tally.right && !trial->result.rejected)
		return "partial: figures are missing and not counted";
	return NULL;
}

static const char *try(struct trial *trial)
{
	const char *fault;

	rendering_write(&trial->rendering);
	load(trial, false);
	fault = check_whole(trial);
	if (fault || trial->loaded)
		return fault;
	load(trial, true);
	return check_partial(trial);
}

/* --- many of them */

static size_t stride_for(size_t count)
{
	size_t stride = (size_t)((double)count * 0.618034), a, b, rest;

	for (;; stride++) {
		for (a = count, b = stride; b; a = b, b = rest)
			rest = a % b;
		if (a == 1)
			return stride;
	}
}

/* Tries `wanted` files, with or without damage. */
static void try_many(bool damaged, size_t wanted)
{
	size_t count = rendering_count(), stride = stride_for(count), number = 0, failures = 0;

	for (size_t tried = 0; tried < wanted; number = (number + stride) % count) {
		struct trial trial;
		const char *fault;

		begin(&trial, number);
		if ((trial.rendering.choice[BY_DAMAGE] != NONE) == damaged &&
			rendering_applies(&trial.rendering)) {
			tried++;
			fault = try(&trial);
			if (fault && failures++ < FAILURES_SHOWN * factor)
				print_message("%s: %s\n", fault,
					str_c(&trial.arena, rendering_name(&trial.rendering)));
		}
		arena_free(&trial.arena);
	}
	if (failures)
		fail_msg("%zu of %zu files", failures, wanted);
}

static void an_undamaged_file_loads_exactly_however_it_is_written(void **state)
{
	(void)state;
	try_many(false, UNDAMAGED_TRIED * factor);
}

static void a_damage_is_refused_where_it_is_or_does_no_harm(void **state)
{
	(void)state;
	try_many(true, DAMAGED_TRIED * factor);
}

/* --- one of them */

static int show(size_t number)
{
	struct trial trial;
	const char *fault;

	begin(&trial, number % rendering_count());
	fault = try(&trial);
	printf("%s\nlines %zu to %zu\n", str_c(&trial.arena, rendering_name(&trial.rendering)),
		trial.rendering.first_line, trial.rendering.last_line);
	fwrite(trial.rendering.content.at, 1, trial.rendering.content.len, stdout);
	printf("\n---\n%s%zu figures, %zu rejected%s\n%s\n", messages(&trial.arena, &trial.diag),
		trial.result.load.figures.count, trial.result.rejected,
		trial.partial ? " (partial)" : "", fault ? fault : "fine");
	arena_free(&trial.arena);
	return fault != NULL;
}

static int set_up(void **state)
{
	char path[] = "/tmp/tidemark-test-XXXXXX";
	int fd = mkstemp(path);
	FILE *file = fdopen(fd, "w");
	struct diag diag;

	(void)state;
	fputs(rendering_catalogue, file);
	fclose(file);
	arena_init(&catalogue_arena, NULL);
	diag_init(&diag, &catalogue_arena);
	if (!catalogue_read(&catalogue_arena, str_of(path), &catalogue, &diag))
		fail_msg("%s", messages(&catalogue_arena, &diag));
	return unlink(path);
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(&catalogue_arena);
	return 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_undamaged_file_loads_exactly_however_it_is_written),
		cmocka_unit_test(a_damage_is_refused_where_it_is_or_does_no_harm),
	};

	if (argc == 2)
		return set_up(NULL) || show(strtoul(argv[1], NULL, 10));
	if (argc == 3)
		factor = strtoul(argv[2], NULL, 10);
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
