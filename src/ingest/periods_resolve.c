/* What a settled cell means for an indicator of a certain kind and frequency. */
#include "base/date.h"
#include "ingest/periods.h"

static const struct calendar civil = {1, false};

static struct period_answer answer(enum period_verdict verdict, int number)
{
	return (struct period_answer){true, verdict, number};
}

/* A figure at the end of a period, so that it also is that of the longer period ending there. */
static bool is_level(enum kind kind)
{
	return kind == KIND_STOCK || kind == KIND_YTD || kind == KIND_CUMULATIVE;
}

static int month_number(int year, int month)
{
	return (year - 1970) * 12 + month - 1;
}

/* The period that ends with the last day of another one. */
static struct period_answer ending_with(const struct period_class *class, int last_day)
{
	int number = period_of_day(class->every, class->calendar, last_day);

	if (class->every != EVERY_ONCE &&
		period_last_day(class->every, class->calendar, number) != last_day)
		return answer(PERIOD_OTHER_FREQUENCY, 0);
	return answer(PERIOD_FINE, number);
}

/* A period of the calendar, for an indicator that may have another frequency. */
static struct period_answer of_period(const struct periods *periods,
	const struct period_class *class, struct period period, struct calendar calendar,
	bool worded)
{
	int last_day = period_last_day(period.every, calendar, period.number);
	bool longer = class->every != EVERY_ONCE && every_holds(period.every, class->every);

	if (period.every == class->every)
		return answer(PERIOD_FINE, period.number);
	if (class->every == EVERY_ONCE)
		return ending_with(class, last_day);
	if (!is_level(class->kind) || period.every <= EVERY_WEEK || class->every <= EVERY_WEEK)
		return answer(PERIOD_OTHER_FREQUENCY, 0);
	if (longer && !worded && periods->finest < period.every)
		return answer(PERIOD_OTHER_FREQUENCY, 0);
	return ending_with(class, last_day);
}

static struct period_answer of_day(const struct periods *periods, const struct period_class *class,
	const struct written_period *w)
{
	int day = date_day(w->year, w->month, w->day);
	struct period period = {EVERY_MONTH, 0};

	if (class->every == EVERY_DAY)
		return answer(PERIOD_FINE, day);
	if (periods->days_fixed && periods->source->every != EVERY_ONCE) {
		period.every = periods->source->every;
	} else if (class->every == EVERY_ONCE) {
		return answer(PERIOD_FINE, month_number(w->year, w->month));
	} else if (!periods->days_first && !periods->days_last) {
		return answer(PERIOD_OTHER_FREQUENCY, 0);
	} else if (class->every == EVERY_QUARTER && periods->days_quarters) {
		period.every = EVERY_QUARTER;
	} else if (class->every == EVERY_YEAR && periods->days_years) {
		period.every = EVERY_YEAR;
	}
	period.number = period_of_day(period.every, class->calendar, day);
	return of_period(periods, class, period, class->calendar, false);
}

/* The period of another frequency that the months of the file stand for. */
static enum every month_every(const struct periods *periods, const struct period_class *class)
{
	const struct source *source = periods->source;

	if (source && source->has_every &&
		(source->every == EVERY_QUARTER || source->every == EVERY_YEAR))
		return source->every;
	if ((class->every == EVERY_QUARTER && periods->months_quarters) ||
		(class->every == EVERY_YEAR && periods->months_years))
		return class->every;
	return EVERY_MONTH;
}

static struct period_answer of_month(const struct periods *periods,
	const struct period_class *class, const struct written_period *w)
{
	struct period period = {EVERY_MONTH, month_number(w->year, w->month)};
	enum every every = month_every(periods, class);

	if (every != EVERY_MONTH) {
		period.number = period_of_day(
			every, class->calendar, period_last_day(EVERY_MONTH, civil, period.number));
		period.every = every;
		return of_period(periods, class, period, class->calendar, false);
	}
	return of_period(periods, class, period, civil, w->worded);
}

/* January to some month, or months that happen to be a quarter or a year. */
static struct period_answer of_months(
	const struct period_class *class, const struct written_period *w)
{
	int first = month_number(w->year, w->month), last = month_number(w->year, w->last);
	int last_day = period_last_day(EVERY_MONTH, civil, last);

	if (class->every == EVERY_ONCE)
		return answer(PERIOD_FINE, last);
	if (class->kind == KIND_YTD)
		return period_place(EVERY_MONTH, class->calendar, first) == 1
			       ? ending_with(class, last_day)
			       : answer(PERIOD_FROM_LATER, 0);
	if (class->every == EVERY_QUARTER || class->every == EVERY_YEAR) {
		int number = period_of_day(class->every, class->calendar, last_day);

		if (period_last_day(class->every, class->calendar, number) == last_day &&
			period_first_day(class->every, class->calendar, number) ==
				period_first_day(EVERY_MONTH, civil, first))
			return answer(PERIOD_FINE, number);
	}
	if (w->month != 1 || w->last != 2 || class->every != EVERY_MONTH)
		return answer(PERIOD_CUMULATED, 0);
	return class->combined ? answer(PERIOD_FINE, last) : answer(PERIOD_TWO_MONTHS, 0);
}

/* Months since January of what the file has no shorter periods of, so that they are no subtotal. */
static bool is_cumulated(const struct periods *periods, const struct period_class *class,
	const struct written_period *span)
{
	return class->kind == KIND_FLOW && span->month == 1 && !periods->has_parts &&
	       (class->every == EVERY_MONTH || class->every == EVERY_QUARTER);
}

/* Half a year, or the first quarters of one. */
static struct period_answer of_part(const struct periods *periods, const struct period_class *class,
	const struct written_period *w, int last_month, int months)
{
	struct written_period span = *w;
	struct period_answer found;

	span.month = last_month - months + 1;
	span.last = last_month;
	if (class->kind == KIND_YTD)
		return of_months(class, &span);
	if (is_level(class->kind) || class->every == EVERY_ONCE)
		return ending_with(class,
			period_last_day(EVERY_MONTH, civil, month_number(w->year, last_month)));
	found = of_months(class, &span);
	if (found.verdict == PERIOD_FINE)
		return found;
	return answer(
		is_cumulated(periods, class, &span) ? PERIOD_CUMULATED : PERIOD_OTHER_FREQUENCY, 0);
}

static struct period_answer of_year(const struct periods *periods, const struct period_class *class,
	const struct written_period *w)
{
	struct period period = {EVERY_YEAR, w->year - 1970};

	if (w->kind == WRITTEN_YEAR) {
		if (class->every == EVERY_YEAR && class->calendar.year_start > 1)
			return answer(PERIOD_PLAIN_YEAR, 0);
		return of_period(periods, class, period, civil, w->worded);
	}
	if (class->calendar.year_start <= 1)
		return class->every == EVERY_YEAR ? answer(PERIOD_OFFICE_YEAR, 0)
						  : answer(PERIOD_OTHER_FREQUENCY, 0);
	if (w->kind == WRITTEN_FISCAL)
		period.number--;
	return of_period(periods, class, period, class->calendar, w->worded);
}

static struct period_answer of_week(const struct periods *periods, const struct period_class *class,
	const struct written_period *w)
{
	char text[16] = {(char)('0' + w->year / 1000), (char)('0' + w->year / 100 % 10),
		(char)('0' + w->year / 10 % 10), (char)('0' + w->year % 10), '-', 'W',
		(char)('0' + w->part / 10), (char)('0' + w->part % 10)};
	struct period period;

	if (!period_parse((struct str){text, 8}, civil, &period))
		return answer(PERIOD_UNREADABLE, 0);
	return of_period(periods, class, period, civil, false);
}

static struct period_answer of_written(const struct periods *periods,
	const struct period_class *class, const struct written_period *w)
{
	struct period period = {EVERY_MONTH, 0};

	switch (w->kind) {
	case WRITTEN_DAY:
		return of_day(periods, class, w);
	case WRITTEN_WEEK:
		return of_week(periods, class, w);
	case WRITTEN_MONTH:
		return of_month(periods, class, w);
	case WRITTEN_MONTHS:
		return of_months(class, w);
	case WRITTEN_QUARTER:
		period = (struct period){EVERY_QUARTER, (w->year - 1970) * 4 + w->part - 1};
		return of_period(periods, class, period, civil, w->worded);
	case WRITTEN_HALF:
		return of_part(periods, class, w, w->part * 6, 6);
	case WRITTEN_QUARTERS:
		return of_part(periods, class, w, w->part * 3, w->part * 3);
	default:
		return of_year(periods, class, w);
	}
}

static struct period_answer within_limits(
	const struct periods *periods, const struct period_class *class, struct period_answer found)
{
	if (found.verdict != PERIOD_FINE)
		return found;
	if (found.number < period_of_day(class->every, class->calendar, date_day(1980, 1, 1)))
		found.verdict = PERIOD_BEFORE_1980;
	else if (!periods->allow_future &&
		 found.number > period_of_day(class->every, class->calendar, periods->today))
		found.verdict = PERIOD_FUTURE;
	return found;
}

static struct period_class *class_of(struct periods *periods, const struct indicator *indicator)
{
	struct period_class *class;

	for (size_t i = 0; i < periods->classes.count; i++) {
		class = &periods->classes.item[i];
		if (class->every == indicator->every && class->kind == indicator->kind &&
			class->combined == indicator->combined &&
			class->calendar.year_start == indicator->calendar.year_start)
			return class;
	}
	class = array_add(periods->arena, &periods->classes);
	*class = (struct period_class){indicator->every, indicator->kind, indicator->calendar,
		indicator->combined,
		NEW_ARRAY(periods->arena, periods->entries.count, struct period_answer)};
	return class;
}

struct period_answer periods_resolve(
	struct periods *periods, uint32_t cell, const struct indicator *indicator)
{
	struct period_class *class = class_of(periods, indicator);
	struct period_answer *known = &class->answers[cell];
	const struct period_entry *entry = &periods->entries.item[cell];

	if (!known->known)
		*known = entry->verdict == PERIOD_FINE
				 ? within_limits(periods, class,
					   of_written(periods, class, &entry->written))
				 : answer(entry->verdict, 0);
	return *known;
}
