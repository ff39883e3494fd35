#include "store/packed.h"

#include <string.h>

static void put(struct buf *out, const void *bytes, size_t size)
{
	buf_add(out, (struct str){bytes, size});
}

static void take(struct str *rest, void *bytes, size_t size)
{
	if (size)
		memcpy(bytes, rest->at, size);
	*rest = str_from(*rest, size);
}

void packed_put_number(struct buf *out, int64_t number)
{
	put(out, &number, sizeof(number));
}

void packed_put_value(struct buf *out, double value)
{
	put(out, &value, sizeof(value));
}

void packed_put_values(struct buf *out, const double *values, size_t count)
{
	put(out, values, count * sizeof(*values));
}

void packed_put_text(struct buf *out, struct str text)
{
	packed_put_number(out, (int64_t)text.len);
	put(out, text.at, text.len);
}

int64_t packed_take_number(struct str *rest)
{
	int64_t number;

	take(rest, &number, sizeof(number));
	return number;
}

double packed_take_value(struct str *rest)
{
	double value;

	take(rest, &value, sizeof(value));
	return value;
}

void packed_take_values(struct str *rest, double *values, size_t count)
{
	take(rest, values, count * sizeof(*values));
}

struct str packed_take_text(struct str *rest)
{
	size_t len = (size_t)packed_take_number(rest);
	struct str text = str_head(*rest, len);

	*rest = str_from(*rest, len);
	return text;
}
