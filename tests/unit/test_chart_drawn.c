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
	size_t count, symbols;
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

/* The next element's tag, and that of the group around it; false behind the last one. */
static bool next_tag(struct str *svg, struct str *tag, struct str *group)
{
	do {
		*svg = str_from(*svg, str_find(*svg, STR("<")));
		*tag = str_head(*svg, str_find(*svg, STR(">")));
		*svg = str_from(*svg, tag->len);
		if (str_starts(*tag, STR("<g")) || str_starts(*tag, STR("</g")))
			*group = *tag;
	} while (svg->len && !str_starts(*tag, STR("<text")) && !str_starts(*tag, STR("<path")));
	return svg->len > 0;
}

struct fonts {
	struct metrics regular, bold;
};

/* `looks` is the text's tag with that of its group. */
static struct box measure(
	struct arena *arena, struct fonts *fonts, struct str looks, struct str text)
{
	double x = number_behind(looks, " x=\""), y = number_behind(looks, " y=\"");
	bool has_size = str_has(looks, STR("font-size=\""));
	double size = has_size ? number_behind(looks, "font-size=\"") : 12;
	bool bold = str_has(looks, STR("font-weight=\"bold\""));
	double share = str_has(looks, STR("\"end\""))      ? 1
		       : str_has(looks, STR("\"middle\"")) ? 0.5
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
	struct boxes boxes = {0};
	struct str tag, group = STR("");

	while (next_tag(&svg, &tag, &group)) {
		struct str looks, text = str_head(str_from(svg, 1), str_find(svg, STR("<")) - 1);

		looks = str_printf(arena, "%.*s %.*s", STR_ARG(tag), STR_ARG(group));
		if (str_starts(tag, STR("<text")))
			*array_add(arena, &boxes) = measure(arena, fonts, looks, text);
	}
	return boxes;
}

/* A dot is a line of no length with round ends, any other symbol an area with an edge. */
static bool is_symbol(struct str tag)
{
	return str_has(tag, STR("\"round\"")) ||
	       (str_has(tag, STR(" fill=")) && str_has(tag, STR(" stroke=")));
}

/* A picture's outlines, each step from where the pen stood: "m1 2 3 4h5z". */
struct pen_way {
	const char *at;
	double x, y, begin[2];
	char command;
};

/* One step; false at the end of the outline that it belongs to. */
static bool take_step(struct pen_way *way)
{
	char *end;

	if (strchr("mhvlz", *way->at))
		way->command = *way->at++;
	if (way->command == 'z') {
		way->x = way->begin[0];
		way->y = way->begin[1];
		return false;
	}
	if (way->command != 'v') {
		way->x += strtod(way->at, &end);
		way->at = end;
	}
	if (way->command != 'h') {
		way->y += strtod(way->at, &end);
		way->at = end;
	}
	if (way->command == 'm') {
		way->begin[0] = way->x;
		way->begin[1] = way->y;
		way->command = 'l';
	}
	return *way->at != 'm' && *way->at != '"';
}

/* The middle of what the next outline lies in. */
static void take_outline(struct pen_way *way, double middle[2])
{
	double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
	bool goes_on;

	do {
		goes_on = take_step(way);
		left = fmin(left, way->x);
		right = fmax(right, way->x);
		top = fmin(top, way->y);
		bottom = fmax(bottom, way->y);
	} while (goes_on);
	middle[0] = (left + right) / 2;
	middle[1] = (top + bottom) / 2;
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

static void look_at_symbol(struct faults *faults, const struct gnuplot_job *job,
	const struct boxes *boxes, const double at[2])
{
	for (size_t i = 0; i < boxes->count; i++) {
		const struct box *box = &boxes->item[i];

		if (at[0] > box->left && at[0] < box->right && at[1] > box->top &&
			at[1] < box->bottom)
			tell(faults, job,
				str_printf(faults->arena,
					"\"%.*s\" covers the figure at %.0f, %.0f",
					STR_ARG(box->text), at[0], at[1]));
	}
}

/* Every symbol of the picture keeps clear of all texts. */
static size_t look_at_symbols(struct faults *faults, const struct gnuplot_job *job,
	const struct boxes *boxes, struct str svg)
{
	struct str tag, group = STR("");
	size_t count = 0;

	while (next_tag(&svg, &tag, &group)) {
		struct pen_way way = {.at = tag.at + str_find(tag, STR(" d=")) + strlen(" d=\"")};
		double middle[2];

		if (!str_starts(tag, STR("<path")) || !is_symbol(tag))
			continue;
		for (; *way.at != '"'; count++) {
			take_outline(&way, middle);
			look_at_symbol(faults, job, boxes, middle);
		}
	}
	return count;
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
	faults->symbols += look_at_symbols(faults, job, &boxes, svg);
	if (str_has(svg, STR("gnuplot_canvas")))
		tell(faults, job, STR("is left as gnuplot has drawn it"));
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
	assert_true(faults.symbols > 10 * how_many());
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_text_covers_another_or_a_figure_or_leaves_its_picture),
		TEST(a_picture_is_the_same_whichever_process_draws_it_and_when),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
