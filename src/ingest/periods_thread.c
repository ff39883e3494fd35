/* Cells that leave out their year, and the cells before them that have it. */
#include "ingest/periods.h"

/* The month with which it ends, if it is a part of a year that leaves the year out. */
static int part_end(const struct written_period *written)
{
	if (written->year)
		return 0;
	switch (written->kind) {
	case WRITTEN_MONTH:
		return written->month;
	case WRITTEN_MONTHS:
		return written->last;
	case WRITTEN_QUARTER:
	case WRITTEN_QUARTERS:
		return written->part * 3;
	case WRITTEN_HALF:
		return written->part * 6;
	default:
		return 0;
	}
}

static void begin(const struct periods *periods, struct period_thread *thread)
{
	if (thread->begun)
		return;
	*thread = (struct period_thread){
		.year = periods->year, .begun = true, .given = periods->year > 0};
}

/* A year of its own, as 2024年 above 1月; what follows 2024-01 is written like it, or a slip. */
static void begin_year(
	struct period_thread *thread, const struct written_period *written, bool carries)
{
	struct written_period part = *written;

	part.year = 0;
	*thread = (struct period_thread){
		.year = carries ? written->year : 0, .last = part_end(&part), .begun = true};
}

/*
 * Upwards a year may have gaps, downwards it may not: 1月 below 2023年12月 is rather of 2024. A
 * year from the notes holds for every column of months from the same first one on.
 */
static bool goes_on(const struct period_thread *thread, int month, int length)
{
	int step = month - thread->last;

	if (!thread->last || !step)
		return true;
	if (thread->given && month == thread->first)
		return true;
	return step > 0 ? thread->step >= 0 : thread->step <= 0 && step == -length;
}

static int length_of(enum written_kind kind)
{
	return kind == WRITTEN_QUARTER ? 3 : kind == WRITTEN_HALF ? 6 : 1;
}

/*
 * Moves on to a part of a year: 0 where its year is not certain, and then for all that follow. A
 * year from the notes that does not hold for all of them holds for none.
 */
static int year_of_part(
	struct periods *periods, struct period_thread *thread, const struct written_period *written)
{
	int month = part_end(written);

	if (!thread->year || !goes_on(thread, month, length_of(written->kind))) {
		if (thread->given)
			periods->year = 0;
		return thread->year = 0;
	}
	if (thread->last && month != thread->last)
		thread->step = month > thread->last ? 1 : -1;
	if (thread->given && month == thread->first)
		thread->step = 0;
	if (!thread->first)
		thread->first = month;
	thread->last = month;
	return thread->year;
}

/* The year of a part, or 0; a cell with a year of its own begins that. */
static int follow(struct periods *periods, struct period_thread *thread,
	const struct written_period *written, struct str cell)
{
	begin(periods, thread);
	if (written->year)
		begin_year(
			thread, written, written->kind == WRITTEN_YEAR || str_has(cell, STR("年")));
	if (!part_end(written))
		return 0;
	periods->threaded = true;
	return year_of_part(periods, thread, written);
}

static struct written_period parse(const struct periods *periods, struct str cell)
{
	const struct source *source = periods->source;

	return source && source->period_format.len
		       ? written_period_parse_as(cell, source->period_format)
		       : written_period_parse(cell);
}

static uint32_t add_in_year(struct periods *periods, int year, struct str part)
{
	const char digits[4] = {(char)('0' + year / 1000), (char)('0' + year / 100 % 10),
		(char)('0' + year / 10 % 10), (char)('0' + year % 10)};
	uint32_t number = intern_add_pair(
		periods->arena, &periods->cells, (struct str){digits, sizeof(digits)}, part);

	if (number == periods->entries.count)
		periods_add_entry(periods, written_period_within(year, part));
	return number;
}

static uint32_t add_next(struct periods *periods, struct period_thread *thread, struct str cell)
{
	uint32_t number = intern_find(&periods->cells, cell);
	bool known = number < periods->entries.count;
	struct written_period written =
		known ? periods->entries.item[number].written : parse(periods, cell);
	int year = follow(periods, thread, &written, cell);

	if (year)
		return add_in_year(periods, year, cell);
	if (known && periods->cells.last != number)
		periods->entries.item[number].again = true;
	periods->cells.last = number;
	if (known)
		return number;
	number = intern_add(periods->arena, &periods->cells, cell);
	periods_add_entry(periods, written);
	return number;
}

uint32_t periods_add(struct periods *periods, struct period_thread *thread, struct str cell)
{
	if (!thread->begun || !thread->cell.len || !str_equal(cell, thread->cell)) {
		thread->number = add_next(periods, thread, cell);
		thread->cell = cell;
	}
	return thread->number;
}

uint32_t periods_add_parts(
	struct periods *periods, struct period_thread *thread, struct str year, struct str part)
{
	struct written_period whole = written_period_parse(year), within = {.kind = WRITTEN_NONE};
	uint32_t number;

	begin(periods, thread);
	if (whole.kind == WRITTEN_YEAR)
		begin_year(thread, &whole, true);
	else if (str_trim(year).len) /* below it nothing is of the year before */
		*thread = (struct period_thread){.begun = true};
	if (whole.kind == WRITTEN_YEAR || !str_trim(year).len) {
		within = written_period_within(thread->year, part);
		within.year = 0;
		follow(periods, thread, &within, part);
		if (thread->year)
			return add_in_year(periods, thread->year, part);
	}
	number = intern_add_pair(periods->arena, &periods->cells, year, part);
	if (number == periods->entries.count)
		periods_add_entry(periods, within);
	return number;
}

uint32_t periods_add_crossing(struct periods *periods, struct str a, struct str b)
{
	struct period_thread thread = {.begun = false};
	struct written_period first = written_period_parse(a);

	return first.kind == WRITTEN_YEAR ? periods_add_parts(periods, &thread, a, b)
					  : periods_add_parts(periods, &thread, b, a);
}

void periods_pass(struct periods *periods, struct period_thread *thread, struct str cell)
{
	struct written_period written = parse(periods, cell);

	follow(periods, thread, &written, cell);
	thread->cell = STR("");
}
