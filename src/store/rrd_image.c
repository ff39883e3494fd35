#include "store/rrd_image.h"

#include "store/exact.h"
#include "text/decimal.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* Without the macro the header refuses to be included, since its types may change with a release
 * (which rrd_image_template notices); without the types <rrd.h>, which it includes, cannot be
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

/* What librrd's create writes, but for the row it begins with. */
static void make_empty(
	struct header *h, unsigned long step, size_t rows, double unknown, int64_t update)
{
	memset(h, 0, sizeof(*h));
	memcpy(h->stat.cookie, RRD_COOKIE, sizeof(RRD_COOKIE));
	memcpy(h->stat.version, RRD_VERSION3, sizeof(RRD_VERSION3));
	h->stat.float_cookie = FLOAT_COOKIE;
	h->stat.ds_cnt = h->stat.rra_cnt = 1;
	h->stat.pdp_step = step;
	memcpy(h->ds.ds_nam, "value", sizeof("value"));
	memcpy(h->ds.dst, "GAUGE", sizeof("GAUGE"));
	h->ds.par[DS_mrhb_cnt].u_cnt = step;
	h->ds.par[DS_min_val].u_val = h->ds.par[DS_max_val].u_val = unknown;
	memcpy(h->rra.cf_nam, "AVERAGE", sizeof("AVERAGE"));
	h->rra.row_cnt = rows;
	h->rra.pdp_cnt = 1;
	h->live.last_up = (time_t)update;
	memcpy(h->pdp.last_ds, "U", sizeof("U"));
	h->pdp.scratch[PDP_val].u_val = h->cdp.scratch[CDP_val].u_val = unknown;
}

bool rrd_image_template(struct rrd_template *template, unsigned long step, size_t rows,
	int64_t last_update, struct str file)
{
	struct header found, expected;

	if (file.len != file_size(rows) || !rows)
		return false;
	memcpy(&found, file.at, sizeof(found));
	*template = (struct rrd_template){step, rows, row_at(file, 0)};
	make_empty(&expected, step, rows, template->unknown, last_update);
	expected.pointer.cur_row = found.pointer.cur_row; /* librrd draws it by lot */
	return isnan(template->unknown) && found.pointer.cur_row < rows &&
	       memcmp(&found, &expected, sizeof(found)) == 0;
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

/* Of a whole number the zeros at its end may stay: multiplied by their power it is exact. */
static struct decimal decimal_of(double value)
{
	struct decimal decimal;
	struct exact exact;
	char text[32];

	if (exact_find(value, &exact))
		return (struct decimal){
			.negative = value < 0, .digits = exact.digits, .exponent = -exact.places};
	decimal_parse((struct str){text, exact_print(value, text)}, &decimal);
	return decimal;
}

/* librrd turns a figure into figure · seconds, takes the share of the interval that lies in the
 * step (all of it here), and divides by the seconds again. */
double rrd_image_kept(double value, unsigned long step)
{
	double seconds = (double)step;

	return read_number(decimal_of(value)) * seconds / seconds * seconds / seconds;
}

static double stored(const struct rrd_template *template, double value)
{
	return isnan(value) ? template->unknown : rrd_image_kept(value, template->step);
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

static void put_header(
	char *file, const struct rrd_template *template, int first, size_t count, double last)
{
	struct header h;

	make_empty(&h, template->step, template->rows, template->unknown, 0);
	set_last(&h, ((int64_t)first + (int64_t)count) * (int64_t) template->step, count - 1, last,
		stored(template, last));
	memcpy(file, &h, sizeof(h));
}

static void put_rows(
	char *rows, const struct rrd_template *template, const double *value, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		double row = stored(template, value[i]);

		memcpy(rows + i * sizeof(row), &row, sizeof(row));
	}
}

struct str rrd_image_header(struct arena *arena, const struct rrd_template *template, int first,
	size_t count, double last)
{
	char *header = arena_alloc(arena, 1, sizeof(struct header));

	put_header(header, template, first, count, last);
	return (struct str){header, sizeof(struct header)};
}

struct str rrd_image_rows(
	struct arena *arena, const struct rrd_template *template, const double *value, size_t count)
{
	char *rows = arena_alloc(arena, count, sizeof(rrd_value_t));

	put_rows(rows, template, value, count);
	return (struct str){rows, count * sizeof(rrd_value_t)};
}

struct str rrd_image_make(struct arena *arena, const struct rrd_template *template, int first,
	const double *value, size_t count)
{
	size_t size = (size_t)file_size(template->rows);
	char *file = arena_alloc(arena, 1, size), *rows = file + sizeof(struct header);

	put_header(file, template, first, count, value[count - 1]);
	put_rows(rows, template, value, count);
	for (size_t i = count; i < template->rows; i++)
		memcpy(rows + i * sizeof(rrd_value_t), &template->unknown, sizeof(rrd_value_t));
	return (struct str){file, size};
}

size_t rrd_image_used(size_t count)
{
	return (size_t)file_size(count);
}

/* Which NaN librrd writes depends on the processor. */
bool rrd_image_made_after(
	struct str file, unsigned long step, size_t rows, struct rrd_template *template)
{
	struct header found, expected;

	if (file.len < sizeof(found))
		return false;
	memcpy(&found, file.at, sizeof(found));
	*template = (struct rrd_template){step, rows, found.ds.par[DS_min_val].u_val};
	make_empty(&expected, step, rows, template->unknown, 0);
	return isnan(template->unknown) && memcmp(&found, &expected, FIXED) == 0;
}

/* What the header alone tells. */
static const char *check_header(
	const struct rrd_template *template, const struct header *h, size_t size)
{
	if (size != file_size(template->rows))
		return "not as long as its header says";
	if (h->live.last_up <= 0 || h->live.last_up_usec != 0 ||
		h->live.last_up % (time_t) template->step != 0 ||
		h->live.last_up / (time_t) template->step > INT_MAX)
		return "last updated at a time that ends no period";
	if (h->pointer.cur_row >= template->rows)
		return "the row pointer is beyond the last row";
	return NULL;
}

/* Does the changing part of the header follow from the value of the last row? */
static bool follows(const struct rrd_template *template, const struct header *h, double last_row)
{
	struct header expected;

	if (isnan(last_row))
		return false;
	make_empty(&expected, template->step, template->rows, template->unknown, 0);
	set_last(&expected, h->live.last_up, h->pointer.cur_row, last_row, last_row);
	return memcmp(h, &expected, sizeof(expected)) == 0;
}

/* Files are made large enough never to go round: the first figure is in row 0. */
static bool is_where_it_belongs(const struct rrd_template *template, struct str file, size_t count)
{
	for (size_t i = count; i < template->rows; i++)
		if (!isnan(row_at(file, i)))
			return false;
	return !isnan(row_at(file, 0));
}

const char *rrd_image_read(
	unsigned long step, size_t rows, struct str file, int *first, size_t *count, double *value)
{
	struct rrd_template template;
	const char *damage;
	struct header h;
	size_t used;

	*count = 0;
	if (file.len < sizeof(h))
		return "shorter than a header";
	if (!rrd_image_made_after(file, step, rows, &template))
		return "not the header of such a database";
	memcpy(&h, file.at, sizeof(h));
	damage = check_header(&template, &h, file.len);
	if (damage)
		return damage;
	used = h.pointer.cur_row + 1;
	if (!follows(&template, &h, row_at(file, used - 1)))
		return "its last row and its header do not belong together";
	if (!is_where_it_belongs(&template, file, used))
		return "its rows do not end where its header says";
	for (size_t i = 0; i < used; i++) {
		value[i] = row_at(file, i);
		if (!isnan(value[i]) && !exact_is_figure(value[i]))
			return "a row holds what was never a figure";
		value[i] = exact_round(value[i]);
	}
	*first = (int)(h.live.last_up / (time_t)step - (int64_t)used);
	*count = used;
	return NULL;
}
