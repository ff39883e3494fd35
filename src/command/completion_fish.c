#include "command/completion.h"

static const char head[] = "# Completes the words of tidemark: tidemark completion fish "
			   ">~/.config/fish/completions/tidemark.fish\n"
			   "\n"
			   "# The command of the line that is being written, if it has one.\n"
			   "function __tidemark_command\n"
			   "\tset -l words (commandline -opc)\n"
			   "\tset -l value no\n"
			   "\tfor word in $words[2..-1]\n"
			   "\t\tif test $value = yes\n"
			   "\t\t\tset value no\n"
			   "\t\t\tcontinue\n"
			   "\t\tend\n"
			   "\t\tswitch $word\n"
			   "\t\tcase";

static const char middle[] = "\n"
			     "\t\t\tset value yes\n"
			     "\t\tcase '-*'\n"
			     "\t\tcase '*'\n"
			     "\t\t\techo $word\n"
			     "\t\t\treturn 0\n"
			     "\t\tend\n"
			     "\tend\n"
			     "\treturn 1\n"
			     "end\n"
			     "\n"
			     "function __tidemark_is\n"
			     "\tcontains -- (__tidemark_command; or echo none) $argv\n"
			     "end\n"
			     "\n"
			     "function __tidemark_ids\n"
			     "\t" COMPLETION_IDS "\n"
			     "end\n"
			     "\n"
			     "complete -c tidemark -f\n";

/* Only ' and \ mean anything between single quotes. */
static struct str quote(struct arena *arena, const char *text)
{
	struct buf out;

	buf_init(&out, arena);
	buf_char(&out, '\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			buf_char(&out, '\\');
		buf_char(&out, *text);
	}
	buf_char(&out, '\'');
	return buf_str(&out);
}

static void add_action(struct buf *out, struct completion completion)
{
	switch (completion.what) {
	case COMPLETES_FILES:
		buf_text(out, " -F");
		break;
	case COMPLETES_FOLDERS:
		buf_text(out, " -a '(__fish_complete_directories)'");
		break;
	case COMPLETES_IDS:
		buf_text(out, " -a '(__tidemark_ids)'");
		break;
	case COMPLETES_WORDS:
		buf_printf(out, " -a '%.*s'", STR_ARG(completion.words));
		break;
	default:
		break;
	}
}

static void add_option(struct buf *out, const struct command *command, const struct option_row *row)
{
	buf_text(out, "complete -c tidemark");
	if (command)
		buf_printf(out, " -n '__tidemark_is %s'", command->name);
	buf_printf(out, " -l %s", row->name);
	if (row->letter)
		buf_printf(out, " -s %c", row->letter);
	if (row->value) {
		struct completion value = completion_of_value(out->arena, command, row);

		buf_text(out, value.what == COMPLETES_FILES ? " -r" : " -x");
		add_action(out, value);
	}
	buf_printf(out, " -d %.*s\n", STR_ARG(quote(out->arena, row->help)));
}

static void add_command(struct buf *out, const struct command *command)
{
	struct completion arguments = completion_of_arguments(out->arena, command);

	buf_printf(out,
		"\ncomplete -c tidemark -n 'not __tidemark_command >/dev/null' -a %s -d %.*s\n",
		command->name, STR_ARG(quote(out->arena, command->summary)));
	if (arguments.what != COMPLETES_NOTHING) {
		buf_printf(out, "complete -c tidemark -n '__tidemark_is %s'", command->name);
		add_action(out, arguments);
		buf_char(out, '\n');
	}
	for (const struct option_row *row = command->options; row && row->name; row++)
		add_option(out, command, row);
	for (const struct option_row *row = common_options; command->formats && row->name; row++)
		if (str_is(STR("format"), row->name))
			add_option(out, command, row);
}

/* The formats of most commands are not those of all. */
static void add_common(struct buf *out, const struct option_row *row)
{
	bool formats = str_is(STR("format"), row->name);

	if (!formats) {
		add_option(out, NULL, row);
		return;
	}
	buf_text(out, "complete -c tidemark -n 'not __tidemark_is");
	for (size_t i = 0; commands[i]; i++)
		if (commands[i]->formats)
			buf_printf(out, " %s", commands[i]->name);
	buf_text(out, "' -l format -x");
	add_action(out, completion_of_value(out->arena, NULL, row));
	buf_printf(out, " -d %.*s\n", STR_ARG(quote(out->arena, row->help)));
}

void completion_fish(struct buf *out)
{
	buf_text(out, head);
	for (const struct option_row *row = common_options; row->name; row++) {
		if (row->value)
			buf_printf(out, " --%s", row->name);
		if (row->value && row->letter)
			buf_printf(out, " -%c", row->letter);
	}
	buf_text(out, middle);
	for (const struct option_row *row = common_options; row->name; row++)
		add_common(out, row);
	for (size_t i = 0; commands[i]; i++)
		add_command(out, commands[i]);
}
