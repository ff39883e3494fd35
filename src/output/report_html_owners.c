/* report_html_owners: who has how much to do, and for each a page to hand over. */
#include "output/report_html.h"
#include "output/words.h"
#include "text/markup.h"

/* "1 missed, 2 met" */
static struct str counts_text(const struct page *page, const struct report_owner *owner)
{
	bool english = page->report->english;
	struct buf out;

	buf_init(&out, page->arena);
	for (int s = VERDICT_COUNT; s-- > 0;)
		if (owner->counts[s])
			buf_printf(&out, english ? "%s%zu %s" : "%s%zu 项%s",
				out.len ? phrase_comma(english) : "", owner->counts[s],
				words_status((enum verdict_status)s, english));
	return buf_str(&out);
}

static void write_owner(const struct page *page, const struct report_owner *owner)
{
	markup_print(page->out,
		"<section class=\"owner\" id=\"%\">\n<h3>% <span class=\"tag\">% · %</span></h3>\n"
		"<p class=\"about\">%</p>\n",
		owner->anchor, owner->name, page_phrase(page, PHRASE_FOLLOW_UP),
		page->report->scope, counts_text(page, owner));
	if (owner->rows.count) {
		buf_text(page->out, "<ul class=\"lines\">\n");
		for (size_t i = 0; i < owner->rows.count; i++)
			page_target(page, &page->report->rows.item[owner->rows.item[i]]);
		buf_text(page->out, "</ul>\n");
	}
	page_actions(page, &owner->actions,
		str_printf(page->arena, "%.*s · %s", STR_ARG(owner->name),
			phrase(PHRASE_ACTIONS, page->report->english)),
		false);
	markup_print(page->out,
		"<p class=\"signed\"><span>%</span><span>%</span><span>%</span></p>\n</section>\n",
		page_phrase(page, PHRASE_SIGNED), page_phrase(page, PHRASE_SIGNED_ON),
		page_phrase(page, PHRASE_REPLY_ON));
}

/* A nought says nothing that an empty cell would not. */
static struct str count_text(const struct page *page, size_t count)
{
	return count ? page_number(page, count) : STR("");
}

static void write_list(const struct page *page)
{
	static const struct page_column heads[] = {{PHRASE_OWNER, "name"}, {PHRASE_MISSED, "n"},
		{PHRASE_RISK, "n"}, {PHRASE_OVERDUE_ACTIONS, "n"}, {PHRASE_UNDONE_ACTIONS, "n"},
		{PHRASE_NO_USABLE_FIGURE, "n"}, {PHRASE_NOT_DUE, "n"},
		{PHRASE_MET_OR_ON_TRACK, "n"}};
	const struct page_table table = {page_phrase(page, PHRASE_OWNERS_CAPTION), "", "stack",
		heads, sizeof(heads) / sizeof(*heads)};

	page_table(page, &table);
	for (size_t i = 0; i < page->report->owners.count; i++) {
		const struct report_owner *owner = &page->report->owners.item[i];
		const size_t *n = owner->counts;

		markup_print(page->out,
			"<tr><th scope=\"row\" class=\"name\"><a href=\"#%\">%</a></th>",
			owner->anchor, owner->name);
		page_cell(page, &heads[1], count_text(page, n[VERDICT_MISSED]));
		page_cell(page, &heads[2],
			count_text(page, n[VERDICT_AT_RISK] + n[VERDICT_OFF_TRACK]));
		page_cell(page, &heads[3], count_text(page, owner->overdue));
		page_cell(page, &heads[4], count_text(page, owner->undone));
		page_cell(page, &heads[5], count_text(page, n[VERDICT_STALE] + n[VERDICT_NO_DATA]));
		page_cell(page, &heads[6], count_text(page, n[VERDICT_NOT_DUE]));
		page_cell(page, &heads[7], count_text(page, n[VERDICT_MET] + n[VERDICT_ON_TRACK]));
		buf_text(page->out, "</tr>\n");
	}
	page_table_end(page);
}

void page_owners(const struct page *page)
{
	if (!page->report->owners.count)
		return;
	page_section(page, "owners", PHRASE_OWNERS);
	if (page->report->owners.count > 1)
		write_list(page);
	for (size_t i = 0; i < page->report->owners.count; i++)
		write_owner(page, &page->report->owners.item[i]);
	buf_text(page->out, "</section>\n");
}
