#include "text/line.h"

struct str line_rest(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.len && !line_is_end(text.at[end]))
		end++;
	return str_slice(text, at, end);
}

size_t line_count_ends(struct str text)
{
	size_t count = 0;

	for (size_t at = 0; at < text.len; count++) {
		at += line_rest(text, at).len;
		if (at == text.len)
			break;
		at = line_skip_end(text, at);
	}
	return count;
}
