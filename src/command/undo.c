#include "command/commands.h"

/* "load 2 undone (load 3): 1 of its 2 figures changes" and the changes. */
static void say_undo(struct context *context, const struct undo *undo)
{
	struct result *result = &context->result;
	size_t changes = undo->changes.count;
	struct str load = option_given(context, "dry-run")
				  ? STR("dry run, nothing written")
				  : str_printf(context->arena, "load %d", undo->load);
	const char *what = undo->back ? "back in force" : "undone";

	if (changes)
		result_line(result, "load %d %s (%.*s): %zu of its %zu figure%s change%s",
			undo->subject, what, STR_ARG(load), changes, undo->figures,
			undo->figures == 1 ? "" : "s", changes == 1 ? "s" : "");
	else
		result_line(result,
			"load %d %s (%.*s): no figure changes, the other loads in force "
			"give the same",
			undo->subject, what, STR_ARG(load));
	revisions_say(context, "", &undo->changes);
}

static struct node *make_tree(struct context *context, const struct undo *undo)
{
	struct arena *arena = context->arena;
	struct node *root = node_object(arena, NULL, NULL);

	if (option_given(context, "dry-run"))
		node_null(arena, root, "load");
	else
		node_number(arena, root, "load", undo->load);
	node_number(arena, root, "undoes", undo->undoes);
	node_number(arena, root, "subject", undo->subject);
	node_bool(arena, root, "in_force", undo->back);
	node_number(arena, root, "figures", (double)undo->figures);
	revisions_list(arena, root, "changes", &undo->changes);
	return root;
}

static int undo_run(struct context *context)
{
	struct str note = option_value(context, "note");
	struct undo undo;
	int number;

	if (context->args.count != 1) {
		diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"undo takes the number of one load; tidemark log lists them");
		return STATUS_USAGE;
	}
	if (!workbook_load(context, context->args.item[0], &number) ||
		!store_undo(&context->store, number, context->command_line,
			note.at ? note : STR(""), option_given(context, "dry-run"), &undo,
			context->diag))
		return STATUS_USAGE;
	if (context->format == FORMAT_CSV || context->format == FORMAT_MARKDOWN)
		revisions_table(&context->result, &undo.changes);
	else if (!context->quiet)
		say_undo(context, &undo);
	context->result.json = make_tree(context, &undo);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"dry-run", 'n', NULL, "say what would change, write nothing"},
	{"note", 0, "TEXT", "a remark for the ledger"},
	{NULL, 0, NULL, NULL},
};

const struct command undo_command = {
	.name = "undo",
	.usage = "LOAD",
	.summary = "take a load back",
	.about = "Takes a load back by a new entry in the ledger; nothing is erased. The figures\n"
		 "are then those of the loads that stay in force; what later loads revised stays\n"
		 "as they have it. To undo an undo puts its load back.",
	.options = options,
	.needs = NEEDS_STORE,
	.run = undo_run,
};
