#include "command/completion.h"

static const char head[] = "#compdef tidemark\n"
			   "# Completes the words of tidemark: tidemark completion zsh "
			   ">DIR/_tidemark, DIR being in fpath\n"
			   "\n"
			   "_tidemark_ids() {\n"
			   "\tlocal -a ids\n"
			   "\tids=(${(f)\"$(" COMPLETION_IDS ")\"})\n"
			   "\tcompadd -a ids\n"
			   "}\n"
			   "\n"
			   "_tidemark() {\n"
			   "\tlocal curcontext=$curcontext state line\n"
			   "\tlocal -a commands common\n"
			   "\tlocal -A opt_args\n"
			   "\n";

static const char middle[] = "\t_arguments -C -S -A '-*' $common '1:command:->command' "
			     "'*::argument:->argument' && return\n"
			     "\tcase $state in\n"
			     "\tcommand) _describe command commands ;;\n"
			     "\targument)\n"
			     "\t\tcase $words[1] in\n";

static const char tail[] = "\t\tesac\n"
			   "\t\t;;\n"
			   "\tesac\n"
			   "}\n"
			   "\n"
			   "if [[ $funcstack[1] == _tidemark ]]; then\n"
			   "\t_tidemark \"$@\"\n"
			   "else\n"
			   "\tcompdef _tidemark tidemark\n"
			   "fi\n";

static void add_action(struct buf *out, struct completion completion)
{
	switch (completion.what) {
	case COMPLETES_FILES:
		buf_text(out, "_files");
		break;
	case COMPLETES_FOLDERS:
		buf_text(out, "_files -/");
		break;
	case COMPLETES_IDS:
		buf_text(out, "_tidemark_ids");
		break;
	case COMPLETES_WORDS:
		buf_printf(out, "(%.*s)", STR_ARG(completion.words));
		break;
	default:
		break;
	}
}

/* What _arguments would take for its own. */
static void add_escaped(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '[' || *text == ']' || *text == ':' || *text == '\\')
			buf_char(out, '\\');
		buf_char(out, *text);
	}
}

static void add_spec(struct buf *out, const struct command *command, const struct option_row *row,
	const char *name)
{
	struct buf spec;

	buf_init(&spec, out->arena);
	buf_text(&spec, name);
	if (row->value)
		buf_char(&spec, name[1] == '-' ? '=' : '+');
	buf_char(&spec, '[');
	add_escaped(&spec, row->help);
	buf_char(&spec, ']');
	if (row->value) {
		buf_char(&spec, ':');
		add_escaped(&spec, row->value);
		buf_char(&spec, ':');
		add_action(&spec, completion_of_value(out->arena, command, row));
	}
	buf_char(out, ' ');
	buf_add(out, completion_quote(out->arena, buf_str(&spec)));
}

static void add_specs(struct buf *out, const struct command *command, const struct option_row *rows)
{
	for (const struct option_row *row = rows; row && row->name; row++) {
		const char letter[] = {'-', row->letter, '\0'};

		add_spec(out, command, row, str_printf(out->arena, "--%s", row->name).at);
		if (row->letter)
			add_spec(out, command, row, letter);
	}
}

static void add_command(struct buf *out, const struct command *command)
{
	buf_printf(out, "\t\t%s)\n\t\t\t_arguments -S", command->name);
	add_specs(out, command, command->options);
	add_specs(out, command, common_options);
	buf_text(out, " '*:argument:");
	add_action(out, completion_of_arguments(out->arena, command));
	buf_text(out, "'\n\t\t\t;;\n");
}

void completion_zsh(struct buf *out)
{
	buf_text(out, head);
	buf_text(out, "\tcommands=(");
	for (size_t i = 0; commands[i]; i++)
		buf_printf(out, " %.*s",
			STR_ARG(completion_quote(
				out->arena, str_printf(out->arena, "%s:%s", commands[i]->name,
						    commands[i]->summary))));
	buf_text(out, ")\n\tcommon=(");
	add_specs(out, NULL, common_options);
	buf_text(out, ")\n");
	buf_text(out, middle);
	for (size_t i = 0; commands[i]; i++)
		add_command(out, commands[i]);
	buf_text(out, tail);
}
