/**
 * export: figures in formats of other programs.
 *
 *     csv              RFC 4180, a row a figure; tidemark loads it again
 *     jsonl            an object a figure, with the same keys
 *     openmetrics      a metric family an indicator
 *     victoriametrics  a line of JSON a series, as /api/v1/import takes it
 *
 * What metric names, labels and time stamps are: model/metric.h.
 */
#ifndef TIDEMARK_OUTPUT_EXPORT_H
#define TIDEMARK_OUTPUT_EXPORT_H

#include "base/buf.h"
#include "model/origin.h"

enum export_format { EXPORT_CSV, EXPORT_JSONL, EXPORT_OPENMETRICS, EXPORT_VICTORIAMETRICS };

bool export_find(struct str name, enum export_format *format);

/** Does the format say from which load a figure came? */
bool export_tells_origins(enum export_format format);

struct export
{
	enum export_format format;
	bool safe;                      /* csv: no cell of text is taken for a formula */
	const struct origins *origins;  /* NULL: not known */
	const struct indicator *family; /* of the series written last */
	struct buf *out;
};

void export_begin(struct export *export);

/** The figures from period `first` to `last`. Series come in the order of a book. */
void export_series(struct export *export, const struct series *series, int first, int last);

void export_end(struct export *export);

#endif
