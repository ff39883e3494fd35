#include "bench.h"

#include "base/buf.h"
#include "base/file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Whoever is killed leaves its children to the kernel, which may take a moment. */
enum { PATIENCE = 20 };

bool bench_is_full(void)
{
	return getenv("TIDEMARK_FULL_SIZE") != NULL;
}

const char *bench_path(struct bench *bench, const char *name)
{
	return str_printf(&bench->arena, "%s/%s", bench->folder, name).at;
}

static struct control *map_control(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	void *memory;

	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, sizeof(struct control)), 0);
	memory = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	assert_true(memory != MAP_FAILED);
	close(fd);
	return memory;
}

void bench_file(struct bench *bench, const char *name, const char *content)
{
	struct diag diag;

	diag_init(&diag, &bench->arena);
	assert_true(file_write(
		str_of(bench_path(bench, name)), str_of(content), false, STATUS_IO, &diag));
}

/* Thousands of runs write nothing that anybody wants to keep: memory will do. */
static const char *make_folder(struct arena *arena)
{
	const char *parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	struct str name = str_printf(arena, "%s/tidemark-fault-XXXXXX", parent);
	char *folder = arena_copy(arena, name.at, name.len + 1);

	assert_non_null(mkdtemp(folder));
	return folder;
}

void bench_open(struct bench *bench, const char *catalogue)
{
	struct diag diag;

	if (!getenv("TIDEMARK") || !getenv("TIDEMARK_SHIM"))
		fail_msg("TIDEMARK and TIDEMARK_SHIM are not set; make test sets them");
	*bench = (struct bench){0};
	arena_init(&bench->arena, NULL);
	diag_init(&diag, &bench->arena);
	bench->folder = make_folder(&bench->arena);
	bench->data = bench_path(bench, "data");
	bench_file(bench, "tidemark.conf", catalogue);
	if (!catalogue_read(&bench->arena, str_of(bench_path(bench, "tidemark.conf")),
		    &bench->catalogue, &diag))
		fail_msg("%s", messages(&bench->arena, &diag));
	mkdir(bench_path(bench, "tmp"), 0777);
	setenv("TMPDIR", bench_path(bench, "tmp"), 1);
	setenv(CONTROL_VARIABLE, bench_path(bench, "control"), 1);
	bench->control = map_control(bench_path(bench, "control"));
	snprintf(bench->control->root, sizeof(bench->control->root), "%s", bench->data);
}

void bench_close(struct bench *bench)
{
	munmap(bench->control, sizeof(*bench->control));
	tree_remove(bench->folder);
	arena_free(&bench->arena);
}

void bench_arm(struct bench *bench, unsigned calls, enum manner manner, int error, unsigned at)
{
	struct control *control = bench->control;

	control->calls = calls;
	control->manner = manner;
	control->error = error;
	control->at = at;
	atomic_store(&control->count, 0);
	atomic_store(&control->fired, false);
}

static void redirect(const char *path, int to)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	dup2(fd, to);
	close(fd);
}

static _Noreturn void become(struct bench *bench, const char *const words[BENCH_MOST_WORDS])
{
	const char *program = getenv("TIDEMARK"),
		   *argv[BENCH_MOST_WORDS + 4] = {"tidemark", "-d", bench->data};
	const char *shim = getenv("TIDEMARK_SHIM");

	for (int i = 0; i < BENCH_MOST_WORDS && words[i]; i++)
		argv[i + 3] = words[i];
	setpgid(0, 0); /* the shim kills the group */
	if (!program || !shim || chdir(bench->folder) != 0)
		_exit(127);
	redirect("out", STDOUT_FILENO);
	redirect("err", STDERR_FILENO);
	setenv("LD_PRELOAD", shim, 1);
	setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
	execv(program, (char *const *)(uintptr_t)argv);
	_exit(127);
}

static struct str said(struct bench *bench, struct arena *arena, const char *name)
{
	struct str path = str_printf(arena, "%s/%s", bench->folder, name), content = STR("");
	struct diag diag;

	diag_init(&diag, arena);
	file_read(arena, path, &content, &diag);
	return content;
}

struct ending bench_run(
	struct bench *bench, struct arena *arena, const char *const words[BENCH_MOST_WORDS])
{
	pid_t child = fork();
	int status = 0;

	if (child == 0)
		become(bench, words);
	assert_true(child > 0 && waitpid(child, &status, 0) == child);
	bench->control->calls = 0;
	return (struct ending){
		.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
		.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
		.fired = atomic_load(&bench->control->fired),
		.out = said(bench, arena, "out"),
		.err = said(bench, arena, "err"),
	};
}

static struct store store_of(struct bench *bench, struct arena *arena)
{
	return (struct store){.arena = arena,
		.catalogue = &bench->catalogue,
		.folder = str_of(bench->data),
		.wait = PATIENCE,
		.no_sync = true};
}

/* The loads that bench_complaint makes go to this indicator, which is not part of the state. */
static const char pulse[] = "pulse";

static void put_series(struct buf *out, const struct series *series)
{
	for (size_t i = 0; i < series->count; i++) {
		if (isnan(series->value[i]))
			continue;
		buf_add(out, series_name(out->arena, series->key));
		buf_printf(out, " %d %.15g\n", series->first + (int)i, series->value[i]);
	}
}

const char *bench_state(struct bench *bench, struct arena *arena, const char **complaint)
{
	struct store store = store_of(bench, arena);
	struct book book;
	struct diag diag;
	struct buf out;

	diag_init(&diag, arena);
	*complaint = NULL;
	if (!store_read(&store, arena, NULL, true, &book, &diag)) {
		*complaint = messages(arena, &diag);
		return NULL;
	}
	buf_init(&out, arena);
	buf_printf(&out, "load %d\n", book.load);
	for (size_t i = 0; i < book.series.count; i++)
		if (!str_is(book.series.item[i].key.indicator->id, pulse))
			put_series(&out, &book.series.item[i]);
	return str_c(arena, buf_str(&out));
}

static const char *damage_among(struct arena *arena, const struct findings *findings)
{
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; i < findings->count; i++)
		if (findings->item[i].damaged && !findings->item[i].repaired)
			buf_printf(&out, "verify: %.*s: %.*s\n", STR_ARG(findings->item[i].file),
				STR_ARG(findings->item[i].what));
	return out.len ? str_c(arena, buf_str(&out)) : NULL;
}

static const char *damage_by(struct bench *bench, struct arena *arena,
	bool (*look)(struct store *store, struct arena *arena, struct findings *findings,
		struct diag *diag))
{
	struct store store = store_of(bench, arena);
	struct findings findings = {0};
	struct diag diag;

	diag_init(&diag, arena);
	return look(&store, arena, &findings, &diag) ? damage_among(arena, &findings)
						     : messages(arena, &diag);
}

const char *bench_damage(struct bench *bench, struct arena *arena)
{
	return damage_by(bench, arena, store_verify);
}

const char *bench_repair(struct bench *bench, struct arena *arena)
{
	return damage_by(bench, arena, store_repair);
}

const char *bench_load(struct bench *bench, struct arena *arena, const char *id, const char *area,
	int month, double value)
{
	const struct indicator *indicator = catalogue_find(&bench->catalogue, str_of(id));
	struct store store = store_of(bench, arena);
	struct load load = {.file = STR("x.csv"), .command = STR("tidemark load")};
	struct commit commit;
	struct diag diag;

	diag_init(&diag, arena);
	*array_add(arena, &load.figures.series) = (struct series_key){indicator, str_of(area)};
	*array_add(arena, &load.figures) = (struct figure){.value = value, .period = month};
	if (!store_commit(&store, &load, false, &commit, &diag))
		return messages(arena, &diag);
	return commit.load ? NULL : "the load is taken for one that changes nothing";
}

const char *bench_undo(struct bench *bench, struct arena *arena, int entry)
{
	struct store store = store_of(bench, arena);
	struct undo undo;
	struct diag diag;

	diag_init(&diag, arena);
	return store_undo(&store, entry, STR("tidemark undo"), STR(""), false, &undo, &diag)
		       ? NULL
		       : messages(arena, &diag);
}

const char *bench_rebuild(struct bench *bench, struct arena *arena)
{
	struct store store = store_of(bench, arena);
	struct diag diag;
	size_t series;

	diag_init(&diag, arena);
	return store_rebuild(&store, &series, &diag) ? NULL : messages(arena, &diag);
}

static const char *find_leftover(struct bench *bench, struct arena *arena)
{
	struct tree tree = tree_read(arena, bench->data);
	const struct tree_file *leftover = tree_find(&tree, ".part");

	return leftover ? str_printf(arena, "%.*s is left behind", STR_ARG(leftover->path)).at
			: NULL;
}

const char *bench_complaint(struct bench *bench, struct arena *arena)
{
	const char *complaint = bench_damage(bench, arena);

	if (!complaint)
		complaint = bench_load(bench, arena, pulse, "", 650, 1);
	if (!complaint)
		complaint = bench_damage(bench, arena);
	return complaint ? complaint : find_leftover(bench, arena);
}

/* A complaint comes back through a pipe. */
static _Noreturn void say(int out, const char *complaint)
{
	size_t len = complaint ? strlen(complaint) : 0;

	_exit(len && write(out, complaint, len) < 0 ? 1 : 0);
}

const char *bench_apart(struct bench *bench, struct arena *arena,
	const char *(*check)(struct bench *bench, struct arena *arena, void *context),
	void *context)
{
	char text[4096];
	int ends[2], status;
	ssize_t len;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0)
		say(ends[1], check(bench, arena, context));
	close(ends[1]);
	len = read(ends[0], text, sizeof(text));
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFSIGNALED(status))
		return str_printf(arena, "died by signal %d", WTERMSIG(status)).at;
	return len > 0 ? str_copy(arena, (struct str){text, (size_t)len}).at : NULL;
}
