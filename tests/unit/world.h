/** world: a small catalogue with its figures, for tests of what is computed from them. */
#ifndef TIDEMARK_TESTS_WORLD_H
#define TIDEMARK_TESTS_WORLD_H

#include "unit.h"

#include "analysis/derive.h"
#include "analysis/verdict.h"
#include "base/date.h"

struct world {
	struct arena arena;
	struct diag diag;
	struct catalogue catalogue;
	struct book book;
};

static inline int set_up_world(void **state)
{
	struct world *world = calloc(1, sizeof(*world));

	if (!world)
		return -1;
	arena_init(&world->arena, NULL);
	diag_init(&world->diag, &world->arena);
	world->catalogue.calendar.year_start = 1;
	world->book.catalogue = &world->catalogue;
	*state = world;
	return 0;
}

static inline int tear_down_world(void **state)
{
	struct world *world = *state;

	arena_free(&world->arena);
	free(world);
	return 0;
}

#define world_test(name) cmocka_unit_test_setup_teardown(name, set_up_world, tear_down_world)

/** A monthly indicator with a lag of 25 days. */
static inline struct indicator *add_indicator(
	struct world *world, const char *id, enum kind kind, const char *unit)
{
	struct indicator *indicator = NEW(&world->arena, struct indicator);

	indicator->index = world->catalogue.indicators.count;
	indicator->id = indicator->title = str_of(id);
	indicator->kind = kind;
	indicator->every = EVERY_MONTH;
	indicator->unit = str_of(unit);
	indicator->calendar = world->catalogue.calendar;
	indicator->lag = 25;
	*array_add(&world->arena, &world->catalogue.indicators) = indicator;
	return indicator;
}

static inline int period_number(const struct indicator *indicator, const char *text)
{
	struct period period;

	assert_true(period_parse(str_of(text), indicator->calendar, &period));
	return period_last_within(period, indicator->every, indicator->calendar);
}

/** Adds figures from period `first` on; a NaN is a gap. */
static inline void add_figures(struct world *world, const struct indicator *indicator,
	const char *area, const char *first, size_t count, const double *values)
{
	struct series *series = array_add(&world->arena, &world->book.series);

	series->key = (struct series_key){indicator, str_of(area)};
	series->first = period_number(indicator, first);
	series->count = count;
	series->value = arena_copy(&world->arena, values, count * sizeof(*values));
}

#define FIGURES(world, indicator, area, first, ...) \
	add_figures((world), (indicator), (area), (first), \
		sizeof((double[]){__VA_ARGS__}) / sizeof(double), (double[]){__VA_ARGS__})

static inline struct indicator *find_indicator(struct world *world, struct str id)
{
	for (size_t i = 0; i < world->catalogue.indicators.count; i++)
		if (str_equal(world->catalogue.indicators.item[i]->id, id))
			return world->catalogue.indicators.item[i];
	fail_msg("no indicator \"%.*s\"", STR_ARG(id));
	return NULL;
}

static inline void add_target(struct world *world, struct indicator *indicator, const char *text)
{
	struct target *target = array_add(&world->arena, &indicator->targets);

	if (!target_parse(&world->arena, str_of(text), (struct place){STR("c"), 1, 1}, indicator,
		    target, &world->diag))
		fail_msg("%s: %s", text, messages(&world->arena, &world->diag));
	if (target->bound_id.len)
		target->bound_indicator = find_indicator(world, target->bound_id);
	if (target->pace_id.len)
		target->pace_indicator = find_indicator(world, target->pace_id);
}

static inline void set_formula(struct world *world, struct indicator *indicator, const char *text)
{
	indicator->formula = NEW(&world->arena, struct formula);
	assert_true(formula_parse(&world->arena, str_of(text), (struct place){STR("c"), 1, 1},
		indicator->formula, &world->diag));
	for (size_t i = 0; i < indicator->formula->count; i++)
		if (indicator->formula->item[i].op == FORMULA_INDICATOR)
			indicator->formula->item[i].indicator =
				find_indicator(world, indicator->formula->item[i].id);
}

static inline int day(const char *text)
{
	int date;

	assert_true(date_parse(str_of(text), &date));
	return date;
}

/** Derives and cuts the book, judges all targets of the indicator. */
static inline struct verdicts judge_all(
	struct world *world, const struct indicator *indicator, const char *today)
{
	struct verdicts verdicts = {0};

	book_index(&world->arena, &world->book);
	derive_sums(&world->arena, &world->book);
	derive_formulas(&world->arena, &world->book);
	book_cut(&world->book, day(today));
	verdict_judge(&world->arena, &world->book, indicator, day(today), &verdicts);
	return verdicts;
}

/** The verdict on the only target. */
static inline struct verdict judge(
	struct world *world, const struct indicator *indicator, const char *today)
{
	struct verdicts verdicts = judge_all(world, indicator, today);

	assert_int_equal(verdicts.count, 1);
	return verdicts.item[0];
}

/** One target on one indicator's figures from `first` on, judged: most cases are no more. */
#define JUDGE(world, kind, unit, target, today, first, ...) \
	judge_figures((world), (kind), (unit), (target), (today), (first), \
		sizeof((double[]){__VA_ARGS__}) / sizeof(double), (double[]){__VA_ARGS__})

static inline struct verdict judge_figures(struct world *world, enum kind kind, const char *unit,
	const char *target, const char *today, const char *first, size_t count,
	const double *values)
{
	struct indicator *indicator = add_indicator(world, "x", kind, unit);

	add_figures(world, indicator, "", first, count, values);
	add_target(world, indicator, target);
	return judge(world, indicator, today);
}

static inline void assert_status(
	struct verdict verdict, enum verdict_status status, enum reason reason)
{
	if (verdict.status != status || verdict.reason != reason)
		fail_msg("%s, reason %d; expected %s, reason %d",
			verdict_status_name(verdict.status), (int)verdict.reason,
			verdict_status_name(status), (int)reason);
}

#endif
