/* What stands before the table: titles, and keys with their values. */
#include "ingest/frame_parts.h"
#include "text/unit.h"
#include "text/written_period.h"

#include <string.h>

static const char *const unit_keys[] = {
	"单位", "计量单位", "数据单位", "unit", "units", "unité", "einheit", NULL};
static const char *const indicator_keys[] = {
	"指标", "指标名称", "indicator", "series", "title", "series title", "libellé", NULL};
static const char *const year_keys[] = {"时间", "年份", "年度", "统计时间", "期间", "报告期",
	"year", "period", "jahr", "année", NULL};

/* "单位：亿元", "（单位：亿元）", "Frequency: Monthly", "2024年5月  单位：亿元". */
static bool split_note(struct str cell, struct frame_note *note)
{
	size_t unit = str_find(cell, STR("单位")), at, colon = strlen("：");

	if (unit < cell.len)
		cell = str_from(cell, unit);
	at = str_find(cell, STR("："));
	if (at == cell.len) {
		at = str_find(cell, STR(":"));
		colon = 1;
	}
	if (at == 0 || at == cell.len)
		return false;
	note->key = str_trim(str_head(cell, at));
	note->value = str_trim(str_from(cell, at + colon));
	if (str_ends(note->value, STR("）")) && !str_has(note->value, STR("（")))
		note->value.len -= strlen("）");
	else if (str_ends(note->value, STR(")")) && !str_has(note->value, STR("(")))
		note->value.len--;
	return true;
}

static void add_note(struct arena *arena, struct frame *frame, struct frame_note note)
{
	if (str_ends(note.key, STR(":")))
		note.key.len--;
	*array_add(arena, &frame->notes) = note;
}

void frame_add_notes(
	struct arena *arena, const struct sheet *sheet, size_t record, struct frame *frame)
{
	size_t extent = record_extent(sheet, record);
	struct frame_note note = {.record = record};

	if (extent == 2 && frame_cell(sheet, record, 0).len) {
		note.key = frame_cell(sheet, record, 0);
		note.value = frame_cell(sheet, record, 1);
		add_note(arena, frame, note);
		return;
	}
	for (size_t i = 0; i < extent; i++) {
		struct str cell = frame_cell(sheet, record, i);

		if (!cell.len)
			continue;
		note.column = i;
		if (!split_note(cell, &note))
			note.key = STR(""), note.value = cell;
		add_note(arena, frame, note);
	}
}

/* Do periods follow below the rows with a key? Then these tell of the one series. */
static bool leads_to_periods(const struct sheet *sheet, size_t record)
{
	while (record < sheet->count && frame_key(frame_cell(sheet, record, 0)) != KEY_NONE)
		record++;
	return record < sheet->count && cell_traits(frame_cell(sheet, record, 0)) & CELL_PERIOD;
}

/* Its first cell says what the second one is, so that this is no row of a table of two columns. */
static bool is_keyed_note(const struct sheet *sheet, size_t record)
{
	bool period = cell_traits(frame_cell(sheet, record, 1)) & CELL_PERIOD;

	switch (frame_key(frame_cell(sheet, record, 0))) {
	case KEY_NONE:
	case KEY_PERIOD:
		return false;
	case KEY_NAME:
		return !period && leads_to_periods(sheet, record);
	case KEY_DATE:
		return true;
	default:
		return !period;
	}
}

bool frame_is_note(const struct sheet *sheet, size_t record)
{
	size_t filled = record_filled(sheet, record), extent = record_extent(sheet, record);
	size_t usual = sheet->dialect.width;

	if (filled <= 1)
		return true;
	if (filled == 2 && extent == 2) {
		if (is_keyed_note(sheet, record))
			return true;
		return usual > 3 && !(cell_traits(frame_cell(sheet, record, 1)) & CELL_TYPED) &&
		       !(cell_traits(frame_cell(sheet, record, 0)) & CELL_TYPED);
	}
	/* a title that holds a comma */
	return filled * 2 < usual && sheet_width(sheet, record) != usual;
}

struct str frame_note(const struct frame *frame, const char *const *keys)
{
	for (size_t i = 0; i < frame->notes.count; i++)
		if (text_is_one_of(frame->notes.item[i].key, keys))
			return frame->notes.item[i].value;
	return STR("");
}

struct str frame_unit(const struct frame *frame)
{
	struct str unit = frame_note(frame, unit_keys);

	for (size_t i = 0; !unit.len && i < frame->notes.count; i++)
		if (!frame->notes.item[i].key.len)
			unit = unit_is_known(frame->notes.item[i].value)
				       ? frame->notes.item[i].value
				       : STR("");
	return unit_is_known(unit) ? unit : STR("");
}

struct str frame_indicator(const struct frame *frame)
{
	return frame_note(frame, indicator_keys);
}

/* "Retail sales, quarterly (x 1,000,000)": the text between x and the bracket. */
struct str frame_unit_scale(const struct frame *frame)
{
	for (size_t i = 0; i < frame->notes.count; i++) {
		struct str value = frame->notes.item[i].value, open = STR("(x "), scale;
		size_t at = str_find(value, open);
		int power;

		if (at == value.len)
			continue;
		scale = str_from(value, at + open.len);
		scale = str_trim(str_head(scale, str_find(scale, STR(")"))));
		if (unit_scale_word(scale, &power))
			return scale;
	}
	return STR("");
}

/* Words beside which a year is not the one of the figures: prices of 2020, the 2017 edition. */
static bool names_another_year(struct str text)
{
	static const char *const words[] = {"价", "基期", "口径", "标准", "修订", "版", "起",
		"以来", "以前", "之前", "普查", "=100"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_has(text, str_of(words[i])))
			return true;
	return false;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Is `text` the beginning of a span, as 2023- and 2023至 are? */
static bool begins_span(struct str text)
{
	static const char *const dashes[] = {"-", "~", "～", "—", "–", "－", "−", "/", "至", "到"};

	text = str_trim(text);
	for (size_t i = 0; i < sizeof(dashes) / sizeof(*dashes); i++) {
		struct str dash = str_of(dashes[i]), before;

		if (!str_ends(text, dash))
			continue;
		before = str_trim(str_head(text, text.len - dash.len));
		return (before.len && is_digit(before.at[before.len - 1])) ||
		       str_ends(before, STR("年"));
	}
	return false;
}

/* The year written 2024年, or 2024 at the end, at or behind `*at`, which moves behind it; 0 if
 * there is none, -1 if it ends a span. */
static int next_year(struct str text, size_t *at)
{
	size_t end = *at + str_find(str_from(text, *at), STR("年")), start = end;
	struct written_period period;

	while (start > *at && is_digit(text.at[start - 1]))
		start--;
	period = written_period_parse(str_slice(text, start, end));
	*at = end < text.len ? end + strlen("年") : end;
	if (period.kind != WRITTEN_YEAR)
		return 0;
	return begins_span(str_head(text, start)) ? -1 : period.year;
}

/* 2023-2024年 and 2023年至2024年 are two years, and so none. */
static int only_year(struct str text)
{
	int found = 0;

	if (names_another_year(text))
		return 0;
	for (size_t at = 0; at < text.len;) {
		int year = next_year(text, &at);

		if (year < 0 || (year && found && year != found))
			return -1;
		found = year ? year : found;
	}
	return found;
}

/* Of 时间：2024 the whole value; of a title the year in it. */
static int year_of(const struct frame_note *note)
{
	struct written_period period = written_period_parse(note->value);

	if (text_is_one_of(note->key, year_keys) && period.kind == WRITTEN_YEAR)
		return period.year;
	return note->key.len ? 0 : only_year(note->value);
}

int frame_year(const struct frame *frame)
{
	int found = 0;

	for (size_t i = 0; i < frame->notes.count; i++) {
		int year = year_of(&frame->notes.item[i]);

		if (year < 0 || (found && year && year != found))
			return 0;
		found = year ? year : found;
	}
	return found;
}
