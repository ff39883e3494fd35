#include "output/chart_tile.h"

#include "analysis/year.h"
#include "output/chart_frame.h"
#include "output/chart_latest.h"
#include "output/chart_look.h"
#include "output/chart_text.h"
#include "output/chart_words.h"
#include "output/words.h"

#include <math.h>

enum { PLOT_TOP = 58, PLOT_BOTTOM = 122 };

static const struct lettering title_letters = {13, true}, small_letters = {10.5, false};

static double tile_x(const struct tile *tile, double place)
{
	double places = (double)tile->data.figures_end;

	return tile->x + (place + 0.5) * (tile->width - 8) / places;
}

/* Figures that are all equal stand in the middle, what the tile does not hold at its edge. */
static double tile_y(const struct tile *tile, double figure)
{
	double range = tile->extent.high - tile->extent.low;
	double share = range > 0 ? (figure - tile->extent.low) / range : 0.5;

	share = fmin(fmax(share, 0), 1);
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

static void add_course(struct tiles_pen *out, const struct tile *tile)
{
	const struct chart_data *data = &tile->data;

	for (size_t i = 0; i < data->figures_end; i++) {
		double value = data->place[i].value;

		if (begins_year(data, i))
			buf_char(&out->lines, '\n');
		if (!isnan(value))
			add_point(&out->lines, tile_x(tile, (double)i),
				tile_y(tile, chart_single(data, i, value)));
		else if (data->place[i].missing)
			buf_char(&out->lines, '\n');
	}
	buf_char(&out->lines, '\n');
}

/* Levels that are others in every period are a line, as in the charts. */
static void add_levels(
	struct tiles_pen *out, const struct tile *tile, const struct chart_target *target)
{
	bool way = target->pace || target->slanted || target->target->measure == MEASURE_YOY;
	double half = way ? 0 : 0.5;
	const double *level = target->level;

	for (size_t i = 0; i < tile->data.figures_end; i++) {
		double asked = chart_single(&tile->data, i, level[i]);
		bool shown = asked >= tile->extent.low && asked <= tile->extent.high;

		if (!shown || begins_year(&tile->data, i))
			buf_char(&out->targets, '\n');
		if (!shown)
			continue;
		add_point(&out->targets, tile_x(tile, (double)i - half), tile_y(tile, asked));
		add_point(&out->targets, tile_x(tile, (double)i + half), tile_y(tile, asked));
	}
	buf_char(&out->targets, '\n');
}

static void add_band(struct tiles_pen *out, const struct tile *tile)
{
	const struct chart_usual_place *place = tile->data.usual.place;

	for (size_t i = 0; i < tile->data.figures_end; i++) {
		if (isnan(place[i].low) || (i && place[i].group != place[i - 1].group))
			buf_char(&out->bands, '\n');
		if (!isnan(place[i].low))
			buf_printf(&out->bands, "%.2f %.2f %.2f\n", tile_x(tile, (double)i),
				tile_y(tile, place[i].low), tile_y(tile, place[i].high));
	}
	buf_char(&out->bands, '\n');
}

/* --- what is written --- */

/* "1.63万亿元", "4.2%", "24.37 亿元": as the chart of the indicator writes it. */
static struct str latest_with_unit(const struct tiles_pen *out, const struct tile *tile)
{
	struct frame frame = {.arena = out->arena, .data = &tile->data};
	struct str unit = tile->data.indicator->unit;
	bool close;

	frame_scale(&frame);
	close = !unit.len || str_is(unit, "%") || (frame.labels.power > 0 && !out->english);
	return str_printf(out->arena, "%.*s%s%.*s", STR_ARG(latest_text(&frame)), close ? "" : " ",
		STR_ARG(unit));
}

static struct pen_text in(struct lettering letters, enum align align, const char *color)
{
	return (struct pen_text){letters.size, align, letters.bold, color};
}

/* The figure gives way to the status: its unit may be long. */
static void draw_latest(const struct tiles_pen *out, const struct tile *tile)
{
	const struct verdict *worst = chart_item_worst(tile->item);
	struct look look = look_of(worst);
	struct str status = str_of(worst ? word_of_status(worst->status, out->english) : "");
	double room = tile->width - 18 - text_width(status, small_letters) - 8;

	pen_symbol(&out->pen, tile->x + 6, tile->y + 28, look.symbol, 0.9, look.color);
	pen_text(&out->pen, tile->x + 18, tile->y + 28, in(title_letters, ALIGN_LEFT, look.color),
		text_fit(out->arena, latest_with_unit(out, tile), title_letters, room));
	pen_text(&out->pen, tile->x + tile->width, tile->y + 28.5,
		in(small_letters, ALIGN_RIGHT, look.color), status);
	if (worst)
		pen_text(&out->pen, tile->x, tile->y + 46, in(small_letters, ALIGN_LEFT, COLOR_SUB),
			text_fit(out->arena,
				str_printf(out->arena, "%s %.*s", word(WORD_TARGET, out->english),
					STR_ARG(words_target(out->arena, worst, out->english))),
				small_letters, tile->width));
}

static struct str year_at(const struct tiles_pen *out, const struct tile *tile, size_t place)
{
	const struct indicator *indicator = tile->data.indicator;
	int period = tile->data.first + (int)place;

	return word_year(
		out->arena, indicator, period_year(indicator->every, indicator->calendar, period));
}

static void draw_years(const struct tiles_pen *out, const struct tile *tile)
{
	struct str first = year_at(out, tile, 0);
	struct str last = year_at(out, tile, tile->data.figures_end - 1);
	double y = tile->y + PLOT_BOTTOM, right = tile->x + tile->width;

	pen_line(&out->pen, tile->x, y, right, y, 0.8, COLOR_LEADER);
	pen_text(&out->pen, tile->x, y + 9, in(small_letters, ALIGN_LEFT, COLOR_FAINT), first);
	if (!str_equal(first, last))
		pen_text(
			&out->pen, right, y + 9, in(small_letters, ALIGN_RIGHT, COLOR_FAINT), last);
}

struct str tile_status(const struct tiles_pen *out, const struct tile *tile)
{
	const struct verdict *worst = chart_item_worst(tile->item);

	if (!worst)
		return STR("");
	return str_printf(out->arena, "%s · %.*s", word_of_status(worst->status, out->english),
		STR_ARG(words_target(out->arena, worst, out->english)));
}

void tile_draw(struct tiles_pen *out, const struct tile *tile)
{
	const struct chart_data *data = &tile->data;
	struct look look = look_of(chart_item_worst(tile->item));

	pen_text(&out->pen, tile->x, tile->y + 8, in(title_letters, ALIGN_LEFT, COLOR_INK),
		text_fit(out->arena, tile->title, title_letters, tile->width));
	draw_latest(out, tile);
	draw_years(out, tile);
	add_course(out, tile);
	if (data->usual.drawn)
		add_band(out, tile);
	for (size_t i = 0; i < data->targets.count; i++)
		if (data->targets.item[i].drawn)
			add_levels(out, tile, &data->targets.item[i]);
	pen_symbol(&out->pen, tile_x(tile, (double)data->last),
		tile_y(tile, chart_single(data, data->last, data->place[data->last].value)),
		look.symbol, 0.6, look.color);
}
