#include "output/gnuplot_svg.h"

#include "base/buf.h"
#include "output/gnuplot_shapes.h"
#include "text/markup.h"

/* The font is chosen where the picture is looked at, so the file names one for each kind of system.
 */
static const char fonts[] = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, "
			    "Microsoft YaHei, WenQuanYi Micro Hei, sans-serif";

/* --- shapes --- */

static void add_attribute(struct buf *out, enum look look, struct str value)
{
	buf_printf(out, " %s=\"", shape_attribute(look));
	shape_value(out, value);
	buf_char(out, '"');
}

static void add_looks(struct buf *out, const struct shape *shape)
{
	for (size_t i = 0; i < LOOK_COUNT; i++)
		if (shape->look[i].len)
			add_attribute(out, (enum look)i, shape->look[i]);
}

/* The sign of a number keeps it apart from the one before. */
static void add_pair(struct buf *out, const char *command, long x, long y)
{
	buf_text(out, !*command && x >= 0 ? " " : command);
	shape_number(out, x);
	buf_text(out, y >= 0 ? " " : "");
	shape_number(out, y);
}

static void add_step(struct buf *out, const char *command, long way)
{
	buf_text(out, command);
	shape_number(out, way);
}

/* Each step from the one before, as short as SVG has it. */
static void add_points(struct buf *out, const struct shape *shape)
{
	struct shape_point from = {0, 0, true}, start = from;
	bool implied = true; /* that the next pair is a line */

	for (size_t i = 0; i < shape->points.count; i++) {
		struct shape_point to = shape->points.item[i];
		bool ends = shape->closed && to.begins && i;

		if (ends) {
			buf_char(out, 'z');
			from = start;
		}
		if (to.begins)
			add_pair(out, "m", to.x - from.x, to.y - from.y);
		else if (to.y == from.y)
			add_step(out, "h", to.x - from.x);
		else if (to.x == from.x)
			add_step(out, "v", to.y - from.y);
		else
			add_pair(out, implied ? "" : "l", to.x - from.x, to.y - from.y);
		implied = to.begins || (to.x != from.x && to.y != from.y);
		start = to.begins ? to : start;
		from = to;
	}
	buf_text(out, shape->closed ? "z" : "");
}

static void add_outline(struct buf *out, const struct shape *shape)
{
	buf_text(out, "<path");
	add_looks(out, shape);
	buf_text(out, " d=\"");
	add_points(out, shape);
	buf_text(out, "\"/>\n");
}

static void add_text(struct buf *out, const struct shape *shape, const struct shape_text *text)
{
	buf_text(out, "<text x=\"");
	shape_number(out, text->x);
	buf_text(out, "\" y=\"");
	shape_number(out, text->y);
	buf_text(out, text->blanks ? "\" xml:space=\"preserve\"" : "\"");
	if (shape)
		add_looks(out, shape);
	buf_printf(out, ">%.*s</text>\n", STR_ARG(text->text));
}

static void add_texts(struct buf *out, const struct shape *shape)
{
	size_t count = shape->texts.count;

	if (count == 1) {
		add_text(out, shape, &shape->texts.item[0]);
		return;
	}
	buf_text(out, "<g");
	add_looks(out, shape);
	buf_text(out, ">\n");
	for (size_t i = 0; i < count; i++)
		add_text(out, NULL, &shape->texts.item[i]);
	buf_text(out, "</g>\n");
}

/* Neighbours with the same title stand in a group that has it. */
static void add_shapes(struct buf *out, const struct shapes *shapes)
{
	struct str title = STR("");

	for (size_t i = 0; i < shapes->count; i++) {
		const struct shape *shape = &shapes->item[i];

		if (!str_equal(shape->title, title)) {
			buf_text(out, title.len ? "</g>\n" : "");
			title = shape->title;
			if (title.len)
				buf_printf(out, "<g><title>%.*s</title>\n", STR_ARG(title));
		}
		if (shape->points.count)
			add_outline(out, shape);
		else
			add_texts(out, shape);
	}
	buf_text(out, title.len ? "</g>\n" : "");
}

static void add_head(struct buf *out, struct str prefix, struct str title, struct str description)
{
	buf_printf(out, "<title id=\"%.*stitle\">", STR_ARG(prefix));
	markup_html(out, title);
	buf_printf(out, "</title>\n<desc id=\"%.*sdesc\">", STR_ARG(prefix));
	markup_html(out, description);
	buf_text(out, "</desc>");
}

static struct str number(struct arena *arena, long hundredths)
{
	struct buf out;

	buf_init(&out, arena);
	shape_number(&out, hundredths);
	return buf_str(&out);
}

static void add_picture(struct buf *out, const struct shapes *shapes, struct str prefix,
	struct str title, struct str description)
{
	struct str width = number(out->arena, shapes->width);
	struct str height = number(out->arena, shapes->height);

	buf_printf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
		"aria-labelledby=\"%.*stitle %.*sdesc\" width=\"%.*s\" height=\"%.*s\" "
		"viewBox=\"0 0 %.*s %.*s\" font-family=\"%s\"",
		STR_ARG(prefix), STR_ARG(prefix), STR_ARG(width), STR_ARG(height), STR_ARG(width),
		STR_ARG(height), fonts);
	add_attribute(out, LOOK_FILL, shape_default(LOOK_FILL));
	add_attribute(out, LOOK_SIZE, shape_default(LOOK_SIZE));
	buf_text(out, ">\n");
	add_head(out, prefix, title, description);
	buf_printf(out, "\n<path fill=\"#fff\" d=\"M0 0h%.*sv%.*sH0z\"/>\n", STR_ARG(width),
		STR_ARG(height));
	add_shapes(out, shapes);
	buf_text(out, "</svg>\n");
}

/* --- as it was drawn --- */

/* The value of a tag's attribute is rewritten where one of these ends in the text so far. */
static bool ends_before_id(struct str s)
{
	return str_ends(s, STR(" id=\"")) || str_ends(s, STR(" id='")) ||
	       str_ends(s, STR("href='#")) || str_ends(s, STR("href=\"#")) ||
	       str_ends(s, STR("url(#"));
}

/* Where the value ends that begins at `start`. */
static size_t value_end(struct str tag, size_t start)
{
	return start + str_find(str_from(tag, start), STR("\""));
}

static void add_tag(struct buf *out, struct str tag, struct str prefix)
{
	size_t done = 0;

	for (size_t at = 0; at < tag.len; at++) {
		struct str head;

		if (tag.at[at] != '"' && tag.at[at] != '\'' && tag.at[at] != '#')
			continue;
		head = str_head(tag, at + 1);
		if (ends_before_id(head)) {
			buf_add(out, str_slice(tag, done, at + 1));
			buf_add(out, prefix);
			done = at + 1;
		} else if (str_ends(head, STR("font-family=\""))) {
			buf_add(out, str_slice(tag, done, at + 1));
			buf_text(out, fonts);
			done = at = value_end(tag, at + 1);
		}
	}
	buf_add(out, str_from(tag, done));
}

/* Where `needle` ends in `s`, or 0. */
static size_t behind(struct str s, struct str needle)
{
	size_t at = str_find(s, needle);

	return at < s.len ? at + needle.len : 0;
}

/* gnuplot escapes < in text, so text never looks like a tag. */
static void add_body(struct buf *out, struct str rest, struct str prefix)
{
	while (rest.len) {
		size_t open = str_find(rest, STR("<"));
		struct str tag = str_from(rest, open);

		tag = str_head(tag, str_find(tag, STR(">")));
		buf_add(out, str_head(rest, open));
		add_tag(out, tag, prefix);
		rest = str_from(rest, open + tag.len);
	}
}

/* False if that is no SVG. */
static bool add_drawn(struct buf *out, struct str drawn, struct str prefix, struct str title,
	struct str description)
{
	size_t root = behind(drawn, STR("<svg ")), head = behind(drawn, STR("</desc>"));

	if (!root || head < root)
		return false;
	buf_add(out, str_head(drawn, root));
	buf_printf(out, "role=\"img\" aria-labelledby=\"%.*stitle %.*sdesc\"", STR_ARG(prefix),
		STR_ARG(prefix));
	buf_add(out, str_slice(drawn, root, str_find(drawn, STR("<title>"))));
	add_head(out, prefix, title, description);
	add_body(out, str_trim(str_from(drawn, head)), prefix);
	buf_char(out, '\n');
	return true;
}

static struct str make_prefix(
	struct arena *arena, struct str drawn, struct str title, struct str description)
{
	size_t hash = str_hash(drawn) ^ 31 * str_hash(title) ^ 127 * str_hash(description);

	return str_printf(arena, "t%08x-", (unsigned)(hash ^ hash >> 32));
}

struct str svg_finish(
	struct arena *arena, struct str drawn, struct str title, struct str description)
{
	struct str prefix = make_prefix(arena, drawn, title, description);
	struct shapes shapes;
	struct buf out;

	buf_init(&out, arena);
	if (shapes_read(arena, drawn, &shapes))
		add_picture(&out, &shapes, prefix, title, description);
	else if (!add_drawn(&out, drawn, prefix, title, description))
		return drawn;
	return buf_str(&out);
}
