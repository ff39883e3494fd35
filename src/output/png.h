/** png: the file format PNG (ISO/IEC 15948), of which true colour without transparency is written.
 */
#ifndef TIDEMARK_OUTPUT_PNG_H
#define TIDEMARK_OUTPUT_PNG_H

#include "base/buf.h"

/** A chunk of a type of four letters, with its length and checksum. */
void png_add_chunk(struct buf *out, const char *type, struct str data);

/**
 * The whole file.
 * Shape: `height` rows of `width` × 3 bytes (red, green, blue), each behind a byte 0, which says
 * that the row is not filtered: charts are flat colour, and pack as well so in half the time.
 * Errors: empty where there is no memory to pack them.
 */
struct str png_write(struct arena *arena, struct str rows, int width, int height);

#endif
