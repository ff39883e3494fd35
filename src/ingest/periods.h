/**
 * periods: the period cells of a file, decided together: what one cell leaves open, the others of
 * its column settle, or nothing does.
 */
#ifndef TIDEMARK_INGEST_PERIODS_H
#define TIDEMARK_INGEST_PERIODS_H

#include "ingest/intern.h"
#include "model/indicator.h"
#include "model/source.h"
#include "text/written_period.h"

enum period_verdict {
	PERIOD_FINE,
	PERIOD_OTHER_FREQUENCY, /* left out: rows for series of another `every` */
	PERIOD_AVERAGE,         /* left out */
	PERIOD_BEFORE_1980,     /* left out */
	PERIOD_UNREADABLE,      /* this one and the following are errors */
	PERIOD_NO_YEAR,
	PERIOD_ORDER,       /* 05/06/2024 */
	PERIOD_TENTH,       /* 2016.1 */
	PERIOD_COMPACT,     /* 202405 among others */
	PERIOD_TWO_WAYS,    /* 2011-12 */
	PERIOD_SERIAL,      /* 45413 */
	PERIOD_CUMULATED,   /* 1-5月, not for a ytd indicator */
	PERIOD_TWO_MONTHS,  /* 1-2月 of a flow */
	PERIOD_FROM_LATER,  /* 3-5月 */
	PERIOD_OFFICE_YEAR, /* 2024/25, but the year begins in January */
	PERIOD_PLAIN_YEAR,  /* 2024, but it does not */
	PERIOD_FUTURE,
};

struct period_entry {
	struct written_period written;
	enum period_verdict verdict; /* PERIOD_FINE: `written` is settled */
	bool again;                  /* it stands in several places of the file */
};

struct period_answer {
	bool known;
	enum period_verdict verdict;
	int number; /* of the indicator's `every` */
};

/* Indicators for which the same cells mean the same. */
struct period_class {
	enum every every;
	enum kind kind;
	struct calendar calendar;
	bool combined;
	struct period_answer *answers; /* by number of the cell */
};

struct periods {
	struct arena *arena;
	const struct source *source;
	int year; /* of cells that name none, from the notes before the table; 0: not known, or it
		   * does not hold for all of them */
	int today;
	bool allow_future;
	struct intern cells;
	struct {
		ARRAY(struct period_entry); /* by number of the cell */
	} entries;
	struct {
		ARRAY(struct period_class);
	} classes;
	bool days_fixed;                    /* days stand for periods of the source's `every` */
	bool days_first, days_last;         /* every day is the first, the last of its month */
	bool days_quarters, days_years;     /* … and of a quarter, of a year */
	bool months_quarters, months_years; /* all months end, or all begin, quarters or years */
	enum every finest;                  /* that is written */
	bool has_parts; /* months, or later quarters by themselves: what is longer is their sum */
	bool threaded;  /* some cell leaves out its year, so that those before it matter */
};

/** `year`: the one that the notes before the table name, or 0. */
void periods_init(struct arena *arena, const struct source *source, int year, int today,
	bool allow_future, struct periods *periods);

/**
 * What the cells before one say of its year: 12月 below 2023年11月 is of 2023, and so is all that
 * follows as long as it goes on through that year. Zeroed before the first cell of a row or column.
 */
struct period_thread {
	int year, last, step; /* last: month of the cell before; step: +1 or −1, once it is known */
	int first;            /* month with which a year from the notes began */
	bool begun, given;    /* given: the year is that of the notes */
	struct str cell;      /* the last one, which says the same if it is repeated … */
	uint32_t number;      /* … and its number */
};

/** The number of a cell; to be called for every cell, in their order, before periods_decide. */
uint32_t periods_add(struct periods *periods, struct period_thread *thread, struct str cell);

/** The same for a year in one cell, or in one above it, and a part of it in another. */
uint32_t periods_add_parts(
	struct periods *periods, struct period_thread *thread, struct str year, struct str part);

/** The same for two cells of a matrix, of which either may be the year. */
uint32_t periods_add_crossing(struct periods *periods, struct str a, struct str b);

/** A cell whose row is not read still has its place in the thread. */
void periods_pass(struct periods *periods, struct period_thread *thread, struct str cell);

/** Adds an entry for the cell that was numbered last. For periods*.c only. */
void periods_add_entry(struct periods *periods, struct written_period written);

/** Settles what can be settled, once all cells are known. */
void periods_decide(struct periods *periods);

/** What the cell means for an indicator. */
struct period_answer periods_resolve(
	struct periods *periods, uint32_t cell, const struct indicator *indicator);

/** Is the verdict an error (and not just a reason to leave a figure out)? */
bool period_is_refused(enum period_verdict verdict);

/** What is wrong with the cell and what to do about it. */
struct str periods_explain(const struct periods *periods, uint32_t cell,
	enum period_verdict verdict, const struct indicator *indicator, struct str path);

#endif
