/** report_markdown: the report as text for a mail: what the first page says, and the tables. */
#ifndef TIDEMARK_OUTPUT_REPORT_MARKDOWN_H
#define TIDEMARK_OUTPUT_REPORT_MARKDOWN_H

#include "output/report.h"

void report_markdown(struct arena *arena, const struct report *report, struct buf *out);

#endif
