#include "command/commands.h"

static int version_run(struct context *context)
{
	buf_printf(&context->out, "tidemark %s\n", TIDEMARK_VERSION);
	return STATUS_DONE;
}

const struct command version_command = {
	.name = "version",
	.usage = "",
	.summary = "which version this is",
	.about = "Prints the version.",
	.run = version_run,
};
