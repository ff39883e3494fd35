#include "command/hook.h"

#include "base/file.h"
#include "base/proc.h"
#include "text/grid.h"

#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

enum { LIMIT = 300 }; /* seconds */

struct environment {
	ARRAY(const char *);
};

void hook_note(struct arena *arena, struct hook *hook, const struct outcome *outcome)
{
	const struct commit *commit = &outcome->commit;

	if (!outcome->done || !commit->load || outcome->dry_run)
		return;
	hook->first = hook->first ? hook->first : commit->load;
	hook->last = commit->load;
	hook->file = str_copy(arena, outcome->path);
	hook->loads++;
	hook->figures += commit->figures;
	hook->added += commit->added;
	hook->unchanged += commit->unchanged;
	hook->revised += commit->revised.count;
}

static void set(
	struct arena *arena, struct environment *environment, const char *name, struct str value)
{
	*array_add(arena, environment) = str_printf(arena, "%s=%.*s", name, STR_ARG(value)).at;
}

static void set_count(
	struct arena *arena, struct environment *environment, const char *name, size_t count)
{
	set(arena, environment, name, str_printf(arena, "%zu", count));
}

/* The program works in another folder than this one. */
static struct str absolute(struct arena *arena, struct str path)
{
	char *here;

	if (str_starts(path, STR("/")))
		return path;
	here = getcwd(NEW_ARRAY(arena, PATH_MAX, char), PATH_MAX);
	return here ? file_join(arena, str_of(here), path) : path;
}

static void keep_some(struct arena *arena, struct environment *environment)
{
	static const char *const kept[] = {
		"HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR"};
	const char *path = getenv("PATH");

	set(arena, environment, "PATH", str_of(path ? path : "/usr/local/bin:/usr/bin:/bin"));
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		if (getenv(kept[i]))
			set(arena, environment, kept[i], str_of(getenv(kept[i])));
}

static struct environment make_environment(struct context *context, const struct hook *hook)
{
	struct arena *arena = context->arena;
	struct environment environment = {0};
	const struct {
		const char *name;
		size_t count;
	} counts[] = {{"TIDEMARK_LOAD", (size_t)hook->last},
		{"TIDEMARK_FIRST_LOAD", (size_t)hook->first}, {"TIDEMARK_LOADS", hook->loads},
		{"TIDEMARK_REFUSED", hook->refused}, {"TIDEMARK_FIGURES", hook->figures},
		{"TIDEMARK_NEW", hook->added}, {"TIDEMARK_UNCHANGED", hook->unchanged},
		{"TIDEMARK_REVISED", hook->revised}};

	keep_some(arena, &environment);
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		set_count(arena, &environment, counts[i].name, counts[i].count);
	/* A name may be anything; what a mail or a terminal makes of it is not our business. */
	set(arena, &environment, "TIDEMARK_FILE", grid_tame(arena, hook->file));
	set(arena, &environment, "TIDEMARK_DATA", absolute(arena, context->store.folder));
	set(arena, &environment, "TIDEMARK_CONF", absolute(arena, context->catalogue.path));
	array_add(arena, &environment);
	return environment;
}

static const char **make_words(struct arena *arena, const struct str_list *list)
{
	const char **words = NEW_ARRAY(arena, list->count + 1, const char *);

	for (size_t i = 0; i < list->count; i++)
		words[i] = str_c(arena, list->item[i]);
	return words;
}

static void warn(struct context *context, const char *what)
{
	bool strict = context->diag->strict;

	/* --strict is about the files. */
	context->diag->strict = false;
	diag_warning(context->diag, PLACE_FILE(context->catalogue.path),
		"on_load: \"%.*s\" %s; what was loaded stays",
		STR_ARG(diag_quote(context->arena, context->catalogue.on_load.item[0])), what);
	context->diag->strict = strict;
}

void hook_run(struct context *context, const struct hook *hook)
{
	const struct str_list *words = &context->catalogue.on_load;
	struct environment environment;
	struct proc_outcome outcome;
	struct proc proc = {.folder = context->catalogue.folder, .to_errors = true, .limit = LIMIT};

	if (!words->count || !hook->loads || getenv("TIDEMARK_LOAD"))
		return;
	environment = make_environment(context, hook);
	proc.argv = make_words(context->arena, words);
	proc.env = environment.item;
	proc_run(&proc, 1, &outcome);
	if (outcome.timed_out)
		warn(context, "took longer than 300 seconds and was ended");
	else if (!outcome.started)
		warn(context, "cannot be started");
	else if (outcome.status)
		warn(context,
			str_printf(context->arena, "ended with status %d", outcome.status).at);
}
