/** advice: what to write into the catalogue, word for word. */
#ifndef TIDEMARK_INGEST_ADVICE_H
#define TIDEMARK_INGEST_ADVICE_H

#include "model/source.h"

/**
 * `add SETTING to source "x"`, or, where no source section fits the file yet, `add SETTING to a
 * section source NAME { match = "FILE" }`.
 */
struct str advice(struct arena *arena, const struct source *source, struct str path,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

/** `match = "FILE"`, as a pattern that fits this file alone. */
struct str advice_match(struct arena *arena, struct str path);

/** A name for the source section of a file: its letters and digits, others as one _. */
struct str advice_section(struct arena *arena, struct str path);

#endif
