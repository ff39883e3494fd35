#include "store/places.h"

#include "store/fold.h"

#include <math.h>

void places_init(struct places *places, struct arena *arena, const struct catalogue *catalogue)
{
	*places = (struct places){.arena = arena, .catalogue = catalogue};
	buf_init(&places->name, arena);
}

void places_forget_run(struct places *places)
{
	places->run = (struct places_run){.series = {NULL, 0}};
}

/* The number of the name in places->name. */
static size_t number_of(struct places *places)
{
	size_t number = names_add(places->arena, &places->names, buf_str(&places->name));

	if (number == places->series.count)
		array_add(places->arena, &places->series);
	return number;
}

/* The rows of a series stand together, so most rows find the answer of the one before. */
static void begin_run(struct places *places, struct str series)
{
	struct places_run *run = &places->run;
	struct str area;

	*run = (struct places_run){.series = series};
	run->indicator = fold_indicator(places->catalogue, series, &area);
	if (!run->indicator)
		return;
	places->name.len = 0;
	buf_add(&places->name, run->indicator->id);
	buf_char(&places->name, '/');
	buf_add(&places->name, area);
	run->present = number_of(places);
}

static size_t own_number(struct places *places, enum every every)
{
	struct places_run *run = &places->run;

	if (run->has_own && run->every == every)
		return run->own;
	places->name.len = 0;
	buf_text(&places->name, every_name(every));
	buf_char(&places->name, ' ');
	buf_add(&places->name, run->series);
	run->has_own = true;
	run->every = every;
	run->own = number_of(places);
	return run->own;
}

static struct layers *find_series(
	struct places *places, struct str series, struct str text, int *period)
{
	struct period written;
	size_t number;

	if (!memo_period(&places->memo, text, &written))
		return NULL;
	if (!places->run.series.at || !str_equal(series, places->run.series))
		begin_run(places, series);
	if (places->run.indicator && fold_period(places->run.indicator, written, period)) {
		number = places->run.present;
	} else {
		*period = written.number;
		number = own_number(places, written.every);
	}
	return &places->series.item[number];
}

size_t places_find(struct places *places, struct str series, struct str period)
{
	int place;
	const struct layers *found = find_series(places, series, period, &place);
	double number = found ? layers_at(found, place) : NAN;

	return isnan(number) ? 0 : (size_t)number;
}

void places_put(struct places *places, struct str series, struct str period, size_t number)
{
	int place;
	struct layers *found = find_series(places, series, period, &place);

	if (found)
		layers_put(places->arena, found, place, (double)number);
}
