/*
 * gcov writes its counts when a program returns from main or calls exit. Who leaves by _exit or
 * abort, or becomes another program, would take them along; linked with --wrap, it leaves them.
 */
#include <gcov.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <unistd.h>

_Noreturn void __real__exit(int status);
_Noreturn void __wrap__exit(int status);
_Noreturn void __wrap__Exit(int status);
_Noreturn void __real_abort(void);
_Noreturn void __wrap_abort(void);
int __real_execvpe(const char *file, char *const argv[], char *const envp[]);
int __wrap_execvpe(const char *file, char *const argv[], char *const envp[]);
void __real_fence_enter(const char *program);
void __wrap_fence_enter(const char *program);

/* Who may write nowhere any more cannot leave counts, and gcov would complain of that to whoever
 * listens to the program. */
static void dump_in_silence(void)
{
	int heard = dup(STDERR_FILENO), nowhere = memfd_create("gcov", MFD_CLOEXEC);

	if (heard >= 0 && nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
	__gcov_dump();
	if (heard >= 0)
		dup2(heard, STDERR_FILENO);
	close(heard);
	close(nowhere);
}

/* A fence stands around the thread that enters it: another one, begun before, stays outside. */
static sem_t wanted, dumped;
static bool is_somebody_outside;

static void *dump_when_wanted(void *unused)
{
	sem_wait(&wanted);
	dump_in_silence();
	sem_post(&dumped);
	return unused;
}

void __wrap_fence_enter(const char *program)
{
	pthread_t outside;

	sem_init(&wanted, 0, 0);
	sem_init(&dumped, 0, 0);
	is_somebody_outside = pthread_create(&outside, NULL, dump_when_wanted, NULL) == 0;
	__real_fence_enter(program);
}

void __wrap__exit(int status)
{
	dump_in_silence();
	__real__exit(status);
}

void __wrap__Exit(int status)
{
	__wrap__exit(status);
}

void __wrap_abort(void)
{
	dump_in_silence();
	__real_abort();
}

int __wrap_execvpe(const char *file, char *const argv[], char *const envp[])
{
	if (is_somebody_outside) {
		is_somebody_outside = false;
		sem_post(&wanted);
		sem_wait(&dumped);
	} else {
		dump_in_silence();
	}
	__gcov_reset();
	return __real_execvpe(file, argv, envp);
}
