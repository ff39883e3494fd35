/* report_owners: what each owner answers for, and what of it presses. */
#include "output/report.h"
#include "output/report_words.h"
#include "output/words.h"

static struct report_owner *owner_of(struct arena *arena, struct report *report, struct str name)
{
	struct report_owner *owner;

	for (size_t i = 0; i < report->owners.count; i++)
		if (str_equal(report->owners.item[i].name, name))
			return &report->owners.item[i];
	owner = array_add(arena, &report->owners);
	owner->name = name;
	return owner;
}

static void give_row(struct arena *arena, struct report *report, struct str name, size_t place)
{
	const struct verdict *verdict = report->rows.item[place].verdict;
	struct report_owner *owner;

	if (report->source->owner.at && !str_equal(report->source->owner, name))
		return;
	owner = owner_of(arena, report, name);
	*array_add(arena, &owner->rows) = place;
	owner->counts[verdict->status]++;
}

/* Without an owner of its own a target is everybody's who owns its group. */
static void give_rows(struct arena *arena, struct report *report)
{
	for (size_t i = 0; i < report->rows.count; i++) {
		const struct report_row *row = &report->rows.item[i];
		const struct indicator *it = report->entries.item[row->entry].key.indicator;

		if (!row->verdict || row->verdict->over)
			continue;
		if (it->owner.len)
			give_row(arena, report, it->owner, i);
		for (size_t k = 0; !it->owner.len && it->group && k < it->group->owners.count; k++)
			give_row(arena, report, it->group->owners.item[k], i);
	}
}

static void give_action(struct arena *arena, struct report *report,
	const struct report_action *action, size_t place)
{
	struct report_owner *owner = owner_of(arena, report, action->owner);

	*array_add(arena, &owner->actions) = place;
	owner->undone += action->is_open;
	owner->overdue += action->is_overdue;
}

/* Overdue ones first, then what is open, then what is done; among them as in the catalogue. */
static void give_actions(struct arena *arena, struct report *report)
{
	for (int rank = 0; rank < 3; rank++)
		for (size_t i = 0; i < report->actions.count; i++) {
			const struct report_action *action = &report->actions.item[i];
			int own = action->is_overdue ? 0 : action->is_open ? 1 : 2;

			if (action->owner.len && own == rank)
				give_action(arena, report, action, i);
		}
}

static void add_duty(struct buf *out, size_t count, const char *what, bool english)
{
	if (!count)
		return;
	buf_text(out, out->len ? phrase_comma(english) : "");
	if (english)
		buf_printf(out, "%zu %s", count, what);
	else
		buf_printf(out, "%s %zu 项", what, count);
}

static size_t pressing(const struct report_owner *owner)
{
	return owner->counts[VERDICT_MISSED] + owner->counts[VERDICT_OFF_TRACK] +
	       owner->counts[VERDICT_AT_RISK] + owner->overdue;
}

static struct str duties_text(struct arena *arena, const struct report_owner *owner, bool english)
{
	static const enum verdict_status statuses[] = {
		VERDICT_MISSED, VERDICT_OFF_TRACK, VERDICT_AT_RISK};
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; i < sizeof(statuses) / sizeof(*statuses); i++)
		add_duty(&out, owner->counts[statuses[i]], words_status(statuses[i], english),
			english);
	add_duty(&out, owner->overdue,
		phrase(owner->overdue == 1 ? PHRASE_OVERDUE_ACTION : PHRASE_OVERDUE_ACTIONS,
			english),
		english);
	return buf_str(&out);
}

static bool comes_before(const struct report_owner *a, const struct report_owner *b)
{
	size_t wanting_a = a->counts[VERDICT_STALE] + a->counts[VERDICT_NO_DATA];
	size_t wanting_b = b->counts[VERDICT_STALE] + b->counts[VERDICT_NO_DATA];

	return pressing(a) != pressing(b) ? pressing(a) > pressing(b) : wanting_a > wanting_b;
}

/* Insertion keeps the order among equals. */
static void sort(struct report *report)
{
	struct report_owner *owners = report->owners.item;

	for (size_t i = 1; i < report->owners.count; i++) {
		struct report_owner owner = owners[i];
		size_t to = i;

		for (; to && comes_before(&owner, &owners[to - 1]); to--)
			owners[to] = owners[to - 1];
		owners[to] = owner;
	}
}

void report_add_owners(struct arena *arena, struct report *report)
{
	give_rows(arena, report);
	give_actions(arena, report);
	sort(report);
	for (size_t i = 0; i < report->owners.count; i++) {
		struct report_owner *owner = &report->owners.item[i];

		owner->anchor = str_printf(arena, "o-%zu", i + 1);
		owner->duties = duties_text(arena, owner, report->english);
	}
}
