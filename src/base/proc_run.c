/* Programs that are run until they end. */
#include "base/clock.h"
#include "base/fence.h"
#include "base/file.h"
#include "base/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { EXIT_NOT_FOUND = 127 };

/* Standard input from a file that has no name, so that a program that never reads cannot block us.
 */
static int input_file(struct str input)
{
	int fd = (int)memfd_create("input", MFD_CLOEXEC);

	if (fd < 0)
		return -1;
	file_write_at(fd, 0, input);
	return fd;
}

static void redirect(int from, int to)
{
	if (from < 0)
		_exit(EXIT_NOT_FOUND);
	dup2(from, to);
}

static void limit_files(size_t most_bytes)
{
	struct rlimit limit;

	if (!most_bytes || getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur <= most_bytes)
		return;
	limit.rlim_cur = most_bytes;
	setrlimit(RLIMIT_FSIZE, &limit);
}

/* A group of its own, that dies with us, and to which every signal comes through. */
static void stand_alone(pid_t parent)
{
	sigset_t none;

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXIT_NOT_FOUND);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void redirect_output(const struct proc *proc, const char *output, const char *errors)
{
	if (proc->to_errors) {
		redirect(STDERR_FILENO, STDOUT_FILENO);
		return;
	}
	redirect(open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
	redirect(open(errors, O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
}

static _Noreturn void become(const struct proc *proc, int input, const char *output,
	const char *errors, const char *folder)
{
	static const char *const no_env[] = {NULL};

	limit_files(proc->most_bytes);
	redirect(input, STDIN_FILENO);
	redirect_output(proc, output, errors);
	close_range(STDERR_FILENO + 1, ~0U, CLOSE_RANGE_CLOEXEC);
	if (folder && chdir(folder) != 0)
		_exit(EXIT_NOT_FOUND);
	if (proc->fenced)
		fence_enter(proc->argv[0]);
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
	pid_t parent = getpid(), pid;

	arena_init(&scratch, NULL);
	output = proc->output.len ? str_c(&scratch, proc->output) : "/dev/null";
	errors = proc->errors.len ? str_c(&scratch, proc->errors) : "/dev/null";
	folder = proc->folder.len ? str_c(&scratch, proc->folder) : NULL;
	pid = input < 0 ? -1 : fork();
	if (pid == 0) {
		stand_alone(parent);
		become(proc, input, output, errors, folder);
	}
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

bool proc_asked_to_end(void)
{
	sigset_t waiting;

	return sigpending(&waiting) == 0 &&
	       (sigismember(&waiting, SIGINT) || sigismember(&waiting, SIGTERM) ||
		       sigismember(&waiting, SIGHUP));
}

/* The group may not be there yet, when the program has only just been forked. */
static void kill_all_of(pid_t pid)
{
	kill(-pid, SIGKILL);
	kill(pid, SIGKILL);
}

/*
 * Has the program ended? It is looked at before it is fetched: until then its number is its own, so
 * that the rest of its group can be killed and nobody else.
 */
static bool has_ended(pid_t pid, int *status)
{
	siginfo_t info = {0};

	if (waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0)
		return false;
	kill_all_of(pid);
	*status = EXIT_NOT_FOUND << 8;
	while (waitpid(pid, status, 0) < 0 && errno == EINTR)
		;
	return true;
}

static void look_after(
	const struct proc *proc, pid_t *pid, double started, struct proc_outcome *outcome)
{
	int status;

	if (has_ended(*pid, &status)) {
		note_outcome(outcome, status);
		*pid = 0;
		return;
	}
	if (proc->limit > 0 && clock_steady() - started >= proc->limit)
		outcome->timed_out = true;
	if (outcome->timed_out || proc_asked_to_end())
		kill_all_of(*pid);
}

static bool any_left(const pid_t *pids, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (pids[i] > 0)
			return true;
	return false;
}

void proc_run(const struct proc *procs, size_t count, struct proc_outcome *outcomes)
{
	const struct timespec pause = {0, 2000000L};
	double start = clock_steady();
	struct arena scratch;
	pid_t *pids;

	signal(SIGCHLD, SIG_DFL); /* who ignores it would not hear how they end */
	arena_init(&scratch, NULL);
	pids = NEW_ARRAY(&scratch, count, pid_t);
	for (size_t i = 0; i < count; i++) {
		outcomes[i] = (struct proc_outcome){false, false, EXIT_NOT_FOUND};
		pids[i] = proc_asked_to_end() ? 0 : start_program(&procs[i]);
	}
	for (;;) {
		for (size_t i = 0; i < count; i++)
			if (pids[i] > 0)
				look_after(&procs[i], &pids[i], start, &outcomes[i]);
		if (!any_left(pids, count))
			break;
		nanosleep(&pause, NULL);
	}
	arena_free(&scratch);
}
