#include "base/progress.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { BAR_COLUMNS = 20, BAR_AND_PERCENT = BAR_COLUMNS + 8, SHORTEST_NAME = 8 };

/* At most `columns` wide, with … where something was cut off. */
static void add_name(struct buf *out, struct str name, size_t columns)
{
	bool whole = utf8_columns(name) <= columns;
	size_t used = whole ? 0 : 1, len;

	for (size_t at = 0; at < name.len; at += len) {
		uint32_t code = utf8_decode(str_from(name, at), &len);

		used += (size_t)utf8_width(code);
		if (used > columns)
			break;
		if (code == UTF8_BAD || utf8_is_control(code) || utf8_is_turning(code))
			buf_char(out, '?');
		else
			buf_add(out, str_slice(name, at, at + len));
	}
	if (!whole)
		buf_text(out, "…");
}

static void add_bar(struct buf *out, double share)
{
	int full = (int)(share * BAR_COLUMNS);

	buf_text(out, " [");
	for (int i = 0; i < BAR_COLUMNS; i++)
		buf_char(out, i < full ? '#' : '.');
	buf_printf(out, "]%4d%%", (int)(share * 100));
}

struct str progress_line(struct arena *arena, const struct progress *progress, size_t width)
{
	double share = ((double)progress->item - 1 + progress->share) / (double)progress->items;
	struct str doing = str_of(progress->doing), count = STR("");
	struct buf out;
	size_t fixed;
	bool bar;

	if (progress->items > 1)
		count = str_printf(arena, "%zu/%zu ", progress->item, progress->items);
	buf_init(&out, arena);
	fixed = count.len + 2 + doing.len;
	bar = fixed + SHORTEST_NAME + BAR_AND_PERCENT <= width;
	fixed += bar ? BAR_AND_PERCENT : 0;
	if (fixed + SHORTEST_NAME > width)
		return buf_str(&out);
	buf_add(&out, count);
	add_name(&out, progress->name, width - fixed);
	buf_printf(&out, ": %.*s", STR_ARG(doing));
	if (bar)
		add_bar(&out, share);
	return buf_str(&out);
}
