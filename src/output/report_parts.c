/* report_parts: the first page: what is missed, at risk, going well, overdue or without figures. */
#include "output/report.h"
#include "output/report_words.h"
#include "output/words.h"

enum { MOST_LINES = 8, MOST_GOOD_LINES = 4, MOST_OF_A_KIND = 4, MOST_NAMES = 3, MOST_OWING = 5 };

static struct report_line *add_line(
	struct arena *arena, struct report *report, enum report_part part, size_t most)
{
	struct report_lines *lines = &report->parts[part];

	lines->all++;
	if (lines->count < most)
		return array_add(arena, lines);
	lines->left++;
	return NULL;
}

static void add_target(struct arena *arena, struct report *report, enum report_part part,
	size_t most, const struct report_row *row)
{
	const struct report_entry *entry = &report->entries.item[row->entry];
	struct report_line *line = add_line(arena, report, part, most);

	if (line)
		*line = (struct report_line){row->tint, row->status, entry->title, row->target,
			entry->owner, row->sentence, entry->anchor};
}

static bool counts(const struct report_row *row)
{
	return row->verdict && !row->verdict->over;
}

/* What got better than usual is told first, then what lies ahead of its time. */
static int merit(const struct report_row *row)
{
	const struct verdict *v = row->verdict;

	if (v->status != VERDICT_MET && v->status != VERDICT_ON_TRACK)
		return 0;
	if (v->variation == VARIATION_IMPROVEMENT)
		return 3;
	if (v->reason == REASON_REACHED || v->reason == REASON_EARLY || v->ratio > 1 ||
		v->linear_gap > 0)
		return 2;
	return 1;
}

static void add_bad(struct arena *arena, struct report *report)
{
	for (size_t i = 0; i < report->rows.count; i++) {
		const struct report_row *row = &report->rows.item[i];

		if (!counts(row))
			continue;
		if (row->verdict->status == VERDICT_MISSED)
			add_target(arena, report, PART_MISSED, MOST_LINES, row);
		else if (row->verdict->status >= VERDICT_AT_RISK)
			add_target(arena, report, PART_RISK, MOST_LINES, row);
	}
}

static void add_good(struct arena *arena, struct report *report)
{
	for (int rank = 3; rank > 0; rank--)
		for (size_t i = 0; i < report->rows.count; i++)
			if (counts(&report->rows.item[i]) && merit(&report->rows.item[i]) == rank)
				add_target(arena, report, PART_WELL, MOST_GOOD_LINES,
					&report->rows.item[i]);
}

static void add_overdue_groups(struct arena *arena, struct report *report)
{
	size_t most = report->parts[PART_WANTING].count + MOST_OF_A_KIND;

	for (size_t i = 0; i < report->groups.count; i++) {
		const struct report_group *group = &report->groups.item[i];
		struct report_line *line;

		if (group->tint != TINT_BAD)
			continue;
		line = add_line(arena, report, PART_WANTING, most);
		if (!line)
			continue;
		*line = (struct report_line){group->tint, group->state,
			str_printf(arena, "%.*s %.*s", STR_ARG(group->standing.group->id),
				STR_ARG(group->title)),
			STR(""), group->owners, STR(""), group->anchor};
		line->text = str_printf(arena,
			report->english ? "due %.*s; %zu of %zu actions done; targets: %zu met, "
					  "%zu open, %zu missed"
					: "期限 %.*s；措施完成 %zu／%zu；目标达标 %zu "
					  "项、在途 %zu 项、未达标 %zu 项",
			STR_ARG(group->due), group->standing.done, group->standing.actions,
			group->standing.met, group->standing.open, group->standing.missed);
	}
}

static void add_overdue_actions(struct arena *arena, struct report *report)
{
	size_t most = report->parts[PART_WANTING].count + MOST_OF_A_KIND;

	for (size_t i = 0; i < report->actions.count; i++) {
		const struct report_action *action = &report->actions.item[i];
		struct report_line *line;

		if (!action->is_overdue)
			continue;
		line = add_line(arena, report, PART_WANTING, most);
		if (!line)
			continue;
		*line = (struct report_line){action->tint, action->state,
			str_printf(arena, "%.*s %.*s", STR_ARG(action->action->id),
				STR_ARG(action->action->title)),
			STR(""), action->owner, STR(""),
			str_printf(arena, "g-%.*s", STR_ARG(action->group->id))};
		line->text = str_printf(arena,
			report->english ? "due %.*s, %d day%s ago" : "期限 %.*s，已逾期 %d 天%s",
			STR_ARG(action->due), action->days,
			report->english && action->days != 1 ? "s" : "");
	}
}

static void add_stale(struct arena *arena, struct report *report)
{
	size_t most = report->parts[PART_WANTING].count + MOST_OF_A_KIND;

	for (size_t i = 0; i < report->rows.count; i++)
		if (counts(&report->rows.item[i]) &&
			report->rows.item[i].verdict->status == VERDICT_STALE)
			add_target(arena, report, PART_WANTING, most, &report->rows.item[i]);
}

/* "市监局：6 项无数据：A、B、C 等": who owes figures, not every one that is owed. */
static void add_owing(struct arena *arena, struct report *report, const struct report_owner *owner)
{
	struct report_line *line = array_add(arena, &report->parts[PART_WANTING]);
	size_t count = owner->counts[VERDICT_NO_DATA];
	struct str_list names = {0};
	struct buf text;

	for (size_t i = 0; i < owner->rows.count; i++) {
		const struct report_row *row = &report->rows.item[owner->rows.item[i]];
		struct str title = report->entries.item[row->entry].title;

		if (row->verdict->status == VERDICT_NO_DATA &&
			str_list_find(&names, title) == names.count)
			*array_add(arena, &names) = title;
	}
	buf_init(&text, arena);
	buf_printf(&text, report->english ? "%zu target%s without figures: " : "%zu 项%s尚无数据：",
		count, report->english && count != 1 ? "s" : "");
	for (size_t i = 0; i < names.count && i < MOST_NAMES; i++) {
		buf_text(&text, i ? phrase_comma(report->english) : "");
		buf_add(&text, names.item[i]);
	}
	if (names.count > MOST_NAMES)
		buf_text(&text, report->english ? " and others" : "等");
	*line = (struct report_line){TINT_FAINT,
		str_of(words_status(VERDICT_NO_DATA, report->english)), owner->name, STR(""),
		STR(""), buf_str(&text), owner->anchor};
}

/* Who owes most comes first. */
static void add_owing_all(struct arena *arena, struct report *report)
{
	struct report_lines *lines = &report->parts[PART_WANTING];
	size_t told = 0, most = 0;

	lines->all += report->counts[VERDICT_NO_DATA];
	for (size_t i = 0; i < report->owners.count; i++)
		if (report->owners.item[i].counts[VERDICT_NO_DATA] > most)
			most = report->owners.item[i].counts[VERDICT_NO_DATA];
	for (size_t count = most; count > 0; count--)
		for (size_t i = 0; i < report->owners.count; i++) {
			if (report->owners.item[i].counts[VERDICT_NO_DATA] != count)
				continue;
			if (told++ < MOST_OWING)
				add_owing(arena, report, &report->owners.item[i]);
			else
				lines->left += count;
		}
}

/* "5 closed", "已销号 5" */
static void count_state(struct buf *out, size_t count, const char *state, bool english)
{
	if (english)
		buf_printf(out, "%zu %s", count, state);
	else
		buf_printf(out, "%s %zu", state, count);
}

static void count_actions(const struct report *report, struct buf *out)
{
	static const enum phrase states[] = {
		PHRASE_ACTION_DONE, PHRASE_ACTION_OPEN, PHRASE_ACTION_OVERDUE};
	const char *separator = phrase_colon(report->english);
	size_t counts[3] = {0};

	for (size_t i = 0; i < report->actions.count; i++) {
		const struct report_action *action = &report->actions.item[i];

		counts[action->is_overdue ? 2 : action->is_open ? 1 : 0]++;
	}
	buf_printf(out, report->english ? " %zu action%s" : "措施 %zu 条%s", report->actions.count,
		report->english && report->actions.count != 1 ? "s" : "");
	for (size_t k = 0; k < sizeof(states) / sizeof(*states); k++) {
		if (!counts[k])
			continue;
		buf_text(out, separator);
		count_state(out, counts[k], phrase(states[k], report->english), report->english);
		separator = phrase_comma(report->english);
	}
	buf_text(out, report->english ? "." : "。");
}

static void count_groups(const struct report *report, struct buf *out)
{
	static const enum standing_state order[] = {STANDING_CLOSED, STANDING_READY, STANDING_OPEN,
		STANDING_OVERDUE, STANDING_REOPENED};
	const char *separator = phrase_colon(report->english);

	buf_printf(out, report->english ? "%zu group%s" : "问题 %zu 个%s", report->groups.count,
		report->english && report->groups.count != 1 ? "s" : "");
	for (size_t k = 0; k < sizeof(order) / sizeof(*order); k++) {
		size_t count = 0;

		for (size_t i = 0; i < report->groups.count; i++)
			count += report->groups.item[i].standing.state == order[k];
		if (!count)
			continue;
		buf_text(out, separator);
		count_state(
			out, count, phrase_standing(order[k], report->english), report->english);
		separator = phrase_comma(report->english);
	}
	buf_text(out, report->english ? "." : "。");
}

static struct str ledger(struct arena *arena, const struct report *report)
{
	struct buf out;

	buf_init(&out, arena);
	if (report->groups.count)
		count_groups(report, &out);
	if (report->actions.count)
		count_actions(report, &out);
	return buf_str(&out);
}

struct str report_left(struct arena *arena, const struct report_lines *lines, bool english)
{
	return str_printf(arena, english ? "and %zu more" : "另有 %zu 项", lines->left);
}

static struct str headline(struct arena *arena, const struct report *report)
{
	const size_t *n = report->counts;

	return str_printf(arena,
		report->english
			? "Of %zu targets %zu are met or on track, %zu missed, %zu at risk or off "
			  "track, %zu without a usable figure, %zu not due."
			: "%zu 项目标中，%zu 项达标或正常推进，%zu 项未达标，%zu 项滞后或有风险，"
			  "%zu 项没有可用的数据，%zu 项未到期。",
		report->targets, n[VERDICT_MET] + n[VERDICT_ON_TRACK], n[VERDICT_MISSED],
		n[VERDICT_AT_RISK] + n[VERDICT_OFF_TRACK], n[VERDICT_STALE] + n[VERDICT_NO_DATA],
		n[VERDICT_NOT_DUE]);
}

void report_add_parts(struct arena *arena, struct report *report)
{
	add_bad(arena, report);
	add_good(arena, report);
	add_overdue_groups(arena, report);
	add_overdue_actions(arena, report);
	add_stale(arena, report);
	add_owing_all(arena, report);
	report->headline = headline(arena, report);
	report->ledger = ledger(arena, report);
}
