/** unit: what every unit test needs beside cmocka. */
#ifndef TIDEMARK_TESTS_UNIT_H
#define TIDEMARK_TESTS_UNIT_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diag.h"

/* cmocka's own assert_float_equal compares as float. */
static inline void assert_double_near(double a, double b, double relative)
{
	double size = fabs(b) > 1 ? fabs(b) : 1;

	if (isnan(a) && isnan(b))
		return;
	if (!(fabs(a - b) <= relative * size))
		fail_msg("%.17g is not %.17g", a, b);
}

#define assert_double(a, b) assert_double_near((a), (b), 1e-12)
#define assert_nan(a) assert_true(isnan(a))

static inline void assert_str_equal(struct str a, const char *b)
{
	if (!str_is(a, b))
		fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(a), b);
}

/** All messages of a diag, one a line, for comparing. */
static inline const char *messages(struct arena *arena, const struct diag *diag)
{
	struct str all = STR("");

	for (size_t i = 0; i < diag->count; i++)
		all = str_printf(arena, "%.*s%.*s\n", STR_ARG(all),
			STR_ARG(diag_format(arena, &diag->item[i])));
	return str_c(arena, all);
}

#endif
