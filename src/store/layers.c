#include "store/layers.h"

#include <math.h>
#include <string.h>

/* Twice as much, and what is new goes to the end where the period is. */
static void grow(struct arena *arena, struct layers *layers, int period)
{
	bool backwards = period < layers->first;
	size_t gap = (size_t)(backwards ? layers->first - period : period - layers->first + 1);
	size_t room = (layers->room + gap) * 2 < 16 ? 16 : (layers->room + gap) * 2;
	size_t before = backwards ? room - (layers->room - layers->before) : layers->before;
	double *value = NEW_ARRAY(arena, room, double);

	for (size_t i = 0; i < room; i++)
		value[i] = NAN;
	if (layers->room)
		memcpy(value + before - layers->before, layers->value - layers->before,
			layers->room * sizeof(double));
	layers->value = value + before;
	layers->before = before;
	layers->room = room;
}

static bool has_room(const struct layers *layers, int period)
{
	return period >= layers->first - (int)layers->before &&
	       period < layers->first + (int)(layers->room - layers->before);
}

double layers_at(const struct layers *layers, int period)
{
	return has_room(layers, period) ? layers->value[period - layers->first] : NAN;
}

void layers_put(struct arena *arena, struct layers *layers, int period, double value)
{
	if (!layers->room)
		layers->first = period;
	if (!has_room(layers, period))
		grow(arena, layers, period);
	layers->value[period - layers->first] = value;
}

void layers_put_all(
	struct arena *arena, struct layers *layers, int first, const double *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!isnan(values[i]))
			layers_put(arena, layers, first + (int)i, values[i]);
}

struct series layers_series(const struct layers *layers)
{
	double *start = layers->room ? layers->value - layers->before : NULL;
	size_t skip = 0, end = layers->room;

	while (skip < end && isnan(start[skip]))
		skip++;
	while (end > skip && isnan(start[end - 1]))
		end--;
	return (struct series){.key = layers->key,
		.first = layers->first - (int)layers->before + (int)skip,
		.count = end - skip,
		.value = start ? start + skip : NULL};
}

void layers_book(struct arena *arena, const struct layers *layers, size_t count, struct book *book)
{
	for (size_t i = 0; i < count; i++) {
		struct series series = layers_series(&layers[i]);

		if (!series.count)
			continue;
		series.key.area = str_copy(arena, series.key.area);
		series.value = arena_copy(arena, series.value, series.count * sizeof(double));
		*array_add(arena, &book->series) = series;
	}
	book_index(arena, book);
}
