/*
 * The arena of the fuzz targets, in the place of src/base/arena.c: each piece of memory stands
 * alone and ends where it was asked to end, so that a sanitizer sees who goes beyond it, and moves
 * whenever it grows, so that it sees who uses the old address. All bytes are counted.
 */
#include "base/arena.h"

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

struct arena_block {
	struct arena_block *next, *previous;
	size_t size;
	bool shared; /* with children: mapped */
	_Alignas(max_align_t) unsigned char bytes[];
};

enum { JUNK = 0xA5 };

static size_t held, peak, before; /* before: held when the counting began */

size_t fuzz_peak(void)
{
	return peak - before;
}

void fuzz_reset_peak(void)
{
	peak = before = held;
}

static void count(size_t more, size_t less)
{
	held += more - less;
	if (held > peak)
		peak = held;
}

static void *link_block(struct arena *arena, struct arena_block *block, size_t size)
{
	if (!block)
		abort();
	block->size = size;
	block->previous = NULL;
	block->next = arena->blocks;
	if (block->next)
		block->next->previous = block;
	arena->blocks = block;
	return block->bytes;
}

static void free_block(struct arena_block *block)
{
	if (!block->shared)
		count(0, block->size);
	if (block->shared)
		munmap(block, sizeof(*block) + block->size);
	else
		free(block);
}

static struct arena_block *block_of(void *old)
{
	return (struct arena_block *)(void *)((unsigned char *)old -
					      offsetof(struct arena_block, bytes));
}

void arena_init(struct arena *arena, const struct arena *parent)
{
	arena->blocks = NULL;
	arena->exhausted = parent ? parent->exhausted : NULL;
}

void arena_free(struct arena *arena)
{
	for (struct arena_block *block = arena->blocks, *next; block; block = next) {
		next = block->next;
		free_block(block);
	}
	arena->blocks = NULL;
}

void *arena_alloc(struct arena *arena, size_t number, size_t size)
{
	if (size && number > (SIZE_MAX / 2) / size)
		abort();
	size *= number;
	count(size, 0);
	return link_block(arena, calloc(1, sizeof(struct arena_block) + size), size);
}

/* Not counted: what is never touched costs nothing. */
void *arena_shared(struct arena *arena, size_t number, size_t size)
{
	struct arena_block *block;

	if (size && number > (SIZE_MAX / 2) / size)
		abort();
	size *= number;
	block = mmap(NULL, sizeof(*block) + size, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (block == MAP_FAILED)
		abort();
	block->shared = true;
	return link_block(arena, block, size);
}

void arena_fill_in(void *shared, size_t size)
{
	(void)shared;
	(void)size;
}

void *arena_copy(struct arena *arena, const void *from, size_t size)
{
	void *copy = arena_alloc(arena, 1, size);

	if (size)
		memcpy(copy, from, size);
	return copy;
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	unsigned char *grown;

	if (new_size <= old_size)
		return old;
	grown = arena_alloc(arena, 1, new_size);
	memset(grown + old_size, JUNK, new_size - old_size);
	if (old_size)
		memcpy(grown, old, old_size);
	arena_release(arena, old, old_size);
	return grown;
}

void arena_release(struct arena *arena, void *old, size_t size)
{
	struct arena_block *block;

	(void)size;
	if (!old)
		return;
	block = block_of(old);
	if (block->previous)
		block->previous->next = block->next;
	else
		arena->blocks = block->next;
	if (block->next)
		block->next->previous = block->previous;
	free_block(block);
}

void *arena_reuse(struct arena *arena, struct arena *from, void *old, size_t old_size, size_t size,
	bool shared)
{
	void *fresh = shared ? arena_shared(arena, 1, size) : arena_alloc(arena, 1, size);

	arena_release(from, old, old_size);
	return memset(fresh, JUNK, size);
}
