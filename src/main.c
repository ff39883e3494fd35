/* main: context, dispatch, messages to standard error, exit status; nothing else. */

#include "base/clock.h"
#include "base/file.h"
#include "command/command.h"

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static size_t screen_width(void)
{
	struct winsize size;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : 80;
}

/* Quick work shows nothing, and nobody reads more than a few lines a second. */
static void show_progress(struct progress *progress)
{
	const double wait = 1, pause = 0.1;
	double now = clock_steady();
	struct arena scratch;
	struct str line;

	if (now - progress->begun < wait || now - progress->drawn < pause)
		return;
	arena_init(&scratch, NULL);
	line = progress_line(&scratch, progress, screen_width() - 1);
	fprintf(stderr, "\r%.*s\x1b[K", STR_ARG(line));
	fflush(stderr);
	arena_free(&scratch);
	progress->drawn = now;
}

static void clear_progress(struct progress *progress)
{
	if (progress->drawn > 0)
		fputs("\r\x1b[K", stderr);
	progress->drawn = 0;
}

static void begin_progress(struct context *context)
{
	const char *terminal = getenv("TERM");

	context->progress.begun = clock_steady();
	if (isatty(STDERR_FILENO) && !context->quiet && context->format == FORMAT_TEXT &&
		terminal && strcmp(terminal, "dumb") != 0)
		context->progress.show = show_progress;
}

static void report(struct context *context)
{
	if (context->reported < context->diag->count)
		clear_progress(&context->progress);
	for (; context->reported < context->diag->count; context->reported++) {
		const struct message *message = &context->diag->item[context->reported];
		struct str line = diag_format(context->arena, message);

		if (!context->quiet || message->severity == SEVERITY_ERROR)
			fprintf(stderr, "%.*s\n", STR_ARG(line));
	}
	fflush(stderr);
}

static void look_at_terminal(struct context *context)
{
	struct winsize size;

	context->terminal = isatty(STDOUT_FILENO);
	if (context->terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		context->write.width = size.ws_col;
}

static bool prepare(struct context *context)
{
	enum command_needs needs = context->command->needs;

	return needs == NEEDS_NOTHING ||
	       (workbook_catalogue(context) &&
		       (needs == NEEDS_CATALOGUE || workbook_store(context)));
}

/* Lines are for people; a command that says nothing else is silent in JSON. */
static bool has_result(const struct context *context)
{
	const struct result *result = &context->result;

	return result->tables.count || result->json ||
	       (result->lines.count && context->format != FORMAT_JSON);
}

static int run_command(struct context *context)
{
	int status;

	begin_progress(context);
	status = context->command->run(context);
	clear_progress(&context->progress);
	fflush(stderr);
	return status;
}

/* The messages stand before what they are about. */
static bool print(struct context *context)
{
	struct buf written = context->out;

	if (has_result(context))
		result_write(&context->result, context->format, &context->write, &written,
			context->diag);
	report(context);
	result_init(&context->result, context->arena);
	buf_init(&context->out, context->arena);
	return !written.len ||
	       file_put(stdout, STR("standard output"), buf_str(&written), context->diag);
}

static int run(struct context *context, int argc, char **argv)
{
	int status = STATUS_DONE;

	if (!options_parse(context, argc, argv))
		return STATUS_USAGE;
	if (option_given(context, "help") && strcmp(context->command->name, "help") != 0)
		options_help(context, context->command);
	else if (prepare(context))
		status = run_command(context);
	print(context);
	return status;
}

/*
 * A file size limit becomes a write error like any other; a descriptor that was closed before the
 * start must not be taken by a database.
 */
static void settle(void)
{
	int fd;

	signal(SIGXFSZ, SIG_IGN);
	do
		fd = open("/dev/null", O_RDONLY); /* so that writing to it fails */
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

static _Noreturn void out_of_memory(void)
{
	fputs("tidemark: error: out of memory\n", stderr);
	_Exit(STATUS_MEMORY);
}

int main(int argc, char **argv)
{
	static struct context the_context;
	struct context *context = &the_context;
	jmp_buf exhausted;
	struct arena arena = {NULL, &exhausted};
	struct diag diag;
	int status;

	settle();
	/* libsmartcols writes Chinese as \x escapes under any other; numbers keep the C locale. */
	setlocale(LC_CTYPE, "C.UTF-8");
	if (setjmp(exhausted))
		out_of_memory();
	diag_init(&diag, &arena);
	context->arena = &arena;
	context->diag = &diag;
	context->report = report;
	context->print = print;
	result_init(&context->result, &arena);
	buf_init(&context->out, &arena);
	look_at_terminal(context);
	status = run(context, argc, argv);
	report(context);
	if (diag.errors)
		status = (int)diag.status;
	arena_free(&arena);
	return status;
}
