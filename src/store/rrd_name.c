#include "store/rrd_name.h"

#include "base/buf.h"

#include <stdio.h>

static const struct str ending = {".rrd", 4};

static struct str area_file(struct arena *arena, struct str area)
{
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; i < area.len; i++) {
		char c = area.at[i];

		if (c == '/' || c == '%' || (c == '.' && i == 0))
			buf_printf(&out, "%%%02X", (unsigned)c);
		else
			buf_char(&out, c);
	}
	buf_add(&out, ending);
	return buf_str(&out);
}

struct str rrd_name(struct arena *arena, struct series_key key)
{
	struct str id = key.indicator->id;

	if (!key.area.len)
		return str_printf(arena, "rrd/%.*s.rrd", STR_ARG(id));
	return str_printf(arena, "rrd/%.*s/%.*s", STR_ARG(id), STR_ARG(area_file(arena, key.area)));
}

bool rrd_name_check(struct arena *scratch, struct series_key key, struct diag *diag)
{
	size_t len = area_file(scratch, key.area).len;

	if (len <= RRD_NAME_LONGEST)
		return true;
	return diag_error(diag, STATUS_DATA, NO_PLACE,
		"area \"%.*s\" of \"%.*s\" makes a file name of %zu bytes, at most %d are "
		"possible; "
		"shorten the label",
		STR_ARG(diag_quote(scratch, key.area)), STR_ARG(key.indicator->id), len,
		RRD_NAME_LONGEST);
}

static int hex(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool rrd_name_area(struct arena *arena, struct str name, struct str *area)
{
	struct str rest = str_head(name, name.len - (str_ends(name, ending) ? ending.len : 0));
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; i < rest.len; i++) {
		int high = i + 2 < rest.len ? hex(rest.at[i + 1]) : -1;
		int low = i + 2 < rest.len ? hex(rest.at[i + 2]) : -1;

		if (rest.at[i] == '%' && high >= 0 && low >= 0) {
			buf_char(&out, (char)(high * 16 + low));
			i += 2;
		} else {
			buf_char(&out, rest.at[i]);
		}
	}
	*area = buf_str(&out);
	return area->len && str_equal(area_file(arena, *area), name);
}
