/** hook: the program that the catalogue's `on_load` names, run once after everything was loaded. */
#ifndef TIDEMARK_COMMAND_HOOK_H
#define TIDEMARK_COMMAND_HOOK_H

#include "command/outcome.h"

/** What a run loaded, for the environment of the program. */
struct hook {
	int first, last; /* loads; 0: none was made */
	struct str file; /* that the last one was made of */
	size_t loads, refused;
	size_t figures, added, unchanged, revised;
};

/** Counts a file if it made a load; `refused` is left to the caller. Memory: the file's name is
 * copied. */
void hook_note(struct arena *arena, struct hook *hook, const struct outcome *outcome);

/**
 * Runs the program if anything was loaded, without a shell, in the catalogue's folder, with a small
 * environment, no input, and its output on standard error; five minutes at most. The loads stay
 * whatever becomes of it: Errors: none, a warning. Inside such a program nothing is run.
 */
void hook_run(struct context *context, const struct hook *hook);

#endif
