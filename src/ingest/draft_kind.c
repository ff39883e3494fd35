#include "ingest/draft_kind.h"

#include "ingest/cells.h"
#include "text/unit.h"

#include <math.h>

/* What a name says of its figures; the first that fits counts, so 贷款余额增速 is a ratio. */
static const struct {
	const char *word;
	enum kind kind;
} words[] = {
	{"率", KIND_RATIO},
	{"增速", KIND_RATIO},
	{"同比", KIND_RATIO},
	{"环比", KIND_RATIO},
	{"指数", KIND_RATIO},
	{"比重", KIND_RATIO},
	{"占比", KIND_RATIO},
	{"=100", KIND_RATIO},
	{"rate", KIND_RATIO},
	{"ratio", KIND_RATIO},
	{"index", KIND_RATIO},
	{"share", KIND_RATIO},
	{"percent", KIND_RATIO},
	{"per cent", KIND_RATIO},
	{"yoy", KIND_RATIO},
	{"累计", KIND_YTD},
	{"year to date", KIND_YTD},
	{"ytd", KIND_YTD},
	{"余额", KIND_STOCK},
	{"存量", KIND_STOCK},
	{"保有量", KIND_STOCK},
	{"期末", KIND_STOCK},
	{"月末", KIND_STOCK},
	{"年末", KIND_STOCK},
	{"balance", KIND_STOCK},
	{"outstanding", KIND_STOCK},
	{"当月", KIND_FLOW},
	{"本月", KIND_FLOW},
	{"当期", KIND_FLOW},
};

enum { COUNT = sizeof(words) / sizeof(*words) };

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* A Latin word must stand alone: "rate", not "corporate". */
static bool has_word(struct str folded, struct str word)
{
	for (size_t at = 0; at + word.len <= folded.len; at++) {
		size_t end = at + word.len;

		if (!str_starts(str_from(folded, at), word))
			continue;
		if (!is_letter(word.at[0]) ||
			((at == 0 || !is_letter(folded.at[at - 1])) &&
				(end == folded.len || !is_letter(folded.at[end]))))
			return true;
	}
	return false;
}

static void set(struct draft_indicator *it, enum kind kind, struct str why)
{
	it->indicator.kind = kind;
	it->kind_why = why;
}

static size_t find_word(struct str text, struct arena *arena)
{
	struct str folded = text_fold(arena, text);
	size_t place = 0;

	while (place < COUNT && !has_word(folded, str_of(words[place].word)))
		place++;
	return place;
}

static void by_word(
	struct arena *arena, struct draft_indicator *it, const char *what, struct str text)
{
	size_t place = find_word(text, arena);

	if (!it->kind_why.len && place < COUNT)
		set(it, words[place].kind,
			str_printf(arena, "its %s says \"%s\"", what, words[place].word));
}

/* The unit of a table of money is not that of the percentages in it. */
static bool is_foreign(
	struct arena *arena, const struct label_use *use, const struct indicator *indicator)
{
	return indicator->kind == KIND_RATIO && use->unit_of_table &&
	       str_equal(indicator->unit, use->unit) && !unit_is_percent(indicator->unit) &&
	       find_word(indicator->unit, arena) == COUNT;
}

void draft_kind_by_label(
	struct arena *arena, const struct label_use *use, struct draft_indicator *it)
{
	struct indicator *indicator = &it->indicator;

	set(it, KIND_STOCK, STR(""));
	if (use->cumulated)
		set(it, KIND_YTD, STR("some periods are sums since January"));
	else if (unit_is_percent(indicator->unit))
		set(it, KIND_RATIO, STR("its unit is percent"));
	by_word(arena, it, "name", indicator->title);
	by_word(arena, it, "unit", indicator->unit);
	if (!it->kind_why.len && use->jan_feb)
		set(it, KIND_FLOW, STR("January and February come as one, the other months alone"));
	if (is_foreign(arena, use, indicator))
		indicator->unit = STR("");
}

struct turns {
	size_t rises, drops; /* within a year, and with a new one */
	bool other;
	int drop; /* period of the last drop */
};

static void look(const struct figure *a, const struct figure *b, int per_year, struct turns *turns)
{
	bool new_year =
		(int)floor((double)a->period / per_year) < (int)floor((double)b->period / per_year);

	if (a->series != b->series)
		return;
	if (new_year && b->value < a->value) {
		turns->drops++;
		turns->drop = b->period;
	} else if (!new_year && b->value >= a->value) {
		turns->rises += b->value > a->value;
	} else {
		turns->other = true;
	}
}

void draft_kind_by_figures(
	struct arena *arena, const struct figures *figures, struct draft_indicator *it)
{
	enum { RISES_EACH = 3 };
	const struct indicator *indicator = &it->indicator;
	int per_year = every_per_year(indicator->every);
	struct turns turns = {0};

	if (it->kind_why.len || per_year < 4)
		return;
	for (size_t i = 1; i < figures->count; i++)
		if (figures->series.item[figures->item[i].series].indicator == indicator)
			look(&figures->item[i - 1], &figures->item[i], per_year, &turns);
	if (turns.other || !turns.drops || turns.rises < RISES_EACH * turns.drops ||
		turns.rises < 2 * RISES_EACH)
		return;
	set(it, KIND_YTD,
		str_printf(arena,
			"its figures rise within each year and drop with a new one, as in %.*s",
			STR_ARG(period_print(
				arena, indicator->every, indicator->calendar, turns.drop))));
}
