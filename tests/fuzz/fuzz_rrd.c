/*
 * rrd: a database is read only if this program may have written it. The input makes one of figures
 * and then changes some of its bytes.
 */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "store/exact.h"
#include "store/rrd_image.h"

enum { ROWS = 40 };

static const unsigned long steps[] = {86400, 604800, 2629746, 7889238, 31556952};

static double take_figure(struct fuzz *fuzz)
{
	unsigned how = fuzz_byte(fuzz);
	double value;
	int32_t number;

	if (how % 8 == 0)
		return (double)NAN;
	if (how % 2) {
		fuzz_fill(fuzz, &number, sizeof(number));
		return exact_round(number * pow(10, (int)(how / 8) - 20));
	}
	fuzz_fill(fuzz, &value, sizeof(value));
	value = exact_round(value);
	return isfinite(value) && fabs(value) >= 1e-30 && fabs(value) < 1e30 ? value : 0;
}

static bool same(const double *a, const double *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!(a[i] == b[i] || (isnan(a[i]) && isnan(b[i]))))
			return false;
	return true;
}

static void check_read(const struct rrd_template *template, struct str file, int first,
	const double *value, size_t count)
{
	size_t got;
	double back[ROWS];
	int begins;

	fuzz_must(!rrd_image_read(template->step, template->rows, file, &begins, &got, back),
		"a database that was made is sound");
	fuzz_must(got == count && begins == first && same(value, back, count),
		"a database holds the figures that it was made of");
}

/* Offsets and bytes. */
static void damage(struct fuzz *fuzz, struct str *file)
{
	char *bytes = (char *)(uintptr_t)file->at;

	while (fuzz->rest.len) {
		uint16_t at = 0;

		fuzz_fill(fuzz, &at, sizeof(at));
		if (at < file->len)
			bytes[at] = (char)fuzz_byte(fuzz);
		else
			file->len -= file->len && at % 2;
	}
}

static void check_damaged(struct arena *arena, const struct rrd_template *template, struct str file)
{
	double back[ROWS + 1];
	const char *damaged;
	size_t count;
	int first;

	back[template->rows] = 42;
	damaged = rrd_image_read(template->step, template->rows, file, &first, &count, back);
	fuzz_must(back[template->rows] == 42, "no more figures are read than there are rows");
	fuzz_must(!damaged == (count > 0), "there are figures exactly where there is no damage");
	if (damaged)
		return;
	fuzz_must(count <= template->rows && !isnan(back[0]) && !isnan(back[count - 1]),
		"the first and the last figure are there");
	for (size_t i = 0; i < count; i++)
		fuzz_must(isnan(back[i]) || exact_is_figure(back[i]),
			"a row holds a figure, or none");
	check_read(
		template, rrd_image_make(arena, template, first, back, count), first, back, count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct rrd_template template = {.unknown = (double)NAN};
	struct fuzz fuzz;
	double value[ROWS];
	struct str file;
	size_t count;
	int first;

	fuzz_begin(&fuzz, data, size);
	template.step = steps[fuzz_choice(&fuzz, sizeof(steps) / sizeof(*steps))];
	template.rows = 1 + fuzz_choice(&fuzz, ROWS);
	count = 1 + fuzz_choice(&fuzz, template.rows);
	first = (int)(315360000 / template.step) + (int)fuzz_byte(&fuzz);
	for (size_t i = 0; i < count; i++)
		value[i] = take_figure(&fuzz);
	if (isnan(value[0]))
		value[0] = 1;
	if (isnan(value[count - 1]))
		value[count - 1] = 0.1;
	file = rrd_image_make(&fuzz.arena, &template, first, value, count);
	check_read(&template, file, first, value, count);
	damage(&fuzz, &file);
	check_damaged(&fuzz.arena, &template,
		(struct str){arena_copy(&fuzz.arena, file.at, file.len), file.len});
	fuzz_memory(&fuzz, 1 << 13, 4);
	fuzz_end(&fuzz);
	return 0;
}
