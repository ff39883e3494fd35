#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void buf_init(struct buf *buf, struct arena *arena)
{
	*buf = (struct buf){.arena = arena};
}

char *buf_reserve(struct buf *buf, size_t more)
{
	if (buf->len + more + 1 > buf->room)
		array_make_room(buf->arena, (void **)&buf->at, &buf->room, buf->len + more + 1, 1);
	return buf->at + buf->len;
}

void buf_add(struct buf *buf, struct str s)
{
	char *end = buf_reserve(buf, s.len);

	if (s.len)
		memcpy(end, s.at, s.len);
	buf->len += s.len;
	buf->at[buf->len] = '\0';
}

void buf_char(struct buf *buf, char c)
{
	buf_add(buf, (struct str){&c, 1});
}

void buf_text(struct buf *buf, const char *text)
{
	buf_add(buf, str_of(text));
}

void buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args, again;
	size_t room = buf->room - buf->len;
	int len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(room ? buf->at + buf->len : NULL, room, format, args);
	if (len >= 0 && (size_t)len >= room) { /* not all of it found room */
		buf_reserve(buf, (size_t)len);
		vsnprintf(buf->at + buf->len, (size_t)len + 1, format, again);
	}
	va_end(again);
	va_end(args);
	if (len >= 0)
		buf->len += (size_t)len;
}

struct str buf_str(const struct buf *buf)
{
	return (struct str){buf->at ? buf->at : "", buf->len};
}
