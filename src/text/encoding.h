/** encoding: bytes of unknown origin become UTF-8, on evidence or not at all (iconv). */
#ifndef TIDEMARK_TEXT_ENCODING_H
#define TIDEMARK_TEXT_ENCODING_H

#include "base/diag.h"

struct decoded {
	struct str
		text; /* UTF-8 without BOM and without NUL; the content itself where that will do */
	struct str name; /* "UTF-8", "UTF-16LE", "GB18030", "windows-1252", or the name asked for */
	struct str why;  /* the evidence, for people */
};

/**
 * Decodes a whole file. `wanted` is iconv's name of an encoding, or empty to detect one; only
 * UTF-8's byte order mark overrules it. What is detected: a byte order mark, the NULs of UTF-16,
 * strict UTF-8, strict GB18030 whose two-byte characters lie where Chinese ones do, else
 * windows-1252 with a warning.
 *
 * Errors (STATUS_DATA): an empty file; a NUL, with its offset; a file that ends inside a character;
 * malformed characters, with line and offset; an encoding that iconv does not know.
 * Memory: `content` must stay as long as the text is used.
 */
bool encoding_decode(struct arena *arena, struct str path, struct str content, struct str wanted,
	struct decoded *decoded, struct diag *diag);

#endif
