/**
 * words: the vocabulary of results, in Chinese and English, and numbers as people read them.
 */
#ifndef TIDEMARK_OUTPUT_WORDS_H
#define TIDEMARK_OUTPUT_WORDS_H

#include "analysis/verdict.h"
#include "output/result.h"

/** "未达标" / "missed", … */
const char *words_status(enum verdict_status status, bool english);
/** The colour that goes with the word: off track is as bad as missed, as in the exit status. */
enum tint words_tint(enum verdict_status status);
const char *words_freshness(enum freshness freshness, bool english);
const char *words_variation(enum variation variation, bool english);
const char *words_label(enum xmr_label label, bool english);

/** "" for value, "同比" / "yoy", … */
const char *words_measure(enum measure measure, bool english);

/** A status by its name for machines or either language's word. */
bool words_find_status(struct str word, enum verdict_status *status);

/** The unit that a measure of the indicator is in: its own, "%", or "个百分点" / "points". */
struct str words_unit(const struct indicator *indicator, enum measure measure, bool english);

/** "2,400.62 亿元", "90.87%": rounded to the indicator's decimals (percent and points to 1). */
struct str words_value(struct arena *arena, const struct indicator *indicator, enum measure measure,
	double value, bool english);

/** The same without the unit. */
struct str words_number(
	struct arena *arena, const struct indicator *indicator, enum measure measure, double value);

/** How many decimals figures of that measure are shown with. */
int words_places(const struct indicator *indicator, enum measure measure, double value);

/**
 * The verdict's value with as many decimals as it takes not to contradict the verdict; in a year
 * that is not over, what has come together so far.
 */
struct str words_judged(struct arena *arena, const struct verdict *verdict, bool english);

/** What the target demands: "同比 ≥ 8%", "≥ 2,600 亿元，2024-12 前". */
struct str words_target(struct arena *arena, const struct verdict *verdict, bool english);

/** A period of the verdict's indicator. */
struct str words_period(struct arena *arena, const struct indicator *indicator, int period);

#endif
