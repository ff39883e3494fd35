/*
 * shim: preloaded into the program under test, makes the n-th call of a kind fail or die, as
 * control.h says. The calls themselves go to the kernel directly.
 */
#include "shim.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { MOST_FILES = 1024 };

static struct control *control;
static bool is_ours[MOST_FILES]; /* by file descriptor: below control->root */

__attribute__((constructor)) static void attach(void)
{
	const char *path = getenv(CONTROL_VARIABLE);
	int fd = path ? (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR) : -1;
	void *memory;

	if (fd < 0)
		return;
	memory = (void *)syscall(
		SYS_mmap, NULL, sizeof(*control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0L);
	syscall(SYS_close, fd);
	if (memory != MAP_FAILED)
		control = memory;
}

/* Is it this call's turn? */
static bool is_due(enum call call)
{
	unsigned count;

	if (!control || !(control->calls & 1U << call))
		return false;
	count = atomic_fetch_add(&control->count, 1) + 1;
	if (count != control->at &&
		!(control->manner == MANNER_FAIL_ALL && control->at && count > control->at))
		return false;
	atomic_store(&control->fired, true);
	return true;
}

static void strike(void)
{
	if (control->manner == MANNER_KILL)
		kill(0, SIGKILL);
	errno = control->error;
}

bool shim_fails(enum call call)
{
	if (!is_due(call) || control->manner == MANNER_SHORT)
		return false;
	strike();
	return true;
}

static bool is_below(const char *path)
{
	size_t len = control ? strlen(control->root) : 0;

	return len && strncmp(path, control->root, len) == 0 &&
	       (path[len] == '/' || path[len] == '\0');
}

static bool path_fails(enum call call, const char *path)
{
	return is_below(path) && shim_fails(call);
}

static bool is_our_file(int fd)
{
	return fd >= 0 && fd < MOST_FILES && is_ours[fd];
}

/* A path may start from a folder that is open. */
static bool is_below_at(int folder, const char *path)
{
	return *path == '/' ? is_below(path) : is_our_file(folder);
}

static bool at_fails(enum call call, int folder, const char *path)
{
	return is_below_at(folder, path) && shim_fails(call);
}

static bool file_fails(enum call call, int fd)
{
	return is_our_file(fd) && shim_fails(call);
}

static void note_file(int fd, bool ours)
{
	if (fd >= 0 && fd < MOST_FILES)
		is_ours[fd] = ours;
}

/* --- files */

static int do_open(int folder, const char *path, int flags, mode_t mode)
{
	int fd;

	if (at_fails(CALL_OPEN, folder, path))
		return -1;
	fd = (int)syscall(SYS_openat, folder, path, flags, mode);
	note_file(fd, is_below_at(folder, path));
	return fd;
}

static mode_t mode_of(int flags, va_list args)
{
	return flags & (O_CREAT | __O_TMPFILE) ? va_arg(args, mode_t) : 0;
}

#define DEFINE_OPEN(name) \
	int name(const char *path, int flags, ...) \
	{ \
		va_list args; \
		mode_t mode; \
\
		va_start(args, flags); \
		mode = mode_of(flags, args); \
		va_end(args); \
		return do_open(AT_FDCWD, path, flags, mode); \
	}

#define DEFINE_OPENAT(name) \
	int name(int folder, const char *path, int flags, ...) \
	{ \
		va_list args; \
		mode_t mode; \
\
		va_start(args, flags); \
		mode = mode_of(flags, args); \
		va_end(args); \
		return do_open(folder, path, flags, mode); \
	}

DEFINE_OPEN(open)
DEFINE_OPEN(open64)
DEFINE_OPENAT(openat)
DEFINE_OPENAT(openat64)

/* What a fortified program may call instead, where there is no mode or the size is known. */
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
	return do_open(AT_FDCWD, path, flags, 0);
}

int __open64_2(const char *path, int flags) __attribute__((alias("__open_2")));

int __openat_2(int folder, const char *path, int flags);
int __openat_2(int folder, const char *path, int flags)
{
	return do_open(folder, path, flags, 0);
}

int __openat64_2(int folder, const char *path, int flags) __attribute__((alias("__openat_2")));

int close(int fd)
{
	bool fails = file_fails(CALL_CLOSE, fd);
	int error = errno;

	if (fd >= 0 && fd < MOST_FILES)
		is_ours[fd] = false;
	if (syscall(SYS_close, fd) != 0)
		return -1;
	errno = error;
	return fails ? -1 : 0;
}

ssize_t read(int fd, void *bytes, size_t size)
{
	return file_fails(CALL_READ, fd) ? -1 : syscall(SYS_read, fd, bytes, size);
}

static ssize_t do_pread(int fd, void *bytes, size_t size, off_t offset)
{
	return file_fails(CALL_READ, fd) ? -1 : syscall(SYS_pread64, fd, bytes, size, offset);
}

ssize_t pread(int fd, void *bytes, size_t size, off_t offset)
{
	return do_pread(fd, bytes, size, offset);
}

ssize_t pread64(int fd, void *bytes, size_t size, off_t offset)
{
	return do_pread(fd, bytes, size, offset);
}

/* Fortified, with the room that there is. */
ssize_t __read_chk(int fd, void *bytes, size_t size, size_t room);
ssize_t __read_chk(int fd, void *bytes, size_t size, size_t room)
{
	return size > room ? (abort(), -1) : read(fd, bytes, size);
}

ssize_t __pread_chk(int fd, void *bytes, size_t size, off_t offset, size_t room);
ssize_t __pread_chk(int fd, void *bytes, size_t size, off_t offset, size_t room)
{
	return size > room ? (abort(), -1) : do_pread(fd, bytes, size, offset);
}

ssize_t __pread64_chk(int fd, void *bytes, size_t size, off_t offset, size_t room)
	__attribute__((alias("__pread_chk")));

static ssize_t put(int fd, const void *bytes, size_t size, off_t offset)
{
	return offset < 0 ? syscall(SYS_write, fd, bytes, size)
			  : syscall(SYS_pwrite64, fd, bytes, size, offset);
}

/* A disk that is filling up takes part of a write. */
static ssize_t do_write(int fd, const void *bytes, size_t size, off_t offset)
{
	if (!is_our_file(fd) || !is_due(CALL_WRITE))
		return put(fd, bytes, size, offset);
	if (control->manner == MANNER_SHORT)
		return put(fd, bytes, (size + 1) / 2, offset);
	if (control->manner == MANNER_KILL)
		put(fd, bytes, size / 2, offset);
	strike();
	return -1;
}

ssize_t write(int fd, const void *bytes, size_t size)
{
	return do_write(fd, bytes, size, -1);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset)
{
	return do_write(fd, bytes, size, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t offset)
{
	return do_write(fd, bytes, size, offset);
}

int fsync(int fd)
{
	return file_fails(CALL_SYNC, fd) ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
	return file_fails(CALL_SYNC, fd) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int syncfs(int fd)
{
	return file_fails(CALL_SYNC, fd) ? -1 : (int)syscall(SYS_syncfs, fd);
}

int rename(const char *from, const char *to)
{
	return path_fails(CALL_RENAME, to)
		       ? -1
		       : (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int renameat2(int folder, const char *from, int other, const char *to, unsigned flags)
{
	return at_fails(CALL_RENAME, other, to)
		       ? -1
		       : (int)syscall(SYS_renameat2, folder, from, other, to, flags);
}

int unlinkat(int folder, const char *path, int flags)
{
	return at_fails(CALL_UNLINK, folder, path)
		       ? -1
		       : (int)syscall(SYS_unlinkat, folder, path, flags);
}

int unlink(const char *path)
{
	return path_fails(CALL_UNLINK, path) ? -1 : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
	return path_fails(CALL_UNLINK, path)
		       ? -1
		       : (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}

int mkdir(const char *path, mode_t mode)
{
	return path_fails(CALL_MKDIR, path) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
	return at_fails(CALL_MKDIR, folder, path) ? -1
						  : (int)syscall(SYS_mkdirat, folder, path, mode);
}

static int do_truncate(int fd, off_t size)
{
	return file_fails(CALL_TRUNCATE, fd) ? -1 : (int)syscall(SYS_ftruncate, fd, size);
}

int ftruncate(int fd, off_t size)
{
	return do_truncate(fd, size);
}

int ftruncate64(int fd, off_t size)
{
	return do_truncate(fd, size);
}

int posix_fallocate(int fd, off_t offset, off_t size)
{
	if (file_fails(CALL_TRUNCATE, fd))
		return errno;
	return syscall(SYS_fallocate, fd, 0, offset, size) == 0 ? 0 : errno;
}

static int do_stat(int folder, const char *path, struct stat *status, int flags)
{
	return at_fails(CALL_STAT, folder, path)
		       ? -1
		       : (int)syscall(SYS_newfstatat, folder, path, status, flags);
}

static int do_fstat(int fd, struct stat *status)
{
	return file_fails(CALL_STAT, fd) ? -1 : (int)syscall(SYS_fstat, fd, status);
}

int stat(const char *path, struct stat *status)
{
	return do_stat(AT_FDCWD, path, status, 0);
}

int stat64(const char *path, struct stat64 *status)
{
	return do_stat(AT_FDCWD, path, (struct stat *)status, 0);
}

int fstatat(int folder, const char *path, struct stat *status, int flags)
{
	return do_stat(folder, path, status, flags);
}

int fstatat64(int folder, const char *path, struct stat64 *status, int flags)
{
	return do_stat(folder, path, (struct stat *)status, flags);
}

int fstat(int fd, struct stat *status)
{
	return do_fstat(fd, status);
}

int fstat64(int fd, struct stat64 *status)
{
	return do_fstat(fd, (struct stat *)status);
}

int flock(int fd, int operation)
{
	return file_fails(CALL_LOCK, fd) ? -1 : (int)syscall(SYS_flock, fd, operation);
}

/* --- what libc must do itself */

/* ISO C has no conversion from an object's address to a function's. */
static void find_next(const char *name, void *function)
{
	void *found = dlsym(RTLD_NEXT, name);

	memcpy(function, &found, sizeof(found));
}

DIR *opendir(const char *path)
{
	DIR *(*next)(const char *);

	if (path_fails(CALL_LIST, path))
		return NULL;
	find_next("opendir", &next);
	return next(path);
}

pid_t fork(void)
{
	pid_t (*next)(void);

	if (shim_fails(CALL_FORK))
		return -1;
	find_next("fork", &next);
	return next();
}

/* Maps of the data folder's files, and those that processes share. */
static void *do_mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
	bool shared = flags & MAP_SHARED && flags & MAP_ANONYMOUS;

	if ((shared || is_our_file(fd)) && shim_fails(CALL_MMAP))
		return MAP_FAILED;
	return (void *)syscall(SYS_mmap, at, size, protection, flags, fd, offset);
}

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
	return do_mmap(at, size, protection, flags, fd, offset);
}

void *mmap64(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
	return do_mmap(at, size, protection, flags, fd, offset);
}
