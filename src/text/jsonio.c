#include "text/jsonio.h"

#include "base/utf8.h"
#include "text/decimal.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>

/* jansson refuses malformed UTF-8; a file name may hold any bytes. */
static struct str repair(struct arena *arena, struct str text)
{
	struct buf out;
	size_t len;

	if (utf8_check(text) == text.len)
		return text;
	buf_init(&out, arena);
	for (size_t at = 0; at < text.len; at += len) {
		if (utf8_decode(str_from(text, at), &len) == UTF8_BAD)
			buf_text(&out, "\xEF\xBF\xBD");
		else
			buf_add(&out, str_slice(text, at, at + len));
	}
	return buf_str(&out);
}

/* Nothing to escape or repair, as in nearly all texts; jansson takes long for each. */
static bool is_plain(struct str text)
{
	size_t i = 0;

	while (i < text.len && (unsigned char)text.at[i] >= ' ' && text.at[i] != '"' &&
		text.at[i] != '\\')
		i++;
	return i == text.len && utf8_check(text) == text.len;
}

void jsonio_string(struct buf *out, struct str text)
{
	struct str good;
	json_t *string;
	char *written;

	if (is_plain(text)) {
		buf_char(out, '"');
		buf_add(out, text);
		buf_char(out, '"');
		return;
	}
	good = repair(out->arena, text);
	string = json_stringn(good.at, good.len);
	written = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;
	buf_text(out, written ? written : "null");
	free(written);
	json_decref(string);
}

void jsonio_number(struct buf *out, double number)
{
	char text[32];

	if (isfinite(number))
		buf_add(out, (struct str){text, decimal_print(number, text)});
	else
		buf_text(out, "null");
}

/* Up to here a double is any whole number. */
#define LARGEST_WHOLE 9007199254740992.0

static struct str take_text(struct arena *arena, const json_t *string)
{
	return str_copy(arena, (struct str){json_string_value(string), json_string_length(string)});
}

static bool take_labels(struct arena *arena, json_t *object, struct jsonio_samples *samples)
{
	const char *name;
	json_t *value;

	if (!json_is_object(object))
		return false;
	json_object_foreach(object, name, value)
	{
		if (!json_is_string(value))
			return false;
		*array_add(arena, &samples->labels) = (struct jsonio_label){
			str_copy(arena, str_of(name)), take_text(arena, value)};
	}
	return true;
}

static bool take_values(json_t *list, struct jsonio_samples *samples)
{
	const json_t *value;
	size_t i;

	json_array_foreach(list, i, value)
	{
		if (!json_is_number(value) && !json_is_null(value))
			return false;
		samples->values[i] = json_is_null(value) ? (double)NAN : json_number_value(value);
	}
	return true;
}

static bool take_stamps(json_t *list, struct jsonio_samples *samples)
{
	const json_t *stamp;
	size_t i;

	json_array_foreach(list, i, stamp)
	{
		double number = json_number_value(stamp);

		if (!json_is_real(stamp) || fabs(number) > LARGEST_WHOLE || number != floor(number))
			return false;
		samples->stamps[i] = (int64_t)number;
	}
	return true;
}

static bool take_samples(struct arena *arena, json_t *root, struct jsonio_samples *samples)
{
	json_t *values = json_object_get(root, "values");
	json_t *stamps = json_object_get(root, "timestamps");

	if (!json_is_array(values) || !json_is_array(stamps) ||
		json_array_size(values) != json_array_size(stamps))
		return false;
	samples->count = json_array_size(values);
	samples->values = NEW_ARRAY(arena, samples->count, double);
	samples->stamps = NEW_ARRAY(arena, samples->count, int64_t);
	return take_labels(arena, json_object_get(root, "metric"), samples) &&
	       take_values(values, samples) && take_stamps(stamps, samples);
}

bool jsonio_read_samples(struct arena *arena, struct str text, struct jsonio_samples *samples)
{
	/* 1e29 may come as an integer with 30 digits */
	const size_t flags = JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL;
	json_t *root = json_loadb(text.len ? text.at : "", text.len, flags, NULL);
	bool good;

	*samples = (struct jsonio_samples){.count = 0};
	good = take_samples(arena, root, samples);
	json_decref(root);
	return good;
}
