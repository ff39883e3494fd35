#include "analysis/pace.h"

#include "analysis/points.h"
#include "analysis/student.h"
#include "analysis/year.h"

#include <math.h>

enum { MONTHS_KNOWN = 11 };

static const double LEAST_ERROR = 0.002;

/* Forecasts are a little too sure of what sets this year apart. Fitted on every second series of
 * the M3 competition, tested on the others. */
static const double TRUST = 0.85;

/* What was used to project. */
enum basis { BASIS_LINEAR, BASIS_ONE_YEAR, BASIS_YEARS, BASIS_MODEL };

/* Percent by which 80 % of the totals stayed within the projection after k months, measured on
 * short histories of the 1,428 monthly series of the M3 competition. */
static const double spread[][MONTHS_KNOWN] = {
	[BASIS_LINEAR] = {24.3, 21.5, 16.3, 14.3, 11.0, 8.8, 6.9, 5.9, 4.5, 3.2, 1.8},
	[BASIS_ONE_YEAR] = {23.9, 17.4, 14.6, 12.6, 11.2, 9.3, 7.9, 6.3, 4.6, 3.1, 2.0},
	[BASIS_YEARS] = {20.5, 15.3, 12.3, 10.2, 9.1, 7.6, 6.2, 5.1, 3.9, 2.7, 1.9},
	[BASIS_MODEL] = {13.7, 12.4, 11.3, 9.9, 8.1, 6.8, 5.5, 4.8, 3.4, 2.5, 1.4},
};

/* What the projection of one year, and of the earlier ones it is tested on, has in common. */
struct projector {
	const struct judge *judge;
	struct points points;
	double *logarithm; /* of each; NaN where there is none */
	int place;
	bool by_model;
};

static void find_points(struct arena *arena, struct projector *projector)
{
	const struct judge *judge = projector->judge;
	struct points *points = &projector->points;
	bool average = judge->target->measure == MEASURE_AVERAGE;

	if (judge->flows && !average)
		*points = *judge->flows;
	else
		points_of(arena, judge->series, average ? MEASURE_VALUE : MEASURE_FLOW, points);
	projector->logarithm = NEW_ARRAY(arena, points->count, double);
	for (size_t i = 0; i < points->count; i++)
		projector->logarithm[i] = points->figure[i] > 0 ? log(points->figure[i]) : NAN;
}

static int last_known(const struct projector *projector, int year)
{
	return year_first(projector->judge->indicator, year) + projector->place - 1;
}

/* Is the year known without a hole up to `place`, and follows on three unbroken ones? */
static bool follows_three_years(const struct projector *projector, int year)
{
	const struct points *points = &projector->points;
	size_t last, first;

	if (!points_find(points, last_known(projector, year), &last))
		return false;
	points_find(points, year_first(projector->judge->indicator, year), &first);
	return points_run(points, last) >= last + 1 - first + 3 * points->year;
}

static bool has_enough(const struct projector *projector, int year)
{
	size_t last;

	return points_find(&projector->points, last_known(projector, year), &last) &&
	       points_run(&projector->points, last) >= points_enough(&projector->points);
}

static void forecast_rest(struct projector *projector, struct pace *pace)
{
	const struct points *points = &projector->points;
	const struct indicator *indicator = projector->judge->indicator;
	struct forecast_run run = {.year = points->year};
	size_t last;

	points_find(points, last_known(projector, pace->year), &last);
	run.count = points_run(points, last);
	run.figure = points->figure + last + 1 - run.count;
	run.logarithm = projector->logarithm + last + 1 - run.count;
	for (int period = last_known(projector, pace->year) + 1;
		period < year_first(indicator, pace->year + 1); period++)
		pace->rest += !year_skips(indicator, period);
	pace->used = run.count;
	forecast_make(projector->judge->forecaster, &run, pace->rest, pace->forecast, NULL);
	pace->projection = pace->so_far.sum;
	for (size_t i = 0; i < pace->rest; i++)
		pace->projection += pace->forecast[i].mean;
}

static void project(struct projector *projector, double goal, struct pace *pace)
{
	const struct judge *judge = projector->judge;

	pace->so_far = tally_of(judge, pace->year, projector->place);
	pace->by_model = projector->by_model;
	if (pace->by_model)
		forecast_rest(projector, pace);
	else
		pace->projection = pace->so_far.sum /
				   share_expect(judge, pace->year, projector->place, goal).share;
}

static void test_on(struct projector *projector, int year, struct pace *pace)
{
	struct pace_backtest *test = &pace->backtest[pace->backtests];
	struct pace repeated = {.year = year, .place = projector->place};

	project(projector, NAN, &repeated);
	*test = (struct pace_backtest){year, repeated.so_far.sum, repeated.projection,
		tally_of_year(projector->judge, year).sum, NAN};
	test->error = (test->total - test->projection) / test->projection;
	if (isfinite(test->error))
		pace->backtests++;
}

/* The latest earlier years that are complete and follow on three unbroken ones. What a plan said of
 * them is not known. */
static void test_on_earlier_years(struct projector *projector, struct pace *pace)
{
	const struct series *series = projector->judge->series;
	int begin = year_of(projector->judge->indicator, series->first);

	if (projector->judge->target->pace == PACE_INDICATOR)
		return;
	for (int year = pace->year - 1; year > begin && pace->backtests < PACE_BACKTESTS; year--)
		if (follows_three_years(projector, year) &&
			!isnan(tally_of_year(projector->judge, year).sum))
			test_on(projector, year, pace);
}

static double error_by_table(const struct judge *judge, const struct pace *pace)
{
	int months = pace->place * (12 / every_per_year(judge->indicator->every));
	enum basis basis = pace->by_model          ? BASIS_MODEL
			   : pace->share.years > 1 ? BASIS_YEARS
			   : pace->share.years     ? BASIS_ONE_YEAR
						   : BASIS_LINEAR;

	return spread[basis][months - 1] / 100 / student_80(0);
}

static void find_error(const struct judge *judge, struct pace *pace)
{
	double squares = 0;

	for (size_t i = 0; i < pace->backtests; i++)
		squares += pace->backtest[i].error * pace->backtest[i].error;
	pace->freedom = (int)pace->backtests;
	pace->error = pace->backtests ? fmax(LEAST_ERROR, sqrt(squares / (double)pace->backtests))
				      : error_by_table(judge, pace);
}

static double centre_of(const struct pace *pace)
{
	double by_share = pace->so_far.sum / pace->share.share;

	if (!pace->by_model || !pace->share.years || !(by_share > 0))
		return pace->projection;
	return TRUST * pace->projection + (1 - TRUST) * by_share;
}

static void project_and_test(struct arena *arena, const struct judge *judge, int year, int place,
	double goal, struct pace *pace)
{
	struct arena scratch;
	struct projector projector = {.judge = judge, .place = place};

	arena_init(&scratch, arena);
	*pace = (struct pace){.year = year, .place = place};
	find_points(&scratch, &projector);
	projector.by_model = judge->target->pace == PACE_DEFAULT && has_enough(&projector, year);
	project(&projector, goal, pace);
	pace->share = share_expect(judge, year, place, goal);
	pace->centre = centre_of(pace);
	test_on_earlier_years(&projector, pace);
	find_error(judge, pace);
	arena_free(&scratch);
}

/* A plan is measured by the goal, which every target has for itself. */
static bool is_in(const struct pace_memo *memo, const struct target *target, int year, int place)
{
	return memo->filled && memo->pace.year == year && memo->pace.place == place &&
	       memo->average == (target->measure == MEASURE_AVERAGE) && memo->by == target->pace &&
	       memo->by != PACE_INDICATOR;
}

void pace_project(struct arena *arena, const struct judge *judge, int year, int place, double goal,
	struct pace *pace)
{
	const struct target *target = judge->target;

	if (judge->memo && is_in(judge->memo, target, year, place)) {
		*pace = judge->memo->pace;
		return;
	}
	project_and_test(arena, judge, year, place, goal, pace);
	if (judge->memo)
		*judge->memo = (struct pace_memo){
			true, target->measure == MEASURE_AVERAGE, target->pace, *pace};
}

void pace_interval(const struct pace *pace, double *low, double *high)
{
	double half = fabs(pace->projection) * pace->error * student_80(pace->freedom);

	*low = pace->projection - half;
	*high = pace->projection + half;
}

/* How likely a total is to stay below `bound`. */
static double chance_below(const struct pace *pace, double bound)
{
	return student_below((bound - pace->centre) / (pace->centre * pace->error), pace->freedom);
}

double pace_chance(const struct target *target, const struct pace *pace, double goal, double high)
{
	bool ceiling = target_direction(target) < 0;

	if (pace->projection <= 0)
		return ceiling ? 1 : 0;
	if (target->op == TARGET_WITHIN)
		return chance_below(pace, high) - chance_below(pace, goal);
	return ceiling ? chance_below(pace, goal) : 1 - chance_below(pace, goal);
}
