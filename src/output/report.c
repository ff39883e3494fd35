#include "output/report.h"

#include "base/date.h"
#include "output/report_words.h"
#include "output/sentence.h"
#include "output/words.h"
#include "text/decimal.h"

#include <math.h>

bool report_has_picture(const struct report_picture *picture)
{
	return picture && picture->path.len;
}

/* "57%" of what the time elapsed asks for, or "+5.8 points" on the linear pace. */
static struct str pace_text(struct arena *arena, const struct verdict *v, bool english)
{
	if (!isnan(v->ratio))
		return str_printf(
			arena, "%.*s%%", STR_ARG(decimal_round(arena, 100 * v->ratio, 0, false)));
	if (isnan(v->linear_gap))
		return STR("");
	return str_printf(arena, "%s%.*s %s", v->linear_gap > 0 ? "+" : "",
		STR_ARG(decimal_round(arena, v->linear_gap, 1, false)),
		english ? "points" : "个百分点");
}

static struct str chance_text(struct arena *arena, double chance)
{
	if (isnan(chance))
		return STR("");
	return str_printf(arena, "%.*s%%", STR_ARG(decimal_round(arena, 100 * chance, 0, false)));
}

static struct str projection_text(struct arena *arena, const struct verdict *v, bool english)
{
	double value = v->projection;

	if (isnan(value))
		return STR("");
	if (v->indicator->decimals < 0)
		value = decimal_rounded(value, decimal_places(v->so_far) + 1);
	return words_value(arena, v->indicator, MEASURE_VALUE, value, english);
}

/* What has no value has none in the table either, rather than a dash. */
static struct str value_text(struct arena *arena, const struct verdict *v, bool english)
{
	return isnan(v->value) && isnan(v->so_far) ? STR("") : words_judged(arena, v, english);
}

static void fill_row(
	struct arena *arena, const struct verdict *v, bool english, struct report_row *row)
{
	row->verdict = v;
	row->tint = words_tint(v->status);
	row->status = str_of(words_status(v->status, english));
	row->period = v->has_period ? words_period(arena, v->indicator, v->period) : STR("");
	row->value = value_text(arena, v, english);
	row->target = words_target(arena, v, english);
	row->sentence = sentence_verdict(arena, v, english);
	row->pace = pace_text(arena, v, english);
	row->projection = projection_text(arena, v, english);
	row->chance = chance_text(arena, v->chance);
	row->variation = v->variation == VARIATION_NONE
				 ? STR("")
				 : str_of(words_variation(v->variation, english));
}

/* Entries stand in the order of the catalogue, an indicator's whole before its areas. */
static bool find_entry(const struct report *report, struct series_key key, size_t *place)
{
	size_t low = 0, high = report->entries.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (report->entries.item[middle].key.indicator->index < key.indicator->index)
			low = middle + 1;
		else
			high = middle;
	}
	for (*place = low; *place < report->entries.count; ++*place) {
		const struct series_key *own = &report->entries.item[*place].key;

		if (own->indicator != key.indicator)
			return false;
		if (str_equal(own->area, key.area))
			return true;
	}
	return false;
}

static void add_row(
	struct arena *arena, struct report *report, size_t entry, const struct verdict *verdict)
{
	struct report_row *row = array_add(arena, &report->rows);

	row->entry = entry;
	if (verdict)
		fill_row(arena, verdict, report->english, row);
	else
		row->status = str_of(phrase(PHRASE_NO_TARGET, report->english));
	*array_add(arena, &report->entries.item[entry].rows) = report->rows.count - 1;
	if (!verdict || verdict->over)
		return;
	report->counts[verdict->status]++;
	report->targets++;
}

static void add_rows(struct arena *arena, struct report *report)
{
	const struct verdicts *verdicts = report->source->verdicts;

	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *v = &verdicts->item[i];
		size_t entry;

		if (find_entry(report, (struct series_key){v->indicator, v->area}, &entry))
			add_row(arena, report, entry, v);
	}
	for (size_t i = 0; i < report->entries.count; i++)
		if (!report->entries.item[i].rows.count)
			add_row(arena, report, i, NULL);
}

static void add_revisions(struct arena *arena, struct report *report)
{
	const struct report_revisions *all = report->source->revisions;

	for (size_t i = 0; i < all->count; i++) {
		size_t entry;

		/* an area without a section of its own is told with the whole */
		if (!find_entry(report, all->item[i].key, &entry) &&
			!find_entry(report,
				(struct series_key){all->item[i].key.indicator, STR("")}, &entry))
			continue;
		*array_add(arena, &report->revisions) = all->item[i];
		*array_add(arena, &report->entries.item[entry].revisions) =
			report->revisions.count - 1;
	}
}

static void add_scope(struct arena *arena, struct report *report)
{
	const struct report_source *source = report->source;
	const struct group *group =
		source->group.at ? catalogue_find_group(source->book->catalogue, source->group)
				 : NULL;
	struct buf scope;

	buf_init(&scope, arena);
	buf_printf(&scope, report->english ? "As of %.*s" : "截至 %.*s",
		STR_ARG(date_print(arena, source->today)));
	if (group)
		buf_printf(&scope, " · %.*s %.*s", STR_ARG(group->id),
			STR_ARG(report->english && group->title_en.len ? group->title_en
								       : group->title));
	report->scope = buf_str(&scope);
	report->since =
		str_printf(arena, report->english ? "Revisions since %.*s" : "%.*s 以来的修订",
			STR_ARG(source->since));
	if (!source->since.len)
		report->since = report->english ? STR("Revisions known on this machine")
						: STR("本机所知的修订");
}

void report_add_colophon(struct arena *arena, struct report *report)
{
	const struct report_source *source = report->source;
	bool english = report->english;
	struct str state = english ? STR("nothing has been loaded yet") : STR("尚未装入数据");

	if (!source->load && source->book->series.count)
		state = english ? STR("read from a server, where others load")
				: STR("由服务器读取，数据在别处装入");
	if (source->load)
		state = str_printf(arena,
			english ? "as of load %d (%.*s), looked at as of %.*s; made by tidemark %s"
				: "第 %d 次装入（%.*s）后的数据，以 %.*s "
				  "为今天；由 tidemark %s 生成",
			source->load, STR_ARG(source->load_at),
			STR_ARG(date_print(arena, source->today)), TIDEMARK_VERSION);
	*array_add(arena, &report->colophon) = english ? STR("State of the data") : STR("数据状态");
	*array_add(arena, &report->colophon) = state;
	for (int i = 0; i < METHOD_COUNT; i++) {
		*array_add(arena, &report->colophon) = str_of(phrase_method(i, false, english));
		*array_add(arena, &report->colophon) = str_of(phrase_method(i, true, english));
	}
}

void report_make(struct arena *arena, const struct report_source *source, struct report *report)
{
	*report = (struct report){.english = source->english, .source = source};
	report->title =
		source->owner.at
			? str_printf(arena, "%s%s%.*s", phrase(PHRASE_FOLLOW_UP, source->english),
				  phrase_colon(source->english), STR_ARG(source->owner))
			: str_of(phrase(PHRASE_TITLE, source->english));
	add_scope(arena, report);
	report_add_entries(arena, report);
	add_rows(arena, report);
	add_revisions(arena, report);
	report_add_groups(arena, report);
	report_add_owners(arena, report);
	report_add_parts(arena, report);
	report_add_colophon(arena, report);
}
