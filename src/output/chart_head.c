#include "output/chart_head.h"

#include "output/chart_look.h"
#include "output/chart_text.h"
#include "output/chart_words.h"
#include "output/words.h"

#include <math.h>

enum {
	TITLE_SIZE = 18,
	SMALL_TITLE_SIZE = 15,
	TITLE_Y = 26,
	LINE_HEIGHT = 20,
	SUBTITLE_BELOW = 24,
	ROW = 20,
	LEGEND_GAP = 22,
	SYMBOL_ROOM = 17,
	SOURCE_BELOW = 366,
};

static const double subtitle_size = 12.5, source_size = 10.5;
static const double text_room = CHART_WIDTH - 2.0 * CHART_MARGIN;

/* What the title ends with, however long it is. */
static struct str area_part(struct arena *arena, const struct chart_data *data)
{
	return data->area.len ? str_printf(arena, " · %.*s", STR_ARG(data->area)) : STR("");
}

static struct str join(struct arena *arena, struct str a, struct str b)
{
	return str_printf(arena, "%.*s%.*s", STR_ARG(a), STR_ARG(b));
}

struct str head_title(struct arena *arena, const struct chart_data *data)
{
	return join(arena, indicator_title(data->indicator, data->english), area_part(arena, data));
}

static void add_part(struct buf *out, const char *separator, struct str part)
{
	if (!part.len)
		return;
	buf_text(out, out->len ? separator : "");
	buf_add(out, part);
}

static int first_shown(const struct chart_data *data)
{
	const struct indicator *indicator = data->indicator;

	if (!data->years.count)
		return data->first;
	return period_in_year(indicator->every, indicator->calendar, data->years.item[0].year, 1);
}

struct str head_subtitle(struct arena *arena, const struct chart_data *data)
{
	const struct indicator *indicator = data->indicator;
	struct buf out;

	buf_init(&out, arena);
	add_part(&out, "", indicator->unit);
	add_part(&out, data->english ? ", " : "，", str_of(word_of_kind(indicator, data->english)));
	if (indicator_direction(indicator) < 0)
		add_part(&out, " · ", str_of(word(WORD_LOWER_BETTER, data->english)));
	if (data->figures_end)
		add_part(&out, " · ",
			word_span(arena, indicator, first_shown(data),
				data->first + (int)data->figures_end - 1, data->english));
	if (data->by_year)
		add_part(&out, " · ", str_of(word(WORD_BY_YEAR, data->english)));
	return buf_str(&out);
}

static bool fits(struct str title, double size)
{
	return text_width(title, (struct lettering){size, true}) <= text_room;
}

/*
 * One line at the usual size, one at the small size, then two lines. If even these do not hold it
 * the title is cut, never the area: it tells this picture from its neighbours.
 */
static double draw_title(const struct frame *frame)
{
	struct pen_text how = {TITLE_SIZE, ALIGN_LEFT, true, COLOR_INK};
	struct str whole = head_title(frame->arena, frame->data), rest;
	struct str area = area_part(frame->arena, frame->data);
	size_t end;

	if (!fits(whole, how.size))
		how.size = SMALL_TITLE_SIZE;
	if (fits(whole, how.size)) {
		pen_text(&frame->pen, CHART_MARGIN, TITLE_Y, how, whole);
		return TITLE_Y;
	}
	end = text_break(whole, (struct lettering){how.size, true}, text_room);
	rest = str_trim(str_from(whole, end));
	if (!fits(rest, how.size))
		rest = join(frame->arena,
			text_fit(frame->arena, str_head(rest, rest.len - area.len),
				(struct lettering){how.size, true},
				text_room - text_width(area, (struct lettering){how.size, true})),
			area);
	pen_text(&frame->pen, CHART_MARGIN, TITLE_Y - 3, how, str_head(whole, end));
	pen_text(&frame->pen, CHART_MARGIN, TITLE_Y - 3 + LINE_HEIGHT, how, rest);
	return TITLE_Y - 3 + LINE_HEIGHT;
}

double head_draw(const struct frame *frame)
{
	const struct pen_text how = {subtitle_size, ALIGN_LEFT, false, COLOR_SUB};
	double y = draw_title(frame) + SUBTITLE_BELOW;
	struct str subtitle = head_subtitle(frame->arena, frame->data);

	pen_text(&frame->pen, CHART_MARGIN, y, how,
		text_fit(frame->arena, subtitle, (struct lettering){subtitle_size, false},
			text_room));
	return y + ROW;
}

enum key { KEY_STATUS, KEY_POINT, KEY_BOX, KEY_WIDE_BOX, KEY_LINE, KEY_RANGE, KEY_FAN };

struct entry {
	enum key key;
	enum symbol symbol;
	const char *color, *text_color;
	struct str text;
};

struct legend {
	ARRAY(struct entry);
};

static void add_count(const struct frame *frame, struct legend *legend, struct entry entry,
	enum word what, size_t count)
{
	const struct chart_data *data = frame->data;

	if (!count)
		return;
	entry.text = str_printf(frame->arena, "%s %.*s", word(what, data->english),
		STR_ARG(word_count(frame->arena, count, data->indicator->every, data->english)));
	*array_add(frame->arena, legend) = entry;
}

static void add_word(
	const struct frame *frame, struct legend *legend, struct entry entry, enum word what)
{
	entry.text = str_of(word(what, frame->data->english));
	*array_add(frame->arena, legend) = entry;
}

/* The way most of the missed ones point. */
static enum symbol missed_symbol(const struct chart_data *data)
{
	size_t high = 0;

	for (size_t i = 0; i < data->figures_end; i++)
		high += !isnan(data->place[i].value) && data->place[i].mark == MARK_TOO_HIGH;
	return 2 * high > data->missed ? SYMBOL_UP : SYMBOL_DOWN;
}

static bool has_level(const struct chart_data *data)
{
	for (size_t i = 0; i < data->targets.count; i++)
		if (data->targets.item[i].drawn)
			return true;
	return false;
}

/* Lines that end beyond the latest figure do not tell what they ask for by now. */
static void add_pace(const struct frame *frame, struct legend *legend)
{
	const struct chart_data *data = frame->data;

	for (size_t i = 0; i < data->targets.count; i++) {
		const struct chart_target *target = &data->targets.item[i];
		struct entry entry = {KEY_LINE, SYMBOL_CIRCLE, COLOR_INK, COLOR_INK, STR("")};
		double level = target->drawn ? target->level[data->last] : NAN;
		const char *measure;
		bool several;

		if (isnan(level))
			continue;
		measure = words_measure(target->target->measure, data->english);
		several = data->targets.count > 1 && *measure;
		entry.text = str_printf(frame->arena, "%s%s%s %.*s",
			word(target->pace ? WORD_TARGET_PACE : WORD_TARGET, data->english),
			several ? " · " : "", several ? measure : "",
			STR_ARG(frame_number(frame, level)));
		*array_add(frame->arena, legend) = entry;
	}
}

/* How it stands with what is not decided yet; the counts tell the rest. */
static void add_status(const struct frame *frame, struct legend *legend)
{
	const struct chart_data *data = frame->data;
	const struct verdict *worst = NULL;
	struct look look;

	for (size_t i = 0; i < data->targets.count; i++) {
		const struct verdict *verdict = data->targets.item[i].verdict;

		if (!verdict->over && (!worst || verdict->status > worst->status))
			worst = verdict;
	}
	if (!worst || worst->status == VERDICT_MET || worst->status == VERDICT_MISSED ||
		worst->status == VERDICT_NOT_DUE)
		return;
	look = look_of(worst);
	*array_add(frame->arena, legend) = (struct entry){KEY_STATUS, look.symbol, look.color,
		look.color, str_of(word_of_status(worst->status, data->english))};
}

/* Lines are named at their right end, bars have no end that could be named. */
static void collect(const struct frame *frame, struct legend *legend)
{
	const struct chart_data *data = frame->data;
	bool named = data->by_year || (!data->bars && !isnan(data->place[data->last].before));

	add_status(frame, legend);
	add_count(frame, legend,
		(struct entry){data->bars ? KEY_BOX : KEY_POINT, SYMBOL_CIRCLE,
			data->bars ? COLOR_MET_BAR : COLOR_MET, COLOR_MET, STR("")},
		WORD_MET, data->met);
	add_count(frame, legend,
		(struct entry){KEY_POINT, missed_symbol(data), COLOR_MISSED, COLOR_MISSED, STR("")},
		WORD_MISSED, data->missed);
	add_count(frame, legend,
		(struct entry){KEY_BOX, SYMBOL_CIRCLE, COLOR_GAP_KEY, COLOR_GAP_TEXT, STR("")},
		WORD_MISSING, data->missing);
	if (data->has_before && !named)
		add_word(frame, legend,
			(struct entry){data->bars ? KEY_BOX : KEY_LINE, SYMBOL_CIRCLE,
				data->bars ? COLOR_GHOST : COLOR_BEFORE, COLOR_FAINT, STR("")},
			WORD_BEFORE);
	if (data->by_year)
		add_pace(frame, legend);
	if (data->bars && has_level(data))
		add_word(frame, legend,
			(struct entry){KEY_LINE, SYMBOL_CIRCLE, COLOR_INK, COLOR_SUB, STR("")},
			WORD_TARGET);
	if (data->usual.drawn)
		add_word(frame, legend,
			(struct entry){KEY_RANGE, SYMBOL_CIRCLE, COLOR_USUAL, COLOR_FAINT, STR("")},
			data->usual.trial ? WORD_TRIAL_RANGE : WORD_USUAL_RANGE);
	if (data->ahead.verdict && !isnan(data->ahead.low))
		add_word(frame, legend,
			(struct entry){KEY_FAN, SYMBOL_CIRCLE, COLOR_FAN, COLOR_AHEAD, STR("")},
			data->ahead.grows ? WORD_FAN : WORD_FAN_REST);
	if (data->wide)
		add_word(frame, legend,
			(struct entry){
				KEY_WIDE_BOX, SYMBOL_CIRCLE, COLOR_PLAIN_BAR, COLOR_SUB, STR("")},
			WORD_COMBINED);
}

static bool is_wide(enum key key)
{
	return key == KEY_WIDE_BOX || key == KEY_RANGE || key == KEY_FAN;
}

static void draw_key(const struct frame *frame, const struct entry *entry, double x, double y)
{
	const struct pen *pen = &frame->pen;

	switch (entry->key) {
	case KEY_STATUS:
		pen_symbol(pen, x + 5, y, entry->symbol, 0.9, entry->color);
		break;
	case KEY_POINT:
		pen_symbol(pen, x + 5, y, entry->symbol,
			entry->symbol == SYMBOL_CIRCLE ? 0.5 : 0.62, entry->color);
		break;
	case KEY_BOX:
		pen_box(pen, x + 5, y, 10, 12, entry->color);
		break;
	case KEY_WIDE_BOX:
		pen_box(pen, x + 8, y, 16, 12, entry->color);
		break;
	case KEY_RANGE:
		pen_box(pen, x + 8, y, 16, 12, COLOR_USUAL_EDGE);
		pen_box(pen, x + 8, y, 16, 10, entry->color);
		break;
	case KEY_FAN:
		pen_box(pen, x + 8, y, 16, 12, entry->color);
		pen_box(pen, x + 4, y, 4, 2, COLOR_AHEAD);
		pen_box(pen, x + 12, y, 4, 2, COLOR_AHEAD);
		break;
	case KEY_LINE:
		pen_box(pen, x + 6, y, 12, 2, entry->color);
		break;
	}
}

double head_draw_legend(const struct frame *frame, double y)
{
	const char *note = frame->scale.broken ? word(WORD_BROKEN_AXIS, frame->data->english) : "";
	double limit = CHART_WIDTH - CHART_MARGIN -
		       text_width(str_of(note), (struct lettering){11, false}),
	       x = CHART_MARGIN;
	struct legend legend = {0};

	collect(frame, &legend);
	if (!legend.count && !*note)
		y -= ROW;
	pen_text(&frame->pen, CHART_WIDTH - CHART_MARGIN, y,
		(struct pen_text){11, ALIGN_RIGHT, false, COLOR_FAINT}, str_of(note));
	for (size_t i = 0; i < legend.count; i++) {
		const struct entry *entry = &legend.item[i];
		double room = is_wide(entry->key) ? SYMBOL_ROOM + 5 : SYMBOL_ROOM;
		double width = room + text_width(entry->text,
					      (struct lettering){12, entry->key == KEY_STATUS});

		if (x > CHART_MARGIN && x + width > limit) {
			x = CHART_MARGIN;
			y += ROW - 2;
		}
		draw_key(frame, entry, x, y);
		pen_text(&frame->pen, x + room, y,
			(struct pen_text){
				12, ALIGN_LEFT, entry->key == KEY_STATUS, entry->text_color},
			entry->text);
		x += width + LEGEND_GAP;
	}
	return y + ROW - 2;
}

bool head_has_source(const struct chart_data *data)
{
	return data->indicator->source_note.len > 0;
}

void head_draw_source(const struct frame *frame)
{
	const char *label = word(WORD_SOURCE, frame->data->english);
	struct str note = frame->data->indicator->source_note, text;

	if (!note.len)
		return;
	text = str_starts(note, str_of(label))
		       ? note
		       : str_printf(frame->arena, "%s%.*s", label, STR_ARG(note));
	pen_text(&frame->pen, CHART_MARGIN, SOURCE_BELOW,
		(struct pen_text){source_size, ALIGN_LEFT, false, COLOR_FAINT},
		text_fit(frame->arena, text, (struct lettering){source_size, false}, text_room));
}
