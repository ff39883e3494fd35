#include "output/gnuplot_seal.h"

#include "output/png.h"
#include "text/digest.h"

enum { DIGEST = 64 };

/* What every picture of a format ends with; the mark stands in front of it. */
static const struct str endings[PICTURE_COUNT] = {
	[PICTURE_SVG] = {"</svg>\n", 7},
	[PICTURE_PNG] = {"\0\0\0\0IEND\xAE\x42\x60\x82", 12},
};

static struct str make_digest(struct arena *arena, struct str picture, struct str made_from)
{
	struct buf both;

	buf_init(&both, arena);
	buf_printf(&both, "%zu ", made_from.len);
	buf_add(&both, made_from);
	buf_add(&both, picture);
	return digest_sha256(arena, buf_str(&both));
}

static struct str mark(struct arena *arena, enum picture format, struct str digest)
{
	struct buf out;

	buf_init(&out, arena);
	if (format == PICTURE_SVG) {
		buf_printf(&out, "<!-- tidemark %.*s -->\n", STR_ARG(digest));
	} else { /* PNG, 11.3.4.3: a keyword, a NUL, and text */
		struct str text = str_printf(arena, "tidemark%c%.*s", 0, STR_ARG(digest));

		png_add_chunk(&out, "tEXt", text);
	}
	return buf_str(&out);
}

struct str seal_add(
	struct arena *arena, struct str picture, enum picture format, struct str made_from)
{
	struct str ending = endings[format], body = str_head(picture, picture.len - ending.len);
	struct buf out;

	if (!ending.len || !str_ends(picture, ending))
		return picture;
	buf_init(&out, arena);
	buf_add(&out, body);
	buf_add(&out, mark(arena, format, make_digest(arena, body, made_from)));
	buf_add(&out, ending);
	return buf_str(&out);
}

bool seal_holds(struct arena *arena, struct str file, enum picture format, struct str made_from)
{
	struct str ending = endings[format];
	size_t length = mark(arena, format, STR("")).len + DIGEST + ending.len;
	struct buf unsealed;

	if (!ending.len || file.len < length)
		return false;
	buf_init(&unsealed, arena);
	buf_add(&unsealed, str_head(file, file.len - length));
	buf_add(&unsealed, ending);
	return str_equal(file, seal_add(arena, buf_str(&unsealed), format, made_from));
}
