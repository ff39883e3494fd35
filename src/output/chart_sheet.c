#include "output/chart_sheet.h"

#include "analysis/year.h"
#include "output/chart_data.h"
#include "output/chart_pen.h"
#include "output/chart_text.h"
#include "output/chart_words.h"
#include "output/words.h"

#include <math.h>

enum {
	WIDTH = 1000,
	MARGIN = 16,
	GAP = 28,
	MOST_COLUMNS = 4,
	LEAST_COLUMNS = 2,
	HEAD = 66,
	ROW = 132, /* height of a tile with the gap below it */
	PLOT_TOP = 44,
	PLOT_BOTTOM = 108,
};

static const double title_size = 13, text_size = 10.5;

/* What all tiles of one kind of mark are drawn from. */
struct sheet {
	struct arena *arena;
	struct pen pen;
	bool english;
	struct buf bands, targets, lines;
	size_t columns;
};

struct tile {
	const struct chart_item *item;
	struct chart_data data;
	struct str title;
	double x, y, width; /* its upper left corner; pixels */
	double low, high;   /* figures at the bottom and the top of its plot */
};

const struct verdict *chart_item_worst(const struct chart_item *item)
{
	const struct verdict *worst = NULL;

	for (size_t i = 0; i < item->count; i++) {
		const struct verdict *verdict = &item->verdicts[i];

		if (!verdict->over && (!worst || verdict->status > worst->status))
			worst = verdict;
	}
	return worst;
}

static int badness(const struct chart_item *item)
{
	const struct verdict *worst = chart_item_worst(item);

	return worst ? (int)worst->status : -1;
}

/* Insertion sort keeps the order of the catalogue among equals; mostly they are in order. */
void chart_items_sort(struct chart_items *items)
{
	for (size_t i = 1; i < items->count; i++) {
		struct chart_item item = items->item[i];
		size_t to = i;

		for (; to && badness(&items->item[to - 1]) < badness(&item); to--)
			items->item[to] = items->item[to - 1];
		items->item[to] = item;
	}
}

/* --- scales --- */

static void take_in(double figure, struct tile *tile)
{
	if (isnan(figure))
		return;
	tile->low = fmin(tile->low, figure);
	tile->high = fmax(tile->high, figure);
}

static void find_range(struct tile *tile)
{
	const struct chart_data *data = &tile->data;

	tile->low = INFINITY;
	tile->high = -INFINITY;
	for (size_t i = 0; i < data->figures_end; i++) {
		take_in(data->place[i].value, tile);
		if (data->usual.drawn)
			take_in(data->usual.place[i].low, tile);
		if (data->usual.drawn)
			take_in(data->usual.place[i].high, tile);
		for (size_t t = 0; t < data->targets.count; t++)
			if (data->targets.item[t].drawn)
				take_in(data->targets.item[t].level[i], tile);
	}
}

static void share_range(struct tile *tiles, size_t count)
{
	double low = INFINITY, high = -INFINITY;

	for (size_t i = 0; i < count; i++) {
		low = fmin(low, tiles[i].low);
		high = fmax(high, tiles[i].high);
	}
	for (size_t i = 0; i < count; i++) {
		tiles[i].low = low;
		tiles[i].high = high;
	}
}

static double tile_x(const struct tile *tile, double place)
{
	double places = (double)tile->data.figures_end;

	return tile->x + (place + 0.5) * (tile->width - 8) / places;
}

/* Figures that are all equal stand in the middle. */
static double tile_y(const struct tile *tile, double figure)
{
	double share =
		tile->high > tile->low ? (figure - tile->low) / (tile->high - tile->low) : 0.5;

	return tile->y + PLOT_BOTTOM - 6 - share * (PLOT_BOTTOM - 6 - PLOT_TOP);
}

/* --- the course --- */

static void add_point(struct buf *rows, double x, double y)
{
	buf_printf(rows, "%.2f %.2f\n", x, y);
}

/* Sums since the year's beginning start anew: nothing leads from one year to the next. */
static bool begins_year(const struct chart_data *data, size_t place)
{
	return data->indicator->kind == KIND_YTD &&
	       year_place(data->indicator, data->first + (int)place) == 1;
}

static void add_course(struct sheet *sheet, const struct tile *tile)
{
	const struct chart_data *data = &tile->data;

	for (size_t i = 0; i < data->figures_end; i++) {
		double value = data->place[i].value;

		if (begins_year(data, i))
			buf_char(&sheet->lines, '\n');
		if (!isnan(value))
			add_point(&sheet->lines, tile_x(tile, (double)i), tile_y(tile, value));
		else if (data->place[i].missing)
			buf_char(&sheet->lines, '\n');
	}
	buf_char(&sheet->lines, '\n');
}

/* Levels that are others in every period are a line, as in the charts. */
static void add_levels(
	struct sheet *sheet, const struct tile *tile, const struct chart_target *target)
{
	bool way = target->pace || target->slanted || target->target->measure == MEASURE_YOY;
	double half = way ? 0 : 0.5;
	const double *level = target->level;

	for (size_t i = 0; i < tile->data.figures_end; i++) {
		if (isnan(level[i]) || begins_year(&tile->data, i))
			buf_char(&sheet->targets, '\n');
		if (isnan(level[i]))
			continue;
		add_point(&sheet->targets, tile_x(tile, (double)i - half), tile_y(tile, level[i]));
		add_point(&sheet->targets, tile_x(tile, (double)i + half), tile_y(tile, level[i]));
	}
	buf_char(&sheet->targets, '\n');
}

static void add_band(struct sheet *sheet, const struct tile *tile)
{
	const struct chart_usual_place *place = tile->data.usual.place;

	for (size_t i = 0; i < tile->data.figures_end; i++) {
		if (isnan(place[i].low) || (i && place[i].group != place[i - 1].group))
			buf_char(&sheet->bands, '\n');
		if (!isnan(place[i].low))
			buf_printf(&sheet->bands, "%.2f %.2f %.2f\n", tile_x(tile, (double)i),
				tile_y(tile, place[i].low), tile_y(tile, place[i].high));
	}
	buf_char(&sheet->bands, '\n');
}

/* --- what is written --- */

/* How a status looks; the word beside it says the same. */
struct look {
	enum symbol symbol;
	const char *color;
};

/* The way it missed, as in the charts. */
static enum symbol missed_symbol(const struct verdict *verdict)
{
	int direction = target_direction(verdict->target);

	if (direction == 0)
		direction = verdict->value > verdict->bound ? -1 : 1;
	return direction < 0 ? SYMBOL_UP : SYMBOL_DOWN;
}

static struct look look_of(const struct verdict *verdict)
{
	switch (verdict ? verdict->status : VERDICT_NO_DATA) {
	case VERDICT_MET:
	case VERDICT_ON_TRACK:
		return (struct look){SYMBOL_CIRCLE, COLOR_MET};
	case VERDICT_MISSED:
	case VERDICT_OFF_TRACK:
		return (struct look){missed_symbol(verdict), COLOR_MISSED};
	case VERDICT_AT_RISK:
		return (struct look){SYMBOL_DIAMOND, COLOR_GAP_TEXT};
	default:
		return (struct look){SYMBOL_SQUARE, COLOR_SUB};
	}
}

static struct str status_text(const struct sheet *sheet, const struct verdict *verdict)
{
	if (!verdict)
		return STR("");
	return str_printf(sheet->arena, "%s · %.*s", words_status(verdict->status, sheet->english),
		STR_ARG(words_target(sheet->arena, verdict, sheet->english)));
}

static void draw_status(
	const struct sheet *sheet, const struct tile *tile, struct look look, struct str status)
{
	const struct chart_data *data = &tile->data;
	struct str value = words_value(sheet->arena, data->indicator, MEASURE_VALUE,
		data->place[data->last].value, sheet->english);
	double room = tile->width - 18, width;

	if (str_starts(value, STR("-"))) /* as on the axes of charts */
		value = str_printf(sheet->arena, "\xE2\x88\x92%.*s", STR_ARG(str_from(value, 1)));
	value = text_fit(sheet->arena, value, (struct lettering){title_size, true}, room);
	width = text_width(value, (struct lettering){title_size, true});
	pen_symbol(&sheet->pen, tile->x + 6, tile->y + 28, look.symbol, 0.9, look.color);
	pen_text(&sheet->pen, tile->x + 18, tile->y + 28,
		(struct pen_text){title_size, ALIGN_LEFT, true, look.color}, value);
	if (room - width > 40)
		pen_text(&sheet->pen, tile->x + tile->width, tile->y + 29,
			(struct pen_text){text_size, ALIGN_RIGHT, false, COLOR_SUB},
			text_fit(sheet->arena, status, (struct lettering){text_size, false},
				room - width - 10));
}

static struct str year_at(const struct sheet *sheet, const struct tile *tile, size_t place)
{
	const struct indicator *indicator = tile->data.indicator;
	int period = tile->data.first + (int)place;

	return word_year(sheet->arena, indicator,
		period_year(indicator->every, indicator->calendar, period));
}

static void draw_years(const struct sheet *sheet, const struct tile *tile)
{
	struct str first = year_at(sheet, tile, 0);
	struct str last = year_at(sheet, tile, tile->data.figures_end - 1);
	double y = tile->y + PLOT_BOTTOM, right = tile->x + tile->width;

	pen_line(&sheet->pen, tile->x, y, right, y, 0.8, COLOR_LEADER);
	pen_text(&sheet->pen, tile->x, y + 9,
		(struct pen_text){text_size, ALIGN_LEFT, false, COLOR_AXIS}, first);
	if (!str_equal(first, last))
		pen_text(&sheet->pen, right, y + 9,
			(struct pen_text){text_size, ALIGN_RIGHT, false, COLOR_AXIS}, last);
}

static void draw_tile(struct sheet *sheet, const struct tile *tile)
{
	const struct chart_data *data = &tile->data;
	const struct verdict *worst = chart_item_worst(tile->item);
	struct look look = look_of(worst);

	pen_text(&sheet->pen, tile->x, tile->y + 8,
		(struct pen_text){title_size, ALIGN_LEFT, true, COLOR_INK},
		text_fit(sheet->arena, tile->title, (struct lettering){title_size, true},
			tile->width));
	draw_status(sheet, tile, look, status_text(sheet, worst));
	draw_years(sheet, tile);
	add_course(sheet, tile);
	if (data->usual.drawn)
		add_band(sheet, tile);
	for (size_t i = 0; i < data->targets.count; i++)
		if (data->targets.item[i].drawn)
			add_levels(sheet, tile, &data->targets.item[i]);
	pen_symbol(&sheet->pen, tile_x(tile, (double)data->last),
		tile_y(tile, data->place[data->last].value), look.symbol, 0.6, look.color);
}

/* --- the sheet --- */

static void add_block(struct buf *out, const char *name, const struct buf *rows)
{
	buf_printf(out, "$%s << EOD\n", name);
	buf_add(out, buf_str(rows));
	buf_text(out, "EOD\n");
}

/* The plot's coordinates are the picture's pixels. A dot that is not seen makes sure of a plot. */
static void draw_courses(struct sheet *sheet)
{
	struct buf *out = sheet->pen.out;

	buf_printf(out,
		"set lmargin at screen 0\nset rmargin at screen 1\nset tmargin at screen 1\n"
		"set bmargin at screen 0\nset xrange [0:%g]\nset yrange [%g:0]\n"
		"unset border\nunset tics\nunset key\n",
		sheet->pen.width, sheet->pen.height);
	buf_text(&sheet->lines, "1 1\n");
	add_block(out, "bands", &sheet->bands);
	add_block(out, "targets", &sheet->targets);
	add_block(out, "lines", &sheet->lines);
	buf_text(out, "plot ");
	if (sheet->bands.len)
		buf_text(out, "$bands using 1:2:3 with filledcurves fs solid noborder fc rgb "
			      "'" COLOR_USUAL "' notitle, \\\n     ");
	if (sheet->targets.len)
		buf_text(out, "$targets using 1:2 with lines lw 1.2 dt (2,2) lc rgb "
			      "'" COLOR_INK "' notitle, \\\n     ");
	buf_text(out, "$lines using 1:2 with lines lw 1.5 lc rgb '" COLOR_LINE "' notitle\n");
}

static void place_tiles(struct sheet *sheet, struct tile *tiles, size_t count)
{
	double width =
		(WIDTH - 2 * MARGIN - GAP * (double)(sheet->columns - 1)) / (double)sheet->columns;

	for (size_t i = 0; i < count; i++) {
		size_t row = i / sheet->columns;

		tiles[i].width = width;
		tiles[i].x = MARGIN + (width + GAP) * (double)(i % sheet->columns);
		tiles[i].y = HEAD + ROW * (double)row;
	}
}

static struct str describe(const struct sheet *sheet, const struct tile *tiles, size_t count)
{
	struct buf out;

	buf_init(&out, sheet->arena);
	for (size_t i = 0; i < count; i++) {
		struct str status = status_text(sheet, chart_item_worst(tiles[i].item));

		buf_printf(&out, "%s%.*s%s%.*s", i ? sheet->english ? "; " : "；" : "",
			STR_ARG(tiles[i].title), status.len ? " " : "", STR_ARG(status));
	}
	return buf_str(&out);
}

static void draw_sheet(struct sheet *sheet, struct tile *tiles, size_t count, struct str title,
	struct str subtitle, struct gnuplot_job *job)
{
	struct buf script;
	size_t columns = count < MOST_COLUMNS ? count : MOST_COLUMNS;

	sheet->columns = columns < LEAST_COLUMNS ? LEAST_COLUMNS : columns;
	job->width = WIDTH;
	job->height = HEAD + ROW * (int)((count + sheet->columns - 1) / sheet->columns);
	buf_init(&script, sheet->arena);
	sheet->pen = (struct pen){&script, job->width, job->height};
	buf_init(&sheet->bands, sheet->arena);
	buf_init(&sheet->targets, sheet->arena);
	buf_init(&sheet->lines, sheet->arena);
	pen_text(&sheet->pen, MARGIN, 24, (struct pen_text){18, ALIGN_LEFT, true, COLOR_INK},
		text_fit(sheet->arena, title, (struct lettering){18, true}, WIDTH - 2 * MARGIN));
	pen_text(&sheet->pen, MARGIN, 47, (struct pen_text){12, ALIGN_LEFT, false, COLOR_SUB},
		text_fit(
			sheet->arena, subtitle, (struct lettering){12, false}, WIDTH - 2 * MARGIN));
	place_tiles(sheet, tiles, count);
	for (size_t i = 0; i < count; i++)
		draw_tile(sheet, &tiles[i]);
	draw_courses(sheet);
	job->script = buf_str(&script);
	job->title = title;
	job->description = describe(sheet, tiles, count);
}

/* A tile for each item that has figures in the window. */
static struct tile *make_tiles(const struct sheet *sheet, const struct book *book,
	const struct chart_items *items, const struct chart_options *options, size_t *count)
{
	struct tile *tiles = NEW_ARRAY(sheet->arena, items->count, struct tile);
	struct chart_options bars = *options;

	bars.style = CHART_BARS; /* the course over all years */
	*count = 0;
	for (size_t i = 0; i < items->count; i++) {
		const struct chart_item *item = &items->item[i];
		struct tile *tile = &tiles[*count];

		chart_data_make(sheet->arena, book, item->series, item->verdicts, item->count,
			&bars, &tile->data);
		if (!tile->data.known)
			continue;
		tile->item = item;
		tile->title = item->series->key.area;
		find_range(tile);
		++*count;
	}
	return tiles;
}

void chart_overview_job(struct arena *arena, const struct book *book,
	const struct chart_items *items, const struct chart_options *options,
	struct gnuplot_job *job)
{
	struct sheet sheet = {.arena = arena, .english = options->english};
	size_t count;
	struct tile *tiles = make_tiles(&sheet, book, items, options, &count);

	for (size_t i = 0; i < count; i++)
		tiles[i].title = indicator_title(tiles[i].data.indicator, sheet.english);
	draw_sheet(&sheet, tiles, count, str_of(word(WORD_OVERVIEW, sheet.english)),
		str_of(word(WORD_OVERVIEW_KEY, sheet.english)), job);
}

void chart_areas_job(struct arena *arena, const struct book *book, const struct chart_items *items,
	const struct chart_options *options, struct gnuplot_job *job)
{
	const struct indicator *indicator = items->item[0].series->key.indicator;
	struct sheet sheet = {.arena = arena, .english = options->english};
	size_t count;
	struct tile *tiles = make_tiles(&sheet, book, items, options, &count);

	share_range(tiles, count);
	draw_sheet(&sheet, tiles, count,
		str_printf(arena, "%.*s · %s", STR_ARG(indicator_title(indicator, sheet.english)),
			word(WORD_AREAS, sheet.english)),
		str_of(word(WORD_AREAS_KEY, sheet.english)), job);
}
