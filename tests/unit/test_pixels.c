#include "unit.h"

#include "output/pixels.h"

#include <zlib.h>

enum { SIDE = 8, ROW = 1 + 3 * SIDE };

static struct arena arena;
static struct diag diag;

static bool make(const char *svg, struct str *png)
{
	diag_init(&diag, &arena);
	return pixels_make(&arena, str_of(svg), SIDE, SIDE, STR("a.png"), png, &diag);
}

/* The rows behind the header (8 + 25 bytes) and the head of the data's chunk. */
static void unpack(struct str png, unsigned char rows[SIDE * ROW])
{
	const unsigned char *at = (const unsigned char *)png.at + 33;
	uLongf len = SIDE * ROW;

	assert_memory_equal(at + 4, "IDAT", 4);
	assert_int_equal(uncompress(rows, &len, at + 8, (uLong)at[2] << 8 | at[3]), Z_OK);
	assert_int_equal(len, SIDE * ROW);
}

static void colour_is(const unsigned char *rows, int x, int y, int red, int green, int blue)
{
	const unsigned char *pixel = rows + y * ROW + 1 + 3 * x;

	if (pixel[0] != red || pixel[1] != green || pixel[2] != blue)
		fail_msg("%d,%d is %d %d %d", x, y, pixel[0], pixel[1], pixel[2]);
}

/* A picture of 4 by 4 in 8 by 8 pixels: its left half is orange, the rest is not painted. */
static void a_picture_fills_the_pixels_that_are_asked_for(void **state)
{
	unsigned char rows[SIDE * ROW];
	struct str png;

	(void)state;
	assert_true(make("<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4' "
			 "viewBox='0 0 4 4'><rect width='2' height='4' fill='#FF8001'/></svg>",
		&png));
	unpack(png, rows);
	colour_is(rows, 0, 0, 255, 128, 1);
	colour_is(rows, 3, 7, 255, 128, 1);
	colour_is(rows, 4, 0, 255, 255, 255);
	colour_is(rows, 7, 7, 255, 255, 255);
	for (int y = 0; y < SIDE; y++)
		assert_int_equal(rows[y * ROW], 0);
}

static void what_is_no_picture_is_refused(void **state)
{
	struct str png;

	(void)state;
	assert_false(make("<svg xmlns='http://www.w3.org/2000/svg'><rect", &png));
	assert_string_equal(
		messages(&arena, &diag), "a.png: error: librsvg cannot draw the picture\n");
	assert_int_equal(diag.status, STATUS_IO);
	assert_int_equal(png.len, 0);
	assert_false(make("", &png));
}

static int forget(void **state)
{
	(void)state;
	arena_free(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_picture_fills_the_pixels_that_are_asked_for),
		cmocka_unit_test(what_is_no_picture_is_refused),
	};

	return cmocka_run_group_tests_name("pixels", tests, NULL, forget);
}
