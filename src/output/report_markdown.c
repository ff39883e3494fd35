#include "output/report_markdown.h"

#include "output/report_words.h"
#include "text/decimal.h"
#include "text/markup.h"

#include <math.h>

struct letter {
	struct arena *arena;
	const struct report *report;
	struct buf *out;
};

static void write_heading(const struct letter *letter, const char *level, enum phrase what)
{
	buf_printf(letter->out, "\n%s %s\n\n", level, phrase(what, letter->report->english));
}

static void write_cell(const struct letter *letter, struct str text)
{
	buf_char(letter->out, ' ');
	markup_markdown(letter->out, text);
	buf_text(letter->out, " |");
}

static void write_columns(const struct letter *letter, const enum phrase *columns, size_t count)
{
	buf_char(letter->out, '|');
	for (size_t i = 0; i < count; i++)
		write_cell(letter, str_of(phrase(columns[i], letter->report->english)));
	buf_text(letter->out, "\n|");
	for (size_t i = 0; i < count; i++)
		buf_text(letter->out, " --- |");
	buf_char(letter->out, '\n');
}

static void write_line(const struct letter *letter, const struct report_line *line)
{
	bool english = letter->report->english;
	struct buf *out = letter->out;

	buf_text(out, "- **");
	markup_markdown(out, line->mark);
	buf_text(out, "** ");
	markup_markdown(out, line->title);
	if (line->target.len) {
		buf_text(out, phrase_colon(english));
		markup_markdown(out, line->target);
	}
	if (line->owner.len) {
		buf_text(out, english ? " (" : "（");
		markup_markdown(out, line->owner);
		buf_text(out, english ? ")" : "）");
	}
	buf_text(out, english ? " – " : " —— ");
	markup_markdown(out, line->text);
	buf_char(out, '\n');
}

static void write_part(
	const struct letter *letter, enum report_part part, enum phrase title, enum phrase none)
{
	const struct report_lines *lines = &letter->report->parts[part];

	write_heading(letter, "##", title);
	if (!lines->count)
		buf_printf(letter->out, "%s\n", phrase(none, letter->report->english));
	for (size_t i = 0; i < lines->count; i++)
		write_line(letter, &lines->item[i]);
	if (lines->left)
		buf_printf(letter->out, "\n%.*s\n",
			STR_ARG(report_left(letter->arena, lines, letter->report->english)));
}

static void write_groups(const struct letter *letter)
{
	static const enum phrase columns[] = {PHRASE_STATE, PHRASE_GROUP, PHRASE_OWNER, PHRASE_DUE,
		PHRASE_ACTIONS_DONE, PHRASE_TARGETS};

	if (!letter->report->groups.count)
		return;
	write_heading(letter, "##", PHRASE_GROUPS);
	write_columns(letter, columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < letter->report->groups.count; i++) {
		const struct report_group *group = &letter->report->groups.item[i];
		const struct standing *s = &group->standing;

		buf_char(letter->out, '|');
		write_cell(letter, group->state);
		write_cell(letter, str_printf(letter->arena, "%.*s %.*s", STR_ARG(s->group->id),
					   STR_ARG(group->title)));
		write_cell(letter, group->owners);
		write_cell(letter, group->due);
		write_cell(letter, str_printf(letter->arena, "%zu / %zu", s->done, s->actions));
		write_cell(letter,
			str_printf(letter->arena, "%zu / %zu / %zu", s->met, s->open, s->missed));
		buf_char(letter->out, '\n');
	}
}

static void write_targets(const struct letter *letter)
{
	static const enum phrase columns[] = {PHRASE_STATUS, PHRASE_INDICATOR, PHRASE_OWNER,
		PHRASE_PERIOD, PHRASE_VALUE, PHRASE_TARGET, PHRASE_REASON};

	write_heading(letter, "##", PHRASE_TABLE);
	write_columns(letter, columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < letter->report->rows.count; i++) {
		const struct report_row *row = &letter->report->rows.item[i];
		const struct report_entry *entry = &letter->report->entries.item[row->entry];

		if (!row->verdict || row->verdict->over)
			continue;
		buf_char(letter->out, '|');
		write_cell(letter, row->status);
		write_cell(letter, entry->title);
		write_cell(letter, entry->owner);
		write_cell(letter, row->period);
		write_cell(letter, row->value);
		write_cell(letter, row->target);
		write_cell(letter, row->sentence);
		buf_char(letter->out, '\n');
	}
}

static struct str figure(const struct letter *letter, double value)
{
	if (isnan(value))
		return STR("–");
	return decimal_round(letter->arena, value, decimal_places(value), true);
}

static void write_revisions(const struct letter *letter)
{
	static const enum phrase columns[] = {PHRASE_INDICATOR, PHRASE_PERIOD, PHRASE_OLD,
		PHRASE_NEW, PHRASE_UNIT, PHRASE_WHEN, PHRASE_LOAD, PHRASE_FILE};
	const struct report_revisions *revisions = &letter->report->revisions;

	buf_text(letter->out, "\n## ");
	markup_markdown(letter->out, letter->report->since);
	buf_text(letter->out, "\n\n");
	if (!revisions->count)
		buf_printf(
			letter->out, "%s\n", phrase(PHRASE_NO_REVISIONS, letter->report->english));
	else
		write_columns(letter, columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < revisions->count; i++) {
		const struct report_revision *r = &revisions->item[i];

		buf_char(letter->out, '|');
		write_cell(letter, report_title(letter->arena, r->key, letter->report->english));
		write_cell(letter, r->period);
		write_cell(letter, figure(letter, r->before));
		write_cell(letter, figure(letter, r->after));
		write_cell(letter, r->unit);
		write_cell(letter, str_head(r->at, sizeof("2024-07-10") - 1));
		write_cell(letter, str_printf(letter->arena, "%d", r->load));
		write_cell(letter, r->file);
		buf_char(letter->out, '\n');
	}
}

static void write_colophon(const struct letter *letter)
{
	const struct str_list *colophon = &letter->report->colophon;

	write_heading(letter, "##", PHRASE_COLOPHON);
	for (size_t i = 0; i + 1 < colophon->count; i += 2) {
		buf_text(letter->out, "- **");
		markup_markdown(letter->out, colophon->item[i]);
		buf_printf(letter->out, "**%s", phrase_colon(letter->report->english));
		markup_markdown(letter->out, colophon->item[i + 1]);
		buf_char(letter->out, '\n');
	}
}

/* Who has to act, and how the groups stand. */
static void write_call(const struct letter *letter)
{
	const struct report *report = letter->report;
	bool named = false;

	for (size_t i = 0; i < report->owners.count; i++) {
		const struct report_owner *owner = &report->owners.item[i];

		if (!owner->duties.len)
			continue;
		if (named)
			buf_text(letter->out, phrase_comma(report->english));
		else
			buf_printf(letter->out, "\n**%s**%s",
				phrase(PHRASE_TO_ACT, report->english),
				phrase_colon(report->english));
		named = true;
		markup_markdown(letter->out, owner->name);
		buf_text(letter->out, report->english ? " (" : "（");
		markup_markdown(letter->out, owner->duties);
		buf_text(letter->out, report->english ? ")" : "）");
	}
	if (named)
		buf_text(letter->out, report->english ? ".\n" : "。\n");
	if (report->ledger.len)
		buf_printf(letter->out, "\n%.*s\n", STR_ARG(report->ledger));
}

void report_markdown(struct arena *arena, const struct report *report, struct buf *out)
{
	struct letter letter = {arena, report, out};

	buf_text(out, "# ");
	markup_markdown(out, report->title);
	buf_text(out, "\n\n");
	markup_markdown(out, report->scope);
	buf_text(out, "\n\n");
	markup_markdown(out, report->headline);
	buf_char(out, '\n');
	write_call(&letter);
	write_part(&letter, PART_MISSED, PHRASE_MISSED, PHRASE_NONE_MISSED);
	write_part(&letter, PART_RISK, PHRASE_RISK, PHRASE_NONE_RISK);
	write_part(&letter, PART_WELL, PHRASE_WELL, PHRASE_NONE_WELL);
	write_part(&letter, PART_WANTING, PHRASE_WANTING, PHRASE_NONE_WANTING);
	write_groups(&letter);
	write_targets(&letter);
	write_revisions(&letter);
	write_colophon(&letter);
}
