#include "output/chart_marks.h"

#include "output/chart_words.h"
#include "output/gnuplot.h"

#include <math.h>

/* Bars take these shares of a step, but no more pixels than the widest. */
static const double bar_share = 0.54, ghost_share = 0.92, tick_share = 0.86, widest = 64;

/* Rows of one element of the plot command are collected first: gnuplot refuses an empty block. */
struct marks {
	const struct frame *frame;
	const struct chart_data *data;
	struct arena *arena;
	struct buf *script;
	struct buf plot;
	struct str block; /* the latest */
	size_t blocks;
	double wide;  /* factor for bars: below 1 where steps are wide */
	double small; /* factor for points: below 1 where steps are narrow */
};

const char *mark_color(enum chart_mark mark)
{
	return mark_is_missed(mark) ? COLOR_MISSED : mark == MARK_MET ? COLOR_MET : COLOR_SUB;
}

enum symbol mark_symbol(enum chart_mark mark)
{
	return mark == MARK_TOO_LOW    ? SYMBOL_DOWN
	       : mark == MARK_TOO_HIGH ? SYMBOL_UP
				       : SYMBOL_CIRCLE;
}

static const char *mark_title(enum chart_mark mark, bool english)
{
	return mark == MARK_NONE ? word(WORD_THIS, english)
				 : word(mark == MARK_MET ? WORD_MET : WORD_MISSED, english);
}

static struct buf new_rows(const struct marks *m)
{
	struct buf rows;

	buf_init(&rows, m->arena);
	return rows;
}

/* `more` is the width of a bar, or the upper end of a range. */
static void add_row(struct buf *rows, double x, double y, double more)
{
	pen_number(rows, x);
	buf_char(rows, ' ');
	pen_number(rows, y);
	buf_char(rows, ' ');
	pen_number(rows, more);
	buf_char(rows, '\n');
}

/* What is drawn twice, as a point and the white around it, is written once. */
static void add_block(struct marks *m, struct str rows)
{
	if (m->blocks && str_equal(rows, m->block))
		return;
	m->block = str_copy(m->arena, rows);
	buf_printf(m->script, "$b%zu << EOD\n", ++m->blocks);
	buf_add(m->script, rows);
	buf_text(m->script, "EOD\n");
}

/* `style` is what stands between the data and the title; the title is what a pointer sees. */
static void add_element(
	struct marks *m, const struct buf *rows, const char *title, struct str style)
{
	if (!rows->len)
		return;
	add_block(m, buf_str(rows));
	buf_printf(&m->plot, "%s$b%zu %.*s title ", m->plot.len ? ", \\\n     " : "plot ",
		m->blocks, STR_ARG(style));
	gnuplot_literal(&m->plot, str_of(title), false);
	buf_text(&m->plot, " noenhanced");
}

static void add_line(struct marks *m, const struct buf *rows, const char *title, double width,
	const char *dash, const char *color)
{
	add_element(m, rows, title,
		str_printf(
			m->arena, "using 1:2 with lines lw %g%s lc rgb '%s'", width, dash, color));
}

static void add_boxes(struct marks *m, const struct buf *rows, const char *title, const char *color)
{
	add_element(m, rows, title,
		str_printf(
			m->arena, "using 1:2:3 with boxes fs solid noborder fc rgb '%s'", color));
}

/* White around a point keeps it apart from the lines that it stands on. */
static void add_points(struct marks *m, const struct buf *rows, const char *title,
	enum symbol symbol, double size, const char *color)
{
	const char *format = "using 1:2 with points pt %d ps %g lc rgb '%s'";

	add_element(m, rows, title,
		str_printf(m->arena, format, (int)symbol, (size + 0.22) * m->small, COLOR_WHITE));
	add_element(
		m, rows, title, str_printf(m->arena, format, (int)symbol, size * m->small, color));
}

static double figure_at(const struct chart_place *place, bool before)
{
	return before ? place->before : place->value;
}

/* A period that never has a figure of its own (a combined January, `once`) does not break the line.
 */
static bool breaks(const struct marks *m, size_t i, bool before)
{
	const struct indicator *indicator = m->data->indicator;

	if (before)
		return !(indicator->combined && chart_month(m->data, i) == 1);
	return m->data->place[i].missing;
}

/* Last year's figures end beside the latest one, where their label names them. */
static void draw_line(struct marks *m, bool before)
{
	struct buf rows = new_rows(m);
	bool any = false;

	for (size_t i = 0; i <= m->data->last; i++) {
		double figure = figure_at(&m->data->place[i], before);

		any |= !isnan(figure);
		if (!isnan(figure) || breaks(m, i, before))
			add_row(&rows, (double)i, figure, 0);
	}
	if (any && before)
		add_line(m, &rows, word(WORD_BEFORE, m->data->english), 1.5, "", COLOR_BEFORE);
	else if (any)
		add_line(m, &rows, word(WORD_THIS, m->data->english), m->data->by_year ? 2.8 : 1.8,
			"", COLOR_LINE);
}

/* A bar that covers two periods stands in their middle and is wider by one. */
static void add_bar(struct buf *rows, size_t i, double figure, int span, double width)
{
	add_row(rows, (double)i - (span - 1) / 2.0, figure, width + span - 1);
}

static void draw_bars(struct marks *m, enum chart_mark mark, const char *color)
{
	struct buf rows = new_rows(m);

	for (size_t i = 0; i < m->data->figures_end; i++) {
		const struct chart_place *place = &m->data->place[i];

		if (!isnan(place->value) && place->mark == mark)
			add_bar(&rows, i, place->value, place->span, bar_share * m->wide);
	}
	add_boxes(m, &rows, mark_title(mark, m->data->english), color);
}

static void draw_ghosts(struct marks *m)
{
	struct buf rows = new_rows(m);

	for (size_t i = 0; i < m->data->figures_end; i++) {
		const struct chart_place *place = &m->data->place[i];

		if (!isnan(place->before))
			add_bar(&rows, i, place->before, place->before_span, ghost_share * m->wide);
	}
	add_boxes(m, &rows, word(WORD_BEFORE, m->data->english), COLOR_GHOST);
}

static void draw_points(struct marks *m, enum chart_mark mark, double size)
{
	struct buf rows = new_rows(m);

	for (size_t i = 0; i < m->data->figures_end; i++) {
		const struct chart_place *place = &m->data->place[i];

		if (!isnan(place->value) && place->mark == mark)
			add_row(&rows, (double)i - (place->span - 1) / 2.0, place->value, 0);
	}
	add_points(m, &rows, mark_title(mark, m->data->english), mark_symbol(mark), size,
		mark_color(mark));
}

/* Without a target only a figure between two gaps needs a point: no line reaches it. */
static void draw_lone_points(struct marks *m)
{
	const struct chart_data *data = m->data;
	struct buf rows = new_rows(m);

	for (size_t i = 0; i < data->figures_end; i++) {
		bool left = i > 0 && !data->place[i - 1].missing;
		bool right = i + 1 < data->figures_end && !data->place[i + 1].missing;

		if (!isnan(data->place[i].value) && data->place[i].mark == MARK_NONE && !left &&
			!right)
			add_row(&rows, (double)i, data->place[i].value, 0);
	}
	add_points(m, &rows, word(WORD_THIS, data->english), SYMBOL_CIRCLE, 0.4, COLOR_PLAIN);
}

static void draw_last(struct marks *m)
{
	const struct chart_place *place = &m->data->place[m->data->last];
	struct buf rows = new_rows(m);

	add_row(&rows, (double)m->data->last, place->value, 0);
	m->small = 1;
	add_points(m, &rows, word(WORD_LATEST, m->data->english), mark_symbol(place->mark),
		mark_is_missed(place->mark) ? 1.05 : 0.9,
		place->mark == MARK_NONE ? COLOR_LINE : mark_color(place->mark));
}

/* Equal levels side by side are one dash; between different ones the dash is interrupted. */
static void add_steps(const struct marks *m, struct buf *rows, const double *level)
{
	for (size_t i = 0, end; i < m->data->count; i = end) {
		for (end = i + 1; end < m->data->count && level[end] == level[i]; end++)
			;
		if (isnan(level[i]))
			continue;
		add_row(rows, (double)i - 0.5, level[i], 0);
		add_row(rows, (double)end - 0.5, level[i], 0);
		buf_char(rows, '\n');
	}
}

/* A level without neighbours is a dash: no line reaches it. */
static void add_way(const struct marks *m, struct buf *rows, const double *level)
{
	for (size_t i = 0; i < m->data->count; i++) {
		bool left = i > 0 && !isnan(level[i - 1]);
		bool right = i + 1 < m->data->count && !isnan(level[i + 1]);

		if (!isnan(level[i]) && !left && !right)
			add_row(rows, (double)i - 0.5, level[i], 0);
		if (!isnan(level[i]) || !m->data->indicator->combined)
			add_row(rows, (double)i, level[i], 0);
		if (!isnan(level[i]) && !left && !right)
			add_row(rows, (double)i + 0.5, level[i], 0);
	}
}

static void draw_level_line(struct marks *m, const double *level, bool slanted)
{
	struct buf rows = new_rows(m);

	if (slanted)
		add_way(m, &rows, level);
	else
		add_steps(m, &rows, level);
	add_line(m, &rows, word(WORD_TARGET, m->data->english), 1.6, " dt (9,5)", COLOR_INK);
}

/* Does a bar of two periods, of this year or the last, stand over this place too? */
static bool is_covered(const struct marks *m, size_t i)
{
	const struct chart_place *next = &m->data->place[i + 1];

	return i + 1 < m->data->count && isnan(m->data->place[i].value) &&
	       (next->span > 1 || (isnan(next->value) && next->before_span > 1));
}

/* Over bars a level is a short tick as wide as its bar and a bit more. */
static void draw_level_ticks(struct marks *m, const double *level)
{
	struct buf rows = new_rows(m);

	for (size_t i = 0; i < m->data->count; i++) {
		double width = tick_share * m->wide + m->data->place[i].span - 1;
		double middle = (double)i - (m->data->place[i].span - 1) / 2.0;

		if (!isnan(level[i]) && !is_covered(m, i))
			add_row(&rows, middle - width / 2, level[i], width);
	}
	add_element(m, &rows, word(WORD_TARGET, m->data->english),
		str_printf(m->arena, "using 1:2:3:(0) with vectors nohead lw 1.8 lc rgb '%s'",
			COLOR_INK));
}

/* Levels that are others in every period would be a heap of short dashes. */
static bool is_way(const struct chart_data *data, const struct chart_target *target)
{
	bool changes = target->pace || target->target->measure == MEASURE_YOY;

	return target->slanted || data->by_year || (changes && !data->bars);
}

static void draw_level(struct marks *m, const struct chart_target *target, const double *level)
{
	if (target->ticks)
		draw_level_ticks(m, level);
	else
		draw_level_line(m, level, is_way(m->data, target));
}

static void draw_levels(struct marks *m)
{
	for (size_t i = 0; i < m->data->targets.count; i++) {
		const struct chart_target *target = &m->data->targets.item[i];

		if (target->drawn)
			draw_level(m, target, target->level);
		if (target->drawn && target->level_high)
			draw_level(m, target, target->level_high);
	}
}

/* A bar without height shows no colour: a point stands for it. */
static void draw_flat_bars(struct marks *m)
{
	const struct scale *scale = &m->frame->scale;
	double flat = (scale->high - scale->low) / (m->frame->bottom - m->frame->top);
	struct buf rows = new_rows(m);

	for (size_t i = 0; i < m->data->figures_end; i++) {
		const struct chart_place *place = &m->data->place[i];

		if (fabs(place->value) < flat && place->mark == MARK_MET)
			add_row(&rows, (double)i - (place->span - 1) / 2.0, place->value, 0);
	}
	add_points(
		m, &rows, mark_title(MARK_MET, m->data->english), SYMBOL_CIRCLE, 0.43, COLOR_MET);
}

static void add_range(struct buf *rows, double x, const struct chart_usual_place *usual)
{
	add_row(rows, x, usual->low, usual->high);
}

/* Limits that stay are an oblong; those that follow the figures go from one to the next. */
static void add_usual_group(const struct marks *m, struct buf *rows, size_t from, size_t end)
{
	const struct chart_usual_place *place = m->data->usual.place;
	bool fixed = m->data->usual.fixed;
	double half = fixed || end == from + 1 ? 0.5 : 0;

	add_range(rows, (double)from - half, &place[from]);
	for (size_t i = from + 1; i + 1 < end && !fixed; i++)
		add_range(rows, (double)i, &place[i]);
	add_range(rows, (double)end - 1 + half, &place[end - 1]);
	buf_char(rows, '\n');
}

/* One polygon for each stretch of figures with the same limits; its edges tell it from other pale
 * areas without colours. */
static void draw_usual(struct marks *m)
{
	const struct chart_usual_place *place = m->data->usual.place;
	const char *title = word(WORD_USUAL_RANGE, m->data->english);
	struct buf rows = new_rows(m);

	for (size_t i = 0, end; i < m->data->figures_end && m->data->usual.drawn; i = end) {
		end = i + 1;
		if (isnan(place[i].low))
			continue;
		while (end < m->data->figures_end && !isnan(place[end].low) &&
			place[end].group == place[i].group)
			end++;
		add_usual_group(m, &rows, i, end);
	}
	add_element(m, &rows, title,
		str_printf(m->arena, "using 1:2:3 with filledcurves fs solid noborder fc rgb '%s'",
			m->data->bars ? COLOR_USUAL_BARS : COLOR_USUAL));
	add_line(m, &rows, title, 0.8, "", COLOR_USUAL_EDGE);
	add_element(
		m, &rows, title, STR("using 1:3 with lines lw 0.8 lc rgb '" COLOR_USUAL_EDGE "'"));
}

/* Beside sums the rest of the year is a stretch of its own, behind the latest figure's. */
static double ahead_shift(const struct chart_ahead *ahead)
{
	return ahead->grows ? 0 : 0.5;
}

static void draw_fan(struct marks *m)
{
	const struct chart_ahead *ahead = &m->data->ahead;
	double shift = ahead_shift(ahead), low = ahead->low, high = ahead->high;
	struct buf rows = new_rows(m);

	if (!ahead->verdict || isnan(ahead->low))
		return;
	if (ahead->grows)
		low = high = m->data->place[ahead->from].value;
	add_row(&rows, (double)ahead->from + shift, low, high);
	add_row(&rows, (double)ahead->to + shift, ahead->low, ahead->high);
	add_element(m, &rows, word(ahead->grows ? WORD_FAN : WORD_FAN_REST, m->data->english),
		STR("using 1:2:3 with filledcurves fs solid noborder fc rgb '" COLOR_FAN "'"));
}

static void draw_projection(struct marks *m)
{
	const struct chart_ahead *ahead = &m->data->ahead;
	double shift = ahead_shift(ahead);
	struct buf rows = new_rows(m);

	if (!ahead->verdict)
		return;
	add_row(&rows, (double)ahead->from + shift,
		ahead->grows ? m->data->place[ahead->from].value : ahead->middle, 0);
	add_row(&rows, (double)ahead->to + shift, ahead->middle, 0);
	add_line(m, &rows, word(WORD_PROJECTED, m->data->english), 1.6, " dt (3,3)", COLOR_AHEAD);
}

static void draw_as_bars(struct marks *m)
{
	draw_usual(m);
	draw_ghosts(m);
	draw_bars(m, MARK_MET, COLOR_MET_BAR);
	draw_bars(m, MARK_TOO_LOW, COLOR_MISSED_BAR);
	draw_bars(m, MARK_TOO_HIGH, COLOR_MISSED_BAR);
	draw_bars(m, MARK_NONE, COLOR_PLAIN_BAR);
	draw_fan(m);
	draw_projection(m);
	draw_levels(m);
	draw_flat_bars(m);
	draw_points(m, MARK_TOO_LOW, 0.55);
	draw_points(m, MARK_TOO_HIGH, 0.55);
}

/* The later the year, the darker its line. */
static const char *year_color(size_t back)
{
	static const char *const colors[] = {"#8592A0", "#9CA8B4", "#B0BAC4", "#C3CBD3", "#D2D8DE"};
	const size_t count = sizeof(colors) / sizeof(*colors);

	return colors[back < count ? back : count - 1];
}

static void draw_years(struct marks *m)
{
	const struct chart_data *data = m->data;

	for (size_t y = 0; y < data->years.count; y++) {
		const struct chart_year *year = &data->years.item[y];
		struct buf rows = new_rows(m);

		for (size_t i = 0; i < data->count; i++)
			if (!isnan(year->figure[i]) || breaks(m, i, true))
				add_row(&rows, (double)i, year->figure[i], 0);
		add_line(m, &rows,
			str_c(m->arena, word_year(m->arena, data->indicator, year->year)), 1.6, "",
			year_color(data->years.count - 1 - y));
	}
}

/* Points so close that they would hide the line are left to the missed ones. */
static void draw_as_line(struct marks *m)
{
	bool crowded = frame_step(m->frame) < 4;

	draw_usual(m);
	draw_fan(m);
	draw_years(m);
	if (!m->data->by_year)
		draw_line(m, true);
	draw_projection(m);
	draw_levels(m);
	draw_line(m, false);
	if (crowded || m->data->met + m->data->missed == 0)
		draw_lone_points(m);
	else
		draw_points(m, MARK_NONE, 0.36);
	if (!crowded)
		draw_points(m, MARK_MET, 0.43);
	draw_points(m, MARK_TOO_LOW, 0.58);
	draw_points(m, MARK_TOO_HIGH, 0.58);
	draw_last(m);
}

void marks_draw(const struct frame *frame)
{
	double step = frame_step(frame);
	struct marks m = {.frame = frame,
		.data = frame->data,
		.arena = frame->arena,
		.script = frame->pen.out,
		.wide = fmin(1, widest / step),
		.small = fmax(0.45, fmin(1, step / 9))};

	buf_init(&m.plot, frame->arena);
	if (frame->data->bars)
		draw_as_bars(&m);
	else
		draw_as_line(&m);
	buf_add(m.script, buf_str(&m.plot));
	buf_char(m.script, '\n');
}
