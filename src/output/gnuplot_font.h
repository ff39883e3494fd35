/** gnuplot_font: the font for Chinese text, and which characters it has. Asks fontconfig once. */
#ifndef TIDEMARK_OUTPUT_GNUPLOT_FONT_H
#define TIDEMARK_OUTPUT_GNUPLOT_FONT_H

#include "base/array.h"
#include "base/str.h"

#include <stdint.h>

struct font_range {
	uint32_t first, last;
};

struct font {
	struct str family; /* empty: fontconfig gave none */
	struct {
		ARRAY(struct font_range); /* ascending */
	} ranges;
};

/**
 * The best font for simplified Chinese. `folder` is a private one for fc-match's answer, `env` the
 * environment to run it in.
 * Missing: a font without Chinese characters when there is no other; an empty family when
 * fontconfig is absent.
 */
struct font font_find(struct arena *arena, struct str folder, const char *const *env);

/** Reads what `fc-match -f '%{family[0]}\n%{charset}\n'` answers: a name, then "20-7e a0
 * 4e00-9fa5". */
struct font font_parse(struct arena *arena, struct str answer);

/** Has it the Chinese characters in common use? */
bool font_has_han(const struct font *font);

bool font_has(const struct font *font, uint32_t code);

/**
 * `text` with every character that the font lacks replaced by U+25A1 or "?": with the cairo
 * terminals one such character spoils the whole picture. U+200B, which is never drawn, stays.
 */
struct str font_replace(struct arena *arena, const struct font *font, struct str text);

#endif
