#include "output/chart_items.h"

#include <string.h>

const struct verdict *chart_item_worst(const struct chart_item *item)
{
	const struct verdict *worst = NULL;

	for (size_t i = 0; i < item->count; i++) {
		const struct verdict *verdict = &item->verdicts[i];

		if (!verdict->over && (!worst || verdict->status > worst->status))
			worst = verdict;
	}
	return worst;
}

/* Insertion sort keeps the order among equals; mostly they are in order. */
static void sort(struct arena *arena, struct chart_items *items,
	int (*compare)(struct arena *arena, const struct chart_item *a, const struct chart_item *b))
{
	for (size_t i = 1; i < items->count; i++) {
		struct chart_item item = items->item[i];
		size_t to = i;

		for (; to && compare(arena, &items->item[to - 1], &item) > 0; to--)
			items->item[to] = items->item[to - 1];
		items->item[to] = item;
	}
}

static int badness(const struct chart_item *item)
{
	const struct verdict *worst = chart_item_worst(item);

	return worst ? (int)worst->status : -1;
}

static int compare_badness(
	struct arena *arena, const struct chart_item *a, const struct chart_item *b)
{
	(void)arena;
	return badness(b) - badness(a);
}

void chart_items_sort(struct chart_items *items)
{
	sort(NULL, items, compare_badness);
}

/* Areas that the catalogue does not list all have the same place. */
static int listed_place(const struct chart_item *item)
{
	const struct str_list *areas = &item->series->key.indicator->areas;
	size_t i = 0;

	while (i < areas->count && !str_equal(areas->item[i], item->series->key.area))
		i++;
	return (int)i;
}

static int compare_areas(
	struct arena *arena, const struct chart_item *a, const struct chart_item *b)
{
	int places = listed_place(a) - listed_place(b);

	return places ? places
		      : strverscmp(str_c(arena, a->series->key.area),
				str_c(arena, b->series->key.area));
}

void chart_items_sort_areas(struct arena *arena, struct chart_items *items)
{
	sort(arena, items, compare_areas);
}
