/**
 * fence: a program that this one starts is kept from everything that it does not need, by Landlock,
 * where the kernel has it (Linux 5.13, switched on; the keeper of <linux/landlock.h>).
 */
#ifndef TIDEMARK_BASE_FENCE_H
#define TIDEMARK_BASE_FENCE_H

#include <stdbool.h>

/** Does this kernel have fences? */
bool fence_is_there(void);

/**
 * For a child that is about to become `program` (looked up in PATH), in the folder where it is to
 * work. From then on it reads what programs and fonts consist of (/usr, /opt, fontconfig's files,
 * the folders lib and share beside its own), reads and writes files in this folder, runs nothing
 * but itself and reaches nobody over TCP; what is open stays open. What a kernel does not know is
 * left out without a word. A script, which stands for a program of the office's own making, may do
 * all that; like any other it gets no new rights by set-user-ID or otherwise.
 */
void fence_enter(const char *program);

#endif
