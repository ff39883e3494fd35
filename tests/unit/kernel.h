/**
 * kernel: calls of the system that fail when a test says so. They stand before libc's own in a test
 * program that includes this, before anything else, in one file.
 */
#ifndef TIDEMARK_TESTS_KERNEL_H
#define TIDEMARK_TESTS_KERNEL_H

/* A fortified libc would define them itself. */
#undef _FORTIFY_SOURCE

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/** What is refused next: a call by its name, once so many of them were let through. */
static struct {
	const char *call;
	int error; /* errno; 0: it says that it did nothing, and gives 0 */
	unsigned after;
	bool lasts; /* not once, but from then on */
} refusal;

/** Forked children have it too, each for itself. */
static inline void refuse(const char *call, int error, unsigned after)
{
	refusal.call = call;
	refusal.error = error;
	refusal.after = after;
	refusal.lasts = false;
}

static bool is_refused(const char *call)
{
	if (!refusal.call || strcmp(refusal.call, call) != 0)
		return false;
	if (refusal.after) {
		refusal.after--;
		return false;
	}
	if (!refusal.lasts)
		refusal.call = NULL;
	errno = refusal.error;
	return true;
}

/* ISO C has no conversion from an object's address to a function's. */
#define STAND_IN(type, name, parameters, arguments, failed) \
	type name parameters \
	{ \
		__typeof__(name) *real; \
\
		if (is_refused(#name)) \
			return failed; \
		*(void **)&real = dlsym(RTLD_NEXT, #name); \
		return real arguments; \
	}
#define MINUS_ONE (refusal.error ? -1 : 0)

STAND_IN(ssize_t, read, (int fd, void *to, size_t size), (fd, to, size), MINUS_ONE)
STAND_IN(ssize_t, write, (int fd, const void *from, size_t size), (fd, from, size), MINUS_ONE)
STAND_IN(ssize_t, pread64, (int fd, void *to, size_t size, off64_t at), (fd, to, size, at),
	MINUS_ONE)
STAND_IN(off64_t, lseek64, (int fd, off64_t at, int from), (fd, at, from), MINUS_ONE)
STAND_IN(int, pthread_create,
	(pthread_t * thread, const pthread_attr_t *how, void *(*work)(void *), void *context),
	(thread, how, work, context), refusal.error)
STAND_IN(ssize_t, pwrite64, (int fd, const void *from, size_t size, off64_t at),
	(fd, from, size, at), MINUS_ONE)
STAND_IN(int, fsync, (int fd), (fd), MINUS_ONE)
STAND_IN(int, close, (int fd), (fd), (close_range((unsigned)fd, (unsigned)fd, 0), MINUS_ONE))
STAND_IN(int, flock, (int fd, int operation), (fd, operation), MINUS_ONE)
STAND_IN(int, statvfs64, (const char *path, struct statvfs64 *room), (path, room), MINUS_ONE)
STAND_IN(int, chmod, (const char *path, mode_t mode), (path, mode), MINUS_ONE)
STAND_IN(struct dirent64 *, readdir64, (DIR * folder), (folder), NULL)
STAND_IN(int, pipe2, (int ends[2], int flags), (ends, flags), MINUS_ONE)
STAND_IN(int, poll, (struct pollfd * ends, nfds_t count, int wait), (ends, count, wait), MINUS_ONE)
STAND_IN(pid_t, waitpid, (pid_t pid, int *status, int options), (pid, status, options), MINUS_ONE)
STAND_IN(int, waitid, (idtype_t type, id_t id, siginfo_t *info, int options),
	(type, id, info, options), MINUS_ONE)
STAND_IN(int, nanosleep, (const struct timespec *time, struct timespec *left), (time, left),
	MINUS_ONE)
STAND_IN(int, socketpair, (int domain, int type, int protocol, int ends[2]),
	(domain, type, protocol, ends), MINUS_ONE)
STAND_IN(
	ssize_t, recv, (int fd, void *to, size_t size, int flags), (fd, to, size, flags), MINUS_ONE)
STAND_IN(ssize_t, send, (int fd, const void *from, size_t size, int flags), (fd, from, size, flags),
	MINUS_ONE)
STAND_IN(int, memfd_create, (const char *name, unsigned flags), (name, flags), MINUS_ONE)
STAND_IN(int, sigpending, (sigset_t * set), (set), MINUS_ONE)
STAND_IN(pid_t, fork, (void), (), MINUS_ONE)
STAND_IN(int, getrlimit64, (__rlimit_resource_t which, struct rlimit64 *limit), (which, limit),
	MINUS_ONE)

/** What open files are said to be: S_IFBLK, …; 0: what they are. */
static mode_t pretended_mode;

int fstat64(int fd, struct stat64 *status)
{
	int (*real)(int, struct stat64 *), done;

	if (is_refused("fstat64"))
		return -1;
	*(void **)&real = dlsym(RTLD_NEXT, "fstat64");
	done = real(fd, status);
	if (pretended_mode)
		status->st_mode = pretended_mode;
	return done;
}

/* Two processors, whatever machine this is. */
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	(void)pid;
	if (is_refused("sched_getaffinity"))
		return -1;
	memset(set, 0, size);
	CPU_SET_S(0, size, set);
	CPU_SET_S(1, size, set);
	return 0;
}

/* What poll and read are called where a fortified program knows the room. */
int __poll_chk(struct pollfd *ends, nfds_t count, int wait, size_t room);
int __poll_chk(struct pollfd *ends, nfds_t count, int wait, size_t room)
{
	(void)room;
	return poll(ends, count, wait);
}

ssize_t __recv_chk(int fd, void *to, size_t size, size_t room, int flags);
ssize_t __recv_chk(int fd, void *to, size_t size, size_t room, int flags)
{
	(void)room;
	return recv(fd, to, size, flags);
}

ssize_t __read_chk(int fd, void *to, size_t size, size_t room);
ssize_t __read_chk(int fd, void *to, size_t size, size_t room)
{
	(void)room;
	return read(fd, to, size);
}

static inline int open_really(const char *path, int flags, mode_t mode)
{
	int (*real)(const char *, int, ...);

	if (is_refused("open64"))
		return MINUS_ONE;
	*(void **)&real = dlsym(RTLD_NEXT, "open64");
	return real(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
	va_end(args);
	return open_really(path, flags, mode);
}

/* Fortified, without a mode. */
int __open64_2(const char *path, int flags);
int __open64_2(const char *path, int flags)
{
	return open_really(path, flags, 0);
}

#endif
