/* report_html_table: the table of all targets, and that of all revisions. */
#include "output/report_html.h"
#include "output/sparkline.h"
#include "text/decimal.h"
#include "text/markup.h"

#include <math.h>

enum { SPARK_PERIODS = 24 };

static const struct page_column columns[] = {
	{PHRASE_INDICATOR, "name"},
	{PHRASE_STATUS, "d"},
	{PHRASE_TREND, "fixed"},
	{PHRASE_OWNER, "who"},
	{PHRASE_GROUP, "d"},
	{PHRASE_PERIOD, "d"},
	{PHRASE_VALUE, "n"},
	{PHRASE_CHANGE, "n"},
	{PHRASE_YOY, "n"},
	{PHRASE_TARGET, "target"},
	{PHRASE_PACE, "n"},
	{PHRASE_PROJECTION, "n"},
	{PHRASE_CHANCE, "n"},
	{PHRASE_VARIATION, "d"},
	{PHRASE_FRESHNESS, "d"},
};

/* A number is sorted by its size, not by how it is written. */
static void write_number(const struct page *page, struct str text, double value)
{
	char digits[32];
	struct str size = {digits, decimal_print(value, digits)};

	if (text.len)
		markup_print(page->out, "<td class=\"n\" data-v=\"%\">%</td>", size, text);
	else
		buf_text(page->out, "<td></td>");
}

static void write_words(const struct page *page, const char *class, struct str text)
{
	if (text.len)
		markup_print(page->out, "<td class=\"%\">%</td>", str_of(class), text);
	else
		buf_text(page->out, "<td></td>");
}

static void write_trend(const struct page *page, const struct report_entry *entry)
{
	const struct series *series = entry->series;
	size_t count = series ? series->count : 0, shown;

	shown = count < SPARK_PERIODS ? count : SPARK_PERIODS;
	buf_text(page->out, "<td>");
	if (shown > 1)
		sparkline_svg(page->out, series->value + (count - shown), shown);
	buf_text(page->out, "</td>");
}

static double latest(const struct report_entry *entry, enum measure measure)
{
	const struct indicator *it = entry->key.indicator;

	if (!entry->series || !measure_is_defined(measure, it->kind, it->every))
		return NAN;
	return measures_at(measure, entry->series, series_last(entry->series)).value;
}

static double pace_of(const struct verdict *v)
{
	return isnan(v->ratio) ? v->linear_gap : 100 * v->ratio;
}

static void write_subject(
	const struct page *page, const struct report_row *row, const struct report_entry *entry)
{
	struct str group = entry->key.indicator->group_id;

	markup_print(page->out,
		"<tr data-status=\"%\" data-owner=\"%\" data-group=\"%\">"
		"<th scope=\"row\" class=\"name\"><a href=\"#%\">%</a></th>"
		"<td class=\"d\" data-v=\"%\"><span class=\"mark %\">%</span></td>",
		row->status, entry->owner, group, entry->anchor, entry->title,
		page_number(page, row->verdict ? (size_t)(VERDICT_COUNT - row->verdict->status)
					       : VERDICT_COUNT + 1),
		page_tint(row->verdict ? row->tint : TINT_FAINT), row->status);
	write_trend(page, entry);
	write_words(page, "who", entry->owner);
	if (entry->key.indicator->group)
		markup_print(
			page->out, "<td class=\"d\"><a href=\"#g-%\">%</a></td>", group, group);
	else
		write_words(page, "d", group);
}

static void write_row(const struct page *page, const struct report_row *row)
{
	const struct report_entry *entry = &page->report->entries.item[row->entry];
	const struct verdict *v = row->verdict;
	bool judged = v && row->value.len;

	write_subject(page, row, entry);
	write_words(page, "d", v && row->period.len ? row->period : entry->period);
	write_number(page, judged ? row->value : entry->value,
		judged ? (isnan(v->value) ? v->so_far : v->value) : latest(entry, MEASURE_VALUE));
	write_number(page, entry->change, latest(entry, MEASURE_CHANGE));
	write_number(page, entry->yoy, latest(entry, MEASURE_YOY));
	write_words(page, "target", row->target);
	write_number(page, row->pace, v ? pace_of(v) : (double)NAN);
	write_number(page, row->projection, v ? v->projection : (double)NAN);
	write_number(page, row->chance, v ? v->chance : (double)NAN);
	write_words(page, "d", row->variation);
	write_words(page, "d", entry->freshness);
	buf_text(page->out, "</tr>\n");
}

static void write_choice(const struct page *page, const char *name, enum phrase what)
{
	markup_print(page->out, "<label>% <select name=\"%\"><option value=\"\">%</option>",
		page_phrase(page, what), str_of(name), page_phrase(page, PHRASE_ALL));
}

static void write_groups(const struct page *page)
{
	for (size_t i = 0; i < page->report->groups.count; i++) {
		const struct report_group *group = &page->report->groups.item[i];

		if (group->entries.count)
			markup_print(page->out, "<option value=\"%\">% %</option>",
				group->standing.group->id, group->standing.group->id, group->title);
	}
}

/* Shown by the script, of no use without it; it adds the statuses and owners that there are. */
static void write_filter(const struct page *page)
{
	buf_text(page->out, "<form id=\"filter\" hidden>\n");
	write_choice(page, "status", PHRASE_STATUS);
	buf_text(page->out, "</select></label>\n");
	write_choice(page, "owner", PHRASE_OWNER);
	buf_text(page->out, "</select></label>\n");
	if (page->report->groups.count) {
		write_choice(page, "group", PHRASE_GROUP);
		write_groups(page);
		buf_text(page->out, "</select></label>\n");
	}
	markup_print(page->out,
		"<label>% <input type=\"search\" name=\"find\"></label>\n"
		"<button type=\"reset\">%</button>\n"
		"<p><output aria-live=\"polite\" data-form=\"%\"></output></p>\n</form>\n",
		page_phrase(page, PHRASE_SEARCH), page_phrase(page, PHRASE_RESET),
		page_phrase(page, PHRASE_COUNT_SHOWN));
}

void page_targets(const struct page *page)
{
	const struct page_table table = {page_phrase(page, PHRASE_TABLE_CAPTION), "all-targets", "",
		columns, sizeof(columns) / sizeof(*columns)};

	buf_text(page->out, "<div class=\"broad\">\n");
	page_section(page, "targets", PHRASE_TABLE);
	write_filter(page);
	page_table(page, &table);
	for (size_t i = 0; i < page->report->rows.count; i++) {
		const struct report_row *row = &page->report->rows.item[i];

		if (!row->verdict || !row->verdict->over)
			write_row(page, row);
	}
	page_table_end(page);
	buf_text(page->out, "</section>\n</div>\n");
}

static void write_revision(const struct page *page, const struct report_revision *r)
{
	markup_print(page->out,
		"<tr><th scope=\"row\"><a href=\"#i-%\">%</a></th><td class=\"d\">%</td>"
		"<td class=\"n\">%</td><td class=\"n\">%</td><td>%</td><td class=\"d\">%</td>"
		"<td class=\"n\">%</td><td>%</td></tr>\n",
		r->key.indicator->id, report_title(page->arena, r->key, page->report->english),
		r->period, page_figure(page, r->before), page_figure(page, r->after), r->unit,
		str_head(r->at, sizeof("2024-07-10") - 1), page_number(page, (size_t)r->load),
		r->file);
}

void page_revisions(const struct page *page)
{
	static const struct page_column revised[] = {{PHRASE_INDICATOR, ""}, {PHRASE_PERIOD, "d"},
		{PHRASE_OLD, "n"}, {PHRASE_NEW, "n"}, {PHRASE_UNIT, ""}, {PHRASE_WHEN, "d"},
		{PHRASE_LOAD, "n"}, {PHRASE_FILE, ""}};
	const struct report_revisions *revisions = &page->report->revisions;
	const struct page_table table = {
		page->report->since, "", "", revised, sizeof(revised) / sizeof(*revised)};

	page_section(page, "revisions", PHRASE_REVISIONS);
	if (revisions->count) {
		page_table(page, &table);
		for (size_t i = 0; i < revisions->count; i++)
			write_revision(page, &revisions->item[i]);
		page_table_end(page);
	} else {
		markup_print(page->out, "<p class=\"none\">%%%</p>\n", page->report->since,
			str_of(phrase_colon(page->report->english)),
			page_phrase(page, PHRASE_NO_REVISIONS));
	}
	buf_text(page->out, "</section>\n");
}
