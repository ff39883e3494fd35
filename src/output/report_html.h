/**
 * report_html: the report as a page. It asks for nothing but its own pictures, forbids the rest by
 * a content security policy, and can be read whole without its script.
 */
#ifndef TIDEMARK_OUTPUT_REPORT_HTML_H
#define TIDEMARK_OUTPUT_REPORT_HTML_H

#include "output/report.h"
#include "output/report_words.h"

void report_html(struct arena *arena, const struct report *report, struct buf *out);

/* Its parts, one a file. */

struct page {
	struct arena *arena;
	const struct report *report;
	struct buf *out;
};

/** The phrase in the report's language. */
struct str page_phrase(const struct page *page, enum phrase which);
struct str page_number(const struct page *page, size_t number);

/** A figure with all its decimals, "–" if it is missing. */
struct str page_figure(const struct page *page, double value);

/** "good", "watch", "bad", "faint" or "plain": a class of the style sheet. */
struct str page_tint(enum tint tint);

/** Opens a section with a heading and an anchor, which must be a plain word. */
void page_section(const struct page *page, const char *anchor, enum phrase title);

/** A table's frame and its row of headings. */
struct page_column {
	enum phrase phrase;
	const char *class; /* "" or a class of the style sheet */
};

struct page_table {
	struct str caption;
	const char *id;    /* "": none */
	const char *class; /* "stack": on a phone each row is a card; "": it scrolls by itself */
	const struct page_column *columns;
	size_t count;
};
void page_table(const struct page *page, const struct page_table *table);
void page_table_end(const struct page *page);

/** A cell; in a stack it bears the column's heading. */
void page_cell(const struct page *page, const struct page_column *column, struct str text);

/** A cell with a status in it, or a state: a word in its colour and with its sign. */
void page_mark(
	const struct page *page, const struct page_column *column, enum tint tint, struct str word);

/** A target with its sentence, in a list. */
void page_target(const struct page *page, const struct report_row *row);

/** Actions; without the column of owners for a page that is one's. */
void page_actions(const struct page *page, const struct report_places *actions, struct str caption,
	bool with_owner);

void page_picture(const struct page *page, const struct report_picture *picture);

void page_targets(const struct page *page);   /* the full table */
void page_groups(const struct page *page);    /* the ledger, and each group */
void page_owners(const struct page *page);    /* who has how much to do, and a page for each */
void page_entries(const struct page *page);   /* each indicator */
void page_revisions(const struct page *page); /* every figure that changed */

#endif
