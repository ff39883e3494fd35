/**
 * arena: memory that is freed all at once.
 *
 * Every result lives in the arena its maker was given as first parameter. Memory comes zeroed (but
 * for the part that arena_grow adds). There is no failure to test for: when memory runs out,
 * control jumps to `exhausted`, which main (or a worker) set up, and the program ends with
 * status 71.
 */
#ifndef TIDEMARK_BASE_ARENA_H
#define TIDEMARK_BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>

struct arena {
	struct arena_block *blocks; /* the newest first */
	jmp_buf *exhausted;         /* where to go when memory runs out; NULL: abort() */
};

/** An empty arena; `exhausted` is copied from `parent` if that is given. */
void arena_init(struct arena *arena, const struct arena *parent);

/** Gives all memory back; the arena is then as after arena_init. */
void arena_free(struct arena *arena);

/** `count` × `size` zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *arena, size_t count, size_t size);

/**
 * The same in a mapping that processes forked later share: what one of them writes, all see. Memory
 * that is never touched costs nothing. When it grows, it is like any other.
 */
void *arena_shared(struct arena *arena, size_t count, size_t size);

/**
 * Gives shared memory that will be written from end to end its pages at once, in this process:
 * one by one, as they are met, takes half as long again.
 */
void arena_fill_in(void *shared, size_t size);

/** A copy of `size` bytes at `from`. */
void *arena_copy(struct arena *arena, const void *from, size_t size);

/**
 * `old` (of `old_size` bytes, made by this arena, or NULL) grown to `new_size` bytes, in place
 * where that is possible. The added bytes are not zeroed. The old address is dead afterwards.
 */
void *arena_grow(struct arena *arena, void *old, size_t old_size, size_t new_size);

/** Gives `old` (of `size` bytes) back early if it is large; a small piece stays till the end. */
void arena_release(struct arena *arena, void *old, size_t size);

/**
 * `size` bytes of any content, in the place of `old` (of `old_size` bytes, in `from`), which is not
 * needed any more; a new piece if that is too small. With `shared` it is like that of arena_shared.
 */
void *arena_reuse(struct arena *arena, struct arena *from, void *old, size_t old_size, size_t size,
	bool shared);

#define NEW(arena, type) ((type *)arena_alloc((arena), 1, sizeof(type)))
#define NEW_ARRAY(arena, count, type) ((type *)arena_alloc((arena), (count), sizeof(type)))

#endif
