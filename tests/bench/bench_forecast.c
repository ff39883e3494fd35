/*
 * How good are forecasts and projections? On the monthly series of the M3 competition: the error of
 * forecasts, and how often targets that are on track in the year are met in the end.
 *
 *     make bench-forecast M3=m3_monthly.csv
 */
#include "m3.h"
#include "yardstick.h"

#include "analysis/forecast.h"
#include "analysis/verdict.h"
#include "analysis/year.h"

#include <time.h>

enum { HORIZON = 18, YEARS = 6, MONTHS = 12 };

static struct m3_series all[M3_MOST_SERIES];

/* Symmetric mean absolute percentage error, in the competition's way. */
static double smape(double actual, double forecast)
{
	return 200 * fabs(actual - forecast) / (fabs(actual) + fabs(forecast));
}

static void compare_forecasts(size_t series)
{
	double yardstick = 0, ours = 0, room[2 * M3_MOST_FIGURES], reference[HORIZON];
	struct forecast forecast[HORIZON];
	size_t count = 0;
	clock_t taken = 0;

	for (size_t i = 0; i < series; i++) {
		struct forecast_run run = {
			.figure = all[i].figure, .count = all[i].known, .year = MONTHS};
		struct forecaster forecaster;
		struct arena arena;
		clock_t begin;

		arena_init(&arena, NULL);
		forecaster_init(&forecaster, &arena);
		yardstick_forecast(&forecaster.smoothing, run.figure, run.count, MONTHS, HORIZON,
			room, reference);
		begin = clock();
		forecast_make(&forecaster, &run, HORIZON, forecast, NULL);
		taken += clock() - begin;
		arena_free(&arena);
		for (size_t h = 0; h < all[i].later && h < HORIZON; h++, count++) {
			yardstick += smape(all[i].figure[run.count + h], reference[h]);
			ours += smape(all[i].figure[run.count + h], forecast[h].mean);
		}
	}
	printf("sMAPE of %zu forecasts of %zu series\n", count, series);
	printf("  Theta alone     %.3f\n", yardstick / (double)count);
	printf("  mean of three   %.3f   (%.0f µs a series)\n\n", ours / (double)count,
		1e6 * (double)taken / CLOCKS_PER_SEC / (double)series);
}

/* What became of the targets that were said to be on track, at risk or off track. */
struct outcome {
	size_t said[VERDICT_COUNT], met[VERDICT_COUNT];
	double chance, squares; /* sums: of chances, of (outcome − chance)² */
	size_t count, inside, intervals;
};

struct year {
	const struct m3_series *series;
	size_t begin; /* place of its January */
	double total, before;
};

static double sum_of(const double *x, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += x[i];
	return sum;
}

/* The last full year; false if it and those before it are fewer than six. */
static int find_year(const struct m3_series *series, struct year *year)
{
	size_t first = (MONTHS - (size_t)(series->start % MONTHS)) % MONTHS;
	size_t years = (series->known + series->later - first) / MONTHS;

	if (years < YEARS)
		return 0;
	year->series = series;
	year->begin = first + (years - 1) * MONTHS;
	year->total = sum_of(series->figure + year->begin, MONTHS);
	year->before = sum_of(series->figure + year->begin - MONTHS, MONTHS);
	return 1;
}

static void count_verdict(
	const struct year *year, const struct verdict *verdict, struct outcome *outcome)
{
	int met = year->total >= verdict->goal;

	if (verdict->reason != REASON_PACE)
		return; /* met already */
	outcome->said[verdict->status]++;
	outcome->met[verdict->status] += (size_t)met;
	outcome->chance += verdict->chance;
	outcome->squares += (met - verdict->chance) * (met - verdict->chance);
	outcome->count++;
}

static void judge_year(const struct year *year, size_t months, struct outcome *outcome)
{
	static const double asked[] = {0.95, 0.975, 1, 1.05, 1.10};
	struct catalogue catalogue = {.calendar = {.year_start = 1}};
	struct book book = {.catalogue = &catalogue};
	struct indicator indicator = {.id = STR("x"),
		.kind = KIND_FLOW,
		.every = EVERY_MONTH,
		.calendar = catalogue.calendar,
		.lag = 25};
	struct verdicts verdicts = {0};
	struct arena arena;
	struct series *series;
	int first = year->series->start + (int)year->begin, last = first + (int)months - 1;

	arena_init(&arena, NULL);
	*array_add(&arena, &catalogue.indicators) = &indicator;
	series = array_add(&arena, &book.series);
	series->key.indicator = &indicator;
	series->first = year->series->start;
	series->count = year->begin + months;
	series->value = arena_copy(&arena, year->series->figure, series->count * sizeof(double));
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
		*array_add(&arena, &indicator.targets) = (struct target){.measure = MEASURE_TOTAL,
			.op = TARGET_GE,
			.bound = asked[i] * year->before,
			.when = TARGET_IN,
			.year = year_of(&indicator, first),
			.lag = -1};
	book_index(&arena, &book);
	verdict_judge(&arena, &book, &indicator,
		period_last_day(EVERY_MONTH, indicator.calendar, last), &verdicts);
	for (size_t i = 0; i < verdicts.count; i++)
		count_verdict(year, &verdicts.item[i], outcome);
	outcome->intervals++;
	outcome->inside +=
		year->total >= verdicts.item[0].low && year->total <= verdicts.item[0].high;
	arena_free(&arena);
}

static void say_share(const struct outcome *outcome, enum verdict_status status)
{
	printf("  %5.1f %% of %4zu",
		100.0 * (double)outcome->met[status] / (double)outcome->said[status],
		outcome->said[status]);
}

static void judge_targets(size_t series)
{
	static const size_t months[] = {2, 3, 6, 9};

	printf("targets of a year that were met in the end\n"
	       "  month   on-track         at-risk          off-track        Brier score   80 %% "
	       "interval holds\n");
	for (size_t m = 0; m < 4; m++) {
		struct outcome outcome = {0};
		struct year year;

		for (size_t i = 0; i < series; i++)
			if (find_year(&all[i], &year))
				judge_year(&year, months[m], &outcome);
		printf("  %3zu  ", months[m]);
		say_share(&outcome, VERDICT_ON_TRACK);
		say_share(&outcome, VERDICT_AT_RISK);
		say_share(&outcome, VERDICT_OFF_TRACK);
		printf("   %.4f        %.1f %% of %zu\n", outcome.squares / (double)outcome.count,
			100.0 * (double)outcome.inside / (double)outcome.intervals,
			outcome.intervals);
	}
}

int main(int argc, char **argv)
{
	size_t series;

	if (argc != 2) {
		fprintf(stderr, "usage: bench_forecast M3_MONTHLY.csv\n");
		return 64;
	}
	series = m3_read(argv[1], all);
	compare_forecasts(series);
	judge_targets(series);
	return 0;
}
