/*
 * shim_memory: preloaded beside the shim, lets the program's own requests for memory fail. Some of
 * its libraries do not look at what they get, so theirs are left alone. A library apart from the
 * shim, because the sanitizers bring their own malloc.
 */
#include "shim.h"

#include <link.h>
#include <stdint.h>
#include <stdlib.h>

/* glibc's own names for what is replaced here */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

/* Where the program's own code lies. */
static uintptr_t program_start, program_end;

static int note_program(struct dl_phdr_info *object, size_t size, void *unused)
{
	(void)size;
	(void)unused;
	for (int i = 0; i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &object->dlpi_phdr[i];

		if (part->p_type != PT_LOAD || !(part->p_flags & PF_X))
			continue;
		program_start = object->dlpi_addr + part->p_vaddr;
		program_end = program_start + part->p_memsz;
	}
	return 1; /* the first object is the program */
}

__attribute__((constructor)) static void find_program(void)
{
	dl_iterate_phdr(note_program, NULL);
}

static bool fails(const void *caller)
{
	uintptr_t at = (uintptr_t)caller;

	return at >= program_start && at < program_end && shim_fails(CALL_MEMORY);
}

void *malloc(size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
	return fails(__builtin_return_address(0)) ? NULL : __libc_realloc(old, size);
}
