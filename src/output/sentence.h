/** sentence: a verdict's reason in plain words. */
#ifndef TIDEMARK_OUTPUT_SENTENCE_H
#define TIDEMARK_OUTPUT_SENTENCE_H

#include "analysis/verdict.h"

/** One sentence without a full stop: why the status is what it is, with its numbers. */
struct str sentence_verdict(struct arena *arena, const struct verdict *verdict, bool english);

#endif
