#include "command/collect.h"

#include "base/clock.h"
#include "base/file.h"
#include "command/commands.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

/* Where the kernel tells nothing, as of network shares; and while there is no inbox at all. */
static const double longest_sleep = 60, inbox_missing_sleep = 2;

static bool read_settle(struct collector *collector)
{
	struct str text = option_value(collector->context, "settle");
	char *end;

	collector->settle = text.at ? strtod(text.at, &end) : 2;
	return !text.at ||
	       (text.len && !*end && collector->settle >= 0 && collector->settle <= 3600) ||
	       diag_error(collector->context->diag, STATUS_USAGE, NO_PLACE,
		       "--settle \"%.*s\": expected seconds, 3600 at most",
		       STR_ARG(diag_quote(collector->context->arena, text)));
}

/* A second collector does not wait: the first may well watch for months. */
static bool lock(struct context *context, int *fd)
{
	struct str folder = context->store.folder;

	*fd = -1;
	return file_make_folder(folder, STATUS_CANNOT_CREATE, context->diag) &&
	       file_lock(file_join(context->arena, folder, STR("collect.lock")), true, 0, fd,
		       context->diag);
}

/* Once for each thing that is no file to take, as long as it stays as it is. */
static void say_problems(struct collector *collector)
{
	struct aside aside;

	aside_begin(&aside, collector->context);
	for (size_t i = 0; i < collector->inbox.count; i++) {
		struct arrival *arrival = &collector->inbox.item[i];

		if (!arrival->problem || arrival->said)
			continue;
		arrival->said = true;
		(arrival->strange ? diag_warning : diag_note)(
			&aside.diag, PLACE_FILE(arrival->name), "%s", arrival->problem);
	}
	aside_end(&aside, collector);
}

static bool look(struct collector *collector, struct diag *diag)
{
	if (!inbox_look(&collector->inbox, clock_steady(), diag))
		return false;
	say_problems(collector);
	return true;
}

static void take_settled(struct collector *collector)
{
	struct arrivals arrivals = {0};
	struct arena arena;

	arena_init(&arena, collector->context->arena);
	inbox_settled(&arena, &collector->inbox, clock_steady(), collector->settle, &arrivals);
	if (arrivals.count || !collector->watch)
		collect_round(collector, &arrivals);
	arena_free(&arena);
}

/* The second look tells what has settled meanwhile. */
static void collect_once(struct collector *collector)
{
	struct diag *diag = collector->context->diag;

	if (!inbox_open(&collector->inbox, diag) || !look(collector, diag))
		return;
	if (isfinite(inbox_next(&collector->inbox, 0, 0)) && collector->settle > 0) {
		waiter_pause(&collector->waiter, collector->settle);
		if (waiter_stopped(&collector->waiter) || !look(collector, diag))
			return;
	}
	take_settled(collector);
}

/* Says it once that there is no inbox, and that there is one again. */
static void say_presence(struct collector *collector, bool is_there, struct diag *diag)
{
	struct place place = PLACE_FILE(collector->inbox.path);

	if (is_there && collector->missed)
		diag_note(diag, place, "is there again");
	else if (!is_there && !collector->missed)
		diag_warning(diag, place, "is gone; waiting until it is there again");
	collector->missed = !is_there;
}

/* The folder may be another one than last time. It is watched before it is looked at. */
static bool open_and_look(struct collector *collector)
{
	struct aside aside;
	struct diag ignored;
	bool is_there, looked;

	aside_begin(&aside, collector->context);
	diag_init(&ignored, &aside.arena);
	is_there = inbox_open(&collector->inbox, &ignored);
	say_presence(collector, is_there, &aside.diag);
	if (is_there)
		waiter_watch(&collector->waiter, collector->inbox.path, &aside.diag);
	looked = is_there && look(collector, &aside.diag);
	aside_end(&aside, collector);
	return looked;
}

/* Gives the seconds for which there is nothing to do. */
static double look_and_take(struct collector *collector)
{
	struct inbox *inbox = &collector->inbox;

	if (open_and_look(collector))
		take_settled(collector);
	inbox_close(inbox);
	if (collector->missed)
		return inbox_missing_sleep;
	return fmin(longest_sleep, inbox_next(inbox, clock_steady(), collector->settle));
}

static void collect_watching(struct collector *collector)
{
	struct context *context = collector->context;

	if (!inbox_open(&collector->inbox, context->diag))
		return;
	inbox_close(&collector->inbox);
	while (!waiter_stopped(&collector->waiter) && !collector->done) {
		double sleep = look_and_take(collector);

		if (!collector->done)
			waiter_wait(&collector->waiter, sleep);
	}
	if (!collector->done)
		collector->status = STATUS_DONE;
}

static int collect_run(struct context *context)
{
	struct collector collector = {.context = context, .watch = option_given(context, "watch")};
	int held;

	inbox_init(&collector.inbox, context->catalogue.inbox);
	if (!read_settle(&collector) || !lock(context, &held))
		return STATUS_USAGE;
	if (waiter_open(&collector.waiter, context->diag)) {
		if (collector.watch)
			collect_watching(&collector);
		else
			collect_once(&collector);
		waiter_close(&collector.waiter);
	}
	inbox_forget(&collector.inbox);
	close(held);
	return (int)collector.status;
}

static const struct option_row options[] = {
	{"watch", 'w', NULL, "stay, and load what comes"},
	{"settle", 0, "SECONDS", "take files unchanged for so long (default 2)"},
	{NULL, 0, NULL, NULL},
};

const struct command collect_command = {
	.name = "collect",
	.usage = "",
	.summary = "load what lies in the inbox",
	.about = "Loads each file of the inbox, older ones first, and moves it to inbox/done, or, "
		 "with the\n"
		 "reason beside it, to inbox/rejected. What was loaded before is not loaded again. "
		 "A "
		 "file is\n"
		 "taken when it has been closed and unchanged for two seconds.",
	.options = options,
	.needs = NEEDS_STORE,
	.run = collect_run,
};
