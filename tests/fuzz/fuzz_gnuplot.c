/*
 * gnuplot: a text in a script is one string, which holds that text but for what is replaced; texts
 * are cut between characters; what else programs around the charts say is read without harm.
 */
#include "fuzz.h"

#include "base/utf8.h"
#include "output/chart_text.h"
#include "output/gnuplot.h"
#include "output/gnuplot_font.h"
#include "output/gnuplot_svg.h"

/* As gnuplot reads '…' and '…'."\047".'…'; false for anything that is no such string. */
static bool read_literal(struct str script, bool tic, struct buf *out)
{
	const struct str joint = STR("'.\"\\047\".'");

	if (script.len < 2 || script.at[0] != '\'' || script.at[script.len - 1] != '\'')
		return false;
	for (script = str_slice(script, 1, script.len - 1); script.len;) {
		if (str_starts(script, joint)) {
			buf_char(out, '\'');
			script = str_from(script, joint.len);
			continue;
		}
		if (script.at[0] == '\'' ||
			(tic && script.at[0] == '%' && !str_starts(script, STR("%%"))))
			return false;
		buf_char(out, script.at[0]);
		script = str_from(script, tic && script.at[0] == '%' ? 2 : 1);
	}
	return true;
}

/* Without the spaces of no width that keep markup apart, and blanks for all that is replaced. */
static struct str essence(struct arena *arena, struct str text, bool original)
{
	struct buf out;
	size_t len;

	buf_init(&out, arena);
	for (size_t at = 0; at < text.len; at += len) {
		uint32_t code = utf8_decode(str_from(text, at), &len);
		bool blank = code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
			     code == 0x2029 || code == 0xFFFE || code == 0xFFFF;

		if (code == 0x200B)
			continue;
		if (original && code == UTF8_BAD)
			buf_text(&out, "\xEF\xBF\xBD");
		else if (original && blank)
			buf_char(&out, ' ');
		else
			buf_add(&out, str_slice(text, at, at + len));
	}
	return buf_str(&out);
}

static void check_literal(struct fuzz *fuzz, struct str text, bool tic)
{
	struct buf script, back;
	struct str before, after;

	buf_init(&script, &fuzz->arena);
	buf_init(&back, &fuzz->arena);
	gnuplot_literal(&script, text, tic);
	fuzz_must(fuzz_is_text(buf_str(&script), ""), "a literal is text without line ends");
	fuzz_must(read_literal(buf_str(&script), tic, &back), "a literal is one string");
	fuzz_must(!str_has(buf_str(&back), STR("&#")) && !str_has(buf_str(&back), STR("]]>")),
		"a literal holds no markup");
	before = essence(&fuzz->arena, text, true);
	after = essence(&fuzz->arena, buf_str(&back), false);
	fuzz_must(str_starts(before, after) && (tic || before.len == after.len),
		"a literal holds the text");
	fuzz_must(!tic || (back.len <= 49 && (before.len == after.len || back.len >= 42)),
		"of the label of a tic there is as much as gnuplot takes");
}

static bool is_boundary(struct str text, size_t at)
{
	size_t len;

	for (size_t i = 0; i < at; i += len)
		utf8_decode(str_from(text, i), &len);
	return at <= text.len && (at == text.len || ((unsigned char)text.at[at] & 0xC0) != 0x80 ||
					 utf8_check(text) < text.len);
}

static void check_fitting(struct fuzz *fuzz, struct str text, double size, double width)
{
	const struct lettering how = {size, width > 100};
	struct str fit = text_fit(&fuzz->arena, text, how, width);
	struct str rest = text;

	fuzz_must(text_width(text, how) > width || str_equal(fit, text), "what fits stays");
	fuzz_must(str_equal(fit, text) || str_ends(fit, STR("…")), "what is cut says so");
	fuzz_must(text_width(fit, how) <= width || str_is(fit, "…"), "what was cut fits");
	while (rest.len) {
		size_t at = text_break(rest, how, width);

		fuzz_must(at >= 1 && at <= rest.len, "a line holds something");
		fuzz_must(is_boundary(rest, at), "lines break between characters");
		rest = str_trim(str_from(rest, at));
	}
}

static void check_font(struct fuzz *fuzz, struct str answer, struct str text)
{
	struct font font = font_parse(&fuzz->arena, answer);
	struct str shown = font_replace(&fuzz->arena, &font, text);

	fuzz_must(!font.ranges.count || str_has(answer, STR("\n")), "a font has a second line");
	fuzz_must(utf8_count(shown) <= utf8_count(text), "a font adds no characters");
	font_has_han(&font);
}

static void check_picture(struct fuzz *fuzz, struct str drawn, struct str title)
{
	struct str done = svg_finish(&fuzz->arena, drawn, title, title);

	fuzz_must(str_equal(done, svg_finish(&fuzz->arena, drawn, title, title)),
		"the same picture is the same, byte for byte");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz fuzz;
	double letters, width;
	struct str text, other;

	fuzz_begin(&fuzz, data, size);
	letters = 4 + (double)fuzz_choice(&fuzz, 30);
	width = (double)fuzz_byte(&fuzz) * 4;
	text = fuzz_text(&fuzz);
	other = fuzz.rest;
	check_literal(&fuzz, text, false);
	check_literal(&fuzz, text, true);
	check_literal(&fuzz, other, false);
	check_fitting(&fuzz, text, letters, width);
	check_font(&fuzz, other, text);
	check_picture(&fuzz, other, text);
	fuzz_memory(&fuzz, 1 << 14, 256);
	fuzz_end(&fuzz);
	return 0;
}
