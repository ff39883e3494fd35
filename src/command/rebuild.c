#include "command/commands.h"

static int rebuild_run(struct context *context)
{
	size_t series = 0;

	if (!store_rebuild(&context->store, &series, context->diag))
		return STATUS_IO;
	if (!context->quiet)
		result_line(&context->result, "%zu series derived anew from the ledger", series);
	context->result.json = node_object(context->arena, NULL, NULL);
	node_number(context->arena, context->result.json, "series", (double)series);
	return STATUS_DONE;
}

const struct command rebuild_command = {
	.name = "rebuild",
	.usage = "",
	.summary = "derive all databases anew from the ledger",
	.about = "Writes every database again from the ledger's files. The figures are the same\n"
		 "afterwards, to the last digit.",
	.needs = NEEDS_STORE,
	.run = rebuild_run,
};
