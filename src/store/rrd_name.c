#include "store/rrd_name.h"

#include <string.h>

static const struct str ending = {".rrd", 4};

static bool is_encoded(struct str area, size_t i)
{
	return area.at[i] == '/' || area.at[i] == '%' || (area.at[i] == '.' && i == 0);
}

/* Thousands of files are opened after another: one piece of memory is enough for any name. */
static struct str area_file(struct arena *arena, struct str area)
{
	static const char digits[] = "0123456789ABCDEF";
	char *name = arena_alloc(arena, 1, 3 * area.len + ending.len + 1), *end = name;

	for (size_t i = 0; i < area.len; i++) {
		unsigned char c = (unsigned char)area.at[i];

		if (!is_encoded(area, i)) {
			*end++ = (char)c;
			continue;
		}
		*end++ = '%';
		*end++ = digits[c >> 4];
		*end++ = digits[c & 15];
	}
	memcpy(end, ending.at, ending.len + 1);
	return (struct str){name, (size_t)(end - name) + ending.len};
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
	char *text = arena_alloc(arena, 1, rest.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < rest.len; i++) {
		int high = i + 2 < rest.len ? hex(rest.at[i + 1]) : -1;
		int low = i + 2 < rest.len ? hex(rest.at[i + 2]) : -1;

		text[len] = rest.at[i];
		if (rest.at[i] == '%' && high >= 0 && low >= 0) {
			text[len] = (char)(high * 16 + low);
			i += 2;
		}
		len++;
	}
	*area = (struct str){text, len};
	return area->len && str_equal(area_file(arena, *area), name);
}
