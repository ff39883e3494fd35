/**
 * draft: catalogue lines for the labels of a file that nobody has declared yet.
 *
 * What the file tells is filled in, with the reason beside it; what it does not tell is left to the
 * user.
 */
#ifndef TIDEMARK_INGEST_DRAFT_H
#define TIDEMARK_INGEST_DRAFT_H

#include "ingest/ingest.h"

struct draft_indicator {
	struct indicator indicator; /* id, title, unit, kind, every, combined */
	const struct label_use *use;
	struct str
		kind_why; /* empty: nothing tells the kind, which is a stock for the time being */
	struct str every_why; /* empty: nothing tells */
};

struct draft {
	struct {
		ARRAY(struct draft_indicator *); /* their addresses stay */
	} indicators;
	struct ingest_result result;   /* what the file gives once these are declared */
	const struct indicator *fixed; /* the file names none, so all its figures are this one's */
};

/**
 * An indicator for each strange label of `result`, which ingest_content made of `content` with
 * `options` (explain among them). The file is read once more, as if they were declared, since its
 * figures may tell their kind.
 */
void draft_make(struct arena *arena, const struct catalogue *catalogue, struct str path,
	struct str content, const struct ingest_options *options,
	const struct ingest_result *result, struct draft *draft);

/** Is the label a name that somebody may want in a catalogue: not empty, and no whole text? */
bool draft_has_title(const struct label_use *use);

/** The catalogue with the draft's indicators behind its own. */
struct catalogue draft_catalogue(
	struct arena *arena, const struct catalogue *catalogue, const struct draft *draft);

/** The indicator's section. `complete`: with a kind, even if nothing tells which. */
struct str draft_section(struct arena *arena, const struct draft_indicator *it, bool complete);

/** The source section that the file needs, or an empty text. */
struct str draft_source(struct arena *arena, const struct draft *draft, struct str path);

#endif
