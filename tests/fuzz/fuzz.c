#include "fuzz.h"

#include "base/file.h"
#include "base/utf8.h"

#include <ftw.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int pretended_cores = 1;

/* Stands before libc's own: what processes share out depends on this alone. */
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	(void)pid;
	memset(set, 0, size);
	for (int i = 0; i < pretended_cores; i++)
		CPU_SET_S((size_t)i, size, set);
	return 0;
}

void fuzz_pretend_cores(int count)
{
	pretended_cores = count;
}

void fuzz_begin(struct fuzz *fuzz, const uint8_t *data, size_t size)
{
	fuzz_reset_peak();
	arena_init(&fuzz->arena, NULL);
	diag_init(&fuzz->diag, &fuzz->arena);
	fuzz->rest = (struct str){arena_copy(&fuzz->arena, data, size), size};
	fuzz->size = size;
}

static void check_message(const struct message *message)
{
	fuzz_must(message->text.len > 0, "a message has a text");
	fuzz_must(fuzz_is_text(message->text, ""), "a message is text without control characters");
	fuzz_must(message->text.at[message->text.len - 1] != '.', "a message has no full stop");
	fuzz_must(message->severity != SEVERITY_ERROR || message->status != STATUS_DONE,
		"an error has a status");
}

void fuzz_end(struct fuzz *fuzz)
{
	const struct diag *diag = &fuzz->diag;

	for (size_t i = 0; i < diag->count; i++)
		check_message(&diag->item[i]);
	fuzz_must((diag->errors > 0) == (diag->status != STATUS_DONE),
		"there is a status exactly when there is an error");
	arena_free(&fuzz->arena);
}

unsigned fuzz_byte(struct fuzz *fuzz)
{
	unsigned char byte = 0;

	fuzz_fill(fuzz, &byte, 1);
	return byte;
}

size_t fuzz_choice(struct fuzz *fuzz, size_t count)
{
	return fuzz_byte(fuzz) % count;
}

void fuzz_fill(struct fuzz *fuzz, void *to, size_t size)
{
	size_t there = fuzz->rest.len < size ? fuzz->rest.len : size;

	memset(to, 0, size);
	if (there)
		memcpy(to, fuzz->rest.at, there);
	fuzz->rest = str_from(fuzz->rest, there);
}

struct str fuzz_text(struct fuzz *fuzz)
{
	struct str text = STR("");

	str_cut(&fuzz->rest, '\0', &text);
	return text;
}

void fuzz_must(bool holds, const char *sentence)
{
	if (holds)
		return;
	fprintf(stderr, "this does not hold: %s\n", sentence);
	abort();
}

void fuzz_told(const struct diag *diag, size_t errors, bool done)
{
	fuzz_must(diag->errors >= errors, "errors are never taken back");
	fuzz_must(done || diag->errors > errors, "false means that an error was added");
	fuzz_must(!done || diag->errors == errors, "an error added means false");
}

void fuzz_memory(const struct fuzz *fuzz, size_t fixed, size_t each)
{
	size_t peak = fuzz_peak(), most = fixed + each * fuzz->size;

	if (peak > most)
		fprintf(stderr, "%zu bytes for an input of %zu bytes, %zu at most\n", peak,
			fuzz->size, most);
	fuzz_must(peak <= most, "memory is bounded by the input");
}

bool fuzz_is_within(struct str part, struct str whole)
{
	return !part.len || (part.at >= whole.at && part.at + part.len <= whole.at + whole.len);
}

bool fuzz_is_text(struct str text, const char *allowed)
{
	size_t len;

	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = utf8_decode(str_from(text, at), &len);
		bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);

		if (code == UTF8_BAD ||
			(control && (!code || code >= 0x7F || !strchr(allowed, (int)code))))
			return false;
	}
	return true;
}

static char folder[] = "/dev/shm/tidemark-fuzz-XXXXXX";

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status, (void)type, (void)walk;
	return remove(path);
}

void fuzz_remove(struct str path)
{
	struct arena scratch;

	arena_init(&scratch, NULL);
	nftw(str_c(&scratch, path), remove_one, 8, FTW_DEPTH | FTW_PHYS);
	arena_free(&scratch);
}

static void remove_folder(void)
{
	fuzz_remove(str_of(folder));
}

struct str fuzz_folder(void)
{
	static bool made;

	if (!made) {
		fuzz_must(mkdtemp(folder) != NULL, "a folder can be made in /dev/shm");
		atexit(remove_folder);
	}
	made = true;
	return str_of(folder);
}

struct str fuzz_write(struct arena *arena, struct str name, struct str content)
{
	struct str path = file_join(arena, fuzz_folder(), name);
	struct diag diag;

	diag_init(&diag, arena);
	fuzz_must(file_make_folder(file_folder(path), STATUS_IO, &diag) &&
			  file_write(path, content, false, STATUS_IO, &diag),
		"a file can be written");
	return path;
}
