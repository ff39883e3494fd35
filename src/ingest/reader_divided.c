/* The rows of a large file, read by several processes. */
#include "base/proc.h"
#include "ingest/reader_parts.h"
#include "ingest/run_apart.h"

#include <string.h>

struct division {
	const struct reader *whole;
	struct figure *figures; /* shared: as many as cells that may hold one */
	size_t columns;         /* of figures */
};

/* What a process found, beside its figures; behind it what it left out, and its series. */
struct found {
	bool plain;            /* it can be put together with the rest */
	size_t first, figures; /* the row with which it began, and how many it has */
	size_t series, left_out, missing, rounded;
	struct tally dashes, estimates;
};

/* A series by where it was met first: what an area is called is known to its process alone. */
struct origin {
	uint32_t indicator, record;
	uint32_t figures;
};

static void put(struct buf *out, const void *bytes, size_t size)
{
	buf_add(out, (struct str){bytes, size});
}

/* Another process has its own numbers of flags. */
static bool was_plain(const struct run_apart *apart)
{
	return run_was_plain(apart) && apart->result.load.figures.flag_texts.count == 1;
}

static void put_origins(struct buf *out, const struct reader *reader, const struct figures *figures)
{
	struct origin *origins = NEW_ARRAY(out->arena, figures->series.count, struct origin);

	for (size_t i = 0; i < figures->series.count; i++) {
		const struct series_pair *pair = &reader->series.pairs.item[i];

		origins[i] =
			(struct origin){(uint32_t)(pair->pair >> 32), pair->record, pair->figures};
	}
	put(out, origins, figures->series.count * sizeof(*origins));
}

static void put_found(
	struct buf *out, const struct reader *reader, const struct run_apart *apart, size_t first)
{
	const struct ingest_result *result = &apart->result;
	struct found found;

	memset(&found, 0, sizeof(found)); /* its gaps are written too */
	found.plain = was_plain(apart);
	found.first = first;
	found.figures = result->load.figures.count;
	found.series = result->load.figures.series.count;
	found.left_out = result->left_out.count;
	found.missing = result->missing;
	found.rounded = result->rounded;
	found.dashes = reader->dashes;
	found.estimates = reader->estimates;
	put(out, &found, sizeof(found));
	put(out, result->left_out.item, result->left_out.count * sizeof(*result->left_out.item));
	if (found.plain)
		put_origins(out, reader, &result->load.figures);
}

/* What was reported is noted there. */
static void copy_columns(struct arena *arena, const struct reader *whole, struct reader *reader)
{
	size_t marks = whole->marks.count, values = whole->run->layout.values.count;

	reader->marks.count = marks;
	reader->marks.marks =
		arena_copy(arena, whole->marks.marks, marks * sizeof(*whole->marks.marks));
	reader->values = arena_copy(arena, whole->values, values * sizeof(*whole->values));
}

static bool read_apart(void *context, size_t first, size_t last, struct buf *out, struct diag *diag)
{
	const struct division *division = context;
	const struct reader *whole = division->whole;
	size_t body = whole->run->frame.body;
	struct run_apart apart;
	struct figures *figures = &apart.result.load.figures;
	struct reader reader = {.run = &apart.run};

	run_begin_apart(&apart, whole->run, diag->arena);
	*array_add(diag->arena, &figures->flag_texts) = STR("");
	figures->item = division->figures + first * division->columns;
	figures->room = (last - first) * division->columns;
	copy_columns(diag->arena, whole, &reader);
	arena_fill_in(figures->item, (last - first) * sizeof(*figures->item));
	reader_rows(&reader, body + first, body + last);
	put_found(out, &reader, &apart, first);
	return true;
}

static const void *take(struct str *part, size_t size)
{
	const void *bytes = part->at;

	*part = str_from(*part, size);
	return bytes;
}

/* The numbers here of the series that a process has numbered; NULL if they are the same. */
static const uint32_t *number_series(
	struct reader *reader, const struct origin *origins, size_t count)
{
	struct run *run = reader->run;
	uint32_t *numbers = NEW_ARRAY(run->scratch, count, uint32_t);
	bool same = true;

	for (size_t i = 0; i < count; i++) {
		numbers[i] = series_table_find(run, &reader->series,
			run->catalogue->indicators.item[origins[i].indicator],
			reader_area(reader, origins[i].record), origins[i].record, 0);
		if (numbers[i] == run->counts.count)
			*array_add(run->scratch, &run->counts) = 0;
		run->counts.item[numbers[i]] += origins[i].figures;
		same = same && numbers[i] == i;
	}
	return same ? NULL : numbers;
}

/* Puts the figures behind those that are there. */
static void join_figures(
	struct figures *figures, const struct figure *from, size_t count, const uint32_t *numbers)
{
	struct figure *to = figures->item + figures->count;

	if (to != from)
		memmove(to, from, count * sizeof(*from));
	for (size_t i = 0; i < count && numbers; i++)
		to[i].series = numbers[to[i].series];
	figures->count += count;
}

static void join(struct reader *reader, struct str part, const struct division *division)
{
	struct ingest_result *result = reader->run->result;
	const struct found *found = take(&part, sizeof(*found));
	const struct left_out *left_out = take(&part, found->left_out * sizeof(*left_out));
	const struct origin *origins = take(&part, found->series * sizeof(*origins));

	join_figures(&result->load.figures, division->figures + found->first * division->columns,
		found->figures, number_series(reader, origins, found->series));
	for (size_t i = 0; i < found->left_out; i++)
		run_leave_out(reader->run, left_out[i].what, left_out[i].count);
	result->missing += found->missing;
	result->rounded += found->rounded;
	reader_tally(&reader->dashes, &found->dashes);
	reader_tally(&reader->estimates, &found->estimates);
}

static bool are_plain(const struct str_list *parts)
{
	bool plain = true;

	for (size_t i = 0; i < parts->count; i++)
		plain = plain && ((const struct found *)(const void *)parts->item[i].at)->plain;
	return plain;
}

bool reader_divided(struct reader *reader, bool *done)
{
	struct run *run = reader->run;
	struct figures *figures = &run->result->load.figures;
	size_t rows = run->frame.end - run->frame.body, columns = run->layout.values.count;
	struct division division = {.whole = reader, .columns = columns};
	struct str_list parts = {0};

	*done = false;
	if (!run_is_divisible(run))
		return true;
	division.figures = arena_shared(run->arena, rows * columns, sizeof(*figures->item));
	if (!proc_gather(run->scratch, rows, ROWS_APART, "reading rows", read_apart, &division,
		    &parts, run->diag))
		return false;
	*done = are_plain(&parts);
	if (!*done) {
		arena_release(
			run->arena, division.figures, rows * columns * sizeof(*figures->item));
		return true;
	}
	figures->item = division.figures;
	figures->room = rows * columns;
	for (size_t i = 0; i < parts.count; i++)
		join(reader, parts.item[i], &division);
	return true;
}
