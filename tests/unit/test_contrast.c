/*
 * Text that is easily read has a contrast of at least 4.5 : 1 (WCAG 2.1, 1.4.3), on every ground
 * that it stands on, in the charts and in the page, by day and by night.
 */
#include "unit.h"

#include "output/chart_pen.h"

#include <math.h>

static const double least = 4.5;

static const char style[] =
#include "output/report.css.h"
	;

/* Relative luminance of "#rrggbb" or "#rgb", as WCAG defines it. */
static double luminance(const char *color)
{
	static const double weights[] = {0.2126, 0.7152, 0.0722};
	size_t digits = strspn(color + 1, "0123456789abcdefABCDEF") / 3;
	double sum = 0;

	assert_true(color[0] == '#' && (digits == 1 || digits == 2));
	for (size_t i = 0; i < 3; i++) {
		char part[3] = {color[1 + i * digits], color[i * digits + digits], '\0'};
		double c = (double)strtol(part, NULL, 16) / 255;

		sum += weights[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(const char *a, const char *b)
{
	double x = luminance(a), y = luminance(b);

	return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static void contrast_is_as_the_standard_has_it(void **state)
{
	(void)state;
	assert_true(fabs(contrast("#000000", "#fff") - 21) < 1e-9);
	assert_true(fabs(contrast("#777777", "#FFFFFF") - 4.48) < 0.005);
}

static void every_text_of_a_chart_stands_out_from_the_paper(void **state)
{
	static const char *const colors[] = {COLOR_INK, COLOR_SUB, COLOR_FAINT, COLOR_AHEAD,
		COLOR_MET, COLOR_MISSED_TEXT, COLOR_GAP_TEXT};

	(void)state;
	for (size_t i = 0; i < sizeof(colors) / sizeof(*colors); i++)
		if (contrast(colors[i], COLOR_WHITE) < least)
			fail_msg("%s: %.2f", colors[i], contrast(colors[i], COLOR_WHITE));
}

static void what_was_missed_is_written_darker_than_it_is_marked(void **state)
{
	struct arena arena;
	struct buf out;
	struct pen pen = {&out, 860, 380};

	(void)state;
	arena_init(&arena, NULL);
	buf_init(&out, &arena);
	pen_text(&pen, 1, 1, (struct pen_text){12, ALIGN_LEFT, false, COLOR_MISSED}, STR("x"));
	assert_true(str_has(buf_str(&out), STR(COLOR_MISSED_TEXT)));
	assert_false(str_has(buf_str(&out), STR(COLOR_MISSED)));
	arena_free(&arena);
}

/* The n-th value that the style sheet gives to a variable: by day, by night, on paper. */
static const char *value_of(const char *name, int n)
{
	char declared[32];
	const char *at = style;

	snprintf(declared, sizeof(declared), "--%s: ", name);
	for (int i = 0; i <= n; i++) {
		at = strstr(at, declared);
		assert_non_null(at);
		at += strlen(declared);
	}
	return at;
}

static void every_text_of_the_page_stands_out_from_what_it_stands_on(void **state)
{
	static const char *const pairs[][2] = {{"ink", "paper"}, {"ink", "panel"}, {"sub", "paper"},
		{"sub", "panel"}, {"link", "paper"}, {"good", "paper"}, {"watch", "paper"},
		{"bad", "paper"}, {"faint", "paper"}, {"good", "good-back"},
		{"watch", "watch-back"}, {"bad", "bad-back"}, {"faint", "faint-back"}};

	(void)state;
	for (int n = 0; n < 3; n++)
		for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
			double found = contrast(value_of(pairs[i][0], n), value_of(pairs[i][1], n));

			if (found < least)
				fail_msg("%s on %s (%d): %.2f", pairs[i][0], pairs[i][1], n, found);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrast_is_as_the_standard_has_it),
		cmocka_unit_test(every_text_of_a_chart_stands_out_from_the_paper),
		cmocka_unit_test(what_was_missed_is_written_darker_than_it_is_marked),
		cmocka_unit_test(every_text_of_the_page_stands_out_from_what_it_stands_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
