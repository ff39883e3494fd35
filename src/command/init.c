#include "command/commands.h"

#include "base/file.h"

/* The catalogue that a new workspace begins with: it loads, and it teaches. */
static const char example[] =
	"# tidemark.conf: what is counted, and what it is to reach.\n"
	"# Try:  tidemark collect  ·  tidemark check  ·  tidemark chart\n"
	"\n"
	"data  = \"data\"      # where the figures are kept, beside this file\n"
	"inbox = \"inbox\"     # where files are put for tidemark collect\n"
	"# on_load = { \"mail\", \"-s\", \"loaded\", \"office\" }   # run after something was "
	"loaded\n"
	"lang  = en          # zh | en: words in charts and reports\n"
	"keep  = 40          # years in each database, at least\n"
	"\n"
	"# A group is a goal, a problem, a chapter; indicators belong to it, actions stand in it.\n"
	"group G1 {\n"
	"    title = \"Local economy\"\n"
	"    owner = { \"Economy office\" }\n"
	"    due   = 2026-12-31\n"
	"    action \"G1.1\" { title = \"Agree on the target\"  owner = \"Economy office\"  due = "
	"2026-03-31 }\n"
	"}\n"
	"\n"
	"# kind: stock       a level at the end of the period      (loans outstanding)\n"
	"#       flow        what happened within the period       (visitors in the month)\n"
	"#       ytd         cumulated since the year began        (January to May)\n"
	"#       cumulative  cumulated, never starts again\n"
	"#       ratio       percent, index, rank, average: never summed\n"
	"# every: day | week | month | quarter | year | once\n"
	"indicator loans {\n"
	"    title  = \"Loans outstanding\"\n"
	"    unit   = \"million\"\n"
	"    kind   = stock\n"
	"    every  = month\n"
	"    owner  = \"Economy office\"\n"
	"    group  = G1\n"
	"    alias  = { \"Loans\" }              # other names that files use\n"
	"    target = { \"yoy >= 8%\", \"value >= 2600 by 2026-12\" }\n"
	"}\n"
	"\n"
	"indicator visitors {\n"
	"    title  = \"Visitors\"\n"
	"    kind   = flow\n"
	"    every  = month\n"
	"    group  = G1\n"
	"    target = { \"total >= 120000 in 2026\" }\n"
	"}\n"
	"\n"
	"# A file that cannot be read without help gets a source section; the message says which "
	"line.\n"
	"# source bank { match = \"*loans*.csv\"  decimal = comma }\n";

static const char ignored[] = "/data/\n/charts/\n/report/\n/inbox/\n";

static bool write_file(
	struct context *context, struct str folder, const char *name, const char *text)
{
	return file_write(file_join(context->arena, folder, str_of(name)), str_of(text), false,
		STATUS_CANNOT_CREATE, context->diag);
}

static int init_run(struct context *context)
{
	struct str folder = context->args.count ? context->args.item[0] : STR(".");
	struct str conf = file_join(context->arena, folder, STR("tidemark.conf"));

	if (context->args.count > 1) {
		diag_error(context->diag, STATUS_USAGE, NO_PLACE, "one folder at a time");
		return STATUS_USAGE;
	}
	if (file_exists(conf)) {
		diag_error(context->diag, STATUS_CANNOT_CREATE, PLACE_FILE(conf),
			"is there already and is left as it is");
		return STATUS_CANNOT_CREATE;
	}
	if (file_make_folder(file_join(context->arena, folder, STR("inbox")), STATUS_CANNOT_CREATE,
		    context->diag) &&
		write_file(context, folder, "tidemark.conf", example) &&
		(file_exists(file_join(context->arena, folder, STR(".gitignore"))) ||
			write_file(context, folder, ".gitignore", ignored)) &&
		!context->quiet)
		result_line(&context->result,
			"%.*s: a catalogue to begin with; put CSV files into %.*s", STR_ARG(conf),
			STR_ARG(file_join(context->arena, folder, STR("inbox"))));
	return STATUS_DONE;
}

const struct command init_command = {
	.name = "init",
	.usage = "[DIR]",
	.summary = "begin a new workspace",
	.about = "Writes a commented tidemark.conf, a folder inbox and a .gitignore into the "
		 "folder.\n"
		 "Nothing that is there already is overwritten.",
	.run = init_run,
};
