#include "store/rrd_image.h"

#include "store/exact.h"
#include "text/decimal.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* Without the macro the header refuses to be included, since its types may change with a release
 * (which rrd_image_template would notice); without the types <rrd.h>, which it includes, cannot be
 * read. */
#define RRD_EXPORT_DEPRECATED
typedef struct rrd_t rrd_t;
typedef struct rra_def_t rra_def_t;
#include <rrd_format.h>

struct header {
	struct stat_head_t stat;
	struct ds_def_t ds;
	struct rra_def_t rra;
	struct live_head_t live; /* from here on, updates change it */
	struct pdp_prep_t pdp;
	struct cdp_prep_t cdp;
	struct rra_ptr_t pointer;
};

enum { FIXED = offsetof(struct header, live) };

size_t rrd_image_header_size(void)
{
	return sizeof(struct header);
}

static uint64_t file_size(size_t rows)
{
	return sizeof(struct header) + (uint64_t)rows * sizeof(rrd_value_t);
}

static double row_at(struct str file, size_t row)
{
	double value;

	memcpy(&value, file.at + sizeof(struct header) + row * sizeof(value), sizeof(value));
	return value;
}

bool rrd_image_template(struct rrd_template *template, unsigned long step, size_t rows,
	int64_t last_update, struct str file)
{
	struct header h;

	if (file.len != file_size(rows) || !rows)
		return false;
	memcpy(&h, file.at, sizeof(h));
	*template = (struct rrd_template){step, rows, str_head(file, sizeof(h)), row_at(file, 0)};
	return memcmp(h.stat.cookie, RRD_COOKIE, sizeof(RRD_COOKIE)) == 0 &&
	       h.stat.float_cookie == FLOAT_COOKIE && h.stat.ds_cnt == 1 && h.stat.rra_cnt == 1 &&
	       h.stat.pdp_step == step && strcmp(h.ds.ds_nam, "value") == 0 &&
	       strcmp(h.ds.dst, "GAUGE") == 0 && strcmp(h.rra.cf_nam, "AVERAGE") == 0 &&
	       h.rra.row_cnt == rows && h.rra.pdp_cnt == 1 && h.live.last_up == last_update &&
	       h.live.last_up_usec == 0 && strcmp(h.pdp.last_ds, "U") == 0 &&
	       h.pointer.cur_row < rows && isnan(template->unknown);
}

/* librrd reads digits as a whole number, then scales it by 10, 10^2, 10^4, … as the exponent's bits
 * say, rounding each time. */
static double read_number(struct decimal decimal)
{
	double number = (double)decimal.digits, power = 10;
	unsigned bits = (unsigned)(decimal.exponent < 0 ? -decimal.exponent : decimal.exponent);

	for (; bits; bits >>= 1, power *= power)
		if (bits & 1)
			number = decimal.exponent < 0 ? number / power : number * power;
	return decimal.negative ? -number : number;
}

/* librrd turns a figure into figure · seconds, takes the share of the interval that lies in the
 * step (all of it here), and divides by the seconds again. */
double rrd_image_kept(double value, unsigned long step)
{
	double seconds = (double)step;
	struct decimal decimal;
	char text[32];
	size_t len;

	if (isnan(value))
		return value;
	len = exact_print(value, text);
	decimal_parse((struct str){text, len}, &decimal);
	return read_number(decimal) * seconds / seconds * seconds / seconds;
}

/* What an update leaves behind; `kept` is what became of `value`. */
static void set_last(struct header *h, int64_t update, size_t row, double value, double kept)
{
	char text[32];
	size_t len = exact_print(value, text);

	h->live.last_up = (time_t)update;
	memset(h->pdp.last_ds, 0, sizeof(h->pdp.last_ds));
	memcpy(h->pdp.last_ds, text, len);
	h->pdp.scratch[PDP_unkn_sec_cnt].u_cnt = 0;
	h->pdp.scratch[PDP_val].u_val = value < 0 ? -0.0 : 0.0;
	h->cdp.scratch[CDP_primary_val].u_val = kept;
	h->pointer.cur_row = row;
}

struct str rrd_image_make(struct arena *arena, const struct rrd_template *template, int first,
	const double *value, size_t count)
{
	size_t size = (size_t)file_size(template->rows);
	char *file = arena_alloc(arena, 1, size);
	double *row = NEW_ARRAY(arena, template->rows, double);
	struct header h;

	memcpy(&h, template->header.at, sizeof(h));
	set_last(&h, ((int64_t)first + (int64_t)count) * (int64_t) template->step, count - 1,
		value[count - 1], rrd_image_kept(value[count - 1], template->step));
	for (size_t i = 0; i < template->rows; i++)
		row[i] = i < count && !isnan(value[i]) ? rrd_image_kept(value[i], template->step)
						       : template->unknown;
	memcpy(file, &h, sizeof(h));
	memcpy(file + sizeof(h), row, size - sizeof(h));
	return (struct str){file, size};
}

const char *rrd_image_check(const struct rrd_template *template, struct str header, uint64_t size,
	struct rrd_last *last)
{
	struct header h;

	if (header.len < sizeof(h))
		return "shorter than a header";
	memcpy(&h, header.at, sizeof(h));
	if (memcmp(&h, template->header.at, FIXED) != 0)
		return "not the header of such a database";
	if (size != file_size(template->rows))
		return "not as long as its header says";
	if (h.live.last_up <= 0 || h.live.last_up_usec != 0 ||
		h.live.last_up % (time_t) template->step != 0 ||
		h.live.last_up / (time_t) template->step > INT_MAX)
		return "last updated at a time that ends no period";
	if (h.pointer.cur_row >= template->rows)
		return "the row pointer is beyond the last row";
	last->period = (int)(h.live.last_up / (time_t) template->step - 1);
	last->row = h.pointer.cur_row;
	return NULL;
}

bool rrd_image_follows(const struct rrd_template *template, struct str header, double last_row)
{
	struct header found, expected;

	if (isnan(last_row))
		return false;
	memcpy(&found, header.at, sizeof(found));
	memcpy(&expected, template->header.at, sizeof(expected));
	set_last(&expected, found.live.last_up, found.pointer.cur_row, last_row, last_row);
	return memcmp(&found, &expected, sizeof(found)) == 0;
}
