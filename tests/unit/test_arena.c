#include "unit.h"

#include "base/array.h"
#include "base/buf.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* AddressSanitizer would end the program rather than answer that there is no memory. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void memory_comes_zeroed_and_aligned(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	for (size_t size = 1; size < 40000; size = size * 3 / 2 + 1) {
		unsigned char *bytes = arena_alloc(&arena, 1, size);

		assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(bytes[i], 0);
		memset(bytes, 0xA5, size);
	}
	arena_free(&arena);
}

static void a_request_for_nothing_is_still_an_address(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	assert_non_null(arena_alloc(&arena, 0, 8));
	assert_non_null(arena_alloc(&arena, 8, 0));
	assert_non_null(arena_copy(&arena, NULL, 0));
	arena_free(&arena);
}

static void an_arena_can_be_used_again_after_it_was_freed(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	arena_free(&arena);
	for (int round = 0; round < 3; round++) {
		memset(arena_alloc(&arena, 1, 100000), 1, 100000);
		memset(arena_alloc(&arena, 1, 100), 2, 100);
		arena_free(&arena);
	}
	assert_null(arena.blocks);
}

/* Each array holds its own number; whatever grows, none may run into another. */
enum { LISTS = 40, STEPS = 4000 };

struct grown {
	unsigned char *bytes;
	size_t size;
};

static void check_grown(const struct grown *grown, int mark)
{
	for (size_t i = 0; i < grown->size; i++)
		if (grown->bytes[i] != mark)
			fail_msg("byte %zu of array %d is %d", i, mark, grown->bytes[i]);
}

static void arrays_of_random_sizes_grow_without_touching_each_other(void **state)
{
	struct grown grown[LISTS] = {0};
	unsigned seed = 20240531;
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	for (int step = 0; step < STEPS; step++) {
		unsigned which = next_random(&seed) % LISTS, bits = next_random(&seed) % 15;
		size_t more = next_random(&seed) % (1u << bits) + (step % 7 == 0);
		struct grown *it = &grown[which];

		if (it->size > 200000)
			continue;
		it->bytes = arena_grow(&arena, it->bytes, it->size, it->size + more);
		if (more)
			memset(it->bytes + it->size, (int)which + 1, more);
		it->size += more;
	}
	for (int i = 0; i < LISTS; i++)
		check_grown(&grown[i], i + 1);
	arena_free(&arena);
}

/* 16,384 bytes are the least that get a block of their own; sizes are rounded up before that. */
static void growing_to_just_below_a_block_of_its_own_and_on_is_safe(void **state)
{
	(void)state;
	for (size_t size = 16300; size < 16500; size++) {
		struct arena arena;
		unsigned char *bytes;

		arena_init(&arena, NULL);
		arena_alloc(&arena, 1, 64);
		bytes = arena_alloc(&arena, 1, 16000);
		memset(bytes, 7, 16000);
		bytes = arena_grow(&arena, bytes, 16000, size);
		bytes = arena_grow(&arena, bytes, size, 40000);
		for (size_t i = 0; i < 16000; i++)
			assert_int_equal(bytes[i], 7);
		memset(bytes, 8, 40000);
		arena_free(&arena);
	}
}

static void growing_by_nothing_leaves_the_address(void **state)
{
	struct arena arena;
	char *bytes;

	(void)state;
	arena_init(&arena, NULL);
	bytes = arena_alloc(&arena, 1, 100);
	assert_ptr_equal(arena_grow(&arena, bytes, 100, 100), bytes);
	assert_ptr_equal(arena_grow(&arena, bytes, 100, 50), bytes);
	assert_null(arena_grow(&arena, NULL, 0, 0));
	arena_free(&arena);
}

static void large_requests_leave_the_open_block_to_small_ones(void **state)
{
	struct arena arena;
	char *first, *second;

	(void)state;
	arena_init(&arena, NULL);
	first = arena_alloc(&arena, 1, 16);
	arena_alloc(&arena, 1, 20000);
	arena_alloc(&arena, 1, 200000);
	second = arena_alloc(&arena, 1, 16);
	assert_ptr_equal(second, first + 16);
	arena_free(&arena);
}

/* Sizes that no machine has, and a product that overflows. */
static void exhaustion_jumps_to_where_it_is_handled(void **state)
{
	static const size_t requests[][2] = {
		{SIZE_MAX, 1}, {SIZE_MAX / 2, 1}, {SIZE_MAX / 4, 8}, {(size_t)1 << 46, 8}};
	volatile size_t caught = 0;
	jmp_buf exhausted;
	struct arena arena, child;

	(void)state;
	arena_init(&arena, NULL);
	arena.exhausted = &exhausted;
	for (volatile size_t i = 0; i < 4; i++) {
		if (setjmp(exhausted)) {
			caught++;
			continue;
		}
		arena_init(&child, &arena);
		arena_alloc(&child, requests[i][0], requests[i][1]);
		fail_msg("request %zu was granted", i);
	}
	assert_int_equal(caught, 4);
	arena_free(&arena);
}

/* A small block, one that would have to be mapped, one that is, and one that is shared. */
static void growing_beyond_all_memory_is_exhaustion_too(void **state)
{
	static const size_t sizes[][2] = {{20000, SIZE_MAX - 8}, {20000, (size_t)1 << 50},
		{3 << 20, (size_t)1 << 50}, {100, (size_t)1 << 50}};
	volatile int caught = 0;
	jmp_buf exhausted;
	struct arena arena;
	char *volatile bytes;

	(void)state;
	arena_init(&arena, NULL);
	arena.exhausted = &exhausted;
	for (volatile int i = 0; i < 4; i++) {
		size_t size = sizes[i][0];

		bytes = i == 3 ? arena_shared(&arena, 1, size) : arena_alloc(&arena, 1, size);
		if (setjmp(exhausted))
			caught++;
		else
			arena_grow(&arena, bytes, size, sizes[i][1]);
		bytes[sizes[i][0] - 1] = 1; /* still there */
	}
	assert_int_equal(caught, 4);
	arena_free(&arena);
}

static void what_is_too_much_to_share_or_to_list_is_exhaustion_too(void **state)
{
	struct {
		ARRAY(int);
	} list = {0};
	volatile int caught = 0;
	jmp_buf exhausted;
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	arena.exhausted = &exhausted;
	if (setjmp(exhausted))
		caught++;
	else
		arena_shared(&arena, SIZE_MAX / 4, 8);
	if (setjmp(exhausted))
		caught++;
	else
		array_reserve(&arena, &list, SIZE_MAX / 4);
	assert_int_equal(caught, 2);
	assert_int_equal(list.room, 0);
	assert_non_null(arena_shared(&arena, 5, 0)); /* nothing can be shared */
	arena_free(&arena);
}

static void exhaustion_that_nobody_handles_ends_the_program(void **state)
{
	int status;
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		struct arena arena;

		signal(SIGABRT, SIG_DFL);
		arena_init(&arena, NULL);
		arena_alloc(&arena, SIZE_MAX, 2);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
}

static void an_array_keeps_what_was_added_and_zeroes_what_is_new(void **state)
{
	struct {
		ARRAY(int);
	} list = {0};
	struct arena arena;

	(void)state;
	arena_init(&arena, NULL);
	for (int i = 0; i < 100000; i++) {
		int *item = array_add(&arena, &list);

		assert_int_equal(*item, 0);
		*item = i;
	}
	assert_int_equal(list.count, 100000);
	for (int i = 0; i < 100000; i++)
		assert_int_equal(list.item[i], i);
	arena_free(&arena);
}

static void what_is_released_or_reused_is_gone_from_its_arena(void **state)
{
	enum { SMALL = 100, SOME = 100000, MUCH = 3 << 20 };
	struct arena from, to;
	unsigned char *piece, *other;

	(void)state;
	arena_init(&from, NULL);
	arena_init(&to, NULL);
	for (size_t size = SMALL; size <= MUCH; size = size == SMALL ? SOME : MUCH) {
		piece = arena_alloc(&from, 1, size);
		memset(piece, 7, size);
		other = arena_reuse(&to, &from, piece, size, size / 2, false);
		memset(other, 8, size / 2);
		arena_release(&from, arena_alloc(&from, 1, size), size);
		piece = arena_reuse(&from, &to, other, size / 2, 2 * size, false);
		memset(piece, 9, 2 * size);
		if (size == MUCH)
			break;
	}
	arena_free(&from);
	arena_free(&to);
}

/* What is shared is not what is not; and little needs no block of its own. */
static void only_what_fits_is_reused(void **state)
{
	enum { SOME = 100000, MUCH = 3 << 20 };
	struct arena from, to;
	unsigned char *piece, *shared;

	(void)state;
	arena_init(&from, NULL);
	arena_init(&to, NULL);
	piece = arena_reuse(&to, &from, arena_alloc(&from, 1, SOME), SOME, 100, false);
	memset(piece, 7, 100);
	shared = arena_reuse(&to, &from, arena_alloc(&from, 1, MUCH), MUCH, MUCH, true);
	if (fork() == 0) {
		shared[MUCH - 1] = 8;
		_exit(0);
	}
	wait(NULL);
	assert_int_equal(shared[MUCH - 1], 8);
	shared = arena_reuse(&from, &to, shared, MUCH, MUCH, true);
	assert_int_equal(shared[MUCH - 1], 8);
	piece = arena_reuse(&to, &from, shared, MUCH, MUCH, false);
	assert_int_equal(piece[MUCH - 1], 0);
	arena_free(&from);
	arena_free(&to);
}

static void shared_memory_that_was_filled_in_is_as_it_was(void **state)
{
	enum { SIZE = 2 << 20, PART = 1 << 20 };
	struct arena arena;
	unsigned char *bytes;

	(void)state;
	arena_init(&arena, NULL);
	bytes = arena_shared(&arena, 1, SIZE);
	memset(bytes, 7, SIZE / 4);
	arena_fill_in(bytes + 100, PART);
	arena_fill_in(bytes, 10);
	for (size_t i = 0; i < SIZE; i++)
		assert_int_equal(bytes[i], i < SIZE / 4 ? 7 : 0);
	arena_free(&arena);
}

static void shared_memory_is_zeroed_grows_and_goes_like_any_other(void **state)
{
	enum { LITTLE = 1000, MUCH = 3 << 20 };
	struct arena arena;
	unsigned char *bytes;

	(void)state;
	arena_init(&arena, NULL);
	for (size_t size = LITTLE; size <= MUCH; size += MUCH - LITTLE) {
		bytes = arena_shared(&arena, size, 1);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(bytes[i], 0);
		memset(bytes, 7, size);
		memset(arena_alloc(&arena, 1, 100), 8, 100);
		bytes = arena_grow(&arena, bytes, size, 2 * size);
		memset(bytes + size, 9, size);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(bytes[i], 7);
		memset(arena_alloc(&arena, 1, 100), 8, 100);
	}
	arena_release(&arena, bytes, 2 * MUCH);
	arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_comes_zeroed_and_aligned),
		cmocka_unit_test(a_request_for_nothing_is_still_an_address),
		cmocka_unit_test(an_arena_can_be_used_again_after_it_was_freed),
		cmocka_unit_test(arrays_of_random_sizes_grow_without_touching_each_other),
		cmocka_unit_test(growing_to_just_below_a_block_of_its_own_and_on_is_safe),
		cmocka_unit_test(growing_by_nothing_leaves_the_address),
		cmocka_unit_test(large_requests_leave_the_open_block_to_small_ones),
		cmocka_unit_test(exhaustion_jumps_to_where_it_is_handled),
		cmocka_unit_test(growing_beyond_all_memory_is_exhaustion_too),
		cmocka_unit_test(what_is_too_much_to_share_or_to_list_is_exhaustion_too),
		cmocka_unit_test(exhaustion_that_nobody_handles_ends_the_program),
		cmocka_unit_test(only_what_fits_is_reused),
		cmocka_unit_test(an_array_keeps_what_was_added_and_zeroes_what_is_new),
		cmocka_unit_test(shared_memory_that_was_filled_in_is_as_it_was),
		cmocka_unit_test(shared_memory_is_zeroed_grows_and_goes_like_any_other),
		cmocka_unit_test(what_is_released_or_reused_is_gone_from_its_arena),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
