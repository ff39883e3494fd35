#include "ingest/periods.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/diag.h"

enum { SERIAL_ZERO = -25569 }; /* 1899-12-30 */

void periods_init(struct arena *arena, const struct source *source, int year, int today,
	bool allow_future, struct periods *periods)
{
	*periods = (struct periods){.arena = arena,
		.source = source,
		.year = year,
		.today = today,
		.allow_future = allow_future};
}

void periods_add_entry(struct periods *periods, struct written_period written)
{
	struct period_entry *entry = array_add(periods->arena, &periods->entries);

	entry->written = written;
	entry->verdict = PERIOD_FINE;
	if (written.kind == WRITTEN_NONE)
		entry->verdict = PERIOD_UNREADABLE;
	else if (written.kind == WRITTEN_AVERAGE)
		entry->verdict = PERIOD_AVERAGE;
	else if (!written.year && written.kind != WRITTEN_SERIAL)
		entry->verdict = PERIOD_NO_YEAR;
}

static bool has_kind(const struct periods *periods, enum written_kind kind)
{
	for (size_t i = 0; i < periods->entries.count; i++)
		if (periods->entries.item[i].written.kind == kind)
			return true;
	return false;
}

/* A part above 12 anywhere in the column settles the order of all, of which each is a day then. */
static void decide_order(struct periods *periods)
{
	bool day_first = false, month_first = false;

	for (size_t i = 0; i < periods->entries.count; i++) {
		const struct written_period *written = &periods->entries.item[i].written;

		if (written->kind != WRITTEN_DAY_OR_MONTH)
			continue;
		day_first = day_first || written->month > 12;
		month_first = month_first || written->day > 12;
	}
	for (size_t i = 0; i < periods->entries.count; i++) {
		struct period_entry *entry = &periods->entries.item[i];
		int first = entry->written.month;

		if (entry->written.kind != WRITTEN_DAY_OR_MONTH)
			continue;
		if (day_first == month_first) {
			entry->verdict = PERIOD_ORDER;
			continue;
		}
		entry->written.kind = WRITTEN_DAY;
		if (day_first) {
			entry->written.month = entry->written.day;
			entry->written.day = first;
		}
	}
}

static bool is_month(const struct periods *periods, size_t place, int year, int month)
{
	const struct written_period *written;

	if (place >= periods->entries.count)
		return false;
	written = &periods->entries.item[place].written;
	return written->kind == WRITTEN_MONTH && written->year == year && written->month == month;
}

static bool has_october(const struct periods *periods, int year)
{
	for (size_t i = 0; i < periods->entries.count; i++)
		if (is_month(periods, i, year, 10))
			return true;
	return false;
}

/*
 * 2016.1 is October where the file has it between 2016.09 and 2016.11 and nowhere else, and January
 * where it also has 2016.10, for then no zero was lost.
 */
static int tenth_month(const struct periods *periods, size_t place)
{
	int year = periods->entries.item[place].written.year;

	if (place && !periods->entries.item[place].again &&
		((is_month(periods, place - 1, year, 9) &&
			 is_month(periods, place + 1, year, 11)) ||
			(is_month(periods, place - 1, year, 11) &&
				is_month(periods, place + 1, year, 9))))
		return 10;
	return has_october(periods, year) ? 1 : 0;
}

static void decide_tenths(struct periods *periods)
{
	for (size_t i = 0; i < periods->entries.count; i++) {
		struct period_entry *entry = &periods->entries.item[i];

		if (entry->written.kind != WRITTEN_TENTH)
			continue;
		entry->written.month = tenth_month(periods, i);
		entry->written.kind = WRITTEN_MONTH;
		if (!entry->written.month)
			entry->verdict = PERIOD_TENTH;
	}
}

/* Digits only are a period only if the whole column is written so. */
static void decide_compact(struct periods *periods)
{
	bool other = false;

	for (size_t i = 0; i < periods->entries.count; i++) {
		const struct written_period *written = &periods->entries.item[i].written;

		other = other || (written->kind != WRITTEN_NONE && written->kind != WRITTEN_YEAR &&
					 written->kind != WRITTEN_AVERAGE && !written->compact);
	}
	for (size_t i = 0; other && i < periods->entries.count; i++)
		if (periods->entries.item[i].written.compact &&
			periods->entries.item[i].verdict == PERIOD_FINE)
			periods->entries.item[i].verdict = PERIOD_COMPACT;
}

/* 2011-12 beside 2012-13 is a year; beside 2011-11 it is a month; beside both it is neither. */
static void decide_two_years(struct periods *periods)
{
	bool years = has_kind(periods, WRITTEN_TWO_YEARS),
	     months = has_kind(periods, WRITTEN_MONTH);

	for (size_t i = 0; i < periods->entries.count; i++) {
		struct period_entry *entry = &periods->entries.item[i];

		if (entry->written.kind != WRITTEN_YEARS_OR_MONTH)
			continue;
		if (years && months)
			entry->verdict = PERIOD_TWO_WAYS;
		entry->written.kind = years ? WRITTEN_TWO_YEARS : WRITTEN_MONTH;
	}
}

/* Day numbers of a spreadsheet are believed where they step by months. */
static void decide_serials(struct periods *periods)
{
	int before = 0;
	bool steps = true, several = false;

	for (size_t i = 0; i < periods->entries.count; i++) {
		const struct written_period *written = &periods->entries.item[i].written;
		int step = written->serial - before;

		if (written->kind != WRITTEN_SERIAL) {
			steps = steps && written->kind == WRITTEN_NONE && !i;
			continue;
		}
		step = step < 0 ? -step : step;
		if (before && (step < 28 || step > 31))
			steps = false;
		several = several || before;
		before = written->serial;
	}
	for (size_t i = 0; i < periods->entries.count; i++) {
		struct period_entry *entry = &periods->entries.item[i];
		struct written_period *written = &entry->written;

		if (written->kind != WRITTEN_SERIAL)
			continue;
		if (!steps || !several) {
			entry->verdict = PERIOD_SERIAL;
			continue;
		}
		date_split(written->serial + SERIAL_ZERO, &written->year, &written->month,
			&written->day);
		written->kind = WRITTEN_DAY;
	}
}

static bool is_last_day(const struct written_period *day)
{
	return day->day == date_month_days(day->year, day->month);
}

/* What do the days stand for: themselves, months, or quarters and years that begin or end there? */
static void decide_days(struct periods *periods)
{
	bool first = true, last = true, quarters = true, years = true;

	for (size_t i = 0; i < periods->entries.count; i++) {
		const struct written_period *day = &periods->entries.item[i].written;
		int offset;

		if (day->kind != WRITTEN_DAY || periods->entries.item[i].verdict != PERIOD_FINE)
			continue;
		first = first && day->day == 1;
		last = last && is_last_day(day);
		offset = day->day == 1 ? day->month - 1 : day->month;
		quarters = quarters && offset % 3 == 0;
		years = years && offset % 12 == 0;
	}
	periods->days_fixed = periods->source && periods->source->has_every;
	periods->days_first = first;
	periods->days_last = last && !first;
	periods->days_quarters = (first || last) && quarters;
	periods->days_years = (first || last) && years;
}

/* March, June, September alone stand for quarters, and several Decembers for years. */
static void decide_months(struct periods *periods)
{
	size_t count = 0, ends[2] = {0, 0}, begins[2] = {0, 0};
	static const int lengths[2] = {3, 12};

	for (size_t i = 0; i < periods->entries.count; i++) {
		const struct written_period *month = &periods->entries.item[i].written;

		if (month->kind != WRITTEN_MONTH || periods->entries.item[i].verdict != PERIOD_FINE)
			continue;
		count++;
		for (size_t k = 0; k < 2; k++) {
			ends[k] += month->month % lengths[k] == 0;
			begins[k] += month->month % lengths[k] == 1;
		}
	}
	periods->months_quarters = count > 1 && (ends[0] == count || begins[0] == count);
	periods->months_years = count > 1 && (ends[1] == count || begins[1] == count);
}

static void find_finest(struct periods *periods)
{
	periods->finest = EVERY_YEAR;
	for (size_t i = 0; i < periods->entries.count; i++) {
		const struct written_period *w = &periods->entries.item[i].written;
		enum every every = written_period_every(w->kind);

		if (periods->entries.item[i].verdict != PERIOD_FINE)
			continue;
		if (every < periods->finest)
			periods->finest = every;
		periods->has_parts = periods->has_parts || every < EVERY_QUARTER ||
				     (w->kind == WRITTEN_QUARTER && w->part > 1);
	}
}

void periods_decide(struct periods *periods)
{
	decide_compact(periods);
	decide_order(periods);
	decide_tenths(periods);
	decide_two_years(periods);
	decide_serials(periods);
	decide_days(periods);
	decide_months(periods);
	find_finest(periods);
}

bool period_is_refused(enum period_verdict verdict)
{
	return verdict >= PERIOD_UNREADABLE;
}
