#include "model/figure.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <string.h>

static bool is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

struct str area_key(struct arena *arena, struct str label)
{
	bool blank = false;
	struct buf out;
	size_t len;

	buf_init(&out, arena);
	label = str_trim(label);
	for (size_t at = 0; at < label.len; at += len) {
		uint32_t code = utf8_fold_width(utf8_decode(str_from(label, at), &len));
		char text[4];

		if (code == ' ' || code == 0xA0 || is_control(code)) {
			blank = true;
			continue;
		}
		if (blank && out.len)
			buf_char(&out, ' ');
		blank = false;
		buf_add(&out, (struct str){text, utf8_encode(code, text)});
	}
	return str_trim(buf_str(&out)); /* control characters may have hidden its ends */
}

struct str series_name(struct arena *arena, struct series_key key)
{
	struct str id = key.indicator->id;
	char *name;

	if (!key.area.len)
		return id;
	name = arena_alloc(arena, 1, id.len + key.area.len + 2);
	memcpy(name, id.at, id.len);
	name[id.len] = '/';
	memcpy(name + id.len + 1, key.area.at, key.area.len);
	return (struct str){name, id.len + 1 + key.area.len};
}
