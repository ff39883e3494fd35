#include "base/names.h"

enum { FIRST_SLOTS = 64 };

/* The slot that holds the name or is free for it. */
static size_t *find_slot(const struct names *names, struct str name)
{
	size_t slot = str_hash(name) & (names->slot_count - 1);

	while (names->slots[slot] && !str_equal(names->item[names->slots[slot] - 1], name))
		slot = (slot + 1) & (names->slot_count - 1);
	return &names->slots[slot];
}

/* Half of the slots stay free, so that searches are short. */
static void make_slots(struct arena *arena, struct names *names)
{
	if (names->count * 2 < names->slot_count)
		return;
	names->slot_count = names->slot_count ? names->slot_count * 2 : FIRST_SLOTS;
	names->slots = NEW_ARRAY(arena, names->slot_count, size_t);
	for (size_t i = 0; i < names->count; i++)
		*find_slot(names, names->item[i]) = i + 1;
}

size_t names_add(struct arena *arena, struct names *names, struct str name)
{
	size_t *slot;

	make_slots(arena, names);
	slot = find_slot(names, name);
	if (!*slot) {
		*array_add(arena, names) = str_copy(arena, name);
		*slot = names->count;
	}
	return *slot - 1;
}

size_t names_find(const struct names *names, struct str name)
{
	size_t slot = names->slot_count ? *find_slot(names, name) : 0;

	return slot ? slot - 1 : names->count;
}
