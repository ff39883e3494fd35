#include "ingest/intern.h"

#include <string.h>

enum { ROOM_MIN = 64, PAIR_MAX = 256 };

static size_t find_slot(const struct intern *intern, struct str text)
{
	size_t slot = str_hash(text) & (intern->room - 1);

	while (intern->slots[slot] && !str_equal(intern->texts.item[intern->slots[slot] - 1], text))
		slot = (slot + 1) & (intern->room - 1);
	return slot;
}

static void make_room(struct arena *arena, struct intern *intern)
{
	if ((intern->texts.count + 1) * 2 <= intern->room)
		return;
	intern->room = intern->room ? intern->room * 2 : ROOM_MIN;
	intern->slots = NEW_ARRAY(arena, intern->room, uint32_t);
	for (uint32_t i = 0; i < intern->texts.count; i++)
		intern->slots[find_slot(intern, intern->texts.item[i])] = i + 1;
}

uint32_t intern_find(const struct intern *intern, struct str text)
{
	const uint32_t likely[] = {intern->last, intern->last + 1, 0};
	uint32_t found;

	if (!intern->texts.count)
		return 0;
	for (size_t i = 0; i < sizeof(likely) / sizeof(*likely); i++)
		if (likely[i] < intern->texts.count &&
			str_equal(intern->texts.item[likely[i]], text))
			return likely[i];
	found = intern->slots[find_slot(intern, text)];
	return found ? found - 1 : (uint32_t)intern->texts.count;
}

uint32_t intern_add(struct arena *arena, struct intern *intern, struct str text)
{
	uint32_t number = intern_find(intern, text);

	if (number == intern->texts.count) {
		make_room(arena, intern);
		intern->slots[find_slot(intern, text)] = number + 1;
		*array_add(arena, &intern->texts) = text;
	}
	intern->last = number;
	return number;
}

uint32_t intern_add_pair(struct arena *arena, struct intern *intern, struct str a, struct str b)
{
	size_t len = a.len + 1 + b.len;
	char small[PAIR_MAX], *text = len <= PAIR_MAX ? small : arena_alloc(arena, 1, len);
	uint32_t number;

	memcpy(text, a.at, a.len);
	text[a.len] = INTERN_BETWEEN;
	memcpy(text + a.len + 1, b.at, b.len);
	number = intern_find(intern, (struct str){text, len});
	if (number == intern->texts.count)
		return intern_add(arena, intern, str_copy(arena, (struct str){text, len}));
	intern->last = number;
	return number;
}
