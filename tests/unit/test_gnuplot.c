#include "unit.h"

#include "base/file.h"
#include "output/gnuplot.h"
#include "output/gnuplot_font.h"

#include <sys/stat.h>
#include <unistd.h>

struct scene {
	struct arena arena;
	struct diag diag;
	struct str folder; /* removed at the end */
	const char *path;  /* PATH as it was */
};

static int setup(void **state)
{
	static struct scene scene;
	char name[] = "/tmp/gnuplot-test-XXXXXX";

	arena_init(&scene.arena, NULL);
	diag_init(&scene.diag, &scene.arena);
	if (!mkdtemp(name))
		return -1;
	scene.folder = str_copy(&scene.arena, str_of(name));
	scene.path = str_c(&scene.arena, str_of(getenv("PATH")));
	*state = &scene;
	return 0;
}

static int teardown(void **state)
{
	struct scene *s = *state;

	setenv("PATH", s->path, 1);
	if (system(str_c(&s->arena, str_printf(&s->arena, "rm -rf %.*s", STR_ARG(s->folder)))) != 0)
		return -1;
	arena_free(&s->arena);
	return 0;
}

static struct str inside(struct scene *s, const char *name)
{
	return file_join(&s->arena, s->folder, str_of(name));
}

static void need_gnuplot(void)
{
	if (system("gnuplot --version >/dev/null 2>&1") != 0)
		skip();
}

static struct str literal(struct scene *s, struct str text, bool tic)
{
	struct buf out;

	buf_init(&out, &s->arena);
	gnuplot_literal(&out, text, tic);
	return buf_str(&out);
}

static struct gnuplot_job job(struct scene *s, const char *name, const char *script)
{
	return (struct gnuplot_job){.script = str_of(script),
		.path = inside(s, name),
		.width = 400,
		.height = 200,
		.title = STR("a <title> & more"),
		.description = STR("what it shows")};
}

/* A program of our own under a name that gnuplot_draw looks for in PATH. */
static void put_program(struct scene *s, const char *name, const char *content)
{
	struct str path = inside(s, name);

	assert_true(file_write(path, str_of(content), false, STATUS_IO, &s->diag));
	assert_int_equal(chmod(str_c(&s->arena, path), 0755), 0);
}

/* --- literals --- */

static void a_literal_is_in_single_quotes(void **state)
{
	assert_str_equal(literal(*state, STR("各项贷款 \"`\\"), false), "'各项贷款 \"`\\'");
}

static void a_single_quote_leaves_the_string_and_comes_back_as_octal(void **state)
{
	assert_str_equal(literal(*state, STR("it's"), false), "'it'.\"\\047\".'s'");
}

static void control_characters_become_blanks(void **state)
{
	assert_str_equal(literal(*state,
				 STR("a\nb\tc\x7F"
				     "d\xC2\x85"
				     "e\xE2\x80\xA8"
				     "f\xEF\xBF\xBF"
				     "g"),
				 false),
		"'a b c d e f g'");
}

static void markup_is_broken_by_a_space_without_width(void **state)
{
	assert_str_equal(
		literal(*state, STR("&#65; ]]>"), false), "'&\xE2\x80\x8B#65; ]]\xE2\x80\x8B>'");
}

static void a_percent_sign_is_doubled_in_tic_labels_only(void **state)
{
	assert_str_equal(literal(*state, STR("8%"), false), "'8%'");
	assert_str_equal(literal(*state, STR("8%"), true), "'8%%'");
}

/* gnuplot 5.4 takes 49 bytes of one. */
static void a_tic_label_is_cut_between_two_characters(void **state)
{
	struct str text = STR("各项贷款余额各项贷款余额各项贷款余额");

	assert_int_equal(literal(*state, text, true).len, 2 + 48);
	assert_int_equal(literal(*state, text, false).len, 2 + text.len);
	assert_str_equal(
		literal(*state, STR("'%&#6789012345678901234567890123456789012345678901234"), true),
		"''.\"\\047\".'%%&\xE2\x80\x8B#"
		"678901234567890123456789012345678901234567'");
}

static void malformed_bytes_become_replacement_characters(void **state)
{
	assert_str_equal(literal(*state, STR("a\xFF\xE4\xB8"), false),
		"'a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD'");
}

/* C is the canary's path. */
static struct str with_canary(struct scene *s, struct str text)
{
	struct buf out;

	buf_init(&out, &s->arena);
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == 'C')
			buf_add(&out, inside(s, "canary"));
		else
			buf_char(&out, text.at[i]);
	}
	return buf_str(&out);
}

/* All the statements that chart puts text into. */
static void add_statements(struct buf *script, struct str text)
{
	buf_text(script, "set label ");
	gnuplot_literal(script, text, false);
	buf_text(script,
		" at screen 0.5, screen 0.5 center front font ',12' noenhanced\nset ytics (");
	gnuplot_literal(script, text, true);
	buf_text(script, " 0.5) font ',12' noenhanced\nplot 0.5 with lines title ");
	gnuplot_literal(script, text, false);
	buf_text(script, " noenhanced\n");
}

/* A script that stands for gnuplot is not fenced in (fence.h). */
static void let_gnuplot_alone(struct scene *s)
{
	put_program(s, "gnuplot", "#!/bin/sh\nPATH=${PATH#*:}\nexec gnuplot \"$@\"\n");
	setenv("PATH",
		str_c(&s->arena, str_printf(&s->arena, "%.*s:%s", STR_ARG(s->folder), s->path)), 1);
}

/* What literals guard against; tests/cli/hostile.bats could not fail without it. */
static void unguarded_text_would_touch_the_canary(void **state)
{
	struct scene *s = *state;
	struct str script = with_canary(s, STR("set label \"`touch C`\" at 0,0\nplot x\n"));
	struct gnuplot_job one = job(s, "a.svg", str_c(&s->arena, script));

	need_gnuplot();
	let_gnuplot_alone(s);
	assert_true(gnuplot_draw(&s->arena, &one, 1, PICTURE_SVG, &s->diag));
	assert_true(file_exists(inside(s, "canary")));
}

static void text_arrives_as_it_was(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job one;
	struct str svg;
	struct buf script;

	need_gnuplot();
	buf_init(&script, &s->arena);
	add_statements(&script, STR("it's 8% of \"各项\" {x}^2 \\n & `id`"));
	one = job(s, "a.svg", str_c(&s->arena, buf_str(&script)));
	assert_true(gnuplot_draw(&s->arena, &one, 1, PICTURE_SVG, &s->diag));
	assert_true(file_read(&s->arena, one.path, &svg, &s->diag));
	assert_true(str_has(svg, STR(">it's 8% of \"各项\" {x}^2 \\n &amp; `id`</text>")));
}

/* --- drawing --- */

static void all_three_formats_come_out_whole(void **state)
{
	struct scene *s = *state;

	need_gnuplot();
	for (int f = 0; f < PICTURE_COUNT; f++) {
		const char *name = picture_name((enum picture)f);
		struct gnuplot_job one = job(s, name, "plot x\n");
		struct str picture;

		assert_true(gnuplot_draw(&s->arena, &one, 1, (enum picture)f, &s->diag));
		assert_true(one.drawn);
		assert_true(file_read(&s->arena, one.path, &picture, &s->diag));
		assert_true(picture.len > 1000);
	}
}

static void the_same_script_gives_the_same_svg_wherever_it_is_drawn(void **state)
{
	enum { JOBS = 40 };
	struct gnuplot_job jobs[JOBS];
	struct scene *s = *state;
	struct str first, other;

	need_gnuplot();
	for (size_t i = 0; i < JOBS; i++)
		jobs[i] = job(s, str_c(&s->arena, str_printf(&s->arena, "%zu/x.svg", i)),
			"set label 'a' at 0,0 font bold.',18'\nplot x\n");
	assert_true(gnuplot_draw(&s->arena, jobs, JOBS, PICTURE_SVG, &s->diag));
	assert_true(file_read(&s->arena, jobs[0].path, &first, &s->diag));
	for (size_t i = 1; i < JOBS; i++) {
		assert_true(file_read(&s->arena, jobs[i].path, &other, &s->diag));
		assert_true(str_equal(first, other));
	}
}

static void nothing_else_is_left_behind(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job one = job(s, "a.svg", "plot x\n");
	struct str_list names = {0};

	need_gnuplot();
	assert_true(gnuplot_draw(&s->arena, &one, 1, PICTURE_SVG, &s->diag));
	assert_true(file_list(&s->arena, s->folder, &names, &s->diag));
	assert_int_equal(names.count, 1);
}

/* --- pictures from before --- */

static struct gnuplot_job again(struct scene *s, const char *name, const char *script)
{
	struct gnuplot_job one = job(s, name, script);

	one.former = one.path;
	return one;
}

static struct str content_of(struct scene *s, const struct gnuplot_job *one)
{
	struct str content;

	assert_true(file_read(&s->arena, one->path, &content, &s->diag));
	return content;
}

static bool is_kept(struct scene *s, struct gnuplot_job one, enum picture format)
{
	assert_true(gnuplot_draw(&s->arena, &one, 1, format, &s->diag));
	assert_true(one.drawn);
	return one.kept;
}

static void a_picture_made_from_the_same_is_kept(void **state)
{
	struct scene *s = *state;

	need_gnuplot();
	for (int f = 0; f < PICTURE_COUNT; f++) {
		enum picture format = (enum picture)f;
		const char *name = picture_name(format);

		assert_false(is_kept(s, again(s, name, "plot x\n"), format));
		assert_int_equal(
			is_kept(s, again(s, name, "plot x\n"), format), format != PICTURE_PDF);
		assert_false(is_kept(s, again(s, name, "plot 2*x\n"), format));
	}
}

static void a_picture_of_another_size_or_title_is_drawn(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job one = again(s, "a.svg", "plot x\n");

	need_gnuplot();
	assert_false(is_kept(s, one, PICTURE_SVG));
	assert_true(is_kept(s, one, PICTURE_SVG));
	one.width++;
	assert_false(is_kept(s, one, PICTURE_SVG));
	one.title = STR("another");
	assert_false(is_kept(s, one, PICTURE_SVG));
	one.description = STR("another");
	assert_false(is_kept(s, one, PICTURE_SVG));
	one.former = STR("");
	assert_false(is_kept(s, one, PICTURE_SVG));
}

static void a_picture_of_another_gnuplot_is_drawn(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job one = again(s, "a.svg", "plot x\n");

	need_gnuplot();
	assert_false(is_kept(s, one, PICTURE_SVG));
	put_program(s, "gnuplot",
		"#!/bin/sh\nif [ \"$1\" = --version ]; then echo gnuplot 9; else PATH=${PATH#*:}; "
		"exec gnuplot \"$@\"; fi\n");
	setenv("PATH",
		str_c(&s->arena, str_printf(&s->arena, "%.*s:%s", STR_ARG(s->folder), s->path)), 1);
	assert_false(is_kept(s, one, PICTURE_SVG));
	assert_true(is_kept(s, one, PICTURE_SVG));
}

static void a_damaged_picture_is_drawn_again(void **state)
{
	struct scene *s = *state;

	need_gnuplot();
	for (int f = 0; f < PICTURE_PDF; f++) {
		enum picture format = (enum picture)f;
		struct gnuplot_job one = again(s, picture_name(format), "plot x\n");
		struct str whole, damaged;

		assert_false(is_kept(s, one, format));
		whole = content_of(s, &one);
		damaged = str_copy(&s->arena, whole);
		((char *)(uintptr_t)damaged.at)[whole.len / 2] ^= 1;
		assert_true(file_write(one.path, damaged, false, STATUS_IO, &s->diag));
		assert_false(is_kept(s, one, format));
		assert_true(file_write(
			one.path, str_head(whole, whole.len - 1), false, STATUS_IO, &s->diag));
		assert_false(is_kept(s, one, format));
		assert_true(file_write(one.path, STR("<svg/>"), false, STATUS_IO, &s->diag));
		assert_false(is_kept(s, one, format));
		assert_true(str_equal(content_of(s, &one), whole));
	}
}

static void a_kept_picture_is_not_written_again(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job one = again(s, "a.svg", "plot x\n"), other;

	need_gnuplot();
	assert_false(is_kept(s, one, PICTURE_SVG));
	other = one;
	other.path = inside(s, "b.svg");
	assert_true(is_kept(s, other, PICTURE_SVG));
	assert_false(file_exists(other.path));
}

static void a_bad_script_is_named_and_does_not_stop_the_others(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job jobs[3] = {job(s, "a.svg", "plot x\n"), job(s, "b.svg", "plot (((\n"),
		job(s, "c.svg", "plot x\n")};

	need_gnuplot();
	assert_false(gnuplot_draw(&s->arena, jobs, 3, PICTURE_SVG, &s->diag));
	assert_true(jobs[0].drawn && !jobs[1].drawn && jobs[2].drawn);
	assert_int_equal(s->diag.errors, 1);
	assert_int_equal(s->diag.status, STATUS_IO);
	assert_non_null(strstr(messages(&s->arena, &s->diag), "b.svg: error: gnuplot made no whole "
							      "picture: "));
	assert_false(file_exists(jobs[1].path));
}

static void nothing_to_draw_is_no_error(void **state)
{
	struct scene *s = *state;

	assert_true(gnuplot_draw(&s->arena, NULL, 0, PICTURE_SVG, &s->diag));
}

static void an_absent_gnuplot_is_said_with_its_package(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job one = job(s, "a.svg", "plot x\n");

	setenv("PATH", str_c(&s->arena, s->folder), 1);
	assert_false(gnuplot_draw(&s->arena, &one, 1, PICTURE_SVG, &s->diag));
	assert_int_equal(s->diag.status, STATUS_UNAVAILABLE);
	assert_string_equal(messages(&s->arena, &s->diag),
		"tidemark: error: gnuplot cannot be run; install the package gnuplot-nox\n");
}

static void a_picture_cut_off_is_not_taken(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job one = job(s, "a.svg", "plot x\n");

	put_program(
		s, "gnuplot", "#!/bin/sh\nprintf '<?xml version=\"1.0\"?>\\n<svg \\n' > part0\n");
	setenv("PATH", str_c(&s->arena, s->folder), 1);
	assert_false(gnuplot_draw(&s->arena, &one, 1, PICTURE_SVG, &s->diag));
	assert_false(file_exists(one.path));
	assert_non_null(strstr(messages(&s->arena, &s->diag),
		"a.svg: error: gnuplot made no whole picture; is the disk full?\n"));
}

static void what_is_no_picture_at_all_is_not_taken(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job svg = job(s, "a.svg", "plot x\n"), pdf = job(s, "a.pdf", "plot x\n");

	put_program(s, "gnuplot", "#!/bin/sh\necho x > part0\n");
	setenv("PATH", str_c(&s->arena, s->folder), 1);
	assert_false(gnuplot_draw(&s->arena, &svg, 1, PICTURE_SVG, &s->diag));
	assert_false(gnuplot_draw(&s->arena, &pdf, 1, PICTURE_PDF, &s->diag));
	assert_false(file_exists(svg.path) || file_exists(pdf.path));
}

static void a_folder_that_cannot_be_made_is_named(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job one = job(s, "file/a.svg", "plot x\n");

	put_program(s, "file", "");
	assert_false(gnuplot_draw(&s->arena, &one, 1, PICTURE_SVG, &s->diag));
	assert_int_equal(s->diag.status, STATUS_CANNOT_CREATE);
}

/* --- fonts --- */

static const char no_han[] = "#!/bin/sh\nprintf 'DejaVu Sans\\n20-7e a0-ff\\n'\n";

static void a_png_with_chinese_text_needs_a_chinese_font(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job one = job(s, "a.png", "set label '各' at 0,0\nplot x\n");

	put_program(s, "fc-match", no_han);
	setenv("PATH", str_c(&s->arena, s->folder), 1);
	assert_false(gnuplot_draw(&s->arena, &one, 1, PICTURE_PNG, &s->diag));
	assert_int_equal(s->diag.status, STATUS_UNAVAILABLE);
	assert_non_null(strstr(messages(&s->arena, &s->diag), "fonts-wqy-microhei"));
}

static void an_svg_with_chinese_text_is_drawn_all_the_same(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job one = job(s, "a.svg", "set label '各' at 0,0\nplot x\n");

	need_gnuplot();
	put_program(s, "fc-match", no_han);
	setenv("PATH",
		str_c(&s->arena, str_printf(&s->arena, "%.*s:%s", STR_ARG(s->folder), s->path)), 1);
	assert_true(gnuplot_draw(&s->arena, &one, 1, PICTURE_SVG, &s->diag));
	assert_int_equal(s->diag.warnings, 1);
	assert_non_null(strstr(messages(&s->arena, &s->diag), "fonts-wqy-microhei"));
}

static void where_fonts_are_not_known_nothing_is_said_of_them(void **state)
{
	struct scene *s = *state;
	struct gnuplot_job one = job(s, "a.svg", "set label '各' at 0,0\nplot x\n");

	put_program(s, "gnuplot", "#!/bin/sh\n");
	setenv("PATH", str_c(&s->arena, s->folder), 1);
	assert_false(gnuplot_draw(&s->arena, &one, 1, PICTURE_SVG, &s->diag));
	assert_int_equal(s->diag.warnings, 0);
}

static void fontconfig_answers_with_a_family_and_ranges(void **state)
{
	struct scene *s = *state;
	struct font font = font_parse(&s->arena, STR("A Font\n20-7e a0 4e00-9fa5 20000-2a6d6\n"));

	assert_str_equal(font.family, "A Font");
	assert_true(font_has(&font, 0x20) && font_has(&font, 0x7E) && font_has(&font, 0xA0));
	assert_true(font_has(&font, 0x4E2D) && font_has(&font, 0x2A6D6));
	assert_false(font_has(&font, 0x1F) || font_has(&font, 0x7F) || font_has(&font, 0xA1));
	assert_false(font_has(&font, 0x1F600));
	assert_true(font_has_han(&font));
}

static void an_answer_that_is_none_gives_no_font(void **state)
{
	struct scene *s = *state;

	assert_int_equal(font_parse(&s->arena, STR("")).family.len, 0);
	assert_int_equal(font_parse(&s->arena, STR("A Font")).family.len, 0);
	assert_int_equal(font_parse(&s->arena, STR("A Font\nzz 20- +a\n")).ranges.count, 0);
	assert_int_equal(font_parse(&s->arena, (struct str){NULL, 0}).family.len, 0);
}

static void characters_without_a_glyph_are_replaced(void **state)
{
	struct scene *s = *state;
	struct font font = font_parse(&s->arena, STR("A Font\n20-7e 25a1 4e00-9fa5\n"));
	struct font poor = font_parse(&s->arena, STR("A Font\n20-7e\n"));

	assert_str_equal(font_replace(&s->arena, &font, STR("中x😀&\xE2\x80\x8B#\n")),
		"中x□&\xE2\x80\x8B#\n");
	assert_str_equal(font_replace(&s->arena, &poor, STR("中x")), "?x");
}

static void formats_have_names(void **state)
{
	enum picture format;

	(void)state;
	assert_true(picture_find(STR("pdf"), &format));
	assert_int_equal(format, PICTURE_PDF);
	assert_false(picture_find(STR("gif"), &format));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_literal_is_in_single_quotes),
		TEST(a_single_quote_leaves_the_string_and_comes_back_as_octal),
		TEST(control_characters_become_blanks),
		TEST(markup_is_broken_by_a_space_without_width),
		TEST(a_percent_sign_is_doubled_in_tic_labels_only),
		TEST(malformed_bytes_become_replacement_characters),
		TEST(a_tic_label_is_cut_between_two_characters),
		TEST(unguarded_text_would_touch_the_canary),
		TEST(text_arrives_as_it_was),
		TEST(all_three_formats_come_out_whole),
		TEST(the_same_script_gives_the_same_svg_wherever_it_is_drawn),
		TEST(nothing_else_is_left_behind),
		TEST(a_picture_made_from_the_same_is_kept),
		TEST(a_picture_of_another_size_or_title_is_drawn),
		TEST(a_picture_of_another_gnuplot_is_drawn),
		TEST(a_damaged_picture_is_drawn_again),
		TEST(a_kept_picture_is_not_written_again),
		TEST(a_bad_script_is_named_and_does_not_stop_the_others),
		TEST(nothing_to_draw_is_no_error),
		TEST(an_absent_gnuplot_is_said_with_its_package),
		TEST(a_picture_cut_off_is_not_taken),
		TEST(what_is_no_picture_at_all_is_not_taken),
		TEST(a_folder_that_cannot_be_made_is_named),
		TEST(a_png_with_chinese_text_needs_a_chinese_font),
		TEST(an_svg_with_chinese_text_is_drawn_all_the_same),
		TEST(where_fonts_are_not_known_nothing_is_said_of_them),
		TEST(fontconfig_answers_with_a_family_and_ranges),
		TEST(an_answer_that_is_none_gives_no_font),
		TEST(characters_without_a_glyph_are_replaced),
		TEST(formats_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
