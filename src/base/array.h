/**
 * array: a growing array in an arena.
 *
 *     struct names { ARRAY(struct str); } names = {0};
 *     *array_add(arena, &names) = STR("x");
 *     for (size_t i = 0; i < names.count; i++) use(names.item[i]);
 *
 * Memory: growing may move the items, so keep indices, not pointers, while a list still grows.
 */
#ifndef TIDEMARK_BASE_ARRAY_H
#define TIDEMARK_BASE_ARRAY_H

#include "base/arena.h"

#define ARRAY(type) \
	type *item; \
	size_t count, room

/** Room for `more` further items. */
#define array_reserve(arena, list, more) \
	((list)->count + (more) <= (list)->room \
			? (void)0 \
			: array_make_room((arena), (void **)&(list)->item, &(list)->room, \
				  (list)->count + (more), sizeof(*(list)->item)))

/** Adds a zeroed item and gives its address. */
#define array_add(arena, list) \
	(array_reserve((arena), (list), 1), \
		array_zero(&(list)->item[(list)->count], sizeof(*(list)->item)), \
		&(list)->item[(list)->count++])

void array_make_room(struct arena *arena, void **item, size_t *room, size_t need, size_t size);
void array_zero(void *item, size_t size);

#endif
