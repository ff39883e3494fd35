/* report_html_groups: the ledger of problems and actions. */
#include "output/report_html.h"
#include "text/markup.h"

static const struct page_column columns[] = {{PHRASE_STATE, "state"}, {PHRASE_ACTION, "what"},
	{PHRASE_OWNER, "who"}, {PHRASE_DUE, "d"}, {PHRASE_DONE, "d"}, {PHRASE_EVIDENCE, "proof"}};
static const struct page_column without_owner[] = {{PHRASE_STATE, "state"}, {PHRASE_ACTION, "what"},
	{PHRASE_DUE, "d"}, {PHRASE_DONE, "d"}, {PHRASE_EVIDENCE, "proof"}};

static void write_action(
	const struct page *page, const struct report_action *action, bool with_owner)
{
	struct arena *arena = page->arena;
	struct str evidence = phrase_list(arena, &action->action->progress, page->report->english);

	if (action->action->evidence.len)
		evidence = str_printf(arena, "%.*s%s%.*s", STR_ARG(action->action->evidence),
			evidence.len ? phrase_comma(page->report->english) : "", STR_ARG(evidence));
	buf_text(page->out, "<tr>");
	page_mark(page, &columns[0], action->tint, action->state);
	markup_print(page->out, "<th scope=\"row\" class=\"what\">% %</th>", action->action->id,
		action->action->title);
	if (with_owner)
		page_cell(page, &columns[2], action->owner);
	page_cell(page, &columns[3], action->due);
	page_cell(page, &columns[4], action->done);
	page_cell(page, &columns[5], evidence);
	buf_text(page->out, "</tr>\n");
}

void page_actions(const struct page *page, const struct report_places *actions, struct str caption,
	bool with_owner)
{
	const struct page_table table = {.caption = caption,
		.id = "",
		.class = "stack actions",
		.columns = with_owner ? columns : without_owner,
		.count = with_owner ? sizeof(columns) / sizeof(*columns)
				    : sizeof(without_owner) / sizeof(*without_owner)};

	if (!actions->count)
		return;
	page_table(page, &table);
	for (size_t i = 0; i < actions->count; i++)
		write_action(page, &page->report->actions.item[actions->item[i]], with_owner);
	page_table_end(page);
}

/* "3 / 5 / 0": the words for it are in the heading. */
static struct str targets_text(const struct page *page, const struct standing *standing)
{
	return str_printf(
		page->arena, "%zu / %zu / %zu", standing->met, standing->open, standing->missed);
}

static struct str actions_text(const struct page *page, const struct standing *standing)
{
	return str_printf(page->arena, "%zu / %zu", standing->done, standing->actions);
}

static void write_ledger(const struct page *page)
{
	static const struct page_column heads[] = {{PHRASE_STATE, "state"}, {PHRASE_GROUP, "name"},
		{PHRASE_OWNER, "who"}, {PHRASE_DUE, "d"}, {PHRASE_ACTIONS_DONE, "n"},
		{PHRASE_TARGETS, "n"}};
	const struct page_table table = {page_phrase(page, PHRASE_GROUPS), "", "stack", heads,
		sizeof(heads) / sizeof(*heads)};

	page_table(page, &table);
	for (size_t i = 0; i < page->report->groups.count; i++) {
		const struct report_group *group = &page->report->groups.item[i];

		buf_text(page->out, "<tr>");
		page_mark(page, &heads[0], group->tint, group->state);
		markup_print(page->out,
			"<th scope=\"row\" class=\"name\"><a href=\"#%\">% %</a></th>",
			group->anchor, group->standing.group->id, group->title);
		page_cell(page, &heads[2], group->owners);
		page_cell(page, &heads[3], group->due);
		page_cell(page, &heads[4], actions_text(page, &group->standing));
		page_cell(page, &heads[5], targets_text(page, &group->standing));
		buf_text(page->out, "</tr>\n");
	}
	page_table_end(page);
}

/* Members with their targets; those without any are only named. */
static void write_members(const struct page *page, const struct report_group *group)
{
	struct str_list bare = {0};
	size_t told = 0;

	for (size_t i = 0; i < group->entries.count; i++) {
		const struct report_entry *entry =
			&page->report->entries.item[group->entries.item[i]];

		for (size_t k = 0; k < entry->rows.count; k++) {
			const struct report_row *row =
				&page->report->rows.item[entry->rows.item[k]];

			if (row->verdict && !row->verdict->over)
				buf_text(page->out, told++ ? "" : "<ul class=\"lines\">\n");
			if (row->verdict && !row->verdict->over)
				page_target(page, row);
			else if (!row->verdict)
				*array_add(page->arena, &bare) = entry->title;
		}
	}
	buf_text(page->out, told ? "</ul>\n" : "");
	if (bare.count)
		markup_print(page->out, "<p class=\"note\">%%%</p>\n",
			page_phrase(page, PHRASE_WITHOUT_TARGET),
			str_of(phrase_colon(page->report->english)),
			phrase_list(page->arena, &bare, page->report->english));
}

static void write_about(const struct page *page, const struct report_group *group)
{
	struct str colon = str_of(phrase_colon(page->report->english));

	markup_print(page->out, "<p class=\"about\">%%% · %%%", page_phrase(page, PHRASE_OWNER),
		colon, group->owners, page_phrase(page, PHRASE_DUE), colon, group->due);
	if (group->decided.len)
		markup_print(page->out, " · %", group->decided);
	if (group->standing.actions)
		markup_print(page->out, " · %%%", page_phrase(page, PHRASE_ACTIONS_DONE), colon,
			actions_text(page, &group->standing));
	markup_print(page->out, " · %%%</p>\n", page_phrase(page, PHRASE_TARGETS), colon,
		targets_text(page, &group->standing));
}

static void write_group(const struct page *page, const struct report_group *group)
{
	const struct group *it = group->standing.group;

	markup_print(page->out,
		"<section class=\"group\" id=\"%\">\n<h3>% % <span class=\"mark "
		"%\">%</span></h3>\n",
		group->anchor, it->id, group->title, page_tint(group->tint), group->state);
	write_about(page, group);
	if (it->note.len)
		markup_print(page->out, "<p class=\"note\">%</p>\n", it->note);
	page_actions(page, &group->actions,
		str_printf(page->arena, "%.*s · %s", STR_ARG(it->id),
			phrase(PHRASE_ACTIONS, page->report->english)),
		true);
	write_members(page, group);
	buf_text(page->out, "</section>\n");
}

void page_groups(const struct page *page)
{
	if (!page->report->groups.count)
		return;
	page_section(page, "groups", PHRASE_GROUPS);
	write_ledger(page);
	for (size_t i = 0; i < page->report->groups.count; i++)
		write_group(page, &page->report->groups.item[i]);
	buf_text(page->out, "</section>\n");
}
