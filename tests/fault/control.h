/**
 * control: what a test tells the shim, in a file that both map, so that calls are counted across
 * all processes of the program under test.
 */
#ifndef TIDEMARK_TESTS_CONTROL_H
#define TIDEMARK_TESTS_CONTROL_H

#include <limits.h>
#include <stdatomic.h>
#include <stdbool.h>

/** Names the file; without it the shim does nothing. */
#define CONTROL_VARIABLE "TIDEMARK_FAULT_CONTROL"

/** Kinds of calls; each stands for all of libc's functions that do it. */
enum call {
	CALL_OPEN,
	CALL_STAT,
	CALL_READ,
	CALL_WRITE,
	CALL_SYNC,
	CALL_RENAME,
	CALL_MMAP,
	CALL_TRUNCATE,
	CALL_CLOSE,
	CALL_MKDIR,
	CALL_UNLINK,
	CALL_LIST,
	CALL_LOCK,
	CALL_FORK,
	CALL_MEMORY,
	CALL_COUNT,
};

enum { ALL_BUT_MEMORY = (1 << CALL_MEMORY) - 1 };

/** What happens at the call that is due. */
enum manner {
	MANNER_FAIL,     /* it fails, and those after it do not */
	MANNER_FAIL_ALL, /* it and all after it fail */
	MANNER_SHORT,    /* half is written */
	MANNER_KILL,     /* the process group gets SIGKILL, half of a write being done */
};

struct control {
	char root[PATH_MAX]; /* only calls on files below it count; memory and processes always */
	unsigned calls;      /* kinds that count, as bits */
	enum manner manner;
	int error;   /* the errno of a failing call */
	unsigned at; /* from 1; 0: never */
	atomic_uint count;
	atomic_bool fired;
};

#endif
