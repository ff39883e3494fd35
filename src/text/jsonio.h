/** jsonio: JSON out (jansson). */
#ifndef TIDEMARK_TEXT_JSONIO_H
#define TIDEMARK_TEXT_JSONIO_H

#include "base/buf.h"

/** `text` as a JSON string with its quotes; malformed UTF-8 is replaced by U+FFFD. */
void jsonio_string(struct buf *out, struct str text);

/** %.15g; NaN and infinity are null. */
void jsonio_number(struct buf *out, double number);

#endif
