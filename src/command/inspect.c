#include "command/commands.h"

#include "base/file.h"
#include "base/utf8.h"
#include "command/inspect_parts.h"
#include "ingest/draft.h"

/* The cleaned table needs no catalogue; if there is one, its source section helps. */
static void write_table(struct context *context, struct str path, struct str content)
{
	const struct source *source = NULL;
	struct ingest_view view = {0};
	struct str table = STR("");

	if (option_given(context, "config") || option_given(context, "source")) {
		if (!workbook_catalogue(context) || !workbook_source(context, &source))
			return;
		if (!source)
			source = catalogue_source_for(context->arena, &context->catalogue, path);
	}
	if (ingest_clean(context->arena, path, content, source, &view, &table, context->diag))
		buf_add(&context->out, table);
}

static bool is_chinese(const struct draft *draft)
{
	for (size_t i = 0; i < draft->indicators.count; i++) {
		struct str title = draft->indicators.item[i]->indicator.title;

		if (utf8_columns(title) > utf8_count(title))
			return true;
	}
	return false;
}

/* Read as if nothing were declared, and then as it would be with the draft, which tells whether
 * that is enough. */
static void write_catalogue(struct context *context, struct str path, struct str content)
{
	struct ingest_options how = {.today = context->today, .partial = true, .explain = true};
	struct catalogue empty = catalogue_empty(), whole;
	struct arena *arena = context->arena;
	struct ingest_result result;
	struct diag ignored;
	struct draft draft;

	diag_init(&ignored, arena);
	ingest_content(arena, &empty, path, content, &how, &result, &ignored);
	draft_make(arena, &empty, path, content, &how, &result, &draft);
	buf_printf(&context->out,
		"# Drafted from %.*s. Kinds are guesses: look at each (docs/METHODS.md).\n"
		"# Rename ids as you like; say what is to be reached: target = \"yoy >= 8%%\"\n"
		"lang = %s\n",
		STR_ARG(diag_quote(arena, file_base_name(path))), is_chinese(&draft) ? "zh" : "en");
	for (size_t i = 0; i < draft.indicators.count; i++) {
		buf_char(&context->out, '\n');
		buf_add(&context->out, draft_section(arena, draft.indicators.item[i], true));
	}
	if (draft.fixed)
		buf_char(&context->out, '\n');
	buf_add(&context->out, draft_source(arena, &draft, path));
	whole = draft_catalogue(arena, &empty, &draft);
	how = (struct ingest_options){.today = context->today, .indicator = draft.fixed};
	ingest_content(arena, &whole, path, content, &how, &result, context->diag);
}

static void explain(struct context *context, struct str path, struct str content)
{
	struct ingest_options how = {.today = context->today};
	struct inspection it;

	if (!workbook_catalogue_if_any(context) || !workbook_source(context, &how.source))
		return;
	inspection_read(
		context->arena, &context->catalogue, path, content, &how, &it, context->diag);
	if (context->format == FORMAT_TEXT)
		inspection_text(context, &it);
	else if (context->format == FORMAT_JSON)
		inspection_json(context, &it);
	inspection_figures(context, &it);
}

static int inspect_run(struct context *context)
{
	struct str path, content;

	if (context->args.count != 1) {
		diag_error(context->diag, STATUS_USAGE, NO_PLACE, "inspect takes one file");
		return STATUS_USAGE;
	}
	path = context->args.item[0];
	if (!file_read(context->arena, path, &content, context->diag))
		return STATUS_NO_INPUT;
	if (option_given(context, "csv"))
		write_table(context, path, content);
	else if (option_given(context, "catalogue"))
		write_catalogue(context, path, content);
	else
		explain(context, path, content);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"csv", 0, NULL, "write the cleaned table: UTF-8, every cell quoted; needs no catalogue"},
	{"catalogue", 0, NULL, "write a catalogue for the file, to begin with; needs none"},
	{"source", 's', "ID", "read by this source section of the catalogue"},
	{NULL, 0, NULL, NULL},
};

const struct command inspect_command = {
	.name = "inspect",
	.usage = "FILE | -",
	.summary = "how a file is understood, and why",
	.about = "Tells what was found out about a file and on what evidence, which labels are "
		 "known,\n"
		 "what to declare for the others, and shows its first and last figures (all with "
		 "-v,\n"
		 "or in another format). Nothing is loaded. Works without a catalogue, too.",
	.options = options,
	.run = inspect_run,
};
