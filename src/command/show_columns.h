/** show_columns: the columns of show beside period and value. Private to show. */
#ifndef TIDEMARK_COMMAND_SHOW_COLUMNS_H
#define TIDEMARK_COMMAND_SHOW_COLUMNS_H

#include "analysis/control.h"
#include "command/command.h"

enum column_form { COLUMN_MEASURE, COLUMN_COUNT, COLUMN_LABEL };

struct show_column {
	const char *name, *heading;
	enum column_form form;
	enum measure measure; /* COLUMN_MEASURE: what the numbers are of */
	double *number;       /* a row a period of the series; NaN: empty */
	const char **label;   /* COLUMN_LABEL */
};

struct show_columns {
	ARRAY(struct show_column);
	const char *watched; /* the measure that mean, lower, upper and label are of; NULL: none */
};

/**
 * Reads --measure and computes its columns for a series of which the last `projected` figures are
 * forecasts: these have measures but no limits, and a column to say so.
 * Errors: STATUS_USAGE for a name that is no measure or not one of the indicator's.
 */
bool show_columns_make(struct context *context, const struct series *series, size_t projected,
	struct show_columns *out);

#endif
