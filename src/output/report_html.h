/**
 * report_html: the report as a page. It asks for nothing but its own pictures, forbids the rest by
 * a content security policy, and can be read whole without its script.
 */
#ifndef TIDEMARK_OUTPUT_REPORT_HTML_H
#define TIDEMARK_OUTPUT_REPORT_HTML_H

#include "output/report.h"
#include "output/report_words.h"

/** Pictures for a page in one file: of each entry, as SVG; empty where there is none. */
struct report_pictures {
	const struct str *svg; /* by entry; NULL: the page refers to entry->chart */
};

void report_html(struct arena *arena, const struct report *report,
	const struct report_pictures *pictures, struct buf *out);

/* Its parts, one a file. */

struct page {
	struct arena *arena;
	const struct report *report;
	const struct report_pictures *pictures;
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

/** A table's frame, which scrolls by itself, and its row of headings. */
struct page_column {
	enum phrase phrase;
	const char *class; /* "" or a class of the style sheet */
};
void page_table(const struct page *page, struct str caption, const char *id,
	const struct page_column *columns, size_t count);
void page_table_end(const struct page *page);

void page_targets(const struct page *page);   /* the full table */
void page_groups(const struct page *page);    /* the ledger, and each group */
void page_owners(const struct page *page);    /* a page for each owner */
void page_entries(const struct page *page);   /* each indicator */
void page_revisions(const struct page *page); /* every figure that changed */

#endif
