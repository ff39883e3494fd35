#include "analysis/tally.h"

#include "analysis/year.h"

#include <math.h>

static int periods_a_year(const struct judge *judge)
{
	return every_per_year(judge->indicator->every);
}

struct tally tally_of(const struct judge *judge, int year, int place)
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

struct tally tally_of_year(const struct judge *judge, int year)
{
	return tally_of(judge, year, periods_a_year(judge));
}

int tally_figures(const struct judge *judge, int year)
{
	int first = year_first(judge->indicator, year), figures = periods_a_year(judge);

	if (judge->target->measure != MEASURE_AVERAGE)
		return figures;
	for (int period = first; period < first + periods_a_year(judge); period++)
		if (year_skips(judge->indicator, period) && isnan(series_at(judge->series, period)))
			figures--;
	return figures;
}
