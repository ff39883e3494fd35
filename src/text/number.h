/**
 * number: a number cell as people write it.
 *
 * ASCII or full-width digits, a sign (+ − － and the like, or brackets for less than zero), digits
 * grouped in threes by point, comma, apostrophe or blank, an exponent; behind it a unit
 * (25家, 8.5%, 3.5亿), flags (p r e b … * † behind a blank or in brackets) and words that make it
 * an estimate (近120, 300余, >300).
 */
#ifndef TIDEMARK_TEXT_NUMBER_H
#define TIDEMARK_TEXT_NUMBER_H

#include "text/decimal.h"

enum number_kind {
	NUMBER_NONE, /* something else */
	NUMBER_READ,
	NUMBER_MISSING, /* empty, or a word that says there is no figure */
	NUMBER_DASH,    /* "-": missing for most offices, zero for some */
};

struct number {
	struct decimal decimal;
	bool estimate;   /* 近120, 300余, >300 */
	struct str flag; /* "p", "r", …; empty: none. Part of the cell or a constant */
	struct str unit; /* what stands behind the digits, part of the cell; empty: nothing */
};

/** Reads a cell whose decimal mark is `mark`, '.' or ','. `*number` is set for NUMBER_READ only. */
enum number_kind number_parse(struct str cell, char mark, struct number *number);

/** What a cell says of the decimal mark of its column. */
enum {
	EVIDENCE_POINT = 1,     /* 2.5, 1,234.5, 0.125 */
	EVIDENCE_COMMA = 2,     /* 2,5, 1.234,5, 0,125 */
	EVIDENCE_UNDECIDED = 4, /* 1,234 or 1.234 */
};
unsigned number_evidence(struct str cell);

/** Is it a number under one of the marks, with nothing behind it but a known unit or a flag? */
bool number_is_typed(struct str cell);

#endif
