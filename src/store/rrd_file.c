#include "store/rrd_file.h"

#include "base/file.h"
#include "store/exact.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <rrd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool librrd_failed(struct str path, const char *verb, struct diag *diag)
{
	const char *reason = rrd_get_error(); /* may be empty, as on a full disk */

	return diag_error(diag, STATUS_IO, PLACE_FILE(path), "librrd cannot %s: %s", verb,
		reason && reason[0] ? reason : "it gives no reason; is the disk full?");
}

static time_t start_of(unsigned long step)
{
	return (RRD_EARLIEST / (time_t)step + 1) * (time_t)step;
}

/* A heartbeat of one step: a period that was left out would become unknown, never a copy. */
static bool create_empty(
	struct arena *scratch, struct str path, unsigned long step, size_t rows, struct diag *diag)
{
	const char *args[] = {str_printf(scratch, "DS:value:GAUGE:%lu:U:U", step).at,
		str_printf(scratch, "RRA:AVERAGE:0:1:%zu", rows).at};

	rrd_clear_error();
	if (rrd_create_r(path.at, step, start_of(step), 2, args) != 0)
		return librrd_failed(path, "create a database", diag);
	return true;
}

static bool read_template(struct arena *arena, struct str path, unsigned long step, size_t rows,
	struct rrd_template *template, struct diag *diag)
{
	struct arena scratch;
	struct str file;
	bool done;

	arena_init(&scratch, arena);
	done = create_empty(&scratch, path, step, rows, diag) &&
	       file_read(&scratch, path, &file, diag);
	if (done && !rrd_image_template(template, step, rows, start_of(step), file))
		done = diag_error(diag, STATUS_BUG, NO_PLACE,
			"librrd %s lays out its files otherwise than the one tidemark was built "
			"with; build it anew",
			rrd_strversion());
	if (done)
		template->header = str_copy(arena, template->header);
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

/* What a file says of itself, looked at before librrd maps it. */
static const char *look(
	struct arena *scratch, int fd, const struct rrd_template *template, struct rrd_last *last)
{
	size_t want = rrd_image_header_size();
	char *bytes = arena_alloc(scratch, 1, want);
	ssize_t got = pread(fd, bytes, want, 0);
	struct str header = {bytes, got > 0 ? (size_t)got : 0};
	const char *damage;
	struct stat status;
	double last_row;

	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
		return "it is no regular file";
	damage = rrd_image_check(template, header, (uint64_t)status.st_size, last);
	if (damage)
		return damage;
	if (pread(fd, &last_row, sizeof(last_row), (off_t)(want + last->row * sizeof(last_row))) !=
		sizeof(last_row))
		return "its last row cannot be read";
	return rrd_image_follows(template, header, last_row)
		       ? NULL
		       : "its last row and its header do not belong together";
}

/* librrd's memory ends here. */
static bool fetch(struct str path, const struct rrd_template *template, int last, double *value,
	struct diag *diag)
{
	time_t step = (time_t) template->step, end = ((time_t)last + 1) * step;
	time_t wanted = end - (time_t) template->rows * step, start = wanted;
	unsigned long found_step = template->step, sources = 0;
	char **names = NULL;
	double *data = NULL;

	rrd_clear_error();
	if (rrd_fetch_r(path.at, "AVERAGE", &start, &end, &found_step, &sources, &names, &data) !=
		0)
		return librrd_failed(path, "read", diag);
	for (size_t i = 0; i < template->rows; i++) {
		time_t at = (wanted - start) / step + (time_t)i;

		value[i] = at >= 0 && at < (end - start) / step ? exact_round(data[at]) : NAN;
	}
	for (unsigned long i = 0; i < sources; i++)
		rrd_freemem(names[i]);
	rrd_freemem(names);
	rrd_freemem(data);
	return true;
}

static void skip_unknown(double *value, size_t rows, int *first, size_t *count)
{
	size_t skip = 0;

	while (skip < rows && isnan(value[skip]))
		skip++;
	*first += (int)skip;
	*count = rows - skip;
	memmove(value, value + skip, *count * sizeof(*value));
}

/* A link may lead to the database of another series, which looks as sound as this one's. */
static int open_database(struct str path)
{
	return open(path.at, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
}

bool rrd_file_read(struct str path, const struct rrd_template *template, int *first, size_t *count,
	double *value, const char **damage, struct diag *diag)
{
	int fd = open_database(path);
	struct arena scratch;
	struct rrd_last last;

	*count = 0;
	*damage = fd < 0 && errno == ELOOP ? "it is a link" : NULL;
	if (fd < 0)
		return *damage || errno == ENOENT || errno == ENOTDIR
			       ? true
			       : diag_system(diag, STATUS_IO, path, "open", errno);
	arena_init(&scratch, diag->arena);
	*damage = look(&scratch, fd, template, &last);
	arena_free(&scratch);
	close(fd);
	if (*damage)
		return true;
	if (!fetch(path, template, last.period, value, diag))
		return false;
	*first = last.period - (int)template->rows + 1;
	skip_unknown(value, template->rows, first, count);
	/* Files are made large enough never to go round: their first figure is in row 0. */
	if (*count != last.row + 1) {
		*damage = "its rows do not end where its header says";
		*count = 0;
	}
	return true;
}

bool rrd_file_append(struct str path, unsigned long step, int period, const double *value,
	size_t count, struct diag *diag)
{
	const char **updates;
	struct arena scratch;
	bool done;

	arena_init(&scratch, diag->arena);
	updates = NEW_ARRAY(&scratch, count, const char *);
	for (size_t i = 0; i < count; i++) {
		char text[32] = "U";

		if (!isnan(value[i]))
			exact_print(value[i], text);
		updates[i] = str_printf(&scratch, "%lld:%s",
			((long long)period + 1 + (long long)i) * (long long)step, text)
				     .at;
	}
	rrd_clear_error();
	done = rrd_update_r(path.at, NULL, (int)count, updates) == 0 ||
	       librrd_failed(path, "append", diag);
	arena_free(&scratch);
	return done;
}
