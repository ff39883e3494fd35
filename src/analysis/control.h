/**
 * control: does a series vary as usual, and what does that mean for its targets? The points that
 * are watched, with their limits. Source: docs/METHODS.md §8.
 */
#ifndef TIDEMARK_ANALYSIS_CONTROL_H
#define TIDEMARK_ANALYSIS_CONTROL_H

#include "analysis/points.h"
#include "analysis/xmr.h"

struct control {
	enum measure measure; /* what is watched: value, flow, flow_yoy or change */
	struct points points;
	struct points flows; /* of a flow, ytd or cumulative series, whatever is watched of it */
	struct xmr xmr;
};

/** What the last point is, given the good direction. */
enum variation {
	VARIATION_NONE, /* cannot be told */
	VARIATION_COMMON,
	VARIATION_IMPROVEMENT,
	VARIATION_CONCERN,
	VARIATION_HIGH, /* special, and neither good nor bad */
	VARIATION_LOW,
};

/** What can be said of a limit for every period, if nothing changes. */
enum assurance { ASSURANCE_NONE, ASSURANCE_PASSES, ASSURANCE_FAILS, ASSURANCE_EITHER };

/**
 * Of a ratio the value is watched, of a stock its change; of a flow, ytd or cumulative series the
 * flow, or its growth on the year if there is a season. Limits begin anew at the periods of
 * `rebase`.
 */
void control_make(struct arena *arena, const struct series *series, struct control *out);

/** The last point that is not missing; false if there is none. */
bool control_last(const struct control *control, size_t *point);

/** `direction`: +1 higher is better, −1 lower, 0 neither. */
enum variation control_variation(const struct control *control, int direction);

/**
 * Does usual variation meet a bound (`high` too, for `within`), given on the measure that is
 * watched?
 */
enum assurance control_assurance(
	const struct control *control, const struct target *target, double bound, double high);

/** Is that what the target is about? */
bool control_watches(const struct control *control, const struct target *target, enum kind kind);

/** "improvement", "concern", "high", "low", "common"; "" for none. */
const char *variation_name(enum variation variation);
/** "passes consistently", "fails consistently", "hit or miss"; "" for none. */
const char *assurance_name(enum assurance assurance);

#endif
