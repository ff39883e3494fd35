#include "analysis/share.h"

#include "analysis/derive.h"
#include "analysis/year.h"
#include "text/unit.h"

#include <math.h>

static double of_time(const struct judge *judge, int year, int place)
{
	return (double)tally_of(judge, year, place).figures / tally_figures(judge, year);
}

/* The mean over the latest earlier years in which both part and total are known. */
static double of_earlier_years(const struct judge *judge, int year, int place, struct share *share)
{
	int begin = year_of(judge->indicator, judge->series->first);
	double sum = 0;

	for (int before = year - 1; before >= begin && share->years < SHARE_YEARS; before--) {
		double part = tally_of(judge, before, place).sum;
		double total = tally_of_year(judge, before).sum;

		if (isnan(part) || isnan(total) || total == 0)
			continue;
		share->earlier[share->years].year = before;
		share->earlier[share->years].part = part;
		share->earlier[share->years].total = total;
		share->years++;
		sum += part / total;
	}
	return share->years ? sum / share->years : NAN;
}

/* A plan says it in percent, or by the sum that it has for this time, of the goal. */
static double of_plan(const struct judge *judge, int year, int place, double goal)
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

struct share share_expect(const struct judge *judge, int year, int place, double goal)
{
	struct share share = {.share = NAN};

	if (judge->target->pace == PACE_INDICATOR) {
		share.share = of_plan(judge, year, place, goal);
		share.basis = SHARE_BY_PLAN;
	} else if (judge->target->pace != PACE_LINEAR) {
		share.share = of_earlier_years(judge, year, place, &share);
		share.basis = SHARE_BY_YEARS;
	}
	if (share.share > 0)
		return share;
	/* After months that have always brought nothing, a share tells nothing either. */
	return (struct share){.share = of_time(judge, year, place), .basis = SHARE_BY_TIME};
}
