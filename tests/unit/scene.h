/** scene: one indicator with its figures and targets, and the chart of it. */
#ifndef TIDEMARK_TESTS_SCENE_H
#define TIDEMARK_TESTS_SCENE_H

#include "unit.h"

#include "output/chart.h"
#include "output/chart_data.h"

/* One indicator, its series and its verdicts, as the chart is given them. */
struct scene {
	struct arena arena;
	struct diag diag;
	struct indicator indicator;
	struct catalogue catalogue;
	struct book book;
	struct series series;
	struct verdicts verdicts;
	struct chart_options options;
	struct chart_data data;
	struct gnuplot_job job;
};

/* Everything anew, but for the memory of what has been drawn so far. */
static inline void begin(struct scene *s)
{
	struct arena arena = s->arena;

	*s = (struct scene){.arena = arena};
	diag_init(&s->diag, &s->arena);
	s->indicator = (struct indicator){.id = STR("x"),
		.title = STR("贷款余额"),
		.title_en = STR("Loans"),
		.unit = STR("亿元"),
		.decimals = -1,
		.kind = KIND_STOCK,
		.every = EVERY_MONTH,
		.calendar = {1, false},
		.lag = 25};
	s->series.key.indicator = &s->indicator;
}

static inline int setup(void **state)
{
	static struct scene scene;

	arena_init(&scene.arena, NULL);
	begin(&scene);
	*state = &scene;
	return 0;
}

static inline int teardown(void **state)
{
	struct scene *s = *state;

	arena_free(&s->arena);
	return 0;
}

static inline void add_target(struct scene *s, const char *text)
{
	struct target target;

	assert_true(
		target_parse(&s->arena, str_of(text), NO_PLACE, &s->indicator, &target, &s->diag));
	*array_add(&s->arena, &s->indicator.targets) = target;
}

static inline int number_of(const struct scene *s, const char *period)
{
	struct period p;

	assert_true(period_parse(str_of(period), s->indicator.calendar, &p));
	return p.number;
}

/* `values` are copied: some tests cut their series. */
static inline void set_series(
	struct scene *s, const char *first, const double *values, size_t count)
{
	s->series.first = number_of(s, first);
	s->series.count = count;
	s->series.value = arena_copy(&s->arena, values, count * sizeof(*values));
}

static inline void judge(struct scene *s)
{
	struct indicator *indicator = &s->indicator;

	*array_add(&s->arena, &s->catalogue.indicators) = indicator;
	s->book.catalogue = &s->catalogue;
	*array_add(&s->arena, &s->book.series) = s->series;
	book_index(&s->arena, &s->book);
	if (s->series.count)
		verdict_judge(&s->arena, &s->book, indicator,
			period_last_day(
				indicator->every, indicator->calendar, series_last(&s->series)),
			&s->verdicts);
}

static inline const struct chart_data *look(struct scene *s)
{
	judge(s);
	chart_data_make(&s->arena, &s->book, &s->series, s->verdicts.item, s->verdicts.count,
		&s->options, &s->data);
	return &s->data;
}

static inline struct str draw(struct scene *s)
{
	judge(s);
	chart_job(&s->arena, &s->book, &s->series, s->verdicts.item, s->verdicts.count, &s->options,
		&s->job);
	return s->job.script;
}

#define SERIES(s, first, ...) \
	set_series((s), (first), (const double[]){__VA_ARGS__}, \
		sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

static inline void assert_says(struct scene *s, const char *text)
{
	if (!str_has(s->job.script, str_of(text)))
		fail_msg("no %s in:\n%.*s", text, STR_ARG(s->job.script));
}

static inline void assert_silent(struct scene *s, const char *text)
{
	if (str_has(s->job.script, str_of(text)))
		fail_msg("%s in:\n%.*s", text, STR_ARG(s->job.script));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
