#include "command/collect_shelf.h"

#include "base/file.h"
#include "text/gzip.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#define REASON ".txt"
#define UNFINISHED ".reason.part"

static bool cannot(struct str path, const char *verb, struct diag *diag)
{
	return diag_system(diag, STATUS_CANNOT_CREATE, path, verb, errno);
}

static bool elsewhere(struct str path, struct diag *diag)
{
	return diag_error(diag, STATUS_CANNOT_CREATE, PLACE_FILE(path),
		"lies in another file system than the inbox, so that nothing can be moved there at "
		"once; let it be a folder of the inbox");
}

static int open_folder(int parent, const char *name)
{
	const int how = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int folder = openat(parent, name, how);

	if (folder >= 0 || errno != ENOENT || mkdirat(parent, name, 0770) != 0)
		return folder;
	return openat(parent, name, how);
}

static bool is_same_disk(int a, int b)
{
	struct stat one, other;

	return fstat(a, &one) == 0 && fstat(b, &other) == 0 && one.st_dev == other.st_dev;
}

bool shelf_open(struct arena *arena, const struct inbox *inbox, const char *name, struct str within,
	struct shelf *shelf, struct diag *diag)
{
	int outer;

	shelf->path = file_join(arena, inbox->path, str_of(name));
	shelf->folder = open_folder(inbox->folder, name);
	if (shelf->folder >= 0 && within.len) {
		outer = shelf->folder;
		shelf->path = file_join(arena, shelf->path, within);
		shelf->folder = open_folder(outer, str_c(arena, within));
		close(outer);
	}
	if (shelf->folder < 0)
		return cannot(shelf->path, "make the folder", diag);
	if (is_same_disk(shelf->folder, inbox->folder))
		return true;
	shelf_close(shelf);
	return elsewhere(shelf->path, diag);
}

void shelf_close(struct shelf *shelf)
{
	close(shelf->folder);
}

static bool is_taken(int folder, const char *name)
{
	struct stat status;

	return fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
}

/* Not every file system (NFS, FUSE) can refuse to replace; nobody else writes here, though. */
static int move(int from, const char *name, int to, const char *as)
{
	if (renameat2(from, name, to, as, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return errno;
	if (is_taken(to, as))
		return EEXIST;
	return renameat(from, name, to, as) == 0 ? 0 : errno;
}

/* Where ".csv" or ".csv.gz" begins; what is long or stands first is no ending. */
static size_t find_ending(struct str name)
{
	enum { LONGEST = 12 };
	size_t end = gzip_name(name).len, at = end;

	while (at > 1 && end - at < LONGEST && name.at[at - 1] != '.')
		at--;
	return at > 1 && name.at[at - 1] == '.' ? at - 1 : end;
}

/* The name with "-2" before its ending, and cut there so that `most` bytes are enough. */
static struct str numbered(struct arena *arena, struct str name, unsigned number, size_t most)
{
	enum { LONGEST = 3 }; /* bytes of a character behind its first */
	struct str tail = str_from(name, find_ending(name));
	struct str stem = str_head(name, find_ending(name));

	if (number > 1)
		tail = str_printf(arena, "-%u%.*s", number, STR_ARG(tail));
	if (stem.len + tail.len > most)
		stem.len = most - tail.len;
	for (int i = 0; i < LONGEST && stem.len < name.len &&
			((unsigned char)name.at[stem.len] & 0xC0) == 0x80;
		i++)
		stem.len--;
	return str_printf(arena, "%.*s%.*s", STR_ARG(stem), STR_ARG(tail));
}

static bool has_content(int folder, const char *name, struct str content)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct arena scratch;
	struct stat status;
	struct diag ignored;
	struct str found;
	bool same;

	if (fd < 0)
		return false;
	arena_init(&scratch, NULL);
	diag_init(&ignored, &scratch);
	same = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
	       (size_t)status.st_size == content.len &&
	       file_read_open(&scratch, fd, STR(""), &found, &ignored) && str_equal(found, content);
	arena_free(&scratch);
	close(fd);
	return same;
}

static bool write_synced(FILE *file, struct str path, struct str content, struct diag *diag)
{
	bool done = file_put(file, path, content, diag);

	if (done && fsync(fileno(file)) != 0)
		done = diag_system(diag, STATUS_IO, path, "write", errno);
	fclose(file);
	return done;
}

static bool put_reason(const struct shelf *shelf, const char *name, struct str path,
	struct str reason, struct diag *diag)
{
	FILE *file;
	int fd, error;

	if (has_content(shelf->folder, name, reason))
		return true;
	unlinkat(shelf->folder, UNFINISHED, 0);
	fd = openat(shelf->folder, UNFINISHED, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0660);
	file = fd < 0 ? NULL : fdopen(fd, "w");
	if (!file)
		return cannot(path, "write", diag);
	if (!write_synced(file, path, reason, diag))
		return false;
	error = move(shelf->folder, UNFINISHED, shelf->folder, name);
	return !error || diag_system(diag, STATUS_IO, path, "write", error);
}

/* The name is free, and so is that of the reason, if there is one. */
static bool is_free(
	const struct shelf *shelf, const char *name, const char *beside, struct str reason)
{
	return !is_taken(shelf->folder, name) &&
	       (!reason.len || !is_taken(shelf->folder, beside) ||
		       has_content(shelf->folder, beside, reason));
}

static bool is_as_seen(int folder, const char *name, const struct sighting *seen, bool moved)
{
	struct sighting now;
	struct stat status;

	if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return false;
	now = sighting_of(&status);
	if (moved) /* which changed this time */
		now.changed = seen->changed;
	return sighting_equal(&now, seen);
}

/* A file that took its place at the last moment has not been read: it goes back. */
static bool confirm(const struct shelf *shelf, const struct inbox *inbox, const char *name,
	const char *as, const struct arrival *arrival, struct str *place, struct diag *diag)
{
	int error;

	if (is_as_seen(shelf->folder, as, &arrival->seen, true))
		return true;
	error = move(shelf->folder, as, inbox->folder, name);
	if (error)
		return diag_system(diag, STATUS_IO, *place, "put back into the inbox", error);
	*place = STR("");
	return true;
}

bool shelf_take(struct arena *arena, const struct shelf *shelf, const struct inbox *inbox,
	const struct arrival *arrival, struct str reason, struct str *place, struct diag *diag)
{
	const size_t most = reason.len ? NAME_MAX - strlen(REASON) : NAME_MAX;
	const char *name = str_c(arena, arrival->name), *as, *beside;
	int error = EEXIST;

	*place = STR("");
	if (!is_as_seen(inbox->folder, name, &arrival->seen, false))
		return true;
	for (unsigned number = 1; error == EEXIST; number++) {
		as = numbered(arena, arrival->name, number, most).at;
		beside = str_printf(arena, "%s" REASON, as).at;
		if (!is_free(shelf, as, beside, reason))
			continue;
		*place = file_join(arena, shelf->path, str_of(as));
		if (reason.len && !put_reason(shelf, beside, *place, reason, diag))
			return false;
		error = move(inbox->folder, name, shelf->folder, as);
	}
	if (error == EXDEV)
		return elsewhere(shelf->path, diag);
	if (error)
		return diag_system(diag, STATUS_IO, *place, "move the file", error);
	return confirm(shelf, inbox, name, as, arrival, place, diag);
}
