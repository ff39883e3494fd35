/** intern: every different text once, numbered in the order of appearance. */
#ifndef TIDEMARK_INGEST_INTERN_H
#define TIDEMARK_INGEST_INTERN_H

#include "base/str.h"

#include <stdint.h>

struct intern {
	struct {
		ARRAY(struct str);
	} texts;
	uint32_t *slots; /* number + 1, 0 empty */
	size_t room;     /* of slots, a power of two */
	uint32_t last;   /* the number given last: columns repeat it, go on with the next or begin
			    anew */
};

/** The number of `text`; a new one if it was not there. Memory: refers to the text. */
uint32_t intern_add(struct arena *arena, struct intern *intern, struct str text);

/** The same for two texts together; the key, with a control character between, is copied. */
uint32_t intern_add_pair(struct arena *arena, struct intern *intern, struct str a, struct str b);

#define INTERN_BETWEEN '\x1F'

/** The same without adding: the count of texts if it is not there. */
uint32_t intern_find(const struct intern *intern, struct str text);

#endif
