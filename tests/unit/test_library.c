#include "unit.h"

#include "base/library.h"

static struct arena arena;

static void a_function_of_a_library_can_be_called(void **state)
{
	const struct library library = {
		{"libnosuch.so.1", "libm.so.6"}, "libm, which computes", "libc6"};
	double (*power)(double, double);
	const struct library_function functions[] = {{"pow", &power}, {NULL, NULL}};
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_true(library_load(&library, functions, &diag));
	assert_double(power(2, 10), 1024);
	assert_int_equal(diag.count, 0);
}

static void a_library_that_is_not_there_is_an_error_that_says_what_brings_it(void **state)
{
	const struct library library = {
		{"libnosuch.so.1"}, "libnosuch, which does nothing", "libnosuch1"};
	const struct library_function none[] = {{NULL, NULL}};
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_false(library_load(&library, none, &diag));
	assert_int_equal(diag.status, STATUS_UNAVAILABLE);
	assert_string_equal(messages(&arena, &diag), "tidemark: error: libnosuch, which does "
						     "nothing, cannot be loaded; install Debian's "
						     "package libnosuch1\n");
}

static void so_is_one_that_lacks_a_function(void **state)
{
	const struct library library = {{"libm.so.6"}, "libm, which computes", "libc6"};
	void (*there)(void), (*missing)(void);
	const struct library_function functions[] = {
		{"tidemark_no_such", &missing}, {"pow", &there}, {NULL, NULL}};
	struct diag diag;

	(void)state;
	diag_init(&diag, &arena);
	assert_false(library_load(&library, functions, &diag));
	assert_int_equal(diag.status, STATUS_UNAVAILABLE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_function_of_a_library_can_be_called),
		cmocka_unit_test(a_library_that_is_not_there_is_an_error_that_says_what_brings_it),
		cmocka_unit_test(so_is_one_that_lacks_a_function),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
