#include "ingest/order.h"

#include "base/proc.h"
#include "ingest/advice.h"
#include "text/decimal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
	DIGIT_BITS = 11,
	DIGITS = 1 << DIGIT_BITS,
	FIGURES_APART = 100000, /* so many are worth a process */
};

enum order { NONE, SORTED, STRICT }; /* strict: each period of a series stands there once */

static enum order order_of(const struct figures *figures)
{
	bool strict = true;

	for (size_t i = 1; i < figures->count; i++) {
		const struct figure *a = &figures->item[i - 1], *b = &figures->item[i];

		if (a->series > b->series || (a->series == b->series && a->period > b->period))
			return NONE;
		strict = strict && (a->series < b->series || a->period < b->period);
	}
	return strict ? STRICT : SORTED;
}

/* The place of each series when sorted, and the end. */
static uint32_t *find_starts(struct run *run)
{
	const struct figures *figures = &run->result->load.figures;
	uint32_t *start = NEW_ARRAY(run->scratch, figures->series.count + 1, uint32_t);

	if (run->counts.count)
		memcpy(start + 1, run->counts.item, run->counts.count * sizeof(*start));
	for (size_t i = 0; i < figures->count && !run->counts.count; i++)
		start[figures->item[i].series + 1]++;
	for (size_t i = 0; i < figures->series.count; i++)
		start[i + 1] += start[i];
	return start;
}

/* Sorting by series, which is enough where each has its periods in order. */
struct sorting {
	const struct figures *figures;
	const uint32_t *start; /* of each series, and the end */
	struct figure *to;
};

/* Where the next figure of a series goes, and the period of the one before. */
struct next {
	uint32_t place;
	int before;
};

/* The first series that starts at the place or behind it. */
static uint32_t series_from(const uint32_t *start, size_t series, size_t place)
{
	uint32_t low = 0, high = (uint32_t)series;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (start[middle] < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The series that start in these places, picked from all figures in their order. */
static bool sort_series(
	void *context, size_t first, size_t last, struct buf *out, struct diag *diag)
{
	const struct sorting *sorting = context;
	const struct figures *figures = sorting->figures;
	const uint32_t *start = sorting->start;
	uint32_t from = series_from(start, figures->series.count, first);
	uint32_t count = series_from(start, figures->series.count, last) - from;
	struct next *next = NEW_ARRAY(out->arena, count, struct next);
	enum order order = STRICT;

	(void)diag;
	for (uint32_t i = 0; i < count; i++)
		next[i] = (struct next){start[from + i], INT_MIN};
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->item[i];
		uint32_t place = figure->series - from;
		struct next *at;

		if (place >= count)
			continue;
		at = &next[place];
		if (figure->period <= at->before)
			order = figure->period < at->before || order == NONE ? NONE : SORTED;
		at->before = figure->period;
		sorting->to[at->place++] = *figure;
	}
	buf_char(out, (char)order);
	return true;
}

/* False for a process that died. */
static bool sort_by_series(struct run *run, struct figure *to, enum order *order)
{
	const struct figures *figures = &run->result->load.figures;
	struct sorting sorting = {figures, find_starts(run), to};
	struct str_list orders = {0};

	if (!proc_gather(run->scratch, figures->count, FIGURES_APART, "sorting figures",
		    sort_series, &sorting, &orders, run->diag))
		return false;
	*order = STRICT;
	for (size_t i = 0; i < orders.count; i++)
		if (orders.item[i].at[0] < (char)*order)
			*order = (enum order)orders.item[i].at[0];
	return true;
}

/* Series and period as one number that is as small as the file allows. */
struct keys {
	int first;      /* period */
	uint64_t range; /* of periods */
};

static uint64_t key_of(struct keys keys, const struct figure *figure)
{
	return figure->series * keys.range + (uint64_t)((int64_t)figure->period - keys.first);
}

static struct keys find_keys(const struct figures *figures)
{
	int first = figures->item[0].period, last = first;

	for (size_t i = 1; i < figures->count; i++) {
		int period = figures->item[i].period;

		first = period < first ? period : first;
		last = period > last ? period : last;
	}
	return (struct keys){first, (uint64_t)((int64_t)last - first) + 1};
}

/* One pass of a radix sort, which keeps the order of equal keys. */
static void sort_digit(const struct figure *from, struct figure *to, size_t count, struct keys keys,
	unsigned shift)
{
	size_t start[DIGITS + 1] = {0};

	for (size_t i = 0; i < count; i++)
		start[(key_of(keys, &from[i]) >> shift & (DIGITS - 1)) + 1]++;
	for (size_t i = 0; i < DIGITS; i++)
		start[i + 1] += start[i];
	for (size_t i = 0; i < count; i++)
		to[start[key_of(keys, &from[i]) >> shift & (DIGITS - 1)]++] = from[i];
}

static void swap(struct figures *figures, struct figure **other)
{
	struct figure *from = figures->item;

	figures->item = *other;
	*other = from;
}

static void sort_by_keys(struct figures *figures, struct figure **other)
{
	const struct keys keys = find_keys(figures);
	unsigned shift = 0;

	for (uint64_t most = figures->series.count * keys.range; most; most >>= DIGIT_BITS) {
		sort_digit(figures->item, *other, figures->count, keys, shift);
		swap(figures, other);
		shift += DIGIT_BITS;
	}
}

bool order_sort(struct run *run, bool *strict)
{
	struct figures *figures = &run->result->load.figures;
	size_t size = figures->room * sizeof(*figures->item);
	bool apart = figures->count >= (size_t)2 * FIGURES_APART && proc_cores() > 1;
	enum order order = order_of(figures);
	bool done = true;
	struct figure *other;

	if (order == NONE) {
		other = sheet_reuse_cells(&run->sheet, run->scratch, run->arena, size, apart);
		done = sort_by_series(run, other, &order);
		swap(figures, &other);
		if (order == NONE)
			sort_by_keys(figures, &other);
		arena_release(run->arena, other, size);
	}
	*strict = order == STRICT;
	return done;
}

/* The record that begins in that line. */
static size_t record_of_line(const struct sheet *sheet, uint32_t line)
{
	size_t low = 0, high = sheet->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sheet->records.item[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void explain(struct run *run, const struct figure *a, const struct figure *b, size_t record)
{
	const struct series_key *key = &run->result->load.figures.series.item[a->series];
	char first[32], second[32];
	struct str period = period_print(
		run->scratch, key->indicator->every, key->indicator->calendar, a->period);

	decimal_print(a->value, first);
	decimal_print(b->value, second);
	run_error(run, record, 0,
		str_printf(run->scratch,
			"%.*s of %.*s is %s here but %s in line %u; mend the file, or %.*s",
			STR_ARG(period), STR_ARG(series_name(run->scratch, *key)), second, first,
			a->line,
			STR_ARG(advice(run->scratch, run->source, run->path,
				"duplicates = first or duplicates = last"))));
}

static void refuse(struct run *run, const struct figure *a, const struct figure *b)
{
	size_t record = record_of_line(&run->sheet, b->line);

	if (run_is_full(run))
		run_error(run, record, 0, STR(""));
	else
		explain(run, a, b, record);
	run_reject(run, record_of_line(&run->sheet, a->line));
	run_reject(run, record);
}

static bool is_same(const struct figure *a, const struct figure *b)
{
	return a->series == b->series && a->period == b->period;
}

void order_unique(struct run *run)
{
	struct figures *figures = &run->result->load.figures;
	enum duplicates rule = run->source ? run->source->duplicates : DUPLICATES_ERROR;
	size_t kept = 0;

	for (size_t i = 0; i < figures->count; i++) {
		struct figure *before = kept ? &figures->item[kept - 1] : NULL;
		const struct figure *figure = &figures->item[i];
		bool same = before && is_same(before, figure), equal;

		if (!same) {
			figures->item[kept++] = *figure;
			continue;
		}
		equal = before->value >= figure->value && before->value <= figure->value;
		if (!equal && rule == DUPLICATES_ERROR)
			refuse(run, before, figure);
		else if (rule == DUPLICATES_LAST)
			*before = *figure;
	}
	figures->count = kept;
}

static int compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

void order_drop_rejected(struct run *run)
{
	struct figures *figures = &run->result->load.figures;
	size_t kept = 0;

	if (!run->rejected.count)
		return;
	qsort(run->rejected.item, run->rejected.count, sizeof(uint32_t), compare);
	for (size_t i = 0; i < figures->count; i++) {
		uint32_t record = (uint32_t)record_of_line(&run->sheet, figures->item[i].line);

		if (!bsearch(&record, run->rejected.item, run->rejected.count, sizeof(uint32_t),
			    compare))
			figures->item[kept++] = figures->item[i];
	}
	figures->count = kept;
}
