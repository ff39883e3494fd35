#include "model/origin.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	const struct flagged *first = a, *second = b;

	if (first->series != second->series)
		return first->series < second->series ? -1 : 1;
	return (first->period > second->period) - (first->period < second->period);
}

void origins_sort(struct origins *origins)
{
	if (origins->flags.count)
		qsort(origins->flags.item, origins->flags.count, sizeof(*origins->flags.item),
			compare);
}

struct str origins_flag(const struct origins *origins, const struct series *loads, int period)
{
	struct flagged wanted = {.period = period};
	const struct flagged *found;

	if (!origins->flags.count)
		return STR("");
	wanted.series = (size_t)(loads - origins->loads.series.item);
	found = bsearch(
		&wanted, origins->flags.item, origins->flags.count, sizeof(wanted), compare);
	return found ? found->flag : STR("");
}
