#include "base/array.h"

#include <stdint.h>
#include <string.h>

void array_make_room(struct arena *arena, void **item, size_t *room, size_t need, size_t size)
{
	size_t wider = *room ? *room * 2 : 8;

	if (wider < need)
		wider = need;
	if (wider > SIZE_MAX / 2 / size)
		wider = SIZE_MAX / size; /* arena_grow refuses it */
	*item = arena_grow(arena, *item, *room * size, wider * size);
	*room = wider;
}

void array_zero(void *item, size_t size)
{
	memset(item, 0, size);
}
