/*
 * Charts as they are drawn: hundreds by gnuplot, thousands with TIDEMARK_FULL_SIZE. Each text is
 * measured in the fonts that are installed; none leaves its picture, covers another or a figure.
 */
#include "metrics.h"
#include "scene.h"

#include "base/file.h"
#include "output/chart_sheet.h"
#include "output/chart_text.h"

#include <unistd.h>

enum {
	FEW = 240,
	MANY = 4000,
	AT_ONCE = 500,
	SHEET_EVERY = 40,
	MOST_TOLD = 30,
	REPEATED = 40,
	ALONE = 4
};

static const char *const families[] = {"Noto Sans CJK SC", "WenQuanYi Micro Hei"};

struct box {
	double left, right, top, bottom;
	struct str text;
};

struct boxes {
	ARRAY(struct box);
};

struct faults {
	struct arena *arena;
	size_t count;
	struct buf told; /* the first ones */
};

static void tell(struct faults *faults, const struct gnuplot_job *job, struct str what)
{
	if (faults->count++ < MOST_TOLD)
		buf_printf(&faults->told, "%.*s: %.*s\n", STR_ARG(job->path), STR_ARG(what));
}

/* --- reading a picture --- */

static struct str plain(struct arena *arena, struct str text)
{
	static const struct {
		const char *entity;
		char c;
	} entities[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}};
	struct buf out;

	buf_init(&out, arena);
	while (text.len) {
		size_t i = 0;

		while (i < 4 && !str_starts(text, str_of(entities[i].entity)))
			i++;
		buf_char(&out, i < 4 ? entities[i].c : text.at[0]);
		text = str_from(text, i < 4 ? strlen(entities[i].entity) : 1);
	}
	return buf_str(&out);
}

static double number_behind(struct str text, const char *before)
{
	size_t at = str_find(text, str_of(before));

	assert_true(at < text.len);
	return strtod(text.at + at + strlen(before), NULL);
}

struct fonts {
	struct metrics regular, bold;
};

/* `head` is what stands between a text's "translate(" and the text. */
static struct box measure(
	struct arena *arena, struct fonts *fonts, struct str head, struct str text)
{
	double x = strtod(head.at, NULL), y = number_behind(head, ",");
	double size = number_behind(head, "font-size=\"");
	bool bold = str_has(head, STR("font-weight=\"bold\""));
	double share = str_has(head, STR("\"end\""))      ? 1
		       : str_has(head, STR("\"middle\"")) ? 0.5
							  : 0;
	struct box box = {.text = plain(arena, text)};
	struct ink ink = metrics_measure(bold ? &fonts->bold : &fonts->regular, box.text, size);

	box.left = x - share * ink.width;
	box.right = box.left + ink.width;
	box.top = y - ink.above;
	box.bottom = y + ink.below;
	return box;
}

static struct boxes read_texts(struct arena *arena, struct fonts *fonts, struct str svg)
{
	const struct str open = STR("<text>"), shift = STR("translate(");
	struct boxes boxes = {0};

	for (size_t at; (at = str_find(svg, open)) < svg.len;) {
		struct str head = str_head(svg, at), text;

		while (str_has(head, shift))
			head = str_from(head, str_find(head, shift) + shift.len);
		svg = str_from(svg, at + open.len);
		text = str_head(svg, str_find(svg, STR("</text>")));
		if (text.len)
			*array_add(arena, &boxes) = measure(arena, fonts, head, text);
	}
	return boxes;
}

/* --- what is asserted --- */

static bool overlap(const struct box *a, const struct box *b)
{
	return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

static void look_at_edges(
	struct faults *faults, const struct gnuplot_job *job, const struct box *box)
{
	if (box->left < 0 || box->right > job->width || box->top < 0 || box->bottom > job->height)
		tell(faults, job,
			str_printf(faults->arena, "\"%.*s\" leaves it: %.1f to %.1f, %.1f to %.1f",
				STR_ARG(box->text), box->left, box->right, box->top, box->bottom));
}

/* Every symbol of the picture, drawn as <use … translate(x,y) …>, keeps clear of all texts. */
static void look_at_symbols(struct faults *faults, const struct gnuplot_job *job,
	const struct boxes *boxes, struct str svg)
{
	const struct str use = STR("<use ");

	for (size_t at; (at = str_find(svg, use)) < svg.len;) {
		double x, y;

		svg = str_from(svg, at + use.len);
		x = number_behind(svg, "translate(");
		y = number_behind(str_from(svg, str_find(svg, STR("translate("))), ",");
		for (size_t i = 0; i < boxes->count; i++) {
			const struct box *box = &boxes->item[i];

			if (x > box->left && x < box->right && y > box->top && y < box->bottom)
				tell(faults, job,
					str_printf(faults->arena,
						"\"%.*s\" covers the figure at %.0f, %.0f",
						STR_ARG(box->text), x, y));
		}
	}
}

static void look_at(struct faults *faults, const struct gnuplot_job *job, struct fonts *fonts)
{
	struct diag diag;
	struct boxes boxes;
	struct str svg;

	diag_init(&diag, faults->arena);
	assert_true(file_read(faults->arena, job->path, &svg, &diag));
	boxes = read_texts(faults->arena, fonts, svg);
	if (boxes.count < 3)
		tell(faults, job, STR("has hardly any text"));
	for (size_t i = 0; i < boxes.count; i++) {
		look_at_edges(faults, job, &boxes.item[i]);
		for (size_t j = i + 1; j < boxes.count; j++)
			if (overlap(&boxes.item[i], &boxes.item[j]))
				tell(faults, job,
					str_printf(faults->arena, "\"%.*s\" covers \"%.*s\"",
						STR_ARG(boxes.item[i].text),
						STR_ARG(boxes.item[j].text)));
	}
	look_at_symbols(faults, job, &boxes, svg);
}

/* --- charts of all kinds --- */

struct dice {
	uint64_t state;
};

/* Knuth's MMIX generator: the same charts everywhere. */
static size_t roll(struct dice *dice, size_t sides)
{
	dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(dice->state >> 33) % sides;
}

static double between(struct dice *dice, double low, double high)
{
	return low + (high - low) * (double)roll(dice, 1000001) / 1000000;
}

/* A text of at most so many characters, in Chinese, Latin or both. */
static struct str some_text(struct arena *arena, struct dice *dice, size_t most)
{
	static const char *const pieces[][4] = {{"额", "率", "贷", "（含）"},
		{"loan ", "GDP", "Wm", "share, "}, {"额", "W", "i", "·"}, {"Ünï", "Ж", "α", "😀"}};
	size_t kind = roll(dice, 10), characters = 1 + roll(dice, most);
	struct buf out;

	kind = kind < 6 ? 0 : kind < 8 ? 1 : kind - 6;
	buf_init(&out, arena);
	while (utf8_count(buf_str(&out)) < characters)
		buf_text(&out, pieces[kind][roll(dice, 4)]);
	return buf_str(&out);
}

static void some_targets(struct scene *s, struct dice *dice, double most)
{
	static const char *const forms[] = {"value >= %.15g", "value <= %.15g from 2020-01",
		"yoy >= 5", "total >= %.15g in every year", "value >= %.15g by 2035-12",
		"average >= %.15g in every year", "value within -1..%.15g",
		"growth >= 6 in every year", "value = %.15g", "value >= %.15g by 2025-06"};
	size_t count = roll(dice, 6);

	for (size_t i = 0; i < count; i++) {
		const char *form = forms[roll(dice, sizeof(forms) / sizeof(*forms))];
		double bound = fabs(most) * between(dice, 0.2, 1.5);
		struct target target;
		struct diag ignored; /* not every form is for every kind */

		diag_init(&ignored, &s->arena);
		if (target_parse(&s->arena, str_printf(&s->arena, form, bound), NO_PLACE,
			    &s->indicator, &target, &ignored))
			*array_add(&s->arena, &s->indicator.targets) = target;
	}
}

static void some_values(struct scene *s, struct dice *dice, double most)
{
	static const size_t counts[] = {1, 2, 3, 7, 13, 24, 25, 40, 60, 61, 100, 240};
	static const char *const firsts[EVERY_COUNT] = {
		"2024-02-03", "2022-W50", "2005-03", "2005-Q2", "1990", "2024-03"};
	size_t count = counts[roll(dice, s->indicator.every == EVERY_ONCE ? 1 : 12)];
	double *values = NEW_ARRAY(&s->arena, count, double), sum = 0;
	double gaps = roll(dice, 3) ? 0 : 0.2, noise = between(dice, 0, 0.5);

	for (size_t i = 0; i < count; i++) {
		double value = most * (1 - between(dice, 0, noise));

		if (s->indicator.kind == KIND_CUMULATIVE || s->indicator.kind == KIND_YTD)
			value = sum += value / 12;
		if (s->indicator.kind == KIND_YTD && i % 12 == 9)
			sum = 0;
		values[i] = i + 1 < count && between(dice, 0, 1) < gaps ? NAN : value;
	}
	set_series(s, firsts[s->indicator.every], values, count);
}

static void some_chart(struct scene *s, struct dice *dice)
{
	static const double figures[] = {0, 3e-12, 0.004, 7, 100, 99999.5, -4321, 12345678, 1e12,
		-123456789012345, 123456789012345};
	double most = figures[roll(dice, sizeof(figures) / sizeof(*figures))];

	begin(s);
	s->indicator.kind = (enum kind)roll(dice, KIND_COUNT);
	s->indicator.every = (enum every)(roll(dice, 3) ? EVERY_MONTH : roll(dice, EVERY_COUNT));
	s->indicator.calendar.year_start = roll(dice, 5) ? 1 : 4;
	s->indicator.combined = roll(dice, 6) == 0 && s->indicator.every == EVERY_MONTH;
	s->indicator.decimals = roll(dice, 2) ? -1 : (int)roll(dice, 4);
	s->indicator.title = s->indicator.title_en = some_text(&s->arena, dice, 60);
	s->indicator.unit = roll(dice, 4) ? some_text(&s->arena, dice, 40) : STR("");
	s->indicator.source_note = roll(dice, 2) ? some_text(&s->arena, dice, 200) : STR("");
	s->options.english = roll(dice, 2);
	s->options.style = (enum chart_style)roll(dice, 3);
	s->options.last = roll(dice, 4) ? 60 : 240;
	s->series.key.area = roll(dice, 6) ? STR("") : some_text(&s->arena, dice, 20);
	some_targets(s, dice, most);
	some_values(s, dice, most);
	s->options.today = period_last_day(s->indicator.every, s->indicator.calendar,
				   series_last(&s->series)) +
			   (int)roll(dice, 90);
}

/* Every so many pictures one is a sheet. The job stays when the scene begins anew. */
static struct gnuplot_job some_job(struct scene *s, struct dice *dice, size_t number)
{
	some_chart(s, dice);
	draw(s);
	if (number % SHEET_EVERY == 0) {
		struct chart_items items = {0};

		for (size_t i = 0; i <= roll(dice, 9); i++)
			*array_add(&s->arena, &items) = (struct chart_item){
				&s->series, s->verdicts.item, s->verdicts.count};
		if (roll(dice, 2))
			chart_overview_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
		else
			chart_areas_job(&s->arena, &s->book, &items, 0, &s->options, &s->job);
	}
	return s->job;
}

static void draw_all(struct scene *s, struct gnuplot_job *jobs, size_t count, enum picture format)
{
	struct diag diag;

	diag_init(&diag, &s->arena);
	if (!gnuplot_draw(&s->arena, jobs, count, format, &diag))
		fail_msg("%s", messages(&s->arena, &diag));
}

static void draw_some(struct scene *s, struct str folder, struct dice *dice, size_t count,
	struct gnuplot_job *jobs)
{
	for (size_t i = 0; i < count; i++) {
		jobs[i] = some_job(s, dice, i);
		jobs[i].path = file_join(&s->arena, folder,
			str_printf(&s->arena, "%llu.svg", (unsigned long long)dice->state));
	}
	draw_all(s, jobs, count, PICTURE_SVG);
}

static void look_through(struct faults *faults, const struct gnuplot_job *jobs, size_t count)
{
	size_t known = 0;

	for (size_t f = 0; f < sizeof(families) / sizeof(*families); f++) {
		struct fonts fonts;
		bool both = metrics_open(&fonts.regular, families[f], false);

		both &= metrics_open(&fonts.bold, families[f], true);
		for (size_t i = 0; i < count && both; i++)
			look_at(faults, &jobs[i], &fonts);
		known += both;
		metrics_close(&fonts.regular);
		metrics_close(&fonts.bold);
	}
	if (!known)
		skip();
}

static size_t how_many(void)
{
	return getenv("TIDEMARK_FULL_SIZE") ? MANY : FEW;
}

static void remove_folder(struct scene *s, const char *folder)
{
	assert_int_equal(system(str_c(&s->arena, str_printf(&s->arena, "rm -r %s", folder))), 0);
}

static void no_text_covers_another_or_a_figure_or_leaves_its_picture(void **state)
{
	struct scene *s = *state;
	struct dice dice = {20240710};
	struct faults faults = {.arena = &s->arena};
	char folder[] = "/tmp/tidemark-test-XXXXXX";
	struct gnuplot_job *jobs = NEW_ARRAY(&s->arena, AT_ONCE, struct gnuplot_job);

	if (system("gnuplot --version >/dev/null 2>&1") != 0)
		skip();
	assert_non_null(mkdtemp(folder));
	buf_init(&faults.told, &s->arena);
	for (size_t done = 0; done < how_many(); done += AT_ONCE) {
		size_t count = how_many() - done < AT_ONCE ? how_many() - done : AT_ONCE;

		draw_some(s, str_of(folder), &dice, count, jobs);
		look_through(&faults, jobs, count);
	}
	if (faults.count) /* the pictures stay, to be looked at */
		fail_msg("%zu faults, the first of them:\n%s", faults.count,
			str_c(&s->arena, buf_str(&faults.told)));
	remove_folder(s, folder);
}

static void assert_same_file(struct scene *s, struct str a, struct str b)
{
	struct diag diag;
	struct str one, other;

	diag_init(&diag, &s->arena);
	assert_true(file_read(&s->arena, a, &one, &diag));
	assert_true(file_read(&s->arena, b, &other, &diag));
	if (!str_equal(one, other))
		fail_msg("%.*s is not %.*s", STR_ARG(a), STR_ARG(b));
}

/* Each twice: first by as many processes as there are cores, then the last one first, and the first
 * ones each by a process of its own. */
static void draw_twice(struct scene *s, const char *folder, enum picture format)
{
	struct gnuplot_job first[REPEATED], again[REPEATED];
	struct dice dice = {7};

	for (size_t i = 0; i < REPEATED; i++) {
		first[i] = again[REPEATED - 1 - i] = some_job(s, &dice, i);
		first[i].path = str_printf(&s->arena, "%s/first%zu", folder, i);
		again[REPEATED - 1 - i].path = str_printf(&s->arena, "%s/again%zu", folder, i);
	}
	draw_all(s, first, REPEATED, format);
	draw_all(s, again, REPEATED - ALONE, format);
	for (size_t i = REPEATED - ALONE; i < REPEATED; i++)
		draw_all(s, &again[i], 1, format);
	for (size_t i = 0; i < REPEATED; i++)
		assert_same_file(s, first[i].path, again[REPEATED - 1 - i].path);
}

static void a_picture_is_the_same_whichever_process_draws_it_and_when(void **state)
{
	struct scene *s = *state;
	char folder[] = "/tmp/tidemark-test-XXXXXX";

	if (system("gnuplot --version >/dev/null 2>&1") != 0)
		skip();
	assert_non_null(mkdtemp(folder));
	draw_twice(s, folder, PICTURE_SVG);
	draw_twice(s, folder, PICTURE_PNG);
	remove_folder(s, folder);
}

/* Fontconfig keeps what it has read until it is told that this was all. */
static int forget_fonts(void **state)
{
	(void)state;
	FcFini();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_text_covers_another_or_a_figure_or_leaves_its_picture),
		TEST(a_picture_is_the_same_whichever_process_draws_it_and_when),
	};

	return cmocka_run_group_tests(tests, NULL, forget_fonts);
}
