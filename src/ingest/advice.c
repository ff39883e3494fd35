#include "ingest/advice.h"

#include "base/buf.h"
#include "base/file.h"
#include "ingest/labels.h"

#include <stdarg.h>
#include <stdio.h>

/* A section name from the file's name: letters and digits, others as one _. */
static struct str section_name(struct arena *arena, struct str base)
{
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; i < base.len && base.at[i] != '.'; i++) {
		char c = base.at[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 0x20);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9' && out.len))
			buf_char(&out, c);
		else if (out.len && out.at[out.len - 1] != '_')
			buf_char(&out, '_');
	}
	while (out.len && out.at[out.len - 1] == '_')
		out.len--;
	return out.len ? buf_str(&out) : STR("new");
}

struct str advice(
	struct arena *arena, const struct source *source, struct str path, const char *format, ...)
{
	struct str setting, base = file_base_name(path), name, match;
	char text[512];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	setting = (struct str){text, len < 0                      ? 0
				     : (size_t)len < sizeof(text) ? (size_t)len
								  : sizeof(text) - 1};
	if (source)
		return str_printf(arena, "add %.*s to source \"%.*s\"", STR_ARG(setting),
			STR_ARG(source->id));
	name = section_name(arena, base);
	match = labels_escape(arena, base);
	return str_printf(arena, "add %.*s to a section source %.*s { match = \"%.*s\" }",
		STR_ARG(setting), STR_ARG(name), STR_ARG(match));
}
