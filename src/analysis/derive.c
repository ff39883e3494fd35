#include "analysis/derive.h"

#include <math.h>

/* `nothing`: missing only because 0 was divided by 0. */
struct operand {
	double value;
	bool nothing;
};

struct derivation {
	const struct indicator *indicator;
	const struct formula *formula;
	struct series **input; /* beside each step that reads an indicator */
	struct operand *stack;
	struct series result;
};

struct range {
	int first, last;
	bool found;
};

double derive_once(const struct series *series, int last_day)
{
	int period = period_of_day(EVERY_ONCE, series->key.indicator->calendar, last_day);

	if (!series->count)
		return NAN;
	if (period < series->first)
		return series->value[0];
	if (period > series_last(series))
		period = series_last(series);
	while (isnan(series_at(series, period)))
		period--;
	return series_at(series, period);
}

struct series *derive_source(
	const struct book *book, const struct indicator *indicator, struct str area)
{
	struct series *series = book_find(book, indicator, area);

	if (!series && indicator->every == EVERY_ONCE)
		series = book_find(book, indicator, STR(""));
	return series;
}

double derive_figure(const struct series *series, const struct indicator *asker, int period)
{
	if (!series)
		return NAN;
	if (series->key.indicator->every != EVERY_ONCE)
		return series_at(series, period);
	return derive_once(series, period_last_day(asker->every, asker->calendar, period));
}

bool derive_is_nothing(const struct series *series, int period)
{
	size_t i = series->nothing.count;

	while (i > 0 && series->nothing.item[i - 1] > period)
		i--;
	return i > 0 && series->nothing.item[i - 1] == period;
}

static struct operand number(double value)
{
	return (struct operand){isfinite(value) ? value : NAN, false};
}

static bool is_missing(struct operand operand)
{
	return isnan(operand.value) && !operand.nothing;
}

static struct operand calculate(enum formula_op op, struct operand a, struct operand b)
{
	if (a.nothing || b.nothing)
		return (struct operand){NAN, !is_missing(a) && !is_missing(b)};
	switch (op) {
	case FORMULA_ADD:
		return number(a.value + b.value);
	case FORMULA_SUBTRACT:
		return number(a.value - b.value);
	case FORMULA_MULTIPLY:
		return number(a.value * b.value);
	default:
		if (b.value == 0)
			return (struct operand){NAN, a.value == 0};
		return number(a.value / b.value);
	}
}

static struct operand read_input(
	const struct derivation *derivation, const struct series *input, int period)
{
	double figure = derive_figure(input, derivation->indicator, period);

	return (struct operand){figure, input && isnan(figure) && derive_is_nothing(input, period)};
}

static struct operand evaluate(const struct derivation *derivation, int period)
{
	struct operand *stack = derivation->stack;
	size_t depth = 0;

	for (size_t i = 0; i < derivation->formula->count; i++) {
		const struct formula_step *step = &derivation->formula->item[i];

		if (step->op == FORMULA_NUMBER) {
			stack[depth++] = number(step->number);
		} else if (step->op == FORMULA_INDICATOR) {
			stack[depth++] = read_input(derivation, derivation->input[i], period);
		} else if (step->op == FORMULA_NEGATE) {
			stack[depth - 1].value = -stack[depth - 1].value;
		} else {
			depth--;
			stack[depth - 1] = calculate(step->op, stack[depth - 1], stack[depth]);
		}
	}
	return stack[0];
}

static struct range joined(struct range a, struct range b)
{
	if (!a.found || !b.found)
		return a.found ? a : b;
	return (struct range){
		a.first < b.first ? a.first : b.first, a.last > b.last ? a.last : b.last, true};
}

static struct range shared(struct range a, struct range b)
{
	return (struct range){a.first > b.first ? a.first : b.first,
		a.last < b.last ? a.last : b.last, a.found && b.found};
}

/* From the first to the last figure or 0/0 of a series. */
static struct range range_of(const struct series *series)
{
	struct range figures = {0}, nothings = {0};

	if (series && series->count)
		figures = (struct range){series->first, series_last(series), true};
	if (series && series->nothing.count)
		nothings = (struct range){series->nothing.item[0],
			series->nothing.item[series->nothing.count - 1], true};
	return joined(figures, nothings);
}

/* The same time in the periods of an indicator. */
static struct range in_periods_of(const struct indicator *indicator, struct range months)
{
	struct calendar calendar = indicator->calendar;

	return (struct range){period_of_day(indicator->every, calendar,
				      period_first_day(EVERY_ONCE, calendar, months.first)),
		period_of_day(indicator->every, calendar,
			period_last_day(EVERY_ONCE, calendar, months.last)),
		months.found};
}

/* Where the formula may have figures: what its inputs share, or all of `once` inputs alone. */
static struct range range_of_formula(const struct derivation *derivation, bool *only_once)
{
	const struct formula *formula = derivation->formula;
	struct range common = {0}, once = {0};

	*only_once = true;
	for (size_t i = 0; i < formula->count; i++) {
		struct range range = range_of(derivation->input[i]);

		if (formula->item[i].op != FORMULA_INDICATOR)
			continue;
		if (formula->item[i].indicator->every == EVERY_ONCE) {
			once = joined(once, range);
			continue;
		}
		common = *only_once ? range : shared(common, range);
		*only_once = false;
	}
	return *only_once ? in_periods_of(derivation->indicator, once) : common;
}

static bool has_figure_within(const struct series *series, struct range months)
{
	for (int month = months.first; month <= months.last; month++)
		if (!isnan(series_at(series, month)))
			return true;
	return false;
}

static bool an_input_has_its_own(const struct derivation *derivation, int period)
{
	const struct indicator *indicator = derivation->indicator;
	struct calendar calendar = indicator->calendar;
	struct range months = {period_of_day(EVERY_ONCE, calendar,
				       period_first_day(indicator->every, calendar, period)),
		period_of_day(
			EVERY_ONCE, calendar, period_last_day(indicator->every, calendar, period)),
		true};

	for (size_t i = 0; i < derivation->formula->count; i++)
		if (derivation->input[i] && has_figure_within(derivation->input[i], months))
			return true;
	return false;
}

static void compute(struct arena *arena, struct derivation *derivation)
{
	struct series *result = &derivation->result;
	bool only_once;
	struct range range = range_of_formula(derivation, &only_once);

	if (!range.found || range.first > range.last)
		return;
	result->first = range.first;
	result->value = NEW_ARRAY(arena, (size_t)(range.last - range.first) + 1, double);
	for (int period = range.first; period <= range.last; period++) {
		struct operand figure = {NAN, false};

		if (!only_once || an_input_has_its_own(derivation, period))
			figure = evaluate(derivation, period);
		result->value[result->count++] = figure.value;
		if (figure.nothing)
			*array_add(arena, &result->nothing) = period;
	}
}

/* The first and the last value of a series are figures. */
static void trim(struct series *series)
{
	while (series->count && isnan(series->value[0])) {
		series->value++;
		series->first++;
		series->count--;
	}
	while (series->count && isnan(series->value[series->count - 1]))
		series->count--;
}

static void add_series(struct arena *arena, struct book *book, struct series series)
{
	trim(&series);
	if (series.count || series.nothing.count)
		*array_add(arena, &book->series) = series;
}

static void derive_area(
	struct arena *arena, struct book *book, const struct indicator *indicator, struct str area)
{
	const struct formula *formula = indicator->formula;
	struct derivation derivation = {.indicator = indicator,
		.formula = formula,
		.input = NEW_ARRAY(arena, formula->count, struct series *),
		.stack = NEW_ARRAY(arena, formula->depth, struct operand),
		.result = {.key = {indicator, area}}};

	for (size_t i = 0; i < formula->count; i++)
		if (formula->item[i].op == FORMULA_INDICATOR)
			derivation.input[i] = derive_source(book, formula->item[i].indicator, area);
	compute(arena, &derivation);
	add_series(arena, book, derivation.result);
}

/* Every area that one of the inputs has figures of. */
static void collect_areas(struct arena *arena, const struct book *book,
	const struct formula *formula, struct str_list *areas)
{
	for (size_t i = 0; i < formula->count; i++) {
		size_t first, count = 0;

		if (formula->item[i].op == FORMULA_INDICATOR)
			count = book_range(book, formula->item[i].indicator, &first);
		for (size_t k = 0; k < count; k++) {
			struct str area = book->series.item[first + k].key.area;

			if (area.len && str_list_find(areas, area) == areas->count)
				*array_add(arena, areas) = area;
		}
	}
}

static void derive_indicator(
	struct arena *arena, struct book *book, const struct indicator *indicator)
{
	struct str_list areas = {0};

	collect_areas(arena, book, indicator->formula, &areas);
	derive_area(arena, book, indicator, STR(""));
	for (size_t i = 0; i < areas.count; i++)
		derive_area(arena, book, indicator, areas.item[i]);
}

static bool inputs_are_done(const struct formula *formula, const bool *done)
{
	for (size_t i = 0; i < formula->count; i++)
		if (formula->item[i].op == FORMULA_INDICATOR &&
			!done[formula->item[i].indicator->index])
			return false;
	return true;
}

/* One round derives what needs only indicators done before it; false when nothing was left. */
static bool derive_round(struct arena *arena, struct book *book, bool *done, bool *ready)
{
	const struct catalogue *catalogue = book->catalogue;
	size_t count = catalogue->indicators.count;
	bool any = false;

	for (size_t i = 0; i < count; i++)
		ready[i] =
			!done[i] && inputs_are_done(catalogue->indicators.item[i]->formula, done);
	for (size_t i = 0; i < count; i++) {
		if (!ready[i])
			continue;
		derive_indicator(arena, book, catalogue->indicators.item[i]);
		any = done[i] = true;
	}
	book_index(arena, book);
	return any;
}

void derive_formulas(struct arena *arena, struct book *book)
{
	const struct catalogue *catalogue = book->catalogue;
	bool *done = NEW_ARRAY(arena, catalogue->indicators.count, bool);
	bool *ready = NEW_ARRAY(arena, catalogue->indicators.count, bool);

	for (size_t i = 0; i < catalogue->indicators.count; i++)
		done[i] = !catalogue->indicators.item[i]->formula;
	while (derive_round(arena, book, done, ready))
		;
}

/* A figure that one area misses is missing in the sum. */
static void add_area(struct series *sum, const struct series *area)
{
	for (size_t i = 0; i < sum->count; i++)
		sum->value[i] += series_at(area, sum->first + (int)i);
}

static void sum_areas(struct arena *arena, struct book *book, const struct indicator *indicator)
{
	struct series sum = {.key = {indicator, STR("")}};
	size_t first, count = book_range(book, indicator, &first);
	struct range range = range_of(&book->series.item[first]);

	if (count < indicator->areas.count || !range.found)
		return;
	sum.first = range.first;
	sum.count = (size_t)(range.last - range.first) + 1;
	sum.value = NEW_ARRAY(arena, sum.count, double);
	for (size_t i = 0; i < count; i++)
		add_area(&sum, &book->series.item[first + i]);
	add_series(arena, book, sum);
}

void derive_sums(struct arena *arena, struct book *book)
{
	const struct catalogue *catalogue = book->catalogue;

	for (size_t i = 0; i < catalogue->indicators.count; i++) {
		const struct indicator *indicator = catalogue->indicators.item[i];
		size_t first;

		if (indicator->areas_sum && indicator->kind != KIND_RATIO &&
			book_range(book, indicator, &first) && !book_find(book, indicator, STR("")))
			sum_areas(arena, book, indicator);
	}
	book_index(arena, book);
}
