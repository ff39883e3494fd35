#include "command/commands.h"

#include "base/file.h"
#include "base/folder.h"
#include "command/judging.h"
#include "command/report_loads.h"
#include "output/chart.h"
#include "output/report_html.h"
#include "output/report_markdown.h"

struct jobs {
	ARRAY(struct gnuplot_job);
	struct report_places entries; /* whose pictures they are */
};

/* Where a report goes: FOLDER/NAME, made first in a folder out of sight. */
struct place_of_report {
	struct str folder, name, path;
	struct folder work;
};

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
static struct place_of_report place_of(struct context *context, const char *ending)
{
	struct arena *arena = context->arena;
	struct str output = option_value(context, "output");
	struct place_of_report place = {.folder = output.at ? output : STR("report")};

	place.name = str_printf(arena, "index.%s", ending);
	if (str_ends(output, str_printf(arena, ".%s", ending)) && !file_is_folder(output)) {
		place.folder = file_folder(output);
		place.name = file_base_name(output);
	}
	place.path = file_join(arena, place.folder, place.name);
	return place;
}

/* One picture for each entry with figures, for now in the folder out of sight. */
static void add_jobs(struct context *context, struct report *report,
	const struct place_of_report *place, struct jobs *jobs)
{
	const struct chart_options options = {.english = report->english, .today = context->today};

	for (size_t i = 0; i < report->entries.count; i++) {
		struct report_entry *entry = &report->entries.item[i];
		struct verdicts own = {0};
		struct gnuplot_job *job;

		if (!entry->series)
			continue;
		for (size_t k = 0; k < entry->rows.count; k++) {
			const struct report_row *row = &report->rows.item[entry->rows.item[k]];

			if (row->verdict)
				*array_add(context->arena, &own) = *row->verdict;
		}
		job = array_add(context->arena, jobs);
		chart_job(context->arena, report->source->book, entry->series, own.item, own.count,
			&options, job);
		entry->chart = chart_path(context->arena, STR("charts"), entry->key, "svg");
		job->path = file_join(context->arena, place->work.path, entry->chart);
		if (!option_given(context, "single"))
			job->former = file_join(context->arena, place->folder, entry->chart);
		*array_add(context->arena, &jobs->entries) = i;
	}
}

/* "title: what the picture shows; the finding": all that somebody needs who cannot see it. */
static struct str describe(struct arena *arena, const struct report *report,
	const struct report_entry *entry, const struct gnuplot_job *job)
{
	const struct report_row *row = &report->rows.item[entry->rows.item[0]];

	return str_printf(arena, "%.*s%s%.*s%s%.*s", STR_ARG(job->title),
		report->english ? ": " : "：", STR_ARG(job->description),
		row->verdict ? report->english ? ". " : "。" : "",
		STR_ARG(row->verdict ? str_printf(arena, "%.*s %.*s – %.*s", STR_ARG(row->status),
					       STR_ARG(row->target), STR_ARG(row->sentence))
				     : STR("")));
}

/* Without gnuplot everything but the pictures is still written. */
static bool draw(struct context *context, struct report *report, struct jobs *jobs)
{
	size_t errors = context->diag->errors;

	gnuplot_draw(context->arena, jobs->item, jobs->count, PICTURE_SVG, context->diag);
	for (size_t i = 0; i < jobs->count; i++) {
		struct report_entry *entry = &report->entries.item[jobs->entries.item[i]];
		const struct gnuplot_job *job = &jobs->item[i];

		entry->width = job->width;
		entry->height = job->height;
		entry->alt = describe(context->arena, report, entry, job);
		if (!job->drawn)
			entry->chart = STR("");
	}
	return context->diag->errors == errors || context->diag->status == STATUS_UNAVAILABLE;
}

static bool take_pictures(struct context *context, const struct report *report,
	const struct jobs *jobs, struct report_pictures *pictures)
{
	struct str *svg = NEW_ARRAY(context->arena, report->entries.count + 1, struct str);

	for (size_t i = 0; i < jobs->count; i++)
		if (jobs->item[i].drawn && !file_read(context->arena, jobs->item[i].path,
						   &svg[jobs->entries.item[i]], context->diag))
			return false;
	pictures->svg = svg;
	return true;
}

static bool publish_pictures(struct context *context, const struct report *report,
	const struct place_of_report *place, const struct jobs *jobs)
{
	struct str made = STR("");

	for (size_t i = 0; i < jobs->count; i++) {
		struct str path = file_join(context->arena, place->folder,
			report->entries.item[jobs->entries.item[i]].chart);
		struct str folder = file_folder(path);

		if (!jobs->item[i].drawn || jobs->item[i].kept)
			continue;
		if (!str_equal(folder, made) &&
			!file_make_folder(folder, STATUS_CANNOT_CREATE, context->diag))
			return false;
		made = folder;
		if (!file_move(jobs->item[i].path, path, context->diag))
			return false;
	}
	return true;
}

static void say_written(
	struct context *context, const struct report *report, const struct place_of_report *place)
{
	size_t drawn = 0;

	for (size_t i = 0; i < report->entries.count; i++)
		drawn += report->entries.item[i].chart.len > 0;
	if (!context->quiet)
		result_line(&context->result, "%.*s: %zu target%s, %zu chart%s",
			STR_ARG(place->path), report->targets, report->targets == 1 ? "" : "s",
			drawn, drawn == 1 ? "" : "s");
}

/* Everything is made whole in place->work first; then it is only renamed. */
static bool write_page(
	struct context *context, struct report *report, const struct place_of_report *place)
{
	bool single = option_given(context, "single");
	struct report_pictures pictures = {NULL};
	struct jobs jobs = {0};
	struct str made = file_join(context->arena, place->work.path, STR("page"));
	struct buf out;

	add_jobs(context, report, place, &jobs);
	if (!draw(context, report, &jobs) ||
		(single && !take_pictures(context, report, &jobs, &pictures)))
		return false;
	buf_init(&out, context->arena);
	report_html(context->arena, report, &pictures, &out);
	if (!file_write(made, buf_str(&out), true, STATUS_IO, context->diag) ||
		(!single && !publish_pictures(context, report, place, &jobs)) ||
		!file_move(made, place->path, context->diag))
		return false;
	say_written(context, report, place);
	return true;
}

static bool write_html(struct context *context, struct report *report)
{
	struct place_of_report place = place_of(context, "html");
	bool written;

	if (!folder_begin(context->arena, place.folder, STR("report"), &place.work, context->diag))
		return false;
	written = write_page(context, report, &place);
	folder_remove(&place.work);
	return written;
}

static bool write_markdown_report(struct context *context, const struct report *report)
{
	struct place_of_report place = place_of(context, "md");
	struct buf out;

	if (!option_given(context, "output")) {
		report_markdown(context->arena, report, &context->out);
		return true;
	}
	buf_init(&out, context->arena);
	report_markdown(context->arena, report, &out);
	return file_make_folder(place.folder, STATUS_CANNOT_CREATE, context->diag) &&
	       file_write(place.path, buf_str(&out), true, STATUS_CANNOT_CREATE, context->diag);
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
	{"as-of", 0, "LOAD|DATE", "what was known after this load, or on this day"},
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
		 "Without gnuplot the page is written without charts, and the status is 69.",
	.options = options,
	.formats = "html or md",
	.needs = NEEDS_STORE,
	.run = report_run,
};
