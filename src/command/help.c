#include "command/commands.h"

#include <string.h>

static int help_run(struct context *context)
{
	const struct command *found = NULL;

	for (size_t i = 0; context->args.count && commands[i]; i++)
		if (str_is(context->args.item[0], commands[i]->name))
			found = commands[i];
	if (context->args.count && !found) {
		diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"unknown command \"%.*s\"; tidemark help lists them all",
			STR_ARG(context->args.item[0]));
		return STATUS_USAGE;
	}
	options_help(context, found);
	return STATUS_DONE;
}

const struct command help_command = {
	.name = "help",
	.usage = "[COMMAND]",
	.summary = "this page, or that of a command",
	.about = "Prints the page of a command, or the list of all.",
	.run = help_run,
};
