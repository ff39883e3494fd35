/**
 * cursor: a place in a short text of the catalogue (a target, a formula), whose errors name the
 * column in the text.
 */
#ifndef TIDEMARK_MODEL_CURSOR_H
#define TIDEMARK_MODEL_CURSOR_H

#include "base/diag.h"

struct cursor {
	struct str text;
	size_t at;          /* byte offset of the cursor */
	struct place place; /* of the text's first character */
	struct diag *diag;
};

/** What is left from the cursor on. */
struct str cursor_rest(const struct cursor *cursor);
void cursor_blanks(struct cursor *cursor);
bool cursor_at_end(const struct cursor *cursor);

/** Takes `word` if it stands here. */
bool cursor_take(struct cursor *cursor, struct str word);

/** Takes all up to the next blank or the end. */
struct str cursor_word(struct cursor *cursor);

/** Takes [a-z0-9_]…, beginning with a letter; empty if none stands here. */
struct str cursor_name(struct cursor *cursor);

/** Takes [+-]digits[.digits][e[+-]digits], the form decimal_parse reads; empty if none stands here.
 */
struct str cursor_number(struct cursor *cursor, bool with_sign);

/** The place of byte `at`: its column counts characters. */
struct place cursor_place(const struct cursor *cursor, size_t at);

/** Adds an error (STATUS_CATALOGUE) about byte `at` and returns false. */
bool cursor_error(const struct cursor *cursor, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** `s` as it may be quoted in a message. */
struct str cursor_quote(const struct cursor *cursor, struct str s);

#endif
