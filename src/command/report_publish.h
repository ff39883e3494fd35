/** report_publish: a page and its charts put where they are read, so that they always fit. */
#ifndef TIDEMARK_COMMAND_REPORT_PUBLISH_H
#define TIDEMARK_COMMAND_REPORT_PUBLISH_H

#include "command/report_pictures.h"

/**
 * May the page be written there? An empty file and an older report may be replaced; its charts are
 * place->former then. Errors: STATUS_CANNOT_CREATE for anything else.
 */
bool report_may_replace(struct context *context, struct report_place *place);

/**
 * Moves the charts beside the page that is to come, then the page `made`, then removes the charts
 * that the page before had and this one has not. A chart's name tells its content, so whoever looks
 * in between, or after a crash, finds a whole page with the charts that belong to it.
 *
 * Without gnuplot the charts of the page before stay where they are, for the next time.
 *
 * Only what tidemark made is removed: what charts/NAME.list says of the page before (NAME is that
 * of the page), unless another page there has it too, and only while it is still the same file.
 * Errors: STATUS_IO, STATUS_CANNOT_CREATE; STATUS_LOCKED while another report is put there.
 */
bool report_publish(struct context *context, const struct report_place *place, struct str made,
	const struct report_drawing *drawing);

#endif
