/* Every label is measured: none leaves the picture, and no two overlap. */
#include "scene.h"

#include "output/chart_sheet.h"
#include "output/chart_text.h"

#include <math.h>

struct box {
	double left, right, top, bottom;
	struct str text;
};

struct boxes {
	ARRAY(struct box);
};

static double number_behind(struct str *rest, const char *before)
{
	char *end;
	double number;
	size_t at = str_find(*rest, str_of(before));

	assert_true(at < rest->len);
	*rest = str_from(*rest, at + strlen(before));
	number = strtod(rest->at, &end);
	*rest = str_from(*rest, (size_t)(end - rest->at));
	return number;
}

/* The line as chart_pen writes it. */
static struct box measure(const struct scene *s, struct str line)
{
	struct box box;
	size_t open = str_find(line, STR("'")) + 1, close = str_find(line, STR("' at screen "));
	struct str rest = str_from(line, close);
	double x = number_behind(&rest, "screen ") * s->job.width;
	double y = (1 - number_behind(&rest, "screen ")) * s->job.height;
	bool right = str_has(rest, STR(" right ")), center = str_has(rest, STR(" center "));
	bool bold = str_has(rest, STR("font bold."));
	double size = number_behind(&rest, "',"), width;

	box.text = str_slice(line, open, close);
	width = text_width(box.text, (struct lettering){size, bold});
	box.left = right ? x - width : center ? x - width / 2 : x;
	box.right = box.left + width;
	box.top = y - size / 2;
	box.bottom = y + size / 2;
	return box;
}

static void find_boxes(struct scene *s, struct boxes *boxes)
{
	struct str rest = s->job.script, line;

	*boxes = (struct boxes){0};
	while (str_cut(&rest, '\n', &line))
		if (str_starts(line, STR("set label '")) && !str_starts(line, STR("set label '' ")))
			*array_add(&s->arena, boxes) = measure(s, line);
}

static bool overlap(const struct box *a, const struct box *b)
{
	return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static void assert_labels_fit(struct scene *s, const char *what)
{
	struct boxes boxes;

	find_boxes(s, &boxes);
	assert_true(boxes.count >= 3);
	for (size_t i = 0; i < boxes.count; i++) {
		const struct box *a = &boxes.item[i];

		if (a->left < 0 || a->right > s->job.width || a->top < 0 ||
			a->bottom > s->job.height)
			fail_msg("%s: \"%.*s\" leaves the picture: %.1f to %.1f, %.1f to %.1f",
				what, STR_ARG(a->text), a->left, a->right, a->top, a->bottom);
		for (size_t j = i + 1; j < boxes.count; j++)
			if (overlap(a, &boxes.item[j]))
				fail_msg("%s: \"%.*s\" overlaps \"%.*s\"", what, STR_ARG(a->text),
					STR_ARG(boxes.item[j].text));
	}
}

static struct str title_of(struct scene *s, size_t characters)
{
	struct buf title;

	buf_init(&title, &s->arena);
	for (size_t i = 0; i < characters; i++)
		buf_text(&title, i % 7 == 6 ? "和" : "额");
	return buf_str(&title);
}

static void set_values(struct scene *s, size_t count, double most)
{
	double values[240];

	for (size_t i = 0; i < count; i++)
		values[i] = most * (0.8 + 0.2 * sin((double)i * 0.7));
	if (s->indicator.kind == KIND_YTD)
		for (size_t i = 0; i < count; i++)
			values[i] = most / 12 * (double)(i % 12 + 1);
	set_series(s, "2004-01", values, count);
}

static void add_targets(struct scene *s, size_t count, double most)
{
	static const double shares[] = {0.9, 0.7, 0.905, 0.2, 0.9001};

	for (size_t i = 0; i < count; i++) {
		struct str text = str_printf(&s->arena, "value >= %.17g", most * shares[i]);

		add_target(s, str_c(&s->arena, text));
	}
}

static void picture(struct scene *s, enum kind kind, size_t periods, size_t targets, double most)
{
	struct str what = str_printf(&s->arena, "kind %d, %zu periods, %zu targets, up to %g",
		(int)kind, periods, targets, most);

	s->indicator.kind = kind;
	s->options.last = 240;
	add_targets(s, targets, most);
	set_values(s, periods, most);
	draw(s);
	assert_labels_fit(s, str_c(&s->arena, what));
}

static void labels_fit_for_any_length_of_series_and_of_figures(void **state)
{
	static const size_t periods[] = {2, 3, 13, 24, 25, 60, 61, 150, 240};
	static const double figures[] = {0.004, 7, 99999, 12345678, 123456789012345};
	struct scene *s = *state;

	for (size_t p = 0; p < sizeof(periods) / sizeof(*periods); p++)
		for (size_t f = 0; f < sizeof(figures) / sizeof(*figures); f++)
			for (int kind = 0; kind < KIND_COUNT; kind++) {
				begin(s);
				s->options.english = (p + f) % 2;
				picture(s, (enum kind)kind, periods[p], 1, figures[f]);
			}
}

static void labels_fit_with_one_to_five_targets(void **state)
{
	struct scene *s = *state;

	for (size_t targets = 1; targets <= 5; targets++)
		for (int kind = 0; kind < KIND_COUNT; kind++)
			for (int english = 0; english < 2; english++) {
				begin(s);
				s->options.english = english;
				picture(s, (enum kind)kind, 56, targets, 999999);
			}
}

static void labels_fit_under_titles_of_one_to_sixty_characters(void **state)
{
	struct scene *s = *state;

	for (size_t characters = 1; characters <= 60; characters++) {
		begin(s);
		s->indicator.title = title_of(s, characters);
		s->indicator.source_note = title_of(s, 3 * characters);
		picture(s, KIND_RATIO, 30, 2, 12345678);
	}
}

static void labels_fit_beside_a_projection(void **state)
{
	static const double totals[] = {7, 123456, 123456789012345};
	struct scene *s = *state;

	for (size_t t = 0; t < 3; t++)
		for (int english = 0; english < 2; english++) {
			struct str text;

			begin(s);
			s->indicator.kind = KIND_YTD;
			s->options.english = english;
			text = str_printf(&s->arena, "total >= %.0f in every year", totals[t]);
			add_target(s, str_c(&s->arena, text));
			set_values(s, 56, totals[t]);
			draw(s);
			assert_non_null(look(s)->ahead.verdict);
			assert_silent(s, "…");
			assert_labels_fit(s, str_c(&s->arena, text));
		}
}

static void labels_fit_beside_one_to_six_years(void **state)
{
	struct scene *s = *state;

	for (size_t periods = 1; periods <= 72; periods++) {
		begin(s);
		s->options.style = CHART_LINES;
		s->options.english = periods % 2;
		s->options.last = 72;
		s->indicator.kind = KIND_YTD;
		add_target(s, "total >= 1234567 in every year");
		set_values(s, periods, 1234567);
		draw(s);
		assert_labels_fit(s, "years");
	}
}

static void labels_fit_on_a_sheet(void **state)
{
	static const double figures[] = {-7, 99999, 123456789012345};
	struct scene *s = *state;

	for (size_t count = 1; count <= 9; count++)
		for (size_t f = 0; f < sizeof(figures) / sizeof(*figures); f++) {
			struct chart_items items = {0};

			begin(s);
			s->indicator.title = title_of(s, 7 * count);
			s->options.english = f == 1;
			add_targets(s, 3, fabs(figures[f]));
			set_values(s, 30, figures[f]);
			judge(s);
			for (size_t i = 0; i < count; i++)
				*array_add(&s->arena, &items) = (struct chart_item){
					&s->series, s->verdicts.item, s->verdicts.count};
			chart_overview_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
			assert_labels_fit(s, "sheet");
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(labels_fit_for_any_length_of_series_and_of_figures),
		TEST(labels_fit_with_one_to_five_targets),
		TEST(labels_fit_under_titles_of_one_to_sixty_characters),
		TEST(labels_fit_beside_a_projection),
		TEST(labels_fit_beside_one_to_six_years),
		TEST(labels_fit_on_a_sheet),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
