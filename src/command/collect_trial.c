#include "command/collect_trial.h"

#include "base/file.h"

#include <stdio.h>
#include <unistd.h>

static struct str path_of(struct context *context)
{
	return file_join(context->arena, context->store.folder, STR("collect.trial"));
}

static int trials_of(struct context *context, struct str sha256)
{
	char digest[65] = "";
	struct diag ignored;
	struct str content;
	int trials = 0;

	diag_init(&ignored, context->arena);
	if (!file_exists(path_of(context)) ||
		!file_read_own(context->arena, path_of(context), &content, &ignored) ||
		sscanf(str_c(context->arena, content), "%64s %4d", digest, &trials) != 2 ||
		!str_equal(str_of(digest), sha256))
		return 0;
	return trials;
}

bool trial_begin(struct context *context, struct str sha256, int *trials)
{
	*trials = trials_of(context, sha256);
	return file_write(path_of(context),
		str_printf(context->arena, "%.*s %d\n", STR_ARG(sha256), *trials + 1), false,
		STATUS_IO, context->diag);
}

void trial_end(struct context *context)
{
	unlink(str_c(context->arena, path_of(context)));
}
