/**
 * packed: numbers and texts one behind the other, as worker processes hand them to their parent.
 *
 * What is taken must be what was put, in the same order; nothing is checked.
 */
#ifndef TIDEMARK_STORE_PACKED_H
#define TIDEMARK_STORE_PACKED_H

#include "base/buf.h"

#include <stdint.h>

void packed_put_number(struct buf *out, int64_t number);
void packed_put_value(struct buf *out, double value);
void packed_put_values(struct buf *out, const double *values, size_t count);
void packed_put_text(struct buf *out, struct str text);

int64_t packed_take_number(struct str *rest);
double packed_take_value(struct str *rest);
void packed_take_values(struct str *rest, double *values, size_t count);
struct str packed_take_text(struct str *rest); /* a stretch of what was packed */

#endif
