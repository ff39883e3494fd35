/** period_tokens: the cells of a period column, cut into numbers, month names and words. */
#ifndef TIDEMARK_TEXT_PERIOD_TOKENS_H
#define TIDEMARK_TEXT_PERIOD_TOKENS_H

#include "base/str.h"

enum { TOKENS_MAX = 8, PERIOD_CELL_MAX = 64 };

/**
 * Shape: what the tokens are, one letter each, is the signature: 2024年1-5月 is nYn-nm.
 *
 *     n number  M month name  Y 年  m 月  d 日  q 季度  h 上半年 下半年  P 前三季度  A 全年  E 年末
 *     Q quarter  H half  W c S F  the letters W M S FY  - / . ,  themselves  blank  between numbers
 */
struct tokens {
	char signature[TOKENS_MAX + 1];
	size_t count;
	int value[TOKENS_MAX];  /* of n, M, h and P, in their order */
	int digits[TOKENS_MAX]; /* as many as were written; 0 for words */
	size_t values;
};

/** Width folded and in lower case; "" if the cell is too long for a period. */
struct str period_fold(struct str cell, char out[PERIOD_CELL_MAX + 8]);

/** Cuts a folded cell; false if something in it belongs to no period. */
bool period_tokenize(struct str text, struct tokens *tokens);

/** Takes a month's name (English, French, German, Spanish) off the front of a folded text. */
bool period_take_month(struct str *rest, int *month);

#endif
