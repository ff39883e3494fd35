#include "ingest/order.h"

#include "ingest/advice.h"
#include "text/decimal.h"

#include <limits.h>
#include <stdlib.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS };

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

/* Where the next figure of a series goes, and the period of the one before. */
struct next {
	uint32_t place;
	int before;
};

/* By series, keeping the order of each: enough where each has its periods in order. */
static enum order sort_by_series(
	struct arena *arena, const struct figures *figures, struct figure *to)
{
	struct next *next = NEW_ARRAY(arena, figures->series.count + 1, struct next);
	enum order order = STRICT;

	for (size_t i = 0; i < figures->count; i++)
		next[figures->item[i].series + 1].place++;
	for (size_t i = 0; i < figures->series.count; i++) {
		next[i + 1].place += next[i].place;
		next[i].before = INT_MIN;
	}
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->item[i];
		struct next *at = &next[figure->series];

		if (figure->period <= at->before)
			order = figure->period < at->before || order == NONE ? NONE : SORTED;
		at->before = figure->period;
		to[at->place++] = *figure;
	}
	return order;
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
	uint64_t most = figures->series.count * keys.range;

	for (unsigned shift = 0; shift < 64 && most >> shift; shift += DIGIT_BITS) {
		sort_digit(figures->item, *other, figures->count, keys, shift);
		swap(figures, other);
	}
}

bool order_sort(struct run *run)
{
	struct figures *figures = &run->result->load.figures;
	size_t size = figures->room * sizeof(*figures->item);
	enum order order = order_of(figures);
	struct figure *other;

	if (order == NONE) {
		other = sheet_reuse_cells(&run->sheet, run->scratch, run->arena, size);
		order = sort_by_series(run->scratch, figures, other);
		swap(figures, &other);
		if (order == NONE)
			sort_by_keys(figures, &other);
		arena_release(run->arena, other, size);
	}
	return order == STRICT;
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
