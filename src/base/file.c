#include "base/file.h"

#include "base/buf.h"
#include "base/clock.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>

enum { RETRY_MILLISECONDS = 20 };

/* What others may do is only ever up to the umask for what is published. */
enum { FILE_KEPT = 0660, FILE_PUBLIC = 0666, FOLDER_KEPT = 0770, FOLDER_PUBLIC = 0777 };

/* For questions that have no arena; a path that is too long names nothing. */
static bool terminate(struct str path, char text[PATH_MAX])
{
	return snprintf(text, PATH_MAX, "%.*s", STR_ARG(path)) < PATH_MAX;
}

static bool look_at(struct str path, struct stat *status)
{
	char text[PATH_MAX];

	return terminate(path, text) && stat(text, status) == 0;
}

bool file_exists(struct str path)
{
	struct stat status;

	return look_at(path, &status);
}

bool file_is_folder(struct str path)
{
	struct stat status;

	return look_at(path, &status) && S_ISDIR(status.st_mode);
}

size_t file_size(struct str path)
{
	struct stat status;

	return look_at(path, &status) ? (size_t)status.st_size : 0;
}

/* What keeps it from being a folder; 0: nothing. */
static int folder_error(struct str path)
{
	struct stat status;

	if (!look_at(path, &status))
		return errno;
	return S_ISDIR(status.st_mode) ? 0 : ENOTDIR;
}

static bool make_folder(struct str path, mode_t mode, enum status status, struct diag *diag)
{
	struct arena scratch;
	int error = 0;

	arena_init(&scratch, diag->arena);
	for (size_t end = 1; end <= path.len && !error; end++) {
		if (end < path.len && path.at[end] != '/')
			continue;
		if (mkdir(str_c(&scratch, str_head(path, end)), mode) != 0 && errno != EEXIST)
			error = errno;
	}
	arena_free(&scratch);
	if (!error)
		error = folder_error(path);
	return error ? diag_system(diag, status, path, "make the folder", error) : true;
}

bool file_make_folder(struct str path, enum status status, struct diag *diag)
{
	return make_folder(path, FOLDER_KEPT, status, diag);
}

bool file_make_public_folder(struct str path, enum status status, struct diag *diag)
{
	return make_folder(path, FOLDER_PUBLIC, status, diag);
}

int file_write_at(int fd, size_t offset, struct str content)
{
	while (content.len) {
		ssize_t put = pwrite(fd, content.at, content.len, (off_t)offset);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return put < 0 ? errno : EIO;
		content = str_from(content, (size_t)put);
		offset += (size_t)put;
	}
	return 0;
}

static int sync_folder(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = 0;

	if (fd < 0)
		return errno == EACCES ? 0 : errno;
	/* Some network file systems cannot sync a folder and say EINVAL: nothing more can be done.
	 */
	if (fsync(fd) != 0 && errno != EINVAL)
		error = errno;
	close(fd);
	return error;
}

static bool begin(struct arena *arena, struct str path, mode_t mode, enum status status,
	struct file_writing *writing, struct diag *diag)
{
	*writing = (struct file_writing){.path = str_copy(arena, path), .status = status};
	writing->part = str_printf(arena, "%s.%ld.part", writing->path.at, (long)getpid());
	writing->fd =
		open(writing->part.at, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
	if (writing->fd >= 0)
		return true;
	diag_system(diag, status, path, "write", errno);
	unlink(writing->part.at);
	return false;
}

bool file_begin(struct arena *arena, struct str path, enum status status,
	struct file_writing *writing, struct diag *diag)
{
	return begin(arena, path, FILE_KEPT, status, writing, diag);
}

bool file_put_at(
	const struct file_writing *writing, size_t offset, struct str content, struct diag *diag)
{
	int error = file_write_at(writing->fd, offset, content);

	return !error || diag_system(diag, writing->status, writing->path, "write", error);
}

void file_abandon(const struct file_writing *writing)
{
	close(writing->fd);
	unlink(writing->part.at);
}

bool file_finish(const struct file_writing *writing, bool sync, struct diag *diag)
{
	int error = sync && fsync(writing->fd) != 0 ? errno : 0;
	char folder[PATH_MAX];

	if (close(writing->fd) != 0 && !error)
		error = errno;
	if (!error && rename(writing->part.at, writing->path.at) != 0)
		error = errno;
	if (error)
		unlink(writing->part.at);
	else if (sync)
		error = terminate(file_folder(writing->path), folder) ? sync_folder(folder)
								      : ENAMETOOLONG;
	return !error || diag_system(diag, writing->status, writing->path, "write", error);
}

static bool write_whole(struct str path, struct str content, mode_t mode, bool sync,
	enum status status, struct diag *diag)
{
	struct file_writing writing;
	struct arena scratch;
	bool done;

	arena_init(&scratch, diag->arena);
	done = begin(&scratch, path, mode, status, &writing, diag);
	if (done && !file_put_at(&writing, 0, content, diag)) {
		file_abandon(&writing);
		done = false;
	}
	done = done && file_finish(&writing, sync, diag);
	arena_free(&scratch);
	return done;
}

bool file_write(
	struct str path, struct str content, bool sync, enum status status, struct diag *diag)
{
	return write_whole(path, content, FILE_KEPT, sync, status, diag);
}

bool file_publish(
	struct str path, struct str content, bool sync, enum status status, struct diag *diag)
{
	return write_whole(path, content, FILE_PUBLIC, sync, status, diag);
}

/* With EINVAL a file system says that it has no such thing as a sync. */
static int sync_file(const char *path, bool wait)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), error = 0;

	if (fd < 0)
		return errno;
	if (!wait)
		sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
	else if (fsync(fd) != 0 && errno != EINVAL)
		error = errno;
	close(fd);
	return error;
}

bool file_sync_all(const struct str_list *paths, enum status status, struct diag *diag)
{
	char path[PATH_MAX];

	for (int wait = 0; wait < 2; wait++) {
		for (size_t i = 0; i < paths->count; i++) {
			int error = terminate(paths->item[i], path) ? sync_file(path, wait)
								    : ENAMETOOLONG;

			if (error)
				return diag_system(diag, status, paths->item[i], "sync", error);
		}
	}
	return true;
}

bool file_move(struct str from, struct str to, struct diag *diag)
{
	char old[PATH_MAX], new[PATH_MAX];

	if (!terminate(from, old) || !terminate(to, new))
		return diag_system(diag, STATUS_IO, to, "write", ENAMETOOLONG);
	return rename(old, new) == 0 || diag_system(diag, STATUS_IO, to, "write", errno);
}

bool file_sync_folder(struct str folder, enum status status, struct diag *diag)
{
	char path[PATH_MAX];
	int error = terminate(folder, path) ? sync_folder(path) : ENAMETOOLONG;

	return !error || diag_system(diag, status, folder, "sync", error);
}

size_t file_room(struct str folder)
{
	struct statvfs space;
	char text[PATH_MAX];

	if (!terminate(folder, text) || statvfs(text, &space) != 0)
		return SIZE_MAX;
	return (size_t)space.f_bavail * space.f_frsize;
}

static int by_bytes(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

bool file_list(struct arena *arena, struct str path, struct str_list *names, struct diag *diag)
{
	DIR *folder = opendir(str_c(arena, path));
	struct dirent *entry;
	int error;

	if (!folder && errno == ENOENT)
		return true;
	if (!folder)
		return diag_system(diag, STATUS_IO, path, "list", errno);
	while ((void)(errno = 0), (entry = readdir(folder))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			*array_add(arena, names) = str_copy(arena, str_of(entry->d_name));
	}
	error = errno;
	closedir(folder);
	if (error)
		return diag_system(diag, STATUS_IO, path, "list", error);
	if (names->count)
		qsort(names->item, names->count, sizeof(*names->item), by_bytes);
	return true;
}

struct str file_join(struct arena *arena, struct str folder, struct str name)
{
	if (str_starts(name, STR("/")) || !folder.len || str_is(folder, "."))
		return str_copy(arena, name);
	return str_printf(arena, "%.*s%s%.*s", STR_ARG(folder),
		str_ends(folder, STR("/")) ? "" : "/", STR_ARG(name));
}

struct str file_base_name(struct str path)
{
	for (size_t i = path.len; i-- > 0;)
		if (path.at[i] == '/')
			return str_from(path, i + 1);
	return path;
}

struct str file_folder(struct str path)
{
	struct str name = file_base_name(path);

	if (name.len == path.len)
		return STR(".");
	return path.len - name.len == 1 ? STR("/") : str_head(path, path.len - name.len - 1);
}

/* /proc/locks has a line a lock: "1: FLOCK  ADVISORY  WRITE 4711 fd:01:1234567 0 EOF". */
static long lock_holder(struct arena *scratch, int fd)
{
	struct str content, line, rest;
	struct stat status;
	struct diag ignored;
	struct str inode;

	diag_init(&ignored, scratch);
	if (fstat(fd, &status) != 0 || !file_read(scratch, STR("/proc/locks"), &content, &ignored))
		return 0;
	inode = str_printf(scratch, ":%llu ", (unsigned long long)status.st_ino);
	for (rest = content; str_cut(&rest, '\n', &line);) {
		char kind[16];
		long pid;

		if (str_has(line, inode) && !str_has(line, STR("->")) &&
			sscanf(str_c(scratch, line), "%*s %15s %*s %*s %ld", kind, &pid) == 2 &&
			strcmp(kind, "FLOCK") == 0 && pid > 0)
			return pid;
	}
	return 0;
}

static struct str command_of(struct arena *scratch, long pid)
{
	struct str name = str_printf(scratch, "/proc/%ld/cmdline", pid), content;
	struct diag ignored;
	char *copy;

	diag_init(&ignored, scratch);
	if (!file_read(scratch, name, &content, &ignored) || !content.len)
		return STR("?");
	copy = arena_copy(scratch, content.at, content.len);
	for (size_t i = 0; i < content.len; i++)
		if (!copy[i])
			copy[i] = ' ';
	return str_trim((struct str){copy, content.len});
}

static bool say_locked(int fd, struct str path, double wait, struct diag *diag)
{
	struct str holder = STR("another process"), waited = STR("; try again"), command;
	struct arena scratch;
	long pid;

	arena_init(&scratch, diag->arena);
	pid = lock_holder(&scratch, fd);
	if (pid) {
		command = diag_quote(&scratch, command_of(&scratch, pid));
		holder = str_printf(&scratch, "process %ld (%.*s)", pid, STR_ARG(command));
	}
	if (wait > 0)
		waited = str_printf(
			&scratch, " for more than %g seconds; try again or give --wait", wait);
	diag_error(diag, STATUS_LOCKED, PLACE_FILE(path), "locked by %.*s%.*s", STR_ARG(holder),
		STR_ARG(waited));
	arena_free(&scratch);
	return false;
}

static int open_lock(const char *path, bool exclusive)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, FILE_KEPT);

	if (fd < 0 && !exclusive && (errno == EACCES || errno == EROFS || errno == EPERM))
		fd = open(path, O_RDONLY | O_CLOEXEC);
	return fd;
}

/* Gives 0 or an errno, EWOULDBLOCK when the time is over. */
static int lock_until(int fd, int operation, double end)
{
	const struct timespec pause = {0, RETRY_MILLISECONDS * 1000000L};

	while (flock(fd, operation | LOCK_NB) != 0) {
		int error = errno;

		if ((error != EWOULDBLOCK && error != EINTR) || clock_steady() >= end)
			return error;
		nanosleep(&pause, NULL);
	}
	return 0;
}

/*
 * Readers that come and go would keep a writer out for ever, as long as one of them is always
 * there. So everybody passes through the folder's lock first: while a writer waits there, no reader
 * gets in. A file system that cannot lock a folder is not fair.
 */
static int lock_in_turn(const char *folder, int fd, int operation, double end)
{
	int gate = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = gate < 0 ? 0 : lock_until(gate, operation, end);

	if (error != EWOULDBLOCK)
		error = lock_until(fd, operation, end);
	if (gate >= 0)
		close(gate);
	return error;
}

bool file_lock(struct str path, bool exclusive, double wait, int *fd, struct diag *diag)
{
	double end = clock_steady() + wait;
	struct arena scratch;
	int error;

	arena_init(&scratch, diag->arena);
	*fd = open_lock(str_c(&scratch, path), exclusive);
	error = *fd < 0 ? errno
			: lock_in_turn(str_c(&scratch, file_folder(path)), *fd,
				  exclusive ? LOCK_EX : LOCK_SH, end);
	arena_free(&scratch);
	if (*fd < 0)
		return diag_system(diag,
			error == EACCES || error == EROFS ? STATUS_CANNOT_CREATE : STATUS_IO, path,
			"open the lock", error);
	if (!error)
		return true;
	if (error == EWOULDBLOCK)
		say_locked(*fd, path, wait, diag);
	else
		diag_system(diag, STATUS_IO, path, "lock", error);
	close(*fd);
	*fd = -1;
	return false;
}

bool file_put(FILE *stream, struct str name, struct str content, struct diag *diag)
{
	errno = 0;
	if (fwrite(content.at, 1, content.len, stream) == content.len && fflush(stream) == 0)
		return true;
	return diag_system(diag, STATUS_IO, name, "write", errno ? errno : EIO);
}
