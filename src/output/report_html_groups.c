/* report_html_groups: the ledger of problems and actions, and a page for each owner. */
#include "output/report_html.h"
#include "output/words.h"
#include "text/markup.h"

static void write_action(const struct page *page, const struct report_action *action, bool of_owner)
{
	struct arena *arena = page->arena;
	struct str evidence = phrase_list(arena, &action->action->progress, page->report->english);

	if (action->action->evidence.len)
		evidence = str_printf(arena, "%.*s%s%.*s", STR_ARG(action->action->evidence),
			evidence.len ? phrase_comma(page->report->english) : "", STR_ARG(evidence));
	markup_print(page->out,
		"<tr><td class=\"d\"><span class=\"mark %\">%</span></td><th scope=\"row\">% "
		"%</th>",
		page_tint(action->tint), action->state, action->action->id, action->action->title);
	if (!of_owner)
		markup_print(page->out, "<td>%</td>", action->owner);
	markup_print(page->out, "<td class=\"d\">%</td><td class=\"d\">%</td><td>%</td></tr>\n",
		action->due, action->done, evidence);
}

static void write_actions(const struct page *page, const struct report_places *places,
	struct str caption, bool of_owner)
{
	static const struct page_column columns[] = {{PHRASE_STATE, "d"}, {PHRASE_ACTION, ""},
		{PHRASE_OWNER, ""}, {PHRASE_DUE, "d"}, {PHRASE_DONE, "d"}, {PHRASE_EVIDENCE, ""}};
	static const struct page_column owned[] = {{PHRASE_STATE, "d"}, {PHRASE_ACTION, ""},
		{PHRASE_DUE, "d"}, {PHRASE_DONE, "d"}, {PHRASE_EVIDENCE, ""}};

	if (!places->count)
		return;
	page_table(page, caption, "", of_owner ? owned : columns,
		of_owner ? sizeof(owned) / sizeof(*owned) : sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < places->count; i++)
		write_action(page, &page->report->actions.item[places->item[i]], of_owner);
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
	static const struct page_column columns[] = {{PHRASE_STATE, "d"}, {PHRASE_GROUP, "name"},
		{PHRASE_OWNER, ""}, {PHRASE_DUE, "d"}, {PHRASE_ACTIONS_DONE, "n"},
		{PHRASE_TARGETS, "n"}};

	page_table(page, page_phrase(page, PHRASE_GROUPS), "", columns,
		sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < page->report->groups.count; i++) {
		const struct report_group *group = &page->report->groups.item[i];

		markup_print(page->out,
			"<tr><td class=\"d\"><span class=\"mark %\">%</span></td><th scope=\"row\" "
			"class=\"name\"><a href=\"#%\">% %</a></th><td>%</td><td class=\"d\">%</td>"
			"<td class=\"n\">%</td><td class=\"n\">%</td></tr>\n",
			page_tint(group->tint), group->state, group->anchor,
			group->standing.group->id, group->title, group->owners, group->due,
			actions_text(page, &group->standing), targets_text(page, &group->standing));
	}
	page_table_end(page);
}

static void write_target(const struct page *page, const struct report_row *row)
{
	const struct report_entry *entry = &page->report->entries.item[row->entry];

	markup_print(page->out,
		"<li><span class=\"mark %\">%</span><div><p><a "
		"href=\"#%\">%</a>%%</p><p>%%</p></div>"
		"</li>\n",
		page_tint(row->tint), row->status, entry->anchor, entry->title,
		str_of(phrase_colon(page->report->english)), row->target, row->sentence,
		page->report->english ? STR(".") : STR("。"));
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
				write_target(page, row);
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

static void write_group(const struct page *page, const struct report_group *group)
{
	const struct group *it = group->standing.group;
	bool english = page->report->english;

	markup_print(page->out,
		"<section class=\"group\" id=\"%\">\n<h3>% % <span class=\"mark %\">%</span></h3>\n"
		"<p class=\"about\">%%% · %%% · %%%</p>\n",
		group->anchor, it->id, group->title, page_tint(group->tint), group->state,
		page_phrase(page, PHRASE_OWNER), str_of(phrase_colon(english)), group->owners,
		page_phrase(page, PHRASE_DUE), str_of(phrase_colon(english)), group->due,
		page_phrase(page, PHRASE_ACTIONS_DONE), str_of(phrase_colon(english)),
		actions_text(page, &group->standing));
	if (it->note.len)
		markup_print(page->out, "<p class=\"note\">%</p>\n", it->note);
	write_actions(page, &group->actions,
		str_printf(
			page->arena, "%.*s · %s", STR_ARG(it->id), phrase(PHRASE_ACTIONS, english)),
		false);
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
		"<section class=\"owner\" id=\"%\">\n<h3>%</h3>\n<p class=\"about\">%</p>\n",
		owner->anchor, owner->name, counts_text(page, owner));
	if (owner->rows.count) {
		buf_text(page->out, "<ul class=\"lines\">\n");
		for (size_t i = 0; i < owner->rows.count; i++)
			write_target(page, &page->report->rows.item[owner->rows.item[i]]);
		buf_text(page->out, "</ul>\n");
	}
	write_actions(page, &owner->actions,
		str_printf(page->arena, "%.*s · %s", STR_ARG(owner->name),
			phrase(PHRASE_ACTIONS, page->report->english)),
		true);
	buf_text(page->out, "</section>\n");
}

static void write_owner_list(const struct page *page)
{
	buf_text(page->out, "<p>");
	for (size_t i = 0; i < page->report->owners.count; i++)
		markup_print(page->out, "%<a href=\"#%\">%</a>", i ? STR(" · ") : STR(""),
			page->report->owners.item[i].anchor, page->report->owners.item[i].name);
	buf_text(page->out, "</p>\n");
}

void page_owners(const struct page *page)
{
	if (!page->report->owners.count)
		return;
	page_section(page, "owners", PHRASE_OWNERS);
	write_owner_list(page);
	for (size_t i = 0; i < page->report->owners.count; i++)
		write_owner(page, &page->report->owners.item[i]);
	buf_text(page->out, "</section>\n");
}
