/**
 * report: what the report says, section by section, as plain data. It is made once from the book
 * and the verdicts; the writers (report_html.h, report_markdown.h) only lay it out.
 *
 * Everything is text in the report's language, ready to be shown but not yet escaped. A name ending
 * in `anchor` is an id within the page, made of letters, digits and . _ - only.
 */
#ifndef TIDEMARK_OUTPUT_REPORT_H
#define TIDEMARK_OUTPUT_REPORT_H

#include "analysis/standing.h"
#include "output/result.h"

/** A figure that a later load changed. */
struct report_revision {
	struct series_key key;
	struct str period, unit, at, file; /* at: 2024-07-10T09:12:33+08:00 */
	int load;
	double before, after;
};

struct report_revisions {
	ARRAY(struct report_revision);
};

/** What a report is made from. */
struct report_source {
	const struct book *book;
	const struct verdicts *verdicts;          /* of all indicators, the worst first */
	const struct report_revisions *revisions; /* the latest first */
	const bool *chosen;      /* by indicator index; NULL: all, and only then groups are told */
	struct str owner, group; /* only this owner's, this group's; .at NULL: all */
	int today;
	int load;           /* the last load that counts; 0: none … */
	struct str load_at; /* … and when it came */
	struct str since;   /* since when revisions are listed; empty: they are not known */
	bool english;
};

/** A finding of the first page: one sentence with what it is about. */
struct report_line {
	enum tint tint;
	struct str mark; /* "未达标": the status in a word */
	struct str title, target, owner, text;
	struct str anchor; /* where more is said */
};

enum report_part { PART_MISSED, PART_RISK, PART_WELL, PART_WANTING };
enum { PART_COUNT = PART_WANTING + 1 };

struct report_lines {
	ARRAY(struct report_line);
	size_t all, left; /* how many there are; those of them that no line tells of */
};

/** A target with its verdict, or an indicator that has no target. */
struct report_row {
	const struct verdict *verdict; /* NULL: no target */
	size_t entry;
	enum tint tint;
	struct str status, period, value, target, sentence;
	struct str pace, projection, chance, variation;
};

struct report_places {
	ARRAY(size_t);
};

/** The figures of an entry, oldest first, `columns` cells a row behind its period. */
struct report_figures {
	struct str_list headings, periods, cells;
};

/** A picture, given by whoever draws. */
struct report_picture {
	struct str path; /* from the page; empty: it could not be drawn */
	struct str svg;  /* the picture itself, for a page in one file; else empty */
	struct str alt;  /* what it shows, and the finding */
	int width, height;
};

struct report_pictures {
	ARRAY(struct report_picture *);
};

/** An indicator as a whole, or one of its areas that has a target of its own. */
struct report_entry {
	struct series_key key;
	const struct series *series; /* NULL: it has no figures */
	struct str anchor, title, owner, about, note, source;
	struct str period, value, change, yoy, freshness; /* of the latest figure */
	struct report_places rows;
	struct report_figures figures;
	struct report_places revisions;
	struct report_picture *chart; /* NULL: none yet */
	struct report_pictures areas; /* all of them on one scale */
};

struct report_action {
	const struct action *action;
	const struct group *group;
	enum tint tint;
	struct str state, owner, due, done;
	bool is_open, is_overdue;
	int days; /* overdue */
};

struct report_group {
	struct standing standing;
	enum tint tint;
	struct str anchor, title, state, owners, due;
	struct str decided; /* "declared closed on 2024-06-30"; may be empty */
	struct report_places entries, actions;
};

/** What one owner answers for: a page to hand over. */
struct report_owner {
	struct str name, anchor;
	struct report_places rows, actions; /* places in report.rows and report.actions */
	size_t counts[VERDICT_COUNT];
	size_t overdue, undone; /* actions; undone: the overdue ones too */
	struct str duties;      /* "1 missed, 2 actions overdue"; empty: nothing presses */
};

struct report {
	bool english;
	bool single; /* one file, with the pictures in it */
	const struct report_source *source;
	struct str title, scope;
	struct str headline; /* how many targets are met, missed, … */
	struct str ledger;   /* how the groups and their actions stand; may be empty */
	struct str since;    /* "Revisions since 2024-06-05" */
	size_t counts[VERDICT_COUNT], targets; /* windows that are over do not count */
	struct report_lines parts[PART_COUNT];
	struct {
		ARRAY(struct report_row);
	} rows; /* the worst first, indicators without targets last; windows that are over too */
	struct {
		ARRAY(struct report_entry);
	} entries; /* in the order of the catalogue */
	struct {
		ARRAY(struct report_action);
	} actions;
	struct {
		ARRAY(struct report_group);
	} groups;
	struct {
		ARRAY(struct report_owner);
	} owners;                        /* those first who have most to do */
	struct report_pictures overview; /* small charts of all indicators */
	struct report_revisions revisions;
	struct str_list colophon; /* heading and text by turns */
};

/** Memory: the report refers to the source, its book and its verdicts. */
void report_make(struct arena *arena, const struct report_source *source, struct report *report);

bool report_has_picture(const struct report_picture *picture);

/** The indicator's title, with the area if it is one's. */
struct str report_title(struct arena *arena, struct series_key key, bool english);

/** "And 3 more", for what no line tells of. */
struct str report_left(struct arena *arena, const struct report_lines *lines, bool english);

/* The parts of report_make, one a file. */
void report_add_entries(struct arena *arena, struct report *report);
void report_add_groups(struct arena *arena, struct report *report);
void report_add_owners(struct arena *arena, struct report *report);
void report_add_parts(struct arena *arena, struct report *report);
void report_add_colophon(struct arena *arena, struct report *report);

#endif
