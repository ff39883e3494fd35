/* What becomes of gnuplot's SVG. */
#include "unit.h"

#include "output/gnuplot_shapes.h"
#include "output/gnuplot_svg.h"

struct scene {
	struct arena arena;
};

static int setup(void **state)
{
	static struct scene scene;

	arena_init(&scene.arena, NULL);
	*state = &scene;
	return 0;
}

static int teardown(void **state)
{
	arena_free(&((struct scene *)*state)->arena);
	return 0;
}

#define HEAD \
	"<?xml version=\"1.0\"?>\n<svg \n " \
	"width=\"4\"\n>\n<title>p</title>\n<desc>Produced</desc>\n"
#define PAPER \
	"<g id=\"c\">\n<rect x=\"0\" y=\"0\" width=\"860\" height=\"380\" fill=\"#ffffff\"/>\n"
#define SYMBOLS "<defs>\n\t<path id='gpPt0' stroke-width='0.205' d='M-1,0 h2'/>\n</defs>\n"
#define LINES \
	"<g fill=\"none\" color=\"black\" stroke=\"currentColor\" stroke-width=\"1.00\" " \
	"stroke-linecap=\"butt\" stroke-linejoin=\"miter\">\n"

static struct str finish(struct scene *s, const char *drawn)
{
	return svg_finish(&s->arena, str_of(drawn), STR("a"), STR("b"));
}

/* What is drawn upon the paper, from elements as gnuplot writes them. */
static struct str body(struct scene *s, const char *elements)
{
	const struct str paper = STR("d=\"M0 0h860v380H0z\"/>\n");
	struct str svg,
		drawn = str_printf(&s->arena, HEAD PAPER SYMBOLS "%s</g>\n</svg>\n", elements);

	svg = svg_finish(&s->arena, drawn, STR("a"), STR("b"));
	assert_true(str_has(svg, paper));
	svg = str_from(svg, str_find(svg, paper) + paper.len);
	return str_head(svg, str_find(svg, STR("</svg>")));
}

static void a_picture_says_what_it_shows(void **state)
{
	struct scene *s = *state;
	struct str svg =
		svg_finish(&s->arena, STR(HEAD PAPER "</g></svg>"), STR("a < b & c"), STR("more"));

	assert_true(str_starts(svg, STR("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
					"aria-labelledby=\"t")));
	assert_true(str_has(svg, STR("width=\"860\" height=\"380\" viewBox=\"0 0 860 380\"")));
	assert_true(str_has(svg, STR("title\">a &lt; b &amp; c</title>")));
	assert_true(str_has(svg, STR("desc\">more</desc>")));
	assert_true(str_has(svg, STR("Microsoft YaHei, WenQuanYi Micro Hei, sans-serif\"")));
	assert_false(str_has(svg, STR("Produced")));
}

static void numbers_are_as_short_as_can_be(void **state)
{
	static const struct {
		long hundredths;
		const char *text;
	} cases[] = {{0, "0"}, {5, ".05"}, {50, ".5"}, {-50, "-.5"}, {100, "1"},
		{-12345, "-123.45"}, {1010, "10.1"}, {86000, "860"}, {1, ".01"}, {-101, "-1.01"}};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf out;

		buf_init(&out, &s->arena);
		shape_number(&out, cases[i].hundredths);
		assert_str_equal(buf_str(&out), cases[i].text);
	}
}

static void values_are_as_short_as_can_be(void **state)
{
	static const struct {
		const char *value, *text;
	} cases[] = {{"rgb( 31,  41,  51)", "#1f2933"}, {"rgb(255, 255, 255)", "#fff"},
		{"rgb(82,96,109)", "#52606d"}, {"rgb(1,2,999)", "rgb(1,2,999)"}, {"0.80", ".8"},
		{"7.20,4.00", "7.2,4"}, {"black", "black"}, {"crispEdges", "crispEdges"}};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct buf out;

		buf_init(&out, &s->arena);
		shape_value(&out, str_of(cases[i].value));
		assert_str_equal(buf_str(&out), cases[i].text);
	}
}

static void a_line_goes_from_step_to_step(void **state)
{
	assert_str_equal(body(*state, LINES "<path stroke='rgb( 31,  41,  51)' class=\"gridline\"  "
					    "d='M1.00,2.00 L4.50,1.00 L4.50,9.00\n\t\tL7.00,9.00 "
					    "L8.00,10.25 M1.00,1.00 L2.00,2.00  '/></g>\n"),
		"<path stroke=\"#1f2933\" d=\"m1 2 3.5-1v8h2.5l1 1.25m-7-9.25 1 1\"/>\n");
}

static void a_level_line_needs_its_ends_alone(void **state)
{
	assert_str_equal(body(*state, LINES "<path stroke='black' d='M1.00,1.00 L2.00,1.00 "
					    "L5.00,1.00 L3.00,1.00 L3.00,1.00 L3.00,4.00'/></g>"),
		"<path stroke=\"black\" d=\"m1 1h4h-2v3\"/>\n");
}

static void what_is_not_seen_is_left_out(void **state)
{
	struct scene *s = *state;

	assert_str_equal(
		body(s, LINES "</g>\n" LINES "<path stroke='black'  d='M4.00,5.00  '/></g>"), "");
	assert_str_equal(body(s, "<g transform=\"translate(1.00,2.00)\" stroke=\"none\" "
				 "fill=\"black\" font-family=\"sans\" font-size=\"13.00\"  "
				 "text-anchor=\"start\">\n<text></text>\n</g>\n"),
		"");
}

static void neighbours_that_look_the_same_are_one_path(void **state)
{
	assert_str_equal(
		body(*state, LINES "<path stroke='black' d='M1.00,1.00 L2.00,2.00  '/></g>\n" LINES
				   "<path stroke='black' d='M3.00,3.00 L4.00,4.00  '/>"
				   "<path stroke='black' stroke-dasharray='1.0,2.0' "
				   "d='M3.00,3.00 L4.00,4.00  '/></g>\n"),
		"<path stroke=\"black\" d=\"m1 1 1 1m1 1 1 1\"/>\n"
		"<path stroke=\"black\" stroke-dasharray=\"1,2\" d=\"m3 3 1 1\"/>\n");
}

/* Together they would cut a hole where they overlap. */
static void areas_are_one_path_only_if_they_turn_the_same_way(void **state)
{
	const char *elements = LINES
		"\t<g stroke='none' shape-rendering='crispEdges'>\n"
		"\t\t<polygon fill = 'rgb(240, 168, 117)' points = '1.00,1.00 5.00,1.00 5.00,9.00 "
		"1.00,9.00 '/>\n"
		"\t\t<polygon fill = 'rgb(240, 168, 117)' points = '6.00,1.00 8.00,1.00 8.00,9.00 "
		"'/>\n"
		"\t\t<polygon fill = 'rgb(240, 168, 117)' points = '6.00,1.00 8.00,9.00 8.00,1.00 "
		"'/>\n\t</g>\n</g>\n";

	assert_str_equal(body(*state, elements),
		"<path fill=\"#f0a875\" shape-rendering=\"crispEdges\" "
		"d=\"m1 1h4v8h-4zm5 0h2v8z\"/>\n"
		"<path fill=\"#f0a875\" shape-rendering=\"crispEdges\" d=\"m6 1 2 8v-8z\"/>\n");
}

static void circles_are_the_round_ends_of_lines_that_lead_nowhere(void **state)
{
	assert_str_equal(
		body(*state, LINES "\t<use xlink:href='#gpPt6' transform='translate(10.00,20.00) "
				   "scale(2.00)' color='rgb(  0, 114, 178)'/>\n"
				   "\t<use xlink:href='#gpPt6' transform='translate(30.00,25.00) "
				   "scale(2.00)' color='rgb(  0, 114, 178)'/>\n</g>\n"),
		"<path stroke=\"#0072b2\" stroke-width=\"4.41\" stroke-linecap=\"round\" "
		"d=\"m10 20h.01m19.99 5h.01\"/>\n");
}

static void other_symbols_are_areas_with_an_edge(void **state)
{
	struct scene *s = *state;

	assert_str_equal(
		body(s, LINES "<use xlink:href='#gpPt10' transform='translate(10.00,20.00) "
			      "scale(3.00)' color='rgb(213,  94,   0)'/></g>"),
		"<path fill=\"#d55e00\" stroke=\"#d55e00\" stroke-width=\".62\" "
		"d=\"m10 23.99-3.99-6h7.98z\"/>\n");
	assert_str_equal(body(s, LINES "<use xlink:href='#gpPt4' transform='translate(10.00,20.00) "
				       "scale(3.00)' color='black'/></g>"),
		"<path fill=\"black\" stroke=\"black\" stroke-width=\".62\" d=\"m7 "
		"17h6v6h-6z\"/>\n");
}

#define TEXT(x, text) \
	"\t<g transform=\"translate(" x ",361.90)\" stroke=\"none\" fill=\"rgb(82,96,109)\" " \
	"font-family=\"sans\" font-size=\"12.00\"  text-anchor=\"middle\">\n\t\t" text \
	"\n\t</g>\n"

static void texts_that_look_the_same_share_a_group(void **state)
{
	struct scene *s = *state;

	assert_str_equal(body(s, TEXT("80.95", "<text>2019 &lt; <![CDATA[x]]></text>")),
		"<text x=\"80.95\" y=\"361.9\" fill=\"#52606d\" text-anchor=\"middle\">2019 &lt; "
		"<![CDATA[x]]></text>\n");
	assert_str_equal(body(s, TEXT("80.95", "<text>2019</text>") TEXT(
					 "182.00", "<text xml:space=\"preserve\">20  20</text>")),
		"<g fill=\"#52606d\" text-anchor=\"middle\">\n<text x=\"80.95\" "
		"y=\"361.9\">2019</text>\n"
		"<text x=\"182\" y=\"361.9\" xml:space=\"preserve\">20  20</text>\n</g>\n");
}

static void a_plot_has_its_title_but_none_that_gnuplot_gave_it(void **state)
{
	struct scene *s = *state;

	assert_str_equal(
		body(s, "<g id=\"p_plot_1\" ><title>Target</title>\n" LINES
			"<path stroke='black' d='M1.00,1.00 L2.00,2.00 '/></g>\n</g>\n" LINES
			"<path stroke='black' d='M3.00,3.00 L4.00,4.00 '/></g>\n"),
		"<g><title>Target</title>\n<path stroke=\"black\" d=\"m1 1 1 1\"/>\n</g>\n"
		"<path stroke=\"black\" d=\"m3 3 1 1\"/>\n");
	assert_str_equal(body(s, "<g id=\"p_plot_1\" ><title>p_plot_1</title>\n" LINES
				 "<path stroke='black' d='M1.00,1.00 L2.00,2.00 '/></g>\n</g>\n"),
		"<path stroke=\"black\" d=\"m1 1 1 1\"/>\n");
	assert_str_equal(body(s, "<g id=\"p_plot_1\" ><title>Last</title>\n" LINES
				 "<path stroke='black' d='M1.00,1.00 L2.00,2.00 '/></g>\n</g>\n"),
		"<g><title>Last</title>\n<path stroke=\"black\" d=\"m1 1 1 1\"/>\n</g>\n");
}

/* --- what another gnuplot may draw --- */

static void anything_unknown_leaves_the_picture_as_it_was_drawn(void **state)
{
	static const char *const elements[] = {"<image x='1'/>", "<path d='M1,1 C2,2 3,3 4,4'/>",
		"<path d='M1.001,1 L2,2'/>", "<path fill-opacity='0.5' d='M1,1 L2,2'/>", "</g>",
		"<use xlink:href='#gpPt1' transform='translate(1,1) scale(1)'/>", "<g>",
		"<g transform=\"rotate(90)\"></g>", "<g font-family=\"serif\"></g>",
		"<path stroke=black/>", "<path d='M1,1 L2,", "<path d='M1,1 L2'/>",
		"<path d='M1,1 L2,x'/>", "<path d='M12345678,1 L2,2'/>", "<path d='M1;1 L2,2'/>",
		"<polygon points='1,1 2'/>", "<>", "</g></g>",
		"<g transform=\"translate(1,2\"></g>", "<g transform=\"translate(1)\"></g>",
		"<g transform=\"translate(x,1)\"></g>",
		"<g transform=\"translate(1,2) rotate(9)\"></g>",
		"<use xlink:href='#gpPt6' transform='translate(1,1) scale(x)'/>",
		"<use xlink:href='#gpPt6' transform='translate(1,1) scale(1'/>",
		"<use xlink:href='#gpPt6' transform='translate(1,1) scale(1) rotate(2)'/>",
		"<text x=\"a\">t</text>", "<text x=\"1a\">t</text>", "<text y=\"a\">t</text>",
		"<text y=\"1a\">t</text>",
		"<g><g><g><g><g><g><g><g><g><g><g><g><g><g><g><g></g></g></g></g></g></g></g></g>"
		"</g></g></g></g></g></g></g></g>"};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof(elements) / sizeof(*elements); i++) {
		struct str drawn =
			str_printf(&s->arena, HEAD PAPER SYMBOLS "%s</g>\n</svg>\n", elements[i]);
		struct str svg = svg_finish(&s->arena, drawn, STR("a"), STR("b"));

		assert_true(str_starts(svg, STR("<?xml version=\"1.0\"?>\n<svg role=")));
	}
}

/* Its size is that of the paper, on which all is drawn. */
static void another_paper_leaves_the_picture_as_it_was_drawn(void **state)
{
	static const char *const papers[] = {"<rect x=\"0\" y=\"0\" width=\"wide\" height=\"1\" "
					     "fill=\"#ffffff\"/>",
		"<rect x=\"0\" y=\"0\" width=\"1\" fill=\"#ffffff\"/>",
		"<rect x=\"0\" y=\"0\" width=\"1\" height=\"high\" fill=\"#ffffff\"/>",
		"<rect x=\"0\" y=\"0\" width=\"1\" height=\"1\" fill=\"#000000\"/>", ""};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof(papers) / sizeof(*papers); i++) {
		struct str drawn = str_printf(
			&s->arena, HEAD "<g id=\"c\">\n%s" SYMBOLS "</g>\n</svg>\n", papers[i]);
		struct str svg = svg_finish(&s->arena, drawn, STR("a"), STR("b"));

		assert_true(str_starts(svg, STR("<?xml version=\"1.0\"?>\n<svg role=")));
	}
}

static void a_text_may_say_where_it_stands(void **state)
{
	struct str svg = body(*state, "<text x=\"12.5\" y=\"-.5\">t</text>");

	assert_true(str_has(svg, STR("x=\"12.5\" y=\"-.5\"")));
}

static void colours_that_are_none_stay_as_they_are(void **state)
{
	static const char *const values[] = {
		"rgb(256,1,1)", "rgb(1,2)", "rgb(-1,2,3)", "rgb(1;2;3)", "rgb(,2,3)", "blue"};
	struct scene *s = *state;

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		struct buf out;

		buf_init(&out, &s->arena);
		shape_value(&out, str_of(values[i]));
		assert_str_equal(buf_str(&out), values[i]);
	}
}

static const char unknown[] =
	HEAD "<g id=\"c\"><circle id='gpDot'/><use href='#gpDot'/>"
	     "<text font-family=\"sans\" x='1'> id='x' #y</text></g>\n</svg>\n";

static void ids_are_the_pictures_own_and_text_is_left_alone(void **state)
{
	struct scene *s = *state;
	struct str svg = finish(s, unknown);

	assert_false(str_has(svg, STR("id='gpDot'")));
	assert_false(str_has(svg, STR("'#gpDot'")));
	assert_true(str_has(svg, STR("-gpDot'/><use href='#t")));
	assert_true(str_has(svg, STR("> id='x' #y</text>")));
	assert_false(str_equal(svg, svg_finish(&s->arena, STR(unknown), STR("a"), STR("c"))));
}

static void every_way_to_name_an_id_is_found(void **state)
{
	struct str svg =
		finish(*state, HEAD "<g id=\"c\"><image/><a id=\"one\"/><use href=\"#one\"/>"
				    "<path clip-path='url(#one)'/></g>\n</svg>\n");

	assert_false(str_has(svg, STR("\"one\"")));
	assert_false(str_has(svg, STR("\"#one\"")));
	assert_false(str_has(svg, STR("(#one)")));
}

static void fonts_are_named_for_every_system(void **state)
{
	struct str svg = finish(*state, unknown);

	assert_true(str_has(svg, STR("Microsoft YaHei, WenQuanYi Micro Hei, sans-serif\" x='1'")));
	assert_false(str_has(svg, STR("\"sans\"")));
}

static void what_is_no_svg_stays_as_it_is(void **state)
{
	assert_str_equal(finish(*state, "<svg"), "<svg");
	assert_str_equal(finish(*state, "</desc><svg a>"), "</desc><svg a>");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_picture_says_what_it_shows),
		TEST(numbers_are_as_short_as_can_be),
		TEST(values_are_as_short_as_can_be),
		TEST(a_line_goes_from_step_to_step),
		TEST(a_level_line_needs_its_ends_alone),
		TEST(what_is_not_seen_is_left_out),
		TEST(neighbours_that_look_the_same_are_one_path),
		TEST(areas_are_one_path_only_if_they_turn_the_same_way),
		TEST(circles_are_the_round_ends_of_lines_that_lead_nowhere),
		TEST(other_symbols_are_areas_with_an_edge),
		TEST(texts_that_look_the_same_share_a_group),
		TEST(a_plot_has_its_title_but_none_that_gnuplot_gave_it),
		TEST(anything_unknown_leaves_the_picture_as_it_was_drawn),
		TEST(another_paper_leaves_the_picture_as_it_was_drawn),
		TEST(a_text_may_say_where_it_stands),
		TEST(colours_that_are_none_stay_as_they_are),
		TEST(ids_are_the_pictures_own_and_text_is_left_alone),
		TEST(every_way_to_name_an_id_is_found),
		TEST(fonts_are_named_for_every_system),
		TEST(what_is_no_svg_stays_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
