/** indicator: one thing that is counted, with all that the catalogue says of it. */
#ifndef TIDEMARK_MODEL_INDICATOR_H
#define TIDEMARK_MODEL_INDICATOR_H

#include "model/formula.h"
#include "model/measure.h"
#include "model/target.h"

enum better { BETTER_DEFAULT, BETTER_HIGHER, BETTER_LOWER, BETTER_NONE };

struct group;

struct indicator {
	size_t index; /* its place in the catalogue */
	struct str id;
	struct place place;
	struct str title, title_en; /* title falls back to the id */
	struct str unit;            /* empty: any */
	int decimals;               /* −1: as many as the figures have */
	enum kind kind;
	enum every every;
	struct calendar calendar;
	struct str owner;
	struct str group_id;
	const struct group *group; /* NULL: none */
	enum better better;
	struct str_list aliases;
	struct {
		ARRAY(struct target);
	} targets;
	struct str note, source_note;
	int lag; /* days after a period's end until its figure is due, default 25 */
	struct {
		ARRAY(int);
	} rebase;
	bool combined; /* no January is published */
	bool has_since, has_until;
	int since, until;        /* period numbers: nothing is due outside them */
	struct formula *formula; /* NULL: figures come from files */
	struct str_list areas;   /* if given, all there are; keys of areas */
	bool areas_sum;
	struct str_list was; /* its ids before */
};

/** The title in a language ("en" falls back to the other). */
struct str indicator_title(const struct indicator *indicator, bool english);

/** Is it that owner's: by its own `owner`, or if it has none as one of its group's? */
bool indicator_has_owner(const struct indicator *indicator, struct str owner);

/** `better`, else the direction of the first target that has one: +1, −1 or 0. */
int indicator_direction(const struct indicator *indicator);

#endif
