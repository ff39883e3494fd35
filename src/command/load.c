#include "command/commands.h"

#include "base/file.h"
#include "command/hook.h"
#include "text/digest.h"
#include "text/gzip.h"

static struct str display_name(struct str path)
{
	return str_is(path, "-") ? STR("standard input") : file_base_name(path);
}

/* Beside the file; those of standard input in the working folder. */
static struct str beside(struct arena *arena, struct str path, const char *ending)
{
	return str_printf(arena, "%.*s%s",
		STR_ARG(str_is(path, "-") ? STR("standard-input.csv") : path), ending);
}

static bool write_rejects(struct context *context, struct outcome *outcome, size_t from)
{
	struct arena *arena = context->arena;
	struct buf messages;

	buf_init(&messages, arena);
	for (size_t i = from; i < context->diag->count; i++) {
		buf_add(&messages, diag_format(arena, &context->diag->item[i]));
		buf_char(&messages, '\n');
	}
	outcome->rejects =
		file_write(beside(arena, outcome->path, REJECTS_CSV), outcome->ingest.rejects,
			false, STATUS_CANNOT_CREATE, context->diag) &&
		file_write(beside(arena, outcome->path, ".rejects.txt"), buf_str(&messages), false,
			STATUS_CANNOT_CREATE, context->diag);
	return outcome->rejects;
}

/* They may have been repaired in the meantime, so they are not removed. */
static void note_old_rejects(struct context *context, const struct outcome *outcome)
{
	struct str path = beside(context->arena, outcome->path, REJECTS_CSV);

	if (!outcome->rejects && file_exists(path))
		diag_note(context->diag, PLACE_FILE(path),
			"left by an earlier load, not by this one; remove it when it is settled");
}

static bool read_options(struct context *context, struct ingest_options *options)
{
	struct str indicator = option_value(context, "indicator");

	*options = (struct ingest_options){.partial = option_given(context, "partial"),
		.allow_future = option_given(context, "allow-future"),
		.today = context->today,
		.progress = &context->progress};
	if (!workbook_source(context, &options->source))
		return false;
	if (indicator.at) {
		options->indicator = catalogue_find(&context->catalogue, indicator);
		if (!options->indicator)
			return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
				"no indicator \"%.*s\" in the catalogue", STR_ARG(indicator));
	}
	return true;
}

/* The bytes are gone as soon as they are read: they are the largest thing in memory. */
static bool read_file(
	struct context *context, const struct ingest_options *options, struct outcome *outcome)
{
	struct ingest_options how = *options;
	struct arena bytes;
	struct proc_later *digest;
	struct str content;
	bool read;

	progress_tell(&context->progress, "reading", 0);
	arena_init(&bytes, context->arena);
	how.bytes = &bytes;
	read = file_read(&bytes, outcome->path, &content, context->diag);
	if (read) {
		digest = digest_begin(context->arena, &content, context->diag);
		read = ingest_content(context->arena, &context->catalogue, outcome->path, content,
			&how, &outcome->ingest, context->diag);
		read = proc_end(digest, context->arena, &outcome->ingest.load.sha256,
			       context->diag) &&
		       read;
	}
	arena_free(&bytes);
	return read;
}

/* One label's message says it all; of several, the whole is written elsewhere. */
static void note_unknown(struct context *context, const struct outcome *outcome)
{
	if (outcome->ingest.unknown.count > 1)
		diag_note(context->diag, PLACE_FILE(outcome->path),
			"tidemark inspect writes the catalogue lines for all labels that are "
			"unknown");
}

static void load_file(
	struct context *context, const struct ingest_options *options, struct outcome *outcome)
{
	bool dry_run = outcome->dry_run, rejects, fine;
	struct str note = option_value(context, "note");
	struct load *load = &outcome->ingest.load;
	size_t from = context->diag->count;

	fine = read_file(context, options, outcome);
	note_unknown(context, outcome);
	rejects = !fine && options->partial && outcome->ingest.rejects.len;
	load->command = context->command_line;
	load->note = note.at ? note : STR("");
	if (rejects && !dry_run && !write_rejects(context, outcome, from))
		return;
	if (!dry_run)
		note_old_rejects(context, outcome);
	if (!fine && !(options->partial && load->figures.count))
		return;
	progress_tell(&context->progress, "writing", 0.5);
	outcome_commit(context, outcome);
}

static void say_outcome(struct context *context, const struct outcome *outcome)
{
	struct str rejects = beside(context->arena, outcome->path, ".rejects");

	if (outcome->done)
		outcome_say(context, outcome);
	else
		result_line(
			&context->result, "%.*s: refused, nothing loaded", STR_ARG(outcome->path));
	if (outcome->rejects)
		result_line(&context->result,
			"  rejected records are in %.*s.csv, to be repaired and loaded; why, in "
			"%.*s.txt",
			STR_ARG(rejects), STR_ARG(rejects));
}

static bool is_csv(struct str name)
{
	return str_ends(name, STR(".csv")) && !str_ends(name, STR(REJECTS_CSV));
}

/* A folder stands for the CSV files in it. */
static bool list_files(struct context *context, struct str_list *paths)
{
	size_t errors = context->diag->errors;

	for (size_t i = 0; i < context->args.count; i++) {
		struct str arg = context->args.item[i];
		struct str_list names = {0};

		if (!file_is_folder(arg)) {
			*array_add(context->arena, paths) = arg;
			continue;
		}
		file_list(context->arena, arg, &names, context->diag);
		for (size_t j = 0; j < names.count; j++)
			if (is_csv(gzip_name(names.item[j])))
				*array_add(context->arena, paths) =
					file_join(context->arena, arg, names.item[j]);
	}
	if (!paths->count && context->diag->errors == errors)
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"no file to load; see tidemark help load");
	return context->diag->errors == errors;
}

static int load_run(struct context *context)
{
	bool tabular = context->format == FORMAT_CSV || context->format == FORMAT_MARKDOWN;
	struct table *table = tabular ? outcome_table(&context->result) : NULL;
	struct ingest_options options;
	struct str_list paths = {0};
	struct hook hook = {0};
	struct node *files;

	context->diag->strict = option_given(context, "strict");
	if (!read_options(context, &options) || !list_files(context, &paths))
		return STATUS_USAGE;
	context->result.json = node_object(context->arena, NULL, NULL);
	files = node_list(context->arena, context->result.json, "files");
	context->progress.items = paths.count;
	for (size_t i = 0; i < paths.count; i++) {
		struct outcome outcome = {
			.path = paths.item[i], .dry_run = option_given(context, "dry-run")};

		context->progress.item = i + 1;
		context->progress.name = display_name(paths.item[i]);
		load_file(context, &options, &outcome);
		context->report(context);
		hook_note(context->arena, &hook, &outcome);
		hook.refused += !outcome.done;
		if (tabular)
			outcome_add_row(&context->result, table, &outcome);
		else if (!context->quiet)
			say_outcome(context, &outcome);
		outcome_add_members(
			context->arena, node_object(context->arena, files, NULL), &outcome);
	}
	context->print(context);
	hook_run(context, &hook);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"source", 's', "ID", "read by this source section of the catalogue"},
	{"indicator", 'i', "ID", "all figures are this indicator's"},
	{"dry-run", 'n', NULL, "say what would happen, write nothing"},
	{"partial", 0, NULL, "load the good figures; the others go to FILE.rejects.csv and .txt"},
	{"strict", 0, NULL, "warnings are errors"},
	{"allow-future", 0, NULL, "take figures of periods that lie ahead"},
	{"note", 0, "TEXT", "a remark for the ledger"},
	{"no-sync", 0, NULL,
		"do not wait for the disk: bulk tests only, a crash may lose the load"},
	{NULL, 0, NULL, NULL},
};

const struct command load_command = {
	.name = "load",
	.usage = "FILE… | FOLDER | -",
	.summary = "load figures from CSV files",
	.about = "Loads each file whole or not at all. What is new, unchanged or revised is "
		 "counted;\n"
		 "nothing that was loaded before is lost. A file that changes nothing makes no "
		 "load.",
	.options = options,
	.needs = NEEDS_STORE,
	.run = load_run,
};
