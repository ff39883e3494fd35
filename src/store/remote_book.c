#include "store/remote_book.h"

#include "base/names.h"
#include "store/archive.h"
#include "store/exact.h"
#include "store/layers.h"
#include "store/remote.h"
#include "text/decimal.h"
#include "text/unit.h"

#include <math.h>

enum { TRIES = 3, TIMEOUT = 300 };
enum { FEW = 16, MOST = 1024, SMALL = 1 << 22, LARGE = 1 << 26 }; /* indicators; bytes */

struct reading {
	struct arena *arena; /* of the layers */
	struct str url;
	struct names names;
	struct {
		ARRAY(struct layers);
	} series; /* by number of the name */
};

static bool check_labels(const struct remote_series *there, int *power, struct diag *diag)
{
	const struct indicator *it = there->indicator;

	if (!str_is(there->every, every_name(it->every)))
		return diag_error(diag, STATUS_CATALOGUE, it->place,
			"\"%.*s\" has every = %s here, but \"%.*s\" in VictoriaMetrics; make the "
			"catalogues alike and push again",
			STR_ARG(it->id), every_name(it->every),
			STR_ARG(diag_quote(diag->arena, there->every)));
	return unit_power(there->unit, it->unit, power) ||
	       diag_error(diag, STATUS_CATALOGUE, it->place,
		       "unit \"%.*s\" of \"%.*s\" differs from \"%.*s\", which it has in "
		       "VictoriaMetrics, by more than a scale; make the catalogues alike and push "
		       "again",
		       STR_ARG(it->unit), STR_ARG(it->id),
		       STR_ARG(diag_quote(diag->arena, there->unit)));
}

static double scaled(double value, int power)
{
	struct decimal decimal;
	char text[32] = "";

	value = exact_round(value);
	if (!power || !decimal_parse((struct str){text, exact_print(value, text)}, &decimal))
		return value;
	return decimal_value(decimal_scale(decimal, power));
}

static struct layers *find_layers(struct reading *r, const struct remote_series *there)
{
	struct series_key key = {there->indicator, str_copy(r->arena, there->area)};
	size_t number = names_add(r->arena, &r->names, series_name(r->arena, key));

	if (number == r->series.count)
		array_add(r->arena, &r->series)->key = key;
	return &r->series.item[number];
}

static bool is_bad(
	const struct reading *r, const struct layers *layers, const char *what, struct diag *diag)
{
	return diag_error(diag, STATUS_IO, PLACE_FILE(r->url),
		"\"%.*s\" %s; tidemark push --all puts it right",
		STR_ARG(series_name(diag->arena, layers->key)), what);
}

static bool take_series(void *context, const struct remote_series *there, struct diag *diag)
{
	struct reading *r = context;
	struct layers *layers;
	int power, period;

	if (!check_labels(there, &power, diag))
		return false;
	layers = find_layers(r, there);
	for (size_t i = 0; i < there->count; i++) {
		double value = scaled(there->value[i], power), known;

		if (isnan(value))
			continue;
		if (!metric_period(there->indicator, there->stamps[i], &period) ||
			!archive_holds(there->indicator->every, period))
			return is_bad(
				r, layers, "has figures at times when no period begins", diag);
		if (!exact_is_figure(value))
			return is_bad(r, layers, "has figures out of range (1e-30 to 1e30)", diag);
		known = layers_at(layers, period);
		if (!isnan(known) && known != value)
			return is_bad(r, layers, "has two figures for a period", diag);
		layers_put(r->arena, layers, period, value);
	}
	return true;
}

/* As many indicators at a time as make answers of a handy size. */
static bool read_batches(
	struct reading *r, struct remote *remote, struct remote_batch *batch, struct diag *diag)
{
	size_t count = batch->catalogue->indicators.count, step = FEW;

	for (; batch->first < count; batch->first = batch->last) {
		batch->last = count - batch->first > step ? batch->first + step : count;
		if (!remote_read(remote, batch, take_series, r, diag))
			return false;
		if (remote->answered < SMALL && step < MOST)
			step *= 2;
		else if (remote->answered > LARGE && step > 1)
			step /= 2;
	}
	return true;
}

bool remote_book_read(struct store *store, struct arena *arena, const bool *wanted, bool areas,
	struct book *book, struct diag *diag)
{
	struct remote_batch batch = {
		.catalogue = store->catalogue, .wanted = wanted, .areas = areas};
	struct reading reading = {.url = store->remote};
	struct arena scratch;
	struct remote remote;
	bool done;

	*book = (struct book){.catalogue = store->catalogue};
	arena_init(&scratch, arena);
	reading.arena = &scratch;
	done = remote_open(
		&remote, &scratch, store->remote, STR(""), store->token, TRIES, TIMEOUT, diag);
	if (done) {
		done = read_batches(&reading, &remote, &batch, diag);
		remote_close(&remote);
	}
	if (done)
		layers_book(arena, reading.series.item, reading.series.count, book);
	arena_free(&scratch);
	return done;
}
