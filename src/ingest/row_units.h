/** row_units: the unit of each row's figures, where rows name it. Within src/ingest only. */
#ifndef TIDEMARK_INGEST_ROW_UNITS_H
#define TIDEMARK_INGEST_ROW_UNITS_H

#include "ingest/run.h"

struct row_units {
	struct intern pairs; /* of scale and unit cells */
	struct str_list texts;
};

/**
 * The unit that the row names in a column of units, with the scale of another column (thousands, or
 * 6 for millions), else the section in which it stands, else the unit row. Empty: none does.
 */
struct str row_unit(struct run *run, struct row_units *units, size_t record);

#endif
