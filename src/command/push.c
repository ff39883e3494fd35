#include "command/commands.h"

#include <stdlib.h>

enum { DEFAULT_TRIES = 6, DEFAULT_TIMEOUT = 300, ALL_DIGITS = 15, MOST_TRIES = 20, DAY = 86400 };

static bool read_number(
	struct context *context, const char *option, int fallback, int most, int *number)
{
	struct str text = option_value(context, option);
	char *end;
	long value = text.at ? strtol(text.at, &end, 10) : fallback;

	*number = (int)value;
	return !text.at || (text.len && !*end && value >= 1 && value <= most) ||
	       diag_error(context->diag, STATUS_USAGE, NO_PLACE,
		       "--%s \"%.*s\": expected a whole number from 1 to %d", option,
		       STR_ARG(diag_quote(context->arena, text)), most);
}

static bool read_request(struct context *context, struct push *push)
{
	if (!context->args.count)
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"push takes the URL of a VictoriaMetrics, such as http://localhost:8428");
	push->url = context->args.item[0];
	push->some = context->args.count > 1;
	context->args.item++;
	context->args.count--;
	push->read_url = option_value(context, "read");
	push->token_file = option_value(context, "token");
	if (!push->token_file.at)
		push->token_file = context->catalogue.store_token;
	push->all = option_given(context, "all");
	push->progress = &context->progress;
	push->progress->item = push->progress->items = 1;
	return read_number(context, "digits", ALL_DIGITS, ALL_DIGITS, &push->digits) &&
	       read_number(context, "timeout", DEFAULT_TIMEOUT, DAY, &push->timeout) &&
	       read_number(context, "tries", DEFAULT_TRIES, MOST_TRIES, &push->tries);
}

static struct str counted(struct context *context, size_t count, const char *what)
{
	return str_counted(context->arena, count, str_of(what));
}

static void say(struct context *context, const struct push *push, const struct push_outcome *it)
{
	struct result *result = &context->result;
	struct str scope = STR("");

	if (it->since)
		scope = str_printf(
			context->arena, " that may have changed since load %d", it->since);
	result_line(result,
		"%.*s: load %d: %.*s of %.*s%.*s compared, all there; %zu sent, %.*s replaced",
		STR_ARG(push->url), it->load, STR_ARG(counted(context, it->figures, "figures")),
		STR_ARG(str_printf(context->arena, "%zu series", it->series)), STR_ARG(scope),
		it->sent, STR_ARG(str_printf(context->arena, "%zu series", it->replaced)));
	if (it->removed)
		result_line(result, "  %zu series deleted that are not in force", it->removed);
}

static struct node *make_tree(
	struct context *context, const struct push *push, const struct push_outcome *it)
{
	struct arena *arena = context->arena;
	struct node *root = node_object(arena, NULL, NULL);

	node_text(arena, root, "url", push->url);
	node_number(arena, root, "load", it->load);
	if (it->since)
		node_number(arena, root, "since", it->since);
	else
		node_null(arena, root, "since");
	node_number(arena, root, "series", (double)it->series);
	node_number(arena, root, "figures", (double)it->figures);
	node_number(arena, root, "sent", (double)it->sent);
	node_number(arena, root, "replaced", (double)it->replaced);
	node_number(arena, root, "deleted", (double)it->removed);
	node_number(arena, root, "ahead", (double)it->ahead);
	return root;
}

static int push_run(struct context *context)
{
	struct push_outcome outcome;
	struct push push;
	bool *chosen;

	if (!read_request(context, &push) || !workbook_choose(context, &chosen))
		return STATUS_USAGE;
	push.chosen = chosen;
	if (store_push(&context->store, &push, &outcome, context->diag)) {
		say(context, &push, &outcome);
		context->result.json = make_tree(context, &push, &outcome);
	}
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"read", 0, "URL", "of a cluster: its vmselect, http://HOST:8481/select/0/prometheus"},
	{"all", 0, NULL, "compare all figures, not only what changed since the last push"},
	{"digits", 0, "N", "figures equal in so many digits are equal (default: 15, all)"},
	{"token", 0, "FILE", "a bearer token for the server (default: store_token)"},
	{"timeout", 0, "SECONDS", "how long to wait for each answer (default: 300)"},
	{"tries", 0, "N", "how often to ask a server that fails (default: 6)"},
	{NULL, 0, NULL, NULL},
};

const struct command push_command = {
	.name = "push",
	.usage = "URL [ID…]",
	.summary = "send every figure to VictoriaMetrics and compare what arrived",
	.about =
		"Makes a VictoriaMetrics at URL (http://localhost:8428, or of a cluster the "
		"vminsert,\n"
		"http://HOST:8480/insert/0/prometheus, with --read) have every figure in force, "
		"and\n"
		"reads each back to compare it. Later pushes look only at what has changed since.\n"
		"A name and a password for the server belong into ~/.netrc.",
	.options = options,
	.needs = NEEDS_STORE,
	.run = push_run,
};
