#include "output/chart_sheet.h"

#include "output/chart_head.h"
#include "output/chart_look.h"
#include "output/chart_text.h"
#include "output/chart_tile.h"
#include "output/chart_words.h"

#include <math.h>

enum {
	WIDTH = 1000,
	MARGIN = 16,
	GAP = 28,
	MOST_COLUMNS = 4,
	LEAST_COLUMNS = 2,
	HEAD = 90,
	COUNTS_Y = 49,
	KEY_Y = 69,
};

static const struct lettering title_letters = {18, true}, head_letters = {12, false};

/* A tile flatter than this share of a common scale shows nothing of its course. */
static const double flat = 1.0 / 12;

struct sheet {
	struct tiles_pen out;
	const struct chart_items *all; /* of all sheets */
	size_t number, columns, count;
	struct tile *tiles;
};

/* --- scales --- */

static struct extent common_extent(const struct sheet *sheet)
{
	struct extent all = {INFINITY, -INFINITY};

	for (size_t i = 0; i < sheet->count; i++) {
		extent_take(&all, sheet->tiles[i].extent.low);
		extent_take(&all, sheet->tiles[i].extent.high);
	}
	return all;
}

/* False if that would leave most of them flat, though they are not. */
static bool share_scale(struct sheet *sheet)
{
	struct extent all = common_extent(sheet);
	size_t flattened = 0;

	for (size_t i = 0; i < sheet->count; i++) {
		const struct extent *own = &sheet->tiles[i].extent;

		if (own->high > own->low && own->high - own->low < flat * (all.high - all.low))
			flattened++;
	}
	if (2 * flattened > sheet->count)
		return false;
	for (size_t i = 0; i < sheet->count; i++)
		sheet->tiles[i].extent = all;
	return true;
}

/* --- the head --- */

static size_t count_status(const struct chart_items *items, enum verdict_status status)
{
	size_t count = 0;

	for (size_t i = 0; i < items->count; i++) {
		const struct verdict *worst = chart_item_worst(&items->item[i]);

		if (worst && worst->status == status)
			count++;
	}
	return count;
}

/* How many stand how, the worst first: the finding, and a key to the symbols. */
static void draw_counts(const struct sheet *sheet, double x)
{
	for (int status = VERDICT_COUNT - 1; status >= 0; status--) {
		size_t count = count_status(sheet->all, (enum verdict_status)status);
		struct look look = look_of_status((enum verdict_status)status);
		struct str text = str_printf(sheet->out.arena, "%s %zu",
			word_of_status((enum verdict_status)status, sheet->out.english), count);

		if (!count)
			continue;
		pen_symbol(&sheet->out.pen, x + 5, COUNTS_Y, look.symbol, 0.62, look.color);
		pen_text(&sheet->out.pen, x + 16, COUNTS_Y,
			(struct pen_text){head_letters.size, ALIGN_LEFT, false, look.color}, text);
		x += 16 + text_width(text, head_letters) + 20;
	}
}

static void draw_line(const struct sheet *sheet, double y, struct str text)
{
	pen_text(&sheet->out.pen, MARGIN, y,
		(struct pen_text){head_letters.size, ALIGN_LEFT, false, COLOR_SUB},
		text_fit(sheet->out.arena, text, head_letters, WIDTH - 2 * MARGIN));
}

/* "指标总览（2/10）": its number, if there are several sheets. */
static struct str numbered(const struct sheet *sheet, struct str title)
{
	size_t sheets = chart_sheets(sheet->all->count);

	if (sheets <= 1)
		return title;
	return str_printf(sheet->out.arena,
		sheet->out.english ? "%.*s (%zu of %zu)" : "%.*s（%zu/%zu）", STR_ARG(title),
		sheet->number + 1, sheets);
}

static void draw_head(const struct sheet *sheet, struct str title, struct str what, struct str key)
{
	struct arena *arena = sheet->out.arena;
	struct str fitting;
	double room = WIDTH * 0.45;

	fitting = text_fit(arena, title, title_letters, WIDTH - 2 * MARGIN);
	pen_text(&sheet->out.pen, MARGIN, 24,
		(struct pen_text){title_letters.size, ALIGN_LEFT, true, COLOR_INK}, fitting);
	what = text_fit(arena, what, head_letters, room);
	draw_line(sheet, COUNTS_Y, what);
	draw_counts(sheet, MARGIN + text_width(what, head_letters) + 20);
	draw_line(sheet, KEY_Y, key);
}

/* --- the sheet --- */

static void add_block(struct buf *out, const char *name, const struct buf *rows)
{
	buf_printf(out, "$%s << EOD\n", name);
	buf_add(out, buf_str(rows));
	buf_text(out, "EOD\n");
}

/* The plot's coordinates are the picture's pixels. A dot that is not seen makes sure of a plot. */
static void draw_courses(struct tiles_pen *tiles)
{
	struct buf *out = tiles->pen.out;

	buf_printf(out,
		"set lmargin at screen 0\nset rmargin at screen 1\nset tmargin at screen 1\n"
		"set bmargin at screen 0\nset xrange [0:%g]\nset yrange [%g:0]\n"
		"unset border\nunset tics\nunset key\n",
		tiles->pen.width, tiles->pen.height);
	buf_text(&tiles->lines, "1 1\n");
	add_block(out, "bands", &tiles->bands);
	add_block(out, "targets", &tiles->targets);
	add_block(out, "lines", &tiles->lines);
	buf_text(out, "plot ");
	if (tiles->bands.len)
		buf_text(out, "$bands using 1:2:3 with filledcurves fs solid noborder fc rgb "
			      "'" COLOR_USUAL "' notitle, \\\n     ");
	if (tiles->targets.len)
		buf_text(out, "$targets using 1:2 with lines lw 1.2 dt (2,2) lc rgb "
			      "'" COLOR_INK "' notitle, \\\n     ");
	buf_text(out, "$lines using 1:2 with lines lw 1.5 lc rgb '" COLOR_LINE "' notitle\n");
}

static void place_tiles(struct sheet *sheet)
{
	double gaps = GAP * (double)(sheet->columns - 1);
	double width = (WIDTH - 2 * MARGIN - gaps) / (double)sheet->columns;

	for (size_t i = 0; i < sheet->count; i++) {
		struct tile *tile = &sheet->tiles[i];
		size_t row = i / sheet->columns;

		tile->width = width;
		tile->x = MARGIN + (width + GAP) * (double)(i % sheet->columns);
		tile->y = HEAD + TILE_HEIGHT * (double)row;
	}
}

static struct str describe(const struct sheet *sheet)
{
	struct buf out;

	buf_init(&out, sheet->out.arena);
	for (size_t i = 0; i < sheet->count; i++) {
		struct str status = tile_status(&sheet->out, &sheet->tiles[i]);

		buf_printf(&out, "%s%.*s%s%.*s", i ? sheet->out.english ? "; " : "；" : "",
			STR_ARG(sheet->tiles[i].title), status.len ? " " : "", STR_ARG(status));
	}
	return buf_str(&out);
}

static void draw_sheet(struct sheet *sheet, struct str title, struct str what, struct str key,
	struct gnuplot_job *job)
{
	struct arena *arena = sheet->out.arena;
	struct buf script;
	size_t columns = sheet->count < MOST_COLUMNS ? sheet->count : MOST_COLUMNS, rows;

	sheet->columns = columns < LEAST_COLUMNS ? LEAST_COLUMNS : columns;
	rows = (sheet->count + sheet->columns - 1) / sheet->columns;
	job->width = WIDTH;
	job->height = HEAD + TILE_HEIGHT * (int)rows;
	buf_init(&script, arena);
	buf_init(&sheet->out.bands, arena);
	buf_init(&sheet->out.targets, arena);
	buf_init(&sheet->out.lines, arena);
	sheet->out.pen = (struct pen){&script, job->width, job->height};
	job->title = numbered(sheet, title);
	draw_head(sheet, job->title, what, key);
	place_tiles(sheet);
	for (size_t i = 0; i < sheet->count; i++)
		tile_draw(&sheet->out, &sheet->tiles[i]);
	draw_courses(&sheet->out);
	job->script = buf_str(&script);
	job->description = describe(sheet);
}

size_t chart_sheets(size_t items)
{
	return (items + CHART_SHEET_MOST - 1) / CHART_SHEET_MOST;
}

/* A tile for each of the sheet's items that has figures in the window. */
static struct sheet make_sheet(struct arena *arena, const struct book *book,
	const struct chart_items *items, size_t number, const struct chart_options *options)
{
	struct sheet sheet = {.out = {.arena = arena, .english = options->english},
		.all = items,
		.number = number};
	struct chart_options bars = *options;
	size_t from = number * CHART_SHEET_MOST, end = from + CHART_SHEET_MOST;

	bars.style = CHART_BARS; /* the course over all years */
	sheet.tiles = NEW_ARRAY(arena, CHART_SHEET_MOST, struct tile);
	for (size_t i = from; i < end && i < items->count; i++) {
		const struct chart_item *item = &items->item[i];
		struct tile *tile = &sheet.tiles[sheet.count];

		*tile = (struct tile){.item = item};
		chart_data_make(
			arena, book, item->series, item->verdicts, item->count, &bars, &tile->data);
		if (!tile->data.known)
			continue;
		tile->extent = chart_extent(&tile->data, true);
		sheet.count++;
	}
	return sheet;
}

void chart_overview_job(struct arena *arena, const struct book *book,
	const struct chart_items *items, size_t number, const struct chart_options *options,
	struct gnuplot_job *job)
{
	bool english = options->english;
	struct sheet sheet = make_sheet(arena, book, items, number, options);

	for (size_t i = 0; i < sheet.count; i++)
		sheet.tiles[i].title = indicator_title(sheet.tiles[i].data.indicator, english);
	draw_sheet(&sheet, str_of(word(WORD_OVERVIEW, english)),
		english ? str_counted(arena, items->count, STR("indicators"))
			: str_printf(arena, "%zu 个指标", items->count),
		str_of(word(WORD_OVERVIEW_KEY, english)), job);
}

void chart_areas_job(struct arena *arena, const struct book *book, const struct chart_items *items,
	size_t number, const struct chart_options *options, struct gnuplot_job *job)
{
	const struct indicator *indicator = items->item[0].series->key.indicator;
	bool english = options->english, shared;
	struct sheet sheet = make_sheet(arena, book, items, number, options);
	struct str what = STR("");

	for (size_t i = 0; i < sheet.count; i++)
		sheet.tiles[i].title = sheet.tiles[i].data.area;
	if (sheet.count)
		what = head_subtitle(arena, &sheet.tiles[0].data);
	shared = share_scale(&sheet);
	draw_sheet(&sheet,
		str_printf(arena, "%.*s · %s", STR_ARG(indicator_title(indicator, english)),
			word(WORD_AREAS, english)),
		what, str_of(word(shared ? WORD_AREAS_KEY : WORD_AREAS_APART_KEY, english)), job);
}
