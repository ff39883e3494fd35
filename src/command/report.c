#include "command/commands.h"

#include "base/file.h"
#include "base/folder.h"
#include "command/judging.h"
#include "command/report_loads.h"
#include "command/report_publish.h"
#include "output/report_html.h"
#include "output/report_markdown.h"

static bool read_format(struct context *context, bool *markdown)
{
	struct str format = option_value(context, "format"), lang = option_value(context, "lang");

	*markdown = str_is(format, "md");
	if (format.at && !*markdown && !str_is(format, "html"))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"--format \"%.*s\": expected html or md",
			STR_ARG(diag_quote(context->arena, format)));
	if (lang.at && !str_is(lang, "zh") && !str_is(lang, "en"))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"--lang \"%.*s\": expected zh or en",
			STR_ARG(diag_quote(context->arena, lang)));
	if (lang.at)
		context->catalogue.english = str_is(lang, "en");
	return true;
}

static bool is_known_owner(const struct catalogue *catalogue, struct str owner)
{
	for (size_t i = 0; i < catalogue->indicators.count; i++)
		if (indicator_has_owner(catalogue->indicators.item[i], owner))
			return true;
	for (size_t i = 0; i < catalogue->groups.count; i++) {
		const struct group *group = &catalogue->groups.item[i];

		if (str_list_find(&group->owners, owner) < group->owners.count)
			return true;
		for (size_t k = 0; k < group->actions.count; k++)
			if (str_equal(group->actions.item[k].owner, owner))
				return true;
	}
	return false;
}

static bool read_filter(struct context *context, struct report_source *source)
{
	source->owner = option_value(context, "owner");
	source->group = option_value(context, "group");
	if (source->group.at && !catalogue_find_group(&context->catalogue, source->group))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"no group \"%.*s\" in the catalogue",
			STR_ARG(diag_quote(context->arena, source->group)));
	if (source->owner.at && !is_known_owner(&context->catalogue, source->owner))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"no owner \"%.*s\" in the catalogue, neither of an indicator nor of a "
			"group or an action",
			STR_ARG(diag_quote(context->arena, source->owner)));
	return true;
}

/* -o names a folder; with an ending such as .html or .md it names the file itself. */
static struct report_place place_of(struct context *context, const char *ending)
{
	struct arena *arena = context->arena;
	struct str output = option_value(context, "output");
	struct report_place place = {.folder = output.at ? output : STR("report")};

	place.name = str_printf(arena, "index.%s", ending);
	if (str_ends(output, str_printf(arena, ".%s", ending)) && !file_is_folder(output)) {
		place.folder = file_folder(output);
		place.name = file_base_name(output);
	}
	place.path = file_join(arena, place.folder, place.name);
	return place;
}

static void say_written(struct context *context, const struct report *report,
	const struct report_place *place, size_t drawn)
{
	if (!context->quiet)
		result_line(&context->result, "%.*s: %zu target%s, %zu chart%s",
			STR_ARG(place->path), report->targets, report->targets == 1 ? "" : "s",
			drawn, drawn == 1 ? "" : "s");
}

/* Everything is made whole in place->work first; then it is only renamed. */
static bool write_page(
	struct context *context, struct report *report, const struct report_place *place)
{
	struct str made = file_join(context->arena, place->work.path, STR("page"));
	struct report_drawing drawing = {0};
	struct buf out;

	if (!report_draw(context, report, place, &drawing))
		return false;
	buf_init(&out, context->arena);
	report_html(context->arena, report, &out);
	if (!file_publish(made, buf_str(&out), true, STATUS_IO, context->diag) ||
		!report_publish(context, place, made, &drawing))
		return false;
	say_written(context, report, place, drawing.drawn);
	return true;
}

static bool write_html(struct context *context, struct report *report)
{
	struct report_place place = place_of(context, "html");
	bool written;

	report->single = option_given(context, "single");
	if (!report_may_replace(context, &place) ||
		!folder_begin(
			context->arena, place.folder, STR("report"), &place.work, context->diag))
		return false;
	written = write_page(context, report, &place);
	folder_remove(&place.work);
	return written;
}

static bool write_markdown_report(struct context *context, const struct report *report)
{
	struct report_place place = place_of(context, "md");
	struct buf out;

	if (!option_given(context, "output")) {
		report_markdown(context->arena, report, &context->out);
		return true;
	}
	buf_init(&out, context->arena);
	report_markdown(context->arena, report, &out);
	return file_make_public_folder(place.folder, STATUS_CANNOT_CREATE, context->diag) &&
	       file_publish(place.path, buf_str(&out), true, STATUS_CANNOT_CREATE, context->diag);
}

static int report_run(struct context *context)
{
	struct book book = {.catalogue = &context->catalogue};
	struct verdicts verdicts = {0};
	struct report_revisions revisions = {0};
	struct report_source source = {.book = &book,
		.verdicts = &verdicts,
		.revisions = &revisions,
		.today = context->today};
	struct report report;
	bool *chosen, *wanted, markdown;

	if (!read_format(context, &markdown) || !read_filter(context, &source) ||
		!workbook_choose(context, &chosen))
		return (int)context->diag->status;
	wanted = workbook_wanted(context, chosen);
	source.chosen = wanted ? chosen : NULL;
	if (!workbook_read(context, wanted, true, &book) ||
		((!context->store.remote.len || option_given(context, "since")) &&
			!report_loads(context, book.load, &source, &revisions)) ||
		!judging_run(context, &book, chosen, &verdicts))
		return (int)context->diag->status;
	judging_sort(&verdicts);
	source.english = context->catalogue.english;
	report_make(context->arena, &source, &report);
	if (markdown)
		write_markdown_report(context, &report);
	else
		write_html(context, &report);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"output", 'o', "DIR", "folder for index.html and charts (default: report)"},
	{"single", 0, NULL, "one file, with the charts in it; -o may name it: FILE.html"},
	{"lang", 0, "LANG", "zh or en (default: the catalogue's)"},
	{"owner", 0, "OWNER", "only this owner's"},
	{"group", 'g', "GROUP", "only this group's"},
	{"since", 0, "LOAD|DATE", "revisions since then (default: 35 days before today)"},
	AS_OF_OPTION,
	SHARD_OPTION,
	{NULL, 0, NULL, NULL},
};

const struct command report_command = {
	.name = "report",
	.usage = "",
	.summary = "write the report: a page with every target, group, owner and chart",
	.about = "Writes DIR/index.html and DIR/charts/, to be read in any browser, without a "
		 "network.\n"
		 "--format md prints the report as text for a mail (or writes DIR/index.md).\n"
		 "Without gnuplot the page is written without charts, and the status is 69; "
		 "where one chart cannot be drawn it is 74.",
	.options = options,
	.formats = "html or md",
	.needs = NEEDS_STORE,
	.run = report_run,
};
