#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { BLOCK_SIZE = 64 * 1024, LARGE = 16 * 1024, HUGE_BLOCK = 1 << 20 };

/* Small requests share blocks of BLOCK_SIZE, of which only what is handed out is zeroed: many an
 * arena lives for little more than a few of them. A request of LARGE bytes and more gets a block of
 * its own, zeroed, so that an array which keeps growing can grow there. From HUGE_BLOCK bytes on
 * the block is mapped: then it grows without being copied, is gone when it is freed, and may have
 * large pages, which make fewer page faults. */
struct arena_block {
	struct arena_block *next;
	struct arena_block *previous;
	size_t used;
	size_t size;
	bool shared; /* mapped, and children see what is written to it */
	_Alignas(max_align_t) unsigned char bytes[];
};

static _Noreturn void give_up(struct arena *arena)
{
	if (arena->exhausted)
		longjmp(*arena->exhausted, 1);
	abort();
}

static size_t round_up(size_t size)
{
	size_t unit = _Alignof(max_align_t);

	return (size + unit - 1) / unit * unit;
}

static void link_block(struct arena *arena, struct arena_block *block)
{
	block->previous = NULL;
	block->next = arena->blocks;
	if (block->next)
		block->next->previous = block;
	arena->blocks = block;
}

/* Both return memory for `size` bytes and the block's head, or NULL. */
static struct arena_block *map_block(size_t size, int sharing)
{
	void *block = mmap(NULL, sizeof(struct arena_block) + size, PROT_READ | PROT_WRITE,
		sharing | MAP_ANONYMOUS, -1, 0);

	if (block == MAP_FAILED)
		return NULL;
	madvise(block, sizeof(struct arena_block) + size, MADV_HUGEPAGE);
	return block;
}

static struct arena_block *make_block(size_t size, bool large)
{
	if (!large)
		return malloc(sizeof(struct arena_block) + size);
	return size >= HUGE_BLOCK ? map_block(size, MAP_PRIVATE)
				  : calloc(1, sizeof(struct arena_block) + size);
}

static void free_block(struct arena_block *block)
{
	if (block->size >= HUGE_BLOCK)
		munmap(block, sizeof(*block) + block->size);
	else
		free(block);
}

/* The block with its content, larger than before; NULL if there is no memory. */
static struct arena_block *resize_block(struct arena_block *block, size_t size)
{
	struct arena_block *larger;

	if (size < HUGE_BLOCK)
		return realloc(block, sizeof(*block) + size);
	if (block->size >= HUGE_BLOCK && !block->shared) {
		void *moved = mremap(
			block, sizeof(*block) + block->size, sizeof(*block) + size, MREMAP_MAYMOVE);

		return moved == MAP_FAILED ? NULL : moved;
	}
	larger = map_block(size, MAP_PRIVATE);
	if (!larger)
		return NULL;
	memcpy(larger, block, sizeof(*block) + block->used);
	larger->shared = false;
	free_block(block);
	return larger;
}

/* A large request's block goes behind the first one, so that small requests still find that one. */
static void link_behind(struct arena *arena, struct arena_block *block)
{
	struct arena_block *first = arena->blocks;

	if (!first) {
		link_block(arena, block);
		return;
	}
	block->previous = first;
	block->next = first->next;
	if (block->next)
		block->next->previous = block;
	first->next = block;
}

enum sort { SMALL, LARGE_ONE, SHARED };

static struct arena_block *add_block(struct arena *arena, size_t size, enum sort sort)
{
	struct arena_block *block;

	if (size > PTRDIFF_MAX - sizeof(*block) - 64)
		give_up(arena);
	block = sort == SHARED ? map_block(size, MAP_SHARED) : make_block(size, sort != SMALL);
	if (!block)
		give_up(arena);
	block->size = size;
	block->used = 0;
	block->shared = sort == SHARED;
	if (sort == SMALL)
		link_block(arena, block);
	else
		link_behind(arena, block);
	return block;
}

void arena_init(struct arena *arena, const struct arena *parent)
{
	arena->blocks = NULL;
	arena->exhausted = parent ? parent->exhausted : NULL;
}

void arena_free(struct arena *arena)
{
	struct arena_block *block = arena->blocks;

	while (block) {
		struct arena_block *next = block->next;

		free_block(block);
		block = next;
	}
	arena->blocks = NULL;
}

void *arena_alloc(struct arena *arena, size_t count, size_t size)
{
	struct arena_block *block = arena->blocks;
	void *result;

	if (size && count > (SIZE_MAX / 2) / size)
		give_up(arena);
	size = round_up(count * size);
	if (size >= LARGE) {
		block = add_block(arena, size, LARGE_ONE);
		block->used = size;
		return block->bytes;
	}
	if (!block || block->size - block->used < size)
		block = add_block(arena, BLOCK_SIZE - sizeof(*block), SMALL);
	result = block->bytes + block->used;
	block->used += size;
	return memset(result, 0, size);
}

void *arena_shared(struct arena *arena, size_t count, size_t size)
{
	struct arena_block *block;

	if (size && count > (SIZE_MAX / 2) / size)
		give_up(arena);
	size = round_up(count * size);
	block = add_block(arena, size < HUGE_BLOCK ? HUGE_BLOCK : size, SHARED);
	block->used = block->size; /* nothing else shall stand in it */
	return block->bytes;
}

/* Only pages that are nobody else's; a kernel before Linux 5.14 does not know how. */
void arena_fill_in(void *shared, size_t size)
{
	enum { PAGE = 4096, WORTH = 64 * PAGE };
	size_t before = -(uintptr_t)shared % PAGE;

	if (size >= WORTH)
		madvise((char *)shared + before, (size - before) / PAGE * PAGE,
			MADV_POPULATE_WRITE);
}

void *arena_copy(struct arena *arena, const void *from, size_t size)
{
	void *copy = arena_alloc(arena, 1, size);

	if (size)
		memcpy(copy, from, size);
	return copy;
}

/* The block that holds nothing but `old`, so that realloc may move it; NULL if there is none. */
static struct arena_block *own_block(void *old, size_t old_size)
{
	if (!old || round_up(old_size) < LARGE)
		return NULL;
	return (struct arena_block *)(void *)((unsigned char *)old -
					      offsetof(struct arena_block, bytes));
}

static void *grow_block(struct arena *arena, struct arena_block *block, size_t new_size)
{
	struct arena_block *moved;

	if (new_size > PTRDIFF_MAX - sizeof(*block) - 64)
		give_up(arena);
	new_size = round_up(new_size);
	moved = resize_block(block, new_size);
	if (!moved)
		give_up(arena);
	moved->size = moved->used = new_size;
	if (moved->previous)
		moved->previous->next = moved;
	else
		arena->blocks = moved;
	if (moved->next)
		moved->next->previous = moved;
	return moved->bytes;
}

/* Takes the room behind `old`, if that was the last request and stays a small one. */
static bool grow_in_place(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	struct arena_block *block = arena->blocks;
	size_t more;

	if (!old || round_up(new_size) >= LARGE)
		return false;
	more = round_up(new_size) - round_up(old_size);
	if ((unsigned char *)old + round_up(old_size) != block->bytes + block->used ||
		more > block->size - block->used)
		return false;
	block->used += more;
	return true;
}

void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size)
{
	struct arena_block *block = own_block(old, old_size);
	void *result;

	if (new_size <= old_size)
		return old;
	if (block)
		return grow_block(arena, block, new_size);
	if (grow_in_place(arena, old, old_size, new_size))
		return old;
	result = arena_alloc(arena, 1, new_size);
	if (old_size)
		memcpy(result, old, old_size);
	return result;
}

static void unlink_block(struct arena *arena, struct arena_block *block)
{
	if (block->previous)
		block->previous->next = block->next;
	else
		arena->blocks = block->next;
	if (block->next)
		block->next->previous = block->previous;
}

void arena_release(struct arena *arena, void *old, size_t size)
{
	struct arena_block *block = own_block(old, size);

	if (!block)
		return;
	unlink_block(arena, block);
	free_block(block);
}

void *arena_reuse(struct arena *arena, struct arena *from, void *old, size_t old_size, size_t size,
	bool shared)
{
	struct arena_block *block = own_block(old, old_size);

	/* Shared memory has small pages only: what one process writes all over it is slow. */
	if (!block || block->shared != shared || block->size < size || size < LARGE) {
		arena_release(from, old, old_size);
		return shared ? arena_shared(arena, 1, size) : arena_alloc(arena, 1, size);
	}
	unlink_block(from, block);
	link_block(arena, block);
	return block->bytes;
}
