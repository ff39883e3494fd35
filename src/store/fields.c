#include "store/fields.h"

#include "base/buf.h"

#include <string.h>

struct str field_quoted(struct arena *arena, struct str s)
{
	struct buf out;
	bool plain = true;

	for (size_t i = 0; i < s.len; i++)
		plain = plain && !strchr(",\"\r\n", s.at[i]);
	if (plain)
		return s;
	buf_init(&out, arena);
	buf_char(&out, '"');
	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == '"')
			buf_char(&out, '"');
		buf_char(&out, s.at[i]);
	}
	buf_char(&out, '"');
	return buf_str(&out);
}

static struct str unquote(struct arena *arena, struct str s)
{
	char *text = arena_alloc(arena, 1, s.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < s.len; i++) {
		text[len++] = s.at[i];
		if (s.at[i] == '"')
			i++; /* the second of a pair */
	}
	return (struct str){text, len};
}

bool field_take(struct arena *arena, struct str *rest, char delimiter, struct str *field)
{
	bool is_quoted = rest->len && rest->at[0] == '"';
	size_t start = is_quoted, end = start;

	if (is_quoted) {
		while (end < rest->len &&
			(rest->at[end] != '"' || (end + 1 < rest->len && rest->at[end + 1] == '"')))
			end += rest->at[end] == '"' ? 2 : 1;
		*field = unquote(arena, str_slice(*rest, start, end));
		end++;
	} else {
		while (end < rest->len && rest->at[end] != ',' && rest->at[end] != '\n')
			end++;
		*field = str_head(*rest, end);
	}
	if (end >= rest->len || rest->at[end] != delimiter)
		return false;
	*rest = str_from(*rest, end + 1);
	return true;
}

bool field_number(struct str text, int *number)
{
	*number = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] < '0' || text.at[i] > '9' || i == 9)
			return false;
		*number = *number * 10 + (text.at[i] - '0');
	}
	return text.len > 0;
}
