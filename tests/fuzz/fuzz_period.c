/*
 * period: a cell is a period that exists, or none; periods tile the calendar; and what the program
 * writes of a period it reads as that period.
 */
#include "fuzz.h"

#include "base/date.h"
#include "text/written_period.h"

/* The years 1 to 9998: what lies behind them has no notation. */
enum { FIRST_DAY = -719162, LAST_DAY = 2932531 };

static void check_written(struct written_period p)
{
	bool dated = p.kind == WRITTEN_DAY;

	fuzz_must(p.kind >= WRITTEN_NONE && p.kind <= WRITTEN_AVERAGE, "a cell is of some kind");
	fuzz_must(
		p.year == 0 || (p.year >= 1 && p.year <= 9999), "a year is one or is not written");
	fuzz_must(!dated || !p.year || date_valid(p.year, p.month, p.day), "a day exists");
	fuzz_must(p.kind != WRITTEN_MONTH || (p.month >= 1 && p.month <= 12), "a month exists");
	fuzz_must(p.kind != WRITTEN_MONTHS || (p.month >= 1 && p.month <= p.last && p.last <= 12),
		"months follow each other");
	fuzz_must(p.kind != WRITTEN_QUARTER || (p.part >= 1 && p.part <= 4), "a quarter exists");
	fuzz_must(p.kind != WRITTEN_HALF || p.part == 1 || p.part == 2, "a half-year exists");
	fuzz_must(p.kind != WRITTEN_WEEK || (p.part >= 1 && p.part <= 53), "a week exists");
	fuzz_must((int)written_period_every(p.kind) < (int)EVERY_COUNT,
		"a kind comes at some frequency");
}

static bool alike(struct written_period a, struct written_period b)
{
	return a.kind == b.kind && a.year == b.year && a.month == b.month && a.day == b.day &&
	       a.last == b.last && a.part == b.part && a.serial == b.serial;
}

static void check_cell(struct fuzz *fuzz, struct str cell)
{
	struct written_period p = written_period_parse(cell);

	check_written(p);
	if (cell.len < 40)
		fuzz_must(alike(p, written_period_parse(
					   str_printf(&fuzz->arena, " %.*s  ", STR_ARG(cell)))),
			"blanks around a period mean nothing");
	check_written(written_period_within(2024, cell));
}

static void check_tiling(enum every every, struct calendar calendar, int day)
{
	int number = period_of_day(every, calendar, day), before;
	int first = period_first_day(every, calendar, number);
	int last = period_last_day(every, calendar, number);
	int year = period_year(every, calendar, number);

	fuzz_must(first <= day && day <= last, "a day is in its period");
	fuzz_must(period_of_day(every, calendar, first) == number &&
			  period_of_day(every, calendar, last) == number &&
			  period_of_day(every, calendar, first - 1) == number - 1 &&
			  period_of_day(every, calendar, last + 1) == number + 1,
		"periods follow each other without gaps");
	if (every_per_year(every) && (every != EVERY_QUARTER || calendar.year_start % 3 == 1)) {
		int place = period_place(every, calendar, number);

		fuzz_must(place >= 1 && place <= every_per_year(every),
			"a period has a place in its year");
		fuzz_must(period_in_year(every, calendar, year, place) == number,
			"its place leads back to a period");
	}
	if (period_year_before(every, number, &before))
		fuzz_must(before < number, "a year before is before");
}

static void check_notation(struct arena *arena, enum every every, struct calendar calendar, int day)
{
	int number = period_of_day(every, calendar, day);
	struct str text = period_print(arena, every, calendar, number);
	struct period period;

	fuzz_must(period_parse(text, calendar, &period), "a period that was written can be read");
	fuzz_must(period.every == (every == EVERY_ONCE ? EVERY_MONTH : every) &&
			  period.number == number,
		"a period that was written is read as that period");
}

/* What is taken for a period is just what would be written of it. */
static void check_parsing(struct arena *arena, struct calendar calendar, struct str text)
{
	struct period period;

	if (!period_parse(text, calendar, &period))
		return;
	if (str_equal(period_print(arena, period.every, calendar, period.number), text))
		return;
	fuzz_must(calendar.year_start > 1 && period.every == EVERY_YEAR,
		"there is one way to write a period");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct calendar calendar;
	struct fuzz fuzz;
	uint32_t number;
	enum every every;
	struct str cell, format;
	int day;

	fuzz_begin(&fuzz, data, size);
	every = (enum every)fuzz_choice(&fuzz, EVERY_COUNT);
	calendar.year_start = 1 + (int)fuzz_choice(&fuzz, 12);
	calendar.named_by_end = fuzz_byte(&fuzz) & 1;
	fuzz_fill(&fuzz, &number, sizeof(number));
	day = FIRST_DAY + 800 + (int)(number % (LAST_DAY - FIRST_DAY - 1600));
	check_tiling(every, calendar, day);
	check_notation(&fuzz.arena, every, calendar, day);
	cell = fuzz_text(&fuzz);
	format = fuzz_text(&fuzz);
	check_cell(&fuzz, cell);
	check_parsing(&fuzz.arena, calendar, cell);
	if (written_period_format_is_valid(format))
		check_written(written_period_parse_as(cell, format));
	fuzz_memory(&fuzz, 4096, 16);
	fuzz_end(&fuzz);
	return 0;
}
