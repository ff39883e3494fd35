/**
 * fuzz: what the fuzz targets have in common.
 *
 * A target is a file fuzz_NAME.c that defines LLVMFuzzerTestOneInput, so libFuzzer and AFL++ can
 * drive it, and replay.c can give it the inputs of corpus/NAME. A property that does not hold ends
 * the program with a sentence. Memory comes from arena.c beside this file.
 */
#ifndef TIDEMARK_TESTS_FUZZ_H
#define TIDEMARK_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz {
	struct arena arena; /* of all that becomes of the input */
	struct diag diag;
	struct str rest; /* what was not taken of the input yet, in a piece of memory of its own */
	size_t size;     /* of the whole input */
};

void fuzz_begin(struct fuzz *fuzz, const uint8_t *data, size_t size);

/** Gives all memory back. Every message that was added must be one that can be printed. */
void fuzz_end(struct fuzz *fuzz);

/** The next byte; 0 where there is none. */
unsigned fuzz_byte(struct fuzz *fuzz);

/** A number below `count`, from the next byte. */
size_t fuzz_choice(struct fuzz *fuzz, size_t count);

/** Fills `size` bytes; zeros where there are no more. */
void fuzz_fill(struct fuzz *fuzz, void *to, size_t size);

/** The next text: up to the next NUL, or all that is left. */
struct str fuzz_text(struct fuzz *fuzz);

/** The sentence says what must be, and is printed if it is not. */
void fuzz_must(bool holds, const char *sentence);

/** A call returned false exactly when it added an error; `errors` there were before. */
void fuzz_told(const struct diag *diag, size_t errors, bool done);

/** All arenas together held at most `fixed` + `each` × the input's bytes since fuzz_begin. */
void fuzz_memory(const struct fuzz *fuzz, size_t fixed, size_t each);

/** Is `part` a stretch of `whole`, or empty? */
bool fuzz_is_within(struct str part, struct str whole);

/** Is it UTF-8 without control characters other than those allowed? */
bool fuzz_is_text(struct str text, const char *allowed);

/** Writes a file of this name in a folder that is gone with the program; gives its path. */
struct str fuzz_write(struct arena *arena, struct str name, struct str content);
struct str fuzz_folder(void);

/** Removes a file, or a folder with all that is in it. */
void fuzz_remove(struct str path);

/** How many processors the program believes to have: 1 unless a target says otherwise. */
void fuzz_pretend_cores(int count);

/** The most bytes that arenas took at once since the last fuzz_begin, or this call (arena.c). */
size_t fuzz_peak(void);
void fuzz_reset_peak(void);

#endif
