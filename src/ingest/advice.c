#include "ingest/advice.h"

#include "base/buf.h"
#include "base/file.h"
#include "ingest/labels.h"

#include <stdarg.h>
#include <string.h>

struct str advice_section(struct arena *arena, struct str path)
{
	struct str base = file_base_name(path);
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

/* The name as a pattern that fits nothing else. */
static struct str pattern(struct arena *arena, struct str name)
{
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; i < name.len; i++) {
		if (strchr("*?[\\", name.at[i]))
			buf_char(&out, '\\');
		buf_char(&out, name.at[i]);
	}
	return labels_escape(arena, buf_str(&out));
}

struct str advice_match(struct arena *arena, struct str path)
{
	return str_printf(arena, "match = \"%.*s\"", STR_ARG(pattern(arena, file_base_name(path))));
}

struct str advice(
	struct arena *arena, const struct source *source, struct str path, const char *format, ...)
{
	struct str setting;
	va_list args;

	va_start(args, format);
	setting = str_vprintf(arena, format, args);
	va_end(args);
	if (source)
		return str_printf(arena, "add %.*s to source \"%.*s\"", STR_ARG(setting),
			STR_ARG(source->id));
	return str_printf(arena, "add %.*s to a section source %.*s { %.*s }", STR_ARG(setting),
		STR_ARG(advice_section(arena, path)), STR_ARG(advice_match(arena, path)));
}
