#include "model/series.h"

#include <math.h>
#include <stdlib.h>

double series_at(const struct series *series, int period)
{
	if (period < series->first || (size_t)(period - series->first) >= series->count)
		return NAN;
	return series->value[period - series->first];
}

int series_last(const struct series *series)
{
	return series->first + (int)series->count - 1;
}

void series_cut(struct series *series, int period)
{
	if (series->count && period < series_last(series))
		series->count = period < series->first ? 0 : (size_t)(period - series->first) + 1;
	while (series->count && isnan(series->value[series->count - 1]))
		series->count--;
}

void book_cut(struct book *book, int today)
{
	for (size_t i = 0; i < book->series.count; i++) {
		struct series *series = &book->series.item[i];
		const struct indicator *indicator = series->key.indicator;

		if (indicator->every != EVERY_ONCE)
			series_cut(series,
				period_of_day(indicator->every, indicator->calendar, today));
	}
}

static int compare_series(const void *a, const void *b)
{
	const struct series_key *first = &((const struct series *)a)->key;
	const struct series_key *second = &((const struct series *)b)->key;

	if (first->indicator->index != second->indicator->index)
		return first->indicator->index < second->indicator->index ? -1 : 1;
	return str_compare(first->area, second->area);
}

void book_index(struct arena *arena, struct book *book)
{
	size_t indicators = book->catalogue->indicators.count, place = 0;

	if (book->series.count)
		qsort(book->series.item, book->series.count, sizeof(*book->series.item),
			compare_series);
	book->start = NEW_ARRAY(arena, indicators + 1, size_t);
	for (size_t i = 0; i <= indicators; i++) {
		while (place < book->series.count &&
			book->series.item[place].key.indicator->index < i)
			place++;
		book->start[i] = place;
	}
}

size_t book_range(const struct book *book, const struct indicator *indicator, size_t *first)
{
	*first = book->start[indicator->index];
	return book->start[indicator->index + 1] - *first;
}

struct series *book_find(
	const struct book *book, const struct indicator *indicator, struct str area)
{
	size_t low, count = book_range(book, indicator, &low);

	while (count > 0) {
		struct series *middle = &book->series.item[low + count / 2];
		int order = str_compare(middle->key.area, area);

		if (order == 0)
			return middle;
		if (order < 0)
			low += count / 2 + 1;
		count = order < 0 ? (count - 1) / 2 : count / 2;
	}
	return NULL;
}
