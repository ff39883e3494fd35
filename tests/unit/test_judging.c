/* Judging on several cores: what cannot be told apart from judging on one. */
#include "world.h"

#include "command/judging.h"

#include <dlfcn.h>
#include <errno.h>
#include <sched.h>
#include <unistd.h>

enum { AREAS = 510, MONTHS = 80, FORKS = 1000 };

/* Stands before libc's own: as many processors as a test says. */
static int cores = 1;

int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	(void)pid;
	memset(set, 0, size);
	for (int i = 0; i < cores; i++)
		CPU_SET_S((size_t)i, size, set);
	return 0;
}

/* Stands before libc's own: after `forks_left` processes there are no more to be had. */
static int forks_left = FORKS;

pid_t fork(void)
{
	pid_t (*real)(void);

	if (forks_left-- <= 0) {
		errno = EAGAIN;
		return -1;
	}
	*(void **)&real = dlsym(RTLD_NEXT, "fork");
	return real();
}

/* Flows with a season, a trend and gaps; every seventh area has none of the last year. */
static void add_areas(struct world *world, struct indicator *indicator)
{
	for (int area = 0; area < AREAS; area++) {
		double figure[MONTHS];

		for (int t = 0; t < MONTHS; t++) {
			figure[t] = 100 + t + area + 20 * sin(t * 3.14159265 / 6) +
				    (t * t * 7 + area * 3 + t * area) % 23;
			if ((t * 31 + area * 17) % 97 == 0)
				figure[t] = NAN;
		}
		add_figures(world, indicator, str_printf(&world->arena, "area %03d", area).at,
			"2018-01", area % 7 ? MONTHS : MONTHS - 12, figure);
	}
}

static void make_world(struct world *world)
{
	struct indicator *empty, *flow, *ratio;

	empty = add_indicator(world, "empty", KIND_STOCK, "");
	add_target(world, empty, "value > 1");
	add_indicator(world, "without", KIND_STOCK, "");
	flow = add_indicator(world, "flow", KIND_FLOW, "");
	add_areas(world, flow);
	add_target(world, flow, "total >= 2700 in 2024 area=*");
	add_target(world, flow, "flow_yoy > 0 from 2023-01 area=*");
	ratio = add_indicator(world, "ratio", KIND_RATIO, "%");
	FIGURES(world, ratio, "", "2024-01", 50, 51, 49);
	add_target(world, ratio, "value within 40..60");
	book_index(&world->arena, &world->book);
}

static struct verdicts judge_on(struct world *world, int processors, int processes)
{
	struct context context = {.arena = &world->arena,
		.diag = &world->diag,
		.catalogue = world->catalogue,
		.today = day("2024-09-10")};
	const bool chosen[] = {true, true, true, true};
	struct verdicts verdicts = {0};

	cores = processors;
	forks_left = processes;
	assert_true(judging_run(&context, &world->book, chosen, &verdicts));
	assert_int_equal(world->diag.count, 0);
	return verdicts;
}

static void assert_same(const struct verdicts *a, const struct verdicts *b)
{
	assert_int_equal(a->count, b->count);
	for (size_t i = 0; i < a->count; i++) {
		const struct verdict *one = &a->item[i], *other = &b->item[i];

		assert_ptr_equal(one->target, other->target);
		assert_true(str_equal(one->area, other->area));
		assert_int_equal(one->status, other->status);
		assert_int_equal(one->reason, other->reason);
		assert_int_equal(one->period, other->period);
		assert_int_equal(one->variation, other->variation);
		assert_int_equal(one->freshness, other->freshness);
		assert_memory_equal(&one->value, &other->value, sizeof(double));
		assert_memory_equal(&one->projection, &other->projection, sizeof(double));
		assert_memory_equal(&one->low, &other->low, sizeof(double));
		assert_memory_equal(&one->chance, &other->chance, sizeof(double));
	}
}

static void any_number_of_cores_gives_the_same_verdicts(void **state)
{
	struct world *world = *state;
	struct verdicts alone, together;
	bool projected = false;

	make_world(world);
	alone = judge_on(world, 1, 0);
	assert_int_equal(alone.count, 1 + 2 * AREAS + 1);
	for (size_t i = 0; i < alone.count; i++)
		projected |= !isnan(alone.item[i].projection);
	assert_true(projected);
	for (int processors = 2; processors <= 5; processors++) {
		together = judge_on(world, processors, FORKS);
		assert_int_equal(FORKS - forks_left, processors - 1);
		assert_same(&alone, &together);
	}
}

static void where_no_process_can_be_made_the_verdicts_are_the_same(void **state)
{
	struct world *world = *state;
	struct verdicts alone, together;

	make_world(world);
	alone = judge_on(world, 1, 0);
	for (int processes = 0; processes < 2; processes++) {
		together = judge_on(world, 2, processes);
		assert_same(&alone, &together);
	}
}

static void judged_in_parts_each_verdict_comes_once(void **state)
{
	struct world *world = *state;
	const struct indicator *const *indicators;
	struct verdicts alone;
	size_t all = 0;

	make_world(world);
	alone = judge_on(world, 1, 0);
	indicators = (const struct indicator *const *)world->catalogue.indicators.item;
	for (size_t i = 0; i < world->catalogue.indicators.count; i++)
		all += verdict_count(&world->book, indicators[i]);
	assert_int_equal(all, alone.count);
	for (size_t cut = 0; cut <= all; cut += 201) {
		struct verdicts parts = {0};

		verdict_judge_some(
			&world->arena, &world->book, indicators, 0, cut, day("2024-09-10"), &parts);
		assert_int_equal(parts.count, cut);
		verdict_judge_some(&world->arena, &world->book, indicators, cut, all,
			day("2024-09-10"), &parts);
		assert_same(&alone, &parts);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(any_number_of_cores_gives_the_same_verdicts),
		world_test(where_no_process_can_be_made_the_verdicts_are_the_same),
		world_test(judged_in_parts_each_verdict_comes_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
