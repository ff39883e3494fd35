/* report_html_entries: a section for each indicator. */
#include "output/report_html.h"
#include "text/markup.h"

static void write_chart(const struct page *page, size_t i)
{
	const struct report_entry *entry = &page->report->entries.item[i];
	bool inside = page->pictures->svg && page->pictures->svg[i].len;

	if (!inside && !entry->chart.len) {
		markup_print(page->out, "<p class=\"none\">%</p>\n",
			page_phrase(page, entry->series ? PHRASE_NO_CHART : PHRASE_NO_FIGURES));
		return;
	}
	buf_text(page->out, "<img src=\"");
	if (inside) {
		buf_text(page->out, "data:image/svg+xml;base64,");
		markup_base64(page->out, page->pictures->svg[i]);
	} else {
		markup_path(page->out, entry->chart);
	}
	markup_print(page->out, "\" loading=\"lazy\" width=\"%\" height=\"%\" alt=\"%\">\n",
		page_number(page, (size_t)entry->width), page_number(page, (size_t)entry->height),
		entry->alt);
}

static void write_targets(const struct page *page, const struct report_entry *entry)
{
	bool english = page->report->english, open = false;

	for (size_t i = 0; i < entry->rows.count; i++) {
		const struct report_row *row = &page->report->rows.item[entry->rows.item[i]];

		if (!row->verdict)
			continue;
		buf_text(page->out, open ? "" : "<ul class=\"targets\">\n");
		open = true;
		markup_print(page->out, "<li><span class=\"mark %\">%</span> <b>%</b>%%%%</li>\n",
			page_tint(row->tint), row->status, row->target,
			row->verdict->over ? page_phrase(page, PHRASE_OVER) : STR(""),
			str_of(phrase_colon(english)), row->sentence,
			english ? STR(".") : STR("。"));
	}
	buf_text(page->out, open ? "</ul>\n" : "");
}

static void write_figures(const struct page *page, const struct report_entry *entry)
{
	const struct report_figures *figures = &entry->figures;
	size_t columns = figures->headings.count;

	if (!figures->periods.count)
		return;
	markup_print(page->out,
		"<details><summary>%</summary>\n<table><thead><tr><th scope=\"col\">%</th>",
		page_phrase(page, PHRASE_FIGURES), page_phrase(page, PHRASE_PERIOD));
	for (size_t c = 0; c < columns; c++)
		markup_print(page->out, "<th scope=\"col\" class=\"n\">%</th>",
			figures->headings.item[c]);
	buf_text(page->out, "</tr></thead>\n<tbody>\n");
	for (size_t i = figures->periods.count; i-- > 0;) {
		markup_print(page->out, "<tr><th scope=\"row\">%</th>", figures->periods.item[i]);
		for (size_t c = 0; c < columns; c++)
			markup_print(page->out, "<td class=\"n\">%</td>",
				figures->cells.item[i * columns + c]);
		buf_text(page->out, "</tr>\n");
	}
	buf_text(page->out, "</tbody></table></details>\n");
}

static void write_revisions(const struct page *page, const struct report_entry *entry)
{
	if (!entry->revisions.count)
		return;
	markup_print(page->out, "<p class=\"note\">%</p>\n<ul class=\"targets\">\n",
		page->report->since);
	for (size_t i = 0; i < entry->revisions.count; i++) {
		const struct report_revision *r =
			&page->report->revisions.item[entry->revisions.item[i]];

		markup_print(page->out, "<li>% % % → % % (%, %)</li>\n", r->key.area, r->period,
			page_figure(page, r->before), page_figure(page, r->after), r->unit,
			str_head(r->at, sizeof("2024-07-10") - 1), r->file);
	}
	buf_text(page->out, "</ul>\n");
}

static void write_note(const struct page *page, enum phrase which, struct str note)
{
	if (note.len)
		markup_print(page->out, "<p class=\"note\">%%%</p>\n", page_phrase(page, which),
			str_of(phrase_colon(page->report->english)), note);
}

static void write_entry(const struct page *page, size_t i)
{
	const struct report_entry *entry = &page->report->entries.item[i];
	const struct indicator *it = entry->key.indicator;

	markup_print(page->out,
		"<section class=\"entry\" id=\"%\">\n<h3>%</h3>\n<p class=\"about\">%",
		entry->anchor, entry->title, entry->about);
	if (entry->owner.len)
		markup_print(page->out, " · %", entry->owner);
	if (it->group)
		markup_print(page->out, " · <a href=\"#g-%\">%</a>", it->group_id, it->group_id);
	markup_print(page->out, " · <code>%</code></p>\n", it->id);
	write_targets(page, entry);
	write_chart(page, i);
	write_note(page, PHRASE_NOTE, entry->note);
	write_note(page, PHRASE_SOURCE, entry->source);
	write_revisions(page, entry);
	write_figures(page, entry);
	buf_text(page->out, "</section>\n");
}

void page_entries(const struct page *page)
{
	page_section(page, "entries", PHRASE_ENTRIES);
	for (size_t i = 0; i < page->report->entries.count; i++)
		write_entry(page, i);
	buf_text(page->out, "</section>\n");
}
