#include "command/completion.h"

static const char head[] =
	"# Completes the words of tidemark: source <(tidemark completion bash)\n"
	"\n"
	"_tidemark_files() {\n"
	"\tcompopt -o filenames 2>/dev/null\n"
	"\tmapfile -t COMPREPLY < <(compgen \"$1\" -- \"$2\")\n"
	"}\n"
	"\n"
	"_tidemark_words() {\n"
	"\tmapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$2\")\n"
	"}\n"
	"\n"
	"_tidemark() {\n"
	"\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' i\n"
	"\n"
	"\tCOMPREPLY=()\n"
	"\t# --name=value comes as three words\n"
	"\tif [[ $word == '=' ]]; then\n"
	"\t\tword=''\n"
	"\telif [[ $before == '=' ]]; then\n"
	"\t\tbefore=${COMP_WORDS[COMP_CWORD - 2]}\n"
	"\tfi\n"
	"\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	"\t\tcase ${COMP_WORDS[i]} in\n";

static const char middle[] = "\t\t-* | '=') ;;\n"
			     "\t\t*)\n"
			     "\t\t\tcommand=${COMP_WORDS[i]}\n"
			     "\t\t\tbreak\n"
			     "\t\t\t;;\n"
			     "\t\tesac\n"
			     "\tdone\n"
			     "\tcase $command:$before in\n";

static void add_action(struct buf *out, struct completion completion)
{
	switch (completion.what) {
	case COMPLETES_FILES:
		buf_text(out, "_tidemark_files -f \"$word\"");
		break;
	case COMPLETES_FOLDERS:
		buf_text(out, "_tidemark_files -d \"$word\"");
		break;
	case COMPLETES_IDS:
		buf_text(out, "_tidemark_words \"$(" COMPLETION_IDS ")\" \"$word\"");
		break;
	case COMPLETES_WORDS:
		buf_printf(out, "_tidemark_words '%.*s' \"$word\"", STR_ARG(completion.words));
		break;
	default:
		break;
	}
}

/* Common options that have a value stand before the command with it. */
static void skip_values(struct buf *out)
{
	const char *bar = "\t\t";

	for (const struct option_row *row = common_options; row->name; row++) {
		if (!row->value)
			continue;
		buf_printf(out, "%s--%s", bar, row->name);
		bar = " | ";
		if (row->letter)
			buf_printf(out, " | -%c", row->letter);
	}
	buf_text(out, ")\n"
		      "\t\t\t[[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i++))\n"
		      "\t\t\t((i++))\n"
		      "\t\t\t;;\n");
}

/* Nothing is offered, not even an option, where a value is wanted. */
static void add_value(struct buf *out, struct completion completion)
{
	buf_text(out, completion.what == COMPLETES_NOTHING ? ")" : ") ");
	add_action(out, completion);
	buf_text(out, completion.what == COMPLETES_NOTHING ? " return ;;\n" : "; return ;;\n");
}

static void add_values(struct buf *out, const struct command *command, const char *name,
	const struct option_row *rows)
{
	for (const struct option_row *row = rows; row && row->name; row++) {
		if (!row->value)
			continue;
		buf_printf(out, "\t%s:--%s", name, row->name);
		if (row->letter)
			buf_printf(out, " | %s:-%c", name, row->letter);
		add_value(out, completion_of_value(out->arena, command, row));
	}
}

static void add_options(struct buf *out, const struct option_row *rows)
{
	for (const struct option_row *row = rows; row && row->name; row++)
		buf_printf(out, " --%s", row->name);
}

static void add_formats(struct buf *out, const struct command *command)
{
	const struct option_row row = {"format", 0, "FORMAT", NULL};

	if (!command->formats)
		return;
	buf_printf(out, "\t%s:--format", command->name);
	add_value(out, completion_of_value(out->arena, command, &row));
}

static void add_command(struct buf *out, const struct command *command)
{
	buf_printf(out, "\t%s:*)\n\t\tif [[ $word == -* ]]; then\n\t\t\t_tidemark_words '",
		command->name);
	add_options(out, command->options);
	add_options(out, common_options);
	buf_text(out, "' \"$word\"\n\t\telse\n\t\t\t");
	if (completion_of_arguments(out->arena, command).what == COMPLETES_NOTHING)
		buf_char(out, ':');
	add_action(out, completion_of_arguments(out->arena, command));
	buf_text(out, "\n\t\tfi\n\t\t;;\n");
}

void completion_bash(struct buf *out)
{
	buf_text(out, head);
	skip_values(out);
	buf_text(out, middle);
	for (size_t i = 0; commands[i]; i++) {
		add_formats(out, commands[i]);
		add_values(out, commands[i], commands[i]->name, commands[i]->options);
	}
	add_values(out, NULL, "*", common_options);
	for (size_t i = 0; commands[i]; i++)
		add_command(out, commands[i]);
	buf_text(out, "\t:*) _tidemark_words '");
	for (size_t i = 0; commands[i]; i++)
		buf_printf(out, "%s ", commands[i]->name);
	add_options(out, common_options);
	buf_text(out, "' \"$word\" ;;\n\tesac\n}\n\ncomplete -F _tidemark tidemark\n");
}
