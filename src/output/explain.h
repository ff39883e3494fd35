/** explain: every step to a verdict with its numbers, so that a doubter can do it again by hand. */
#ifndef TIDEMARK_OUTPUT_EXPLAIN_H
#define TIDEMARK_OUTPUT_EXPLAIN_H

#include "analysis/verdict.h"

/**
 * One line a step, in the order of docs/METHODS.md and with its letters. The book and `today` as
 * they were for the verdict.
 */
void explain_verdict(struct arena *arena, const struct book *book, const struct verdict *verdict,
	int today, bool english, struct str_list *steps);

#endif
