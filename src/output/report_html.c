#include "output/report_html.h"

#include "text/decimal.h"
#include "text/digest.h"
#include "text/markup.h"

#include <math.h>

static const char style[] = "\n"
#include "output/report.css.h"
	;
static const char script[] = "\n"
#include "output/report.js.h"
	;

struct str page_phrase(const struct page *page, enum phrase which)
{
	return str_of(phrase(which, page->report->english));
}

struct str page_number(const struct page *page, size_t number)
{
	return str_printf(page->arena, "%zu", number);
}

struct str page_tint(enum tint tint)
{
	static const char *const names[] = {[TINT_NONE] = "plain",
		[TINT_GOOD] = "good",
		[TINT_WATCH] = "watch",
		[TINT_BAD] = "bad",
		[TINT_FAINT] = "faint"};

	return str_of(names[tint]);
}

struct str page_figure(const struct page *page, double value)
{
	if (isnan(value))
		return STR("–");
	return decimal_round(page->arena, value, decimal_places(value), true);
}

void page_section(const struct page *page, const char *anchor, enum phrase title)
{
	markup_print(page->out,
		"<section id=\"%\" aria-labelledby=\"h-%\">\n<h2 id=\"h-%\">%</h2>\n",
		str_of(anchor), str_of(anchor), str_of(anchor), page_phrase(page, title));
}

/* What scrolls has to be reached without a mouse; a stack fits every window. */
void page_table(const struct page *page, const struct page_table *table)
{
	struct buf *out = page->out;

	if (*table->class)
		buf_text(out, "<div class=\"wide\">\n<table");
	else
		markup_print(out,
			"<div class=\"wide\" role=\"region\" tabindex=\"0\" "
			"aria-label=\"%\">\n<table",
			table->caption);
	if (*table->id)
		markup_print(out, " id=\"%\"", str_of(table->id));
	if (*table->class)
		markup_print(out, " class=\"%\"", str_of(table->class));
	markup_print(out, ">\n<caption>%</caption>\n<thead><tr>", table->caption);
	for (size_t i = 0; i < table->count; i++)
		markup_print(out, "<th scope=\"col\" class=\"%\">%</th>",
			str_of(table->columns[i].class),
			page_phrase(page, table->columns[i].phrase));
	buf_text(out, "</tr></thead>\n<tbody>\n");
}

void page_table_end(const struct page *page)
{
	buf_text(page->out, "</tbody>\n</table>\n</div>\n");
}

void page_cell(const struct page *page, const struct page_column *column, struct str text)
{
	markup_print(page->out, "<td class=\"%\" data-l=\"%\">%</td>", str_of(column->class),
		page_phrase(page, column->phrase), text);
}

void page_mark(
	const struct page *page, const struct page_column *column, enum tint tint, struct str word)
{
	markup_print(page->out, "<td class=\"%\"><span class=\"mark %\">%</span></td>",
		str_of(column->class), page_tint(tint), word);
}

void page_picture(const struct page *page, const struct report_picture *picture)
{
	buf_text(page->out, "<img src=\"");
	if (picture->svg.len) {
		buf_text(page->out, "data:image/svg+xml;base64,");
		markup_base64(page->out, picture->svg);
	} else {
		markup_path(page->out, picture->path);
	}
	markup_print(page->out, "\" loading=\"lazy\" width=\"%\" height=\"%\" alt=\"%\">\n",
		page_number(page, (size_t)picture->width),
		page_number(page, (size_t)picture->height), picture->alt);
}

void page_target(const struct page *page, const struct report_row *row)
{
	const struct report_entry *entry = &page->report->entries.item[row->entry];
	bool english = page->report->english;

	markup_print(page->out,
		"<li><span class=\"mark %\">%</span><div><p><a "
		"href=\"#%\">%</a>%%</p><p>%%</p></div>"
		"</li>\n",
		page_tint(row->tint), row->status, entry->anchor, entry->title,
		str_of(phrase_colon(english)), row->target, row->sentence,
		english ? STR(".") : STR("。"));
}

/* Nothing but what is named here may be loaded or run, whatever a title tries. */
static void write_policy(const struct page *page)
{
	markup_print(page->out, page->report->single
					? "<meta http-equiv=\"Content-Security-Policy\" "
					  "content=\"default-src 'none'; img-src data:; "
					: "<meta http-equiv=\"Content-Security-Policy\" "
					  "content=\"default-src 'none'; img-src 'self'; ");
	markup_print(page->out,
		"style-src 'sha256-%'; script-src 'sha256-%'; base-uri 'none'; "
		"form-action 'none'\">\n",
		digest_sha256_base64(page->arena, STR(style)),
		digest_sha256_base64(page->arena, STR(script)));
}

static void write_head(const struct page *page)
{
	const struct report *report = page->report;

	markup_print(page->out,
		"<!DOCTYPE html>\n<html lang=\"%\">\n<head>\n<meta charset=\"utf-8\">\n",
		report->english ? STR("en") : STR("zh-CN"));
	write_policy(page);
	markup_print(page->out,
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		"<meta name=\"generator\" content=\"tidemark " TIDEMARK_VERSION "\">\n"
		"<meta name=\"description\" content=\"%\">\n<title>% · %</title>\n<style>",
		report->headline, report->title, report->scope);
	buf_text(page->out, style);
	buf_text(page->out, "</style>\n</head>\n<body>\n");
}

static void write_navigation(const struct page *page)
{
	static const struct {
		const char *anchor;
		enum phrase phrase;
	} links[] = {{"overview", PHRASE_OVERVIEW}, {"groups", PHRASE_GROUPS},
		{"owners", PHRASE_OWNERS}, {"targets", PHRASE_TABLE}, {"entries", PHRASE_ENTRIES},
		{"revisions", PHRASE_REVISIONS}, {"colophon", PHRASE_COLOPHON}};

	markup_print(page->out, "<nav aria-label=\"%\"><ul>\n", page_phrase(page, PHRASE_CONTENTS));
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++)
		if ((links[i].phrase != PHRASE_GROUPS || page->report->groups.count) &&
			(links[i].phrase != PHRASE_OWNERS || page->report->owners.count))
			markup_print(page->out, "<li><a href=\"#%\">%</a></li>\n",
				str_of(links[i].anchor), page_phrase(page, links[i].phrase));
	buf_text(page->out, "</ul></nav>\n");
}

static void write_tile(
	const struct page *page, const char *anchor, enum tint tint, enum phrase what, size_t count)
{
	markup_print(page->out, "<li><a class=\"%\" href=\"#%\"><b>%</b>%</a></li>\n",
		page_tint(count ? tint : TINT_FAINT), str_of(anchor), page_number(page, count),
		page_phrase(page, what));
}

static void write_tiles(const struct page *page)
{
	const size_t *n = page->report->counts;

	buf_text(page->out, "<ul class=\"tiles\">\n");
	write_tile(page, "missed", TINT_BAD, PHRASE_MISSED, n[VERDICT_MISSED]);
	write_tile(
		page, "risk", TINT_WATCH, PHRASE_RISK, n[VERDICT_AT_RISK] + n[VERDICT_OFF_TRACK]);
	write_tile(page, "well", TINT_GOOD, PHRASE_MET_OR_ON_TRACK,
		n[VERDICT_MET] + n[VERDICT_ON_TRACK]);
	write_tile(page, "wanting", TINT_FAINT, PHRASE_NO_USABLE_FIGURE,
		n[VERDICT_STALE] + n[VERDICT_NO_DATA]);
	write_tile(page, "targets", TINT_FAINT, PHRASE_NOT_DUE, n[VERDICT_NOT_DUE]);
	buf_text(page->out, "</ul>\n");
}

static void write_line(const struct page *page, const struct report_line *line)
{
	bool english = page->report->english;

	markup_print(page->out, "<li><span class=\"mark %\">%</span><div><p>",
		page_tint(line->tint), line->mark);
	markup_print(page->out, "<a href=\"#%\">%</a>", line->anchor, line->title);
	if (line->target.len)
		markup_print(page->out, "%%", str_of(phrase_colon(english)), line->target);
	if (line->owner.len)
		markup_print(page->out, " <span class=\"who\">· %</span>", line->owner);
	markup_print(page->out, "</p><p>%%</p></div></li>\n", line->text,
		english ? STR(".") : STR("。"));
}

static void write_lines(const struct page *page, enum report_part part)
{
	static const struct {
		const char *anchor;
		enum phrase title, none;
	} parts[PART_COUNT] = {[PART_MISSED] = {"missed", PHRASE_MISSED, PHRASE_NONE_MISSED},
		[PART_RISK] = {"risk", PHRASE_RISK, PHRASE_NONE_RISK},
		[PART_WELL] = {"well", PHRASE_WELL, PHRASE_NONE_WELL},
		[PART_WANTING] = {"wanting", PHRASE_WANTING, PHRASE_NONE_WANTING}};
	const struct report_lines *lines = &page->report->parts[part];

	markup_print(page->out, "<h3 id=\"%\">%", str_of(parts[part].anchor),
		page_phrase(page, parts[part].title));
	if (lines->all)
		markup_print(page->out, " <span class=\"count\">%</span>",
			page_number(page, lines->all));
	buf_text(page->out, "</h3>\n");
	if (!lines->count) {
		markup_print(page->out, "<p class=\"none\">%</p>\n",
			page_phrase(page, parts[part].none));
		return;
	}
	buf_text(page->out, "<ul class=\"lines\">\n");
	for (size_t i = 0; i < lines->count; i++)
		write_line(page, &lines->item[i]);
	buf_text(page->out, "</ul>\n");
	if (lines->left)
		markup_print(page->out, "<p class=\"more\"><a href=\"#targets\">%</a></p>\n",
			report_left(page->arena, lines, page->report->english));
}

/* "To be followed up: Roads (1 missed), Police (1 overdue action) and others": who has to act. */
static void write_call(const struct page *page)
{
	enum { MOST_OWNERS = 6 };
	bool english = page->report->english;
	size_t named = 0;

	for (size_t i = 0; i < page->report->owners.count && named <= MOST_OWNERS; i++) {
		const struct report_owner *owner = &page->report->owners.item[i];

		if (!owner->duties.len || named++ == MOST_OWNERS)
			continue;
		if (named == 1)
			markup_print(page->out, "<p class=\"call\"><b>%</b>%",
				page_phrase(page, PHRASE_TO_ACT), str_of(phrase_colon(english)));
		markup_print(page->out,
			english ? "%<a href=\"#%\">%</a> (%)" : "%<a href=\"#%\">%</a>（%）",
			named > 1 ? str_of(phrase_comma(english)) : STR(""), owner->anchor,
			owner->name, owner->duties);
	}
	if (named > MOST_OWNERS)
		markup_print(
			page->out, "<a href=\"#owners\">%</a>", page_phrase(page, PHRASE_AND_MORE));
	if (named)
		markup_print(page->out, "%</p>\n", english ? STR(".") : STR("。"));
	else if (page->report->owners.count)
		markup_print(page->out, "<p class=\"call\">%</p>\n",
			page_phrase(page, PHRASE_NOBODY_TO_ACT));
}

/* Without a target and without anything overdue there is nothing to find. */
static void write_findings(const struct page *page)
{
	const struct report *report = page->report;

	if (!report->targets && !report->parts[PART_WANTING].all) {
		markup_print(page->out, "<p class=\"call\">%</p>\n",
			page_phrase(page, PHRASE_NO_TARGETS));
		return;
	}
	write_tiles(page);
	write_call(page);
	if (report->ledger.len)
		markup_print(page->out, "<p class=\"ledger\">%</p>\n", report->ledger);
	buf_text(page->out, "<div class=\"halves\">\n<div>\n");
	write_lines(page, PART_MISSED);
	write_lines(page, PART_RISK);
	buf_text(page->out, "</div>\n<div>\n");
	write_lines(page, PART_WELL);
	write_lines(page, PART_WANTING);
	buf_text(page->out, "</div>\n</div>\n");
}

static void write_overview(const struct page *page)
{
	const struct report *report = page->report;

	markup_print(page->out,
		"<header id=\"top\">\n<h1>%</h1>\n<p class=\"scope\">%</p>\n</header>\n",
		report->title, report->scope);
	write_navigation(page);
	buf_text(page->out, "<main id=\"main\">\n");
	page_section(page, "overview", PHRASE_OVERVIEW);
	write_findings(page);
	buf_text(page->out, "</section>\n");
}

static void write_colophon(const struct page *page)
{
	const struct str_list *colophon = &page->report->colophon;

	buf_text(page->out, "</main>\n<footer>\n");
	page_section(page, "colophon", PHRASE_COLOPHON);
	buf_text(page->out, "<dl>\n");
	for (size_t i = 0; i + 1 < colophon->count; i += 2)
		markup_print(page->out, "<dt>%</dt><dd>%</dd>\n", colophon->item[i],
			colophon->item[i + 1]);
	markup_print(page->out,
		"</dl>\n<p class=\"top\"><a "
		"href=\"#top\">%</a></p>\n</section>\n</footer>\n<script>",
		page_phrase(page, PHRASE_TO_TOP));
	buf_text(page->out, script);
	buf_text(page->out, "</script>\n</body>\n</html>\n");
}

void report_html(struct arena *arena, const struct report *report, struct buf *out)
{
	struct page page = {arena, report, out};

	write_head(&page);
	markup_print(
		out, "<a class=\"skip\" href=\"#main\">%</a>\n", page_phrase(&page, PHRASE_SKIP));
	write_overview(&page);
	page_groups(&page);
	page_owners(&page);
	page_targets(&page);
	page_entries(&page);
	page_revisions(&page);
	write_colophon(&page);
}
