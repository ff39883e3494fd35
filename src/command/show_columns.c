#include "command/show_columns.h"

#include "analysis/measures.h"

#include <math.h>

static const char *const limits[] = {"mean", "lower", "upper", "label"};
enum { LIMITS = 4, LABEL = 3 };

/* What is to be shown of. */
struct subject {
	struct context *context;
	const struct series *series;
	size_t projected;
	bool watched;
	struct control control;
};

static struct show_column *add(struct subject *subject, struct show_columns *out, const char *name,
	const char *heading, enum column_form form)
{
	struct arena *arena = subject->context->arena;
	size_t rows = subject->series->count;
	struct show_column *column = array_add(arena, out);

	*column = (struct show_column){.name = name, .heading = heading, .form = form};
	if (form == COLUMN_LABEL)
		column->label = NEW_ARRAY(arena, rows, const char *);
	else
		column->number = NEW_ARRAY(arena, rows, double);
	for (size_t row = 0; row < rows; row++) {
		if (column->label)
			column->label[row] = "";
		else
			column->number[row] = NAN;
	}
	return column;
}

/* A yearly figure stands in the year's last row. */
static double figure_at(const struct series *series, enum measure measure,
	const struct measured *measured, int period)
{
	const struct indicator *it = series->key.indicator;
	int per_year = every_per_year(it->every);

	if (!measure_is_yearly(measure))
		return measured_at(measured, period);
	if (!per_year || period_place(it->every, it->calendar, period) != per_year)
		return NAN;
	return measured_at(measured, period_year(it->every, it->calendar, period));
}

static void add_measure(struct subject *subject, enum measure measure, struct show_columns *out)
{
	const struct series *series = subject->series;
	const char *name = measure_name(measure);
	struct show_column *column = add(subject, out, name, name, COLUMN_MEASURE);
	struct measured measured;

	column->measure = measure;
	measures_compute(subject->context->arena, measure, series, &measured);
	for (size_t row = 0; row < series->count; row++)
		column->number[row] =
			figure_at(series, measure, &measured, series->first + (int)row);
	if (measure != MEASURE_FLOW)
		return;
	column = add(subject, out, "flow_span", "span", COLUMN_COUNT);
	for (size_t row = 0; row < series->count; row++)
		if (!isnan(measured.value[row]))
			column->number[row] = measured.span[row];
}

/* Forecasts vary less than figures: limits are those of the figures alone. */
static const struct control *watch(struct subject *subject)
{
	struct series figures = *subject->series;

	figures.count -= subject->projected;
	if (!subject->watched)
		control_make(subject->context->arena, &figures, &subject->control);
	subject->watched = true;
	return &subject->control;
}

static double limit_of(const struct xmr_group *group, size_t which)
{
	return which == 0 ? group->mean : which == 1 ? group->lower : group->upper;
}

static void add_limit(struct subject *subject, size_t which, struct show_columns *out)
{
	const struct control *control = watch(subject);
	struct show_column *column = add(subject, out, limits[which], limits[which],
		which == LABEL ? COLUMN_LABEL : COLUMN_MEASURE);

	out->watched = measure_name(control->measure);
	column->measure = control->measure;
	for (size_t i = 0; i < control->points.count; i++) {
		size_t row = (size_t)(control->points.period[i] - subject->series->first);

		if (which == LABEL)
			column->label[row] = xmr_label_name(control->xmr.label[i]);
		else
			column->number[row] = limit_of(xmr_group_of(&control->xmr, i), which);
	}
}

static bool find_limit(struct str name, size_t *which)
{
	*which = 0;
	while (*which < LIMITS && !str_is(name, limits[*which]))
		++*which;
	return *which < LIMITS;
}

static bool add_named(struct subject *subject, struct str name, struct show_columns *out)
{
	struct context *context = subject->context;
	const struct indicator *indicator = subject->series->key.indicator;
	enum measure measure;
	size_t which;

	if (find_limit(name, &which) && indicator->every != EVERY_ONCE) {
		add_limit(subject, which, out);
		return true;
	}
	if (!measure_find(name, &measure))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE, "no measure \"%.*s\"",
			STR_ARG(diag_quote(context->arena, name)));
	if (!measure_is_defined(measure, indicator->kind, indicator->every))
		return diag_error(context->diag, STATUS_USAGE, NO_PLACE,
			"%.*s is not defined for \"%.*s\" (%s, every %s); there are %.*s",
			STR_ARG(name), STR_ARG(indicator->id), kind_name(indicator->kind),
			every_name(indicator->every),
			STR_ARG(measure_list(context->arena, indicator->kind, indicator->every)));
	add_measure(subject, measure, out);
	return true;
}

static void add_projected(struct subject *subject, struct show_columns *out)
{
	struct show_column *column = add(subject, out, "projected", "projected", COLUMN_COUNT);
	size_t rows = subject->series->count;

	for (size_t row = 0; row < rows; row++)
		column->number[row] = row + subject->projected >= rows;
}

bool show_columns_make(struct context *context, const struct series *series, size_t projected,
	struct show_columns *out)
{
	struct subject subject = {.context = context, .series = series, .projected = projected};
	struct str list = option_value(context, "measure"), name;

	*out = (struct show_columns){0};
	while (list.at && str_cut(&list, ',', &name))
		if (!add_named(&subject, str_trim(name), out))
			return false;
	if (projected)
		add_projected(&subject, out);
	return true;
}
