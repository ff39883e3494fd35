/** memo: the periods of ledger rows; the same text is parsed once, since thousands of rows have it.
 */
#ifndef TIDEMARK_STORE_MEMO_H
#define TIDEMARK_STORE_MEMO_H

#include "text/period.h"

enum { MEMO_SLOTS = 512, MEMO_TEXT = 12 };

struct memo {
	struct {
		char text[MEMO_TEXT];
		size_t len;
		struct period period;
	} slots[MEMO_SLOTS];
};

/**
 * Reads a period as the ledger writes it, whatever calendar the catalogue has now: its notation
 * alone tells years of another start. False if it is none.
 */
bool memo_period(struct memo *memo, struct str text, struct period *period);

#endif
