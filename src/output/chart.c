#include "output/chart.h"

#include "output/chart_ask.h"
#include "output/chart_head.h"
#include "output/chart_latest.h"
#include "output/chart_marks.h"
#include "output/chart_side.h"
#include "output/chart_text.h"
#include "output/chart_time.h"
#include "output/chart_words.h"
#include "output/words.h"

#include <math.h>

enum {
	CARD_HEIGHT = 200,
	CARD_NUMBER = 116, /* heights of its rows */
	CARD_TARGETS = 164,
	CARD_ROW = 20,
	SOURCE_HEIGHT = 35,
	BARE_HEIGHT = 17,
	LEAST_SIDE = 60,
	SIDE_GAP = 16
};

static struct str tick_text(const struct frame *frame, size_t i)
{
	return scale_number(frame->arena, frame->scale.tick[i], frame->ticks);
}

static double widest_tick(const struct frame *frame)
{
	double widest = 0;

	for (size_t i = 0; i < frame->scale.ticks; i++)
		widest = fmax(
			widest, text_width(tick_text(frame, i), (struct lettering){12, false}));
	return widest;
}

/* The plot takes what the labels around it leave. */
static void set_edges(struct frame *frame, struct side *side, double top)
{
	const struct chart_data *data = frame->data;

	frame->left = CHART_MARGIN + widest_tick(frame) + 8;
	frame->top = top;
	frame->bottom = CHART_HEIGHT - time_height(data) -
			(head_has_source(data) ? SOURCE_HEIGHT : BARE_HEIGHT);
	side_fit(frame, side);
	frame->right =
		CHART_WIDTH - SIDE_GAP - fmax(side_width(side), LEAST_SIDE) - CHART_MARGIN / 2.0;
}

static void draw_plot(struct frame *frame)
{
	struct side side;
	double top;

	frame_scale(frame);
	top = head_draw_legend(frame, head_draw(frame));
	side_collect(frame, &side);
	set_edges(frame, &side, top);
	side_place(frame, &side);
	frame_draw(frame);
	time_draw(frame);
	side_draw(frame, &side);
	head_draw_source(frame);
	marks_draw(frame);
}

/* gnuplot draws labels only along with a plot: one of a line that leads nowhere is not seen. */
static void draw_nothing(const struct frame *frame)
{
	buf_text(frame->pen.out, "unset border\nunset tics\nunset key\nset xrange [0:1]\n"
				 "set yrange [0:1]\n$b1 << EOD\n0 0\nEOD\n"
				 "plot $b1 using 1:2 with lines notitle\n");
}

static void draw_empty(const struct frame *frame)
{
	head_draw(frame);
	pen_text(&frame->pen, CHART_WIDTH / 2.0, CARD_HEIGHT * 0.6,
		(struct pen_text){18, ALIGN_CENTER, false, COLOR_FAINT},
		str_of(word(WORD_NO_FIGURES, frame->data->english)));
	draw_nothing(frame);
}

static void draw_card_targets(const struct frame *frame)
{
	const struct chart_data *data = frame->data;
	double y = CARD_TARGETS;

	for (size_t i = 0; i < data->targets.count; i++, y += CARD_ROW) {
		const struct chart_target *target = &data->targets.item[i];

		pen_text(&frame->pen, CHART_MARGIN, y,
			(struct pen_text){12, ALIGN_LEFT, false, COLOR_INK},
			text_fit(frame->arena, ask_text(frame, target, target->bound),
				(struct lettering){12, false}, CHART_WIDTH - 2 * CHART_MARGIN));
	}
}

static int card_height(const struct chart_data *data)
{
	int needed = CARD_TARGETS + CARD_ROW * (int)data->targets.count;

	return needed > CARD_HEIGHT ? needed : CARD_HEIGHT;
}

static const char *judgement(const struct chart_data *data, enum chart_mark mark)
{
	if (mark == MARK_NONE)
		return "";
	return word(mark_is_missed(mark) ? WORD_MISSED : WORD_MET, data->english);
}

/* One figure that is never due again has no axis: the number itself, and what it should be. */
static void draw_card(struct frame *frame)
{
	const struct chart_data *data = frame->data;
	enum chart_mark mark = data->place[data->last].mark;
	const struct lettering large = {40, true}, small = {14, false};
	double x = CHART_MARGIN, y = CARD_NUMBER;
	struct str number, unit;

	frame_scale(frame);
	head_draw(frame);
	number = latest_text(frame);
	unit = text_fit(frame->arena, data->indicator->unit, small, CHART_WIDTH / 3.0);
	if (mark != MARK_NONE) {
		pen_symbol(&frame->pen, x + 10, y, mark_symbol(mark), 1.4, mark_color(mark));
		x += 28;
	}
	pen_text(&frame->pen, x, y,
		(struct pen_text){large.size, ALIGN_LEFT, true, latest_color(frame)}, number);
	x += text_width(number, large) + 10;
	pen_text(&frame->pen, x, y + 9, (struct pen_text){small.size, ALIGN_LEFT, false, COLOR_SUB},
		unit);
	x += text_width(unit, small) + (unit.len ? 16 : 0);
	pen_text(&frame->pen, x, y + 9,
		(struct pen_text){small.size, ALIGN_LEFT, false, latest_color(frame)},
		str_of(judgement(data, mark)));
	draw_card_targets(frame);
	draw_nothing(frame);
}

static bool is_card(const struct chart_data *data)
{
	return data->indicator->every == EVERY_ONCE && data->known == 1;
}

static void describe_counts(struct buf *out, struct arena *arena, const struct chart_data *data)
{
	const struct {
		enum word what;
		size_t count;
	} counts[] = {
		{WORD_MET, data->met}, {WORD_MISSED, data->missed}, {WORD_MISSING, data->missing}};

	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		if (counts[i].count)
			buf_printf(out, "%s%s %.*s", data->english ? "; " : "；",
				word(counts[i].what, data->english),
				STR_ARG(word_count(arena, counts[i].count, data->indicator->every,
					data->english)));
}

static void describe_targets(struct buf *out, struct arena *arena, const struct chart_data *data)
{
	for (size_t i = 0; i < data->targets.count; i++) {
		const struct verdict *verdict = data->targets.item[i].verdict;

		if (!verdict->over)
			buf_printf(out, "%s%s %.*s: %s", data->english ? "; " : "；",
				word(WORD_TARGET, data->english),
				STR_ARG(words_target(arena, verdict, data->english)),
				word_of_status(verdict->status, data->english));
	}
}

/* For those who cannot see the picture: what it is of, its latest figure, the counts, and whether
 * each target is met. */
static struct str describe(const struct frame *frame)
{
	const struct chart_data *data = frame->data;
	struct str subtitle = head_subtitle(frame->arena, data), when;
	struct buf out;

	buf_init(&out, frame->arena);
	buf_add(&out, subtitle);
	buf_text(&out, data->english ? "; " : "；");
	if (!data->known) {
		buf_text(&out, word(WORD_NO_FIGURES, data->english));
		return buf_str(&out);
	}
	when = word_period(
		frame->arena, data->indicator, data->first + (int)data->last, data->english);
	buf_printf(&out, "%s %.*s %.*s", word(WORD_LATEST, data->english), STR_ARG(when),
		STR_ARG(frame_number(frame, data->place[data->last].value)));
	describe_counts(&out, frame->arena, data);
	describe_targets(&out, frame->arena, data);
	return buf_str(&out);
}

void chart_job(struct arena *arena, const struct book *book, const struct series *series,
	const struct verdict *verdicts, size_t count, const struct chart_options *options,
	struct gnuplot_job *job)
{
	struct chart_data data;
	struct frame frame = {.arena = arena, .data = &data};
	struct buf script;

	chart_data_make(arena, book, series, verdicts, count, options, &data);
	job->width = CHART_WIDTH;
	job->height = !data.known      ? CARD_HEIGHT
		      : is_card(&data) ? card_height(&data)
				       : CHART_HEIGHT;
	buf_init(&script, arena);
	frame.pen = (struct pen){&script, job->width, job->height};
	if (!data.known)
		draw_empty(&frame);
	else if (is_card(&data))
		draw_card(&frame);
	else
		draw_plot(&frame);
	job->script = buf_str(&script);
	job->title = head_title(arena, &data);
	job->description = describe(&frame);
}
