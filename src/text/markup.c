#include "text/markup.h"

#include "base/utf8.h"

#include <nettle/base64.h>

#include <stdarg.h>
#include <string.h>

static const char *reference(uint32_t code)
{
	switch (code) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

static bool is_unfit(uint32_t code)
{
	return code == UTF8_BAD || (code & 0xFFFE) == 0xFFFE ||
	       (code >= 0xFDD0 && code <= 0xFDEF) || utf8_is_turning(code);
}

void markup_html(struct buf *out, struct str text)
{
	size_t len;

	for (; text.len; text = str_from(text, len)) {
		uint32_t code = utf8_decode(text, &len);
		const char *name = reference(code);

		if (name)
			buf_text(out, name);
		else if (is_unfit(code))
			buf_text(out, "\xEF\xBF\xBD");
		else if (utf8_is_control(code))
			buf_char(out, ' ');
		else
			buf_add(out, str_head(text, len));
	}
}

void markup_print(struct buf *out, const char *html, ...)
{
	va_list args;

	va_start(args, html);
	for (const char *rest = html; *rest; rest++) {
		if (*rest == '%')
			markup_html(out, va_arg(args, struct str));
		else
			buf_char(out, *rest);
	}
	va_end(args);
}

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr("/._-", c));
}

void markup_path(struct buf *out, struct str path)
{
	for (size_t i = 0; i < path.len; i++) {
		if (is_plain(path.at[i]))
			buf_char(out, path.at[i]);
		else
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)path.at[i]);
	}
}

/* Blanks of other widths: what begins or ends with one cannot be set in bold. */
static bool is_odd_blank(uint32_t code)
{
	return code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x202F ||
	       code == 0x205F;
}

/* One line, without what no text should hold, and without blanks around it. */
static struct str make_plain(struct arena *arena, struct str text)
{
	struct buf out;
	size_t len;

	buf_init(&out, arena);
	for (; text.len; text = str_from(text, len)) {
		uint32_t code = utf8_decode(text, &len);

		if (is_unfit(code))
			buf_text(&out, "\xEF\xBF\xBD");
		else if (utf8_is_control(code) || is_odd_blank(code))
			buf_char(&out, ' ');
		else
			buf_add(&out, str_head(text, len));
	}
	return str_trim_blanks(buf_str(&out));
}

/* Where a text that begins a line would begin a quotation or list or underline the line above; or
 * its length. */
static size_t block_mark(struct str text)
{
	size_t at = 0;

	while (at < text.len && at < 9 && text.at[at] >= '0' && text.at[at] <= '9')
		at++;
	if (str_starts(text, STR(">")))
		return 0;
	if (at == text.len || !strchr(at ? ".)" : "-+=", text.at[at]))
		return text.len;
	return at + 1 == text.len || strchr(" -+=", text.at[at + 1]) ? at : text.len;
}

void markup_markdown(struct buf *out, struct str text)
{
	struct str plain = make_plain(out->arena, text);
	size_t mark = block_mark(plain);

	for (size_t i = 0; i < plain.len; i++) {
		char c = plain.at[i];

		if (i == mark || strchr("\\`*_{}[]#|!~$", c))
			buf_char(out, '\\');
		if (c == '<')
			buf_text(out, "&lt;");
		else if (c == '&')
			buf_text(out, "&amp;");
		else
			buf_char(out, c);
	}
}

void markup_base64(struct buf *out, struct str bytes)
{
	size_t len = BASE64_ENCODE_RAW_LENGTH(bytes.len);

	base64_encode_raw(buf_reserve(out, len), bytes.len, (const uint8_t *)bytes.at);
	out->len += len;
	out->at[out->len] = '\0';
}
