/** marks: the decimal mark of each column of figures. Within src/ingest only. */
#ifndef TIDEMARK_INGEST_MARKS_H
#define TIDEMARK_INGEST_MARKS_H

#include "ingest/run.h"

/* In a matrix all columns of figures are one, since a row is what belongs together there. */
struct mark {
	char mark;    /* '.' or ','; decided by marks_decide */
	bool refused; /* nothing decides */
	bool reported;
	bool has_number;       /* some cell is a number under one of the marks */
	unsigned evidence;     /* of number.h */
	size_t record, column; /* the cell that decides, else the first that leaves it open */
	size_t with;           /* cells that agree with the first deciding one … */
	size_t against;        /* … and cells that decide otherwise */
	size_t against_record, against_column; /* the first of these */
};

struct marks {
	struct mark *marks; /* one for each of layout->values, or one for all */
	size_t count;
};

void marks_init(struct run *run, struct marks *marks);

static inline struct mark *marks_of(const struct marks *marks, size_t value)
{
	return &marks->marks[marks->count == 1 ? 0 : value];
}

/** Looks at one cell, before marks_decide. `no_comma`: it is known to have none. */
void marks_look(struct mark *mark, struct str cell, bool no_comma, size_t record, size_t column);

/**
 * Adds to `mark` what was seen apart, in the cells behind those that it has seen; false where it
 * takes the cells themselves to say what both together mean, and `mark` is then as it was.
 */
bool marks_join(struct mark *mark, const struct mark *later);

/** Decides, once all cells were seen. */
void marks_decide(struct run *run, struct marks *marks);

/** Says of a refused mark, once, what leaves it open and what to do about it. */
void marks_refuse(struct run *run, struct mark *mark);

#endif
