/* Whole files in. */
#include "base/buf.h"
#include "base/file.h"
#include "base/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* Lines and offsets are kept in 32 bits, so a larger file is refused rather than miscounted. */
static const size_t largest = UINT32_MAX;

enum { READ_CHUNK = 1 << 16, WORTH_A_THREAD = 8 << 20 };

/* A part of a file that is read without moving where the file stands. */
struct stretch {
	int fd;
	char *at;
	size_t len, got;
	off_t from;
};

static void *read_stretch(void *context)
{
	struct stretch *stretch = context;

	while (stretch->got < stretch->len) {
		ssize_t got = pread(stretch->fd, stretch->at + stretch->got,
			stretch->len - stretch->got, stretch->from + (off_t)stretch->got);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		stretch->got += (size_t)got;
	}
	return NULL;
}

/* A long file by two threads at once, since fresh memory takes longer than its bytes. What goes
 * wrong is left to read_all, which goes on behind what is there. */
static void read_halves(struct buf *out, int fd, size_t size)
{
	off_t from = lseek(fd, 0, SEEK_CUR);
	struct stretch first = {.fd = fd, .at = out->at, .len = size / 2, .from = from};
	struct stretch second = {.fd = fd,
		.at = out->at + first.len,
		.len = size - first.len,
		.from = from + (off_t)first.len};
	pthread_t thread;

	if (size < WORTH_A_THREAD || proc_cores() < 2 || from < 0 ||
		pthread_create(&thread, NULL, read_stretch, &second) != 0)
		return;
	read_stretch(&first);
	pthread_join(thread, NULL);
	out->len = first.got + (first.got == first.len ? second.got : 0);
	lseek(fd, from + (off_t)out->len, SEEK_SET);
}

static bool too_large(struct str path, struct diag *diag)
{
	return diag_error(
		diag, STATUS_NO_INPUT, PLACE_FILE(path), "larger than 4 GiB; split the file");
}

static bool read_all(struct buf *out, int fd, struct str path, struct diag *diag)
{
	for (;;) {
		ssize_t got = read(fd, buf_reserve(out, READ_CHUNK), READ_CHUNK);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return diag_system(diag, STATUS_NO_INPUT, path, "read", errno);
		if (got == 0)
			break;
		out->len += (size_t)got;
		if (out->len > largest)
			return too_large(path, diag);
	}
	out->at[out->len] = '\0';
	return true;
}

/* A terminal ends when whoever sits there says so, and the null device at once; others may never.
 */
static bool is_endless(int fd, const struct stat *status)
{
	return S_ISBLK(status->st_mode) ||
	       (S_ISCHR(status->st_mode) && status->st_rdev != makedev(1, 3) && !isatty(fd));
}

bool file_read_open(
	struct arena *arena, int fd, struct str path, struct str *content, struct diag *diag)
{
	struct stat status = {0};
	size_t size = 0;
	struct buf out;
	bool done;

	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0)
		size = (size_t)status.st_size;
	if (is_endless(fd, &status))
		return diag_error(diag, STATUS_NO_INPUT, PLACE_FILE(path),
			"is a device; give a file or a pipe");
	if (size > largest)
		return too_large(path, diag);
	buf_init(&out, arena);
	buf_reserve(&out, size + READ_CHUNK);
	read_halves(&out, fd, size);
	done = read_all(&out, fd, path, diag);
	*content = buf_str(&out);
	return done;
}

bool file_read(struct arena *arena, struct str path, struct str *content, struct diag *diag)
{
	bool done;
	int fd;

	if (str_is(path, "-"))
		return file_read_open(arena, STDIN_FILENO, path, content, diag);
	fd = open(str_c(arena, path), O_RDONLY | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return diag_system(diag, STATUS_NO_INPUT, path, "open", errno);
	done = file_read_open(arena, fd, path, content, diag);
	close(fd);
	return done;
}

bool file_read_own(struct arena *arena, struct str path, struct str *content, struct diag *diag)
{
	int fd = open(str_c(arena, path), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	bool done;

	if (fd < 0)
		return diag_system(diag, STATUS_NO_INPUT, path, "open", errno);
	if (fstat(fd, &status) == 0 && !S_ISREG(status.st_mode))
		done = diag_error(diag, STATUS_NO_INPUT, PLACE_FILE(path), "is no regular file");
	else
		done = file_read_open(arena, fd, path, content, diag);
	close(fd);
	return done;
}
