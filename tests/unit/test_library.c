#include "unit.h"

#include "base/library.h"

static struct arena arena;

static void a_function_of_a_library_can_be_called(void **state)
{
	double (*power)(double, double);
	const struct library_function functions[] = {{"pow", &power}, {NULL, NULL}};
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_true(library_load("libm.so.6", "libc6", functions, &diag));
	assert_double(power(2, 10), 1024);
	assert_int_equal(diag.count, 0);
}

static void a_library_that_is_not_there_is_an_error_that_says_what_brings_it(void **state)
{
	const struct library_function none[] = {{NULL, NULL}};
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_false(library_load("libnosuch.so.1", "libnosuch1", none, &diag));
	assert_int_equal(diag.status, STATUS_UNAVAILABLE);
	assert_non_null(strstr(messages(&arena, &diag), "libnosuch.so.1: cannot open"));
	assert_non_null(strstr(messages(&arena, &diag), "; install libnosuch1\n"));
}

static void a_function_that_is_not_in_it_is_an_error_too(void **state)
{
	void (*function)(void);
	const struct library_function functions[] = {{"tidemark_no_such", &function}, {NULL, NULL}};
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_false(library_load("libm.so.6", "libc6", functions, &diag));
	assert_int_equal(diag.status, STATUS_UNAVAILABLE);
	assert_non_null(strstr(messages(&arena, &diag), "tidemark_no_such"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_function_of_a_library_can_be_called),
		cmocka_unit_test(a_library_that_is_not_there_is_an_error_that_says_what_brings_it),
		cmocka_unit_test(a_function_that_is_not_in_it_is_an_error_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
