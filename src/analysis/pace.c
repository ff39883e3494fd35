#include "analysis/pace.h"

#include "analysis/derive.h"
#include "analysis/year.h"
#include "text/unit.h"

#include <math.h>

enum { SHARE_YEARS = 3, MONTHS_KNOWN = 11 };

static const double Q80 =
	1.2816; /* 80 % of a normal distribution lie within ± so many deviations */

/* What was used to project. */
enum basis { BASIS_LINEAR, BASIS_ONE_YEAR, BASIS_YEARS };

/* Percent by which 80 % of the totals stayed within the projection after k months, measured on
 * short histories of the 1,428 monthly series of the M3 competition. */
static const double spread[][MONTHS_KNOWN] = {
	[BASIS_LINEAR] = {24.3, 21.5, 16.3, 14.3, 11.0, 8.8, 6.9, 5.9, 4.5, 3.2, 1.8},
	[BASIS_ONE_YEAR] = {23.9, 17.4, 14.6, 12.6, 11.2, 9.3, 7.9, 6.3, 4.6, 3.1, 2.0},
	[BASIS_YEARS] = {20.5, 15.3, 12.3, 10.2, 9.1, 7.6, 6.2, 5.1, 3.9, 2.7, 1.9},
};

static int places(const struct judge *judge)
{
	return every_per_year(judge->indicator->every);
}

struct tally pace_tally(const struct judge *judge, int year, int place)
{
	int first = year_first(judge->indicator, year);
	struct tally tally = {NAN, place};

	if (first + place - 1 > judge->now)
		return tally;
	if (judge->target->measure == MEASURE_AVERAGE)
		tally.sum = measures_sum(judge->series, first, first + place - 1, &tally.figures);
	else
		tally.sum = measures_knot(judge->series, year, place);
	return tally;
}

int pace_figures(const struct judge *judge, int year)
{
	int first = year_first(judge->indicator, year), figures = places(judge);

	if (judge->target->measure != MEASURE_AVERAGE)
		return figures;
	for (int period = first; period < first + places(judge); period++)
		if (year_skips(judge->indicator, period) && isnan(series_at(judge->series, period)))
			figures--;
	return figures;
}

static double linear_share(const struct judge *judge, int year, int place)
{
	return (double)pace_tally(judge, year, place).figures / pace_figures(judge, year);
}

/* The mean share of the latest earlier years in which both are known. */
static double earlier_share(const struct judge *judge, int year, int place, int *years)
{
	int begin = judge->series->count ? year_of(judge->indicator, judge->series->first) : year;
	double sum = 0;

	*years = 0;
	for (int before = year - 1; before >= begin && *years < SHARE_YEARS; before--) {
		double part = pace_tally(judge, before, place).sum;
		double total = pace_tally(judge, before, places(judge)).sum;

		if (isnan(part) || isnan(total) || total == 0)
			continue;
		sum += part / total;
		++*years;
	}
	return *years ? sum / *years : NAN;
}

/* A plan says it in percent, or by the sum that it has for this time, of the goal. */
static double planned_share(const struct judge *judge, int year, int place, double goal)
{
	const struct indicator *plan = judge->target->pace_indicator;
	const struct series *series = derive_source(judge->book, plan, judge->series->key.area);
	int period = year_first(judge->indicator, year) + place - 1;
	double sum;

	if (!series)
		return NAN;
	if (plan->every == EVERY_ONCE || plan->kind == KIND_RATIO || plan->kind == KIND_STOCK)
		sum = derive_figure(series, judge->indicator, period);
	else
		sum = measures_knot(series, year, place);
	if (unit_is_percent(plan->unit))
		return sum / 100;
	return judge_in_unit_of(judge->indicator, plan, sum) / goal;
}

static double expected_share(
	const struct judge *judge, int year, int place, double goal, enum basis *basis)
{
	double share = NAN;
	int years = 0;

	if (judge->target->pace == PACE_INDICATOR)
		share = planned_share(judge, year, place, goal);
	else if (judge->target->pace != PACE_LINEAR)
		share = earlier_share(judge, year, place, &years);
	*basis = years > 1 ? BASIS_YEARS : years == 1 ? BASIS_ONE_YEAR : BASIS_LINEAR;
	if (share > 0)
		return share;
	/* After months that have always brought nothing, a share tells nothing either. */
	*basis = BASIS_LINEAR;
	return linear_share(judge, year, place);
}

static double error_after(const struct judge *judge, enum basis basis, int place)
{
	int months = place * (12 / places(judge));

	return spread[basis][months - 1] / 100 / Q80;
}

struct pace pace_project(const struct judge *judge, int year, int place, double goal)
{
	enum basis basis;
	struct pace pace = {.share = expected_share(judge, year, place, goal, &basis)};

	pace.projection = pace_tally(judge, year, place).sum / pace.share;
	pace.error = error_after(judge, basis, place);
	return pace;
}

void pace_interval(const struct pace *pace, double *low, double *high)
{
	double half = fabs(pace->projection) * pace->error * Q80;

	*low = pace->projection - half;
	*high = pace->projection + half;
}

/* How likely a total is to stay below `bound`. */
static double chance_below(const struct pace *pace, double bound)
{
	double deviations = (bound - pace->projection) / (pace->projection * pace->error);

	return 0.5 * erfc(-deviations / sqrt(2));
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
