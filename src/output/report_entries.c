/* report_entries: the indicators that the report tells of, with the figures of each. */
#include "output/chart_words.h"
#include "output/report.h"
#include "output/report_words.h"
#include "output/words.h"

#include <math.h>

/* As many periods as a chart shows. */
enum { FIGURES = 60 };

static const enum measure shown[] = {MEASURE_VALUE, MEASURE_FLOW, MEASURE_CHANGE, MEASURE_YOY};
enum { SHOWN = sizeof(shown) / sizeof(*shown) };

/* A flow's own value is its flow. */
static bool is_shown(const struct indicator *indicator, enum measure measure)
{
	return measure == MEASURE_VALUE ||
	       (measure_is_defined(measure, indicator->kind, indicator->every) &&
		       !(measure == MEASURE_FLOW && indicator->kind == KIND_FLOW));
}

static struct str heading(enum measure measure, bool english)
{
	switch (measure) {
	case MEASURE_VALUE:
		return str_of(phrase(PHRASE_VALUE, english));
	case MEASURE_CHANGE:
		return str_of(phrase(PHRASE_CHANGE, english));
	default:
		return str_of(words_measure(measure, english));
	}
}

static struct str measured_text(struct arena *arena, const struct indicator *indicator,
	enum measure measure, double value, bool english)
{
	return isnan(value) ? STR("") : words_value(arena, indicator, measure, value, english);
}

static void fill_figures(struct arena *arena, struct report_entry *entry, bool english)
{
	const struct series *series = entry->series;
	const struct indicator *it = entry->key.indicator;
	struct measured measured[SHOWN];
	int last = series_last(series), first = series->first;

	first = last - first >= FIGURES ? last - FIGURES + 1 : first;
	for (size_t m = 0; m < SHOWN; m++) {
		if (!is_shown(it, shown[m]))
			continue;
		measures_compute(arena, shown[m], series, &measured[m]);
		*array_add(arena, &entry->figures.headings) = heading(shown[m], english);
	}
	for (int period = first; period <= last; period++) {
		*array_add(arena, &entry->figures.periods) = words_period(arena, it, period);
		for (size_t m = 0; m < SHOWN; m++)
			if (is_shown(it, shown[m]))
				*array_add(arena, &entry->figures.cells) = measured_text(arena, it,
					shown[m], measured_at(&measured[m], period), english);
	}
}

static struct str latest(
	struct arena *arena, const struct report_entry *entry, enum measure measure, bool english)
{
	const struct indicator *it = entry->key.indicator;

	if (!measure_is_defined(measure, it->kind, it->every))
		return STR("");
	return measured_text(arena, it, measure,
		measures_at(measure, entry->series, series_last(entry->series)).value, english);
}

static struct str about(struct arena *arena, const struct indicator *it, bool english)
{
	const char *kind = word_of_kind(it, english);

	return str_printf(arena, "%.*s%s%s", STR_ARG(it->unit),
		it->unit.len && *kind ? phrase_comma(english) : "", kind);
}

/* Its own owner, else the one that leads its group. */
static struct str owner_of(const struct indicator *it)
{
	if (it->owner.len || !it->group || !it->group->owners.count)
		return it->owner;
	return it->group->owners.item[0];
}

struct str report_title(struct arena *arena, struct series_key key, bool english)
{
	struct str title = indicator_title(key.indicator, english);

	if (!key.area.len)
		return title;
	return str_printf(arena, "%.*s · %.*s", STR_ARG(title), STR_ARG(key.area));
}

static void add_entry(struct arena *arena, struct report *report, struct series_key key, int number)
{
	struct report_entry *entry = array_add(arena, &report->entries);
	const struct indicator *it = key.indicator;
	const struct report_source *source = report->source;
	bool english = report->english;
	int overdue;

	entry->key = key;
	entry->title = report_title(arena, key, english);
	entry->anchor = number ? str_printf(arena, "i-%.*s.%d", STR_ARG(it->id), number)
			       : str_printf(arena, "i-%.*s", STR_ARG(it->id));
	entry->owner = owner_of(it);
	entry->about = about(arena, it, english);
	entry->note = it->note;
	entry->source = it->source_note;
	entry->series = book_find(source->book, it, key.area);
	if (entry->series && !entry->series->count)
		entry->series = NULL;
	if (!entry->series)
		return;
	entry->freshness = str_of(words_freshness(
		verdict_freshness(entry->series, -1, source->today, &overdue), english));
	entry->period = words_period(arena, it, series_last(entry->series));
	entry->value = latest(arena, entry, MEASURE_VALUE, english);
	entry->change = latest(arena, entry, MEASURE_CHANGE, english);
	entry->yoy = latest(arena, entry, MEASURE_YOY, english);
	fill_figures(arena, entry, english);
}

static bool is_wanted(const struct report_source *source, const struct indicator *it)
{
	return (!source->chosen || source->chosen[it->index]) &&
	       (!source->owner.at || indicator_has_owner(it, source->owner)) &&
	       (!source->group.at || str_equal(it->group_id, source->group));
}

/* The areas that targets speak of, in the order of the first of each. */
static void add_areas(struct arena *arena, struct report *report, const struct indicator *it)
{
	const struct verdicts *verdicts = report->source->verdicts;
	size_t first = report->entries.count;

	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *v = &verdicts->item[i];
		bool known = v->indicator != it || !v->area.len;

		for (size_t k = first; k < report->entries.count && !known; k++)
			known = str_equal(report->entries.item[k].key.area, v->area);
		if (!known)
			add_entry(arena, report, (struct series_key){it, v->area},
				(int)(report->entries.count - first) + 1);
	}
}

void report_add_entries(struct arena *arena, struct report *report)
{
	const struct catalogue *catalogue = report->source->book->catalogue;

	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct indicator *it = catalogue->indicators.item[i];

		if (!is_wanted(report->source, it))
			continue;
		add_entry(arena, report, (struct series_key){it, STR("")}, 0);
		add_areas(arena, report, it);
	}
}
