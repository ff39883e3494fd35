#include "unit.h"

#include "store/layers.h"
#include "store/memo.h"
#include "store/packed.h"

static struct arena arena;

static int start(void **state)
{
	(void)state;
	arena_init(&arena, NULL);
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

static void layers_grow_at_both_ends_and_the_last_figure_counts(void **state)
{
	struct layers layers = {0};
	struct series series;

	(void)state;
	assert_int_equal(layers_series(&layers).count, 0);
	assert_nan(layers_at(&layers, 0));
	layers_put(&arena, &layers, 100, 1);
	layers_put(&arena, &layers, 3, 2);
	layers_put(&arena, &layers, -50, 3);
	layers_put(&arena, &layers, 1000, 4);
	layers_put(&arena, &layers, 3, 5);
	series = layers_series(&layers);
	assert_int_equal(series.first, -50);
	assert_int_equal(series.count, 1051);
	assert_true(series_at(&series, 3) == 5);
	assert_true(series_at(&series, 100) == 1);
	assert_true(series_at(&series, 1000) == 4);
	assert_nan(series_at(&series, 4));
	assert_nan(layers_at(&layers, 5000));
}

static void what_is_missing_above_leaves_what_is_below(void **state)
{
	const double above[] = {NAN, 7, NAN};
	struct layers layers = {0};

	(void)state;
	layers_put(&arena, &layers, 10, 1);
	layers_put(&arena, &layers, 11, 2);
	layers_put_all(&arena, &layers, 10, above, 3);
	assert_true(layers_at(&layers, 10) == 1);
	assert_true(layers_at(&layers, 11) == 7);
	assert_int_equal(layers_series(&layers).count, 2);
}

static void periods_are_remembered_by_their_text_alone(void **state)
{
	static const char *const texts[] = {"2024-05-31", "2024-W27", "2024-05", "2024-Q2", "2024",
		"2024/25", "FY2025", "2024-05", "2014-05", "2024-15"};
	struct memo *memo = NEW(&arena, struct memo);

	(void)state;
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
			struct calendar calendar = {2, texts[i][0] == 'F'};
			struct period expected = {0}, found = {0};
			bool known = period_parse(str_of(texts[i]), calendar, &expected);

			assert_int_equal(memo_period(memo, str_of(texts[i]), &found), known);
			if (known) {
				assert_int_equal(found.every, expected.every);
				assert_int_equal(found.number, expected.number);
			}
		}
	assert_false(memo_period(memo, STR(""), &(struct period){0}));
	assert_false(memo_period(memo, STR("no period at all, and long"), &(struct period){0}));
}

static void what_was_packed_is_taken_in_the_same_order(void **state)
{
	const double values[] = {1.5, NAN, -0.1};
	double taken[3];
	struct buf out;
	struct str rest;

	(void)state;
	buf_init(&out, &arena);
	packed_put_number(&out, -7);
	packed_put_text(&out, STR("区"));
	packed_put_text(&out, STR(""));
	packed_put_values(&out, values, 3);
	packed_put_value(&out, 0.1);
	rest = buf_str(&out);
	assert_int_equal(packed_take_number(&rest), -7);
	assert_str_equal(packed_take_text(&rest), "区");
	assert_str_equal(packed_take_text(&rest), "");
	packed_take_values(&rest, taken, 3);
	assert_true(taken[0] == 1.5 && isnan(taken[1]) && taken[2] == -0.1);
	assert_true(packed_take_value(&rest) == 0.1);
	assert_int_equal(rest.len, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(layers_grow_at_both_ends_and_the_last_figure_counts),
		TEST(what_is_missing_above_leaves_what_is_below),
		TEST(periods_are_remembered_by_their_text_alone),
		TEST(what_was_packed_is_taken_in_the_same_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
