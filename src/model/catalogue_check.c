#include "model/catalogue_check.h"

#include "base/utf8.h"
#include "model/figure.h"

static void fault(struct diag *diag, struct place place, struct str text)
{
	diag_error(diag, STATUS_CATALOGUE, place, "%.*s", STR_ARG(text));
}

static const struct indicator *look_up(
	const struct catalogue *catalogue, struct str id, struct place place, struct diag *diag)
{
	const struct indicator *found = catalogue_find(catalogue, id);

	if (!found)
		diag_error(diag, STATUS_CATALOGUE, place,
			"unknown indicator \"%.*s\"; add indicator %.*s { … } or correct the id",
			STR_ARG(id), STR_ARG(id));
	return found;
}

/* May a figure of `other` stand beside one of `indicator`, period by period? */
static bool goes_along(const struct indicator *indicator, const struct indicator *other)
{
	return other->every == indicator->every || other->every == EVERY_ONCE;
}

static void check_along(const struct indicator *indicator, const struct indicator *other,
	const char *role, struct place place, struct diag *diag)
{
	if (other && !goes_along(indicator, other))
		diag_error(diag, STATUS_CATALOGUE, place,
			"%s \"%.*s\" is of every %s, but \"%.*s\" of every %s; both must have "
			"the same every, or the %s every = once",
			role, STR_ARG(other->id), every_name(other->every), STR_ARG(indicator->id),
			every_name(indicator->every), role);
}

static void check_formula(
	const struct catalogue *catalogue, const struct indicator *indicator, struct diag *diag)
{
	if (!indicator->formula)
		return;
	for (size_t i = 0; i < indicator->formula->count; i++) {
		struct formula_step *step = &indicator->formula->item[i];
		struct place place = indicator->formula->place;

		place.column = step->column;
		if (step->op != FORMULA_INDICATOR)
			continue;
		step->indicator = look_up(catalogue, step->id, place, diag);
		check_along(indicator, step->indicator, "input", place, diag);
	}
}

/* Where a part of the target's text begins. */
static struct place place_in(const struct target *target, struct str part)
{
	struct place place = target->place;

	place.column += utf8_count(str_head(target->text, (size_t)(part.at - target->text.at)));
	return place;
}

static void check_area(
	const struct indicator *indicator, const struct target *target, struct diag *diag)
{
	const struct str_list *areas = &indicator->areas;

	if (areas->count && target->area.len && !str_is(target->area, "*") &&
		str_list_find(areas, target->area) == areas->count)
		diag_error(diag, STATUS_CATALOGUE, target->place,
			"\"%.*s\" is none of the areas of \"%.*s\"; add it to areas, or correct it",
			STR_ARG(target->area), STR_ARG(indicator->id));
}

static void check_target(const struct catalogue *catalogue, const struct indicator *indicator,
	struct target *target, struct diag *diag)
{
	struct place place;

	check_area(indicator, target, diag);
	if (target->bound_id.len) {
		place = place_in(target, target->bound_id);
		target->bound_indicator = look_up(catalogue, target->bound_id, place, diag);
		check_along(indicator, target->bound_indicator, "bound", place, diag);
	}
	if (target->pace == PACE_INDICATOR) {
		place = place_in(target, target->pace_id);
		target->pace_indicator = look_up(catalogue, target->pace_id, place, diag);
		check_along(indicator, target->pace_indicator, "plan", place, diag);
	}
	if (!target->by_due)
		return;
	if (!indicator->group || indicator->group->due == NO_DATE)
		fault(diag, target->place, STR("by due: the indicator's group has no due day"));
	else
		target->to =
			period_of_day(indicator->every, indicator->calendar, indicator->group->due);
}

static void check_calendar(const struct indicator *indicator, struct diag *diag)
{
	if (indicator->has_since && indicator->has_until && indicator->since > indicator->until)
		fault(diag, indicator->place, STR("since lies after until"));
	if (indicator->every == EVERY_QUARTER && (indicator->calendar.year_start - 1) % 3 != 0)
		fault(diag, indicator->place,
			STR("a quarterly indicator needs a year_start of 1, 4, 7 or 10"));
	if (indicator->combined && indicator->every != EVERY_MONTH)
		fault(diag, indicator->place, STR("combined = jan-feb is for monthly indicators"));
}

/* An old id must lead to one indicator, or nobody could say whose its figures are. */
static void check_was(
	const struct catalogue *catalogue, const struct indicator *indicator, struct diag *diag)
{
	for (size_t i = 0; i < indicator->was.count; i++) {
		struct str was = indicator->was.item[i];
		const struct indicator *first = catalogue_successor(catalogue, was);

		if (catalogue_find(catalogue, was))
			diag_error(diag, STATUS_CATALOGUE, indicator->place,
				"was: \"%.*s\" is still the id of an indicator, which keeps its "
				"figures; give that one another id",
				STR_ARG(was));
		else if (first != indicator)
			diag_error(diag, STATUS_CATALOGUE, indicator->place,
				"was: \"%.*s\" goes on as \"%.*s\" already; an old id can go on "
				"as one indicator only",
				STR_ARG(was), STR_ARG(first->id));
	}
}

static void check_indicator(
	struct catalogue *catalogue, struct indicator *indicator, struct diag *diag)
{
	if (indicator->group_id.len) {
		indicator->group = catalogue_find_group(catalogue, indicator->group_id);
		if (!indicator->group)
			diag_error(diag, STATUS_CATALOGUE, indicator->place,
				"unknown group \"%.*s\"; add group %.*s { title = \"…\" }",
				STR_ARG(indicator->group_id), STR_ARG(indicator->group_id));
	}
	check_calendar(indicator, diag);
	check_was(catalogue, indicator, diag);
	check_formula(catalogue, indicator, diag);
	for (size_t i = 0; i < indicator->targets.count; i++)
		check_target(catalogue, indicator, &indicator->targets.item[i], diag);
}

enum visit { UNSEEN, ON_THE_WAY, DONE };

struct way {
	const struct indicator *indicator;
	size_t step;
};

/* The next input that has a formula of its own, or NULL when all have been visited. */
static const struct indicator *next_input(struct way *way)
{
	const struct formula *formula = way->indicator->formula;

	while (formula && way->step < formula->count) {
		const struct formula_step *step = &formula->item[way->step++];

		if (step->op == FORMULA_INDICATOR && step->indicator && step->indicator->formula)
			return step->indicator;
	}
	return NULL;
}

/* Depth first, with a stack of its own: a circle is met when an input is still on the way. */
static void find_circle(
	const struct indicator *start, enum visit *visits, struct way *stack, struct diag *diag)
{
	size_t depth = 1;

	stack[0] = (struct way){start, 0};
	visits[start->index] = ON_THE_WAY;
	while (depth) {
		const struct indicator *input = next_input(&stack[depth - 1]);

		if (!input) {
			visits[stack[--depth].indicator->index] = DONE;
		} else if (visits[input->index] == ON_THE_WAY) {
			diag_error(diag, STATUS_CATALOGUE, stack[depth - 1].indicator->place,
				"the formula of \"%.*s\" goes in a circle through \"%.*s\"",
				STR_ARG(stack[depth - 1].indicator->id), STR_ARG(input->id));
		} else if (visits[input->index] == UNSEEN) {
			visits[input->index] = ON_THE_WAY;
			stack[depth++] = (struct way){input, 0};
		}
	}
}

static void check_circles(struct arena *arena, const struct catalogue *catalogue, struct diag *diag)
{
	size_t count = catalogue->indicators.count;
	struct way *stack = NEW_ARRAY(arena, count + 1, struct way);
	enum visit *visits = NEW_ARRAY(arena, count + 1, enum visit);

	for (size_t i = 0; i < count; i++)
		if (visits[i] == UNSEEN)
			find_circle(catalogue->indicators.item[i], visits, stack, diag);
}

static void check_source(
	const struct catalogue *catalogue, const struct source *source, struct diag *diag)
{
	if (source->indicator.len)
		look_up(catalogue, source->indicator, source->place, diag);
	for (size_t i = 0; i < source->map.count; i++)
		look_up(catalogue, source->map.item[i].id, source->place, diag);
}

static bool requires(const struct catalogue *catalogue, const char *what)
{
	return str_list_find(&catalogue->require, str_of(what)) < catalogue->require.count;
}

static void demand(const struct catalogue *catalogue, bool missing, const char *what,
	const char *kind, struct str id, struct place place, struct diag *diag)
{
	if (missing && requires(catalogue, what))
		diag_error(diag, STATUS_CATALOGUE, place,
			"%s \"%.*s\" lacks what require asks for: %s", kind, STR_ARG(id), what);
}

static void check_required(const struct catalogue *catalogue, struct diag *diag)
{
	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct indicator *it = catalogue->indicators.item[i];

		demand(catalogue, str_equal(it->title, it->id), "indicator.title", "indicator",
			it->id, it->place, diag);
		demand(catalogue, !it->owner.len, "indicator.owner", "indicator", it->id, it->place,
			diag);
		demand(catalogue, !it->targets.count, "indicator.target", "indicator", it->id,
			it->place, diag);
		demand(catalogue, !it->unit.len, "indicator.unit", "indicator", it->id, it->place,
			diag);
		demand(catalogue, !it->group, "indicator.group", "indicator", it->id, it->place,
			diag);
	}
	for (size_t i = 0; i < catalogue->groups.count; i++) {
		const struct group *group = &catalogue->groups.item[i];

		demand(catalogue, !group->owners.count, "group.owner", "group", group->id,
			group->place, diag);
		demand(catalogue, group->due == NO_DATE, "group.due", "group", group->id,
			group->place, diag);
		for (size_t j = 0; j < group->actions.count; j++) {
			const struct action *it = &group->actions.item[j];

			demand(catalogue, !it->owner.len, "action.owner", "action", it->id,
				it->place, diag);
			demand(catalogue, it->due == NO_DATE, "action.due", "action", it->id,
				it->place, diag);
			demand(catalogue, it->done != NO_DATE && !it->evidence.len,
				"action.evidence", "action", it->id, it->place, diag);
			demand(catalogue, it->done == NO_DATE && !it->progress.count,
				"action.progress", "action", it->id, it->place, diag);
		}
	}
}

/* Areas are compared by their keys everywhere. */
static void make_keys(struct arena *arena, struct str_list *areas)
{
	for (size_t i = 0; i < areas->count; i++)
		areas->item[i] = area_key(arena, areas->item[i]);
}

void catalogue_check(struct arena *arena, struct catalogue *catalogue, struct diag *diag)
{
	make_keys(arena, &catalogue->total_areas);
	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		struct indicator *indicator = catalogue->indicators.item[i];

		make_keys(arena, &indicator->areas);
		check_indicator(catalogue, indicator, diag);
	}
	check_circles(arena, catalogue, diag);
	for (size_t i = 0; i < catalogue->sources.count; i++)
		check_source(catalogue, &catalogue->sources.item[i], diag);
	check_required(catalogue, diag);
}
