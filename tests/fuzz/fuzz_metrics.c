/*
 * metrics: whatever VictoriaMetrics answers, figures are taken from it that were sent so, or it is
 * refused. The input is the answer; http.h is defined here, so that no server is asked.
 */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "catalogues.h"
#include "model/metric.h"
#include "store/http.h"
#include "store/remote_book.h"
#include "store/there.h"
#include "text/decimal.h"
#include "text/jsonio.h"

static struct str answer;

bool http_open(struct http *http, struct arena *arena, struct str token_file, int tries,
	int timeout, struct diag *diag)
{
	(void)arena, (void)token_file, (void)diag;
	*http = (struct http){.tries = tries, .timeout = timeout};
	return true;
}

void http_close(struct http *http)
{
	(void)http;
}

bool http_check_url(
	const struct http *http, struct arena *arena, struct str *url, struct diag *diag)
{
	(void)http, (void)arena, (void)url, (void)diag;
	return true;
}

bool http_post(struct http *http, struct arena *arena, struct str url, struct str content,
	struct str *got, struct diag *diag)
{
	(void)http, (void)url, (void)content, (void)diag;
	*got = str_copy(arena, answer);
	return true;
}

void http_put_value(struct http *http, struct buf *form, struct str text)
{
	(void)http;
	buf_add(form, text);
}

static bool read_book(struct fuzz *fuzz, const struct catalogue *catalogue, struct book *book)
{
	struct store store = {.arena = &fuzz->arena,
		.catalogue = catalogue,
		.remote = STR("http://localhost:8428"),
		.token = STR("")};
	size_t errors = fuzz->diag.errors;
	bool done = remote_book_read(&store, &fuzz->arena, NULL, true, book, &fuzz->diag);

	fuzz_told(&fuzz->diag, errors, done);
	return done;
}

static void check_series(const struct series *series)
{
	struct decimal decimal;
	char text[32];

	fuzz_must(series->count > 0 && !isnan(series->value[0]) &&
			  !isnan(series->value[series->count - 1]),
		"a series begins and ends with a figure");
	for (size_t i = 0; i < series->count; i++)
		fuzz_must(isnan(series->value[i]) ||
				  (decimal_parse((struct str){text,
							 decimal_print(series->value[i], text)},
					   &decimal) &&
					  decimal_storable(decimal)),
			"a figure can be stored");
}

/* The book as VictoriaMetrics would be sent it. */
static struct str lines_of(struct arena *arena, const struct book *book)
{
	struct buf out;

	buf_init(&out, arena);
	for (size_t i = 0; i < book->series.count; i++)
		metric_line(&book->series.item[i], book->series.item[i].first,
			series_last(&book->series.item[i]), &out);
	return buf_str(&out);
}

/* What a push finds there is what it would have sent. */
static void check_there(
	struct fuzz *fuzz, const struct catalogue *catalogue, const struct book *book)
{
	const struct comparing comparing = {15, 19000};
	struct remote_batch batch = {
		.catalogue = catalogue, .last = catalogue->indicators.count, .areas = true};
	struct there there = {.arena = &fuzz->arena};
	struct tally tally = {.spoilt = 0};
	struct remote remote;

	fuzz_must(remote_open(&remote, &fuzz->arena, STR("http://l"), STR(""), STR(""), 1, 1,
			  &fuzz->diag) &&
			  remote_read(&remote, &batch, there_take, &there, &fuzz->diag),
		"what would be sent can be read");
	fuzz_must(!there.foreign.count, "what would be sent is ours");
	for (size_t i = 0; i < book->series.count; i++)
		tally_series(&tally, &comparing, &book->series.item[i],
			there_find(&fuzz->arena, &there, book->series.item[i].key));
	for (int i = FIGURE_AHEAD; i < FINDINGS; i++)
		fuzz_must(!tally.count[i], "what would be sent is what is here");
	fuzz_must(!tally.spoilt, "what would be sent has one figure a period");
}

/* At most so many periods lie between the first and the last figure of each series: each of them
 * has a place in memory. */
static size_t count_places(struct fuzz *fuzz)
{
	const double earliest = 0, latest = 253402300799e3; /* 1970 to 9999, in milliseconds */
	double first = latest, last = earliest;
	struct jsonio_samples samples;
	struct str rest = answer, line;
	size_t lines = 0;

	while (str_cut(&rest, '\n', &line)) {
		if (!jsonio_read_samples(&fuzz->arena, line, &samples))
			continue;
		lines++;
		for (size_t i = 0; i < samples.count; i++) {
			double stamp = fmin(fmax((double)samples.stamps[i], earliest), latest);

			first = fmin(first, stamp);
			last = fmax(last, stamp);
		}
	}
	return first > last ? 0 : lines * (size_t)((last - first) / 864e5 + 1);
}

/* Anything goes there; it must be taken or refused, and compared. */
static void check_anything(struct fuzz *fuzz, const struct catalogue *catalogue)
{
	const struct comparing comparing = {12, 19000};
	struct remote_batch batch = {
		.catalogue = catalogue, .last = catalogue->indicators.count, .areas = true};
	struct there there = {.arena = &fuzz->arena};
	struct tally tally = {.spoilt = 0};
	size_t errors = fuzz->diag.errors;
	struct remote remote;

	remote_open(&remote, &fuzz->arena, STR("http://l"), STR(""), STR(""), 1, 1, &fuzz->diag);
	fuzz_told(
		&fuzz->diag, errors, remote_read(&remote, &batch, there_take, &there, &fuzz->diag));
	for (size_t i = 0; i < there.series.count; i++) {
		struct series series = layers_series(&there.series.item[i].layers);

		for (size_t k = 0; k < series.count; k++)
			fuzz_must(!isinf(series.value[k]), "no figure is infinite");
		tally_series(&tally, &comparing, NULL, &there.series.item[i]);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct catalogue *catalogue;
	struct book book, again;
	struct fuzz fuzz;
	struct str lines;
	bool done;

	fuzz_begin(&fuzz, data, size);
	catalogue = catalogue_of(fuzz_byte(&fuzz));
	answer = fuzz.rest;
	check_anything(&fuzz, catalogue);
	done = read_book(&fuzz, catalogue, &book);
	fuzz_memory(&fuzz, (1 << 15) + 8 * sizeof(double) * count_places(&fuzz), 256);
	if (done) {
		for (size_t i = 0; i < book.series.count; i++)
			check_series(&book.series.item[i]);
		answer = lines = lines_of(&fuzz.arena, &book);
		fuzz_must(read_book(&fuzz, catalogue, &again), "what was written can be read");
		fuzz_must(str_equal(lines, lines_of(&fuzz.arena, &again)),
			"what was written is read as it was");
		check_there(&fuzz, catalogue, &book);
	}
	fuzz_end(&fuzz);
	return 0;
}
