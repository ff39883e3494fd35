/**
 * rrd_name: which file holds which series.
 *
 *     DATA/rrd/<indicator>.rrd          the whole
 *     DATA/rrd/<indicator>/<area>.rrd   an area; `/`, `%` and a leading `.` as %2F, %25, %2E
 */
#ifndef TIDEMARK_STORE_RRD_NAME_H
#define TIDEMARK_STORE_RRD_NAME_H

#include "model/figure.h"

enum { RRD_NAME_LONGEST = 240 }; /* bytes, so that a temporary name beside it still fits */

/** The path below DATA. */
struct str rrd_name(struct arena *arena, struct series_key key);

/** Errors (STATUS_DATA): the area is too long for a file name. */
bool rrd_name_check(struct arena *scratch, struct series_key key, struct diag *diag);

/** The area that `name`, a file in an indicator's folder, holds; false if it is none of ours. */
bool rrd_name_area(struct arena *arena, struct str name, struct str *area);

#endif
