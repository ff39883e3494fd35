/** judging: the verdicts of many indicators, on all cores. */
#ifndef TIDEMARK_COMMAND_JUDGING_H
#define TIDEMARK_COMMAND_JUDGING_H

#include "analysis/verdict.h"
#include "command/command.h"

/** Every verdict of the chosen indicators (by index), in the order of the catalogue. */
bool judging_run(
	struct context *context, const struct book *book, const bool *chosen, struct verdicts *all);

/** The worst first, then in the order of the catalogue. */
void judging_sort(struct verdicts *verdicts);

#endif
