#include "store/rrd_file.h"

#include "base/file.h"
#include "base/library.h"

#include <errno.h>
#include <fcntl.h>
#include <rrd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of its functions, those that are called. */
struct librrd {
	__typeof__(&rrd_create_r) create;
	__typeof__(&rrd_clear_error) clear_error;
	__typeof__(&rrd_get_error) get_error;
	__typeof__(&rrd_strversion) version;
};

static bool load_librrd(struct librrd *librrd, struct diag *diag)
{
	static const struct library library = {
		{"librrd.so.8"}, "librrd, which makes databases", "librrd8"};
	const struct library_function functions[] = {{"rrd_create_r", &librrd->create},
		{"rrd_clear_error", &librrd->clear_error}, {"rrd_get_error", &librrd->get_error},
		{"rrd_strversion", &librrd->version}, {NULL, NULL}};

	return library_load(&library, functions, diag);
}

static bool librrd_failed(
	const struct librrd *librrd, struct str path, const char *verb, struct diag *diag)
{
	const char *reason = librrd->get_error(); /* may be empty, as on a full disk */

	return diag_error(diag, STATUS_IO, PLACE_FILE(path), "librrd cannot %s: %s", verb,
		reason && reason[0] ? reason : "it gives no reason; is the disk full?");
}

static time_t start_of(unsigned long step)
{
	return (RRD_EARLIEST / (time_t)step + 1) * (time_t)step;
}

/* A heartbeat of one step: a period that was left out would become unknown, never a copy. */
static bool create_empty(const struct librrd *librrd, struct arena *scratch, struct str path,
	unsigned long step, size_t rows, struct diag *diag)
{
	const char *args[] = {str_printf(scratch, "DS:value:GAUGE:%lu:U:U", step).at,
		str_printf(scratch, "RRA:AVERAGE:0:1:%zu", rows).at};

	librrd->clear_error();
	if (librrd->create(path.at, step, start_of(step), 2, args) != 0)
		return librrd_failed(librrd, path, "create a database", diag);
	return true;
}

static bool read_template(struct arena *arena, struct str path, unsigned long step, size_t rows,
	struct rrd_template *template, struct diag *diag)
{
	struct librrd librrd;
	struct arena scratch;
	struct str file;
	bool done;

	if (!load_librrd(&librrd, diag))
		return false;
	arena_init(&scratch, arena);
	done = create_empty(&librrd, &scratch, path, step, rows, diag) &&
	       file_read(&scratch, path, &file, diag);
	if (done && !rrd_image_template(template, step, rows, start_of(step), file))
		done = diag_error(diag, STATUS_BUG, NO_PLACE,
			"librrd %s lays out its files otherwise than the one tidemark was built "
			"with; build it anew",
			librrd.version());
	arena_free(&scratch);
	return done;
}

static bool template_in(struct arena *arena, const char *parent, unsigned long step, size_t rows,
	struct rrd_template *template, struct diag *diag)
{
	struct str folder = str_printf(arena, "%s/tidemark-XXXXXX", parent), path;
	char *made = arena_copy(arena, folder.at, folder.len + 1);
	bool done;

	if (!mkdtemp(made))
		return diag_system(
			diag, STATUS_CANNOT_CREATE, folder, "make a temporary folder", errno);
	path = str_printf(arena, "%s/empty.rrd", made);
	done = read_template(arena, path, step, rows, template, diag);
	unlink(path.at);
	rmdir(made);
	return done;
}

/* Not in DATA, which may be read-only; and a full disk must not hinder those who only read. */
bool rrd_file_template(struct arena *arena, unsigned long step, size_t rows,
	struct rrd_template *template, struct diag *diag)
{
	const char *const parents[] = {getenv("TMPDIR"), "/tmp", "/dev/shm"};
	struct diag trouble;

	diag_init(&trouble, diag->arena);
	for (size_t i = 0; i < sizeof(parents) / sizeof(*parents); i++)
		if (parents[i] && *parents[i] &&
			template_in(arena, parents[i], step, rows, template, &trouble))
			return true;
	return diag_error(
		diag, trouble.status, trouble.item[0].place, "%.*s", STR_ARG(trouble.item[0].text));
}

static int open_database(struct str path, int how)
{
	return open(path.at, how | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW, 0660);
}

/* One byte more than a file of ours has is enough to see that it is longer. */
static const char *read_figures(struct arena *scratch, int fd, unsigned long step, size_t rows,
	int *first, size_t *count, double *value)
{
	size_t want = rrd_image_used(rows) + 1;
	char *bytes = arena_alloc(scratch, 1, want);
	ssize_t got = read(fd, bytes, want);

	if (got < 0)
		return errno == EISDIR ? "it is no regular file" : "it cannot be read";
	return rrd_image_read(step, rows, (struct str){bytes, (size_t)got}, first, count, value);
}

bool rrd_file_read(struct arena *scratch, struct str path, unsigned long step, size_t rows,
	int *first, size_t *count, double *value, const char **damage, struct diag *diag)
{
	int fd = open_database(path, O_RDONLY);

	*count = 0;
	/* A link may lead to the database of another series, which looks as sound as this one's. */
	*damage = fd < 0 && errno == ELOOP ? "it is a link" : NULL;
	if (fd < 0)
		return *damage || errno == ENOENT || errno == ENOTDIR
			       ? true
			       : diag_system(diag, STATUS_IO, path, "open", errno);
	*damage = read_figures(scratch, fd, step, rows, first, count, value);
	close(fd);
	return true;
}

static int create(struct str path)
{
	int fd = open_database(path, O_WRONLY | O_CREAT | O_EXCL);

	if (fd >= 0 || errno != EEXIST)
		return fd;
	/* Some file systems write a file out at once when it is cut and written anew, and let us
	 * wait. */
	return unlink(path.at) == 0 ? open_database(path, O_WRONLY | O_CREAT | O_EXCL) : -1;
}

static bool finish(int fd, int error, struct str path, struct diag *diag)
{
	if (close(fd) != 0 && !error)
		error = errno;
	return !error || diag_system(diag, STATUS_IO, path, "write", error);
}

bool rrd_file_write(struct arena *scratch, struct str path, const struct rrd_template *template,
	const struct series *series, struct diag *diag)
{
	int fd = create(path);

	if (fd < 0)
		return diag_system(diag, STATUS_IO, path, "write", errno);
	return finish(fd,
		file_write_at(fd, 0,
			rrd_image_make(
				scratch, template, series->first, series->value, series->count)),
		path, diag);
}

/* Of a header nothing changes before the last figure does. */
static int put_stretch(struct arena *scratch, int fd, const struct rrd_template *template,
	const struct series *there, const struct series *stretch)
{
	int first = stretch->first < there->first ? stretch->first : there->first, error;
	size_t row = (size_t)(stretch->first - first), count = row + stretch->count;

	error = file_write_at(fd, rrd_image_used(row),
		rrd_image_rows(scratch, template, stretch->value, stretch->count));
	if (error || series_last(stretch) < series_last(there))
		return error;
	return file_write_at(fd, 0,
		rrd_image_header(
			scratch, template, first, count, stretch->value[stretch->count - 1]));
}

/* What changed since it was read is nothing to go on with. */
static bool read_template_of(struct arena *scratch, int fd, struct str path, unsigned long step,
	size_t rows, struct rrd_template *template, struct diag *diag)
{
	size_t size = rrd_image_used(0);
	char *header = arena_alloc(scratch, 1, size);
	ssize_t got = pread(fd, header, size, 0);

	if (got < 0)
		return diag_system(diag, STATUS_IO, path, "read", errno);
	return rrd_image_made_after((struct str){header, (size_t)got}, step, rows, template) ||
	       diag_error(diag, STATUS_IO, PLACE_FILE(path),
		       "another program has changed it meanwhile");
}

bool rrd_file_update(struct arena *scratch, struct str path, unsigned long step, size_t rows,
	const struct series *there, const struct series *stretch, struct diag *diag)
{
	int fd = open_database(path, O_RDWR);
	struct rrd_template template;

	if (fd < 0)
		return diag_system(diag, STATUS_IO, path, "write", errno);
	if (read_template_of(scratch, fd, path, step, rows, &template, diag))
		return finish(fd, put_stretch(scratch, fd, &template, there, stretch), path, diag);
	close(fd);
	return false;
}
