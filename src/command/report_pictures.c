#include "command/report_pictures.h"

#include "base/file.h"
#include "base/proc.h"
#include "output/chart_sheet.h"
#include "output/words.h"
#include "text/digest.h"

#include <unistd.h>

enum { DIGITS = 8 };            /* of the digest, in a name … */
enum { TAIL = 1 + DIGITS + 4 }; /* … which ends with -12345678.svg */

static struct chart_options options_of(const struct context *context, const struct report *report)
{
	return (struct chart_options){.english = report->english, .today = context->today};
}

/* The picture of that name beside the page before, whatever it shows; empty: there was none. */
static struct str former_of(struct arena *arena, const struct report_place *place, struct str stem)
{
	for (size_t i = 0; i < place->former.count; i++) {
		struct str path = place->former.item[i];

		if (path.len == stem.len + TAIL && str_starts(path, stem))
			return file_join(arena, place->folder, path);
	}
	return STR("");
}

/* `stem` is the picture's path without digest and ending. */
static struct gnuplot_job *add_job(struct context *context, struct report_drawing *drawing,
	struct report_picture **picture, const struct report_place *place, struct str stem)
{
	struct gnuplot_job *job = array_add(context->arena, &drawing->jobs);

	*picture = NEW(context->arena, struct report_picture);
	(*picture)->path = stem;
	*array_add(context->arena, &drawing->pictures) = *picture;
	job->path = file_join(context->arena, place->work.path,
		str_printf(context->arena, "%zu.svg", drawing->jobs.count));
	job->name = file_join(context->arena, place->folder,
		str_printf(context->arena, "%.*s.svg", STR_ARG(stem)));
	job->former = former_of(context->arena, place, stem);
	return job;
}

static struct verdicts verdicts_of(
	struct arena *arena, const struct report *report, const struct report_entry *entry)
{
	struct verdicts own = {0};

	for (size_t i = 0; i < entry->rows.count; i++) {
		const struct report_row *row = &report->rows.item[entry->rows.item[i]];

		if (row->verdict)
			*array_add(arena, &own) = *row->verdict;
	}
	return own;
}

/* --- the chart of a series --- */

/* "title: what the picture shows. The finding": all that somebody needs who cannot see it. */
static struct str describe(struct arena *arena, const struct report *report,
	const struct report_entry *entry, const struct gnuplot_job *job)
{
	const struct report_row *row = &report->rows.item[entry->rows.item[0]];
	bool english = report->english;

	if (!row->verdict)
		return str_printf(arena, "%.*s%s%.*s", STR_ARG(job->title), english ? ": " : "：",
			STR_ARG(job->description));
	return str_printf(arena, "%.*s%s%.*s%s%.*s %.*s – %.*s", STR_ARG(job->title),
		english ? ": " : "：", STR_ARG(job->description), english ? ". " : "。",
		STR_ARG(row->status), STR_ARG(row->target), STR_ARG(row->sentence));
}

static void add_chart(struct context *context, const struct report *report,
	struct report_entry *entry, const struct report_place *place,
	struct report_drawing *drawing)
{
	const struct chart_options options = options_of(context, report);
	struct verdicts own = verdicts_of(context->arena, report, entry);
	struct str path = chart_path(context->arena, STR("charts"), entry->key, "svg");
	struct gnuplot_job *job = add_job(context, drawing, &entry->chart, place,
		str_head(path, path.len - (sizeof(".svg") - 1)));

	chart_job(context->arena, report->source->book, entry->series, own.item, own.count,
		&options, job);
	entry->chart->alt = describe(context->arena, report, entry, job);
}

/* --- the areas of an indicator --- */

static double latest(const struct chart_item *item)
{
	return item->series->value[item->series->count - 1];
}

static struct str area_text(struct arena *arena, const struct chart_item *item, bool english)
{
	const struct series *series = item->series;

	return str_printf(arena, "%.*s %.*s (%.*s)", STR_ARG(series->key.area),
		STR_ARG(words_value(
			arena, series->key.indicator, MEASURE_VALUE, latest(item), english)),
		STR_ARG(words_period(arena, series->key.indicator, series_last(series))));
}

/* "…: 10 areas; the highest is …, the lowest …" */
static struct str describe_areas(
	struct arena *arena, const struct chart_items *areas, struct str title, bool english)
{
	const struct chart_item *high = &areas->item[0], *low = &areas->item[0];

	for (size_t i = 1; i < areas->count; i++) {
		high = latest(&areas->item[i]) > latest(high) ? &areas->item[i] : high;
		low = latest(&areas->item[i]) < latest(low) ? &areas->item[i] : low;
	}
	return str_printf(arena,
		english ? "%.*s: %zu areas; the highest latest figure is %.*s, the lowest %.*s"
			: "%.*s：共 %zu 个地区；最新数最高的是 %.*s，最低的是 %.*s",
		STR_ARG(title), areas->count, STR_ARG(area_text(arena, high, english)),
		STR_ARG(area_text(arena, low, english)));
}

/* An area that a target speaks of has an entry behind that of the whole. */
static struct verdicts verdicts_of_area(
	struct arena *arena, const struct report *report, size_t whole, struct series_key key)
{
	for (size_t i = whole + 1; i < report->entries.count; i++) {
		const struct report_entry *entry = &report->entries.item[i];

		if (entry->key.indicator != key.indicator)
			break;
		if (str_equal(entry->key.area, key.area))
			return verdicts_of(arena, report, entry);
	}
	return (struct verdicts){0};
}

static struct chart_items areas_of(struct arena *arena, const struct report *report, size_t whole)
{
	const struct book *book = report->source->book;
	size_t first, count = book_range(book, report->entries.item[whole].key.indicator, &first);
	struct chart_items areas = {0};

	for (size_t i = first; i < first + count; i++) {
		const struct series *series = &book->series.item[i];
		struct verdicts own;

		if (!series->key.area.len || !series->count)
			continue;
		own = verdicts_of_area(arena, report, whole, series->key);
		*array_add(arena, &areas) = (struct chart_item){series, own.item, own.count};
	}
	return areas;
}

/* A sheet; a part of one with too many tiles is numbered. */
static struct str sheet_stem(struct arena *arena, struct str name, size_t number)
{
	if (number == 1)
		return str_printf(arena, "charts/%.*s", STR_ARG(name));
	return str_printf(arena, "charts/%.*s-%zu", STR_ARG(name), number);
}

static void add_areas(struct context *context, struct report *report, size_t whole,
	const struct report_place *place, struct report_drawing *drawing)
{
	const struct chart_options options = options_of(context, report);
	struct chart_items areas = areas_of(context->arena, report, whole);
	struct report_entry *entry = &report->entries.item[whole];
	struct str name =
		str_printf(context->arena, "%.*s.areas", STR_ARG(entry->key.indicator->id));

	if (areas.count < 2)
		return;
	chart_items_sort_areas(context->arena, &areas);
	for (size_t sheet = 0; sheet < chart_sheets(areas.count); sheet++) {
		struct report_picture **picture = array_add(context->arena, &entry->areas);
		struct gnuplot_job *job = add_job(context, drawing, picture, place,
			sheet_stem(context->arena, name, entry->areas.count));

		chart_areas_job(context->arena, report->source->book, &areas, sheet, &options, job);
		(*picture)->alt =
			describe_areas(context->arena, &areas, job->title, report->english);
	}
}

/* --- all indicators --- */

/* A single figure has no course. */
static struct chart_items courses(struct arena *arena, const struct report *report)
{
	struct chart_items items = {0};

	for (size_t i = 0; i < report->entries.count; i++) {
		const struct report_entry *entry = &report->entries.item[i];
		struct verdicts own;

		if (entry->key.area.len || !entry->series || entry->series->count < 2)
			continue;
		own = verdicts_of(arena, report, entry);
		*array_add(arena, &items) = (struct chart_item){entry->series, own.item, own.count};
	}
	chart_items_sort(&items);
	return items;
}

static void add_overview(struct context *context, struct report *report,
	const struct report_place *place, struct report_drawing *drawing)
{
	const struct chart_options options = options_of(context, report);
	struct chart_items items = courses(context->arena, report);

	if (items.count < 2)
		return;
	for (size_t sheet = 0; sheet < chart_sheets(items.count); sheet++) {
		struct report_picture **picture = array_add(context->arena, &report->overview);
		struct gnuplot_job *job = add_job(context, drawing, picture, place,
			sheet_stem(context->arena, STR("overview"), report->overview.count));

		chart_overview_job(
			context->arena, report->source->book, &items, sheet, &options, job);
		(*picture)->alt = str_printf(context->arena, "%.*s%s%.*s", STR_ARG(job->title),
			report->english ? ": " : "：", STR_ARG(report->headline));
	}
}

/* --- drawing --- */

/* The path's last digits before its ending, empty if it has none. */
static struct str digits_of(struct str path)
{
	size_t tail = DIGITS + sizeof(".svg") - 1;

	if (path.len < tail || !str_ends(path, STR(".svg")))
		return STR("");
	return str_slice(path, path.len - tail, path.len - (sizeof(".svg") - 1));
}

bool report_picture_is(struct arena *arena, struct str path, bool *same)
{
	struct arena scratch;
	struct diag unread;
	struct str svg;
	bool read;

	arena_init(&scratch, arena);
	diag_init(&unread, &scratch);
	read = file_read(&scratch, path, &svg, &unread);
	*same = read && str_equal(str_head(digest_sha256(&scratch, svg), DIGITS), digits_of(path));
	arena_free(&scratch);
	return read;
}

/* One that is kept is linked, so that it is there whatever becomes of the page before. */
static bool take(struct context *context, const struct report *report,
	const struct gnuplot_job *job, struct report_picture *picture)
{
	struct arena scratch;
	struct str svg;
	bool read;

	arena_init(&scratch, context->arena);
	read = file_read(&scratch, job->kept ? job->former : job->path, &svg, context->diag);
	if (read && report->single)
		picture->svg = str_copy(context->arena, svg);
	else if (read)
		picture->path = str_printf(context->arena, "%.*s-%.*s.svg", STR_ARG(picture->path),
			STR_ARG(str_head(digest_sha256(&scratch, svg), DIGITS)));
	if (job->kept && link(str_c(&scratch, job->former), str_c(&scratch, job->path)) != 0)
		read = read && file_publish(job->path, svg, true, STATUS_IO, context->diag);
	arena_free(&scratch);
	return read;
}

static bool take_all(
	struct context *context, const struct report *report, struct report_drawing *drawing)
{
	for (size_t i = 0; i < drawing->jobs.count; i++) {
		const struct gnuplot_job *job = &drawing->jobs.item[i];
		struct report_picture *picture = drawing->pictures.item[i];

		picture->width = job->width;
		picture->height = job->height;
		if (!job->drawn)
			*picture = (struct report_picture){0};
		else if (!take(context, report, job, picture))
			return false;
	}
	return true;
}

/* A picture that gnuplot cannot draw is no reason to keep back all others; a full disk is. */
static bool is_for_nothing(
	const struct context *context, const struct report_drawing *drawing, size_t errors_before)
{
	size_t errors = context->diag->errors - errors_before;

	for (size_t i = 0; i < drawing->jobs.count; i++)
		errors -= drawing->jobs.item[i].spoilt;
	return proc_asked_to_end() || (errors && context->diag->status != STATUS_UNAVAILABLE);
}

bool report_draw(struct context *context, struct report *report, const struct report_place *place,
	struct report_drawing *drawing)
{
	size_t errors = context->diag->errors;

	for (size_t i = 0; i < report->entries.count; i++) {
		struct report_entry *entry = &report->entries.item[i];

		if (entry->series)
			add_chart(context, report, entry, place, drawing);
		if (!entry->key.area.len)
			add_areas(context, report, i, place, drawing);
	}
	add_overview(context, report, place, drawing);
	gnuplot_draw(context->arena, drawing->jobs.item, drawing->jobs.count, PICTURE_SVG,
		context->diag);
	if (context->diag->errors != errors && is_for_nothing(context, drawing, errors))
		return false;
	if (!take_all(context, report, drawing))
		return false;
	for (size_t i = 0; i < report->entries.count; i++)
		drawing->drawn += report_has_picture(report->entries.item[i].chart);
	return true;
}
