/** writing: a sentence in the making. Private to sentence and sentence_pace. */
#ifndef TIDEMARK_OUTPUT_WRITING_H
#define TIDEMARK_OUTPUT_WRITING_H

#include "analysis/verdict.h"
#include "base/buf.h"

struct writing {
	struct arena *arena;
	const struct verdict *verdict;
	bool english;
	int places; /* decimals of estimates; set by writing_pace */
	struct buf out;
};

/** Appends words that hold one %.*s for the text. */
void writing_say(struct writing *w, const char *chinese, const char *english, struct str text);
/** The same with a %d; the English words hold a %s for the plural's s behind it. */
void writing_count(struct writing *w, const char *chinese, const char *english, int count);

/** A figure of the verdict's indicator with its unit; a percentage with one decimal. */
struct str writing_amount(const struct writing *w, double value);
struct str writing_percent(const struct writing *w, double value);

/** How far a year has come, how it will end and what it still takes. */
void writing_pace(struct writing *w);
/** What is unusual about the latest figures. */
void writing_variation(struct writing *w);

#endif
