#include "unit.h"

#include "model/indicator.h"

static void the_title_is_given_in_the_language_that_there_is(void **state)
{
	struct indicator indicator = {.title = STR("各项贷款余额")};

	(void)state;
	assert_str_equal(indicator_title(&indicator, true), "各项贷款余额");
	indicator.title_en = STR("Loans outstanding");
	assert_str_equal(indicator_title(&indicator, true), "Loans outstanding");
	assert_str_equal(indicator_title(&indicator, false), "各项贷款余额");
}

/* An indicator with targets of these comparisons, all with the bound 5. */
static int direction(enum better better, size_t count, const enum target_op *ops)
{
	struct target targets[3] = {{.op = TARGET_EQ}};
	struct indicator indicator = {.better = better};

	for (size_t i = 0; i < count; i++)
		targets[i] = (struct target){.op = ops[i], .bound = 5};
	indicator.targets.item = targets;
	indicator.targets.count = count;
	return indicator_direction(&indicator);
}

static void the_direction_is_the_first_targets_that_has_one(void **state)
{
	(void)state;
	assert_int_equal(direction(BETTER_DEFAULT, 0, NULL), 0);
	assert_int_equal(
		direction(BETTER_DEFAULT, 2, (enum target_op[]){TARGET_EQ, TARGET_LE}), -1);
	assert_int_equal(direction(BETTER_DEFAULT, 2, (enum target_op[]){TARGET_GT, TARGET_LE}), 1);
	assert_int_equal(direction(BETTER_DEFAULT, 1, (enum target_op[]){TARGET_WITHIN}), 0);
}

static void better_overrides_the_targets(void **state)
{
	(void)state;
	assert_int_equal(direction(BETTER_LOWER, 1, (enum target_op[]){TARGET_GE}), -1);
	assert_int_equal(direction(BETTER_HIGHER, 1, (enum target_op[]){TARGET_LE}), 1);
	assert_int_equal(direction(BETTER_NONE, 1, (enum target_op[]){TARGET_GE}), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_title_is_given_in_the_language_that_there_is),
		cmocka_unit_test(the_direction_is_the_first_targets_that_has_one),
		cmocka_unit_test(better_overrides_the_targets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
