#include "command/completion.h"

#include "command/commands.h"

#include <string.h>

/* "text, json, csv or md" → "text json csv md" */
static struct str words_of(struct arena *arena, const char *sentence)
{
	struct str rest = str_of(sentence), word;
	struct buf out;

	buf_init(&out, arena);
	while (str_cut(&rest, ' ', &word)) {
		if (str_is(word, "or"))
			continue;
		if (str_ends(word, STR(",")))
			word.len--;
		buf_printf(&out, "%s%.*s", out.len ? " " : "", STR_ARG(word));
	}
	return buf_str(&out);
}

static struct str names_of_commands(struct arena *arena)
{
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; commands[i]; i++)
		buf_printf(&out, "%s%s", i ? " " : "", commands[i]->name);
	return buf_str(&out);
}

struct completion completion_of_value(
	struct arena *arena, const struct command *command, const struct option_row *row)
{
	static const struct {
		const char *value;
		struct completion completion;
	} values[] = {
		{"FILE", {COMPLETES_FILES, {NULL, 0}}},
		{"DIR", {COMPLETES_FOLDERS, {NULL, 0}}},
		{"ID", {COMPLETES_IDS, {NULL, 0}}},
		{"ID[/AREA]", {COMPLETES_IDS, {NULL, 0}}},
		{"WHEN", {COMPLETES_WORDS, {"auto always never", 17}}},
		{"LANG", {COMPLETES_WORDS, {"zh en", 5}}},
		{"STATUS", {COMPLETES_WORDS, {"met missed on-track at-risk off-track not-due "
					      "no-data stale",
						     59}}},
	};
	const char *formats =
		command && command->formats ? command->formats : "text, json, csv or md";

	if (strcmp(row->value, "FORMAT") == 0)
		return (struct completion){COMPLETES_WORDS, words_of(arena, formats)};
	if (strcmp(row->name, "source") == 0) /* has an id, but not of an indicator */
		return (struct completion){COMPLETES_NOTHING, STR("")};
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		if (strcmp(row->value, values[i].value) == 0)
			return values[i].completion;
	return (struct completion){COMPLETES_NOTHING, STR("")};
}

struct completion completion_of_arguments(struct arena *arena, const struct command *command)
{
	struct str usage = str_of(command->usage);

	if (str_has(usage, STR("FILE")))
		return (struct completion){COMPLETES_FILES, STR("")};
	if (str_has(usage, STR("DIR")))
		return (struct completion){COMPLETES_FOLDERS, STR("")};
	if (str_has(usage, STR("ID")))
		return (struct completion){COMPLETES_IDS, STR("")};
	if (str_has(usage, STR("COMMAND")))
		return (struct completion){COMPLETES_WORDS, names_of_commands(arena)};
	if (str_has(usage, STR("bash")))
		return (struct completion){COMPLETES_WORDS, STR("bash zsh fish")};
	return (struct completion){COMPLETES_NOTHING, STR("")};
}

struct str completion_quote(struct arena *arena, struct str text)
{
	struct buf out;

	buf_init(&out, arena);
	buf_char(&out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\'')
			buf_text(&out, "'\\'");
		buf_char(&out, text.at[i]);
	}
	buf_char(&out, '\'');
	return buf_str(&out);
}

static int completion_run(struct context *context)
{
	static const struct {
		const char *shell;
		void (*write)(struct buf *out);
	} shells[] = {
		{"bash", completion_bash}, {"zsh", completion_zsh}, {"fish", completion_fish}};

	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++) {
		if (context->args.count == 1 && str_is(context->args.item[0], shells[i].shell)) {
			shells[i].write(&context->out);
			return STATUS_DONE;
		}
	}
	diag_error(context->diag, STATUS_USAGE, NO_PLACE, "for which shell? bash, zsh or fish");
	return STATUS_USAGE;
}

const struct command completion_command = {
	.name = "completion",
	.usage = "bash|zsh|fish",
	.summary = "what a shell needs to complete commands and options",
	.about = "Prints a script for the shell, which then completes commands, options and their "
		 "values:\n"
		 "  bash  source <(tidemark completion bash)\n"
		 "  zsh   tidemark completion zsh >DIR/_tidemark, DIR being in fpath\n"
		 "  fish  tidemark completion fish >~/.config/fish/completions/tidemark.fish",
	.run = completion_run,
};
