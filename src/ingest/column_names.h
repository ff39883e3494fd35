/** column_names: what a column is, by the name that offices and statistical packages give it. */
#ifndef TIDEMARK_INGEST_COLUMN_NAMES_H
#define TIDEMARK_INGEST_COLUMN_NAMES_H

#include "base/str.h"

enum column_role {
	COLUMN_PERIOD,
	COLUMN_PART, /* of a year: month, quarter */
	COLUMN_LABEL,
	COLUMN_AREA,
	COLUMN_VALUE,
	COLUMN_UNIT,
	COLUMN_SCALE,  /* of the unit: UNIT_MULT, SCALAR_FACTOR */
	COLUMN_REMARK, /* flags, notes, frequencies: nothing that tells one series from another */
	COLUMN_WHOLE,  /* in a row of months: the sum or mean of the year */
};

/** Is that a name of such a column? In REF_AREA:Reference area either half may be. */
bool column_is_called(struct str name, enum column_role role);

#endif
