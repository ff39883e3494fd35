/* check_windows: targets that can never be judged. */
#include "command/check_catalogue.h"

#include "analysis/due.h"
#include "analysis/measures.h"
#include "analysis/year.h"

/* The periods that a target is about. */
struct window {
	int first, last;
};

static struct window window_of(const struct indicator *indicator, const struct target *target)
{
	struct window window = {FIRST_OF_ALL, LAST_OF_ALL};

	if (target->when == TARGET_IN)
		return (struct window){year_first(indicator, target->year),
			year_first(indicator, target->year + 1) - 1};
	if (target->when == TARGET_AT || target->when == TARGET_BY)
		return (struct window){target->to, target->to};
	if (target->has_from)
		window.first = target->from;
	if (target->has_to)
		window.last = target->to;
	return window;
}

static void say(struct remarks *remarks, const struct target *target, const char *why,
	const struct indicator *indicator, int period)
{
	diag_warning(&remarks->found, target->place, "\"%.*s\" %s %.*s", STR_ARG(target->text), why,
		STR_ARG(period_print(
			remarks->arena, indicator->every, indicator->calendar, period)));
}

/* The first period that the measure looks at for the last figure of the window. */
static int reach(
	const struct indicator *indicator, const struct target *target, struct window window)
{
	const struct series none = {.key = {indicator, STR("")}, .first = window.last};

	if (target->measure == MEASURE_GROWTH)
		return window.first - 1;
	if (measure_is_yearly(target->measure))
		return window.last;
	return measures_reach(target->measure, &none, window.last);
}

/* Figures of the past that would decide, but are not there and never will be. */
static bool lies_before_figures(const struct remarks *remarks, const struct indicator *indicator,
	const struct target *target, struct window window, int *begin)
{
	const struct series *series = book_find(remarks->book, indicator, target->area);

	if (!series || !series->count || target->when == TARGET_BY)
		return false;
	*begin = series->first;
	return window.last < *begin;
}

void check_catalogue_target(
	struct remarks *remarks, const struct indicator *it, const struct target *target)
{
	struct window window = window_of(it, target);
	int begin;

	if (it->has_until && window.first > it->until)
		say(remarks, target, "lies after until =", it, it->until);
	else if (it->has_since && window.last < it->since)
		say(remarks, target, "lies before since =", it, it->since);
	else if (window.last == LAST_OF_ALL)
		return;
	else if (target->when == TARGET_AT && year_skips(it, target->to))
		say(remarks, target, "asks for a month that combined = jan-feb leaves out:", it,
			target->to);
	else if (it->has_since && reach(it, target, window) < it->since)
		say(remarks, target, "compares with figures before since =", it, it->since);
	else if (lies_before_figures(remarks, it, target, window, &begin))
		say(remarks, target, "lies before the first figure, that of", it, begin);
}
