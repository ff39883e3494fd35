/** fields: the cells of the store's own CSV lines (RFC 4180, LF). */
#ifndef TIDEMARK_STORE_FIELDS_H
#define TIDEMARK_STORE_FIELDS_H

#include "base/str.h"

/** `s` in quotes if it must be, else `s` itself. */
struct str field_quoted(struct arena *arena, struct str s);

/** Takes a cell and the delimiter behind it off `rest`; false if that is not what stands there. */
bool field_take(struct arena *arena, struct str *rest, char delimiter, struct str *field);

/** A whole number of one to nine digits; false if `text` is anything else. */
bool field_number(struct str text, int *number);

#endif
