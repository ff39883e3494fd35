#include "command/commands.h"

#include "base/file.h"
#include "output/chart.h"
#include "store/rrd_name.h"

struct jobs {
	ARRAY(struct gnuplot_job);
};

static bool read_style(struct context *context, enum chart_style *style)
{
	struct str name = option_value(context, "style");

	*style = CHART_AUTOMATIC;
	if (!name.at)
		return true;
	*style = str_equal(name, STR("bars")) ? CHART_BARS : CHART_LINES;
	if (*style == CHART_LINES && !str_equal(name, STR("lines")))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"--style \"%.*s\": expected bars or lines",
			STR_ARG(diag_quote(context->arena, name)));
	return true;
}

static bool read_options(
	struct context *context, struct chart_options *options, enum picture *format)
{
	struct str name = option_value(context, "format");

	*format = PICTURE_SVG;
	*options = (struct chart_options){
		.english = context->catalogue.english, .today = context->today};
	if (name.at && !picture_find(name, format))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"--format \"%.*s\": expected svg, png or pdf",
			STR_ARG(diag_quote(context->arena, name)));
	return read_style(context, &options->style) &&
	       option_count(context, "last", &options->last) &&
	       workbook_period(context, "from", &options->has_from, &options->from) &&
	       workbook_period(context, "to", &options->has_to, &options->to);
}

/* ID.svg and ID/AREA.svg, with the same escapes as the databases' names. */
static struct str picture_path(
	struct context *context, struct str folder, struct series_key key, enum picture format)
{
	struct str name = str_from(rrd_name(context->arena, key), sizeof("rrd/") - 1);

	name = str_printf(context->arena, "%.*s.%s", (int)(name.len - sizeof("rrd") /* its dot */),
		name.at, picture_name(format));
	return file_join(context->arena, folder, name);
}

static void add_job(struct context *context, const struct book *book, const struct series *series,
	const struct chart_options *options, struct str path, struct jobs *jobs)
{
	struct verdicts all = {0}, own = {0};
	struct gnuplot_job *job;

	verdict_judge(context->arena, book, series->key.indicator, context->today, &all);
	for (size_t i = 0; i < all.count; i++)
		if (str_equal(all.item[i].area, series->key.area))
			*array_add(context->arena, &own) = all.item[i];
	job = array_add(context->arena, jobs);
	chart_job(context->arena, book, series, own.item, own.count, options, job);
	job->path = path;
}

static void add_jobs(struct context *context, const struct book *book,
	const struct indicator *indicator, const struct chart_options *options, enum picture format,
	struct jobs *jobs)
{
	struct str folder = option_value(context, "output");
	size_t first, count = book_range(book, indicator, &first);

	for (size_t i = first; i < first + count; i++) {
		const struct series *series = &book->series.item[i];

		if (!series->count || (series->key.area.len && !option_given(context, "areas")))
			continue;
		add_job(context, book, series, options,
			picture_path(
				context, folder.at ? folder : STR("charts"), series->key, format),
			jobs);
	}
}

/* With ids given, one without figures is named; among all of them it is simply left out. */
static void name_empty(struct context *context, const struct book *book, const bool *chosen)
{
	for (size_t i = 0; i < context->catalogue.indicators.count && context->args.count; i++) {
		const struct indicator *it = context->catalogue.indicators.item[i];
		size_t first;

		if (chosen[i] && book_range(book, it, &first) == 0)
			diag_warning(context->diag, NO_PLACE, "\"%.*s\" has no figures, no chart",
				STR_ARG(it->id));
	}
}

static void say_drawn(struct context *context, const struct jobs *jobs)
{
	struct str folder = option_value(context, "output");
	size_t drawn = 0;

	for (size_t i = 0; i < jobs->count; i++)
		drawn += jobs->item[i].drawn;
	result_line(&context->result, "%zu chart%s in %s", drawn, drawn == 1 ? "" : "s",
		folder.at ? folder.at : "charts");
}

static int chart_run(struct context *context)
{
	struct book book = {.catalogue = &context->catalogue};
	struct chart_options options;
	enum picture format;
	struct jobs jobs = {0};
	bool *chosen, *wanted;

	if (!read_options(context, &options, &format) || !workbook_choose(context, &chosen))
		return STATUS_USAGE;
	wanted = context->args.count ? arena_copy(context->arena, chosen,
					       context->catalogue.indicators.count + 1)
				     : NULL;
	if (!workbook_read(context, wanted, true, &book))
		return STATUS_IO;
	for (size_t i = 0; i < context->catalogue.indicators.count; i++)
		if (chosen[i])
			add_jobs(context, &book, context->catalogue.indicators.item[i], &options,
				format, &jobs);
	name_empty(context, &book, chosen);
	gnuplot_draw(context->arena, jobs.item, jobs.count, format, context->diag);
	if (!context->quiet)
		say_drawn(context, &jobs);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"output", 'o', "DIR", "folder for the pictures (default: charts)"},
	{"areas", 'a', NULL, "a chart for every area too"},
	{"from", 0, "PERIOD", "from this period on"},
	{"to", 0, "PERIOD", "up to this period"},
	{"last", 0, "N", "only the last N periods (default 60)"},
	{"style", 0, "STYLE", "figures since January as bars, or as lines, one a year"},
	{"as-of", 0, "LOAD|DATE", "what was known after this load, or on this day"},
	{NULL, 0, NULL, NULL},
};

const struct command chart_command = {
	.name = "chart",
	.usage = "[ID…]",
	.summary = "draw a trend chart for each indicator",
	.about = "Draws ID.svg (and ID/AREA.svg) for every indicator that has figures.\n"
		 "--format is svg, png (twice the size, for pasting) or pdf.",
	.options = options,
	.formats = "svg, png or pdf",
	.needs = NEEDS_STORE,
	.run = chart_run,
};
