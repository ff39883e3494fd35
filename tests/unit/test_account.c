#include "world.h"

#include "analysis/account.h"

/* 10 a month in 2022 and 2023, 20 a month in the first four of 2024. */
static struct indicator *add_months(struct world *world)
{
	struct indicator *indicator = add_indicator(world, "x", KIND_FLOW, "亿元");
	double figures[28];

	for (size_t t = 0; t < 28; t++)
		figures[t] = t < 24 ? 10 : 20;
	add_figures(world, indicator, "", "2022-01", 28, figures);
	return indicator;
}

static struct account account_for(struct world *world, const char *target)
{
	struct indicator *indicator = add_months(world);
	struct verdict verdict;
	struct account account;

	add_target(world, indicator, target);
	verdict = judge(world, indicator, "2024-05-28");
	account_of(&world->arena, &world->book, &verdict, day("2024-05-28"), &account);
	return account;
}

static void a_total_is_accounted_for_month_by_month(void **state)
{
	struct account account = account_for(*state, "total within 180 .. 300 in 2024");

	assert_true(account.has_pace);
	assert_int_equal(account.figures, 12);
	assert_double(account.goal, 180);
	assert_double(account.goal_high, 300);
	assert_double(account.last_year, 120);
	for (int place = 1; place <= 4; place++)
		assert_double(account.knot[place - 1], 20 * place);
	assert_int_equal(account.pace.place, 4);
	assert_double(account.pace.so_far.sum, 80);
	assert_true(account.has_control);
	assert_int_equal(account.control.points.count, 28);
}

static void an_average_is_accounted_for_as_the_sum_of_its_year(void **state)
{
	struct account account = account_for(*state, "average >= 15 in 2024");

	assert_true(account.has_pace);
	assert_double(account.goal, 180);
	assert_double(account.last_year, 120);
	assert_double(account.knot[3], 80);
}

static void a_target_without_a_year_to_project_has_limits_alone(void **state)
{
	struct account account = account_for(*state, "value >= 15");

	assert_false(account.has_pace);
	assert_true(account.has_control);
}

static void an_indicator_without_figures_has_nothing_to_account_for(void **state)
{
	struct world *world = *state;
	struct indicator *indicator = add_indicator(world, "y", KIND_FLOW, "亿元");
	struct verdict verdict;
	struct account account;

	add_target(world, indicator, "total >= 15 in 2024");
	verdict = judge(world, indicator, "2024-05-28");
	account_of(&world->arena, &world->book, &verdict, day("2024-05-28"), &account);
	assert_false(account.has_pace || account.has_control);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		world_test(a_total_is_accounted_for_month_by_month),
		world_test(an_average_is_accounted_for_as_the_sum_of_its_year),
		world_test(a_target_without_a_year_to_project_has_limits_alone),
		world_test(an_indicator_without_figures_has_nothing_to_account_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
