/**
 * nagios: verdicts as the output of a monitoring plugin: a status line with performance data, and a
 * line below for every target that is not fine.
 */
#ifndef TIDEMARK_OUTPUT_NAGIOS_H
#define TIDEMARK_OUTPUT_NAGIOS_H

#include "analysis/verdict.h"
#include "base/buf.h"

/**
 * Writes the verdicts in their order; `status` is the plugin's exit status, 0 to 3.
 *
 * Performance data: 'ID[/AREA] LABEL'=VALUE[%];;RANGE;; for each verdict, where the measure stands
 * for a label that is not given. The value is what was judged (of a year that is not over, what has
 * come together, but for a growth); U where there is none. RANGE, the place of crit, is what the
 * target demands:
 * `>= b` b: · `> b` @~:b · `<= b` ~:b · `< b` @b: · `= b` b:b · within lo:hi.
 * Units: only % is one that plugins know.
 */
void nagios_write(struct arena *arena, const struct verdicts *verdicts, int status, bool english,
	struct buf *out);

#endif
