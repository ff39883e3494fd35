/** show_sparkline: series as one line each. Private to show. */
#ifndef TIDEMARK_COMMAND_SHOW_SPARKLINE_H
#define TIDEMARK_COMMAND_SHOW_SPARKLINE_H

#include "command/command.h"

/** What --from, --to and --last leave of a series. */
struct show_window {
	int first, last;
	bool empty;
};

/** A table with a row a series: its first and last figure within the window, and its line. */
struct table *show_sparkline_table(struct context *context);
void show_sparkline_row(struct context *context, struct table *table, const struct series *series,
	const struct show_window *window);

#endif
