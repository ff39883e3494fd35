/* report_html_entries: a section for each indicator. */
#include "output/report_html.h"
#include "text/markup.h"

static void write_charts(const struct page *page, const struct report_entry *entry)
{
	if (report_has_picture(entry->chart))
		page_picture(page, entry->chart);
	else
		markup_print(page->out, "<p class=\"none\">%</p>\n",
			page_phrase(page, entry->series ? PHRASE_NO_CHART : PHRASE_NO_FIGURES));
	for (size_t i = 0; i < entry->areas.count; i++)
		if (report_has_picture(entry->areas.item[i]))
			page_picture(page, entry->areas.item[i]);
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

/*
 * Browsers that run scripts take what is in noscript for mere text, which the page's script unpacks
 * when somebody looks: a thousand tables would keep the page from opening for seconds. End tags
 * that HTML does not ask for are left out for the same reason.
 */
static void write_figures(const struct page *page, const struct report_entry *entry)
{
	const struct report_figures *figures = &entry->figures;
	size_t columns = figures->headings.count;

	if (!figures->periods.count)
		return;
	markup_print(page->out,
		"<details><summary>%</summary><noscript><table class=\"figures\"><thead><tr>"
		"<th scope=\"col\">%",
		page_phrase(page, PHRASE_FIGURES), page_phrase(page, PHRASE_PERIOD));
	for (size_t c = 0; c < columns; c++)
		markup_print(page->out, "<th scope=\"col\">%", figures->headings.item[c]);
	buf_text(page->out, "<tbody>");
	for (size_t i = figures->periods.count; i-- > 0;) {
		markup_print(page->out, "\n<tr><th scope=\"row\">%", figures->periods.item[i]);
		for (size_t c = 0; c < columns; c++)
			markup_print(page->out, "<td>%", figures->cells.item[i * columns + c]);
	}
	buf_text(page->out, "</table></noscript></details>\n");
}

static void write_revision(const struct page *page, const struct report_revision *r)
{
	markup_print(page->out, "<li>%%%: % → % % <span class=\"who\">(%, %)</span></li>\n",
		r->key.area, r->key.area.len ? STR(" ") : STR(""), r->period,
		page_figure(page, r->before), page_figure(page, r->after), r->unit,
		str_head(r->at, sizeof("2024-07-10") - 1), r->file);
}

static void write_revisions(const struct page *page, const struct report_entry *entry)
{
	enum { MOST = 12 };
	struct report_lines rest = {0};

	if (!entry->revisions.count)
		return;
	markup_print(page->out, "<p class=\"note\">%</p>\n<ul class=\"revised\">\n",
		page->report->since);
	for (size_t i = 0; i < entry->revisions.count && i < MOST; i++)
		write_revision(page, &page->report->revisions.item[entry->revisions.item[i]]);
	buf_text(page->out, "</ul>\n");
	if (entry->revisions.count <= MOST)
		return;
	rest.left = entry->revisions.count - MOST;
	markup_print(page->out, "<p class=\"more\"><a href=\"#revisions\">%</a></p>\n",
		report_left(page->arena, &rest, page->report->english));
}

static void write_note(const struct page *page, enum phrase which, struct str note)
{
	if (note.len)
		markup_print(page->out, "<p class=\"note\">%%%</p>\n", page_phrase(page, which),
			str_of(phrase_colon(page->report->english)), note);
}

static void write_entry(const struct page *page, const struct report_entry *entry)
{
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
	buf_text(page->out, "<div class=\"body\">\n<div>\n");
	write_charts(page, entry);
	buf_text(page->out, "</div>\n<div>\n");
	write_note(page, PHRASE_NOTE, entry->note);
	write_note(page, PHRASE_SOURCE, entry->source);
	write_revisions(page, entry);
	buf_text(page->out, "</div>\n</div>\n");
	write_figures(page, entry);
	buf_text(page->out, "</section>\n");
}

/* A sheet is wide and has to be readable on a phone too, so it scrolls by itself. */
static void write_overview(const struct page *page)
{
	const struct report_pictures *overview = &page->report->overview;

	for (size_t i = 0; i < overview->count; i++) {
		if (!report_has_picture(overview->item[i]))
			continue;
		markup_print(page->out,
			"<div class=\"wide sheet\" role=\"region\" tabindex=\"0\" "
			"aria-label=\"%\">\n",
			page_phrase(page, PHRASE_SHEET));
		page_picture(page, overview->item[i]);
		buf_text(page->out, "</div>\n");
	}
}

void page_entries(const struct page *page)
{
	page_section(page, "entries", PHRASE_ENTRIES);
	write_overview(page);
	for (size_t i = 0; i < page->report->entries.count; i++)
		write_entry(page, &page->report->entries.item[i]);
	buf_text(page->out, "</section>\n");
}
