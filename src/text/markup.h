/**
 * markup: text on its way into HTML and Markdown. This is the only place that escapes it: whatever
 * a title, note, label or file name holds, it stays text.
 */
#ifndef TIDEMARK_TEXT_MARKUP_H
#define TIDEMARK_TEXT_MARKUP_H

#include "base/buf.h"

/**
 * `text` as HTML, between tags or in an attribute in quotes. & < > " ' become references; control
 * characters a blank; malformed bytes, noncharacters and the marks that turn the direction of the
 * text around them U+FFFD.
 */
void markup_html(struct buf *out, struct str text);

/**
 * Writes `html`, in which each % stands for the next argument, a struct str, as markup_html writes
 * it: `markup_print(out, "<td title=\"%\">%</td>", note, value)`.
 */
void markup_print(struct buf *out, const char *html, ...);

/** A path relative to the page, for href and src: all but letters, digits and / . _ - as %XX. */
void markup_path(struct buf *out, struct str path);

/**
 * `text` in one line of Markdown, at its start or anywhere in it: nothing in it is markup, neither
 * Markdown's nor HTML's (an address stays one, and a reader may make it a link to itself). What
 * markup_html replaces is replaced here too, blanks of other widths become blanks, and those around
 * the text are gone.
 */
void markup_markdown(struct buf *out, struct str text);

/** `bytes` in base64 (RFC 4648, padded, in one line). */
void markup_base64(struct buf *out, struct str bytes);

#endif
