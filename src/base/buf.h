/** buf: text that is being written; always followed by a NUL. */
#ifndef TIDEMARK_BASE_BUF_H
#define TIDEMARK_BASE_BUF_H

#include "base/str.h"

struct buf {
	struct arena *arena;
	char *at;
	size_t len, room;
};

void buf_init(struct buf *buf, struct arena *arena);
void buf_add(struct buf *buf, struct str s);
void buf_char(struct buf *buf, char c);
void buf_text(struct buf *buf, const char *text);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** Room for `more` bytes at buf->at + buf->len; the caller then raises buf->len. */
char *buf_reserve(struct buf *buf, size_t more);

/** What has been written so far; valid until the next write. */
struct str buf_str(const struct buf *buf);

#endif
