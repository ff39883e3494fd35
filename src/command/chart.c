#include "command/commands.h"

#include "base/file.h"
#include "output/chart_sheet.h"
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

struct str chart_path(
	struct arena *arena, struct str folder, struct series_key key, const char *ending)
{
	struct str name = str_from(rrd_name(arena, key), sizeof("rrd/") - 1);

	name = str_printf(
		arena, "%.*s.%s", (int)(name.len - sizeof("rrd") /* its dot */), name.at, ending);
	return file_join(arena, folder, name);
}

static struct str output_folder(const struct context *context)
{
	struct str folder = option_value(context, "output");

	return folder.at ? folder : STR("charts");
}

/* NAME.svg in the folder of the pictures, and NAME-2.svg, … */
static struct str sheet_path(
	struct context *context, struct str name, size_t sheet, enum picture format)
{
	struct str number = sheet ? str_printf(context->arena, "-%zu", sheet + 1) : STR("");

	return file_join(context->arena, output_folder(context),
		str_printf(context->arena, "%.*s%.*s.%s", STR_ARG(name), STR_ARG(number),
			picture_name(format)));
}

/* The indicator's series that have figures, each with its verdicts: the whole and all areas. */
static struct chart_items find_items(
	struct context *context, const struct book *book, const struct indicator *indicator)
{
	size_t first, count = book_range(book, indicator, &first);
	struct chart_items items = {0};
	struct verdicts all = {0};

	verdict_judge(context->arena, book, indicator, context->today, &all);
	for (size_t i = first; i < first + count; i++) {
		const struct series *series = &book->series.item[i];
		struct verdicts own = {0};

		if (!series->count)
			continue;
		for (size_t v = 0; v < all.count; v++)
			if (str_equal(all.item[v].area, series->key.area))
				*array_add(context->arena, &own) = all.item[v];
		*array_add(context->arena, &items) =
			(struct chart_item){series, own.item, own.count};
	}
	return items;
}

/* ID.areas.svg, and ID.areas-2.svg, … when there are too many for one. */
static void add_areas(struct context *context, const struct book *book, struct chart_items areas,
	const struct chart_options *options, enum picture format, struct jobs *jobs)
{
	struct str id = areas.item[0].series->key.indicator->id;
	struct str name = str_printf(context->arena, "%.*s.areas", STR_ARG(id));

	chart_items_sort_areas(context->arena, &areas);
	for (size_t sheet = 0; sheet < chart_sheets(areas.count); sheet++) {
		struct gnuplot_job *job = array_add(context->arena, jobs);

		chart_areas_job(context->arena, book, &areas, sheet, options, job);
		job->path = job->former = sheet_path(context, name, sheet, format);
	}
}

static void add_jobs(struct context *context, const struct book *book,
	const struct indicator *indicator, const struct chart_options *options, enum picture format,
	struct jobs *jobs)
{
	struct chart_items items = find_items(context, book, indicator), areas = {0};

	for (size_t i = 0; i < items.count; i++) {
		const struct chart_item *item = &items.item[i];
		struct gnuplot_job *job;

		if (item->series->key.area.len && !option_given(context, "areas"))
			continue;
		if (item->series->key.area.len)
			*array_add(context->arena, &areas) = *item;
		job = array_add(context->arena, jobs);
		chart_job(context->arena, book, item->series, item->verdicts, item->count, options,
			job);
		job->path = job->former = chart_path(context->arena, output_folder(context),
			item->series->key, picture_name(format));
	}
	if (areas.count > 1)
		add_areas(context, book, areas, options, format, jobs);
}

/* overview.svg, and overview-2.svg, … when there are too many for one. */
static void add_overview(struct context *context, const struct book *book, struct chart_items items,
	const struct chart_options *options, enum picture format, struct jobs *jobs)
{
	chart_items_sort(&items);
	for (size_t sheet = 0; sheet < chart_sheets(items.count); sheet++) {
		struct gnuplot_job *job = array_add(context->arena, jobs);

		chart_overview_job(context->arena, book, &items, sheet, options, job);
		job->path = job->former = sheet_path(context, STR("overview"), sheet, format);
	}
}

/* The wholes of the chosen indicators. */
static struct chart_items find_wholes(
	struct context *context, const struct book *book, const bool *chosen)
{
	struct chart_items wholes = {0};

	for (size_t i = 0; i < context->catalogue.indicators.count; i++) {
		struct chart_items items = {0};

		if (chosen[i])
			items = find_items(context, book, context->catalogue.indicators.item[i]);
		if (items.count && !items.item[0].series->key.area.len)
			*array_add(context->arena, &wholes) = items.item[0];
	}
	return wholes;
}

static void add_all(struct context *context, const struct book *book, const bool *chosen,
	const struct chart_options *options, enum picture format, struct jobs *jobs)
{
	if (option_given(context, "overview")) {
		add_overview(
			context, book, find_wholes(context, book, chosen), options, format, jobs);
		return;
	}
	for (size_t i = 0; i < context->catalogue.indicators.count; i++)
		if (chosen[i])
			add_jobs(context, book, context->catalogue.indicators.item[i], options,
				format, jobs);
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
	struct str folder = output_folder(context);
	size_t drawn = 0;

	for (size_t i = 0; i < jobs->count; i++)
		drawn += jobs->item[i].drawn;
	result_line(&context->result, "%zu chart%s in %.*s", drawn, drawn == 1 ? "" : "s",
		STR_ARG(folder));
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
	wanted = workbook_wanted(context, chosen);
	if (!workbook_read(context, wanted, true, &book))
		return STATUS_IO;
	add_all(context, &book, chosen, &options, format, &jobs);
	name_empty(context, &book, chosen);
	gnuplot_draw(context->arena, jobs.item, jobs.count, format, context->diag);
	if (!context->quiet)
		say_drawn(context, &jobs);
	return STATUS_DONE;
}

static const struct option_row options[] = {
	{"output", 'o', "DIR", "folder for the pictures (default: charts)"},
	{"areas", 'a', NULL, "a chart for every area too, and all areas in ID.areas.svg"},
	{"overview", 0, NULL, "instead, one picture with a small chart for each indicator"},
	{"from", 0, "PERIOD", "from this period on"},
	{"to", 0, "PERIOD", "up to this period"},
	{"last", 0, "N", "only the last N periods (default 60)"},
	{"style", 0, "STYLE", "figures since January as bars, or as lines, one a year"},
	AS_OF_OPTION,
	SHARD_OPTION,
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
