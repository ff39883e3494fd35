#include "text/jsonio.h"

#include "base/utf8.h"
#include "text/decimal.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

/* jansson refuses malformed UTF-8; a file name may hold any bytes. */
static struct str repair(struct arena *arena, struct str text)
{
	struct buf out;
	size_t len;

	if (utf8_check(text) == text.len)
		return text;
	buf_init(&out, arena);
	for (size_t at = 0; at < text.len; at += len) {
		if (utf8_decode(str_from(text, at), &len) == UTF8_BAD)
			buf_text(&out, "\xEF\xBF\xBD");
		else
			buf_add(&out, str_slice(text, at, at + len));
	}
	return buf_str(&out);
}

/* Nothing to escape or repair, as in nearly all texts; jansson takes long for each. */
static bool is_plain(struct str text)
{
	size_t i = 0;

	while (i < text.len && (unsigned char)text.at[i] >= ' ' && text.at[i] != '"' &&
		text.at[i] != '\\')
		i++;
	return i == text.len && utf8_check(text) == text.len;
}

void jsonio_string(struct buf *out, struct str text)
{
	struct str good;
	json_t *string;
	char *written;

	if (is_plain(text)) {
		buf_char(out, '"');
		buf_add(out, text);
		buf_char(out, '"');
		return;
	}
	good = repair(out->arena, text);
	string = json_stringn(good.len ? good.at : "", good.len);
	written = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;
	buf_text(out, written ? written : "null");
	free(written);
	json_decref(string);
}

void jsonio_number(struct buf *out, double number)
{
	char text[32];

	if (isfinite(number))
		buf_add(out, (struct str){text, decimal_print(number, text)});
	else
		buf_text(out, "null");
}
