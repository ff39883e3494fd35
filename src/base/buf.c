#include "base/buf.h"

#include "base/pieces.h"

#include <stdio.h>
#include <string.h>

void buf_init(struct buf *buf, struct arena *arena)
{
	*buf = (struct buf){.arena = arena};
}

char *buf_reserve(struct buf *buf, size_t more)
{
	if (buf->len + more + 1 > buf->room) {
		array_make_room(buf->arena, (void **)&buf->at, &buf->room, buf->len + more + 1, 1);
		buf->at[buf->len] = '\0';
	}
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
	struct pieces pieces;
	va_list args;
	int len;

	va_start(args, format);
	if (pieces_of(&pieces, format, args)) {
		pieces_put(&pieces, buf_reserve(buf, pieces.len));
		buf->len += pieces.len;
		va_end(args);
		return;
	}
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0)
		return;
	buf_reserve(buf, (size_t)len);
	va_start(args, format);
	vsnprintf(buf->at + buf->len, (size_t)len + 1, format, args);
	va_end(args);
	buf->len += (size_t)len;
}

struct str buf_str(const struct buf *buf)
{
	return (struct str){buf->at ? buf->at : "", buf->len};
}
