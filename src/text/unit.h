/**
 * unit: units of measure and the powers of ten between them.
 *
 * A unit is a scale and a base: 亿元 is 10^8 元, 万标箱 10^4 标箱 (= TEU), 万吨/日 10^4 吨/日.
 * Comparison is after trimming, width folding and lower-casing ASCII. An unknown unit is its own
 * base.
 */
#ifndef TIDEMARK_TEXT_UNIT_H
#define TIDEMARK_TEXT_UNIT_H

#include "base/str.h"

/**
 * The power of ten that turns a figure in `from` into one in `to` (万元 → 亿元: −4).
 * False when the two are not the same base. An empty `to` takes anything (power 0), and an empty
 * `from` counts as `to`.
 */
bool unit_power(struct str from, struct str to, int *power);

/** The power of ten of a scale word alone: 十 百 千 万 十万 百万 千万 亿 万亿, thousand, million, …
 */
bool unit_scale_word(struct str word, int *power);

/**
 * The power of ten of a scale word alone in a unit: thousands are 10^-3 of million yuan, whose yuan
 * they count, and of million, where no more is said of the unit. False if `word` is no scale word.
 */
bool unit_scaled(struct str word, struct str own, int *power);

/** The unit without its scale: 亿元 → 元, 万标箱 → 标箱; itself where there is none. */
struct str unit_base(struct str unit);

/** Is it one of the units this program knows (with or without a scale)? */
bool unit_is_known(struct str unit);

/** Does the unit name percent (%, ％, 百分点 …)? Differences of such figures are points. */
bool unit_is_percent(struct str unit);

/** Is it an index, such as 2015=100? It has no scale. */
bool unit_is_index(struct str unit);

#endif
