/**
 * metrics: how much room text takes in a font that is installed: real glyphs, found as fontconfig
 * finds them for a browser or for Pango.
 */
#ifndef TIDEMARK_TESTS_METRICS_H
#define TIDEMARK_TESTS_METRICS_H

#include "unit.h"

#include "base/utf8.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H

enum { METRICS_FACES = 256 };

/* A family in one weight, with all that stand in for the characters it lacks. */
struct metrics {
	FT_Library library;
	FcFontSet *fonts;
	FT_Face faces[METRICS_FACES]; /* opened when first needed */
};

/* Of the baseline, in pixels. */
struct ink {
	double width, above, below;
};

/* False if the family is not installed. */
static inline bool metrics_open(struct metrics *metrics, const char *family, bool bold)
{
	FcPattern *wanted = FcPatternCreate();
	FcResult result;
	FcChar8 *found;
	bool same;

	*metrics = (struct metrics){0};
	FcPatternAddString(wanted, FC_FAMILY, (const FcChar8 *)family);
	FcPatternAddInteger(wanted, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
	FcPatternAddBool(wanted, FC_SCALABLE, FcTrue);
	FcConfigSubstitute(NULL, wanted, FcMatchPattern);
	FcDefaultSubstitute(wanted);
	metrics->fonts = FcFontSort(NULL, wanted, FcTrue, NULL, &result);
	FcPatternDestroy(wanted);
	same = metrics->fonts && metrics->fonts->nfont > 0 &&
	       FcPatternGetString(metrics->fonts->fonts[0], FC_FAMILY, 0, &found) ==
		       FcResultMatch &&
	       strcmp((const char *)found, family) == 0;
	assert_int_equal(FT_Init_FreeType(&metrics->library), 0);
	return same;
}

static inline void metrics_close(struct metrics *metrics)
{
	if (metrics->fonts)
		FcFontSetDestroy(metrics->fonts);
	FT_Done_FreeType(metrics->library);
}

static inline FT_Face metrics_face(struct metrics *metrics, int i)
{
	FcPattern *font = metrics->fonts->fonts[i];
	FcChar8 *file;
	int index = 0;

	if (metrics->faces[i])
		return metrics->faces[i];
	if (FcPatternGetString(font, FC_FILE, 0, &file) != FcResultMatch)
		return NULL;
	FcPatternGetInteger(font, FC_INDEX, 0, &index);
	if (FT_New_Face(metrics->library, (const char *)file, index, &metrics->faces[i]) != 0)
		return NULL;
	return metrics->faces[i];
}

/* The first font that has the character; NULL: none. */
static inline FT_Face metrics_find(struct metrics *metrics, uint32_t code)
{
	for (int i = 0; i < metrics->fonts->nfont && i < METRICS_FACES; i++) {
		FcCharSet *set;

		if (FcPatternGetCharSet(metrics->fonts->fonts[i], FC_CHARSET, 0, &set) ==
				FcResultMatch &&
			FcCharSetHasChar(set, code))
			return metrics_face(metrics, i);
	}
	return NULL;
}

/* Characters that no font has are drawn as a box as wide as the size. */
static inline void metrics_add(struct metrics *metrics, uint32_t code, double size, struct ink *ink)
{
	FT_Face face = metrics_find(metrics, code);
	double unit;

	if (!face || FT_Load_Char(face, code, FT_LOAD_NO_SCALE) != 0) {
		ink->width += utf8_width(code) ? size : 0;
		return;
	}
	unit = size / face->units_per_EM;
	ink->width += unit * (double)face->glyph->metrics.horiAdvance;
	ink->above = fmax(ink->above, unit * (double)face->glyph->metrics.horiBearingY);
	ink->below = fmax(ink->below,
		unit * (double)(face->glyph->metrics.height - face->glyph->metrics.horiBearingY));
}

/* The sum of the advances: kerning only brings characters nearer. */
static inline struct ink metrics_measure(struct metrics *metrics, struct str text, double size)
{
	struct ink ink = {0};
	size_t len;

	for (size_t at = 0; at < text.len; at += len)
		metrics_add(metrics, utf8_decode(str_from(text, at), &len), size, &ink);
	return ink;
}

#endif
