#include "output/gnuplot_svg.h"

#include "base/buf.h"
#include "text/markup.h"

/* The font is chosen where the picture is looked at, so the file names one for each kind of system.
 */
static const char fonts[] = "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, "
			    "Microsoft YaHei, WenQuanYi Micro Hei, sans-serif";

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

static void add_head(struct buf *out, struct str prefix, struct str title, struct str description)
{
	buf_printf(out, "<title id=\"%.*stitle\">", STR_ARG(prefix));
	markup_html(out, title);
	buf_printf(out, "</title>\n<desc id=\"%.*sdesc\">", STR_ARG(prefix));
	markup_html(out, description);
	buf_text(out, "</desc>");
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

/* Short, because every point of the picture names the symbol it uses. */
static struct str make_prefix(
	struct arena *arena, struct str drawn, struct str title, struct str description)
{
	size_t hash = str_hash(drawn) ^ 31 * str_hash(title) ^ 127 * str_hash(description);

	return str_printf(arena, "t%08x-", (unsigned)(hash ^ hash >> 32));
}

struct str svg_finish(
	struct arena *arena, struct str drawn, struct str title, struct str description)
{
	size_t root = behind(drawn, STR("<svg ")), head = behind(drawn, STR("</desc>"));
	struct str prefix = make_prefix(arena, drawn, title, description);
	struct buf out;

	if (!root || head < root)
		return drawn;
	buf_init(&out, arena);
	buf_add(&out, str_head(drawn, root));
	buf_printf(&out, "role=\"img\" aria-labelledby=\"%.*stitle %.*sdesc\"", STR_ARG(prefix),
		STR_ARG(prefix));
	buf_add(&out, str_slice(drawn, root, str_find(drawn, STR("<title>"))));
	add_head(&out, prefix, title, description);
	add_body(&out, str_trim(str_from(drawn, head)), prefix);
	buf_char(&out, '\n');
	return buf_str(&out);
}
