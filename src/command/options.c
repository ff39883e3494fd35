#include "command/command.h"

#include "base/clock.h"
#include "base/date.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct option_row common_options[] = {
	{"config", 'c', "FILE", "catalogue (default: $TIDEMARK_CONF, tidemark.conf here or above)"},
	{"data", 'd', "DIR", "data folder (default: data in the catalogue)"},
	{"directory", 'C', "DIR", "work in this folder"},
	{"format", 0, "FORMAT", "text, json, csv or md"},
	{"color", 0, "WHEN", "auto, always or never (NO_COLOR is respected)"},
	{"today", 0, "DATE", "the day that counts as today"},
	{"wait", 0, "SECONDS", "how long to wait for the lock (default 10)"},
	{"quiet", 'q', NULL, "only errors"},
	{"verbose", 'v', NULL, "more about what is done"},
	{"help", 'h', NULL, "this page"},
	{NULL, 0, NULL, NULL},
};

enum { MOST_OPTIONS = 64 };

/* Both tables as getopt_long wants them; `val` is the place in `rows`. */
struct option_set {
	const struct option_row *rows[MOST_OPTIONS];
	struct option longs[MOST_OPTIONS + 1];
	char shorts[2 * MOST_OPTIONS + 3];
	int count;
};

static void add_rows(struct option_set *set, const struct option_row *rows)
{
	for (; rows && rows->name && set->count < MOST_OPTIONS; rows++) {
		char *shorts = set->shorts + strlen(set->shorts);

		set->rows[set->count] = rows;
		set->longs[set->count] = (struct option){rows->name,
			rows->value ? required_argument : no_argument, NULL, 256 + set->count};
		set->count++;
		if (!rows->letter)
			continue;
		*shorts++ = rows->letter;
		*shorts++ = rows->value ? ':' : '\0';
		*shorts = '\0';
	}
}

static const struct option_row *find_row(const struct option_set *set, int code)
{
	if (code >= 256)
		return set->rows[code - 256];
	for (int i = 0; i < set->count; i++)
		if (set->rows[i]->letter == code)
			return set->rows[i];
	return NULL;
}

static void note_option(struct context *context, const struct option_row *row, const char *value)
{
	struct option_given *given = array_add(context->arena, &context->options);

	given->name = row->name;
	given->value = str_of(value);
}

static bool usage_error(struct context *context, const char *what, const char *subject)
{
	return diag_error(context->diag, STATUS_USAGE, NO_PLACE, "%s \"%s\"; see tidemark help%s%s",
		what, subject, context->command ? " " : "",
		context->command ? context->command->name : "");
}

/* Of letters written together getopt_long names the wrong one only by its letter, and stays at
 * their word until it has met all of them. */
static bool unknown_option(struct context *context, int argc, char **argv)
{
	const char letter[] = {'-', (char)optopt, '\0'}, *word = argv[optind - 1];

	if (optopt > ' ' && optopt < 127) /* long options have greater numbers */
		word = letter;
	else if (optopt < 0 && optind < argc && strchr(argv[optind], optopt))
		word = argv[optind];
	return usage_error(context, "unknown option", word);
}

/*
 * One pass of getopt_long. Before the command is known it stops at the first word (+), afterwards
 * words and options may be mixed.
 */
static bool scan(struct context *context, int argc, char **argv, const struct option_row *own)
{
	struct option_set set = {.shorts = "+:"};
	int code;

	if (own) /* also when it has no options of its own: an empty table is not NULL */
		strcpy(set.shorts, ":");
	add_rows(&set, common_options);
	add_rows(&set, own);
	opterr = 0;
	while ((code = getopt_long(argc, argv, set.shorts, set.longs, NULL)) != -1) {
		const struct option_row *row = find_row(&set, code == ':' ? optopt : code);

		if (code == ':')
			return usage_error(context, "a value is missing behind", argv[optind - 1]);
		if (code == '?' || !row)
			return unknown_option(context, argc, argv);
		note_option(context, row, optarg);
	}
	return true;
}

bool option_given(const struct context *context, const char *name)
{
	for (size_t i = 0; i < context->options.count; i++)
		if (strcmp(context->options.item[i].name, name) == 0)
			return true;
	return false;
}

struct str option_value(const struct context *context, const char *name)
{
	for (size_t i = context->options.count; i-- > 0;)
		if (strcmp(context->options.item[i].name, name) == 0)
			return context->options.item[i].value;
	return (struct str){NULL, 0};
}

bool option_count(struct context *context, const char *name, int *count)
{
	struct str text = option_value(context, name);
	char *end;
	long value = text.at ? strtol(text.at, &end, 10) : 0;

	if (text.at && (*end || value < 1 || value > INT_MAX))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"--%s \"%.*s\": expected a number of periods", name,
			STR_ARG(diag_quote(context->arena, text)));
	*count = (int)value;
	return true;
}

static bool bad_value(struct context *context, const char *name, const char *expected)
{
	struct str value = option_value(context, name);

	return diag_error(context->diag, STATUS_USAGE, NO_PLACE, "--%s \"%.*s\": expected %s", name,
		STR_ARG(diag_quote(context->arena, value)), expected);
}

static bool read_color(struct context *context)
{
	struct str color = option_value(context, "color");
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	context->write.color = context->terminal && !(no_color && *no_color) &&
			       !(term && strcmp(term, "dumb") == 0);
	if (!color.at || str_is(color, "auto"))
		return true;
	context->write.color = str_is(color, "always");
	return context->write.color || str_is(color, "never") ||
	       bad_value(context, "color", "auto, always or never");
}

static bool read_wait(struct context *context)
{
	struct str wait = option_value(context, "wait");
	char *end;

	context->store.wait = 10;
	if (!wait.at)
		return true;
	context->store.wait = strtod(wait.at, &end);
	return (wait.len && !*end && context->store.wait >= 0 && context->store.wait <= 86400) ||
	       bad_value(context, "wait", "seconds");
}

static bool read_common(struct context *context)
{
	struct str today = option_value(context, "today");
	struct str format = option_value(context, "format");
	struct str folder = option_value(context, "directory");

	context->quiet = option_given(context, "quiet");
	context->verbose = option_given(context, "verbose");
	context->today = clock_today();
	date_parse(option_value(context, "as-of"), &context->today);
	if (today.at && !date_parse(today, &context->today))
		return bad_value(context, "today", "a date such as 2024-07-10");
	context->horizon = context->today;
	context->format_given = format.at != NULL;
	if (format.at && !context->command->formats && !format_find(format, &context->format))
		return bad_value(context, "format", "text, json, csv or md");
	if (folder.at && chdir(folder.at) != 0)
		return diag_system(context->diag, STATUS_USAGE, folder, "work in", errno);
	return read_color(context) && read_wait(context);
}

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; commands[i]; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static void keep_command_line(struct context *context, int argc, char **argv)
{
	struct buf line;

	buf_init(&line, context->arena);
	for (int i = 0; i < argc; i++)
		buf_printf(&line, "%s%s", i ? " " : "", i ? argv[i] : "tidemark");
	context->command_line = buf_str(&line);
}

/* `tidemark --version` and `tidemark -V` as everybody tries them. */
static const char *command_word(int argc, char **argv)
{
	if (argc > 1 && (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0))
		return "version";
	return optind < argc ? argv[optind] : "help";
}

/* `tidemark --help` is a question; nothing at all is more likely an empty variable in a script. */
static bool check_words(struct context *context, bool command_given)
{
	if (!command_given && !option_given(context, "help"))
		return diag_error(
			context->diag, STATUS_USAGE, NO_PLACE, "which command? see tidemark help");
	if (context->args.count && !*context->command->usage)
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"%s takes no \"%.*s\"; see tidemark help %s", context->command->name,
			STR_ARG(diag_quote(context->arena, context->args.item[0])),
			context->command->name);
	return true;
}

bool options_parse(struct context *context, int argc, char **argv)
{
	static const struct option_row none = {NULL, 0, NULL, NULL};
	const char *word = command_word(argc, argv);
	bool command_given;

	keep_command_line(context, argc, argv);
	if (strcmp(word, "version") != 0) {
		optind = 0;
		if (!scan(context, argc, argv, NULL))
			return false;
		word = command_word(argc, argv);
	} else {
		optind = 1;
	}
	context->command = find_command(word);
	if (!context->command)
		return usage_error(context, "unknown command", word);
	command_given = optind < argc;
	if (command_given) {
		int first = optind;

		optind = 0;
		if (!scan(context, argc - first, argv + first,
			    context->command->options ? context->command->options : &none))
			return false;
		for (int i = optind; i < argc - first; i++)
			*array_add(context->arena, &context->args) = str_of(argv[first + i]);
	}
	return check_words(context, command_given) && read_common(context);
}

static void list_options(struct buf *out, const struct option_row *rows, const char *left_out)
{
	for (; rows && rows->name; rows++) {
		char text[40], letter[5] = "    ";

		if (left_out && strcmp(rows->name, left_out) == 0)
			continue;
		if (rows->letter) {
			letter[0] = '-';
			letter[1] = rows->letter;
			letter[2] = ',';
		}
		snprintf(text, sizeof(text), "%s--%s%s%s", letter, rows->name,
			rows->value ? " " : "", rows->value ? rows->value : "");
		buf_printf(out, "  %-24s %s\n", text, rows->help);
	}
}

/* A command with formats of its own has them among its own options. */
static void describe(struct buf *out, const struct command *command)
{
	const struct option_row format[] = {
		{"format", 0, "FORMAT", command->formats}, {NULL, 0, NULL, NULL}};

	buf_printf(out, "usage: tidemark %s [options]%s%s\n\n%s\n", command->name,
		*command->usage ? " " : "", command->usage, command->about);
	if (command->options || command->formats)
		buf_text(out, "\nOptions\n");
	list_options(out, command->options, NULL);
	if (command->formats)
		list_options(out, format, NULL);
	buf_text(out, "\nFor every command\n");
	list_options(out, common_options, command->formats ? "format" : NULL);
}

void options_help(struct context *context, const struct command *command)
{
	struct buf *out = &context->out;

	if (command) {
		describe(out, command);
		return;
	}
	buf_text(out, "usage: tidemark [-c FILE] [-d DIR] [-C DIR] COMMAND [options]\n\n"
		      "Loads periodic figures from CSV files into RRDtool databases, checks each\n"
		      "indicator against its targets and draws a trend chart for each.\n\n");
	for (size_t i = 0; commands[i]; i++)
		buf_printf(out, "  %-12s %s\n", commands[i]->name, commands[i]->summary);
	buf_text(out, "\ntidemark help COMMAND tells more. A new workspace: tidemark init DIR\n");
}
