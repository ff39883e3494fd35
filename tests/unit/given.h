/** given: what comes of a file, for tests of how files are understood. */
#ifndef TIDEMARK_TESTS_GIVEN_H
#define TIDEMARK_TESTS_GIVEN_H

#include "unit.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"
#include "ingest/ingest.h"

#include <unistd.h>

static struct arena arena;

static const char indicators[] =
	"indicator loans { title = \"贷款余额\" title_en = \"Loans\" unit = \"亿元\" kind = stock "
	"}\n"
	"indicator trade { title = \"进出口总额\" unit = \"亿元\" kind = ytd }\n"
	"indicator cargo { title = \"到发量\" kind = flow }\n"
	"indicator power { title = \"用电量\" kind = flow combined = jan-feb }\n"
	"indicator growth { title = \"同比增速\" unit = \"%\" kind = ratio }\n"
	"indicator firms { title = \"高企数\" unit = \"家\" kind = stock every = quarter }\n"
	"indicator gdp { title = \"GDP\" unit = \"亿元\" kind = flow every = quarter }\n"
	"indicator grain { title = \"粮食产量\" kind = flow every = year }\n"
	"indicator limit { title = \"整改数\" kind = stock every = once }\n"
	"indicator visits { title = \"Visits\" kind = flow every = week }\n"
	"indicator school { title = \"入学人数\" kind = stock every = year year_start = 9 }\n"
	"indicator built { title = \"建成数\" kind = cumulative }\n"
	"indicator cpi { title = \"CPI\" kind = ratio }\n";

static inline struct catalogue catalogue_with(const char *source)
{
	struct str path = str_printf(&arena, "/tmp/test_given.%ld.conf", (long)getpid());
	struct catalogue catalogue;
	struct diag diag;

	diag_init(&diag, &arena);
	assert_true(file_write(
		path, str_printf(&arena, "%s%s", indicators, source), false, STATUS_IO, &diag));
	if (!catalogue_read(&arena, path, &catalogue, &diag))
		fail_msg("%s", messages(&arena, &diag));
	unlink(path.at);
	return catalogue;
}

/* Figures as "ID[/AREA] PERIOD VALUE", one a line. */
static inline void put_figures(struct buf *out, const struct figures *figures)
{
	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->item[i];
		struct series_key key = figures->series.item[figure->series];

		buf_printf(out, "%.*s %.*s %.15g\n", STR_ARG(series_name(&arena, key)),
			STR_ARG(period_print(&arena, key.indicator->every, key.indicator->calendar,
				figure->period)),
			figure->value);
	}
}

/* The figures that are read from a file, and then all messages. */
static inline void gives(const char *source, const char *content, const char *expected)
{
	const struct ingest_options options = {.today = date_day(2024, 7, 10)};
	const struct catalogue catalogue = catalogue_with(source);
	struct ingest_result result;
	struct diag diag;
	struct buf out;
	bool read;

	diag_init(&diag, &arena);
	buf_init(&out, &arena);
	read = ingest_content(
		&arena, &catalogue, STR("t.csv"), str_of(content), &options, &result, &diag);
	assert_int_equal(read, diag.errors == 0);
	put_figures(&out, &result.load.figures);
	buf_text(&out, messages(&arena, &diag));
	assert_string_equal(buf_str(&out).at, expected);
}

#endif
