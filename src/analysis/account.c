#include "analysis/account.h"

#include <math.h>

static void project_again(struct arena *arena, const struct judge *judge,
	const struct verdict *verdict, struct account *out)
{
	double unit = 1;

	out->figures = tally_figures(judge, verdict->year);
	if (verdict->target->measure == MEASURE_AVERAGE)
		unit = out->figures;
	out->goal = verdict->goal * unit;
	out->goal_high = verdict->goal_high * unit;
	out->last_year = tally_of_year(judge, verdict->year - 1).sum;
	for (int place = 1; place <= verdict->known && place <= PACE_REST; place++)
		out->knot[place - 1] = tally_of(judge, verdict->year, place).sum;
	pace_project(arena, judge, verdict->year, verdict->known, out->goal, &out->pace);
}

void account_of(struct arena *arena, const struct book *book, const struct verdict *verdict,
	int today, struct account *out)
{
	const struct series *series = book_find(book, verdict->indicator, verdict->area);
	struct forecaster forecaster;
	struct judge judge;

	*out = (struct account){.has_pace = !isnan(verdict->share),
		.has_control = series && verdict->indicator->every != EVERY_ONCE};
	if (!series)
		return;
	judge = judge_make(book, series, verdict->target, today);
	forecaster_init(&forecaster, arena);
	judge.forecaster = &forecaster;
	if (out->has_pace)
		project_again(arena, &judge, verdict, out);
	if (out->has_control)
		control_make(arena, series, &out->control);
}
