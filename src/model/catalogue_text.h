/** catalogue_text: a file of the catalogue as libconfuse may safely read it. */
#ifndef TIDEMARK_MODEL_CATALOGUE_TEXT_H
#define TIDEMARK_MODEL_CATALOGUE_TEXT_H

#include "base/diag.h"

/**
 * The file with every comment turned into blanks; lines and columns stay where they are.
 * Errors (STATUS_CATALOGUE): a file that cannot be read, bytes that are not UTF-8, a byte order
 * mark, a NUL, an unescaped ${ (libconfuse would put an environment variable there), a section that
 * is never closed (libconfuse would close it at the end of the file without a word).
 */
bool catalogue_text_read(struct arena *arena, struct str path, struct str *text, struct diag *diag);

#endif
