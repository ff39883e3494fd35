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

void jsonio_string(struct buf *out, struct str text)
{
	struct str good = repair(out->arena, text);
	json_t *string = json_stringn(good.len ? good.at : "", good.len);
	char *written = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;

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
