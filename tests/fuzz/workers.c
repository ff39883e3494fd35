/*
 * Stands in for base/proc.c where an engine drives a target that shares out work: what children
 * would do, this process does, one after the other, since a fork takes longer than all that is to
 * be looked at. What a worker made is gone before the next begins, so that a sanitizer sees who
 * keeps an address of it. replay.c has real children.
 */
#include "base/proc.h"

#include <sched.h>

struct job {
	bool (*work)(void *context, size_t first, size_t last, struct buf *out, struct diag *diag);
	bool (*silent)(void *context, size_t first, size_t last, struct diag *diag);
	void *context;
};

int proc_cores(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : 1;
}

size_t proc_workers(size_t count, size_t at_least)
{
	size_t cores = (size_t)proc_cores(), most = at_least ? count / at_least : cores;

	cores = cores < most ? cores : most;
	return cores < 1 ? 1 : cores;
}

static void pass_on(const struct message *message, struct diag *diag)
{
	if (message->severity == SEVERITY_ERROR)
		diag_error(diag, message->status, message->place, "%.*s", STR_ARG(message->text));
	else if (message->severity == SEVERITY_WARNING)
		diag_warning(diag, message->place, "%.*s", STR_ARG(message->text));
	else
		diag_note(diag, message->place, "%.*s", STR_ARG(message->text));
}

static void work_alone(struct arena *arena, const struct job *job, size_t first, size_t last,
	struct str_list *parts, struct diag *diag)
{
	struct arena own;
	struct diag said;
	struct buf out;

	arena_init(&own, arena);
	diag_init(&said, &own);
	buf_init(&out, &own);
	if (job->work)
		job->work(job->context, first, last, &out, &said);
	else
		job->silent(job->context, first, last, &said);
	*array_add(arena, parts) = str_copy(arena, buf_str(&out));
	for (size_t i = 0; i < said.count; i++)
		pass_on(&said.item[i], diag);
	arena_free(&own);
}

static bool spread(struct arena *arena, size_t count, size_t at_least, const struct job *job,
	struct str_list *parts, struct diag *diag)
{
	size_t workers = proc_workers(count, at_least), errors = diag->errors;

	for (size_t i = 0; i < workers; i++)
		work_alone(arena, job, count * i / workers, count * (i + 1) / workers, parts, diag);
	return diag->errors == errors;
}

bool proc_gather(struct arena *arena, size_t count, size_t at_least, const char *what,
	bool (*work)(void *context, size_t first, size_t last, struct buf *out, struct diag *diag),
	void *context, struct str_list *parts, struct diag *diag)
{
	const struct job job = {.work = work, .context = context};

	(void)what;
	return spread(arena, count, at_least, &job, parts, diag);
}

bool proc_spread(size_t count, size_t at_least, const char *what,
	bool (*work)(void *context, size_t first, size_t last, struct diag *diag), void *context,
	struct diag *diag)
{
	const struct job job = {.silent = work, .context = context};
	struct str_list nothing = {0};
	struct arena scratch;
	bool done;

	(void)what;
	arena_init(&scratch, diag->arena);
	done = spread(&scratch, count, at_least, &job, &nothing, diag);
	arena_free(&scratch);
	return done;
}
