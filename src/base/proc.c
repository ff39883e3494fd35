#include "base/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_CHILDREN = 64, MESSAGES_AT_ONCE = 4096, EXIT_WORK_FAILED = 1 };

int proc_cores(void)
{
	cpu_set_t set;
	int count = 0;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		count = CPU_COUNT(&set);
	return count < 1 ? 1 : count;
}

/*
 * What a child has to say travels through a pipe: the text it wrote, with its length in front, then
 * one record a message: severity, status, line, column, and the two texts with their lengths.
 */
struct wire {
	int severity, status;
	size_t line, column, file_len, text_len;
};

static void put(int fd, const void *bytes, size_t size)
{
	const char *at = bytes;

	while (size) {
		ssize_t done = write(fd, at, size);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		at += done;
		size -= (size_t)done;
	}
}

static void send_messages(int fd, const struct diag *diag)
{
	for (size_t i = 0; i < diag->count; i++) {
		const struct message *m = &diag->item[i];
		struct wire wire = {(int)m->severity, (int)m->status, m->place.line,
			m->place.column, m->place.file.len, m->text.len};

		put(fd, &wire, sizeof(wire));
		put(fd, m->place.file.at, m->place.file.len);
		put(fd, m->text.at, m->text.len);
	}
}

static void pass_on(const struct message *m, struct diag *diag)
{
	if (m->severity == SEVERITY_ERROR)
		diag_error(diag, m->status, m->place, "%.*s", STR_ARG(m->text));
	else if (m->severity == SEVERITY_WARNING)
		diag_warning(diag, m->place, "%.*s", STR_ARG(m->text));
	else
		diag_note(diag, m->place, "%.*s", STR_ARG(m->text));
}

static void take_messages(struct str bytes, struct diag *diag)
{
	struct wire wire;

	while (bytes.len >= sizeof(wire)) {
		memcpy(&wire, bytes.at, sizeof(wire));
		bytes = str_from(bytes, sizeof(wire));
		if (wire.file_len > bytes.len || wire.text_len > bytes.len - wire.file_len)
			return;
		pass_on(&(struct message){(enum severity)wire.severity, (enum status)wire.status,
				{str_head(bytes, wire.file_len), wire.line, wire.column},
				str_slice(bytes, wire.file_len, wire.file_len + wire.text_len)},
			diag);
		bytes = str_from(bytes, wire.file_len + wire.text_len);
	}
}

struct job {
	bool (*work)(void *context, size_t first, size_t last, struct buf *out, struct diag *diag);
	void *context;
	const char *what;
	bool apart; /* it goes on while this process does, and needs nothing that is open */
};

struct child {
	pid_t pid;
	int pipe;
	size_t len, got; /* of the text that comes; bytes of that length that are here */
	struct buf text, messages;
};

/* Should this process die meanwhile, a lock of it must not live on in its child. */
static void let_go(int pipe)
{
	close_range(STDERR_FILENO + 1, (unsigned)pipe - 1, 0);
	close_range((unsigned)pipe + 1, ~0U, 0);
	put(pipe, "", 1);
}

static _Noreturn void do_work(const struct job *job, size_t first, size_t last, int pipe)
{
	jmp_buf exhausted;
	struct arena arena = {NULL, &exhausted};
	struct diag diag;
	struct buf out;
	bool done;

	if (setjmp(exhausted))
		_exit(STATUS_MEMORY);
	if (job->apart)
		let_go(pipe);
	diag_init(&diag, &arena);
	buf_init(&out, &arena);
	done = job->work(job->context, first, last, &out, &diag);
	put(pipe, &out.len, sizeof(out.len));
	put(pipe, out.at, out.len);
	send_messages(pipe, &diag);
	_exit(done ? 0 : EXIT_WORK_FAILED);
}

static bool start_worker(struct child *child, const struct job *job, size_t first, size_t last)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	child->pid = fork();
	if (child->pid == 0) {
		close(ends[0]);
		do_work(job, first, last, ends[1]);
	}
	close(ends[1]);
	child->pipe = ends[0];
	if (child->pid < 0)
		close(ends[0]);
	return child->pid > 0;
}

/* Room for what comes next: the length of the text, the text, and then messages. */
static char *next_room(struct child *child, size_t *size)
{
	if (child->got < sizeof(child->len)) {
		*size = sizeof(child->len) - child->got;
		return (char *)&child->len + child->got;
	}
	if (child->text.len < child->len) {
		*size = child->len - child->text.len;
		return buf_reserve(&child->text, *size);
	}
	*size = MESSAGES_AT_ONCE;
	return buf_reserve(&child->messages, *size);
}

static void take(struct child *child, size_t size)
{
	if (child->got < sizeof(child->len))
		child->got += size;
	else if (child->text.len < child->len)
		child->text.len += size;
	else
		child->messages.len += size;
}

/* Reads what there is; false at the end. */
static bool hear(struct child *child)
{
	size_t size;
	char *room = next_room(child, &size);
	ssize_t got = read(child->pipe, room, size);

	if (got > 0)
		take(child, (size_t)got);
	return got > 0 || (got < 0 && errno == EINTR);
}

/* From all as it comes, so that none waits for another to be done. */
static void hear_all(struct child *children, size_t count)
{
	struct pollfd ends[MOST_CHILDREN];
	size_t talking = count;

	for (size_t i = 0; i < count; i++)
		ends[i] = (struct pollfd){.fd = children[i].pipe, .events = POLLIN};
	while (talking) {
		if (poll(ends, count, -1) < 0 && errno != EINTR)
			break;
		for (size_t i = 0; i < count; i++) {
			if (ends[i].fd < 0 || !ends[i].revents || hear(&children[i]))
				continue;
			ends[i].fd = -1;
			talking--;
		}
	}
	for (size_t i = 0; i < count; i++)
		close(children[i].pipe);
}

/* Who ignores SIGCHLD hands that on to the programs it starts; the outcome of children would then
 * be lost. */
static void keep_children(void)
{
	signal(SIGCHLD, SIG_DFL);
}

static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return status;
}

/* Did all that it wrote arrive? */
static bool is_whole(const struct child *child)
{
	return child->got == sizeof(child->len) && child->text.len == child->len;
}

static void judge_end(const struct job *job, int status, bool whole, bool silent, struct diag *diag)
{
	if (WIFSIGNALED(status))
		diag_error(diag, STATUS_BUG, NO_PLACE, "%s: a worker was killed by signal %d (%s)",
			job->what, WTERMSIG(status), strsignal(WTERMSIG(status)));
	else if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_MEMORY)
		diag_error(diag, STATUS_MEMORY, NO_PLACE, "%s: out of memory", job->what);
	else if ((!whole || status) && silent)
		diag_error(diag, STATUS_BUG, NO_PLACE, "%s: a worker failed without saying why",
			job->what);
}

/* What a killed child left unfinished is no text. */
static void finish_worker(struct arena *arena, struct child *child, const struct job *job,
	struct str_list *parts, struct diag *diag)
{
	size_t errors = diag->errors;
	int status = wait_for(child->pid);

	*array_add(arena, parts) = is_whole(child) ? buf_str(&child->text) : STR("");
	take_messages(buf_str(&child->messages), diag);
	judge_end(job, status, is_whole(child), diag->errors == errors, diag);
}

static bool work_here(struct arena *arena, const struct job *job, size_t first, size_t last,
	struct str_list *parts, struct diag *diag)
{
	struct buf out;
	bool done;

	buf_init(&out, arena);
	done = job->work(job->context, first, last, &out, diag);
	*array_add(arena, parts) = buf_str(&out);
	return done;
}

static size_t worker_count(size_t count, size_t at_least)
{
	size_t cores = (size_t)proc_cores();

	if (cores > MOST_CHILDREN)
		cores = MOST_CHILDREN;
	if (at_least && cores > count / at_least)
		cores = count / at_least;
	return cores;
}

size_t proc_workers(size_t count, size_t at_least)
{
	size_t workers = worker_count(count, at_least);

	return workers < 1 ? 1 : workers;
}

/* The last share is this process's own, with messages as a child's: it knows the memory already,
 * which a child has to meet page by page. So is the rest if no more processes are to be had. */
static bool spread(struct arena *arena, size_t count, size_t at_least, const struct job *job,
	struct str_list *parts, struct diag *diag)
{
	size_t workers = worker_count(count, at_least), errors = diag->errors, started = 0;
	struct child children[MOST_CHILDREN];
	struct arena scratch;
	struct str_list own = {0};
	struct diag along;
	size_t from = 0;

	keep_children();
	if (workers < 2)
		return work_here(arena, job, 0, count, parts, diag);
	arena_init(&scratch, diag->arena);
	for (; started + 1 < workers; started++) {
		size_t to = count * (started + 1) / workers;

		children[started] = (struct child){.text.arena = arena, .messages.arena = &scratch};
		if (!start_worker(&children[started], job, from, to))
			break;
		from = to;
	}
	diag_init(&along, &scratch);
	work_here(&scratch, job, from, count, &own, &along);
	hear_all(children, started);
	for (size_t i = 0; i < started; i++)
		finish_worker(arena, &children[i], job, parts, diag);
	for (size_t i = 0; i < along.count; i++)
		pass_on(&along.item[i], diag);
	*array_add(arena, parts) = str_copy(arena, own.item[0]);
	arena_free(&scratch);
	return diag->errors == errors;
}

/* Work that takes no share of anything. */
struct proc_later {
	bool (*work)(void *context, struct buf *out, struct diag *diag);
	void *context;
	struct job job;
	struct arena arena;
	struct child child; /* pid 0: it was done here … */
	bool failed;        /* … and went wrong */
	struct str_list parts;
};

static bool work_apart(void *context, size_t first, size_t last, struct buf *out, struct diag *diag)
{
	const struct proc_later *later = context;

	(void)first;
	(void)last;
	return later->work(later->context, out, diag);
}

struct proc_later *proc_begin(struct arena *arena, bool worth, const char *what,
	bool (*work)(void *context, struct buf *out, struct diag *diag), void *context,
	struct diag *diag)
{
	struct proc_later *later = NEW(arena, struct proc_later);
	char gone;

	*later = (struct proc_later){.work = work, .context = context};
	later->job = (struct job){work_apart, later, what, true};
	arena_init(&later->arena, arena);
	later->child = (struct child){.text.arena = &later->arena, .messages.arena = &later->arena};
	keep_children();
	if (worth && proc_cores() > 1 && start_worker(&later->child, &later->job, 0, 1)) {
		while (read(later->child.pipe, &gone, 1) < 0 && errno == EINTR)
			; /* until it has let go */
		return later;
	}
	later->child.pid = 0;
	later->failed = !work_here(&later->arena, &later->job, 0, 1, &later->parts, diag);
	return later;
}

bool proc_end(struct proc_later *later, struct arena *arena, struct str *outcome, struct diag *diag)
{
	size_t errors = diag->errors;

	if (later->child.pid) {
		hear_all(&later->child, 1);
		finish_worker(&later->arena, &later->child, &later->job, &later->parts, diag);
	}
	*outcome = str_copy(arena, later->parts.item[0]);
	arena_free(&later->arena);
	return !later->failed && diag->errors == errors;
}

bool proc_gather(struct arena *arena, size_t count, size_t at_least, const char *what,
	bool (*work)(void *context, size_t first, size_t last, struct buf *out, struct diag *diag),
	void *context, struct str_list *parts, struct diag *diag)
{
	const struct job job = {work, context, what, false};

	return spread(arena, count, at_least, &job, parts, diag);
}

/* Work that writes nothing. */
struct silent {
	bool (*work)(void *context, size_t first, size_t last, struct diag *diag);
	void *context;
};

static bool work_silently(
	void *context, size_t first, size_t last, struct buf *out, struct diag *diag)
{
	const struct silent *silent = context;

	(void)out;
	return silent->work(silent->context, first, last, diag);
}

bool proc_spread(size_t count, size_t at_least, const char *what,
	bool (*work)(void *context, size_t first, size_t last, struct diag *diag), void *context,
	struct diag *diag)
{
	struct silent silent = {work, context};
	const struct job job = {work_silently, &silent, what, false};
	struct str_list nothing = {0};
	struct arena scratch;
	bool done;

	arena_init(&scratch, diag->arena);
	done = spread(&scratch, count, at_least, &job, &nothing, diag);
	arena_free(&scratch);
	return done;
}
