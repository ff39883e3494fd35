/** file: whole files in, whole files out, and the lock; every failure named with the path. */
#ifndef TIDEMARK_BASE_FILE_H
#define TIDEMARK_BASE_FILE_H

#include "base/diag.h"

#include <stdio.h>

/**
 * The whole of a regular file, pipe or terminal; `-` reads standard input.
 * Errors: STATUS_NO_INPUT with the reason (missing, a folder, a device, unreadable, larger than
 * 4 GiB).
 */
bool file_read(struct arena *arena, struct str path, struct str *content, struct diag *diag);

/** The same from where an open file stands; `path` is its name in messages. */
bool file_read_open(
	struct arena *arena, int fd, struct str path, struct str *content, struct diag *diag);

/** The same of a file that is tidemark's own: anything but a regular file is refused unread. */
bool file_read_own(struct arena *arena, struct str path, struct str *content, struct diag *diag);

/** Is there something under that path (follows links)? */
bool file_exists(struct str path);
bool file_is_folder(struct str path);

/** Bytes of the file under that path; 0 if there is none. */
size_t file_size(struct str path);

/**
 * The folder and all missing folders above it, mode 0770 under the umask: what is kept is nobody
 * else's. A folder to publish in is 0777 under the umask.
 */
bool file_make_folder(struct str path, enum status status, struct diag *diag);
bool file_make_public_folder(struct str path, enum status status, struct diag *diag);

/**
 * Writes `content` under a temporary name beside `path`, syncs it if `sync`, renames it over `path`
 * and syncs the folder if `sync`: either the old or the new file is there, never a torn one.
 * Mode 0660 under the umask, of what is published 0666. Errors: `status`; the temporary file is
 * removed.
 */
bool file_write(
	struct str path, struct str content, bool sync, enum status status, struct diag *diag);
bool file_publish(
	struct str path, struct str content, bool sync, enum status status, struct diag *diag);

/** As file_write, for a file that is written piece by piece, also by children, in any order. */
struct file_writing {
	struct str path, part;
	enum status status;
	int fd;
};

bool file_begin(struct arena *arena, struct str path, enum status status,
	struct file_writing *writing, struct diag *diag);
bool file_put_at(
	const struct file_writing *writing, size_t offset, struct str content, struct diag *diag);

/** One of these ends it: the file is there, or removed. */
bool file_finish(const struct file_writing *writing, bool sync, struct diag *diag);
void file_abandon(const struct file_writing *writing);

/**
 * Files written without `sync` are on the disk afterwards. Many together are written out many times
 * faster than one after the other.
 */
bool file_sync_all(const struct str_list *paths, enum status status, struct diag *diag);

/** Writes all of it to a descriptor, from `offset` on. Returns 0 or an errno. */
int file_write_at(int fd, size_t offset, struct str content);

/** Renames `from` over `to`, in the same file system. Errors: STATUS_IO naming `to`. */
bool file_move(struct str from, struct str to, struct diag *diag);

/**
 * What was made, renamed or removed in the folder is on the disk afterwards. A folder that must not
 * be read, or that a file system cannot sync, is left to the system.
 */
bool file_sync_folder(struct str folder, enum status status, struct diag *diag);

/** Bytes that a program may still write in the folder's file system; SIZE_MAX if it does not say.
 */
size_t file_room(struct str folder);

/** Names in a folder, sorted by bytes, without `.` and `..`. A missing folder is an empty one. */
bool file_list(struct arena *arena, struct str path, struct str_list *names, struct diag *diag);

/** `folder/name`; an absolute name stays as it is, an empty or "." folder adds nothing. */
struct str file_join(struct arena *arena, struct str folder, struct str name);
struct str file_base_name(struct str path);
struct str file_folder(struct str path); /* "." if there is none */

/**
 * Locks `path` (created if need be) with flock, waiting up to `wait` seconds. `*fd` is the lock:
 * closing it (or dying) gives it back. A reader that may not write opens the file read-only.
 * Errors: STATUS_LOCKED naming the holder's pid and command; STATUS_CANNOT_CREATE, STATUS_IO.
 */
bool file_lock(struct str path, bool exclusive, double wait, int *fd, struct diag *diag);

/** Writes everything to the stream and flushes it. Errors: STATUS_IO naming `name`. */
bool file_put(FILE *stream, struct str name, struct str content, struct diag *diag);

#endif
