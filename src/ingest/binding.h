/** binding: what the figures under a label belong to, and in which unit they are written. */
#ifndef TIDEMARK_INGEST_BINDING_H
#define TIDEMARK_INGEST_BINDING_H

#include "ingest/run.h"
#include "text/number.h"

enum binding_state {
	BINDING_READ,
	BINDING_IGNORED, /* left out by the source section */
	BINDING_REFUSED, /* the error was reported */
};

struct binding {
	enum binding_state state;
	const struct indicator *indicator;
	struct str unit; /* that the file names for these figures; empty: none */
	int power;       /* of ten, from that unit to the indicator's */
};

/**
 * The binding of a label that stands at (record, column). `unit` is the one of its row or column;
 * empty: that of the label, of the table or of the source section.
 * Errors: an unknown, ambiguous or computed label; a unit that is not the indicator's.
 */
struct binding binding_make(
	struct run *run, struct str label, struct str unit, size_t record, size_t column);

enum value_state { VALUE_READ, VALUE_MISSING, VALUE_DASH, VALUE_REFUSED };

struct value {
	double value;
	bool rounded, estimate;
	struct str flag;
	struct str problem; /* VALUE_REFUSED: what to say of it */
};

/** Reads a figure whose decimal mark is `mark` in the unit of its indicator. */
enum value_state binding_read(struct run *run, const struct binding *binding, struct str cell,
	char mark, struct value *value);

#endif
