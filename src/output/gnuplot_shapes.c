#include "output/gnuplot_shapes.h"

#include <stdlib.h>

enum { DEEPEST = 16 };

/* An element, with what it has from those around it. */
struct element {
	struct str look[LOOK_COUNT];
	struct str color, title;
	struct str outline, symbol; /* its own */
	long x, y, scale;
	bool blanks;
};

struct reader {
	struct arena *arena;
	struct shapes *shapes;
	long pen; /* thousandths: how wide the lines of symbols are */
	struct element open[DEEPEST];
	size_t depth;
};

static const struct {
	const char *name, *initial;
} looks[LOOK_COUNT] = {
	[LOOK_FILL] = {"fill", "none"},
	[LOOK_STROKE] = {"stroke", "none"},
	[LOOK_WIDTH] = {"stroke-width", "1.00"},
	[LOOK_DASHES] = {"stroke-dasharray", "none"},
	[LOOK_CAP] = {"stroke-linecap", "butt"},
	[LOOK_JOIN] = {"stroke-linejoin", "miter"},
	[LOOK_EDGES] = {"shape-rendering", "auto"},
	[LOOK_SIZE] = {"font-size", "12.00"},
	[LOOK_WEIGHT] = {"font-weight", "normal"},
	[LOOK_ANCHOR] = {"text-anchor", "start"},
};

const char *shape_attribute(enum look look)
{
	return looks[look].name;
}

struct str shape_default(enum look look)
{
	return str_of(looks[look].initial);
}

/* --- values --- */

/* Pictures have thousands of them: from the last digit to the first. */
void shape_number(struct buf *out, long hundredths)
{
	static const long units[] = {100, 10, 1};
	char text[24], *end = text + sizeof(text), *at = end;
	int places = hundredths % 10 ? 2 : hundredths % 100 ? 1 : 0;

	for (long rest = labs(hundredths) / units[places]; rest || places; rest /= 10) {
		*--at = (char)('0' + rest % 10);
		if (places && !--places)
			*--at = '.';
	}
	if (at == end)
		*--at = '0';
	if (hundredths < 0)
		*--at = '-';
	buf_add(out, (struct str){at, (size_t)(end - at)});
}

static bool is_digit(struct str s)
{
	return s.len && s.at[0] >= '0' && s.at[0] <= '9';
}

/* Takes a number off the front, in units of 10^-places; what is behind them is not known here. */
static bool cut_number(struct str *rest, int places, long *number)
{
	bool negative = str_starts(*rest, STR("-")), any = false;

	*rest = str_from(*rest, negative);
	for (*number = 0; is_digit(*rest) && *number < 1000000; any = true) {
		*number = 10 * *number + (rest->at[0] - '0');
		*rest = str_from(*rest, 1);
	}
	if (str_starts(*rest, STR(".")))
		*rest = str_from(*rest, 1);
	else if (is_digit(*rest))
		return false;
	for (; places > 0; places--) {
		*number *= 10;
		if (is_digit(*rest)) {
			*number += rest->at[0] - '0';
			*rest = str_from(*rest, 1);
			any = true;
		}
	}
	*number = negative ? -*number : *number;
	return any && !is_digit(*rest);
}

static void skip_blanks(struct str *rest)
{
	while (rest->len && strchr(" \t\n", rest->at[0]))
		*rest = str_from(*rest, 1);
}

static bool skip(struct str *rest, struct str what)
{
	bool there;

	skip_blanks(rest);
	there = str_starts(*rest, what);
	*rest = str_from(*rest, there ? what.len : 0);
	skip_blanks(rest);
	return there;
}

/* "1,2" */
static bool cut_pair(struct str *rest, long *x, long *y)
{
	return cut_number(rest, 2, x) && skip(rest, STR(",")) && cut_number(rest, 2, y);
}

/* "rgb( 31,  41,  51)" becomes "#1f2933", and "#fff" is short for "#ffffff". */
static bool add_color(struct buf *out, struct str value)
{
	static const struct str close[] = {STR(","), STR(","), STR(")")};
	long part[3];
	bool pairs = true;

	if (!skip(&value, STR("rgb(")))
		return false;
	for (size_t i = 0; i < 3; i++) {
		if (!cut_number(&value, 0, &part[i]) || part[i] < 0 || part[i] > 255 ||
			!skip(&value, close[i]))
			return false;
		pairs &= part[i] % 17 == 0;
	}
	if (pairs)
		buf_printf(out, "#%lx%lx%lx", part[0] / 17, part[1] / 17, part[2] / 17);
	else
		buf_printf(out, "#%02lx%02lx%02lx", part[0], part[1], part[2]);
	return true;
}

/* "7.20,4.00" */
static bool is_numbers(struct str value)
{
	long number;

	while (cut_number(&value, 2, &number) && skip(&value, STR(",")))
		;
	return !value.len;
}

void shape_value(struct buf *out, struct str value)
{
	long number;

	if (add_color(out, value))
		return;
	if (!is_numbers(value))
		buf_add(out, value);
	else
		while (cut_number(&value, 2, &number)) {
			shape_number(out, number);
			buf_text(out, skip(&value, STR(",")) ? "," : "");
		}
}

/* --- attributes --- */

/* "translate(63.97,198.61) scale(3.17)" */
static bool read_transform(struct str value, struct element *element)
{
	if (!skip(&value, STR("translate(")) || !cut_pair(&value, &element->x, &element->y) ||
		!skip(&value, STR(")")))
		return false;
	if (!skip(&value, STR("scale(")))
		return value.len == 0;
	return cut_number(&value, 2, &element->scale) && skip(&value, STR(")")) && value.len == 0;
}

static bool read_attribute(struct element *element, struct str name, struct str value)
{
	for (size_t i = 0; i < LOOK_COUNT; i++) {
		if (str_is(name, looks[i].name)) {
			element->look[i] = value;
			return true;
		}
	}
	if (str_is(name, "color"))
		element->color = value;
	else if (str_is(name, "transform"))
		return read_transform(value, element);
	else if (str_is(name, "x"))
		return cut_number(&value, 2, &element->x) && value.len == 0;
	else if (str_is(name, "y"))
		return cut_number(&value, 2, &element->y) && value.len == 0;
	else if (str_is(name, "d") || str_is(name, "points"))
		element->outline = value;
	else if (str_is(name, "xlink:href"))
		element->symbol = value;
	else if (str_is(name, "xml:space"))
		element->blanks = str_is(value, "preserve");
	else if (str_is(name, "font-family"))
		return str_is(value, "sans");
	else
		return str_is(name, "id") || str_is(name, "class");
	return true;
}

/* `tag` is what stands between < and >, behind the name. */
static bool read_attributes(struct str tag, struct element *element)
{
	skip_blanks(&tag);
	while (tag.len && !str_is(tag, "/")) {
		struct str name = str_head(tag, str_find(tag, STR("="))), value;
		struct str quote;

		tag = str_from(tag, name.len + 1);
		skip_blanks(&tag);
		quote = str_head(tag, 1);
		if (!str_is(quote, "\"") && !str_is(quote, "'"))
			return false;
		tag = str_from(tag, 1);
		value = str_head(tag, str_find(tag, quote));
		tag = str_from(tag, value.len + 1);
		skip_blanks(&tag);
		if (!read_attribute(element, str_trim(name), value))
			return false;
	}
	return true;
}

/* --- shapes --- */

/* Only what is seen of an outline, or of a text, and is not so by default. */
static void keep_looks(struct shape *shape, bool is_text)
{
	struct str *look = shape->look;
	bool unseen = str_is(look[LOOK_STROKE], "none");

	for (size_t i = 0; i < LOOK_COUNT; i++) {
		bool of_lines = i >= LOOK_WIDTH && i <= LOOK_JOIN, of_text = i >= LOOK_SIZE;

		if (str_equal(look[i], shape_default((enum look)i)) || (of_lines && unseen) ||
			(is_text ? i == LOOK_EDGES : of_text))
			look[i] = STR("");
	}
}

static struct shape make_shape(const struct element *element, bool is_text)
{
	struct shape shape = {.title = element->title};

	for (size_t i = 0; i < LOOK_COUNT; i++)
		shape.look[i] = str_is(element->look[i], "currentColor") ? element->color
									 : element->look[i];
	keep_looks(&shape, is_text);
	return shape;
}

static bool look_alike(const struct shape *a, const struct shape *b)
{
	bool same = str_equal(a->title, b->title) && a->closed == b->closed &&
		    a->clockwise == b->clockwise && !a->texts.count == !b->texts.count;

	for (size_t i = 0; i < LOOK_COUNT; i++)
		same = same && str_equal(a->look[i], b->look[i]);
	return same;
}

/* Goes into the shape before if that looks the same. */
static void add_shape(struct reader *r, const struct shape *shape)
{
	struct shape *last = r->shapes->count ? &r->shapes->item[r->shapes->count - 1] : NULL;

	if (!shape->points.count && !shape->texts.count)
		return;
	if (!last || !look_alike(last, shape)) {
		*array_add(r->arena, r->shapes) = *shape;
		return;
	}
	for (size_t i = 0; i < shape->points.count; i++)
		*array_add(r->arena, &last->points) = shape->points.item[i];
	for (size_t i = 0; i < shape->texts.count; i++)
		*array_add(r->arena, &last->texts) = shape->texts.item[i];
}

/* On a level line from the point before the last to (x, y), so that nothing is lost without it? */
static bool is_on_the_way(const struct shape *shape, long x, long y)
{
	const struct shape_point *last = &shape->points.item[shape->points.count - 1];

	if (last->x == x && last->y == y)
		return !last->begins;
	return !last->begins && last[-1].y == y && last->y == y &&
	       (last->x > last[-1].x) == (x > last->x);
}

/* A place that no line leads to or from is not seen. */
static void add_point(struct arena *arena, struct shape *shape, long x, long y, bool begins)
{
	size_t count = shape->points.count;
	bool replaces = count && (begins ? shape->points.item[count - 1].begins
					 : is_on_the_way(shape, x, y));

	if (replaces)
		shape->points.count--;
	*array_add(arena, &shape->points) = (struct shape_point){x, y, begins};
}

static void drop_lone_end(struct shape *shape)
{
	if (shape->points.count && shape->points.item[shape->points.count - 1].begins)
		shape->points.count--;
}

/* "M1,2 L3,4 …" */
static bool read_path(struct reader *r, const struct element *element)
{
	struct shape shape = make_shape(element, false);
	struct str rest = str_trim(element->outline);

	while (rest.len) {
		bool begins = skip(&rest, STR("M"));
		long x, y;

		if (!begins && !skip(&rest, STR("L")))
			return false;
		if (!cut_pair(&rest, &x, &y))
			return false;
		add_point(r->arena, &shape, x, y, begins || !shape.points.count);
		skip_blanks(&rest);
	}
	drop_lone_end(&shape);
	add_shape(r, &shape);
	return true;
}

/* Areas that are filled together must turn the same way, or they would cut holes into each other.
 */
static bool is_clockwise(const struct shape *shape)
{
	const struct shape_point *p = shape->points.item;
	double area = 0;

	for (size_t i = 0, n = shape->points.count; i < n; i++) {
		const struct shape_point *next = &p[(i + 1) % n];

		area += (double)p[i].x * (double)next->y - (double)next->x * (double)p[i].y;
	}
	return area > 0;
}

/* "1,2 3,4 …" */
static bool read_polygon(struct reader *r, const struct element *element)
{
	struct shape shape = make_shape(element, false);
	struct str rest = str_trim(element->outline);

	while (rest.len) {
		long x, y;

		if (!cut_pair(&rest, &x, &y))
			return false;
		add_point(r->arena, &shape, x, y, !shape.points.count);
		skip_blanks(&rest);
	}
	shape.closed = true;
	shape.clockwise = is_clockwise(&shape);
	add_shape(r, &shape);
	return true;
}

/* --- symbols --- */

static long round_to(long number, long unit)
{
	return (number + (number < 0 ? -unit : unit) / 2) / unit;
}

static struct str width_of(struct arena *arena, long hundredths)
{
	struct buf out;

	buf_init(&out, arena);
	shape_number(&out, hundredths);
	return buf_str(&out);
}

/* The end of a line that leads nowhere is round: a dot as wide as the line. */
static void add_dot(struct reader *r, const struct element *element)
{
	struct shape shape = make_shape(element, false);

	shape.look[LOOK_STROKE] = element->color;
	shape.look[LOOK_CAP] = STR("round");
	shape.look[LOOK_WIDTH] =
		width_of(r->arena, round_to((2000 + r->pen) * element->scale, 1000));
	add_point(r->arena, &shape, element->x, element->y, true);
	add_point(r->arena, &shape, element->x + 1, element->y, false);
	add_shape(r, &shape);
}

/* gnuplot's own symbols, in thousandths of their size. */
struct symbol {
	const char *name;
	size_t count;
	short corner[4][2];
};

static const struct symbol *find_symbol(struct str name)
{
	static const struct symbol symbols[] = {
		{"#gpPt4", 4, {{-1000, -1000}, {1000, -1000}, {1000, 1000}, {-1000, 1000}}},
		{"#gpPt8", 3, {{0, -1330}, {1330, 670}, {-1330, 670}}},
		{"#gpPt10", 3, {{0, 1330}, {-1330, -670}, {1330, -670}}},
		{"#gpPt12", 4, {{0, -1414}, {1414, 0}, {0, 1414}, {-1414, 0}}}};

	for (size_t i = 0; i < sizeof(symbols) / sizeof(*symbols); i++)
		if (str_is(name, symbols[i].name))
			return &symbols[i];
	return NULL;
}

static void add_symbol(struct reader *r, const struct element *element, const struct symbol *symbol)
{
	struct shape shape = make_shape(element, false);

	shape.look[LOOK_FILL] = shape.look[LOOK_STROKE] = element->color;
	shape.look[LOOK_WIDTH] = width_of(r->arena, round_to(r->pen * element->scale, 1000));
	for (size_t i = 0; i < symbol->count; i++)
		add_point(r->arena, &shape,
			element->x + round_to(symbol->corner[i][0] * element->scale, 1000),
			element->y + round_to(symbol->corner[i][1] * element->scale, 1000), i == 0);
	shape.closed = shape.clockwise = true;
	add_shape(r, &shape);
}

static bool read_symbol(struct reader *r, const struct element *element)
{
	const struct symbol *symbol = find_symbol(element->symbol);

	if (symbol)
		add_symbol(r, element, symbol);
	else if (str_is(element->symbol, "#gpPt6"))
		add_dot(r, element);
	else
		return false;
	return true;
}

/* --- elements --- */

/* Takes what stands before `end` off the front, and that too. */
static struct str cut_until(struct str *rest, struct str end)
{
	struct str head = str_head(*rest, str_find(*rest, end));

	*rest = str_from(*rest, head.len + end.len);
	return head;
}

static void add_text(struct reader *r, const struct element *element, struct str text)
{
	struct shape shape = make_shape(element, true);

	if (!text.len)
		return;
	*array_add(r->arena, &shape.texts) =
		(struct shape_text){element->x, element->y, text, element->blanks};
	add_shape(r, &shape);
}

/* How wide the lines of its symbols are depends on gnuplot's settings, their form does not. */
static bool read_symbols(struct reader *r, struct str definitions)
{
	const struct str before = STR("stroke-width='");
	struct str rest = str_from(definitions, str_find(definitions, STR("'gpPt0'")));

	rest = str_from(rest, str_find(rest, before) + before.len);
	return cut_number(&rest, 3, &r->pen);
}

static bool open_group(struct reader *r, const struct element *element)
{
	if (r->depth + 1 == DEEPEST)
		return false;
	r->open[++r->depth] = *element;
	return true;
}

static bool close_group(struct reader *r)
{
	return r->depth && r->depth--;
}

/* Without a title of its own a plot has the one that gnuplot gave it. */
static struct str read_title(struct str *rest)
{
	struct str title = cut_until(rest, STR("</title>"));

	return str_starts(title, STR("p_plot_")) ? STR("") : title;
}

/* `rest` is what follows the tag. */
static bool read_tag(struct reader *r, struct str tag, struct str *rest)
{
	struct str name = str_head(tag, str_find(tag, STR(" ")));
	struct element element = r->open[r->depth];

	if (str_is(name, "/g"))
		return close_group(r);
	if (str_is(name, "defs"))
		return read_symbols(r, cut_until(rest, STR("</defs>")));
	if (str_is(name, "title")) {
		r->open[r->depth].title = read_title(rest);
		return true;
	}
	if (!read_attributes(str_from(tag, name.len), &element))
		return false;
	if (str_is(name, "g"))
		return open_group(r, &element);
	if (str_is(name, "text"))
		add_text(r, &element, cut_until(rest, STR("</text>")));
	else if (str_is(name, "path"))
		return read_path(r, &element);
	else if (str_is(name, "polygon"))
		return read_polygon(r, &element);
	else
		return str_is(name, "use") && read_symbol(r, &element);
	return true;
}

static bool read_elements(struct reader *r, struct str rest)
{
	for (;;) {
		struct str tag;

		cut_until(&rest, STR("<"));
		tag = cut_until(&rest, STR(">"));
		if (str_is(tag, "/svg"))
			return r->depth == 0;
		if (!tag.len || !read_tag(r, tag, &rest))
			return false;
	}
}

/* The paper: `<rect x="0" y="0" width="860" height="380" fill="#ffffff"/>` */
static bool read_paper(struct reader *r, struct str *rest)
{
	static const struct str before = STR("<rect x=\"0\" y=\"0\" width=\"");
	struct str tag;

	cut_until(rest, before);
	tag = cut_until(rest, STR("/>"));
	return cut_number(&tag, 2, &r->shapes->width) && skip(&tag, STR("\" height=\"")) &&
	       cut_number(&tag, 2, &r->shapes->height) && str_is(tag, "\" fill=\"#ffffff\"");
}

bool shapes_read(struct arena *arena, struct str drawn, struct shapes *shapes)
{
	struct reader reader = {.arena = arena, .shapes = shapes};

	*shapes = (struct shapes){0};
	for (size_t i = 0; i < LOOK_COUNT; i++)
		reader.open[0].look[i] = shape_default((enum look)i);
	cut_until(&drawn, STR("</desc>"));
	reader.depth = 1; /* the group of all */
	reader.open[1] = reader.open[0];
	return read_paper(&reader, &drawn) && read_elements(&reader, drawn);
}
