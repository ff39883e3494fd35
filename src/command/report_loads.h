/** report_loads: what the ledger tells a report: its last load, and the figures that were revised.
 */
#ifndef TIDEMARK_COMMAND_REPORT_LOADS_H
#define TIDEMARK_COMMAND_REPORT_LOADS_H

#include "command/command.h"
#include "output/report.h"

/**
 * Fills source->load, load_at, since, and the revisions of the loads up to `last` since --since (a
 * load: those behind it; a day: those from that day on; default: 35 days before today), the latest
 * first. Loads that were undone by then do not count.
 * Errors: STATUS_USAGE for --since, those of the store.
 */
bool report_loads(struct context *context, int last, struct report_source *source,
	struct report_revisions *revisions);

#endif
