/** names: texts numbered in the order in which they are met. */
#ifndef TIDEMARK_BASE_NAMES_H
#define TIDEMARK_BASE_NAMES_H

#include "base/str.h"

struct names {
	ARRAY(struct str);
	size_t *slots; /* open addressing: number + 1, 0 for free */
	size_t slot_count;
};

/** The number of `name`; a new one is copied and gets number names->count (as it was before). */
size_t names_add(struct arena *arena, struct names *names, struct str name);

/** The number of `name`, or names->count if it has not been met. */
size_t names_find(const struct names *names, struct str name);

#endif
