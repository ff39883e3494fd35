#include "base/proc.h"

#include "base/buf.h"
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_CHILDREN = 64, EXIT_NOT_FOUND = 127, EXIT_WORK_FAILED = 1 };

int proc_cores(void)
{
	cpu_set_t set;
	int count = 0;

	if (sched_getaffinity(0, sizeof(set), &set) == 0)
		count = CPU_COUNT(&set);
	return count < 1 ? 1 : count;
}

void *proc_shared(size_t size)
{
	void *memory = mmap(
		NULL, size ? size : 1, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

void proc_unshare(void *memory, size_t size)
{
	if (memory)
		munmap(memory, size ? size : 1);
}

/*
 * A child's messages travel through a pipe, one record a message: severity, status, line, column,
 * then the two texts with their lengths. They are few and short.
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

static void take_message(const struct wire *wire, struct str texts, struct diag *diag)
{
	struct place place = {str_head(texts, wire->file_len), wire->line, wire->column};
	struct str text = str_from(texts, wire->file_len);

	if (wire->severity == SEVERITY_ERROR)
		diag_error(diag, (enum status)wire->status, place, "%.*s", STR_ARG(text));
	else if (wire->severity == SEVERITY_WARNING)
		diag_warning(diag, place, "%.*s", STR_ARG(text));
	else
		diag_note(diag, place, "%.*s", STR_ARG(text));
}

static void take_messages(struct str bytes, struct diag *diag)
{
	struct wire wire;

	while (bytes.len >= sizeof(wire)) {
		memcpy(&wire, bytes.at, sizeof(wire));
		bytes = str_from(bytes, sizeof(wire));
		if (wire.file_len > bytes.len || wire.text_len > bytes.len - wire.file_len)
			return;
		take_message(&wire, str_head(bytes, wire.file_len + wire.text_len), diag);
		bytes = str_from(bytes, wire.file_len + wire.text_len);
	}
}

struct child {
	pid_t pid;
	int pipe;
};

static bool start_worker(struct child *child, size_t first, size_t last,
	bool (*work)(void *, size_t, size_t, struct diag *), void *context)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	child->pid = fork();
	if (child->pid == 0) {
		jmp_buf exhausted;
		struct arena arena = {NULL, &exhausted};
		struct diag diag;
		bool done;

		close(ends[0]);
		if (setjmp(exhausted))
			_exit(STATUS_MEMORY);
		diag_init(&diag, &arena);
		done = work(context, first, last, &diag);
		send_messages(ends[1], &diag);
		_exit(done ? 0 : EXIT_WORK_FAILED);
	}
	close(ends[1]);
	child->pipe = ends[0];
	if (child->pid < 0)
		close(ends[0]);
	return child->pid > 0;
}

static void read_pipe(int fd, struct buf *out)
{
	for (;;) {
		ssize_t got = read(fd, buf_reserve(out, 4096), 4096);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		out->len += (size_t)got;
	}
	close(fd);
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

static void finish_worker(const struct child *child, const char *what, struct diag *diag)
{
	size_t errors = diag->errors;
	struct arena scratch;
	struct buf bytes;
	int status;

	arena_init(&scratch, diag->arena);
	buf_init(&bytes, &scratch);
	read_pipe(child->pipe, &bytes);
	status = wait_for(child->pid);
	take_messages(buf_str(&bytes), diag);
	arena_free(&scratch);
	if (WIFSIGNALED(status))
		diag_error(diag, STATUS_BUG, NO_PLACE, "%s: a worker was killed by signal %d (%s)",
			what, WTERMSIG(status), strsignal(WTERMSIG(status)));
	else if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_MEMORY)
		diag_error(diag, STATUS_MEMORY, NO_PLACE, "%s: out of memory", what);
	else if ((!WIFEXITED(status) || WEXITSTATUS(status)) && diag->errors == errors)
		diag_error(
			diag, STATUS_BUG, NO_PLACE, "%s: a worker failed without saying why", what);
}

bool proc_spread(size_t count, size_t at_least, const char *what,
	bool (*work)(void *context, size_t first, size_t last, struct diag *diag), void *context,
	struct diag *diag)
{
	size_t cores = (size_t)proc_cores(), errors = diag->errors, started = 0, from = 0;
	struct child children[MOST_CHILDREN];

	keep_children();
	if (cores > MOST_CHILDREN)
		cores = MOST_CHILDREN;
	if (at_least && cores > count / at_least)
		cores = count / at_least;
	if (cores < 2)
		return work(context, 0, count, diag);
	for (; started < cores; started++) {
		size_t to = count * (started + 1) / cores;

		if (!start_worker(&children[started], from, to, work, context))
			break;
		from = to;
	}
	if (from < count) /* no more processes to be had: the rest is done here */
		work(context, from, count, diag);
	for (size_t i = 0; i < started; i++)
		finish_worker(&children[i], what, diag);
	return diag->errors == errors;
}

/* Standard input from a file that has no name, so that a program that never reads cannot block us.
 */
static int input_file(struct str input)
{
	int fd = (int)memfd_create("input", MFD_CLOEXEC);

	if (fd < 0)
		return -1;
	put(fd, input.at, input.len);
	lseek(fd, 0, SEEK_SET);
	return fd;
}

static void redirect(int from, int to)
{
	if (from < 0)
		_exit(EXIT_NOT_FOUND);
	dup2(from, to);
}

static _Noreturn void become(const struct proc *proc, int input, const char *output,
	const char *errors, const char *folder)
{
	static const char *const no_env[] = {NULL};

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	redirect(input, STDIN_FILENO);
	redirect(open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
	redirect(open(errors, O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
	if (folder && chdir(folder) != 0)
		_exit(EXIT_NOT_FOUND);
	/* The cast only drops const, as exec's old signature wants it. */
	execvpe(proc->argv[0], (char *const *)(uintptr_t)proc->argv,
		(char *const *)(uintptr_t)(proc->env ? proc->env : no_env));
	_exit(EXIT_NOT_FOUND);
}

static pid_t start_program(const struct proc *proc)
{
	int input = input_file(proc->input);
	const char *output, *errors, *folder;
	struct arena scratch;
	pid_t pid;

	arena_init(&scratch, NULL);
	output = proc->output.len ? str_c(&scratch, proc->output) : "/dev/null";
	errors = proc->errors.len ? str_c(&scratch, proc->errors) : "/dev/null";
	folder = proc->folder.len ? str_c(&scratch, proc->folder) : NULL;
	pid = input < 0 ? -1 : fork();
	if (pid == 0)
		become(proc, input, output, errors, folder);
	if (input >= 0)
		close(input);
	arena_free(&scratch);
	return pid;
}

static void note_outcome(struct proc_outcome *outcome, int status)
{
	outcome->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	outcome->started = outcome->status != EXIT_NOT_FOUND;
}

static bool end_overdue(pid_t pid, double started, double limit)
{
	if (limit <= 0 || clock_steady() - started < limit)
		return false;
	kill(-pid, SIGKILL);
	kill(pid, SIGKILL);
	return true;
}

void proc_run(const struct proc *procs, size_t count, struct proc_outcome *outcomes)
{
	const struct timespec pause = {0, 2000000L};
	double start = clock_steady();
	struct arena scratch;
	size_t running = 0;
	pid_t *pids;

	keep_children();
	arena_init(&scratch, NULL);
	pids = NEW_ARRAY(&scratch, count, pid_t);
	for (size_t i = 0; i < count; i++) {
		outcomes[i] = (struct proc_outcome){false, false, EXIT_NOT_FOUND};
		pids[i] = start_program(&procs[i]);
		running += pids[i] > 0;
	}
	while (running) {
		for (size_t i = 0; i < count; i++) {
			int status = EXIT_NOT_FOUND << 8;

			if (pids[i] <= 0)
				continue;
			if (waitpid(pids[i], &status, WNOHANG) == 0) {
				outcomes[i].timed_out |=
					end_overdue(pids[i], start, procs[i].limit);
				continue;
			}
			note_outcome(&outcomes[i], status);
			pids[i] = 0;
			running--;
		}
		if (running)
			nanosleep(&pause, NULL);
	}
	arena_free(&scratch);
}
